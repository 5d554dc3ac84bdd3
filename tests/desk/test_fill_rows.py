"""Which rows of a superior's form records go to, and what is said of values that found no place."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.worksheet.datavalidation import DataValidation

from fazhi.store import models
from tests.desk.test_pages import record, text
from tests.paper.form_sheets import drawn, headed

SPAN = {"begin": "2026-01-01", "end": "2026-03-02"}


def send(browser, book, **fields):
    """The page after a form was sent, and the filled sheet (None where it was refused)."""
    out = io.BytesIO()
    book.save(out)
    answer = browser.post("/fill/", {"file": SimpleUploadedFile("表.xlsx", out.getvalue()), **SPAN, **fields})
    link = re.search(r'href="(/fill/\w+\.xlsx)"', answer.content.decode())
    return answer, link and openpyxl.load_workbook(io.BytesIO(browser.get(link[1]).content)).active


@pytest.fixture
def studied(at):
    """A clerk with sessions in January."""

    def clerk(n: int):
        browser = at("chen")
        for i in range(n):
            fields = {"f-topic": f"第{i + 1}讲", "f-attendees": ["zhao", "qian"], "f-form": "lecture", "f-host": "钱进"}
            record(browser, "study.session_held", f"2026-01-{10 + i}", unit="qinghe", **fields)
        return browser

    return clerk


def column(sheet, letter: str, first: int, last: int) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]


def test_rows_are_added_over_the_total(studied):
    """Five records, three rows: two more over 合计, whose sum reaches them; nothing below it."""
    book, _ = drawn(4, A6="合计", G6="=SUM(G3:G5)", A8="填表人：")
    answer, sheet = send(studied(5), book)
    assert "照最后一行加了2行" in text(answer)
    assert column(sheet, "C", 3, 7) == [f"第{n}讲" for n in range(1, 6)]
    assert (sheet["A8"].value, sheet["G8"].value, sheet["A10"].value) == ("合计", "=SUM(G3:G7)", "填表人：")
    assert column(sheet, "C", 8, 10) == [None] * 3


def test_a_row_that_holds_something_stays(studied):
    """Last year's matter keeps its row, ours begin below it and are numbered on."""
    book, _ = drawn(5, A3=1, B3="2025.12.1", C3="去年已填的专题")
    answer, sheet = send(studied(2), book)
    assert [c.value for c in sheet[3]] == [1, "2025.12.1", "去年已填的专题", None, None, None, None]
    assert column(sheet, "C", 4, 6) == ["第1讲", "第2讲", None] and column(sheet, "A", 4, 5) == [2, 3]
    assert "没有写进去" not in text(answer)


def test_instructions_take_no_record(studied):
    """A row that says how to fill in: the first record comes below it; rows of blanks alone wait."""
    words = dict(zip("ABCDEFG", ("填写要求", "按实际", "与签到一致", "下拉", "姓名", "姓名", "数字"), strict=True))
    book, _ = drawn(4, **{f"{c}3": w for c, w in words.items()}, B4="　", C4=" ")
    _, sheet = send(studied(2), book)
    assert column(sheet, "C", 3, 5) == ["与签到一致", "第1讲", "第2讲"] and column(sheet, "A", 4, 5) == [1, 2]


def test_full_forms_are_carried_on(studied):
    """Where no row waits, ours are added under the last."""
    book, _ = drawn(2, A3=1, C3="去年甲", A4=2, C4="去年乙")
    _, sheet = send(studied(1), book)
    assert column(sheet, "C", 3, 5) == ["去年甲", "去年乙", "第1讲"] and sheet["A5"].value == 3


def test_values_without_a_place_are_told(studied):
    """Cells merged down, a drop-down list without the word, sums of lone cells; with their number and places."""
    book, sheet = drawn(4, A6="合计", G6="=G3+G4+G5")
    sheet.merge_cells("E3:E4")
    rule = DataValidation(type="list", formula1='"自学,旁听庭审"')
    rule.add("D3:D5")
    sheet.add_data_validation(rule)
    answer, sheet = send(studied(4), book)
    said = text(answer)
    assert "有1个值没有写进去，格里已经有内容，或者是合并的格，请核对：E4" in said
    assert "有4个值没有写进去，格里的下拉列表没有这个词，请核对：D3、D4、D5、D6" in said
    assert "有1个公式一格一格相加" in said and "G7" in said


def test_a_list_of_words_in_cells_is_obeyed(studied):
    """The words stand on a hidden sheet; ours becomes the one meant."""
    book, sheet = drawn(3)
    kept = book.create_sheet("选项")
    kept["A1"], kept["A2"], kept.sheet_state = "讲座（专题）", "自学", "hidden"
    rule = DataValidation(type="list", formula1="选项!$A$1:$A$2")
    rule.add("D3:D5")
    sheet.add_data_validation(rule)
    answer, sheet = send(studied(1), book)
    assert sheet["D3"].value in ("讲座（专题）", None) and sheet["D3"].value != "专题讲座"
    assert sheet["D3"].value or "D3" in text(answer)


def test_formulas_of_the_form_are_no_loss(studied):
    """What a row reckons itself stays, and no warning is given."""
    book, sheet = drawn(3)
    for row in range(3, 6):
        sheet[f"A{row}"], sheet[f"G{row}"] = "=ROW()-2", f'=IF(C{row}="","",60)'
    answer, sheet = send(studied(2), book)
    assert column(sheet, "C", 3, 5) == ["第1讲", "第2讲", None] and str(sheet["G3"].value).startswith("=")
    assert "没有写进去" not in text(answer)


def test_groups_tell_their_days_apart(at):
    """Three words on top: the day of the application is not put under the answer."""
    browser = at("chen")
    fields = {"f-subject": "征地", "f-channel": "mail", "f-applicant": "张某"}
    made = record(browser, "foi.application_received", "2026-01-10", unit="qinghe", **fields)
    record(browser, "foi.reply_issued", "2026-02-01", unit="qinghe", matter=made.matter_id, **{"f-outcome": "granted"})
    heads = {"A2:A3": "序号", "B2:D2": "收到申请情况", "E2:G2": "答复情况", "B3": "申请人", "C3": "申请内容"}
    heads |= {"D3": "时间", "E3": "时间", "F3": "结果", "G3": "方式"}
    _, sheet = send(browser, headed(heads, "A2:G8"))
    assert [c.value.date().isoformat() for c in (sheet["D4"], sheet["E4"])] == ["2026-01-10", "2026-02-01"]
    assert sheet["G4"].value != "信函"


def test_a_merged_heading_is_put_right_once(studied):
    """One choice on the page, one value in the row."""
    heads = {"A2": "序号", "B2:C2": "学习日期", "D2:F2": "学习内容", "G2": "主持人"}
    book = headed(heads, "A2:G7", "领导干部集中学法情况表")
    answer, sheet = send(studied(1), book)
    page = answer.content.decode()
    assert page.count('name="cell-D2"') == 1 and [c.value for c in sheet[3]][3:6] == ["第1讲", None, None]


PENALTY = ("序号", "当事人", "案由", "决定日期", "决定书文号", "罚款金额")


def test_another_form_with_the_same_headings_is_another(at):
    """What was put right for one title is not taken for another; the same title next year is known at once."""
    browser = at("chen")
    fields = {"f-cause": "占道", "f-party": "商户", "f-officers": ["zhao", "qian"]}
    record(browser, "penalty.case_filed", "2026-01-10", unit="qinghe", **fields)
    right = {"ledger": "penalty_case", "cell-C2": ""}
    send(browser, drawn(3, PENALTY, "附件1：2026年行政处罚案件统计表")[0], **right)
    assert models.FormMapping.objects.count() == 1
    _, again = send(browser, drawn(3, PENALTY, "附件2：二〇二七年度行政处罚案件统计表（第3号）")[0])
    _, other = send(browser, drawn(3, PENALTY, "2026年涉企行政处罚案件统计表")[0], ledger="penalty_case")
    assert again["C3"].value is None and again["B3"].value == "商户" and other["C3"].value == "占道"
