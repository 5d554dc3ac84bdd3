"""Working days from notices, provisional years, look-ups in both directions, and the edge of the table."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.calendar import Calendar, YearNotice, day_number, to_date
from fazhi.kernel.faults import CalendarFault

SPAN = tuple(date(2023, 9, 29) + timedelta(days=k) for k in range(8))
NOTICE = YearNotice(2023, SPAN, (date(2023, 10, 7), date(2023, 10, 8)), "示例通知", "示例", ("国庆",) * 8)
FESTIVALS = {date(2023, 10, 2): "国庆", date(2024, 10, 1): "国庆"}
CALENDAR = Calendar.of([NOTICE], 2022, 2025, FESTIVALS)
DAYS = st.dates(date(2022, 3, 1), date(2025, 10, 1))


def numbers(*days: date) -> np.ndarray:
    return np.array([day_number(d) for d in days], np.int32)


def walked(start: date, n: int) -> date:
    """The n-th working day from `start`, one day at a time."""
    for _ in range(abs(n)):
        start += timedelta(days=1 if n > 0 else -1)
        while not CALENDAR.is_workday(start):
            start += timedelta(days=1 if n > 0 else -1)
    return start


@given(st.dates())
def test_day_numbers_round_trip(day: date):
    """A day number gives its date back, and 1970-01-01 is 0."""
    assert to_date(day_number(day)) == day
    assert day_number(date(1970, 1, 1)) == 0


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2023, 9, 28), "工作日", ""),
        (date(2023, 9, 30), "放假", "国庆"),
        (date(2023, 10, 7), "调休补班", ""),
        (date(2023, 10, 14), "周末", ""),
        (date(2024, 10, 1), "法定节假日（暂按）", "国庆"),
        (date(2024, 10, 2), "工作日", ""),
    ],
)
def test_kind_of_a_day(day: date, kind: str, name: str):
    """A notice decides its year; in other years weekends and the festivals given do."""
    assert (CALENDAR.kind_of(day), CALENDAR.name_of(day)) == (kind, name)
    assert CALENDAR.is_workday(day) == (kind in ("工作日", "调休补班"))
    assert CALENDAR.is_provisional(day) == (day.year != 2023)


@given(st.lists(DAYS, max_size=5), st.integers(-30, 30))
def test_working_days_as_walked(days: list[date], n: int):
    """Adding n working days, as one number or one per row, is what walking gives."""
    ends = [walked(d, n) for d in days]
    for count in (n, np.full(len(days), n, np.int32)):
        assert [to_date(int(d)) for d in CALENDAR.add_working_days(numbers(*days), count)] == ends


@given(DAYS)
def test_next_and_last_working_day(day: date):
    """A worked day stays itself; others move to the nearest on the side asked."""
    before, after = day, day
    while not CALENDAR.is_workday(after):
        after += timedelta(days=1)
    while not CALENDAR.is_workday(before):
        before -= timedelta(days=1)
    assert to_date(int(CALENDAR.on_or_after(numbers(day))[0])) == after
    assert to_date(int(CALENDAR.on_or_before(numbers(day))[0])) == before


def test_notice_reaches_into_december():
    """The days that a notice sets in the December before count, also where the calendar begins after them."""
    notice = YearNotice(2019, (date(2018, 12, 31), date(2019, 1, 1)), (date(2018, 12, 29),), "示例通知", "示例")
    whole = Calendar.of([notice], 2018, 2019)
    assert (whole.kind_of(date(2018, 12, 29)), whole.kind_of(date(2018, 12, 31))) == ("调休补班", "放假")
    assert Calendar.of([notice], 2019, 2019).kind_of(date(2019, 12, 31)) == "工作日"


@given(DAYS, DAYS)
def test_leaning_on_an_unknown_year(low: date, high: date):
    """Days after `low` up to `high` are searched for a year without a notice."""
    low, high = min(low, high), max(low, high)
    span = (low + timedelta(days=k) for k in range(1, (high - low).days + 1))
    found = CALENDAR.leans_on_unknown(numbers(low), numbers(high))
    assert found.tolist() == [any(d.year != 2023 for d in span)]


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2026, 1, 1), date(202, 1, 1)])
def test_day_beyond_the_table(day: date):
    """A day outside names itself and the range, whether asked alone or among others."""
    with pytest.raises(CalendarFault, match=f"日期{day}：超出日历范围；允许：2022-01-01至2025-12-31"):
        CALENDAR.kind_of(day)
    for ask in (CALENDAR.on_or_after, CALENDAR.on_or_before, lambda d: CALENDAR.add_working_days(d, 3)):
        with pytest.raises(CalendarFault, match=f"日期{day}"):
            ask(numbers(date(2023, 5, 5), day))


@pytest.mark.parametrize(("start", "n"), [(date(2025, 12, 30), 2), (date(2022, 1, 4), -2)])
def test_term_that_ends_beyond_the_table(start: date, n: int):
    """A term never ends on a made-up day: one step less stays inside, this one is a fault."""
    assert len(CALENDAR.add_working_days(numbers(start), n - (1 if n > 0 else -1)))
    with pytest.raises(CalendarFault, match="期限的末日"):
        CALENDAR.add_working_days(numbers(start), n)


def test_tables_cannot_be_changed():
    """The calendar is read-only."""
    with pytest.raises(ValueError, match="read-only"):
        CALENDAR.wd[0] = 7
