"""The Word file: its layout by the checker, its links, its bytes, and what an office program makes of it."""

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fazhi.paper.document import AnnexRow, Document, Heading, PaperRow, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.gongwen import PARAGRAPH_ORDER, RUN_ORDER
from fazhi.paper.gongwen_check import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCES = tuple(Run(f"全年第{n}项工作按时完成，参加人员{n}人次。", note=n) for n in range(1, 40))
EXAMPLE = Document(
    title="云岭县清河镇2025年法治政府建设情况报告",
    addressee="县委、县人民政府：",
    blocks=(
        Heading(1, "一、主要举措和成效"),
        Heading(2, "（一）领导干部学法"),
        Paragraph(SENTENCES),
        Heading(3, "1.问题"),
        Paragraph((Run("存在的问题："), Run("【待填写：由起草人补写】", todo=True))),
    ),
    issuer="清河镇人民政府",
    date_text="2026年1月15日",
    annex_title="附件：报告各句所依据的记录和佐证材料",
    annex=tuple(AnnexRow(n, run.text, (f"记录{n}",), ()) for n, run in enumerate(SENTENCES, start=1)),
    draft_note="本稿由台账生成。",
)


def part(data: bytes, name: str) -> ElementTree.Element:
    """One XML part of the package."""
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml"))


@pytest.fixture(scope="module")
def data() -> bytes:
    """The example as a file."""
    return write_document(EXAMPLE)


def disorder(root: ElementTree.Element) -> list[str]:
    """Properties of paragraphs and runs that stand in another order than the schema's."""
    found = []
    for tag, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
        for properties in root.iter(f"{W}{tag}"):
            names = [order.index(child.tag.removeprefix(W)) for child in properties]
            if names != sorted(names):
                found.append(tag)
    return found


def test_the_layout_has_no_fault(data):
    """Page, lines, typefaces, numbers and page numbers by the checker, which has its own controls."""
    assert [fault.chinese() for fault in faults(data)] == []


def test_properties_stand_in_the_order_of_the_schema(data):
    """Strict readers refuse another order; control: one moved is reported."""
    body = part(data, "document")
    assert disorder(body) == []
    properties = next(body.iter(f"{W}rPr"))
    properties.append(properties[0])
    properties.remove(properties[0])
    assert disorder(body) == ["rPr"]


def test_each_sentence_opens_its_record_and_each_record_its_sentence(data):
    """Every internal link has a bookmark at its other end, in both directions."""
    body = part(data, "document")
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert links == marks == {f"{end}_{n}" for end in ("sentence", "record") for n in range(1, 40)}
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_what_the_writer_must_fill_is_yellow(data):
    """A blank the records cannot fill is seen at a glance."""
    run = next(r for r in part(data, "document").iter(f"{W}r") if "待填写" in "".join(r.itertext()))
    assert run.find(f"{W}rPr/{W}highlight").get(f"{W}val") == "yellow"


def test_equal_documents_are_equal_bytes(data):
    """Nothing of the clock or of chance enters the file."""
    assert write_document(EXAMPLE) == data


def test_control_characters_do_not_break_the_file():
    """A vertical tab pasted from elsewhere is dropped, the sentence stays."""
    paragraph = Paragraph((Run("甲\x0b乙"),))
    data = write_document(Document("题", "", (paragraph,), "某镇", "2026年1月1日", "附件", ()))
    assert "甲乙" in "".join(part(data, "document").itertext())


def test_contents_carry_their_own_headings_and_no_links():
    """A list of papers has its own columns and is no annex of a report; a cover stands before, an index after it."""
    columns = (("序号", 12), ("材料名称", 144))
    book = replace(
        EXAMPLE,
        annex_title="卷内目录",
        annex=(PaperRow(1, ("申请表",)),),
        annex_columns=columns,
        cover=(("年度", "2025年"),),
        closing=(Heading(1, "职责索引"),),
        blocks=(),
    )
    body = part(write_document(book), "document")
    words = "|".join("".join(p.itertext()) for p in body.iter(f"{W}p"))
    assert (
        words.index("年度：2025年")
        < words.index("卷内目录|")
        < words.index("材料名称|1|申请表")
        < words.index("职责索引")
    )
    assert "附件" not in words and not list(body.iter(f"{W}hyperlink"))
    assert len(list(body.iter(f"{W}pageBreakBefore"))) == 3


def test_an_office_program_lays_it_out(data, tmp_path: Path, require):
    """LibreOffice makes a PDF whose text holds the title, the marks and the page number."""
    require("soffice")
    require("pdftotext")
    (tmp_path / "report.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "report.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"], check=True, capture_output=True
    ).stdout
    shown = text.decode().replace(" ", "")
    assert "云岭县清河镇2025年法治政府建设情况报告" in shown
    assert "—1—" in shown


def test_a_signature_never_stands_alone_on_a_page(tmp_path: Path, require):
    """Whatever number of lines a report has, the last page holds some of its words."""
    require("soffice")
    require("pdftotext")
    lengths = range(14, 24)
    for n in lengths:
        blocks = tuple(Paragraph((Run(f"第{i}项工作已经办结。"),)) for i in range(n))
        (tmp_path / f"{n}.docx").write_bytes(write_document(replace(EXAMPLE, blocks=blocks, annex=(), draft_note="")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [tmp_path / f"{n}.docx" for n in lengths]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = {}
    for n in lengths:
        said = subprocess.run(
            ["pdftotext", tmp_path / f"{n}.pdf", "-"], check=True, capture_output=True
        ).stdout.decode()
        pages[n] = said.strip("\f\n ").split("\f")
    assert {len(p) for p in pages.values()} == {1, 2}
    assert [n for n, p in pages.items() if "已经办结" not in p[-1]] == []
