"""More blank forms: at least eighty in a hundred of the held headings taken rightly, none wrongly, the ledger found or asked for."""

import pytest

from fazhi.kernel.faults import InputFault
from fazhi.office.form_understand import likely, understand
from fazhi.office.rules import shelf
from fazhi.paper.form_read import open_form, read_form
from tests.office.blank_forms import Blank, blank_forms


def measured(form: Blank) -> tuple[int, list[str], bool]:
    """(held headings taken rightly, headings taken wrongly, whether the ledger had to be named)."""
    blank = read_form(open_form(form.content, "表.xlsx"))
    try:
        asked, named = understand(blank), False
    except InputFault:
        asked, named = understand(blank, shelf().ledgers[form.ledger]), True
    assert asked.ledger.id == form.ledger, form.title
    found = {cell: m.code() for cell, m in asked.meanings.items() if m.step is not None}
    right = sum(found.get(cell) in codes for cell, codes in form.held.items())
    wrong = [f"{form.title} {cell}: {code}" for cell, code in found.items() if code not in form.right.get(cell, ())]
    return right, wrong, named


@pytest.mark.parametrize("kind", sorted({form.kind for form in blank_forms()}))
def test_other_offices_forms(kind):
    """Of each set, and its ledger is seldom asked for."""
    forms = [form for form in blank_forms() if form.kind == kind]
    results = [measured(form) for form in forms]
    assert [w for _, wrong, _ in results for w in wrong] == []
    assert sum(right for right, _, _ in results) >= 0.8 * sum(len(form.held) for form in forms)
    assert sum(named for _, _, named in results) <= len(forms) / 6


def test_the_measure_sees_a_wrong_heading(monkeypatch):
    """The control: when anything is good enough, headings are taken wrongly and the measure tells."""
    monkeypatch.setattr("fazhi.office.form_words.ENOUGH", 0.05)
    monkeypatch.setattr("fazhi.office.form_words.MARGIN", -1.0)
    assert any(measured(form)[1] for form in blank_forms()[:6])


def test_the_few_ledgers_hold_the_right_one():
    """Comparing with the few that share words loses none of the forms."""
    for form in blank_forms():
        blank = read_form(open_form(form.content, "表.xlsx"))
        few = likely(blank, list(shelf().ledgers.values()))
        assert form.ledger in [x.id for x in few] and len(few) < 20
