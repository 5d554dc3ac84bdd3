"""Pictures in workbooks: found at their cells whichever way they were put in; bad ones are named, bombs refused."""

import io
import struct
import zipfile
import zlib

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image as Laid
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from PIL import Image

from fazhi.kernel.faults import ImportFault
from fazhi.paper.picture_parse import LARGEST, PICTURES
from fazhi.paper.sheet_mark import CellError, mark_errors
from fazhi.paper.sheet_parse import pictured, too_far
from fazhi.paper.sheet_pictures import Picture, old_pictures, read_pictures
from fazhi.paper.sheet_read import read_workbook
from tests.picture_books import changed, dispimg, lay, part, photo, saved, with_cell_pictures

POINT = 12_700
SHEET = "xl/worksheets/sheet1.xml"


def cells(*values: object) -> Workbook:
    """A sheet 台账 with one column, B."""
    book = Workbook()
    book.active.title = "台账"
    for row, value in enumerate(values, start=1):
        book.active.cell(row, 2, value)
    return book


def places(found: tuple[Picture, ...]) -> list[tuple[object, ...]]:
    return [(p.row, p.column, p.inside, p.ending, p.fault) for p in found]


def test_pictures_that_wps_laid_into_cells():
    """By formula, as WPS writes it and as Excel saves it again; the bytes are the picture's own."""
    made = cells("照片", dispimg("ID_A"), '=DISPIMG("ID_B",1)', "无")
    content = with_cell_pictures(saved(made), {"ID_A": photo("red"), "ID_B": photo("blue", "JPEG")})
    found = read_pictures(content, "a.xlsx")
    assert places(found) == [(1, 1, True, "png", ""), (2, 1, True, "jpg", "")]
    assert [p.content for p in found] == [photo("red"), photo("blue", "JPEG")]
    assert [p.sheet for p in found] == ["台账", "台账"]


def test_a_formula_filled_down_is_a_picture_in_each_row():
    """Written once under a number, then only the number."""
    content = with_cell_pictures(saved(cells("照片", dispimg("ID_A"), 7)), {"ID_A": photo()})
    text = '<f t="shared" ref="B2:B3" si="0">_xlfn.DISPIMG("ID_A",1)</f>'
    sheet = part(content, SHEET).decode().replace('<f>_xlfn.DISPIMG("ID_A",1)</f>', text)
    sheet = sheet.replace('<c r="B3" t="n"><v>7</v>', '<c r="B3" t="str"><f t="shared" si="0"/><v/>')
    found = read_pictures(changed(content, {SHEET: sheet.encode()}), "a.xlsx")
    assert [p.row for p in found] == [1, 2] and found[0].digest == found[1].digest


def test_pictures_that_excel_placed_in_cells():
    """Real ones of xlsxwriter; a rich value that is no picture is none."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        sheet.write(0, 1, "照片")
        for row, color in ((1, "red"), (2, "blue"), (3, "red")):
            sheet.embed_image(row, 1, f"{color}.png", {"image_data": io.BytesIO(photo(color))})
    found = read_pictures(out.getvalue(), "a.xlsx")
    assert [(p.row, p.column, p.content) for p in found] == [
        (1, 1, photo("red")),
        (2, 1, photo("blue")),
        (3, 1, photo("red")),
    ]
    assert read_workbook(out.getvalue(), "a.xlsx").sheets[0].cells[1] == (None, None)
    shapes = "xl/richData/rdrichvaluestructure.xml"
    other = part(out.getvalue(), shapes).replace(b"_localImage", b"_weather")
    assert read_pictures(changed(out.getvalue(), {shapes: other}), "a.xlsx") == ()
    assert read_pictures(changed(out.getvalue(), {shapes: b"<broken"}), "a.xlsx") == ()


def test_pictures_over_the_sheet_belong_to_the_row_they_lie_on():
    """Both anchors; a hand that begins a little too high is understood, one that runs over the rows below too."""
    book = cells("照片", 1, 2, 3, 4, 5)
    sheet = book.active
    for row in range(1, 7):
        sheet.row_dimensions[row].height = 40
    lay(sheet, "B2", photo("red"))
    for color, begin, into, end in (("blue", 1, 30, (2, 35)), ("green", 3, 5, (5, 20)), ("pink", 4, 25, (4, 38))):
        image = Laid(io.BytesIO(photo(color)))
        corners = AnchorMarker(1, 0, begin, into * POINT), AnchorMarker(1, 900_000, end[0], end[1] * POINT)
        image.anchor = TwoCellAnchor(_from=corners[0], to=corners[1])
        sheet.add_image(image)
    rows = {p.content: (p.row, p.column, p.inside) for p in read_pictures(saved(book), "a.xlsx")}
    assert rows == {
        photo("red"): (1, 1, False),
        photo("blue"): (2, 1, False),
        photo("green"): (3, 1, False),
        photo("pink"): (4, 1, False),
    }


def test_a_picture_tied_to_no_cell_has_no_row():
    """It is told all the same."""
    book = cells("照片")
    image = Laid(io.BytesIO(photo()))
    image.anchor = AbsoluteAnchor(pos=XDRPoint2D(0, 0), ext=XDRPositiveSize2D(9000, 9000))
    book.active.add_image(image)
    assert places(read_pictures(saved(book), "a.xlsx")) == [(None, None, False, "png", "")]


@pytest.mark.parametrize(("state", "expected"), [("hidden", 0), ("veryHidden", 0), ("visible", 1)])
def test_a_hidden_sheet_gives_none(state, expected):
    """As its rows are not read, its pictures are not."""
    book = cells("照片")
    other = book.create_sheet("底稿")
    lay(other, "B2", photo())
    other.sheet_state = state
    assert len(read_pictures(saved(book), "a.xlsx")) == expected


def wide() -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


BAD = {
    "another kind": (photo(kind="GIF"), "不是 JPG 或 PNG"),
    "a page that calls itself a picture": (b"<html><script>alert(1)</script></html>", "不是 JPG 或 PNG"),
    "only the first bytes of one": (b"\x89PNG\r\n\x1a\n<script>", "不是 JPG 或 PNG"),
    "damaged": (photo()[:50] + b"??" + photo()[52:], "读不出来"),
    "empty": (b"", "不是 JPG 或 PNG"),
    "too large": (photo() + bytes(LARGEST), "太大"),
    "a pixel bomb": (wide(), "长宽大得不像照片"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_is_named(name):
    """The sound one beside it comes along."""
    data, words = BAD[name]
    made = saved(cells("照片", dispimg("ID_A"), dispimg("ID_B")))
    bad, good = read_pictures(with_cell_pictures(made, {"ID_A": data, "ID_B": photo()}), "a.xlsx")
    assert words in bad.fault and bad.content == b"" and (good.fault, good.content) == ("", photo())


@pytest.mark.parametrize(
    "target",
    ["../../../etc/passwd", "/etc/passwd", "https://example.com/a.png", "media/none.png", "", "..", "%2e%2e/a"],
)
def test_a_relation_that_points_outside_reaches_nothing(target):
    """Only what is in the file is looked at."""
    content = with_cell_pictures(saved(cells("照片", dispimg("ID_A"))), {"ID_A": photo()}, ID_A=target)
    (found,) = read_pictures(content, "a.xlsx")
    assert "文件里没有这张图片" in found.fault and (found.row, found.content) == (1, b"")


def test_a_name_that_no_register_knows():
    """The cell was copied from another workbook; or the register is broken, or holds entities that swell."""
    bare = saved(cells("照片", dispimg("ID_A")))
    swelling = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    registers = (None, b"<broken", swelling, b"<x/>")
    for register in registers:
        content = bare if register is None else changed(bare, {"xl/cellimages.xml": register})
        assert ["文件里没有这张图片" in p.fault for p in read_pictures(content, "a.xlsx")] == [True]
    assert read_pictures(with_cell_pictures(bare, {"ID_A": photo()}), "a.xlsx")[0].fault == ""


def test_a_drawing_that_is_broken_or_missing():
    """Broken is told; what the sheet names and the file has not is nothing to tell a row by."""
    book = cells("照片", 1)
    lay(book.active, "B2", photo())
    content, drawing = saved(book), "xl/drawings/drawing1.xml"
    assert places(read_pictures(changed(content, {drawing: b"<wsDr"}), "a.xlsx"))[0][4] == "读不出来，可能已经损坏"
    (lost,) = read_pictures(changed(content, {"xl/media/image1.png": None}), "a.xlsx")
    assert "文件里没有这张图片" in lost.fault and lost.row == 1
    assert read_pictures(changed(content, {drawing: None}), "a.xlsx") == ()


def test_a_sheet_that_only_its_pictures_cannot_be_read_of():
    """The rows are read as before; that pictures may be missing is told."""
    content = with_cell_pictures(saved(cells("照片", dispimg("ID_A"))), {"ID_A": photo()})
    sheet = part(content, SHEET).replace(b'<row r="2"', b'<row ht="tall" r="2"')
    assert b"tall" in sheet
    odd = changed(content, {SHEET: sheet})
    assert places(read_pictures(odd, "a.xlsx")) == [(None, None, False, "", "读不出来，可能已经损坏")]
    assert read_workbook(odd, "a.xlsx").sheets[0].cells[0] == (None, "照片")


def test_too_many_pictures_are_refused():
    """And so is what unpacks to more than may be; one less is read."""
    many = saved(cells(*[dispimg("ID_A")] * (PICTURES + 1)))
    with pytest.raises(ImportFault, match="最多2000张"):
        read_pictures(with_cell_pictures(many, {"ID_A": photo()}), "a.xlsx")
    fewer = saved(cells(*[dispimg("ID_A")] * PICTURES))
    assert len(read_pictures(with_cell_pictures(fewer, {"ID_A": photo()}), "a.xlsx")) == PICTURES


def test_more_than_fits_together_is_named():
    """Four of eighteen megabytes: the last has no room."""
    data = {f"ID_{c}": photo(c) + bytes(18 << 20) for c in ("red", "blue", "green", "pink")}
    made = saved(cells(*(dispimg(name) for name in data)))
    found = read_pictures(with_cell_pictures(made, data), "a.xlsx")
    assert [p.fault == "" for p in found] == [True, True, True, False] and "合计超过" in found[3].fault


def test_an_old_workbook_says_that_pictures_stay_behind():
    """By what a picture begins with; one without any says nothing."""
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)
    assert old_pictures(old + photo()) and old_pictures(old + photo(kind="JPEG")) and not old_pictures(old)
    assert read_pictures(old + photo(), "a.xls") == () and not old_pictures(saved(cells("照片")))


def phone() -> bytes:
    """A JPEG with a second one behind it, as phones write."""
    out = io.BytesIO()
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (20, 15), "blue")
    first.save(out, "MPO", save_all=True, append_images=[second])
    return out.getvalue()


def test_the_marked_copy_keeps_every_picture(monkeypatch):
    """What stood in a cell lies over it, with the same bytes; taken in again it is the same picture of the same row."""
    book = cells("照片", dispimg("ID_A"), dispimg("ID_B"), "坏", dispimg("ID_C"))
    lay(book.active, "B4", photo("green", "JPEG"))
    content = with_cell_pictures(saved(book), {"ID_A": photo(), "ID_B": phone(), "ID_C": wide()})
    before = {(p.row, p.digest) for p in read_pictures(content, "a.xlsx") if not p.fault}
    marked = mark_errors(content, [CellError("台账", 3, 1, "看不懂")], "退回1行")
    after = read_pictures(marked, "a.xlsx")
    assert {(p.row, p.digest) for p in after if not p.fault} == before and len(before) == 3
    assert [p.row for p in after if p.fault] == [4]
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)  # for openpyxl here, which looks at the wide one
    sheet = load_workbook(io.BytesIO(marked))["台账"]
    assert sheet["B2"].value is None and "看不懂" in sheet["B4"].comment.text


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.XML", "xl/Worksheets/s"])
def test_a_sheet_is_looked_at_whatever_its_part_is_called(name):
    """For cells too far away, for a sign of pictures; a plain one has neither."""

    def package(*parts: tuple[str, str]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for part, words in parts:
                archive.writestr(part, words)
        return made.getvalue()

    plain = package((name, '<c r="B2"><v>1</v></c>'))
    assert not pictured(plain) and too_far(plain) == ""
    assert "XFD1048576" in too_far(package((name, '<c r="XFD1048576"><v>1</v></c>')))
    assert pictured(package((name, '<c><f>DISPIMG("ID_A",1)</f></c>')))
    assert pictured(package((name, ""), ("xl/media/image1.png", "")))
