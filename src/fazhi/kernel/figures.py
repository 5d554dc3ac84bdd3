"""Figures: counts, totals and distinct values over a log, each with the events it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel.calendar import day_number
from fazhi.kernel.duties import Profile, Select
from fazhi.kernel.log import Log, Rows

FIGURE_OPS = ("count", "total", "distinct")


@dataclass(frozen=True, slots=True)
class FigureRule:
    """How a section counts: `count` events, `total` a number field, or `distinct` values of a field ("unit": of units).

    `year_field`: what is counted stands on matters whose opening record names there the year counted less `year_shift`, whenever
    it happened: the tasks that answer last year's report. Where the opening record names none, the day counts.
    """

    op: str
    select: Select
    field: str = ""
    year_field: str = ""
    year_shift: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the ids of the events it came from."""

    value: int | float
    trace: tuple[int, ...]

    def text(self) -> str:
        """Without a needless decimal point."""
        return str(int(self.value)) if float(self.value).is_integer() else f"{self.value:.2f}".rstrip("0")


def figure(rule: FigureRule, log: Log, begin: date, end: date) -> Figure:
    """`rule` over the events that happened from `begin` to `end` (inclusive), or are about that year. Price: one pass over that step's rows."""
    rows = log.rows(rule.select)
    rows = rows[log.day[rows] <= day_number(end)]
    rows = rows[_about(rule, log, rows, begin)]
    trace = tuple(int(i) for i in log.ids[rows])
    return Figure(_value(rule, log, rows), trace)


def _about(rule: FigureRule, log: Log, rows: Rows, begin: date) -> NDArray[np.bool_]:
    """Which rows are of the period from `begin`: by the year that their matter names, by their day where it names none."""
    since = log.day[rows] >= day_number(begin)
    if not rule.year_field:
        return since
    column = log.columns.get(rule.year_field)
    years = tuple(v for v in column.values if isinstance(v, int | float)) if column else ()
    named = log.fits(rows, Profile(rule.year_field, (begin.year - rule.year_shift,)))
    return named | (log.fits(rows, Profile(rule.year_field, years, but=True)) & since)


def _value(rule: FigureRule, log: Log, rows: Rows) -> int | float:
    if rule.op == "count":
        return len(rows)
    if rule.op == "distinct" and rule.field in ("unit", "matter"):
        return len(np.unique((log.unit if rule.field == "unit" else log.matter)[rows]))
    column = log.columns.get(rule.field)
    if column is None:
        return 0
    if rule.op == "distinct":
        return len(np.unique(column.exploded(rows)[1]))
    return float(np.nansum(column.numbers(rows)))
