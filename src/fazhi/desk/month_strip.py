"""A counted-day sheet as months of weeks, so that one sees which days counted."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fazhi.kernel.calendar import MAKE_UP, OFF, STATUTORY
from fazhi.kernel.explain import DayRow, Sheet

HOLIDAYS = (OFF, STATUTORY)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a month: `tone` is its class; `mark` what stands under the number; `words` the whole of it."""

    number: int
    tone: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven cells; None where the day belongs to another month."""

    title: str
    weeks: tuple[tuple[DayCell | None, ...], ...]


def months(sheet: Sheet) -> list[Month]:
    """The months a sheet touches."""
    found = []
    for (year, month), rows in groupby(sheet.rows, key=lambda r: (r.date.year, r.date.month)):
        days = {r.date: r for r in rows}
        weeks = Weeks(firstweekday=0).monthdatescalendar(year, month)
        cells = tuple(tuple(_cell(d, days.get(d), sheet) if d.month == month else None for d in w) for w in weeks)
        found.append(Month(f"{year}年{month}月", tuple(w for w in cells if _touched(w))))
    return found


def _touched(week: Iterable[DayCell | None]) -> bool:
    return any(cell is not None and cell.tone != "out" for cell in week)


def _cell(day: date, row: DayRow | None, sheet: Sheet) -> DayCell:
    if row is None:
        return DayCell(day.day, "out", "", "")
    words = f"{day.month}月{day.day}日（{row.weekday}）{row.why}"
    if day == sheet.raw:
        return DayCell(day.day, "due", "到期", words)
    if day == sheet.rolled:
        return DayCell(day.day, "rolled", "顺延", words)
    if row.counted:
        return DayCell(
            day.day,
            "makeup" if row.kind == MAKE_UP else "counted",
            f"{'班 ' if row.kind == MAKE_UP else ''}{row.running}",
            words,
        )
    if day == sheet.rows[0].date:
        return DayCell(day.day, "start", "起", words)
    return DayCell(day.day, "off", "休" if row.kind in HOLIDAYS else "", words)
