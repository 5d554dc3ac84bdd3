"""Last days of terms: known days, both readings, backward terms, and agreement with walking day by day."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel import terms
from fazhi.kernel.calendar import day_number, to_date
from fazhi.kernel.terms import Term
from tests.kernel.china import CHINA

DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))


def numbers(*days: date) -> np.ndarray:
    return np.array([day_number(d) for d in days], np.int32)


def ends(term: Term, start: date, extra: int = 0) -> tuple[date, date]:
    due = terms.due(term, numbers(start), CHINA, extra)
    return to_date(int(due.raw[0])), to_date(int(due.rolled[0]))


def rolled(day: date) -> date:
    while not CHINA.is_workday(day):
        day += timedelta(days=1)
    return day


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2022, 9, 30), 20, date(2022, 11, 2)),  # 国庆 off, 8 and 9 October worked
        (date(2023, 9, 28), 1, date(2023, 10, 7)),  # the first working day is a make-up Saturday
        (date(2023, 10, 7), 5, date(2023, 10, 12)),  # received on a make-up day; Sunday 8 October counts
        (date(2020, 1, 23), 1, date(2020, 2, 3)),  # the Spring Festival that was made longer
        (date(2024, 2, 8), 1, date(2024, 2, 9)),  # 除夕 of 2024 was a working day
        (date(2025, 1, 27), 1, date(2025, 2, 5)),  # 除夕 of 2025 was not
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # Saturday 14 February worked
        (date(2024, 10, 12), 0, date(2024, 10, 12)),  # no days: the same day
    ],
)
def test_working_days_we_know(start: date, n: int, end: date):
    """Terms in working days over holidays and make-up days."""
    assert ends(Term(n, "working_day"), start) == (end, end)


@pytest.mark.parametrize(
    ("term", "start", "raw", "other"),
    [
        (Term(15, "calendar_day", "next_working_day"), date(2024, 9, 20), date(2024, 10, 5), date(2024, 10, 8)),
        (Term(15, "calendar_day", "by_analogy"), date(2024, 9, 20), date(2024, 10, 5), date(2024, 10, 8)),
        (Term(15, "calendar_day"), date(2024, 9, 20), date(2024, 10, 5), date(2024, 10, 5)),
        (Term(7, "calendar_day", "by_analogy"), date(2023, 9, 30), date(2023, 10, 7), date(2023, 10, 7)),
        (Term(1, "month"), date(2024, 1, 31), date(2024, 2, 29), date(2024, 2, 29)),
        (Term(6, "month"), date(2025, 8, 31), date(2026, 2, 28), date(2026, 2, 28)),
        (Term(1, "year"), date(2024, 2, 29), date(2025, 2, 28), date(2025, 2, 28)),
        (Term(2, "year", "next_working_day"), date(2024, 10, 3), date(2026, 10, 3), date(2026, 10, 8)),
        (Term(0, "date", month=1, day=31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 31)),
        (Term(0, "date", month=4, day=1, exclusive=True), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)),
        (Term(0, "date", month=2, day=29), date(2026, 1, 1), date(2026, 2, 28), date(2026, 2, 28)),
    ],
)
def test_both_readings(term: Term, start: date, raw: date, other: date):
    """The term's own last day, and the day under the other reading; T2, T4 and T7 of the counting rules."""
    assert ends(term, start) == (raw, other)


@given(DAYS, st.integers(0, 60), st.integers(0, 20))
def test_working_days_as_walked(start: date, n: int, extra: int):
    """Tolled days lengthen the term; the trigger's day never counts."""
    day = start
    for _ in range(n + extra):
        day = rolled(day + timedelta(days=1))
    assert ends(Term(n, "working_day"), start, extra) == (day, day)


@given(DAYS, st.integers(0, 400), st.integers(0, 40), st.sampled_from(terms.ROLLOVERS))
def test_calendar_days_as_walked(start: date, n: int, extra: int, rollover: str):
    """Calendar days simply add up; the other reading is the next working day."""
    raw = start + timedelta(days=n + extra)
    assert ends(Term(n, "calendar_day", rollover), start, extra) == (raw, raw if rollover == "none" else rolled(raw))


@given(DAYS, st.integers(-36, 36))
def test_months_as_counted(start: date, n: int):
    """The corresponding day n months on (or back), or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    end = date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))
    assert ends(Term(n, "month"), start)[0] == end
    assert terms.latest_before(Term(n, "month"), numbers(end), CHINA)[0] <= day_number(start)


def test_extra_per_row():
    """Each start has its own tolled days."""
    due = terms.due(
        Term(5, "working_day"), numbers(date(2026, 3, 2), date(2026, 3, 2)), CHINA, np.array([0, 3], np.int32)
    )
    assert due.raw.tolist() == numbers(date(2026, 3, 9), date(2026, 3, 12)).tolist()


@pytest.mark.parametrize("unit", ["working_day", "calendar_day", "month", "year", "date"])
def test_no_starts_no_ends(unit: str):
    """Empty arrays give empty arrays."""
    due = terms.due(Term(1, unit, "by_analogy", month=3, day=1), numbers(), CHINA)
    assert (len(due.raw), len(due.rolled), len(due.provisional)) == (0, 0, 0)


@given(DAYS, st.integers(0, 60))
def test_minimum_working_days(start: date, n: int):
    """The first lawful day of the later act is the n-th working day."""
    assert (
        to_date(int(terms.earliest(Term(n, "working_day"), numbers(start), CHINA)[0]))
        == ends(Term(n, "working_day"), start)[0]
    )


def test_minimum_days_do_not_roll():
    """Thirty days from 3 September end on 3 October, a holiday, for nobody is bound to act that day."""
    assert terms.earliest(Term(30, "calendar_day", "next_working_day"), numbers(date(2024, 9, 3)), CHINA) == numbers(
        date(2024, 10, 3)
    )


@pytest.mark.parametrize(
    ("term", "act", "last"),
    [
        (Term(7, "calendar_day"), date(2024, 10, 8), date(2024, 10, 1)),
        (
            Term(7, "working_day"),
            date(2024, 10, 10),
            date(2024, 9, 25),
        ),  # backwards over 国庆; Sunday 29 September worked
        (Term(1, "month"), date(2024, 3, 31), date(2024, 2, 29)),
    ],
)
def test_backward_terms(term: Term, act: date, last: date):
    """The day of the act is not counted; make-up days are."""
    assert terms.latest_before(term, numbers(act), CHINA) == numbers(last)


@given(DAYS, st.integers(0, 40))
def test_backward_mirrors_forward(act: date, n: int):
    """From the last lawful day n working days later it is the act's day or, on a day off, the working day after."""
    back = terms.latest_before(Term(n, "working_day"), numbers(act), CHINA)
    assert terms.earliest(Term(n, "working_day"), back, CHINA) == (
        CHINA.on_or_after(numbers(act)) if n else numbers(act)
    )


def test_hours_run_through():
    """24 hours from Friday 17:30 before a holiday end on Saturday 17:30."""
    start = day_number(date(2024, 9, 30)) * 1440 + 17 * 60 + 30
    assert terms.due_minute(24, np.array([start], np.int64)).tolist() == [start + 1440]


@pytest.mark.parametrize(
    ("term", "start", "expected"),
    [
        (Term(20, "working_day"), date(2026, 12, 1), False),
        (Term(20, "working_day"), date(2026, 12, 10), True),
        (Term(10, "calendar_day", "by_analogy"), date(2026, 12, 20), False),
        (Term(20, "calendar_day", "by_analogy"), date(2026, 12, 20), True),
        (Term(20, "calendar_day"), date(2026, 12, 20), False),
        (Term(0, "date", month=3, day=1), date(2027, 1, 1), False),
    ],
)
def test_provisional_only_where_it_matters(term: Term, start: date, expected: bool):
    """A year without a notice makes a term provisional if working days decide it; unrolled days and dates do not care."""
    assert terms.due(term, numbers(start), CHINA).provisional.tolist() == [expected]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(20, "working_day"), "条文直接写明单位"),
        (Term(7, "working_day", basis="own"), "本法自带规则"),
        (Term(60, "calendar_day", "next_working_day", basis="reference"), "明文准用"),
        (Term(10, "working_day", basis="departmental"), "部门程序规定"),
        (Term(90, "calendar_day", "by_analogy"), "类推民法典、民诉法"),
        (Term(0, "date", month=3, day=1), "条文直接写明日期"),
    ],
)
def test_tier_of_the_counting_rule(term: Term, words: str):
    """The result says which tier of rule was used."""
    assert terms.which_rule(term) == words
