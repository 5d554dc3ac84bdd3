"""Planning backwards from the day that binds."""

from datetime import date

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.duties import Before, Select
from fazhi.kernel.plan import plan
from fazhi.kernel.terms import Term

CALENDAR = Calendar.of(())
TODAY = date(2026, 3, 2)


def order(act: str, needs: str, lead: Term | None = None, lead_from: str = "needs") -> Before:
    return Before(
        f"{act}-after-{needs}",
        "先后",
        "S00",
        "statute",
        date(2020, 1, 1),
        act=Select(act),
        needs=Select(needs),
        lead=lead,
        lead_from=lead_from,
    )


RULES = (
    order("discussed", "reviewed"),
    order("reviewed", "sent", Term(7, "working_day")),
    order("sent", "closed"),
    order("closed", "opened", Term(30, "calendar_day")),
    order("published", "discussed"),
)


def test_steps_ahead_know_their_first_and_last_day():
    """Thirty days of comment and seven working days of review lie between opening and discussion."""
    found = {
        p.step: p for p in plan(RULES, {"opened": date(2026, 2, 27)}, {"published": date(2026, 4, 30)}, TODAY, CALENDAR)
    }
    assert found["closed"].earliest == date(2026, 3, 29)
    assert found["reviewed"].earliest == date(2026, 4, 7)
    assert found["published"].latest == date(2026, 4, 30)
    assert found["sent"].latest == date(2026, 4, 21) and found["closed"].latest == date(2026, 4, 21)
    assert all(p.lawful for p in found.values()) and "opened" not in found


def test_two_terms_that_leave_no_day_are_seen_at_once():
    """With twenty days left, thirty days of comment cannot be kept: warned today, not on the last day."""
    found = {p.step: p for p in plan(RULES, {}, {"published": date(2026, 3, 22)}, TODAY, CALENDAR)}
    assert not found["closed"].lawful and not found["published"].lawful
    assert found["opened"].latest < TODAY


def test_a_distance_counted_back_from_the_act():
    """Materials seven days before the hearing."""
    rule = order("heard", "served", Term(7, "calendar_day"), "act")
    found = {p.step: p for p in plan([rule], {}, {"heard": date(2026, 3, 20)}, TODAY, CALENDAR)}
    assert (found["served"].latest, found["heard"].earliest) == (date(2026, 3, 13), date(2026, 3, 9))


def test_nothing_is_planned_where_nothing_is_due():
    """And what is done is not planned again."""
    assert plan(RULES, {}, {}, TODAY, CALENDAR) == ()
    assert plan(RULES, {"published": TODAY}, {"published": TODAY}, TODAY, CALENDAR) == ()


def test_a_circle_of_orders_ends():
    """Bad packs are refused at loading; planning itself never hangs."""
    circle = [order("a", "b"), order("b", "a")]
    assert {p.step for p in plan(circle, {}, {"a": date(2026, 3, 9)}, TODAY, CALENDAR)} == {"a", "b"}
