"""The counted-day sheet 期限计算书: every day of a term, counted or not and why, and one sentence as a clerk would write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.kernel import terms
from fazhi.kernel.calendar import Calendar, Day, day_number, to_date
from fazhi.kernel.sheet_words import UNIT_OF_DAY, called, course, ending, is_make_up
from fazhi.kernel.terms import Due, Term
from fazhi.kernel.why import zh

Span = tuple[date, date]
WEEKDAYS = "一二三四五六日"
MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day: `kind` as the calendar has it, whether it counts, why, and how many have been counted by its end."""

    date: date
    weekday: str
    kind: str
    counted: bool
    why: str
    running: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`raw` is the term's own last day, `rolled` the other reading; `rule` the tier of counting rule; rows end on the later."""

    rows: tuple[DayRow, ...]
    raw: date
    rolled: date
    provisional: bool
    rule: str
    sentence: str

    @property
    def last_counted(self) -> date | None:
        """The day that fills the number, None in a term of 0; before `raw` only if the clock stood still from that day on."""
        return next((r.date for r in reversed(self.rows) if r.counted), None)


def day_sheet(
    start: date,
    term: Term,
    calendar: Calendar,
    tolls: Sequence[Span] = (),
    restart: date | None = None,
    extension: int = 0,
    begun: str = "收到",
    restarted: str = "补正",
) -> Sheet:
    """The sheet of a term from the day of its trigger; it ends where the evaluator's clock with the same stops ends.

    tolls: pairs (from, to]; the days after `from` up to and including `to` do not count. restart: the day from which the
    clock runs anew. extension: more units. Both lengthen terms in days only; months, years, hours and fixed dates give a
    short sheet. begun, restarted: what happened on those days. Hours run from the last minute of the start. Price: a row a day.
    Raises CalendarFault when a day lies beyond the calendar.
    """
    first, in_days = restart or start, term.unit in UNIT_OF_DAY
    stops = tuple(sorted(t for t in tolls if t[1] > max(t[0], first))) if in_days else ()
    due = _due(term, first, stops, extension, calendar)
    raw, rolled = to_date(int(due.raw[0])), to_date(int(due.rolled[0]))
    count = _Count(term, calendar, stops, term.number + extension, raw, rolled)
    walked = count.every_day(first) if in_days else count.last_days()
    rows = [_row(start, calendar, False, f"{begun}当日不计", 0)]
    head = f"{zh(start)}{begun}"
    if restart:
        rows += [_row(d, calendar, False, f"{restarted}前经过的日子不计", 0) for d in _days(start, restart)[:-1]]
        rows.append(_row(restart, calendar, False, f"{restarted}当日不计，次日起重新计算", 0))
        head += f"，{zh(restart)}{restarted}"
    make_up = [r.date for r in walked if r.counted and is_make_up(r.date, calendar)]
    middle = course(term, [r.date for r in walked], make_up, stops, extension, calendar)
    since = "" if term.unit in ("date", "hour") else "自次日起重新计算" if restart else "自次日起算"
    provisional = bool(due.provisional[0])
    caution = "（所跨年份的放假安排尚未公布，暂按周末和法定节假日推算）" if provisional else ""
    sentence = f"{head}，{since}{middle}，{ending(term, raw, rolled, calendar)}{caution}。"
    return Sheet((*rows, *walked), raw, rolled, provisional, terms.which_rule(term), sentence)


def _due(term: Term, start: date, stops: Sequence[Span], extension: int, calendar: Calendar) -> Due:
    """The term with its stops added one by one; a stop that begins after the term ended saves nothing."""
    begin: Day = np.array([day_number(start)], np.int32)
    if term.unit == "hour":
        minute = terms.due_minute(term.number, (begin.astype(np.int64) + 1) * MINUTES - 1)
        end: Day = (minute // MINUTES).astype(np.int32)
        return Due(end, end, np.zeros(1, np.bool_))
    extra, reached = extension, start
    due = terms.due(term, begin, calendar, extra)
    for stopped, resumed in stops:
        low = max(stopped, reached)
        binding = due.rolled if term.rollover == "next_working_day" else due.raw
        if resumed > low and low <= to_date(int(binding[0])):
            extra += sum(term.unit == "calendar_day" or calendar.is_workday(d) for d in _days(low, resumed))
            reached = resumed
            due = terms.due(term, begin, calendar, extra)
    return due


def _days(after: date, last: date) -> list[date]:
    """The days after `after` up to and including `last`."""
    return [after + timedelta(days=k) for k in range(1, (last - after).days + 1)]


def _row(day: date, calendar: Calendar, counted: bool, why: str, running: int) -> DayRow:
    return DayRow(day, f"周{WEEKDAYS[day.weekday()]}", calendar.kind_of(day), counted, why, running)


@dataclass(frozen=True, slots=True)
class _Count:
    """One term with its last days known; `number` includes the extension."""

    term: Term
    calendar: Calendar
    stops: tuple[Span, ...]
    number: int
    raw: date
    rolled: date

    def every_day(self, first: date) -> list[DayRow]:
        """A row for every day after `first`, for terms in days."""
        running, rows = 0, []
        for day in _days(first, self.rolled):
            why = self._rolling(day) if day > self.raw else self._left_out(day, running)
            running += not why
            rows.append(_row(day, self.calendar, not why, why or self._taken(day, running), running))
        return rows

    def last_days(self) -> list[DayRow]:
        """The last day, and the days to the other reading, for terms that are not counted by days."""
        number = self.term.number
        whys = {
            "month": f"满{number}个月的对应日（没有对应日的取月末）",
            "year": f"满{number}年的对应日（没有对应日的取月末）",
            "date": "规定日期的前一日（从严）" if self.term.exclusive else "规定日期",
            "hour": f"满{number}小时",
        }
        last = _row(self.raw, self.calendar, True, whys[self.term.unit], number)
        return [last, *(_row(d, self.calendar, False, self._rolling(d), number) for d in _days(self.raw, self.rolled))]

    def _left_out(self, day: date, running: int) -> str:
        """Why a day up to the last one does not count; empty when it does."""
        if any(stopped < day <= resumed for stopped, resumed in self.stops):
            return "停表，不计入"
        if self.term.unit == "working_day" and not self.calendar.is_workday(day):
            return f"{called(day, self.calendar)}，不计入"
        return "末日停表，按停表天数顺延" if running == self.number else ""

    def _taken(self, day: date, running: int) -> str:
        unit, extended = UNIT_OF_DAY[self.term.unit], running - self.term.number
        place = f"延长期第{extended}{unit}" if extended > 0 else f"第{running}{unit}"
        return f"调休补班，{place}" if self.term.unit == "working_day" and is_make_up(day, self.calendar) else place

    def _rolling(self, day: date) -> str:
        if self.term.exclusive:
            return "规定日期当日（从宽）"
        how = "末日顺延" if self.term.rollover == "next_working_day" else "如类推末日顺延"
        return f"{how}至此" if day == self.rolled else f"{called(day, self.calendar)}，{how}"
