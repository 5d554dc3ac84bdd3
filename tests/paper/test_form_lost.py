"""What saving a form would lose is told before; the words of its drop-down lists are read wherever they are kept."""

import io
import zipfile

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from fazhi.paper.form_lists import drop_downs
from fazhi.paper.form_read import lost_on_saving
from tests.paper.form_sheets import drawn

X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>D3:D7</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
BOX = (
    f'<xdr:wsDr xmlns:xdr="{DRAWING}"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/>'
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="t"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    "<xdr:spPr/></xdr:sp><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>"
)


def form(more: str, drawing: str) -> bytes:
    """A form with XML at the end of its sheet and a drawing."""
    book, _ = drawn()
    plain, out = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</worksheet>", f"{more}</worksheet>".encode())
            new.writestr(name, data)
        if drawing:
            new.writestr("xl/drawings/drawing1.xml", drawing)
    return out.getvalue()


@pytest.mark.parametrize(("more", "drawing", "words"), [(X14, "", ["下拉列表"]), ("", BOX, ["文本框"]), ("", "", [])])
def test_what_saving_loses_is_told(more, drawing, words):
    """A drop-down list of the newer kind, a text box; control: a plain form loses nothing."""
    told = lost_on_saving(form(more, drawing), "表.xlsx")
    assert len(told) == len(words) and all(word in said for word, said in zip(words, told, strict=True))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ('"宣讲,自学"', ("宣讲", "自学")),
        ("选项!$A$1:$A$3", ("中心组", "讲座")),
        ("'选项'!$A$1:$A$3", ("中心组", "讲座")),
        ("$J$9:$J$9", ("本表",)),
        ("形式", ("中心组", "讲座")),
    ],
)
def test_lists_kept_in_cells_are_read(formula, words):
    """On another sheet, on the same, under a name; an empty cell among them is no word."""
    book, sheet = drawn(J9="本表")
    kept = book.create_sheet("选项")
    kept["A1"], kept["A2"] = "中心组", "讲座 "
    book.defined_names["形式"] = DefinedName("形式", attr_text="选项!$A$1:$A$3")
    rule = DataValidation(type="list", formula1=formula)
    rule.add("D3:D7")
    sheet.add_data_validation(rule)
    (one,) = drop_downs(sheet)
    assert one.words == words and one.rows == range(3, 8) and one.columns == range(4, 5)


@pytest.mark.parametrize("formula", ["INDIRECT(C3)", "别处!$A$1", "没有"])
def test_lists_that_a_formula_makes_are_left_out(formula):
    """Then any word may be written."""
    _, sheet = drawn()
    rule = DataValidation(type="list", formula1=formula)
    rule.add("D3:D7")
    sheet.add_data_validation(rule)
    assert drop_downs(sheet) == []
