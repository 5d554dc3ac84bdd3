"""Workbooks as offices keep them: read, marked in red, and written."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from fazhi.kernel.faults import ImportFault
from fazhi.paper import bounded
from fazhi.paper.sheet_mark import CellError, mark_errors
from fazhi.paper.sheet_read import find_tables, read_workbook
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook


def saved(book: Book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_ledger() -> bytes:
    """Merged title, unit line, two-row header, gaps in 序号, a merged day, a total and a foot."""
    book = Book()
    sheet = book.active
    sheet.title = "5月"
    rows = [
        ["清河镇2025年领导干部学法台账"],
        ["填报单位：清河镇          填报日期：2025年6月"],
        ["序号", "日期", "学习情况", None, "备注"],
        [None, None, "内容", "人数", None],
        [1, "2025.5.6", "宪法", 12, None],
        [2, None, "民法典", 11, "补填"],
        [None, None, None, None, None],
        [4, datetime.fromisoformat("2025-05-20"), "行政处罚法", 9.0, None],
        ["合计", None, None, 32, None],
        ["填表人：示例甲", None, "审核人：示例乙"],
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A1:E1", "A2:E2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "B5:B6"):
        sheet.merge_cells(cells)
    return saved(book)


def test_a_ledger_is_read_as_a_person_reads_it():
    """Title, context and header words from the top down; merged days filled down; totals and foot left out."""
    (table,) = find_tables(read_workbook(a_ledger(), "a.xlsx").sheets[0])
    assert (table.title, table.context["填报单位"]) == ("清河镇2025年领导干部学法台账", "清河镇")
    assert [c.path for c in table.columns] == [
        ("序号",),
        ("日期",),
        ("学习情况", "内容"),
        ("学习情况", "人数"),
        ("备注",),
    ]
    assert [r.row for r in table.rows] == [4, 5, 7]
    assert [r.values[1] for r in table.rows] == ["2025.5.6", "2025.5.6", date(2025, 5, 20)]
    assert (table.year, table.month) == (2025, 5)


def test_two_tables_on_one_sheet():
    """Each with its own title and unit; rows of the first never run into the second."""
    book = Book()
    for title in ("甲", "乙"):
        for row in (
            [f"{title}镇台账"],
            [f"填报单位：{title}镇"],
            ["序号", f"日期{title}", "内容", "人数"],
            [1, "2025-5-6", title, 3],
            [],
        ):
            book.active.append(row)
    tables = find_tables(read_workbook(saved(book), "b.xlsx").sheets[0])
    assert [(t.context["填报单位"], [r.values[2] for r in t.rows]) for t in tables] == [
        ("甲镇", ["甲"]),
        ("乙镇", ["乙"]),
    ]


def test_a_header_without_numbers_is_found():
    """Not every ledger numbers its lines."""
    book = Book()
    for row in (["学法台账"], ["日期", "学习内容", "人数"], ["2025-5-6", "宪法", 3]):
        book.active.append(row)
    (table,) = find_tables(read_workbook(saved(book), "c.xlsx").sheets[0])
    assert [c.path for c in table.columns] == [("日期",), ("学习内容",), ("人数",)] and len(table.rows) == 1


def test_hidden_sheets_are_left_alone():
    """Lists behind drop-downs are no ledgers."""
    book = Book()
    book.active.append(["序号", "日期", "内容"])
    book.create_sheet("选项").append(["序号", "甲", "乙"])
    book["选项"].sheet_state = "hidden"
    assert [s.name for s in read_workbook(saved(book), "d.xlsx").sheets] == ["Sheet"]


def far_cell() -> bytes:
    book = Book()
    book.active["A1"] = "甲"
    book.active["XFD1048576"] = "乙"
    return saved(book)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "x")
        for n in range(3):
            package.writestr(f"xl/worksheets/sheet{n}.xml", bytes(80 << 20))
    return out.getvalue()


def broken() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_ledger())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) if "sheet1" not in name else b"<worksheet><sheetData><row")
    return out.getvalue()


BAD = {
    "empty": (lambda: b"", "是空文件"),
    "text": (lambda: "日期,内容".encode(), "不是 Excel 文件"),
    "broken old format": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "读不了"),
    "another zip": (lambda: zipped("a.txt"), "不是 Excel 工作簿"),
    "too large": (lambda: bytes(51 << 20), "超过50MB"),
    "bomb": (bomb, "解开后过大"),
    "far cell": (far_cell, "太远"),
    "cut off": (lambda: a_ledger()[:2000], "不是 Excel 文件"),
}


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_files_that_are_no_ledgers_are_refused(name):
    """The message names the file, what is wrong and how to mend it."""
    make, words = BAD[name]
    with pytest.raises(ImportFault) as raised:
        read_workbook(make(), "台账.xlsx")
    assert words in raised.value.problems[0].what and "台账.xlsx" in raised.value.problems[0].where


def test_a_reader_that_fails_or_hangs_is_told_apart_from_the_file(monkeypatch):
    """The child has little time; what it wrote to its error stream never reaches the screen as a traceback."""
    monkeypatch.setattr(bounded, "SECONDS", 0.001)
    with pytest.raises(ImportFault, match="还没有读完"):
        read_workbook(a_ledger(), "台账.xlsx")


def test_refused_cells_come_back_red_with_their_reason():
    """The user's own workbook: widths and merges as they were, a comment on the cell, the summary on the first."""
    marked = mark_errors(
        a_ledger(), [CellError("5月", 4, 1, "没有这一天"), CellError("5月", 7, None, "重复")], "失败 2 行"
    )
    sheet = load_workbook(io.BytesIO(marked))["5月"]
    assert sheet["B5"].fill.fgColor.rgb == "FFFF9C9C" and "没有这一天" in sheet["B5"].comment.text
    assert sheet["A8"].fill.fgColor.rgb == "FFFF9C9C" and "重复" in sheet["A8"].comment.text
    assert "失败 2 行" in sheet["A1"].comment.text
    assert "C3:D3" in {str(r) for r in sheet.merged_cells.ranges} and sheet["C5"].value == "宪法"


def test_marks_of_an_earlier_import_are_wiped():
    """People mend the marked copy and send that: only what is wrong now is red."""
    first = mark_errors(a_ledger(), [CellError("5月", 4, 1, "没有这一天")], "失败 1 行")
    sheet = load_workbook(io.BytesIO(mark_errors(first, [CellError("5月", 7, 2, "重复")], "失败 1 行")))["5月"]
    assert sheet["B5"].comment is None and sheet["B5"].fill.fill_type is None
    assert sheet["C8"].fill.fgColor.rgb == "FFFF9C9C" and sheet["A1"].comment.text.count("失败") == 1


def test_a_cell_in_a_merged_range_speaks_through_its_first():
    """B6 lies in B5:B6."""
    sheet = load_workbook(io.BytesIO(mark_errors(a_ledger(), [CellError("5月", 5, 1, "看这里")], "共一处")))["5月"]
    assert "看这里" in sheet["B5"].comment.text


COLUMNS = (ColumnSpec("序号", kind="number"), ColumnSpec("日期", "学法", kind="date"), ColumnSpec("内容", "学法"))
ROWS = ((1, date(2025, 5, 6), "=1+1"), (2, date(2025, 5, 7), "@SUM(A1)"), (3, None, "http://example.com"))
WRITTEN = LedgerSheet("5月", "清河镇台账", "清河镇", "2025年", COLUMNS, ROWS, ("合计", "", "3条"))


def test_what_is_written_is_read_again():
    """Title, unit, header of two rows, days as days."""
    (table,) = find_tables(read_workbook(write_workbook([WRITTEN]), "w.xlsx").sheets[0])
    assert table.context["填报单位"] == "清河镇"
    assert [c.path for c in table.columns] == [("序号",), ("学法", "日期"), ("学法", "内容")]
    assert [r.values for r in table.rows] == [(n, d, t) for n, d, t in ROWS]


def test_equal_cells_are_joined_and_read_back_whole():
    """A village's name stands once over its rows; each row still knows its village."""
    columns = (ColumnSpec("序号", kind="number"), ColumnSpec("村", joined=True), ColumnSpec("内容"))
    rows = ((1, "柳林村", "甲"), (2, "柳林村", "乙"), (3, "白石村", "丙"))
    content = write_workbook([LedgerSheet("5月", "台账", "清河镇", "2025年", columns, rows)])
    assert "B4:B5" in {str(r) for r in load_workbook(io.BytesIO(content))["5月"].merged_cells.ranges}
    (table,) = find_tables(read_workbook(content, "w.xlsx").sheets[0])
    assert [r.values[1] for r in table.rows] == ["柳林村", "柳林村", "白石村"]


def test_text_is_never_a_formula_or_a_link():
    """Injected formulas stay words."""
    sheet = load_workbook(io.BytesIO(write_workbook([WRITTEN])))["5月"]
    assert [sheet.cell(r, 3).data_type for r in (5, 6, 7)] == ["s", "s", "s"]
    assert all(sheet.cell(r, 3).hyperlink is None for r in (5, 6, 7))


def test_equal_ledgers_are_equal_bytes():
    """Nothing of the clock enters the file."""
    assert write_workbook([WRITTEN]) == write_workbook([WRITTEN])
