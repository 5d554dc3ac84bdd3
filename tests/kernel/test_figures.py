"""Figures count what happened in the period and name the events."""

from __future__ import annotations

from datetime import date

from fazhi.kernel.duties import Select
from fazhi.kernel.figures import Figure, FigureRule, figure
from fazhi.kernel.log import Event, Log

LOG = Log.from_events(
    [
        Event(1, "v1", "a", "held", date(2025, 1, 2), facts={"size": 30, "theme": "one"}),
        Event(2, "v2", "b", "held", date(2025, 5, 2), facts={"size": 12.5, "theme": "two"}),
        Event(3, "v2", "c", "held", date(2025, 6, 2), facts={"theme": "one"}),
        Event(4, "v2", "d", "held", date(2026, 1, 2), facts={"size": 99}),
    ]
)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def test_count_names_its_events() -> None:
    """Three in the year, each named."""
    assert figure(FigureRule("count", Select("held")), LOG, *YEAR) == Figure(3, (1, 2, 3))


def test_total_adds_a_number_field() -> None:
    """A record without the number adds nothing."""
    assert figure(FigureRule("total", Select("held"), "size"), LOG, *YEAR).text() == "42.5"


def test_distinct_units_and_values() -> None:
    """Units and the values of a field are counted once each."""
    assert figure(FigureRule("distinct", Select("held"), "unit"), LOG, *YEAR).value == 2
    assert figure(FigureRule("distinct", Select("held"), "theme"), LOG, *YEAR).value == 2


def test_nothing_recorded_is_nought() -> None:
    """A step without events gives 0 and no trace."""
    assert figure(FigureRule("total", Select("other"), "nothing"), LOG, *YEAR) == Figure(0, ())


def test_a_matter_that_names_no_year_is_counted_by_its_day() -> None:
    """One that names the year is counted whenever it happened, one that names another is not, one that names none by the day."""
    log = Log.from_events(
        [
            Event(1, "v1", "a", "held", date(2026, 1, 2), facts={"about": 2024}),
            Event(2, "v1", "b", "held", date(2025, 5, 2), facts={"about": 2025}),
            Event(3, "v1", "c", "held", date(2025, 6, 2)),
            Event(4, "v1", "d", "held", date(2024, 6, 2)),
            Event(5, "v1", "e", "held", date(2024, 7, 2), facts={"about": 2024}),
        ]
    )
    rule = FigureRule("count", Select("held"), year_field="about", year_shift=1)
    assert figure(rule, log, *YEAR).trace == (3, 5)
    assert figure(rule, log.until((date(2024, 6, 30) - date(1970, 1, 1)).days), *YEAR).value == 0
    bare = Log.from_events(
        [Event(1, "v1", "a", "held", date(2025, 1, 2)), Event(2, "v1", "b", "held", date(2024, 1, 2))]
    )
    assert figure(rule, bare, *YEAR).trace == (1,)
