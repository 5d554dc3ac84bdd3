"""Superiors' forms that name units, months, villages and days in ways of their own."""

import io
from collections.abc import Sequence

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.desk.test_fill import book_of
from tests.desk.test_pages import record, text

THIN = Side(style="thin")


def form_of(title: str, heads: Sequence[str], *rows: Sequence[object], blank: int = 0) -> openpyxl.Workbook:
    """A title, a header, printed rows and blank ones, with lines around them."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([title], heads, *rows):
        sheet.append(list(row))
    sheet.merge_cells(f"A1:{get_column_letter(len(heads))}1")
    for cells in sheet.iter_rows(min_row=2, max_row=2 + len(rows) + blank, max_col=len(heads)):
        for cell in cells:
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    return book


def sent(browser, book: openpyxl.Workbook, **fields: str):
    """The page after the form was sent."""
    out = io.BytesIO()
    book.save(out)
    return browser.post("/fill/", {"file": SimpleUploadedFile("表.xlsx", out.getvalue()), **fields})


def rows_of(browser, answer, first: int = 3) -> list[list[object]]:
    """What stands in the rows of the filled form from the `first`."""
    return [[c.value for c in row] for row in book_of(browser, answer).active.iter_rows(min_row=first)]


@pytest.fixture
def fined(at):
    """A case filed in January and decided in February, 20000元."""
    browser = at("chen")
    fields = {"f-cause": "占道", "f-party": "示例商户", "f-officers": ["zhao", "qian"]}
    case = record(browser, "penalty.case_filed", "2026-01-10", unit="qinghe", **fields)
    facts = {"f-document_no": "清罚〔2026〕1号", "f-kind": "fine", "f-amount": "20000", "f-standard_cited": "yes"}
    said = {f"f-{name}": "no" for name in ("heavy", "major", "complicated")}
    decided = {"unit": "qinghe", "matter": case.matter_id, "despite": "示例", **facts, **said}
    record(browser, "penalty.decided", "2026-02-10", **decided)
    return browser


def test_a_title_in_ten_thousands_holds_for_a_table_by_month(fined):
    """The sum of the month is 2, not 20000."""
    book = form_of(
        "行政处罚情况统计表（金额单位：万元）", ["月份", "立案（件）", "处罚决定（件）", "罚款金额"], ["1月"], ["2月"]
    )
    answer = sent(fined, book, ledger="penalty_case")
    assert [row[3] for row in rows_of(fined, answer)] == [0, 2]


def test_a_unit_that_cannot_be_had_is_listed(fined):
    """The column stays empty, and the page says why."""
    heads = ["序号", "案由", "当事人", "决定日期", "罚款金额（大写）（万元）"]
    answer = sent(fined, form_of("行政处罚案件统计表", heads, blank=2), ledger="penalty_case")
    assert rows_of(fined, answer)[0][4] is None
    assert "没有填的栏：罚款金额（大写）（万元）（要大写数字，请照数额写）" in text(answer)
