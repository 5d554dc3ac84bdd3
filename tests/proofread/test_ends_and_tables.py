"""Slips at the ends and in tables: signature, full stop, sums, numbers of headings, a law marked once; and what looks alike."""

import re

import pytest

from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.batch import Read, segments
from fazhi.proofread.marked_page import page
from fazhi.proofread.report import Mark
from fazhi.proofread.run import FOLDER, proofread

RULES = SHIPPED / FOLDER
HEAD = "清河镇2026年度法治政府建设情况报告\n一、主要工作\n"
PROSE = (
    "镇党委召开专题会议3次，研究法治议题5个。全年审查合同12份，提出意见30条。\n"
    "　　镇司法所调解矛盾纠纷52件，成功50件。举办宣讲4场，发放资料300份。\n"
)
OPEN_END = "全年开展排查3次，发现隐患20处。向群众征求意见，共收到意见120条\n镇司法所培训3次。"


def found(text: str, whole: bool = False) -> list[tuple[str, str]]:
    """(family, marked text or missing part) of a report of 2026."""
    text = HEAD + PROSE + text
    return [(m.family, m.missing or text[m.start : m.end].strip()) for m in proofread(text, RULES, whole=whole)]


WRONG = [
    ("6_typo_repeat", "发放资料300份，接受教育8000余人此。", "人此"),
    ("6_typo_repeat", OPEN_END, "条"),
    ("6_typo_repeat", "　　" + OPEN_END, "条"),
    ("6_typo_repeat", "全年开展排查3次，发现隐患20处，向群众征求意见，共收到意见120条\n镇司法所培训3次。", "条"),
    ("11_year", "清河镇人民政府\n2025年12月10日", "2025年12月10日"),
    ("11_year", "清河镇人民政府\n2026年3月1日\n", "2026年3月1日"),
    ("10_number", "类别　件数　备注\n行政处罚　52　\n合计　62　", "62"),
    ("10_number", "类别\t件数\n简易程序\t20\n普通程序\t32\n合 计\t62", "62"),
    ("1_enumeration", "确保“三到位”：领导到位。", "“三到位”"),
    ("1_enumeration", "（一）甲。抓好落实。（二）乙。抓好。\n（四）丙。", "（四）丙"),
]
RIGHT = [
    "发放资料300份，受教育8000余人次。",
    "镇里300人此前已经培训。",
    "参加300人，此后考试。",
    OPEN_END.replace("120条", "120条："),
    "全年开展排查3次，发现隐患20处，并且在村民的帮助下\n整改20处。",
    "（一）全年开展排查，发现隐患，及时整改，形成闭环的工作机制\n排查3次。",
    "姓名　全年开展排查3次，发现隐患20处。向群众征求意见，共收到意见120条\n镇司法所培训3次。",
    "清河镇人民政府\n2026年12月10日",
    "清河镇人民政府\n2027年1月10日",
    "培训日期如下。\n2025年12月10日\n镇长讲课1次。\n司法所讲课2次。\n会议3次。\n座谈4次。\n走访5次。\n培训6次。",
    "类别　件数　占比\n简易程序　20　40%\n普通程序　30　60%\n合计　50　100%",
    "类别　件数\n行政处罚　52\n其中：简易　10\n合计　52",
    "类别　件数\n二、处罚　52\n（一）简易　10\n合计　52",
    "村　得数\n甲　95\n乙　97\n合计　96",
    "村　满意度\n甲　95\n乙　97\n合计　192",
    "村　站点　件数\n甲　2　5\n乙　2　7\n合计　2　12",
    "确保“三到位”：领导到位。人员到位。经费到位。",
    "（一）甲。抓好落实。（二）乙。抓好。\n（三）丙。",
]


@pytest.mark.parametrize(("family", "text", "span"), WRONG)
def test_marked(family, text, span):
    """The defect is found as what it is."""
    assert (family, span) in found(text)


def test_large_sums_are_written_out():
    """To the last figure."""
    (mark,) = [m for m in proofread("项目　金额\n甲　1200000\n乙　34567\n合计　1334567", RULES) if "1334567" in m.why]
    assert "1200000+34567=1234567，不是1334567" in mark.why


@pytest.mark.parametrize("text", RIGHT)
def test_not_marked(text):
    """What is right, or cannot be judged, is left alone."""
    ours = ("段末", "合计", "落款", "标题序号", "说的是", "错字")
    marks = proofread(HEAD + PROSE + text, RULES, whole=False)
    assert [m for m in marks if m.why.startswith(ours) or re.search(r"，不是\d", m.why)] == []


def test_lines_cut_at_a_width_are_no_paragraphs():
    """Where many lines end inside a sentence none is said to lack its stop."""
    cut = "镇党委召开专题会议3次，研究法治议题5个。全年审查合同12份，提\n" * 5
    assert not [m for m in proofread(HEAD + PROSE + cut, RULES) if m.why.startswith("段末")]


def test_a_plan_is_signed_before_its_year():
    """Its day may lie in the year before."""
    text = "清河镇2026年度法治政府建设工作计划\n培训3次。\n清河镇人民政府\n2025年12月10日"
    assert not [m for m in proofread(text, RULES) if m.why.startswith("2026年的报告")]


@pytest.mark.parametrize(
    "who", ["组织各村书记、主任参加培训3次。", "镇纪委书记参加会议。", "落实安全生产第一责任人制度，检查12次。"]
)
def test_others_are_not_the_first_responsible(who):
    """Secretaries of villages and commissions, and who answers for safety, are others; the township's own secretary is he."""
    missing = ("3_missing", "first_responsible")
    assert missing in found(who, whole=True) and missing not in found("镇党委书记主持会议3次研究法治。", whole=True)


def test_publicity_in_the_text_makes_no_short_kind():
    """普法 under the first heading leaves an annual report a long one."""
    text = "清河镇2026年度法治政府建设情况报告\n一、主要工作\n推进普法，宣讲4场。\n二、存在的不足和原因\n人手少，原因是编制少。"
    assert [m.missing for m in proofread(text, RULES) if m.missing] == ["first_responsible", "next_steps"]


def test_an_old_law_is_marked_once():
    """Over its whole name, with the more severe of the two reasons."""
    text = HEAD + "依据《中华人民共和国行政处罚法》（2017年修正）办案3件。"
    (mark,) = [m for m in proofread(text, RULES) if m.family == "2_outdated"]
    assert text[mark.start : mark.end] == "《中华人民共和国行政处罚法》（2017年修正）" and mark.severity == "error"


def test_a_number_stands_behind_its_mark():
    """Not inside, where another mark begins within it."""
    marks = (Mark("8_markup", 0, 6, "hint", "甲"), Mark("8_markup", 2, 4, "error", "乙"))
    assert segments("一二三四五六", marks) == [("一二", (1,), ()), ("三四", (1, 2), (2,)), ("五六", (1,), (1,))]
    assert page(Read("a", "一二三四五六", "", 0, marks, (), ())).count("<sup>") == 2
