"""报告体检: what a careful reader marks in a report that Fazhi did not write. It points; it never changes a word."""
