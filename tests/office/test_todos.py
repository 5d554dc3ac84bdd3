"""今日: the to-do is the finding, shown to those it concerns, gone when the record answers it."""

from dataclasses import replace
from datetime import date

import pytest

from fazhi.kernel.duties import After, Select, Window
from fazhi.kernel.terms import Term
from fazhi.office import rules
from fazhi.office.actions import action_of
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.office.review import review
from fazhi.office.todos import findings_for, todos
from tests.office.small_shelf import DELIBERATED, DRAFTED, OUTREACH, RECEIVED, REPLIED, small_shelf

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
OLD = RecordRequest(RECEIVED, date(2025, 12, 1), unit="qinghe", facts={"subject": "旧申请"}, late_reason="补录")
NEW = RecordRequest(RECEIVED, date(2026, 2, 27), unit="qinghe", facts={"subject": "新申请"})


@pytest.fixture
def busy(town, who) -> dict[str, str]:
    """One request long overdue, one due this month, one draft that went to the meeting unreviewed."""
    draft = record(who("chen"), RecordRequest(DRAFTED, TODAY, unit="qinghe", facts={"title": "改造"}))
    record(who("chen"), RecordRequest(DELIBERATED, TODAY, matter=draft.matter, despite="已开会"))
    return {"old": record(who("chen"), OLD).matter, "new": record(who("chen"), NEW).matter, "draft": draft.matter}


def subjects(rows) -> list[str]:
    return [t.finding.subject_name for t in rows]


def test_overdue_is_red_and_near_is_soon(busy, who):
    """The overdue request and the skipped review are red; the new request is due soon, with its days."""
    found = todos(who("chen"), TODAY)
    assert subjects(found.red) == ["旧申请", "改造"]
    assert [(t.finding.subject_name, t.days) for t in found.soon] == [("新申请", 25)]
    assert found.red[0].days < 0 and "第三十三条" in found.red[0].law


def test_answering_takes_it_away(busy, who):
    """After the reply (late) nothing red remains of it, and the record is among those done."""
    record(who("chen"), RecordRequest(REPLIED, TODAY, matter=busy["old"]))
    found = todos(who("chen"), TODAY)
    assert subjects(found.red) == ["改造"]
    assert (found.done[0].step_title, found.done[0].event.matter_name) == ("答复", "旧申请")


def test_missed_long_ago_is_not_red_for_ever(busy, who):
    """Sixty-one days later the skipped review is past: kept, but no red number that nobody can clear."""
    found = todos(who("chen"), date(2026, 5, 2))
    assert "改造" not in subjects(found.red) and "改造" in subjects(found.past)


def test_action_prefills_the_answer(busy, who):
    """The reply goes on its matter; outreach of a village is a new record of that village."""
    found = todos(who("chen"), TODAY)
    assert (found.red[0].action.step, found.red[0].action.matter) == (REPLIED, busy["old"])
    village = next(t for t in found.waiting if t.finding.subject == "qinghe-v1")
    assert (village.action.step, village.action.unit, village.action.matter) == (OUTREACH, "qinghe-v1", "")


def test_leader_is_filled_in(busy, who):
    """A session prefilled for a leader names that leader."""
    mine = next(t for t in todos(who("chen"), TODAY).waiting if t.finding.subject == "zhao")
    assert mine.action.facts == {"people": ("zhao",)}


def test_liaison_sees_the_own_village(busy, who):
    """Township matters and the neighbour village are not shown."""
    assert {f.subject for f in findings_for(who("li"), TODAY)} == {"qinghe-v1"}


def test_stranger_sees_nothing_of_it(busy, who):
    """The clerk of another township finds only the own village there."""
    assert {f.subject for f in findings_for(who("wu"), TODAY)} == {"baishi-v1"}


def test_review_is_kept_while_nothing_changes(busy, who):
    """The same object again; a new record makes a new one."""
    first = review("qinghe", TODAY)
    assert review("qinghe", TODAY) is first
    record(who("chen"), replace(NEW, facts={"subject": "又一件"}))
    assert review("qinghe", TODAY) is not first


def test_finding_is_found_again_by_its_key(busy):
    """A key opens its finding, met or not; an unknown key opens nothing."""
    held = review("qinghe", TODAY)
    one = held.exceptions[0]
    assert held.find(one.key) == one
    assert held.find("foi.reply~nothing~1") is None


@pytest.fixture
def yearly(monkeypatch):
    """One more duty: a reply in every year by 1 December, which only a later step of some matter can answer."""
    term = Term(0, "date", month=12, day=1)
    duty = After(
        "foi.yearly", "每年答复", "S05", "statute", date(2019, 1, 1), answer=Select(REPLIED), term=term, window=Window()
    )
    held = small_shelf()
    held.duties = (duty,)
    monkeypatch.setattr(rules, "load_shelf", lambda *_: held)
    rules.shelf.cache_clear()


def test_later_step_goes_on_the_matter_that_lacks_it(town, yearly, who):
    """Without a matter the opening step is offered; with one, the step itself on that matter."""
    first = todos(who("chen"), TODAY).waiting[0].action
    assert (first.step, first.matter) == (RECEIVED, "")
    matter = record(who("chen"), NEW).matter
    second = todos(who("chen"), TODAY).waiting[0].action
    assert (second.step, second.matter) == (REPLIED, matter)


def test_skipped_step_is_offered(busy, who):
    """A skipped review can still be made up for, so it is offered."""
    skipped = next(t for t in todos(who("chen"), TODAY).red if t.finding.subject_name == "改造")
    assert skipped.action.step == "decision.reviewed"


def test_no_record_helps_where_persons_must_differ(town, who):
    """A finding that no new record can answer has no action."""
    draft = record(who("chen"), RecordRequest(DRAFTED, TODAY, unit="qinghe", facts={"title": "改造"})).matter
    step = RecordRequest("decision.reviewed", TODAY, matter=draft, facts={"reviewers": ["sun"]}, despite="只有一人")
    record(who("chen"), step)
    found = next(f for f in findings_for(who("chen"), TODAY) if f.duty.id == "decision.two-reviewers")
    assert action_of(found, {}) is None
