"""Calendar: which days are working days in China, official years as data, the rest provisional."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel.faults import CalendarFault, Problem

Day = NDArray[np.int32]
EPOCH = date(1970, 1, 1).toordinal()
FIRST_YEAR, LAST_YEAR = 1995, 2060
WORKING, WEEKEND, OFF, MAKE_UP, STATUTORY = "工作日", "周末", "放假", "调休补班", "法定节假日（暂按）"


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


def to_date(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number + EPOCH)


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The State Council's yearly notice: `off` are its days off (weekends in the spans included), `work` its make-up days."""

    year: int
    off: tuple[date, ...]
    work: tuple[date, ...]
    notice: str
    source: str


class Calendar:
    """Working days of every day from `first` to `last` (day numbers). Immutable; built once, a few milliseconds a decade.

    wd[i]: working days up to and including day first+i. nth[k]: day number of the k-th working day, k from 1.
    provisional[i]: day first+i lies in a year without a notice, judged by weekends and the statutory days alone.
    Source: 全国年节及纪念日放假办法 (2024-11-10) art. 2, 6, 7 and the yearly notices.
    """

    def __init__(self, first: int, work: NDArray[np.bool_], kinds: NDArray[np.int8], official: frozenset[int]) -> None:
        self.first, self.last = first, first + len(work) - 1
        self.official = official
        self.work, self._kinds = work, kinds
        self.wd: Day = np.cumsum(work, dtype=np.int32)
        days = np.flatnonzero(work).astype(np.int32) + np.int32(first)
        self.nth: Day = np.concatenate((np.array([first - 1], np.int32), days)).astype(np.int32)
        years = _years(first, len(work))
        self.provisional: NDArray[np.bool_] = ~np.isin(years, np.array(sorted(official), np.int32))
        self.unknown: Day = np.cumsum(self.provisional, dtype=np.int32)

    @classmethod
    def of(
        cls,
        notices: Iterable[YearNotice],
        first_year: int = FIRST_YEAR,
        last_year: int = LAST_YEAR,
        festivals: Mapping[int, tuple[date, ...]] | None = None,
    ) -> Calendar:
        """Official years from their notices; other years from weekends and `festivals` (all statutory days off by year)."""
        first = day_number(date(first_year, 1, 1))
        size = day_number(date(last_year, 12, 31)) - first + 1
        kinds = np.where((np.arange(first, first + size) + 3) % 7 < 5, np.int8(0), np.int8(1))
        official = {n.year: n for n in notices}
        for year, days in (festivals or {}).items():
            if year not in official:
                kinds[[day_number(d) - first for d in days if first_year <= d.year <= last_year]] = 4
        for notice in official.values():
            kinds[[day_number(d) - first for d in notice.off]] = 2
            kinds[[day_number(d) - first for d in notice.work]] = 3
        return cls(first, (kinds == 0) | (kinds == 3), kinds, frozenset(official))

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked."""
        return bool(self.work[self._place(day)])

    def kind_of(self, day: date) -> str:
        """工作日, 周末, 放假, 调休补班 or, in a year without a notice, 法定节假日（暂按）."""
        return (WORKING, WEEKEND, OFF, MAKE_UP, STATUTORY)[self._kinds[self._place(day)]]

    def _place(self, day: date) -> int:
        place = day_number(day) - self.first
        if not 0 <= place < len(self.work):
            low, high = to_date(self.first), to_date(self.last)
            raise CalendarFault(
                Problem(
                    f"日期 {day.isoformat()}",
                    "超出日历范围",
                    f"{low} 至 {high}",
                    "检查年份是否写错",
                    "date out of calendar range",
                )
            )
        return place

    def on_or_after(self, days: Day) -> Day:
        """For each day itself if worked, else the next working day."""
        place = days - self.first
        return np.where(self.work[place], days, self.nth[np.minimum(self.wd[place] + 1, len(self.nth) - 1)])

    def on_or_before(self, days: Day) -> Day:
        """For each day itself if worked, else the last working day before it."""
        return self.nth[self.wd[days - self.first]]

    def add_working_days(self, start: Day, n: int | Day) -> Day:
        """The n-th working day after each start (before it for n < 0); the start itself for n = 0.

        The start never counts, worked or not. Price: two table look-ups a row.
        """
        count = self.wd[start - self.first]
        if isinstance(n, int) and n > 0:
            return self.nth[count + n]
        number = np.asarray(n, np.int32)
        before = count - self.work[start - self.first] + 1 + number
        place = np.where(number > 0, count + number, before)
        return np.where(number == 0, start, self.nth[np.clip(place, 0, len(self.nth) - 1)])

    def leans_on_unknown(self, low: Day, high: Day) -> NDArray[np.bool_]:
        """Whether a day after `low` up to and including `high` lies in a year without a notice. Price: nothing where none does."""
        if not len(low):
            return np.zeros(0, np.bool_)
        ends = self.unknown[int(low.min()) - self.first], self.unknown[int(high.max()) - self.first]
        if ends[0] == ends[1]:
            return np.zeros(len(low), np.bool_)
        return self.unknown[high - self.first] > self.unknown[low - self.first]


def _years(first: int, size: int) -> Day:
    days = np.arange(first, first + size).astype("datetime64[D]")
    return (days.astype("datetime64[Y]").astype(np.int64) + 1970).astype(np.int32)
