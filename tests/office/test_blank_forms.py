"""More blank forms: at least eighty in a hundred of the held headings taken rightly, none wrongly, the ledger found or asked for."""

import pytest

from fazhi.kernel.faults import InputFault
from fazhi.office.form_meanings import known_of
from fazhi.office.form_understand import Understood, likely, understand
from fazhi.office.form_words import match
from fazhi.office.rules import shelf
from tests.office.blank_forms import Blank, blank_forms


def asked(form: Blank) -> tuple[Understood, bool]:
    """The form understood, and whether its ledger had to be named."""
    try:
        found = understand(form.sheet)
    except InputFault:
        return understand(form.sheet, shelf().ledgers[form.ledger]), True
    assert found.ledger.id == form.ledger, form.title
    return found, False


def measured(form: Blank, found: Understood) -> tuple[int, list[str]]:
    """(held headings taken rightly, headings taken wrongly)."""
    taken = {cell: m.code() for cell, m in found.meanings.items() if m.step is not None}
    right = sum(taken.get(cell) in codes for cell, codes in form.held.items())
    wrong = [f"{form.title} {cell}: {code}" for cell, code in taken.items() if code not in form.right.get(cell, ())]
    return right, wrong


@pytest.mark.parametrize("kind", sorted({form.kind for form in blank_forms()}))
def test_other_offices_forms(kind):
    """Of each set, and its ledger is seldom asked for."""
    forms = [form for form in blank_forms() if form.kind == kind]
    found = [asked(form) for form in forms]
    results = [measured(form, one) for form, (one, _) in zip(forms, found, strict=True)]
    assert [w for _, wrong in results for w in wrong] == []
    assert sum(right for right, _ in results) >= 0.8 * sum(len(form.held) for form in forms)
    assert sum(named for _, named in found) <= len(forms) / 6


def test_the_measure_sees_a_wrong_heading(monkeypatch):
    """The control: when anything is good enough, headings are taken wrongly and the measure tells."""
    monkeypatch.setattr("fazhi.office.form_words.ENOUGH", 0.0)
    monkeypatch.setattr("fazhi.office.form_words.MARGIN", -2.0)
    wrong = []
    for form in blank_forms()[:4]:
        wrong += measured(form, understand(form.sheet, shelf().ledgers[form.ledger]))[1]
    assert wrong


NEAR_MISSES = {
    "责任领导": ("rectification.task_created:owner_name", "plan.task_created:owner_name"),
    "主要负责人": ("leadership.group_roster_in_force:head", "decision.chief_stated_opinion:chief"),
    "持证人职务": ("village.law_literate_registered:duty_in_village",),
    "被检查单位地址": ("enforcement.act_performed:place",),
    **dict.fromkeys(
        ("分管领导", "承办科室负责人", "填表人", "监督电话", "申请人联系电话", "责任人电话", "法定代表人", "协办单位"),
        (),
    ),
    **dict.fromkeys(
        ("罚没金额（元）", "学历", "年龄", "政治面貌", "出生年月", "家庭住址", "经费投入（万元）", "群众满意度"), ()
    ),
}


@pytest.mark.parametrize("label", NEAR_MISSES)
def test_what_no_ledger_holds_stays_empty(label):
    """Alone on a form of any ledger: who is not said, somebody's post, number or years, an amount of more than is held."""
    taken = [m.code() for x in shelf().ledgers.values() for m in match([(label,)], known_of(x)).meanings.values()]
    assert [code for code in taken if code not in NEAR_MISSES[label]] == []


def test_the_few_ledgers_hold_the_right_one():
    """Comparing with the few that share words loses none of the forms."""
    for form in blank_forms():
        few = likely(form.sheet, list(shelf().ledgers.values()))
        assert form.ledger in [x.id for x in few] and len(few) < 20
