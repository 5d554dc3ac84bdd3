"""Store: tables, the only reads, the only appends, evidence files, and the check of the seal."""
