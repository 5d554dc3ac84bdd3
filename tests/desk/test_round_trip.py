"""Excel both ways: what goes out comes in again as what it was, and goes out the same."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.store import models
from tests.desk.test_pages import record, text


def exported(browser, ledger: str) -> bytes:
    """The ledger as Excel."""
    return browser.get(f"/ledgers/{ledger}/xlsx").content


def cells(content: bytes) -> list[tuple[object, ...]]:
    """Every cell of the first sheet."""
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def test_out_in_and_out_again(at):
    """A ledger of several steps, with persons, choices, numbers and dates: a neighbour without records takes it in."""
    clerk, neighbour = at("chen"), at("wu")
    for day, topic in (("2026-01-20", "宪法"), ("2026-02-03", "行政处罚法")):
        fields = {"f-topic": topic, "f-attendees": ["zhao"], "f-form": "lecture", "f-minutes": "90"}
        made = record(clerk, "study.session_held", day, unit="qinghe", **fields)
        record(clerk, "study.signin_sheet_filed", day, matter=made.matter_id, **{"f-signed": "9"})
    out = exported(clerk, "study_session")
    before = models.Event.objects.count()
    moved = openpyxl.load_workbook(io.BytesIO(out))
    for row in moved.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("清河镇（示例）", "白石镇（示例）").replace("赵立", "邓分管")
    saved = io.BytesIO()
    moved.save(saved)
    answer = neighbour.post("/import/", {"file": SimpleUploadedFile("学法台账.xlsx", saved.getvalue()), "ledger": ""})
    assert "失败0行" in text(answer).replace(" ", "") and models.Event.objects.count() == before + 4
    again = exported(neighbour, "study_session")
    wanted = [
        tuple(
            c.replace("清河镇（示例）", "白石镇（示例）").replace("赵立", "邓分管") if isinstance(c, str) else c
            for c in r
        )
        for r in cells(out)
    ]
    assert cells(again) == wanted


def test_what_is_there_already_comes_in_once(at):
    """The own export taken in again adds nothing, and goes out as the same bytes."""
    clerk = at("chen")
    fields = {"f-topic": "宪法", "f-attendees": ["zhao"], "f-form": "lecture"}
    record(clerk, "study.session_held", "2026-01-20", unit="qinghe", **fields)
    out = exported(clerk, "study_session")
    before = models.Event.objects.count()
    clerk.post("/import/", {"file": SimpleUploadedFile("学法台账.xlsx", out), "ledger": ""})
    assert models.Event.objects.count() == before
    assert exported(clerk, "study_session") == out
