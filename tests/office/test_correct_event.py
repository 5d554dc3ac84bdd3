"""Correcting: a new event stands in the place of the old one, which stays."""

from datetime import date

import pytest
from django.db import connection

from fazhi.kernel.faults import AccessFault, EvidenceFault, FactFault, InputFault
from fazhi.office.attach import attach
from fazhi.office.correct_event import Correction, correct
from fazhi.office.evidence import NewFile
from fazhi.office.note import add_note
from fazhi.office.open_evidence import open_evidence
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.store import models, notes, read
from fazhi.store.verify import verify
from tests.office.small_shelf import OUTREACH, RECEIVED, REPLIED
from tests.story import Ticket

pytestmark = pytest.mark.django_db
REQUEST = RecordRequest(RECEIVED, date(2026, 2, 27), unit="qinghe", facts={"subject": "征地补偿标准"})
PDF = NewFile("a.pdf", b"%PDF-1.7 x")


@pytest.fixture
def recorded(town, who):
    return record(who("chen"), REQUEST)


def fixed(event: int, **changes: object) -> Correction:
    given = {"reason": "录错", "happened_on": date(2026, 2, 26), "facts": {"subject": "补偿标准"}} | changes
    return Correction(event, **given)


def test_correction_stands_in_place(recorded, who):
    """The old event stays, marked; the kernel sees only the new one; the matter takes the new name."""
    done = correct(who("chen"), fixed(recorded.event))
    old, new = sorted(read.events_of(recorded.matter), key=lambda e: e.id)
    assert (old.corrected_by, new.corrects, new.late_reason) == (done.event, old.id, "录错")
    assert [e.facts["subject"] for e in [new]] == ["补偿标准"]
    assert list(read.log().ids) == [new.id]
    assert read.matter(recorded.matter).name == "补偿标准"


def test_void_takes_the_duty_away(recorded, who):
    """A voided request asks for no reply."""
    done = correct(who("chen"), Correction(recorded.event, "重复录入", void=True))
    assert [(c.duty, c.before, c.after) for c in done.changes] == [("foi.reply", "open", "")]


def test_opening_with_later_steps_is_not_voided(recorded, who):
    """First the reply has to go."""
    record(who("chen"), RecordRequest(REPLIED, date(2026, 3, 2), matter=recorded.matter))
    with pytest.raises(FactFault, match="先作废：答复"):
        correct(who("chen"), Correction(recorded.event, "重复录入", void=True))


def test_reason_is_asked_for(recorded, who):
    """No reason, no correction."""
    with pytest.raises(FactFault, match="原因"):
        correct(who("chen"), fixed(recorded.event, reason=" "))


def test_corrected_event_is_not_corrected_again(recorded, who):
    """The newest stands; the old one can no longer be touched."""
    correct(who("chen"), fixed(recorded.event))
    with pytest.raises(InputFault, match="更正或作废过"):
        correct(who("chen"), fixed(recorded.event))


def test_stranger_may_not_correct(recorded, who):
    """The clerk of another township does not even learn that it exists."""
    with pytest.raises(AccessFault, match="本事项"):
        correct(who("wu"), fixed(recorded.event))


def test_liaison_may_not_correct_the_clerk(town, who):
    """In the same village, a liaison corrects own records only."""
    outreach = RecordRequest(OUTREACH, date(2026, 3, 1), unit="qinghe-v1", facts={"theme": "反诈"})
    done = record(who("chen"), outreach)
    with pytest.raises(AccessFault, match="自己记录"):
        correct(who("li"), Correction(done.event, "改", void=True))


def test_attached_file_is_sealed(recorded, who):
    """A file attached later has a row, a leaf and its bytes on disk."""
    assert attach(who("chen"), recorded.event, [PDF]) == [1]
    assert verify().n_files == 1 and verify().tampers == ()


@pytest.mark.parametrize(
    ("person", "sent", "fault"),
    [
        ("wu", [PDF], AccessFault),
        ("zhao", [PDF], AccessFault),
        ("chen", [], FactFault),
        ("chen", [PDF] * 21, EvidenceFault),
    ],
)
def test_attaching_is_refused(recorded, who, person, sent, fault):
    """Strangers, heads, nothing and too much."""
    with pytest.raises(fault):
        attach(who(person), recorded.event, sent)
    assert models.Evidence.objects.count() == 0


def test_evidence_opens_for_those_who_may_read(recorded, who):
    """The head sees the bytes; the liaison does not learn of them; changed bytes are not shown."""
    attach(who("chen"), recorded.event, [PDF])
    row, path = open_evidence(who("zhao"), 1)
    assert (row.name, path.read_bytes()) == ("a.pdf", PDF.content)
    for person, id in (("li", 1), ("zhao", 2)):
        with pytest.raises(AccessFault, match="没有这个附件"):
            open_evidence(who(person), id)
    path.write_bytes(b"%PDF forged")
    with pytest.raises(EvidenceFault, match="封存"):
        open_evidence(who("zhao"), 1)


def test_note_counts_for_nothing(recorded, who):
    """A remark is kept with its author; an empty one is refused."""
    add_note(who("zhao"), recorded.matter, "请抓紧\x07")
    assert [(n.text, n.by) for n in notes.notes_of(recorded.matter)] == [("请抓紧", "赵立")]
    with pytest.raises(FactFault):
        add_note(who("zhao"), recorded.matter, "  ")


@pytest.mark.parametrize("act", ["correct", "attach"])
def test_cut_at_any_statement_leaves_nothing(committed_town, who, act):
    """Whatever statement fails, the record stands as it was, or the whole act is there."""
    actor, n = who("chen"), 0
    event = record(actor, REQUEST).event
    before = (1, 0, 1)
    while True:
        n += 1
        try:
            with connection.execute_wrapper(Ticket(n)):
                correct(actor, fixed(event)) if act == "correct" else attach(actor, event, [PDF])
        except RuntimeError:
            now = tuple(m.objects.count() for m in (models.Event, models.Evidence, models.Leaf))
            if now == before:
                continue
        break
    assert n > 5
    now = tuple(m.objects.count() for m in (models.Event, models.Evidence, models.Leaf))
    assert now == ((2, 0, 2) if act == "correct" else (1, 1, 2))
    assert verify().tampers == ()
