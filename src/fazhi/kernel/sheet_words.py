"""Words of the counted-day sheet: what a day off is called, and the one sentence a clerk would write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from fazhi.kernel.calendar import MAKE_UP, OFF, STATUTORY, Calendar
from fazhi.kernel.terms import Term
from fazhi.kernel.why import term_words, zh

UNIT_OF_DAY = {"working_day": "个工作日", "calendar_day": "日"}


def called(day: date, calendar: Calendar) -> str:
    """What a day is called that is not worked: 国庆放假, 周末, 国庆（暂按法定节假日）."""
    kind, name = calendar.kind_of(day), calendar.name_of(day)
    if kind == STATUTORY:
        return f"{name}（暂按法定节假日）"
    return f"{name}放假" if kind == OFF else kind


def days_words(days: Sequence[date], year: int) -> str:
    """Days in a row of words, year and month said when they change from `year` on.

    >>> days_words([date(2023, 1, 28), date(2023, 1, 29), date(2024, 2, 4)], 2023)
    '1月28日、29日和2024年2月4日'
    """
    said, words = (year, 0), []
    for day in days:
        month = f"{day.month}月" if (day.year, day.month) != said else ""
        words.append((f"{day.year}年" if day.year != said[0] else "") + f"{month}{day.day}日")
        said = (day.year, day.month)
    return "和".join(["、".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def off_words(days: Sequence[date], calendar: Calendar) -> list[str]:
    """Days off by festival, such as 国庆放假7天; the days must be in order."""
    notes = []
    for (name, kind), group in groupby(days, lambda d: (calendar.name_of(d), calendar.kind_of(d))):
        number = len(list(group))
        notes.append(f"{name}{number}天暂按法定节假日不计" if kind == STATUTORY else f"{name}放假{number}天")
    return notes


def course(
    term: Term,
    days: Sequence[date],
    make_up: Sequence[date],
    stops: Sequence[tuple[date, date]],
    extension: int,
    calendar: Calendar,
) -> str:
    """From the term's number to what lay in between: days off, make-up days that counted, stops of the clock.

    days: the days the term ran over, in order. make_up: those of them that counted though weekends.
    """
    if term.unit in ("date", "hour"):
        return f"期限为{term_words(term)}" + ("，不停表、不顺延" if term.unit == "hour" else "")
    unit = UNIT_OF_DAY.get(term.unit, "")
    words = term_words(term) + (f"，延长{extension}{unit}" if extension and unit else "")
    notes = [f"{zh(a)}次日至{zh(b)}停表不计" for a, b in stops if days and days[0] <= b and a < days[-1]]
    if term.unit == "working_day":
        notes += off_words([d for d in days if calendar.kind_of(d) in (OFF, STATUTORY)], calendar)
        if make_up:
            notes.append(f"{days_words(make_up, days[0].year)}补班计入")
    return words + (f"，其间{'、'.join(notes)}" if notes else "")


def ending(term: Term, raw: date, rolled: date, calendar: Calendar) -> str:
    """The last day, and the other reading where there is one."""
    if term.exclusive:
        return f"从严至{zh(raw)}届满，从宽至{zh(rolled)}"
    if raw == rolled:
        return f"至{zh(raw)}届满"
    if term.rollover == "next_working_day":
        return f"末日{zh(raw)}逢{called(raw, calendar)}，顺延至{zh(rolled)}届满"
    return f"至{zh(raw)}届满（末日逢{called(raw, calendar)}，如类推顺延则为{zh(rolled)}）"


def is_make_up(day: date, calendar: Calendar) -> bool:
    """Whether `day` is a weekend day worked by notice."""
    return calendar.kind_of(day) == MAKE_UP
