"""Rows added under a form's last one: what lies below moves, what reaches to it grows."""

import io

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from fazhi.paper.form_rows import add_rows
from fazhi.paper.form_rows_formulas import grown


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


def test_only_formulas_of_the_own_row_come_along(book):
    """A running number and a difference do; a sum over rows above is nobody's value."""
    sheet = book["表"]
    sheet["A5"], sheet["H5"] = "=A4+1", "=SUM(H3:H4)"
    add_rows(sheet, 5, 1)
    assert sheet["A6"].value == "=A5+1" and sheet["D6"].value == "=B6-C6" and sheet["H6"].value is None


def test_tables_names_and_rules_move(book):
    """A list object, a name of the sheet's own, the range of a drop-down list, the formula of a coloured rule."""
    sheet = book["表"]
    sheet.add_table(Table(displayName="T1", ref="A2:G5"))
    sheet.defined_names["脚"] = DefinedName("脚", attr_text="表!$A$7")
    rule = DataValidation(type="list", formula1="$J$10:$J$12")
    rule.add("C5")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("A6:D6", FormulaRule(formula=["$B$6>$B$7"]))
    add_rows(sheet, 5, 2)
    assert sheet.tables["T1"].ref == "A2:G7" and sheet.defined_names["脚"].value == "表!$A$9"
    assert (rule.formula1, str(rule.sqref)) == ("$J$12:$J$14", "C5:C7")
    (area,) = [a for a in sheet.conditional_formatting if "A8:D8" in str(a.sqref)]
    assert area.rules[0].formula == ["$B$8>$B$9"]


def test_charts_move_and_show_the_new_rows(book):
    """Where it stands, and what it is drawn from."""
    sheet = book["表"]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=5))
    sheet.add_chart(chart, "A10")
    out = io.BytesIO()
    book.save(out)
    sheet = openpyxl.load_workbook(out)["表"]
    add_rows(sheet, 5, 2)
    (chart,) = sheet._charts
    assert chart.anchor._from.row == 11 and chart.ser[0].val.numRef.f == "'表'!$B$3:$B$7"


def test_sums_of_lone_cells_are_told(book):
    """=B3+B4+B5 cannot grow; control: a range can, and one cell is no sum."""
    sheet = book["表"]
    sheet["C6"], sheet["D6"] = "=C3+C4+C5", "=B5"
    assert add_rows(sheet, 5, 2) == ("C8",)
    assert sheet["C8"].value == "=C3+C4+C5"


def test_a_formula_that_is_none_is_left(book):
    """What openpyxl cannot take apart does not stop the filling."""
    sheet = book["表"]
    sheet["C6"] = '=IF(A1="x'
    add_rows(sheet, 5, 1)
    assert sheet["C7"].value == '=IF(A1="x'
