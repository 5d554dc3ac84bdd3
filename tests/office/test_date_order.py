"""Days that contradict each other within a case: refused where they cannot be, told where they hardly can."""

from datetime import date

import pytest

from fazhi.kernel.faults import FactFault, GateFault
from fazhi.kernel.ledger import Ledger
from fazhi.office.date_order import Told, contradictions, order_of
from fazhi.office.import_sheet import import_workbook
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.office.rules import shelf
from fazhi.store import models
from tests import story
from tests.office.test_import_sheet import book

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
FOI = ["序号", "收到日期", "申请人", "申请内容", "答复日期", "答复结果"]


@pytest.fixture(autouse=True)
def town(db, settings, tmp_path):
    """The invented town under the shipped packs."""
    settings.DEMO_AS_OF, settings.EVIDENCE_DIR = TODAY, tmp_path / "evidence"
    story.settle()


def told(**days: str) -> list[tuple[str, bool]]:
    """(where, possible) of what is wrong with the days of one case; `__` stands for the dot of a step."""
    case = [Told(step.replace("__", "."), date.fromisoformat(on), {}) for step, on in days.items()]
    ledger = shelf().steps[case[0].step].ledger
    return [(c.step, c.possible) for c in contradictions(order_of(ledger), case, {t.step for t in case}, TODAY)]


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"foi__application_received": "2025-03-05", "foi__reply_issued": "2025-03-05"}, []),
        ({"foi__application_received": "2025-03-05", "foi__reply_issued": "2025-02-01"}, [("foi.reply_issued", False)]),
        (
            {"foi__information_created_or_changed": "2025-03-05", "foi__information_published": "2025-03-04"},
            [("foi.information_published", False)],
        ),
        ({"penalty__case_filed": "2025-03-05", "penalty__decided": "2025-03-04"}, [("penalty.decided", True)]),
        (
            {"penalty__case_filed": "2025-03-05", "penalty__legal_review_passed": "2025-03-01"},
            [("penalty.legal_review_passed", True)],
        ),
        ({"penalty__case_filed": "2025-03-05", "penalty__evidence_preserved": "2025-03-04"}, []),
        ({"archive__record_disposed": "2025-03-05", "archive__disposal_approved": "2025-03-01"}, []),
    ],
)
def test_what_the_duties_know_of_order(days, wrong):
    """An answer before its question cannot be, other orders hardly; what the law wants first may come first."""
    assert told(**days) == wrong


def test_a_reversed_row_comes_back_red(who):
    """The row is refused at its date, the one beside it goes in; the same row mended goes in too."""
    right, wrong = (
        [1, "2025-03-05", "某甲", "征地补偿", "2025-03-20", "予以公开"],
        [2, "2025-03-05", "某乙", "财政", "2025-02-01", "予以公开"],
    )
    done = import_workbook(who("chen"), book(FOI, right, wrong, title="依申请公开台账"), "台账.xlsx", "qinghe")
    assert (done.taken, done.refused) == (1, 1)
    assert done.errors[0].col == 4 and "2025-02-01早于“收到申请”的日期2025-03-05" in done.errors[0].text
    mended = [*wrong[:4], "2025-03-21", "予以公开"]
    done = import_workbook(who("chen"), book(FOI, right, mended, title="依申请公开台账"), "台账.xlsx", "qinghe")
    assert (done.taken, done.known, done.refused) == (1, 1, 0)


def test_at_the_desk_it_is_refused_or_wants_a_reason(who):
    """A reply before the request never; a decision before its case was filed with a reason; a year far off with one too."""
    letter = RecordRequest(
        "foi.application_received", date(2026, 2, 20), "qinghe", facts={"subject": "甲", "channel": "mail"}
    )
    matter = record(who("chen"), letter).matter
    with pytest.raises(FactFault, match="早于"):
        record(who("chen"), required("foi.reply_issued", date(2026, 2, 19), matter=matter, despite="确实"))
    filed = required("penalty.case_filed", date(2026, 2, 20), unit="qinghe")
    case = record(who("chen"), filed).matter
    with pytest.raises(GateFault, match="早于“立案”"):
        record(who("chen"), required("penalty.served", date(2026, 2, 19), matter=case))
    assert record(who("chen"), required("penalty.served", date(2026, 2, 19), matter=case, despite="补立案")).event
    with pytest.raises(GateFault, match="计划年度是2052"):
        record(who("chen"), required("study.annual_plan_adopted", date(2026, 2, 19), unit="qinghe", plan_year=2052))
    assert models.Event.objects.count() == 3


def required(step: str, on: date, unit: str = "", matter: str = "", despite: str = "", **more: object) -> RecordRequest:
    """A record of a step with what must be filled in."""
    made = {
        "text": "示例",
        "long_text": "示例",
        "number": 1,
        "yes_no": True,
        "date": on.isoformat(),
        "persons": ("zhao",),
    }
    facts = {f.id: f.of[0][0] if f.of else made[f.type] for f in shelf().steps[step].fields if f.required}
    return RecordRequest(step, on, unit, matter, facts=facts | more, despite=despite)


def test_what_was_done_before_is_no_later(who):
    """A date of something past that lies after today cannot be; one after the record's own day wants a reason."""
    ledger: Ledger = shelf().ledgers["decision_catalogue"]
    step = ledger.steps[0].id
    with pytest.raises(FactFault, match="党委同意日期2027-01-01晚于"):
        record(
            who("chen"),
            required(step, date(2026, 2, 20), unit="qinghe", catalogue_year=2026, party_agreed_on="2027-01-01"),
        )
    with pytest.raises(GateFault, match="党委同意日期2026-02-25晚于"):
        record(
            who("chen"),
            required(step, date(2026, 2, 20), unit="qinghe", catalogue_year=2026, party_agreed_on="2026-02-25"),
        )
