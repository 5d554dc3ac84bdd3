"""What comes out of the proofreader: Word comments at the right words, pages, tables, several reports at once."""

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pypdf
import pytest
from lxml import etree

from fazhi.cli.main import main
from fazhi.kernel.faults import Fault, InputFault
from fazhi.office.proofread_table import table_xlsx
from fazhi.office.read_report import RULES, report_text
from fazhi.proofread.batch import read_all, segments
from fazhi.proofread.copied import Passages
from fazhi.proofread.marked_page import page
from fazhi.proofread.read_file import text_of
from fazhi.proofread.word_comments import commented

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHARED = "镇党委把每季度的行政案件逐件拿到会上过一遍，谁经办谁说明原因并限期整改。"
LAST = f"松林镇2023年法治政府建设工作报告\n一、主要工作\n{SHARED}"
NOW = f"清河镇2024年法治政府建设工作报告\n一、主要工作\n{SHARED}\n会同工商所检查商户12家。"


def word_of(lines: list[str], cells: list[str] | None = None) -> bytes:
    """A Word file of paragraphs, the words 工商所 in bold runs of their own, and perhaps a table of one row."""
    word = docx.Document()
    for line in lines:
        paragraph = word.add_paragraph()
        head, found, tail = line.partition("工商")
        paragraph.add_run(head)
        if found:
            paragraph.add_run(found).bold = True
            paragraph.add_run(tail)
    if cells:
        table = word.add_table(rows=1, cols=len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def commented_words(data: bytes) -> dict[str, str]:
    """Comment text -> the words of the document it stands over."""
    package = zipfile.ZipFile(io.BytesIO(data))
    body = etree.fromstring(package.read("word/document.xml"))
    comments = etree.fromstring(package.read("word/comments.xml"))
    said = {c.get(f"{W}id"): "".join(t.text or "" for t in c.iter(f"{W}t")) for c in comments.iter(f"{W}comment")}
    open_, words = set(), dict.fromkeys(said, "")
    for node in body.iter():
        if node.tag == f"{W}commentRangeStart":
            open_.add(node.get(f"{W}id"))
        elif node.tag == f"{W}commentRangeEnd":
            open_.discard(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            for one in open_:
                words[one] += node.text or ""
    return {text: words[id_] for id_, text in said.items()}


def test_comments_stand_over_the_very_words():
    """Across runs, inside a longer run, in a table's cell; the text of the copy is the text of the original."""
    original = word_of(["清河镇2024年工作总结", "会同工商所检查商户，进一度加强宣传3次。"], ["问题", "截止目前办结3件"])
    text = text_of(original, "a.docx")
    (read,) = read_all({"a.docx": text}, RULES, whole=False)
    copied = commented(original, "a.docx", read.marks)
    over = {words for words in commented_words(copied).values()}
    assert {"工商所", "进一度", "截止"} <= over
    assert text_of(copied, "a.docx") == text


def test_missing_parts_are_told_at_the_first_paragraph():
    """They have no words of their own."""
    original = word_of(["清河镇2024年法治政府建设工作报告", "开展检查12次。"])
    (read,) = read_all({"a.docx": text_of(original, "a.docx")}, RULES)
    told = commented_words(commented(original, "a.docx", read.marks))
    assert any("没有写" in t and w.startswith("清河镇2024年") for t, w in told.items())


def test_a_page_says_every_mark_and_loads_nothing():
    """Escaped, numbered, self-contained."""
    (read,) = read_all({"<b>.txt": "清河镇2024年工作总结\n<script>1</script>会同工商所检查3次。"}, RULES, whole=False)
    made = page(read)
    assert "&lt;script&gt;" in made and "<script>" not in made and "http" not in made
    assert made.count("<li id=") == len(read.marks) > 0
    assert "".join(piece for piece, *_ in segments(read.text, read.marks)) == read.text


def test_last_years_sentence_is_a_copy():
    """Also with other numbers in it; a sentence of one's own is not."""
    (pair,) = Passages({"now": NOW, "last": LAST}).shared("now")
    assert NOW[pair.start : pair.end].strip() == SHARED and LAST[pair.other_start : pair.other_end].strip() == SHARED
    changed = NOW.replace("每季度", "每半年")
    assert [p.alike < 1 for p in Passages({"now": changed, "last": LAST}).shared("now")] == [True]
    assert (
        Passages(
            {"now": NOW.replace(SHARED, "全年召开案件分析会4次，形成整改清单9项并逐项销号。"), "last": LAST}
        ).shared("now")
        == []
    )


def test_a_countys_stock_phrase_is_no_copy():
    """What five of six write is everybody's."""
    texts = {f"{n}": f"{n}镇2024年总结\n{SHARED}" for n in "甲乙丙丁戊己"}
    assert Passages(texts).shared("甲") == []
    assert Passages({k: texts[k] for k in "甲乙丙"}).shared("甲") != []


def test_a_county_table():
    """Units by families, pairs once, every mark with its words."""
    reads = read_all({"清河.txt": NOW, "松林.txt": LAST}, RULES)
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(reads, "云岭县司法局", date(2025, 3, 1))))
    assert book.sheetnames == ["汇总", "雷同段落", "逐处"]
    rows = list(book["汇总"].iter_rows(min_row=4, max_row=5, values_only=True))
    assert [(r[1], r[2], r[-3]) for r in rows] == [
        ("清河镇", 2024, len(reads[0].marks)),
        ("松林镇", 2023, len(reads[1].marks)),
    ]
    pairs = list(book["雷同段落"].iter_rows(min_row=4, max_row=5, values_only=True))
    assert pairs[0][1:4] == ("清河.txt", "松林.txt", SHARED) and pairs[1][1] != "松林.txt"


def test_text_of_a_pdf():
    """Lines broken by the page's width are joined; an encrypted or empty one is told."""
    out = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    with pytest.raises(InputFault, match="没有文字"):
        text_of(out.getvalue(), "a.pdf")
    writer.encrypt("密码")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(InputFault, match="加了密码"):
        text_of(locked.getvalue(), "a.pdf")


def test_word_is_read_in_a_child():
    """The same text; a zip that swells is refused there."""
    original = word_of(["清河镇2024年工作总结"])
    assert report_text(original, "a.docx") == text_of(original, "a.docx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b"0" * (300 << 20))
    with pytest.raises(Fault, match="太大"):
        report_text(bomb.getvalue(), "a.docx")


def test_the_command_writes_copies_and_compares(tmp_path, capsys):
    """Comments beside the file, a page, a table; --against names the other report; comments need Word."""
    mine, last = tmp_path / "本年.docx", tmp_path / "上年.txt"
    mine.write_bytes(word_of(NOW.split("\n")))
    last.write_text(LAST, "utf-8")
    table = tmp_path / "表.xlsx"
    args = [str(mine), "--against", str(last), "--comments", "--html", "--table", str(table)]
    assert main(["proofread", *args]) == 1
    assert "套用照抄" in capsys.readouterr().out
    assert {p.name for p in tmp_path.iterdir()} == {
        "本年.docx",
        "上年.txt",
        "本年（批注）.docx",
        "本年（体检）.html",
        "表.xlsx",
    }
    assert main(["proofread", str(last), "--comments"]) == 2
    assert "只有 Word 文件能加批注" in capsys.readouterr().err


def test_year_said_beats_the_title_and_none_judges_nothing():
    """A text without a year, and one that names two."""
    assert [m.family for m in read_all({"a": "依据《合同法》审查合同9份。"}, RULES, whole=False)[0].marks] == []
    mixed = "清河镇2024年工作总结\n2023年共受理信访12件。"
    assert "11_year" in read_all({"a": mixed}, RULES, whole=False)[0].counts()
    assert "11_year" not in read_all({"a": mixed}, RULES, year=2023, whole=False)[0].counts()
