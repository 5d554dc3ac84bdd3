"""Ledgers in the old .xls form: read as their .xlsx, marked into a copy that opens; pictures in cells are no words."""

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from fazhi.kernel.faults import ImportFault
from fazhi.paper.sheet_mark import CellError, mark_errors
from fazhi.paper.sheet_read import ENCRYPTED, OLD_FORMAT, read_workbook


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[bytes, bytes]:
    """The same ledger as .xlsx and, made by LibreOffice, as .xls: title over merged cells, a date, a number, text."""
    folder: Path = tmp_path_factory.mktemp("old")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "学法"
    sheet.append(["清河镇学法台账", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["序号", "学法日期", "学习内容"])
    sheet.append([1, "2025-05-06", "宪法"])
    sheet.append([2, "5月7日", "民法典"])
    book.save(folder / "台账.xlsx")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xls",
        "--outdir",
    ]
    subprocess.run([*command, str(folder), str(folder / "台账.xlsx")], check=True, capture_output=True, timeout=120)
    return (folder / "台账.xlsx").read_bytes(), (folder / "台账.xls").read_bytes()


def test_old_files_read_as_new_ones(both):
    """Cells and merged ranges alike."""
    new, old = (read_workbook(content, name) for content, name in zip(both, ("台账.xlsx", "台账.xls"), strict=True))
    assert old.sheets[0].name == "学法" and old.sheets[0].merged == new.sheets[0].merged
    assert old.sheets[0].cells == new.sheets[0].cells


def test_the_marked_copy_of_an_old_file_opens(both):
    """As .xlsx, with its values and the red cell."""
    marked = mark_errors(both[1], [CellError("学法", 3, 1, "看不懂的日期")], "退回1行")
    sheet = openpyxl.load_workbook(io.BytesIO(marked))["学法"]
    assert (
        sheet["C3"].value == "宪法"
        and isinstance(sheet["B4"].comment, Comment)
        and "看不懂的日期" in sheet["B4"].comment.text
    )
    assert [str(r) for r in sheet.merged_cells.ranges] == ["A1:C1"]


def test_an_encrypted_file_is_told():
    """By the stream that encryption leaves."""
    with pytest.raises(ImportFault, match="设了密码"):
        read_workbook(OLD_FORMAT + bytes(600) + ENCRYPTED, "台账.xlsx")
    with pytest.raises(ImportFault, match="读不了"):
        read_workbook(OLD_FORMAT + bytes(600), "台账.xls")


def test_a_picture_in_a_cell_is_no_word():
    """WPS tells it as a formula."""
    book = openpyxl.Workbook()
    book.active.append(["签到表", "备注"])
    book.active.append(['DISPIMG("ID_1",1)', "已签"])
    out = io.BytesIO()
    book.save(out)
    assert read_workbook(out.getvalue(), "a.xlsx").sheets[0].cells[1] == (None, "已签")
