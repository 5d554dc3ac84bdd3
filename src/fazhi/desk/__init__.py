"""The pages of the people at work: 今日, ledgers, matters, records, reasons, the report."""
