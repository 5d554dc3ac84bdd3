"""Rows added under a form's last one: what lies below moves, what reaches to it grows."""

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from fazhi.paper.form_rows import add_rows, grown


@pytest.fixture
def book():
    """Data in rows 3 to 5, a total in 6, a note merged in 7, a second sheet that looks at the first."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in range(3, 6):
        sheet.cell(row, 1, row - 2)
        sheet.cell(row, 4, f"=B{row}-C{row}")
    sheet["A6"], sheet["B6"], sheet["A7"] = "合计", "=SUM(B3:B5)+B2", "注"
    sheet.merge_cells("A7:D7")
    sheet.merge_cells("E5:F5")
    sheet.merge_cells("G3:G5")
    sheet.row_dimensions[7].height = 40
    sheet.conditional_formatting.add(
        "B3:B5", CellIsRule("greaterThan", ["1"], fill=PatternFill("solid", fgColor="FF0000"))
    )
    other = book.create_sheet("汇总")
    other["A1"], other["A2"] = "=表!B6", "='表'!B5"
    book.defined_names["总数"] = DefinedName("总数", attr_text="表!$B$6")
    return book


def test_what_lies_below_moves_and_sums_grow(book):
    """Formulas of the row come along; those below, on other sheets and in names point where they did."""
    sheet = book["表"]
    add_rows(sheet, 5, 2)
    assert sheet["B8"].value == "=SUM(B3:B7)+B2" and sheet["D7"].value == "=B7-C7" and sheet["A7"].value is None
    assert book["汇总"]["A1"].value == "=表!B8" and book["汇总"]["A2"].value == "='表'!B5"
    assert book.defined_names["总数"].value == "表!$B$8"
    assert sheet.row_dimensions[9].height == 40 and sheet.row_dimensions[7].height is None


def test_merged_and_coloured_ranges(book):
    """A note moves, a cell merged in the last row is merged in each new one, a label over the rows reaches further."""
    sheet = book["表"]
    add_rows(sheet, 5, 2)
    assert {r.coord for r in sheet.merged_cells.ranges} == {"A9:D9", "E5:F5", "E6:F6", "E7:F7", "G3:G7"}
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B3:B7"]


def test_ranges_that_only_begin_with_the_last_row_stay():
    """The control: one row is no range that data fills."""
    assert grown(5, 5, 5, 2) == (5, 5) and grown(3, 5, 5, 2) == (3, 7) and grown(4, 8, 5, 2) == (4, 10)
