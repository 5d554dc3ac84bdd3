"""Due dates beside stepping chinesecalendar day by day: equal on every start day and term, and how much faster per row."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
import numpy as np

from fazhi.kernel.calendar import Calendar, day_number
from fazhi.kernel.terms import Term, due

FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
LONGEST = 60
STEPPED_ROWS = 400


def terms_table(calendar: Calendar) -> list[tuple[str, ...]]:
    """Differences over every start day 2018-2026 and term 1-60, and the time per row of both."""
    starts = np.arange(day_number(FIRST), day_number(LAST) + 1, dtype=np.int32)
    rows, differ = 0, 0
    for n in range(1, LONGEST + 1):
        ours = due(Term(n, "working_day"), starts, calendar).raw
        expected = _stepped_all(starts, n)
        known = expected > 0
        rows += int(known.sum())
        differ += int((ours[known] != expected[known]).sum())
    fast, slow = _per_row(starts, calendar), _stepping_per_row()
    header = ("due dates", "rows", "differ", "fazhi ns/row", "stepping us/row", "times faster")
    return [
        header,
        ("working days", f"{rows:,}", str(differ), f"{fast * 1e9:.1f}", f"{slow * 1e6:.1f}", f"{slow / fast:,.0f}"),
    ]


def _stepped_all(starts: np.ndarray, n: int) -> np.ndarray:  # type: ignore[type-arg]
    """The n-th working day after each start by chinesecalendar's own list of days; 0 where it lies beyond that list."""
    worked = np.array([d for d in _days() if chinese_calendar.is_workday(d)], dtype="datetime64[D]").astype(np.int32)
    place = np.searchsorted(worked, starts, side="right") + n - 1
    return np.where(place < len(worked), worked[np.minimum(place, len(worked) - 1)], 0)


def _days() -> list[date]:
    return [FIRST + timedelta(days=k) for k in range((LAST - FIRST).days + 1)]


def _per_row(starts: np.ndarray, calendar: Calendar) -> float:  # type: ignore[type-arg]
    term = Term(20, "working_day")
    many = np.tile(starts, 30)
    best = min(_seconds(lambda: due(term, many, calendar)) for _ in range(7))
    return best / len(many)


def _stepping_per_row() -> float:
    starts = _days()[:: len(_days()) // STEPPED_ROWS][:-40]
    return _seconds(lambda: [stepped(day, 20) for day in starts if day.year < LAST.year]) / len(starts)


def stepped(start: date, n: int) -> date:
    """The n-th working day after `start`, one day at a time."""
    day = start
    while n:
        day += timedelta(days=1)
        n -= chinese_calendar.is_workday(day)
    return day


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
