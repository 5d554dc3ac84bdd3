"""Blanks left in a report, rates above the whole, what is no copy: told in words, and look-alikes left alone."""

import json

import pytest

from fazhi.cli.main import main
from fazhi.office.read_report import RULES
from fazhi.proofread.batch import read_all
from fazhi.proofread.copied import Passages
from fazhi.proofread.report import FAMILIES, SEVERITIES

HEAD = "清河镇2025年法治政府建设工作报告\n"


def told(sentence: str, family: str) -> list[tuple[str, str]]:
    """(words, why) of one family."""
    (read,) = read_all({"a": HEAD + sentence}, RULES, whole=False)
    return [(read.text[m.start : m.end], m.why) for m in read.marks if m.family == family]


@pytest.mark.parametrize(
    ("sentence", "blank"),
    [
        ("全年举办普法讲座【】场。", "【】"),
        ("参加人数【 】人。", "【 】"),
        ("受理【N】件。", "【N】"),
        ("办结【数字】件。", "【数字】"),
        ("全年举办讲座【待补充】场。", "【待补充】"),
        ("执法数据待补充，随后报送。", "待补充"),
        ("投入资金 XX 万元。", " XX "),
        ("开展检查__次。", "__"),
        ("全年调解××件。", "××"),
        ("此处补充典型案例。", "此处补充典型案例"),
        ("罚款XX元。", "XX"),
    ],
)
def test_a_blank_is_marked(sentence, blank):
    """Once, as markup that was left."""
    assert [words for words, _ in told(sentence, "8_markup")] == [blank]


@pytest.mark.parametrize(
    "sentence",
    [
        "【法治宣传】全年举办讲座3场。",
        "【典型案例1】云岭县某公司诉清河镇政府案。",
        "罗某××诉清河镇政府一案已经办结。",
        "欧阳××不服行政处罚一案维持原决定。",
        "（2025）云0102行初××号案件胜诉。",
        "打造“XX一家亲”调解品牌。",
        "案卷隐去了身份证尾号××××。",
        "基层执法力量有待补充。",
    ],
)
def test_a_mask_or_a_heading_is_no_blank(sentence):
    """Names of closed cases, words in quotation marks, headings in brackets."""
    assert told(sentence, "8_markup") == []


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("受理信访12件，办结13件，办结率100%。", "13÷12是108.3%，办结不应多于受理"),
        ("受理信访12件，办结13件，办结率92.3%。", "13÷12是108.3%，办结不应多于受理"),
        ("共发放问卷100份，回收120份，回收率83.3%。", "120÷100是120.0%，部分不应多于总数"),
        ("受理信访12件，办结11件，办结率100%。", "11÷12是91.7%，不是100%"),
    ],
)
def test_a_rate_is_told_in_its_direction(sentence, why):
    """What was done through what came in, once."""
    found = told(sentence, "10_number")
    assert len(found) == 1 and found[0][1].startswith(why)


@pytest.mark.parametrize(
    "sentence",
    [
        "受理信访12件，办结13件（含上年结转2件），办结率100%。",
        "办结信访11件、受理12件，办结率91.7%。",
    ],
)
def test_a_rate_that_holds_is_left_alone(sentence):
    """Cases carried over, the part before the whole."""
    assert told(sentence, "10_number") == []


COMMON = (
    "一、2025年推进法治政府建设的主要举措和取得的成效情况",
    "（一）深入学习贯彻习近平法治思想，压实法治建设第一责任人职责。全镇开会3次。",
    "学习宣传《中华人民共和国民法典》《中华人民共和国行政处罚法》《中华人民共和国行政复议法》等法律。",
    "现将清河镇2025年法治政府建设工作情况报告如下。",
)
OWN = "镇党委把每季度的行政案件逐件拿到会上过一遍，谁经办谁说明原因并限期整改。"


def test_what_the_form_prescribes_is_no_copy():
    """Headings, set phrases and titles of laws do not count; a sentence of one's own does (control)."""
    texts = {"now": "\n".join((*COMMON, OWN)), "last": "\n".join((*COMMON, OWN)).replace("2025", "2024")}
    assert [texts["now"][p.start : p.end] for p in Passages(texts).shared("now")] == [OWN]


def test_one_unreadable_file_does_not_stop_the_others(tmp_path, capsys):
    """Exit code 2, its reason among the results; the other is read."""
    good, bad = tmp_path / "好.txt", tmp_path / "坏.docx"
    good.write_text(HEAD + "全年举办讲座【】场。", "utf-8")
    bad.write_bytes(b"PK cut")
    assert main(["proofread", str(bad), str(good), "--part", "--json"]) == 2
    rows = json.loads(capsys.readouterr().out)
    assert [(bool(r.get("marks")), "打不开" in r.get("error", "")) for r in rows] == [(True, False), (False, True)]


def test_every_mark_of_the_command_says_all(tmp_path, capsys):
    """Family, the very words of its place, severity, why, and what would be better or none."""
    file = tmp_path / "报告.txt"
    text = HEAD + "会同工商所检查，进一度加强宣传【】次。受理12件，办结13件，办结率100%。联系人手机13812345678。"
    file.write_text(text, "utf-8")
    main(["proofread", str(file), "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert len({m["category"] for m in row["marks"]}) >= 5
    for mark in row["marks"]:
        assert mark["category"] in FAMILIES and mark["severity"] in SEVERITIES and mark["why"] and mark["better"]
        assert mark["text"] == text[mark["start"] : mark["end"]] and bool(mark["text"]) != bool(mark.get("missing"))


def test_two_files_of_one_name_have_a_page_each(tmp_path):
    """报告.txt and 报告.md: neither page is written over the other."""
    for ends in ("txt", "md"):
        (tmp_path / f"报告.{ends}").write_text(HEAD, "utf-8")
    main(["proofread", *(str(tmp_path / f"报告.{ends}") for ends in ("txt", "md")), "--part", "--html"])
    assert sorted(p.name for p in tmp_path.glob("*.html")) == ["报告.md（体检）.html", "报告.txt（体检）.html"]
