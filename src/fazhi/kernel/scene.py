"""Scene: what every judgement of one evaluation shares, and the recurring windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.kernel.calendar import Calendar, day_number, to_date
from fazhi.kernel.duties import Window
from fazhi.kernel.log import Log, Rows
from fazhi.kernel.units import Member, Roster

MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1, "two_years": 24}


@dataclass(frozen=True, slots=True)
class Scene:
    """The log as of `today` (a day number), the roster and the calendar of one evaluation."""

    log: Log
    roster: Roster
    calendar: Calendar
    today: int
    windows_from: date | None = None
    keep_all: bool = True

    def span(self) -> tuple[date, date]:
        """First and last day whose windows are judged."""
        last = to_date(self.today)
        if self.windows_from is not None:
            return min(self.windows_from, last), last
        first = to_date(int(self.log.day.min())) if len(self.log) else last
        return min(first, last), last


@dataclass(frozen=True, slots=True)
class Windows:
    """Consecutive windows; `begin`/`end` bound each (inclusive), `start`/`stop` the span in it that counts."""

    begin: Rows
    end: Rows
    start: Rows
    stop: Rows
    year: Rows

    def __len__(self) -> int:
        return len(self.begin)


def windows_of(window: Window, first: date, last: date) -> Windows:
    """The windows that touch first..last, on natural boundaries (two-year windows begin in even years)."""
    months = MONTHS[window.every]
    index = _index(first, months)
    begins, ends = [], []
    while (begin := _begin(index, months)) <= last:
        begins.append(begin)
        index += 1
        ends.append(_begin(index, months) - timedelta(days=1))
    starts, stops = list(begins), list(ends)
    if window.around:
        month, day, days = window.around
        middles = [date(b.year, month, day) for b in begins]
        starts = [m - timedelta(days=days) for m in middles]
        stops = [m + timedelta(days=days) for m in middles]
    return Windows(
        _numbers(begins),
        _numbers(ends),
        _numbers(starts),
        _numbers(stops),
        np.array([b.year for b in begins], np.int32),
    )


def _index(day: date, months: int) -> int:
    return (day.year * 12 + day.month - 1) // months


def _begin(index: int, months: int) -> date:
    year, month = divmod(index * months, 12)
    return date(year, month + 1, 1)


def _numbers(days: list[date]) -> Rows:
    return np.array([day_number(d) for d in days], np.int32)


def members_by_unit(scene: Scene, members: tuple[Member, ...]) -> Rows:
    """For each unit code of the log, the index of the member that unit *is*; -1 where it is none."""
    place = {m.subject: i for i, m in enumerate(members)}
    return np.array(
        [place.get(u, place.get(scene.roster.township_of(u), -1)) for u in scene.log.units] or [-1], np.int32
    )


def members_by_value(scene: Scene, members: tuple[Member, ...], rows: Rows, field: str) -> tuple[Rows, Rows]:
    """(index into `rows`, member index) for every member that field `field` of the rows names in its own township."""
    column = scene.log.columns.get(field)
    if column is None or not len(rows):
        return np.empty(0, np.int32), np.empty(0, np.int32)
    which, codes = column.exploded(rows)
    towns = [scene.roster.township_of(u) for u in scene.log.units]
    place = {(m.unit, m.subject): i for i, m in enumerate(members)}
    table = np.array([[place.get((t, str(v)), -1) for v in column.values] for t in towns], np.int32)
    found = table[scene.log.unit[rows[which]], codes]
    keep = found >= 0
    return which[keep].astype(np.int32), found[keep]
