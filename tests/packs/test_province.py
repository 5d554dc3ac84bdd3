"""A province carries on a duty of the nation from its day; procedures of a field change units; both without Python."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from fazhi.cli.main import main
from fazhi.kernel.faults import PackFault, SetupFault
from fazhi.office import rules
from fazhi.packs.cases import run_cases
from fazhi.packs.judge import judge
from fazhi.packs.shelf import HENAN, SHIPPED, load_shelf, province_folder

REVIEW = "decision.legality-review-before-deliberation"


@pytest.fixture
def henan(tmp_path: Path) -> Path:
    """A copy of the province's folder."""
    return Path(shutil.copytree(HENAN, tmp_path / "henan"))


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_the_national_packs_stand_alone():
    """Another province's township has no rule of Henan, and every national case still comes out."""
    shelf = load_shelf(SHIPPED)
    assert run_cases(shelf) == [] and not [p for p in shelf.packs if p.province]
    assert [d.until for d in shelf.versions(REVIEW)] == [None]
    assert "contract.legality-review-before-signing" not in {d.id for d in shelf.duties}


def test_henan_carries_on_from_its_day():
    """Until 30 September 2023 by reference, from 1 October by order 219."""
    versions = load_shelf(SHIPPED, HENAN).versions(REVIEW)
    assert [(d.force, d.until) for d in versions] == [("by_reference", date(2023, 9, 30)), ("statute", None)]


def test_a_province_cannot_weaken_the_nation(henan):
    """Less force, or another kind of duty, is refused by name."""
    edited(henan, "henan_normative/duties.toml", 'force = "statute"', 'force = "local"')
    with pytest.raises(PackFault, match="弱于全国规则"):
        load_shelf(SHIPPED, henan)


def test_nor_tell_another_kind_of_duty(henan):
    """The name stays with what it means."""
    edited(henan, "henan_decision/duties.toml", 'kind = "before"', 'kind = "after"')
    edited(henan, "henan_decision/duties.toml", 'act = "decision', 'trigger = "decision')
    edited(henan, "henan_decision/duties.toml", "needs = ", "answer = ")
    edited(henan, "henan_decision/duties.toml", "gate = true\n", "")
    with pytest.raises(PackFault, match="种类不同"):
        load_shelf(SHIPPED, henan)


def test_only_a_province_may_carry_on(henan):
    """The same file without `province` is a county's, and the nation's duty is not its to tell."""
    edited(henan, "henan_normative/pack.toml", 'province = "河南省"\n', "")
    with pytest.raises(PackFault, match="一项义务一个规则包"):
        load_shelf(SHIPPED, henan)


def test_which_province_is_a_setting():
    """One that has no packs is told which have."""
    assert province_folder("none") == () and province_folder("henan") == (HENAN,)
    with pytest.raises(SetupFault, match="henan"):
        province_folder("hunan")


@pytest.mark.parametrize(
    ("procedure", "verdict"), [("general", "late"), ("agriculture", "met"), ("transport", "met"), ("housing", "met")]
)
def test_the_same_days_under_four_procedures(procedure, verdict):
    """The ninetieth day is a holiday: only by analogy, or by the words of the department's rule."""
    facts = {"penalty.case_filed": {"on": "2025-03-03", "procedure": procedure}, "penalty.decided": "2025-06-03"}
    told = judge(load_shelf(), {"duty": "penalty.decision-period", "facts": facts, "as_of": "2025-06-10"})
    assert told["verdict"] == verdict and told["raw_due"] == "2025-06-01"


def test_bad_profiles_are_told(tmp_path):
    """A field that no opening step has, a value that is no choice, two fields in one duty."""
    for new, words in (
        ('only = { cause = "agriculture" }', "同一个字段的不同值"),
        ('only = { procedure = "fishery" }', "procedure 没有“fishery”这一项"),
        ("only = { procedure = 3 }", "写得不对"),
    ):
        packs = Path(shutil.copytree(SHIPPED, tmp_path / words[:4]))
        edited(packs, "penalty/duties.toml", 'only = { procedure = "transport" }', new)
        with pytest.raises(PackFault) as caught:
            load_shelf(packs)
        shutil.rmtree(packs)
        assert words in str(caught.value)


@pytest.mark.parametrize("province", ["none", "henan"])
def test_the_packs_check_whichever_province_holds(settings, province, capsys):
    """The lock is of all that is shipped."""
    settings.PROVINCE = province
    rules.shelf.cache_clear()
    try:
        assert main(["check", "--packs"]) == 0
        assert ("规则包 20 个" if province == "none" else "规则包 25 个") in capsys.readouterr().out
    finally:
        rules.shelf.cache_clear()
