"""Floor 5: the command line, `fazhi VERB`."""
