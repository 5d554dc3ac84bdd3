"""Fazhi 法治台账: records once, knows what the law asks, writes the report that proves itself."""

__version__ = "0.1.0"
