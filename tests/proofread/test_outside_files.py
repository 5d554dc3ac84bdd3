"""Files from outside that swell when they are opened: refused by the limited child, told in words, and never opened here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import openpyxl
import pypdf
import pytest
from pypdf.generic import NameObject, StreamObject

from fazhi.kernel.faults import Fault, InputFault
from fazhi.office.outside_file import looked_through, with_comments
from fazhi.office.read_report import LONGEST, report_text
from fazhi.proofread.clearance import check
from fazhi.proofread.report import Mark

MANY = 12_000_000  # elements; their tree takes more than the child may have, their XML less than the bound on unpacking


def with_part(content: bytes, part: str, head: bytes, piece: bytes, foot: bytes) -> bytes:
    """A package with one part made of a piece over and over."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as stream:
            stream.write(head)
            for _ in range(100):
                stream.write(piece * (MANY // 100))
            stream.write(foot)
    return out.getvalue()


def word_bomb() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    space = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return with_part(file.getvalue(), "word/document.xml", space, b"<w:p/>", b"</w:body></w:document>")


def sheet_bomb() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    space = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return with_part(file.getvalue(), "xl/worksheets/sheet1.xml", space, b"<row/>", b"</sheetData></worksheet>")


def pdf_bomb() -> bytes:
    """A page whose stream of a megabyte is a hundred of them."""
    packed = zlib.compressobj(1)
    data = b"".join(packed.compress(bytes(1 << 20)) for _ in range(128)) + packed.flush()
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(100, 100)
    stream = StreamObject()
    stream._data = data
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture_bomb() -> bytes:
    """A picture just under the bound on pixels, four bytes each, from a few hundred kilobytes."""
    side = 9_990

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packed = zlib.compressobj(1)
    rows = b"".join(packed.compress(bytes(1 + 4 * side)) for _ in range(side)) + packed.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.docx": word_bomb,
    "a.xlsx": sheet_bomb,
    "a.pdf": pdf_bomb,
    "a.png": picture_bomb,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_the_child(name):
    """In words, whatever it does to the child."""
    bomb = BOMBS[name]()
    assert len(bomb) < 20 << 20
    with pytest.raises(Fault, match=f"文件 {name}"):
        looked_through(bomb, name)


def test_a_word_bomb_gets_no_comments():
    """The writer of comments opens it in the child too."""
    with pytest.raises(Fault, match=r"文件 a\.docx"):
        with_comments(word_bomb(), "a.docx", [Mark("8_markup", 0, 1, "error", "x")])


def test_the_child_says_what_the_check_says():
    """The same findings and the same copy, also of a text; a fault keeps its words."""
    file = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("联系人手机13812345678。")
    made.save(file)
    for content, name in ((file.getvalue(), "a.docx"), ("电话13812345678".encode(), "a.txt")):
        here, there = check(content, name), looked_through(content, name)
        assert (here.items, here.hidden, here.unread) == (there.items, there.hidden, there.unread) and here.items
        assert there.cleaned and check(there.cleaned, name).clear
    with pytest.raises(InputFault, match="打不开"):
        looked_through(b"PK cut", "a.docx")
    with pytest.raises(InputFault, match="不能看这种文件"):
        looked_through(b"x", "a.exe")


def test_a_text_without_end_is_no_report():
    """A small file can hold more words than anybody reads; a long report is read."""
    assert report_text("字".encode() * LONGEST, "a.txt")
    with pytest.raises(InputFault, match="拆成几个文件"):
        report_text("字".encode() * (LONGEST + 1), "a.txt")
