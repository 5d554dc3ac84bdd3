"""Each family on invented sentences: what it must mark, and what looks alike and is right."""

import io
import json

import docx
import pytest

from fazhi.cli.main import main
from fazhi.kernel.faults import InputFault
from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.check_digits import is_id, luhn
from fazhi.proofread.read_file import text_of
from fazhi.proofread.run import FOLDER, proofread

RULES = SHIPPED / FOLDER


def found(text: str, year: int = 2024, unit: str = "清河镇", whole: bool = False) -> list[tuple[str, str]]:
    """(family, marked text) of a text."""
    return [(m.family, text[m.start : m.end].strip() or m.missing) for m in proofread(text, RULES, year, unit, whole)]


WRONG = [
    ("1_enumeration", "落实“四个统一”：统一受理、统一登记、统一办结。", "“四个统一”"),
    ("1_enumeration", "组织“法律七进”（机关、乡村、社区、学校、企业）。", "“法律七进”"),
    ("1_enumeration", "一是培训少，仅2期；三是人手紧，缺3人。", "三是"),
    ("1_enumeration", "（一）执法\n（二）普法\n（二）调解", "（二）调解"),
    ("2_outdated", "依据《合同法》审查合同9份。", "《合同法》"),
    ("2_outdated", "会同工商所检查商户12家。", "工商所"),
    ("2_outdated", "加强法制建设，培训3次。", "法制建设"),
    ("4_absolute", "全年无一起群体性事件发生。", "无一起"),
    ("4_absolute", "普法做到全覆盖。", "全覆盖"),
    ("5_vague", "镇党委高度重视，周密部署。", "镇党委高度重视，周密部署。"),
    ("6_typo_repeat", "截止目前办结12件。", "截止"),
    ("6_typo_repeat", "发放宣传宣传单90份。", "宣传宣传"),
    ("6_typo_repeat", "引导群众懂法、守法、学法、尊法。", "懂法、守法、学法、尊法"),
    ("7_copy_template", "我局制定计划1份。", "我局"),
    ("7_copy_template", "白岩镇党委召开会议2次。", "白岩镇"),
    ("8_markup", "见[bookmark: _Toc1]附件1。", "[bookmark: _Toc1]"),
    ("8_markup", "培训????3次。", "????"),
    ("8_markup", "（此处补充照片）共3张。", "（此处补充照片）"),
    ("8_markup", "于××月开展1次。", "××月"),
    ("9_pii", "当事人身份证号990101199003070058。", "990101199003070058"),
    ("9_pii", "举报人手机13912345678。", "13912345678"),
    ("10_number", "收件30件，其中当面12件、网上10件。", "30件"),
    ("10_number", "应参加考试50人，实际参加45人，参考率98%。", "参考率"),
    ("10_number", "办案20件，比上年16件增长30%。", "增长"),
    ("11_year", "《清河镇规划（2026—2022年）》已印发。", "2026—2022年"),
    ("11_year", "2041年3月召开会议1次。", "2041年3月"),
]
RIGHT = [
    "建好“两个一”：一个广场、一间书屋。",
    "一是培训2期；二是评查1次；三是补训3人。",
    "（三）普法\n（四）调解",
    "依据《劳动合同法》调解3件。",
    "标明“到工商局盖章”的旧表格已停用。",
    "做好法制审核12件，聘请法治副校长2名。",
    "个体工商户学法3次。",
    "公安机关回函，全年无一起民转刑案件（2025年1月6日核查）。",
    "应到53人，实到53人，参训率100%。",
    "镇党委召开会议4次，部署法治工作。",
    "截止日期为12月20日，人人参与。",
    "引导群众尊法学法守法用法，办讲座3场。",
    "与白岩镇签订协议1份。",
    "办公电话0371-12345678，热线12345。",
    "统一社会信用代码91000000MA0000000X的企业。",
    "收件22件，其中当面12件、网上10件。",
    "办案20件，比上年16件增长25%。",
    "落实“十四五”规划任务3项。",
    "检查122次，比上年139次下降12.2%。",
]


@pytest.mark.parametrize(("family", "text", "span"), WRONG, ids=[f"{f}:{s[:8]}" for f, _, s in WRONG])
def test_marked(family, text, span):
    """In its family, over the right characters."""
    assert any(
        f == family and (span in s or s in span or span in text[text.index(s) :][: len(s) + 20]) for f, s in found(text)
    )


@pytest.mark.parametrize("text", RIGHT)
def test_not_marked(text):
    """What a simple checker would flag."""
    assert found(text) == []


def test_outdated_is_judged_in_the_reports_own_year():
    """The same law in a report of 2019 is right."""
    assert found("依据《合同法》审查合同9份。", 2019) == []
    assert found("依据《合同法》审查合同9份。", 0) == []


def test_parts_that_are_missing():
    """A whole report without causes, heads and next steps; an excerpt lacks nothing."""
    text = "清河镇2024年法治政府建设工作报告\n一、主要工作\n开展了执法检查12次。\n二、存在的问题\n培训少。"
    assert [s for f, s in found(text, whole=True) if f == "3_missing"] == ["causes", "first_responsible", "next_steps"]
    assert [f for f, _ in found(text) if f == "3_missing"] == []


def test_check_digits():
    """An ID number with a wrong last digit is none; a card number must pass Luhn."""
    assert is_id("990101199003070058") and not is_id("990101199003070051") and not is_id("990101199013070058")
    assert luhn("4111111111111111") and not luhn("4111111111111112")
    assert found("编号990101199003070051存档1份。") == []


def test_files(tmp_path, capsys):
    """Word, plain text in two encodings; the command prints lines, or JSON with exact places."""
    word = docx.Document()
    word.add_paragraph("清河镇2024年法治政府建设工作报告")
    word.add_paragraph("会同工商所检查商户12家。")
    out = io.BytesIO()
    word.save(out)
    path = tmp_path / "报告.docx"
    path.write_bytes(out.getvalue())
    assert main(["proofread", str(path), "--part"]) == 1
    assert "第2行“工商所”" in capsys.readouterr().out
    assert main(["proofread", str(path), "--part", "--json"]) == 1
    mark = json.loads(capsys.readouterr().out)[0]["marks"][0]
    assert text_of(out.getvalue(), "报告.docx")[mark["start"] : mark["end"]] == mark["text"] == "工商所"
    assert text_of("清河镇报告".encode("gb18030"), "x.txt") == "清河镇报告"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04 cut", "a.docx", "打不开"),
        (b"%PDF-1.4", "a.pdf", "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "密码"),
        (b"\x00", "a.wps", "另一种格式的文档"),
        (b"", "a.txt", "没有文字"),
        (b"\xff\xfe\xfd\x81", "a.txt", "编码"),
        (b"x" * (21 << 20), "a.md", "太大"),
    ],
)
def test_bad_files_are_told(content, name, words):
    """What, and how to mend it."""
    with pytest.raises(InputFault, match=words):
        text_of(content, name)


def test_long_and_odd_texts_end():
    """No pattern runs away: twenty thousand of one character, of numerals, of opening brackets."""
    for piece in ("一", "1", "（", "“", "一、", "宣传", "12件，其中"):
        assert isinstance(found(piece * (20_000 // len(piece))), list)
