"""Office: one use case a file, each one transaction; access.py is the only permission code."""
