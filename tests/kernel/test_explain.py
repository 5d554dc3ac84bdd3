"""The counted-day sheet: a clerk's sentence, a reason for every day, and the same last day as the terms give."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel import terms
from fazhi.kernel.calendar import day_number, to_date
from fazhi.kernel.explain import Sheet, day_sheet
from fazhi.kernel.faults import CalendarFault
from fazhi.kernel.terms import Term
from tests.kernel.china import CHINA

DAYS = st.dates(date(2018, 1, 1), date(2027, 6, 30))
UNITS = st.sampled_from(["working_day", "calendar_day"])
STOPS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), max_size=3)


def row_of(sheet: Sheet, day: date) -> tuple[str, bool, str, int]:
    row = next(r for r in sheet.rows if r.date == day)
    return row.weekday, row.counted, row.why, row.running


@pytest.mark.parametrize(
    ("start", "term", "sentence"),
    [
        (
            date(2022, 9, 30),
            Term(20, "working_day"),
            "2022年9月30日收到，自次日起算20个工作日，其间国庆放假7天、10月8日和9日补班计入，至2022年11月2日届满。",
        ),
        (
            date(2024, 9, 20),
            Term(15, "calendar_day", "next_working_day"),
            "2024年9月20日收到，自次日起算15日，末日2024年10月5日逢国庆放假，顺延至2024年10月8日届满。",
        ),
        (
            date(2024, 9, 20),
            Term(15, "calendar_day", "by_analogy"),
            "2024年9月20日收到，自次日起算15日，至2024年10月5日届满（末日逢国庆放假，如类推顺延则为2024年10月8日）。",
        ),
        (date(2024, 1, 31), Term(1, "month"), "2024年1月31日收到，自次日起算1个月，至2024年2月29日届满。"),
        (date(2024, 1, 31), Term(24, "hour"), "2024年1月31日收到，期限为24小时，不停表、不顺延，至2024年2月1日届满。"),
        (
            date(2026, 1, 1),
            Term(0, "date", month=3, day=1, exclusive=True),
            "2026年1月1日收到，期限为3月1日之前，从严至2026年2月28日届满，从宽至2026年3月1日。",
        ),
        (
            date(2026, 12, 20),
            Term(20, "working_day"),
            "2026年12月20日收到，自次日起算20个工作日，其间元旦1天暂按法定节假日不计，至2027年1月18日届满"
            "（所跨年份的放假安排尚未公布，暂按周末和法定节假日推算）。",
        ),
        (
            date(2024, 1, 24),
            Term(15, "working_day"),
            "2024年1月24日收到，自次日起算15个工作日，其间春节放假8天、2月4日和18日补班计入，至2024年2月19日届满。",
        ),
    ],
    ids=lambda v: v.isoformat() if isinstance(v, date) else "",
)
def test_sentence_of_a_clerk(start: date, term: Term, sentence: str):
    """The sentence names the start, the number, what was off or worked in between, and the last day."""
    assert day_sheet(start, term, CHINA).sentence == sentence


def test_every_day_has_its_reason():
    """Trigger, working day, make-up day, weekend and holiday are told apart."""
    sheet = day_sheet(date(2023, 9, 27), Term(5, "working_day"), CHINA)
    assert row_of(sheet, date(2023, 9, 27)) == ("周三", False, "收到当日不计", 0)
    assert row_of(sheet, date(2023, 9, 28)) == ("周四", True, "第1个工作日", 1)
    assert row_of(sheet, date(2023, 10, 1)) == ("周日", False, "中秋、国庆放假，不计入", 1)
    assert row_of(sheet, date(2023, 10, 8)) == ("周日", True, "调休补班，第3个工作日", 3)
    assert sheet.rows[-1].date == sheet.raw == sheet.rolled == date(2023, 10, 10)
    assert row_of(day_sheet(date(2023, 9, 21), Term(5, "working_day"), CHINA), date(2023, 9, 23))[2] == "周末，不计入"


def test_stops_and_extension():
    """Days of a stop do not count; extended days are numbered anew; both are in the sentence."""
    sheet = day_sheet(
        date(2024, 3, 1), Term(3, "working_day"), CHINA, [(date(2024, 3, 5), date(2024, 3, 7))], extension=2
    )
    counted = [(r.date.day, r.why) for r in sheet.rows if r.counted]
    assert counted == [
        (4, "第1个工作日"),
        (5, "第2个工作日"),
        (8, "第3个工作日"),
        (11, "延长期第1个工作日"),
        (12, "延长期第2个工作日"),
    ]
    assert row_of(sheet, date(2024, 3, 6))[2] == "停表，不计入"
    assert "3个工作日，延长2个工作日，其间2024年3月5日次日至2024年3月7日停表不计，至2024年3月12日" in sheet.sentence


def test_restart():
    """Counting begins anew after the restart; the days before it are shown and do not count."""
    sheet = day_sheet(date(2024, 3, 1), Term(2, "working_day"), CHINA, restart=date(2024, 3, 5))
    assert row_of(sheet, date(2024, 3, 4))[1:] == (False, "补正前经过的日子不计", 0)
    assert row_of(sheet, date(2024, 3, 5))[1:] == (False, "补正当日不计，次日起重新计算", 0)
    assert sheet.raw == date(2024, 3, 7)
    assert sheet.sentence.startswith("2024年3月1日收到，2024年3月5日补正，自次日起重新计算2个工作日，")


def test_other_reading_is_on_the_sheet():
    """The days between the two readings do not count and say under which reading the term would reach them."""
    term = Term(15, "calendar_day", "by_analogy")
    sheet = day_sheet(date(2024, 9, 20), term, CHINA)
    assert row_of(sheet, date(2024, 10, 6))[1:] == (False, "国庆放假，如类推末日顺延", 15)
    assert row_of(sheet, date(2024, 10, 8))[1:] == (False, "如类推末日顺延至此", 15)


@pytest.mark.parametrize(
    ("term", "rows"),
    [
        (Term(1, "month"), [0, 1]),
        (Term(2, "year", "next_working_day"), [0, 2, 2]),
        (Term(0, "date", month=3, day=1, exclusive=True), [0, 0, 0]),
        (Term(48, "hour"), [0, 48]),
    ],
)
def test_short_sheets(term: Term, rows: list[int]):
    """Terms that are not counted by days show their first day, their last, and the days to the other reading."""
    assert [r.running for r in day_sheet(date(2024, 3, 1), term, CHINA).rows] == rows


@given(DAYS, UNITS, st.integers(0, 60), st.sampled_from(terms.ROLLOVERS))
def test_sheet_ends_with_the_term(start: date, unit: str, number: int, rollover: str):
    """The last counted day is the term's own last day, and the last row is the other reading."""
    term = Term(number, unit, rollover)
    due, sheet = terms.due(term, np.array([day_number(start)], np.int32), CHINA), day_sheet(start, term, CHINA)
    assert (sheet.raw, sheet.rolled) == (to_date(int(due.raw[0])), to_date(int(due.rolled[0])))
    assert (sheet.last_counted or start, sheet.rows[-1].date) == (sheet.raw, sheet.rolled)
    assert sum(r.counted for r in sheet.rows) == number
    assert sheet.provisional == bool(due.provisional[0])


@given(DAYS, UNITS, st.integers(1, 40), STOPS, st.integers(0, 20), st.none() | st.integers(0, 30))
def test_sheet_with_stops_as_walked(
    start: date, unit: str, number: int, stops: list[tuple[int, int]], extension: int, again: int | None
):
    """With stops, a restart and an extension the last counted day is found by walking; no day of a stop counts."""
    spans = [(start + timedelta(a), start + timedelta(a + n)) for a, n in stops]
    restart = None if again is None else start + timedelta(again)
    sheet = day_sheet(start, Term(number, unit), CHINA, spans, restart, extension)
    day, left = restart or start, number + extension
    while left:
        day += timedelta(days=1)
        stopped = any(a < day <= b for a, b in spans)
        left -= not stopped and (unit == "calendar_day" or CHINA.is_workday(day))
    assert sheet.last_counted == day
    standing = [b for a, b in spans if a <= day < b]
    assert sheet.raw == day or standing


@given(DAYS, UNITS, st.integers(1, 40))
def test_rows_are_without_gap(start: date, unit: str, number: int):
    """Each day follows the one before, and the running number rises by one where a day counts."""
    rows = day_sheet(start, Term(number, unit, "by_analogy"), CHINA).rows
    assert [r.date for r in rows] == [start + timedelta(k) for k in range(len(rows))]
    assert all(b.running - a.running == b.counted for a, b in pairwise(rows))


def test_stop_on_the_last_day():
    """A stop that begins on the last day carries the term on to the day it ends."""
    sheet = day_sheet(date(2024, 3, 1), Term(3, "calendar_day"), CHINA, [(date(2024, 3, 4), date(2024, 3, 8))])
    assert (sheet.last_counted, sheet.raw) == (date(2024, 3, 4), date(2024, 3, 8))
    assert day_sheet(
        date(2024, 3, 1), Term(3, "calendar_day"), CHINA, [(date(2024, 3, 5), date(2024, 3, 8))]
    ).raw == date(2024, 3, 4)


def test_sheet_beyond_the_calendar():
    """A date nobody can mean is a fault that says so."""
    with pytest.raises(CalendarFault, match="日期0202-03"):
        day_sheet(date(202, 3, 1), Term(5, "calendar_day", "by_analogy"), CHINA)
