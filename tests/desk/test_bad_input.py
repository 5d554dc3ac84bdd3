"""Every field of every form with what must not come in: told beside the field, never a broken page, nothing half-written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.office.rules import shelf
from fazhi.store import models
from tests.office.superior_forms import FORMS

# One opening step for each type of field there is in the packs.
TYPES = ("text", "long_text", "number", "date", "moment", "choice", "yes_no", "persons", "unit")
BAD = {
    "wrong": "不是这样填的",
    "huge": "9" * 100_000,
    "control": "甲\x00\x07乙",
    "markup": "<script>alert(1)</script>",
    "other": "baishi",
    "negative": "-1e999",
    "several": ["zhao", "wu", "nobody"],
}


def step_with(kind: str):
    """(step, field) of the first opening step of the township that has such a field; None when no pack has one."""
    for ledger in shelf().ledgers.values():
        for step in ledger.steps:
            field = next((f for f in step.fields if f.type == kind), None)
            if step.opens and field is not None and "township" in ledger.unit_kinds:
                return step, field
    return None


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("bad", BAD)
def test_a_field(at, kind, bad):
    """Refused with the form shown again, or taken as the plain text it is; never run, never a 500."""
    found = step_with(kind)
    if found is None:
        assert kind in ("moment", "unit", "long_text", "date")
        return
    step, field = found
    good = {"happened_on": "2026-03-02", "unit": "qinghe", "key": f"{kind}{bad}"}
    browser = at("chen")
    answer = browser.post(f"/record/{step.id}/", {**good, f"f-{field.id}": BAD[bad]})
    assert answer.status_code in (302, 422)
    stored = [v for e in models.Event.objects.all() for v in e.facts.values()]
    assert "baishi" not in stored or kind == "text"
    assert not any(isinstance(v, str) and "\x00" in v for v in stored)
    if answer.status_code == 302:
        page = browser.get(answer.url, follow=True).content.decode()
        assert "<script>alert(1)" not in page
    else:
        assert models.Event.objects.count() == 0 and 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("unit", ["baishi", "nowhere", "qinghe' OR 1=1", "x" * 5000])
def test_another_units_id(at, unit):
    """Not mine, not there, not a name at all."""
    form = {"happened_on": "2026-03-02", "unit": unit, "key": "k", "f-topic": "宪法", "f-attendees": ["zhao"]}
    answer = at("chen").post("/record/study.session_held/", form)
    assert answer.status_code in (404, 422) and models.Event.objects.count() == 0


@pytest.mark.parametrize("key", ["", "k" * 500, "\x00", "重复"])
def test_any_key_of_a_form(at, key):
    """The key only guards against sending twice."""
    form = {"happened_on": "2026-03-02", "unit": "qinghe", "key": key, "f-topic": "宪法", "f-attendees": ["zhao"]}
    assert at("chen").post("/record/study.session_held/", form).status_code in (302, 422)
    assert models.Event.objects.count() <= 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 400 + ".jpg", "报告\x00.docx", "CON.txt"])
def test_any_name_of_a_file(at, name):
    """Kept under a plain name or refused; never outside the evidence folder."""
    sent = SimpleUploadedFile("x", b"\xff\xd8\xff" + b"0" * 50)
    sent.name = name
    form = {"happened_on": "2026-03-02", "unit": "qinghe", "key": "k", "f-topic": "宪法", "f-attendees": ["zhao"]}
    answer = at("chen").post("/record/study.session_held/", {**form, "files": sent})
    assert answer.status_code in (302, 422)
    assert all("/" not in e.name and len(e.name) <= 255 for e in models.Evidence.objects.all())


def test_a_form_that_is_broken_inside(at):
    """A superior's form with its compressed bytes changed is told, with what to do; never a broken page."""
    content = bytearray(FORMS[0].build())
    content[len(content) // 3 : len(content) // 3 + 40] = bytes(40)
    sent = {"file": SimpleUploadedFile("表.xlsx", bytes(content)), "begin": "2026-01-01", "end": "2026-12-31"}
    answer = at("chen").post("/fill/", sent)
    assert answer.status_code == 422 and "打不开，可能损坏" in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "99999999999", "x", "1e9"])
@pytest.mark.parametrize("month", ["2026-13", "x", "0000-00", "2026-02"])
def test_any_filter_of_a_list(at, page, month):
    """A list never breaks over its address."""
    answer = at("chen").get(
        "/ledgers/study_session/", {"page": page, "month": month, "q": "'\"\x00%", "unit": "baishi", "col": "x"}
    )
    assert answer.status_code == 200
    assert at("chen").get("/", {"month": month, "system": "S99", "unit": "nowhere"}).status_code == 200
    assert at("chen").get("/timeline/", {"from": month, "to": page}).status_code == 200
    assert at("chen").get("/appraisal/", {"year": page, "unit": month, "fix": ["x", "~~"]}).status_code == 200
