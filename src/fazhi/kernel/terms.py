"""Terms 期限: last days of hours, working days, calendar days, months, years and fixed dates, in both readings.

Counting rules (domain notes §3): T1 the day of the trigger is not counted (民事诉讼法 art. 85, 民法典 art. 201); T2 a last day on a
holiday rolls to the next working day where the law says so or refers to a law that does, else only by analogy (民法典 art. 203); T3 hours
run through (民法典 art. 201); T4 the corresponding day of the month, or its last day (民法典 art. 202); T7 fixed dates never roll, and
"before" a date is read as the day before it, the date itself being the disputed reading; T8 backward terms mirror T1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel.calendar import Calendar, Day

UNITS = ("hour", "working_day", "calendar_day", "month", "year", "date")
ROLLOVERS = ("next_working_day", "by_analogy", "none")
BASES = {
    "own": "本法自带规则",
    "reference": "明文准用",
    "departmental": "部门程序规定",
    "analogy": "类推民法典、民诉法",
}
MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Term:
    """`number` of `unit`; a fixed date uses month and day (`exclusive`: 之前). `basis` names the tier of counting rule."""

    number: int
    unit: str
    rollover: str = "none"
    month: int = 0
    day: int = 0
    exclusive: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Day numbers, one per start: `raw` is the term's own last day, `rolled` the other reading."""

    raw: Day
    rolled: Day
    provisional: NDArray[np.bool_]


def which_rule(term: Term) -> str:
    """The tier of counting rule the term falls under, in Chinese; without a `basis`, what its unit leaves open."""
    plain = {"working_day": "条文直接写明单位", "date": "条文直接写明日期"}
    return BASES.get(term.basis, plain.get(term.unit, BASES["analogy"]))


def due(term: Term, start: Day, calendar: Calendar, extra: int | Day = 0) -> Due:
    """Last days of `term` from each `start`; `extra` adds tolled or extended units (working or calendar days).

    A fixed date is taken in the year of its start. Price: two table look-ups a row for working days.
    """
    if term.unit == "working_day":
        raw = calendar.add_working_days(start, _sum(term.number, extra))
        return Due(raw, raw, calendar.leans_on_unknown(start, raw))
    if term.unit == "date":
        named = _in_year(start, term.month, term.day)
        never = np.zeros(len(start), np.bool_)
        return Due(named - np.int32(1), named, never) if term.exclusive else Due(named, named, never)
    raw = _raw(term, start, extra)
    if term.rollover == "none":
        return Due(raw, raw, np.zeros(len(start), np.bool_))
    rolled = calendar.on_or_after(raw)
    return Due(raw, rolled, calendar.leans_on_unknown(raw - np.int32(1), rolled))


def _raw(term: Term, start: Day, extra: int | Day) -> Day:
    if term.unit in MONTHS:
        return _add_months(start, term.number * MONTHS[term.unit])
    return (start + _sum(term.number, extra)).astype(np.int32)


def _sum(number: int, extra: int | Day) -> int | Day:
    return number + extra if isinstance(extra, int) else np.int32(number) + extra


def earliest(term: Term, start: Day, calendar: Calendar) -> Day:
    """First lawful day of the later act of a minimum term (不少于N日): the term's own last day, not rolled."""
    return due(Term(term.number, term.unit), start, calendar).raw


def latest_before(term: Term, act: Day, calendar: Calendar) -> Day:
    """Last lawful day of the earlier act (听证7日前): counted back from the act, whose own day does not count (T8)."""
    return due(Term(-term.number, term.unit), act, calendar).raw


def leans_on_unknown(term: Term, low: Day, high: Day, calendar: Calendar) -> NDArray[np.bool_]:
    """Whether an unrolled term between two days depends on a year without a notice: only working days do."""
    if term.unit != "working_day":
        return np.zeros(len(low), np.bool_)
    return calendar.leans_on_unknown(low, high)


def due_minute(hours: int, start_minute: NDArray[np.int64]) -> NDArray[np.int64]:
    """Last minute of a term in hours, in minutes since 1970-01-01; it runs through nights and holidays (T3)."""
    return start_minute + hours * 60


def _in_year(start: Day, month: int, day: int) -> Day:
    months = start.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[M]").astype(np.int64)
    return _clipped(months + (month - 1), np.full(len(start), day, np.int64))


def _add_months(start: Day, months: int) -> Day:
    month = start.astype("datetime64[D]").astype("datetime64[M]")
    day = start.astype(np.int64) - month.astype("datetime64[D]").astype(np.int64) + 1
    return _clipped(month.astype(np.int64) + months, day)


def _clipped(month: NDArray[np.int64], day: NDArray[np.int64]) -> Day:
    """Day `day` of each month (counted from 1970-01), or its last day where it has no such day (T4)."""
    first, following = _month_begin(month), _month_begin(month + 1)
    found: Day = (first + np.minimum(day, following - first) - 1).astype(np.int32)
    return found


def _month_begin(month: NDArray[np.int64]) -> NDArray[np.int64]:
    return month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
