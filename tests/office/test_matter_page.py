"""A matter's page: what is done, what is possible, what is refused and why."""

from datetime import date

import pytest

from fazhi.kernel.faults import AccessFault
from fazhi.office.attach import attach
from fazhi.office.evidence import NewFile
from fazhi.office.matter_page import matter_page
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from tests.office.small_shelf import DELIBERATED, DRAFTED, RECEIVED, REVIEWED

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def draft(town, who) -> str:
    return record(who("chen"), RecordRequest(DRAFTED, TODAY, unit="qinghe", facts={"title": "改造"})).matter


def states(page) -> list[tuple[str, str]]:
    return [(s.step.title, s.state) for s in page.steps]


def test_step_bar_explains_the_gate(draft, who):
    """Deliberation is refused before review, with the article."""
    page = matter_page(who("chen"), draft, TODAY)
    assert states(page) == [("起草", "done"), ("合法性审查", "possible"), ("集体讨论", "refused")]
    assert "第二十五条" in page.steps[2].stops[0].allowed


def test_step_bar_moves_on(draft, who):
    """After the review the meeting is possible, and may be recorded again after that."""
    review = RecordRequest(REVIEWED, TODAY, matter=draft, facts={"reviewers": ["sun", "li"]})
    record(who("chen"), review)
    record(who("chen"), RecordRequest(DELIBERATED, TODAY, matter=draft))
    last = matter_page(who("chen"), draft, TODAY).steps[-1]
    assert (last.state, last.again) == ("done", True)


def test_clock_evidence_and_rights(town, who):
    """The request's clock runs on its page; evidence lies under its event; a head may look but not record."""
    request = RecordRequest(RECEIVED, date(2026, 2, 27), unit="qinghe", facts={"subject": "申请"})
    done = record(who("chen"), request)
    attach(who("chen"), done.event, [NewFile("a.pdf", b"%PDF-1.7")])
    page = matter_page(who("zhao"), done.matter, TODAY)
    assert [(f.duty.id, f.verdict) for f in page.findings] == [("foi.reply", "open")]
    assert [e.name for e in page.evidence[done.event]] == ["a.pdf"]
    assert not page.record.allowed and page.record.visible


@pytest.mark.parametrize("person", ["wu", "li"])
def test_others_do_not_see_it(draft, who, person):
    """Another township and a village liaison get the same answer as for a matter that does not exist."""
    with pytest.raises(AccessFault) as theirs:
        matter_page(who(person), draft, TODAY)
    with pytest.raises(AccessFault) as nobodys:
        matter_page(who(person), "nothing", TODAY)
    assert str(theirs.value) == str(nobodys.value)
