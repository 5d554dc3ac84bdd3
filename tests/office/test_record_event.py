"""Recording: right, facts, dates, gates; then written with its seal, or nothing at all."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from fazhi.kernel.faults import AccessFault, EvidenceFault, FactFault, Fault, GateFault, InputFault
from fazhi.office.evidence import NewFile
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.store import models, read
from fazhi.store.verify import verify
from tests.office.small_shelf import DELIBERATED, DRAFTED, OUTREACH, RECEIVED, REPLIED, REVIEWED, SESSION
from tests.story import Ticket

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 x"
REQUEST = RecordRequest(RECEIVED, date(2026, 2, 27), unit="qinghe", facts={"subject": "征地补偿标准"})
DRAFT = RecordRequest(DRAFTED, date(2026, 2, 10), unit="qinghe", facts={"title": "镇区改造"})


def rows() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (models.Matter, models.Event, models.Evidence, models.Leaf))


def test_request_opens_a_matter_and_a_duty(town, who):
    """The matter is named by its field, the default is filled in, and the reply is now due."""
    done = record(who("chen"), REQUEST)
    assert read.matter(done.matter).name == "征地补偿标准"
    assert read.events_by_id([done.event])[0].facts == {"subject": "征地补偿标准", "channel": "mail"}
    assert [(c.duty, c.before, c.after) for c in done.changes] == [("foi.reply", "", "open")]


def test_reply_answers_the_duty(town, who):
    """Open becomes met, and the change says so."""
    matter = record(who("chen"), REQUEST).matter
    done = record(who("chen"), RecordRequest(REPLIED, date(2026, 3, 2), matter=matter))
    assert [(c.duty, c.before, c.after) for c in done.changes] == [("foi.reply", "open", "met")]


def test_session_counts_for_each_leader(town, who):
    """One of four: still open, but the count moved, for those who were there."""
    session = RecordRequest(SESSION, date(2026, 3, 1), unit="qinghe", facts={"people": ["zhao", "qian", "sun"]})
    moved = record(who("chen"), session).changes
    assert {(c.subject_name, c.after) for c in moved} == {("赵立", "open"), ("钱进", "open")}


def test_liaison_records_for_the_own_village_only(town, who):
    """The own village is allowed; the neighbour's is refused and nothing is written."""
    outreach = RecordRequest(OUTREACH, date(2026, 3, 1), unit="qinghe-v1", facts={"theme": "反诈"})
    assert record(who("li"), outreach).event == 1
    with pytest.raises(AccessFault):
        record(who("li"), replace(outreach, unit="qinghe-v2"))
    assert rows()[1] == 1


@pytest.mark.parametrize(
    ("change", "fault", "words"),
    [
        ({"facts": {}}, FactFault, "没有填写"),
        ({"facts": {"subject": "x", "chanel": "mail"}}, FactFault, "channel"),
        ({"facts": {"subject": "x", "channel": "post"}}, FactFault, "邮寄"),
        ({"step": "foi.recieved"}, InputFault, "没有这个步骤"),
        ({"step": REPLIED, "facts": {}}, FactFault, "收到申请"),
        ({"happened_on": date(2026, 3, 3)}, FactFault, "还没有到"),
        ({"happened_on": date(2026, 1, 30)}, FactFault, "补录"),
        ({"unit": "qinghe-v1"}, FactFault, "不设"),
        ({"unit": "baishi"}, AccessFault, "权限"),
        ({"unit": ""}, AccessFault, "权限"),
        ({"matter": "none"}, AccessFault, "权限"),
        ({"files": (NewFile("a.exe", b"MZ"),)}, EvidenceFault, "不收"),
        ({"files": (NewFile("a.pdf", PDF, field="subject"),)}, FactFault, "不是附件字段"),
    ],
)
def test_wrong_input_is_refused_with_words(town, who, change, fault, words):
    """Each wrong input says what to do, and nothing is written."""
    with pytest.raises(fault, match=words):
        record(who("chen"), replace(REQUEST, **change))
    assert rows() == (0, 0, 0, 0)


def test_late_entry_needs_its_reason(town, who):
    """Thirty days are not late, thirty-one are; with a reason it is taken and the reason kept."""
    assert record(who("chen"), replace(REQUEST, happened_on=date(2026, 1, 31))).event == 1
    late = replace(REQUEST, happened_on=date(2026, 1, 30), late_reason="纸质台账补录")
    assert read.events_by_id([record(who("chen"), late).event])[0].late_reason == "纸质台账补录"


def test_step_that_does_not_repeat_is_recorded_once(town, who):
    """A second reply is refused; correcting is the way."""
    matter = record(who("chen"), REQUEST).matter
    reply = RecordRequest(REPLIED, date(2026, 3, 2), matter=matter)
    record(who("chen"), reply)
    with pytest.raises(FactFault, match="更正"):
        record(who("chen"), reply)


def test_step_of_another_ledger_is_refused(town, who):
    """A reply cannot be recorded on a decision."""
    matter = record(who("chen"), DRAFT).matter
    with pytest.raises(InputFault, match="不属于"):
        record(who("chen"), RecordRequest(REPLIED, date(2026, 3, 2), matter=matter))


def test_gate_names_article_and_what_to_do_first(town, who):
    """An unreviewed draft does not reach the meeting."""
    matter = record(who("chen"), DRAFT).matter
    meeting = RecordRequest(DELIBERATED, date(2026, 3, 1), matter=matter)
    with pytest.raises(GateFault, match=r"第二十五条.*先完成“合法性审查”"):
        record(who("chen"), meeting)
    assert rows()[1] == 1


def test_gate_opens_after_review(town, who):
    """Control: with the review before it, the same meeting is recorded."""
    matter = record(who("chen"), DRAFT).matter
    review = RecordRequest(REVIEWED, date(2026, 2, 20), matter=matter, facts={"reviewers": ["sun", "wu"]})
    record(who("chen"), review)
    assert record(who("chen"), RecordRequest(DELIBERATED, date(2026, 3, 1), matter=matter)).event == 3


def test_gate_on_persons(town, who):
    """One reviewer where two are asked is refused."""
    matter = record(who("chen"), DRAFT).matter
    with pytest.raises(GateFault, match="两人以上"):
        record(who("chen"), RecordRequest(REVIEWED, date(2026, 2, 20), matter=matter, facts={"reviewers": ["sun"]}))


def test_despite_records_the_fact(town, who):
    """What happened all the same is recorded with its reason, and stays violated."""
    matter = record(who("chen"), DRAFT).matter
    done = record(who("chen"), RecordRequest(DELIBERATED, date(2026, 3, 1), matter=matter, despite="会议已经召开"))
    assert read.events_by_id([done.event])[0].despite == "会议已经召开"
    assert [c.after for c in done.changes] == ["violated"]


def test_same_request_twice_is_recorded_once(town, who):
    """An idempotency key gives the first answer again; for another step it is refused."""
    first = record(who("chen"), replace(REQUEST, idempotency_key="k1"))
    again = record(who("chen"), replace(REQUEST, idempotency_key="k1"))
    assert (again.event, again.matter, again.again) == (first.event, first.matter, True)
    with pytest.raises(InputFault, match="提交编号"):
        record(who("chen"), replace(DRAFT, idempotency_key="k1"))
    assert rows()[1] == 1


def test_file_field_holds_the_digest(town, who):
    """A file sent for a field is evidence, and the fact names it by its digest."""
    done = record(
        who("chen"), replace(REQUEST, files=(NewFile("申请书.pdf", PDF, field="letter"), NewFile("b.pdf", PDF + b"2")))
    )
    files = read.evidence_of([done.event])
    assert [f.name for f in files] == ["申请书.pdf", "b.pdf"]
    assert read.events_by_id([done.event])[0].facts["letter"] == (files[0].digest,)


def test_cut_at_any_statement_leaves_nothing(committed_town, who):
    """Whatever statement fails, no part of the record is there; uncut, all of it is."""
    actor, request, n = who("chen"), replace(REQUEST, files=(NewFile("a.pdf", PDF),)), 0
    while True:
        n += 1
        try:
            with connection.execute_wrapper(Ticket(n)):
                record(actor, request)
        except RuntimeError:
            if rows() == (0, 0, 0, 0):
                continue
            assert rows() == (1, 1, 1, 2)  # the cut came after the commit, while looking at what changed
            break
        break
    assert n > 10
    assert rows() == (1, 1, 1, 2)
    assert verify().tampers == ()


def test_every_fault_has_words(town, who):
    """What a refusal carries can be shown: where, what, and how to mend it."""
    with pytest.raises(Fault) as caught:
        record(who("chen"), replace(REQUEST, facts={"copies": 1}))
    assert all(p.where and p.what and p.what_en for p in caught.value.problems)
