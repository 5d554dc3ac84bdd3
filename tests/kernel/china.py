"""The shipped calendar, for tests that count real days."""

from pathlib import Path

from fazhi.packs.calendars import read_calendar

CHINA = read_calendar(Path(__file__).parents[2] / "packs" / "_calendar")
