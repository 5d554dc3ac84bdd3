"""The Word file is checked as the layout standard for official documents (GB/T 9704) states it, by an own XML reader."""

import io
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fazhi.paper.document import AnnexRow, Document, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.gongwen import PARAGRAPH_ORDER, RUN_ORDER

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


def layout_faults(body: ElementTree.Element) -> list[str]:
    """What in a document body breaks the layout: a run without a Chinese face, a line off the grid, a bad order."""
    found = []
    for run in body.iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.iter(f"{W}t"))
        fonts = run.find(f"{W}rPr/{W}rFonts")
        if text and (fonts is None or not fonts.get(f"{W}eastAsia")):
            found.append(f"no Chinese face: {text[:12]}")
    tables = {p for table in body.iter(f"{W}tbl") for p in table.iter(f"{W}p")}
    for paragraph in body.iter(f"{W}p"):
        spacing = paragraph.find(f"{W}pPr/{W}spacing")
        if paragraph in tables:
            continue
        if spacing is None or (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) != ("579", "exact"):
            found.append("a line off the grid")
    for tag, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
        for properties in body.iter(f"{W}{tag}"):
            names = [order.index(child.tag.removeprefix(W)) for child in properties]
            if names != sorted(names):
                found.append(f"{tag} out of order")
    return found


def test_page_is_a4_with_the_standard_margins_and_a_grid_of_lines(data):
    """37, 35, 28 and 26 mm around 22 lines of 28.95 pt."""
    section = part(data, "document").find(f".//{W}sectPr")
    margins = {k.removeprefix(W): int(v) for k, v in section.find(f"{W}pgMar").attrib.items()}
    assert [round(margins[side] / 1440 * 25.4) for side in ("top", "bottom", "left", "right")] == [37, 35, 28, 26]
    assert [round(int(v) / 1440 * 25.4) for v in section.find(f"{W}pgSz").attrib.values()] == [210, 297]
    assert section.find(f"{W}docGrid").attrib == {f"{W}type": "lines", f"{W}linePitch": "579"}


def test_every_run_names_its_chinese_face_and_every_line_is_on_the_grid(data):
    """A run without an East Asian face falls back to a Japanese one in Word."""
    assert layout_faults(part(data, "document")) == []


def test_the_layout_check_catches_what_it_is_for(data):
    """Control: a run that lost its face and a line that lost its height are both reported."""
    body = part(data, "document")
    run = next(r for r in body.iter(f"{W}r") if r.find(f"{W}t") is not None)
    run.remove(run.find(f"{W}rPr"))
    line = next(p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}spacing") is not None)
    line.find(f"{W}pPr").remove(line.find(f"{W}pPr/{W}spacing"))
    assert {fault.partition(":")[0] for fault in layout_faults(body)} == {"no Chinese face", "a line off the grid"}


def test_sizes_and_faces_are_the_standard_ones(data):
    """Title 22 pt, body and headings 16 pt, each in its face."""
    types = {}
    for run in part(data, "document").iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.iter(f"{W}t"))
        properties = run.find(f"{W}rPr")
        if text and properties is not None:
            face = properties.find(f"{W}rFonts").get(f"{W}eastAsia")
            types.setdefault(text, (face, int(properties.find(f"{W}sz").get(f"{W}val")) / 2))
    assert types["云岭县清河镇2025年法治政府建设情况报告"] == ("方正小标宋简体", 22)
    assert types["一、主要举措和成效"] == ("黑体", 16)
    assert types["（一）领导干部学法"] == ("楷体_GB2312", 16)
    assert types[SENTENCES[0].text] == ("仿宋_GB2312", 16)


def test_page_numbers_stand_at_the_outer_side(data):
    """Odd pages right, even pages left, 14 pt, between dashes."""
    footers = [part(data, name) for name in ("footer1", "footer2")]
    sides = {footer.find(f".//{W}jc").get(f"{W}val") for footer in footers}
    assert sides == {"right", "left"}
    assert all("".join(t.text for t in f.iter(f"{W}t")) == "— 1 —" for f in footers)
    assert part(data, "settings").find(f"{W}evenAndOddHeaders") is not None


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
