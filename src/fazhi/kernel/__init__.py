"""Floor 0: duties, terms, findings and sentences as pure functions over arrays."""
