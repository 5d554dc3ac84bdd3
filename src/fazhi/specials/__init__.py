"""Things that packs alone cannot say."""
