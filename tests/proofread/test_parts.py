"""缺少部分: said under headings, said in running text, and not said."""

import pytest

from tests.proofread.test_families import found

TITLE = "清河镇2024年法治政府建设年度报告\n"
FIRST = "镇长主持研究法治议题6次。\n"
DONE = "一、主要做法\n审查合同28份，办案19件。\n"
FAULTS = "二、问题及成因\n合同审查超期3份，成因是只有1名审查员。\n"
NEXT = "三、2025年安排\n2月底前增配审查员1名。\n"


def absent(text: str) -> set[str]:
    """The parts marked as missing."""
    return {what for family, what in found(text, whole=True) if family == "3_missing"}


def test_whole():
    """All five parts, none marked."""
    assert absent(TITLE + FIRST + DONE + FAULTS + NEXT) == set()


@pytest.mark.parametrize(
    ("left_out", "text"),
    [
        ("first_responsible", DONE + FAULTS + NEXT),
        ("first_responsible", "成立以镇长王平为组长的领导小组，下设办公室。\n" + DONE + FAULTS + NEXT),
        ("measures", FIRST.replace("6次", "多次") + FAULTS + NEXT),
        ("problems", FIRST + DONE + NEXT),
        ("problems", FIRST + DONE + "解决群众反映的突出问题9个。\n" + NEXT),
        ("causes", FIRST + DONE + "二、存在的问题\n合同审查超期3份。\n" + NEXT),
        ("causes", FIRST + DONE + "原定8月的培训因暴雨原因改到9月。\n二、存在的问题\n合同审查超期3份。\n" + NEXT),
        ("next_steps", FIRST + DONE + FAULTS),
        ("next_steps", FIRST + DONE + "会商时交办的下一步整改事项4项已办结。\n" + FAULTS),
    ],
)
def test_one_left_out(left_out, text):
    """Each part alone; words that only sound like it do not count."""
    assert absent(TITLE + text) == {left_out}


@pytest.mark.parametrize(
    "text",
    [
        "镇党委书记、镇长履行第一责任人职责，做到重要工作亲自部署、重大问题亲自过问，主持研究议题6个。\n全年审查合同39份、文件6件。回头看，还有两处短板："
        "合同履约跟踪弱，究其原因，是没有专人跟单。\n2025年，一季度设跟单员1名。\n",
        FIRST + DONE + "二、存在的不足\n送达超期4件，缘于人手少。\n三、努力方向\n3月前补齐。\n",
    ],
)
def test_in_other_words(text):
    """Running text, and headings of another kind."""
    assert absent(TITLE + text) == set()


def test_short_kinds():
    """Enforcement figures need three parts; a speech to the congress needs none."""
    assert absent("清河镇2024年度行政执法工作报告\n一、队伍\n持证14人，办案31件。\n") == {"problems", "next_steps"}
    assert absent("2024年政府工作报告\n办案31件。\n") == set()
