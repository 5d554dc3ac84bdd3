"""Terms that together leave no lawful day are seen when the matter opens."""

from datetime import date, timedelta

import pytest

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.deadlock import deadlocks
from fazhi.kernel.duties import After, Before, Select
from fazhi.kernel.terms import Term

CALENDAR = Calendar.of(())
TODAY = date(2026, 3, 2)
SINCE = date(2020, 1, 1)


def order(act: str, needs: str, days: int = 0) -> Before:
    lead = Term(days, "calendar_day") if days else None
    return Before(f"{act}>{needs}", "先后", "S00", "statute", SINCE, act=Select(act), needs=Select(needs), lead=lead)


def clock(trigger: str, answer: str, days: int, unit: str = "calendar_day") -> After:
    what = {"trigger": Select(trigger), "answer": Select(answer), "term": Term(days, unit)}
    return After(f"{trigger}>{answer}", "期限", "S00", "statute", SINCE, **what)  # type: ignore[arg-type]


def found(orders, clocks, done, due, today=TODAY) -> list[str]:
    return [d.clock.id for d in deadlocks(orders, clocks, done, due, today, CALENDAR)]


def test_a_clock_that_has_not_started_is_seen_from_the_opening():
    """Decided within 90 days; then published within 5, but publication waits 10 days after a notice that follows the decision."""
    orders = [order("published", "noticed", 10), order("noticed", "decided")]
    clocks = [clock("opened", "decided", 90), clock("decided", "published", 5)]
    assert found(orders, clocks, {"opened": TODAY}, {"decided": TODAY + timedelta(90)}) == ["decided>published"]


def test_control_one_day_more_and_there_is_none():
    """Ten days for the clock and ten for the wait fit to the day; nine do not."""
    orders = [order("published", "noticed", 10), order("noticed", "decided")]
    for days, expected in ((10, []), (9, ["decided>published"])):
        clocks = [clock("opened", "decided", 90), clock("decided", "published", days)]
        assert found(orders, clocks, {"opened": TODAY}, {"decided": TODAY + timedelta(90)}) == expected


def test_a_start_that_is_free_is_moved_and_not_called_a_deadlock():
    """The notice does not wait for the decision: decide later, and both are kept."""
    orders = [order("published", "noticed", 10)]
    clocks = [clock("opened", "decided", 90), clock("decided", "published", 5)]
    assert found(orders, clocks, {"opened": TODAY}, {"decided": TODAY + timedelta(90)}) == []


def test_unless_the_start_has_an_end_of_its_own():
    """Only four days to decide: the notice can no longer be early enough, and both clocks cannot be kept."""
    orders = [order("published", "noticed", 10)]
    clocks = [clock("opened", "decided", 4), clock("decided", "published", 5)]
    assert found(orders, clocks, {"opened": TODAY}, {"decided": TODAY + timedelta(4)}) == ["decided>published"]


def test_a_running_clock():
    """The three months to go to court end in a week; the demand asks eleven working days."""
    orders = [order("filed", "demanded", 15)]
    clocks = [clock("expired", "filed", 90)]
    due = {"filed": TODAY + timedelta(7)}
    one = deadlocks(orders, clocks, {"expired": TODAY - timedelta(83)}, due, TODAY, CALENDAR)
    assert [(d.earliest, d.latest) for d in one] == [(TODAY + timedelta(15), TODAY + timedelta(7))]
    early = {"filed": TODAY + timedelta(15)}
    assert found(orders, clocks, {"expired": TODAY - timedelta(75)}, early) == []


@pytest.mark.parametrize("orders", [[order("a", "b"), order("b", "a")], [order("a", "b", 3), order("b", "a", 3)]])
def test_a_circle_ends(orders):
    """Bad packs are refused at loading; this never hangs."""
    assert isinstance(found(orders, [clock("o", "a", 5)], {"o": TODAY}, {"a": TODAY + timedelta(5)}), list)
