"""Headings that put what they ask behind a clause."""

import pytest

from fazhi.office.form_clauses import parted, said_of
from fazhi.office.form_meanings import known_of
from fazhi.office.form_words import match
from fazhi.packs.shelf import SHIPPED, load_shelf


@pytest.fixture(scope="module")
def ledgers():
    """All ledgers of the nation's packs."""
    return load_shelf(SHIPPED).ledgers


def meant(ledger, *headings: str) -> list[str]:
    """What the headings of a form mean, in order; empty for those not known."""
    found = match([(h,) for h in headings], known_of(ledger, files=True)).meanings
    return [found[n].code() if n in found else "" for n in range(len(headings))]


@pytest.mark.parametrize(
    ("ledger", "heading", "code"),
    [
        ("litigation", "受理本案的人民法院名称", "remedy.complaint_copy_received:court"),
        ("next_step", "落实该项任务的责任人姓名", "plan.task_created:owner_name"),
        ("business_session", "负责核对自愿免费情况的人员姓名", "publicity.voluntary_checked:checker"),
        ("power_item", "将该事项移出清单所依据的文件", "power_item.withdrawn:basis"),
        ("village_disclosure_complaint", "所反映问题涉及的行政村", "village.disclosure_complaint_received:village"),
    ],
)
def test_what_is_asked_of_a_clause(ledgers, ledger, heading, code):
    """The clause says which step, what follows it which field."""
    assert meant(ledgers[ledger], heading) == [code]


@pytest.mark.parametrize(
    ("ledger", "heading"),
    [
        ("litigation", "代理本案的律师事务所名称"),
        ("litigation", "原告的法定代表人姓名"),
        ("next_step", "督办该项任务的县领导姓名"),
        ("power_item", "撤销该事项所依据的上级批复"),
        ("business_session", "负责核对自愿免费情况的人员联系电话"),
    ],
)
def test_another_clause_asks_another_thing(ledgers, ledger, heading):
    """Of somebody else, of another act, of another kind: left empty."""
    assert meant(ledgers[ledger], heading) == [""]


def test_a_clause_must_be_the_steps_own(ledgers):
    """A clause with one word that the step does not know, or that ends in a person or an office, says nothing about it."""
    court = next(
        k for k in known_of(ledgers["litigation"]) if k.meaning.code() == "remedy.complaint_copy_received:court"
    )
    clauses = [parted(h) for h in ("受理本案的人民法院名称", "二审改判本案的人民法院名称", "受理单位的人民法院名称")]
    assert [said_of(c[0], court) for c in clauses if c] == [True, False, False]
