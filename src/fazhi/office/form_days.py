"""Whose days a superior's form is filled with: those chosen, else those its title names, else this year's to today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.kernel.faults import InputFault, Problem
from fazhi.office import clock
from fazhi.paper.dates_zh import Span, span_named
from fazhi.paper.form_read import Blank

# What follows a title says when it was written; 关于报送2025年……的表 is a title.
SIGNED = re.compile("(?:填报|填表|制表|报送)(?=单位|日期|时间|人|部门|机关|[:：])")


@dataclass(frozen=True, slots=True)
class Days:
    """The days a form is filled with; note: which they are, when they were not both chosen; warnings: where the title says others."""

    span: Span
    note: str = ""
    warnings: tuple[str, ...] = ()


def days_of(blank: Blank, begin: date | None, end: date | None, kind: str) -> Days:
    """From `begin` to `end`; one left alone (None) is the title's, or without one that has begun, this year's or today.

    Where the one chosen lies beyond the title's, the other is 1 January of its year, or today.
    Raises InputFault for days in the wrong order, and for a form of months (`kind`) where a month comes twice.
    """
    titled = span_named(SIGNED.split(blank.title)[0], clock.today())
    begun = titled if titled and titled[0] <= clock.today() else None
    whole = begun or usual_span()
    span = begin or _first(whole, end), end or _last(whole, begin)
    _check(span, kind)
    note = "" if begin and end else _note(begun, span, alone=not (begin or end))
    return Days(span, note, _warnings(titled, span))


def usual_span() -> Span:
    """This year to today."""
    today = clock.today()
    return date(today.year, 1, 1), today


def _first(whole: Span, end: date | None) -> date:
    """The day nobody chose before `end`."""
    return whole[0] if end is None or whole[0] <= end else date(end.year, 1, 1)


def _last(whole: Span, begin: date | None) -> date:
    """The day nobody chose after `begin`."""
    return min(whole[1], clock.today()) if begin is None or begin <= whole[1] else clock.today()


def said(span: Span) -> str:
    """A span in the fewest words: 2025年, 2024年至2026年, 2026年2月, 2026年1月至6月, else its two days.

    >>> said((date(2026, 1, 1), date(2026, 6, 30)))
    '2026年1月至6月'
    """
    begin, end = span
    if begin.day != 1 or (end + timedelta(days=1)).day != 1:
        return f"{begin}到{end}"
    if (begin.month, end.month) == (1, 12):
        return f"{begin.year}年" if begin.year == end.year else f"{begin.year}年至{end.year}年"
    first = f"{begin.year}年{begin.month}月"
    if (begin.year, begin.month) == (end.year, end.month):
        return first
    return f"{first}至{end.month}月" if begin.year == end.year else f"{first}至{end.year}年{end.month}月"


def _note(titled: Span | None, span: Span, *, alone: bool) -> str:
    filled = f"填的是{span[0]}到{span[1]}的记录"
    if titled is None or titled == (date(clock.today().year, 1, 1), date(clock.today().year, 12, 31)):
        return f"{filled}。"
    left = "日期没有另选" if alone else "另一头的日期没有选"
    return f"表的标题写的是{said(titled)}，{left}，{filled}；要别的日子的，请改日期再填。"


def _check(span: Span, kind: str) -> None:
    begin, end = span
    if begin > end:
        raise InputFault(
            Problem("日期", f"从{begin}到{end}，头尾反了", "开始不晚于结束", "改日期", "begin is after end")
        )
    if kind == "month" and 12 * (end.year - begin.year) + end.month - begin.month >= 12:
        what = f"表按月份填，从{begin}到{end}有同一个月的两年"
        raise InputFault(Problem("日期", what, "十二个月以内", "按年度分开填", "the same month of two years"))


def _warnings(titled: Span | None, span: Span) -> tuple[str, ...]:
    if titled is None or (titled[0] <= span[0] and span[1] <= titled[1]):
        return ()
    return (f"表的标题写的是{said(titled)}，填的是{span[0]}到{span[1]}的记录，请核对日期。",)
