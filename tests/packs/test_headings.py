"""Names of ledgers, steps and fields as headings: none stands for two, and each is found under its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pytest

from fazhi.kernel.ledger import Ledger
from fazhi.office.form_fit import bare
from fazhi.office.form_meanings import known_of
from fazhi.office.form_words import match
from fazhi.packs.shelf import load_shelf

LEDGERS = {ledger.id: ledger for pack in load_shelf().packs for ledger in pack.ledgers}
# Shared before and justified: labels under their own step's heading, and papers beside what they prove.
SHARED = {
    "annual_report": {"定稿"},
    "assessment_scheme": {"指标内容"},
    "decision": {"风险评估报告", "评估单位", "理由", "合法性审查意见", "会议记录"},
    "decision_outcome": {"核查期间"},
    "normative_document": {"失效日期"},
    "penalty_case": {"金额", "方式"},
    "reconsideration": {"收到复议申请书副本"},
}


def shared_words(ledger: Ledger) -> set[str]:
    """Words that name more than one step or field; a field that several steps ask under one id counts once."""
    owners: dict[str, set[str]] = defaultdict(set)
    for step in ledger.steps:
        for word in (step.title, *step.synonyms):
            owners[bare(word)].add(f"step {step.id}")
        for field in step.fields:
            for word in (field.label, *field.synonyms):
                owners[bare(word)].add(field.id)
    return {word for word, held in owners.items() if len(held) > 1}


def shared_days(ledger: Ledger) -> set[str]:
    """Names of a step's day that are another step's as well once 日期 and 时间 are cut."""
    owners: dict[str, set[str]] = defaultdict(set)
    for step in ledger.steps:
        for word in (step.title, *step.synonyms):
            owners[re.sub("日期|时间", "", bare(word))].add(step.id)
    return {word for word, held in owners.items() if len(held) > 1 or not word}


def titles(ledgers: Iterable[Ledger]) -> set[str]:
    """Titles that more than one ledger goes by."""
    owners: dict[str, set[str]] = defaultdict(set)
    for ledger in ledgers:
        for word in (ledger.title, *ledger.synonyms):
            owners[bare(word)].add(ledger.id)
    return {word for word, held in owners.items() if len(held) > 1}


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS)
def test_no_word_names_two(ledger: Ledger) -> None:
    """A heading's word stands for one step or field of a ledger; what was shared before is listed."""
    assert shared_words(ledger) | shared_days(ledger) <= SHARED.get(ledger.id, set())


def test_no_title_names_two_ledgers() -> None:
    """A register's title belongs to one ledger."""
    assert not titles(LEDGERS.values())


def test_control_a_doubled_word_is_noticed() -> None:
    """A synonym given to a second field, a day to a second step, a title to a second ledger: each is seen."""
    ledger = LEDGERS["litigation"]
    first, second, *rest = ledger.steps
    court = first.field("court")
    assert court is not None
    doubled = replace(first, fields=(replace(court, synonyms=(*court.synonyms, "案由")), *first.fields))
    assert "案由" in shared_words(replace(ledger, steps=(doubled, second, *rest)))
    dated = replace(second, synonyms=("收案时间",))
    assert "收案" in shared_days(replace(ledger, steps=(first, dated, *rest)))
    assert "行政应诉" in titles((ledger, replace(ledger, id="other")))


@pytest.mark.parametrize(
    ("ledger", "heading", "code"),
    [
        ("penalty_case", "处罚文号", "penalty.decided:document_no"),
        ("penalty_case", "罚款数额", "penalty.decided:amount"),
        ("decision", "集体讨论日期", "decision.deliberated:date"),
        ("decision", "公布渠道", "decision.published:publish_channel"),
        ("coercion", "实施日期", "coercion.measure_taken:date"),
        ("power_item", "有效期至", "power_item.in_force:valid_until"),
    ],
)
def test_own_name_goes_first(ledger: str, heading: str, code: str) -> None:
    """The very name of a field or day goes before names that only sound like it."""
    found = match([(heading,)], known_of(LEDGERS[ledger])).meanings
    assert found[0].code().removeprefix("fact:") == code


@pytest.mark.parametrize(
    ("ledger", "heading"),
    [
        ("decision", "是否有利害关系"),
        ("licence", "材料是否齐全"),
        ("summary_case", "是否超限额"),
        ("penalty_case", "案件来源"),
        ("law_lecture", "主讲人职务"),
        ("power_item", "法律依据"),
    ],
)
def test_what_is_not_held_stays_empty(ledger: str, heading: str) -> None:
    """The opposite of what a field says, and what no field holds, is not answered."""
    assert not match([(heading,)], known_of(LEDGERS[ledger])).meanings
