"""Floor 1: folders of TOML into ledgers, duties, sections, cases and the calendar."""
