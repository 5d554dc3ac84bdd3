"""Twelve invented forms: at least eighty in a hundred of the held headings understood, none wrongly; cells filled in place."""

import io
import zipfile

import openpyxl
import pytest

from fazhi.kernel.faults import InputFault
from fazhi.office.form_understand import understand
from fazhi.office.rules import shelf
from fazhi.paper.form_read import open_form, read_form
from tests.office.superior_forms import FORMS, Form
from tests.office.superior_sheet import SPECIAL


def taken(form: Form, ledger: str = "") -> dict[str, str]:
    """Cell of a heading -> what it was taken for."""
    asked = understand(read_form(open_form(form.build(), form.name)), shelf().ledgers.get(ledger))
    assert asked.ledger.id == form.ledger
    return {cell: meaning.code() for cell, meaning in asked.meanings.items()}


def measured(form: Form, ledger: str = "") -> tuple[int, list[str]]:
    """(headings taken rightly, headings taken wrongly) of those that ask for records."""
    found = taken(form, ledger)
    right = sum(found.get(cell) == meant.meaning for cell, meant in form.held.items())
    allowed = {**form.held, **form.elsewhere}
    wrong = [
        f"{c}: {m}" for c, m in found.items() if m not in SPECIAL and not (c in allowed and allowed[c].meaning == m)
    ]
    return right, wrong


@pytest.mark.django_db
def test_headings_nobody_trained_for():
    """Over all twelve forms, whose headings are worded otherwise than the packs; the ledger is found too."""
    results = [measured(form) for form in FORMS]
    assert sum(right for right, _ in results) >= 0.8 * sum(len(form.held) for form in FORMS)
    assert [w for _, wrong in results for w in wrong] == []


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_rows_that_wait_are_found(form):
    """Samples, totals, numbers of columns and notes are not filled over."""
    assert read_form(open_form(form.build(), form.name)).rows == form.data_rows


@pytest.mark.django_db
def test_the_measure_sees_a_wrong_heading(monkeypatch):
    """The control: when anything is good enough, headings are taken wrongly and the measure tells."""
    monkeypatch.setattr("fazhi.office.form_words.ENOUGH", 0.2)
    monkeypatch.setattr("fazhi.office.form_words.MARGIN", -1.0)
    assert any(measured(form, form.ledger)[1] for form in FORMS)


def test_forms_that_cannot_be_filled():
    """Macros, encrypted, broken, another kind, far cells, no headings: each is told."""
    macro = io.BytesIO(FORMS[0].build())
    with zipfile.ZipFile(macro, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    far = openpyxl.Workbook()
    far.active["XFD1048576"] = "远"
    out = io.BytesIO()
    far.save(out)
    for content, words in (
        (macro.getvalue(), "带宏"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "旧版 .xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "设了密码"),
        (b"PK cut", "打不开"),
        (out.getvalue(), "太远"),
    ):
        with pytest.raises(InputFault, match=words):
            open_form(content, "表.xlsx")
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    with pytest.raises(InputFault, match="没有找到表头"):
        read_form(open_form(empty.getvalue(), "表.xlsx"))
