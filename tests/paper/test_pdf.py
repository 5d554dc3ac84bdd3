"""The report as PDF: what it says, how long it is, its links, that nothing of chance enters, and that words stay words."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from fazhi.kernel.faults import InputFault, SetupFault
from fazhi.paper import pdf
from fazhi.paper.document import AnnexRow, Document, Grid, Heading, PaperRow, Paragraph, Run
from fazhi.paper.pdf import write_pdf
from tests.paper.test_docx import EXAMPLE, SENTENCES

MM = 72 / 25.4
HOSTILE = [
    "#panic()", "#sys.inputs", "$x^2$", "*粗* _斜_ `码`", "@甲方", "<标签>", '"直引号"', "'单引号'", "\\反斜杠\\n", "// 注",
    "/* 注 */", "= 标题", "- 项", "+ 项", "/ 词: 义", "[方] {花}", "~", "---", "...", "https://qinghe.example/#a", "\\u{41}", "100%&amp;",
]  # fmt: skip
SHORT = Document("题", "", (Paragraph((Run("正文。"),)),), "清河镇人民政府", "2026年1月15日", "附件：佐证", ())


@pytest.fixture(autouse=True)
def set_by_typst(require: Callable[[str], None]) -> None:
    """All of it needs the optional program."""
    require("typst")


def read(document: Document) -> PdfReader:
    """The document's PDF, opened."""
    return PdfReader(io.BytesIO(write_pdf(document)))


def texts(reader: PdfReader) -> str:
    """All words without page numbers, and without blanks and line ends, which a PDF places by distance."""
    pages = ("".join(page.extract_text().split()) for page in reader.pages)
    return "".join(text.removesuffix(f"—{n}—") for n, text in enumerate(pages, start=1))


def places(reader: PdfReader, page: int, size: float) -> list[tuple[float, float]]:
    """Where pieces of text in letters of a size begin: points from the left and from the foot of the page."""
    found = []

    def keep(text: str, cm: list[float], tm: list[float], _: object, letters: float) -> None:
        if text.strip() and abs(letters - size) < 0.1:
            found.append((tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    reader.pages[page].extract_text(visitor_text=keep)
    return found


def test_all_words_are_on_as_many_pages_as_in_word() -> None:
    """Title, headings, sentences, blanks, signature, annex; five pages with their numbers."""
    reader = read(EXAMPLE)
    shown = texts(reader)
    assert len(reader.pages) == 5
    words = [
        EXAMPLE.title,
        EXAMPLE.addressee,
        EXAMPLE.issuer,
        EXAMPLE.date_text,
        EXAMPLE.draft_note,
        "报告各句所依据的记录和佐证材料",
    ]
    words += [block.text for block in EXAMPLE.blocks if isinstance(block, Heading)]
    words += [f"{run.text}[{run.note}]" for run in SENTENCES] + ["【待填写：由起草人补写】", "记录39"]
    assert [word for word in words if word not in shown] == []
    for n, page in enumerate(reader.pages, start=1):
        assert "".join(page.extract_text().split()).endswith(f"—{n}—")


def test_page_and_lines_are_those_of_the_standard() -> None:
    """A4, text between 28 and 184 mm, twenty-two lines of 28.95 pt, raised marks or not."""
    reader = read(EXAMPLE)
    assert [round(float(side) / MM) for side in reader.pages[0].mediabox[2:]] == [210, 297]
    lines = sorted({round(y, 2) for _, y in places(reader, 0, 16)}, reverse=True)
    steps = {round(a - b, 2) for a, b in pairwise(lines)}
    assert steps == {28.95} and len(lines) == 19  # note, title and the empty line below it are the other three
    assert lines[0] < 260 * MM and 35 * MM < lines[-1] < 35 * MM + 28.95


def test_page_numbers_stand_at_the_outer_side() -> None:
    """Odd pages right, even pages left, one character in."""
    reader = read(EXAMPLE)
    assert abs(min(x for x, _ in places(reader, 1, 14)) - (28 * MM + 14)) < 1
    assert 184 * MM - 60 < min(x for x, _ in places(reader, 0, 14)) < 184 * MM - 14


def links(reader: PdfReader) -> list[tuple[int, int]]:
    """(page that holds a link, page that it opens)."""
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    found = []
    for n, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            target = annotation.get_object().get("/Dest") or annotation.get_object()["/A"]["/D"]
            found.append((n, pages[target[0].idnum]))
    return found


def test_each_sentence_opens_its_record_and_each_record_its_sentence() -> None:
    """As many links one way as the other, between the text and the annex."""
    found = links(read(EXAMPLE))
    there = [(a, b) for a, b in found if a < 2]
    back = [(b, a) for a, b in found if a >= 2]
    assert len(there) == len(back) == 39 and sorted(there) == sorted(back)


def test_a_link_without_its_other_end_is_only_a_mark() -> None:
    """A note without a row, a row without a note, and a note that stands twice."""
    blocks = (Paragraph((Run("甲。", note=1), Run("乙。", note=2), Run("甲。", note=1))),)
    reader = read(replace(SHORT, blocks=blocks, annex=(AnnexRow(1, "甲。", (), ()), AnnexRow(3, "丙。", (), ()))))
    assert sorted(links(reader)) == [(0, 1), (0, 1), (1, 0)]
    assert "甲。[1]乙。[2]甲。[1]" in texts(reader)


def test_a_table_in_the_text() -> None:
    """Caption, head and rows."""
    grid = Grid("政府信息公开情况", ("项目", "本年"), (("受理申请", "12"), ("答复", "11")))
    shown = texts(read(replace(SHORT, blocks=(grid,))))
    assert "政府信息公开情况项目本年受理申请12答复11" in shown


def test_headings_are_the_outline() -> None:
    """The reader's side bar shows them."""
    outline = read(EXAMPLE).outline
    assert outline[0].title == "一、主要举措和成效" and outline[1][0].title == "（一）领导干部学法"


def test_it_is_an_archive_file_and_says_what_it_is() -> None:
    """PDF/A-2b by its own statement, all typefaces inside, title and author, no day of its making."""
    reader = read(EXAMPLE)
    packet = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in packet and "<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert (reader.metadata.title, reader.metadata.author) == (EXAMPLE.title, EXAMPLE.issuer)
    assert reader.metadata.creation_date.year == 1980
    fonts = {
        f.get_object()["/BaseFont"].split("+")[-1] for p in reader.pages for f in p["/Resources"]["/Font"].values()
    }
    assert {name.partition("-")[0] for name in fonts} == {"NotoSansCJKsc"}


def test_equal_documents_are_equal_bytes(tmp_path: Path) -> None:
    """Also in another process, folder and time zone; another document is other bytes."""
    code = (
        "import sys; from tests.paper.test_docx import EXAMPLE; from fazhi.paper.pdf import write_pdf;"
        "sys.stdout.buffer.write(write_pdf(EXAMPLE))"
    )
    root = Path(__file__).parents[2]
    env = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    other = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True, capture_output=True).stdout
    assert write_pdf(EXAMPLE) == write_pdf(EXAMPLE) == other
    assert write_pdf(replace(EXAMPLE, title="另一份报告")) != other


@pytest.mark.parametrize("words", HOSTILE)
def test_signs_of_the_typesetter_are_printed_as_they_are(words: str) -> None:
    """In every place that holds words."""
    document = Document(
        title=words,
        addressee=words,
        blocks=(
            Heading(1, words),
            Paragraph((Run(words, note=1), Run(words, todo=True))),
            Grid(words, (words,), ((words,),)),
        ),
        issuer=words,
        date_text=words,
        annex_title=f"附件：{words}",
        annex=(AnnexRow(1, words, (words,), (words,)),),
        draft_note=words,
    )
    assert texts(read(document)).count("".join(words.split())) == 15  # eleven places in the text, four in the annex


def test_control_characters_and_line_ends() -> None:
    """What XML could not hold is dropped here too; a line end breaks the line, a tab is a blank."""
    shown = texts(read(replace(SHORT, blocks=(Paragraph((Run("甲\x0b乙\n丙\t丁"),)),))))
    assert "甲乙丙丁" in shown


@pytest.mark.parametrize("sign", ["ก", "😀", "\ue000"])
def test_a_sign_that_the_typeface_lacks_is_named(sign: str) -> None:
    """Better none than a page with an empty box."""
    with pytest.raises(InputFault) as refused:
        write_pdf(replace(SHORT, blocks=(Paragraph((Run(f"甲{sign}乙"),)),)))
    assert "字体里没有" in str(refused.value) and ("\ue000" in sign or sign in str(refused.value))


@pytest.mark.parametrize("part", ["typst", "noto_cjk_sans_otc"])
def test_without_the_program_it_says_how_to_get_it(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where the extra was not asked for."""
    pdf._fonts.cache_clear()
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(SetupFault) as refused:
        write_pdf(SHORT)
    assert "pip install 'fazhi[pdf]'" in str(refused.value)


def test_cover_contents_and_index_of_a_book():
    """A page of its own for the cover, the list of papers under its own headings, and what closes it."""
    book = replace(
        SHORT,
        annex_title="卷内目录",
        annex=(PaperRow(1, ("申请表",)),),
        annex_columns=(("序号", 12), ("材料名称", 144)),
        cover=(("年度", "2025年"),),
        closing=(Heading(1, "职责索引"),),
    )
    shown = texts(read(book))
    assert (
        "年度：2025年" in shown and "材料名称1申请表" in shown and "职责索引" in shown and "报告中的语句" not in shown
    )
    assert len(read(book).pages) == len(read(SHORT).pages) + 3
