"""Calendar: which days are working days in China, official years as data, the rest provisional."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel.faults import CalendarFault, Problem

Day = NDArray[np.int32]
EPOCH = date(1970, 1, 1).toordinal()
FIRST_YEAR, LAST_YEAR = 1949, 2099
KINDS = WORKING, WEEKEND, OFF, MAKE_UP, STATUTORY = "工作日", "周末", "放假", "调休补班", "法定节假日（暂按）"
Cell = TypeVar("Cell", bound=np.generic)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


def to_date(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number + EPOCH)


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The State Council's notice for a year: `off` are its days off (weekends in the spans included), `work` its make-up days.

    Both may reach into the December before (元旦). `names`, if given, has the festival of each day of `off`.
    """

    year: int
    off: tuple[date, ...]
    work: tuple[date, ...]
    notice: str
    source: str
    names: tuple[str, ...] = ()


class Calendar:
    """Working days of every day from `first` to `last` (day numbers). Immutable; built once, about 10 ms for 150 years.

    official: the years with a notice. wd[i]: working days up to and including day first+i. nth[k]: day number of the k-th
    working day, k from 1. provisional[i]: day first+i lies in a year without a notice, judged by weekends and the statutory
    days alone. Days outside the range raise CalendarFault.
    Source: 全国年节及纪念日放假办法 (2024-11-10) art. 2, 6, 7 and the yearly notices.
    """

    def __init__(self, first: int, kinds: NDArray[np.int8], official: frozenset[int], names: Mapping[int, str]) -> None:
        """kinds: index into KINDS of every day from day number `first` on; names: festival of a day number."""
        self.first, self.last = first, first + len(kinds) - 1
        self.official = official
        self.work = (kinds == KINDS.index(WORKING)) | (kinds == KINDS.index(MAKE_UP))
        self.wd: Day = np.cumsum(self.work, dtype=np.int32)
        self.nth: Day = np.concatenate(([first - 1], np.flatnonzero(self.work) + first)).astype(np.int32)
        self.provisional = ~np.isin(_years(first, len(kinds)), np.array(sorted(official), np.int64))
        self._kinds, self._names = kinds, names
        self._unknown: Day = np.cumsum(self.provisional, dtype=np.int32)
        for table in (self.work, self.wd, self.nth, self.provisional, kinds, self._unknown):
            table.flags.writeable = False

    @classmethod
    def of(
        cls,
        notices: Iterable[YearNotice],
        first_year: int = FIRST_YEAR,
        last_year: int = LAST_YEAR,
        festivals: Mapping[date, str] | None = None,
    ) -> Calendar:
        """Official years from their notices (the later one of a year wins), others from weekends and `festivals`.

        festivals: every statutory day off, by name; used in years without a notice. Days outside the years are left out.
        """
        first, last = day_number(date(first_year, 1, 1)), day_number(date(last_year, 12, 31))
        official = {n.year: n for n in notices if first_year <= n.year <= last_year}
        marks = [(d, STATUTORY, name) for d, name in (festivals or {}).items() if d.year not in official]
        for notice in official.values():
            marks += [
                (d, OFF, name) for d, name in zip(notice.off, notice.names or [""] * len(notice.off), strict=True)
            ]
            marks += [(d, MAKE_UP, "") for d in notice.work]
        inside = [(n, kind, name) for d, kind, name in marks if first <= (n := day_number(d)) <= last]
        kinds = np.where((np.arange(first, last + 1) + 3) % 7 < 5, KINDS.index(WORKING), KINDS.index(WEEKEND)).astype(
            np.int8
        )
        for n, kind, _ in inside:
            kinds[n - first] = KINDS.index(kind)
        return cls(first, kinds, frozenset(official), {n: name for n, _, name in inside if name})

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked."""
        return bool(self.work[self._place(day)])

    def kind_of(self, day: date) -> str:
        """One of KINDS."""
        return KINDS[self._kinds[self._place(day)]]

    def is_provisional(self, day: date) -> bool:
        """Whether `day` lies in a year without a notice."""
        return bool(self.provisional[self._place(day)])

    def name_of(self, day: date) -> str:
        """The festival for which `day` is off, such as 国庆; empty for other days and where the notice names none."""
        return self._names.get(day_number(day), "")

    def on_or_after(self, days: Day) -> Day:
        """For each day itself if worked, else the next working day."""
        return np.where(self._look(self.work, days), days, self._nth(self._look(self.wd, days) + 1))

    def on_or_before(self, days: Day) -> Day:
        """For each day itself if worked, else the last working day before it."""
        return self._nth(self._look(self.wd, days))

    def add_working_days(self, start: Day, n: int | Day) -> Day:
        """The n-th working day after each start (before it for n < 0); the start itself for n = 0.

        The start never counts, worked or not. Price: two table look-ups a row.
        """
        count = self._look(self.wd, start)
        if isinstance(n, int) and n > 0:
            return self._nth(count + n)
        number = np.asarray(n, np.int32)
        before = count - self._look(self.work, start) + (number + np.int32(1))
        place = np.where(number > 0, count + number, np.where(number < 0, before, 1))
        return np.where(number == 0, start, self._nth(place))

    def leans_on_unknown(self, low: Day, high: Day) -> NDArray[np.bool_]:
        """Whether a day after `low` up to and including `high` lies in a year without a notice. Price: two look-ups a row."""
        found: NDArray[np.bool_] = self._look(self._unknown, high) > self._look(self._unknown, low)
        return found

    def _place(self, day: date) -> int:
        place = day_number(day) - self.first
        if not 0 <= place < len(self.work):
            raise self._outside(f"日期{day}")
        return place

    def _look(self, table: NDArray[Cell], days: Day) -> NDArray[Cell]:
        """`table` at each day; unsigned, the place of a day before the first lies beyond the last."""
        try:
            return table[(days - self.first).astype(np.uint32)]
        except IndexError:
            bad = days[(days < self.first) | (days > self.last)]
            raise self._outside(f"日期{to_date(int(bad[0]))}") from None

    def _nth(self, k: Day) -> Day:
        """Day numbers of the k-th working days, k >= 1."""
        try:
            return self.nth[1:][(k - 1).astype(np.uint32)]
        except IndexError:
            raise self._outside("期限的末日") from None

    def _outside(self, where: str) -> CalendarFault:
        low, high = to_date(self.first), to_date(self.last)
        return CalendarFault(
            Problem(where, "超出日历范围", f"{low}至{high}", "检查年份是否写错", f"not in {low} to {high}")
        )


def _years(first: int, size: int) -> NDArray[np.int64]:
    days = np.arange(first, first + size).astype("datetime64[D]")
    years: NDArray[np.int64] = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return years
