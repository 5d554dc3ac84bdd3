"""A question is understood as the noun it asks for, what is left goes by elimination, and near misses stay empty."""

import pytest

from fazhi.office.form_meanings import known_of
from fazhi.office.form_questions import asked_as
from fazhi.office.form_words import match
from fazhi.packs.shelf import load_shelf
from tests.office.near_misses import NEAR_MISSES


@pytest.fixture(scope="module")
def ledgers():
    """All ledgers by their ids, the province's too."""
    return {ledger.id: ledger for pack in load_shelf().packs for ledger in pack.ledgers}


def meant(ledger, *path: str) -> str:
    """What one heading alone means; empty where it is left so."""
    found = match([path], known_of(ledger, files=True)).meanings
    return found[0].code() if found else ""


@pytest.mark.parametrize(
    ("asked", "noun"),
    [
        ("由谁核查", "核查人"),
        ("何时收到", "收到日期"),
        ("在哪里开展", "开展地点"),
        ("由哪个机关复议", "复议机关"),
        ("上会审议日", "上会审议日期"),
        ("哪天签的", "签订日期"),
        ("满不满意", "是否满意"),
    ],
)
def test_questions(asked, noun):
    """Whatever the question word, the noun comes out."""
    assert asked_as(asked)[0] == noun


@pytest.mark.parametrize("plain", ["宣传日", "名称", "送达日期", "姓名"])
def test_what_is_no_question(plain):
    """A plain heading stays as it is."""
    assert asked_as(plain) == ()


@pytest.mark.parametrize(
    ("ledger", "path", "code"),
    [
        ("decision", "征求意见·采纳了几条", "decision.comment_closed:opinions_taken"),
        ("decision", "集体讨论·谁主持", "decision.deliberated:chair"),
        ("licence", "实地核查·由谁去核查", "license.verification_started:verifiers"),
        ("procurement", "从哪家企业采购", "procurement.delivered_or_accepted:supplier"),
        ("penalty_case", "处罚决定·罚了多少（元）", "penalty.decided:amount"),
        ("study_session", "学了多久（分钟）", "study.session_held:minutes"),
        ("problem", "限何时完成", "rectification.task_created:finish_by"),
        ("problem", "改得怎么样", "rectification.done:result"),
        ("litigation", "“告官见官”情况（领导出庭/委托工作人员）", "remedy.head_appeared_or_delegated:who"),
        ("admin_agreement", "跟谁签的", "contract.drafted:counterparty"),
        ("certificate", "执法证扫描件", "officer.certificate_valid:copy"),
    ],
)
def test_asked_in_other_words(ledgers, ledger, path, code):
    """Words of the clerk's own find the field."""
    assert meant(ledgers[ledger], *path.split("·")) == code


@pytest.mark.parametrize("ledger", NEAR_MISSES)
def test_near_misses_stay_empty(ledgers, ledger):
    """One by one, without any other heading to tell them apart."""
    taken = {label: code for label in NEAR_MISSES[ledger].split() if (code := meant(ledgers[ledger], label))}
    assert taken == {}


def test_a_near_miss_is_seen(ledgers, monkeypatch):
    """The control: when every kind answers every heading, some are taken."""
    monkeypatch.setattr("fazhi.office.form_words.kind_fits", lambda *_: True)
    monkeypatch.setattr("fazhi.office.form_words.about_else", lambda *_: False)
    monkeypatch.setattr("fazhi.office.form_words.ENOUGH", 0.1)
    monkeypatch.setattr("fazhi.office.form_words.MARGIN", -2.0)
    assert any(meant(ledgers["petition"], label) for label in NEAR_MISSES["petition"].split())


def test_a_group_keeps_other_steps_out(ledgers):
    """The receipt of a decision that no step records is not the day of a step that decides something else."""
    assert meant(ledgers["reconsideration"], "复议决定", "决定书收到日期") == ""
