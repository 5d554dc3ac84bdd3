"""Every ledger of the packs as Excel: out, in again into an empty desk, and out the same."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import transaction

from fazhi.kernel.faults import ImportFault
from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.office.access import acting
from fazhi.office.export_ledger import ledger_workbook
from fazhi.office.import_sheet import import_workbook
from fazhi.office.note import add_note, note_parts
from fazhi.office.prepare import keyed_matter
from fazhi.office.record_batch import record_batch
from fazhi.office.requests import RecordRequest
from fazhi.office.rules import shelf
from fazhi.store import models
from tests import story

TODAY = date(2026, 3, 2)
# All but what only the freezing of a report writes.
LEDGERS = tuple(i for i, x in shelf().ledgers.items() if any(s.opens and not s.frozen for s in x.steps))
UNITS = {"township": "qinghe", "village": "qinghe-v1", "station": "qinghe-s1"}


@pytest.fixture
def clerk(db, settings, tmp_path):
    """The clerk of the invented township under the shipped packs."""
    settings.DEMO_AS_OF, settings.EVIDENCE_DIR = TODAY, tmp_path / "evidence"
    story.settle()
    return acting("chen", "陈静", TODAY)


def made(field: Field, n: int) -> object:
    """A value of a field's type, another for another `n`; a year is that of the records."""
    return (
        2026 - n % 2
        if field.id.endswith("_year") and field.type == "number"
        else {
            "number": n + 2,
            "date": f"2026-01-{n + 1:02}",
            "moment": f"2026-01-{n + 1:02}T09:30",
            "yes_no": bool(n % 2),
            "persons": ("zhao", "sun")[: n % 2 + 1],
            "unit": "qinghe-v1",
            "choice": field.of[n % len(field.of)][0] if field.of else "",
        }.get(field.type, f"示例{field.label}{n}（其{n}）")
    )


def told(ledger: Ledger, n: int, opening: Step) -> list[RecordRequest]:
    """A matter that `opening` opens, with every other step that opens none, the repeating ones twice."""
    steps = [opening, *(s for s in ledger.steps if not s.opens and not s.frozen)]
    runs = [s for s in steps for _ in range(2 if s.repeats else 1)]
    first = date(2026, 1, 2) + timedelta(days=n)
    return [
        RecordRequest(
            step=step.id,
            happened_on=first + timedelta(days=day // 2),
            unit=UNITS[ledger.unit_kinds[0]],
            facts={f.id: made(f, n + day) for f in step.fields if f.type != "file"},
            late_reason="示例补录",
            key=f"{n}",
            idempotency_key=f"{ledger.id}/{n}/{day}",
        )
        for day, step in enumerate(runs)
    ]


def out(clerk, ledger: Ledger) -> bytes:
    """The ledger of the township as Excel."""
    scope = [u for u in clerk.scope() if u.startswith("qinghe")]
    return ledger_workbook(clerk, ledger, scope, "", (None, None), TODAY)[1]


def cells(content: bytes) -> list[tuple[object, ...]]:
    """Every cell of the sheet."""
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("id", LEDGERS)
def test_out_in_and_out_the_same(clerk, id):
    """A record of every way to open, all steps, repeated ones twice, and remarks; empty, it says that no rows are there."""
    ledger = shelf().ledgers[id]
    with pytest.raises(ImportFault, match="没有数据行"):
        import_workbook(clerk, out(clerk, ledger), "交换.xlsx", "qinghe")
    with transaction.atomic():
        for n, opening in enumerate(s for s in ledger.steps if s.opens and not s.frozen):
            requests = told(ledger, n, opening)
            assert not record_batch(clerk, requests).refused
            matter = keyed_matter(requests[0].unit, id, requests[0].key)
            add_note(clerk, matter, f"照片已存档{n}")
            add_note(clerk, matter, "原件在档案室")
        wanted = out(clerk, ledger)
        events = models.Event.objects.count()
        transaction.set_rollback(True)
    assert models.Event.objects.count() == 0
    done = import_workbook(clerk, wanted, "交换.xlsx", "qinghe")
    assert (done.refused, done.ledgers) == (0, (ledger.title,)), done.errors
    assert models.Event.objects.count() == events and not done.ignored
    assert cells(out(clerk, ledger)) == cells(wanted)
    assert out(clerk, ledger) == wanted


def test_steps_that_nobody_did_are_folded(clerk):
    """Their columns are there but not shown; an empty ledger, to be filled in, shows all; what is shown holds the foot."""
    ledger = shelf().ledgers["decision"]
    opening = ledger.steps[0]
    assert not record_batch(clerk, told(ledger, 0, opening)[:1]).refused
    sheet = openpyxl.load_workbook(io.BytesIO(out(clerk, ledger))).worksheets[0]
    folded = {c for d in sheet.column_dimensions.values() if d.hidden for c in range(d.min, d.max + 1)}
    shown = set(range(1, sheet.max_column + 1)) - folded
    heads = {sheet.cell(3, c).value for c in shown}
    assert opening.title in heads and "召开听证会" not in heads and len(shown) < 20
    assert (
        sheet.column_dimensions.group and import_workbook(clerk, out(clerk, ledger), "交换.xlsx", "qinghe").known == 1
    )


def test_wide_ledgers_are_printed_on_larger_paper(clerk):
    """A list of few columns stands on A4 across, a procedure of many on A3."""
    setups = [
        openpyxl.load_workbook(io.BytesIO(out(clerk, shelf().ledgers[id]))).worksheets[0].page_setup
        for id in ("study_plan", "decision")
    ]
    assert [(s.orientation, s.paperSize) for s in setups] == [("landscape", 9), ("landscape", 8)]


def test_a_long_remark_comes_in_whole():
    """Over the bound of one note it becomes several, cut between lines."""
    assert note_parts("甲" * 1500 + "\n" + "乙" * 1500) == ["甲" * 1500, "乙" * 1500]
    assert "".join(note_parts("丙" * 4500)) == "丙" * 4500 and note_parts("") == []
