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


@pytest.fixture
def applied(at):
    """One request in January, one in February."""
    browser = at("chen")
    for day in ("2026-01-05", "2026-02-06"):
        record(browser, "foi.application_received", day, unit="qinghe", **{"f-subject": day, "f-channel": "mail"})
    return browser


MONTHS = ["月份", "收到申请（件）", "答复（件）"]


@pytest.mark.parametrize("numerals", ["一 二 三 四", "1 2 3 4"])
@pytest.mark.parametrize("words", ["{}月", "2026年{}月"])
def test_only_months_within_the_days_are_stated(applied, words, numerals):
    """January lies before them, April after today: empty, not 0; of March the page says that it is not over."""
    rows = [[words.format(n)] for n in numerals.split()]
    book = form_of("依申请公开工作统计表", MONTHS, *rows)
    answer = sent(applied, book, ledger="foi_request", begin="2026-02-01", end="2026-12-31")
    assert [row[1] for row in rows_of(applied, answer)] == [None, 1, 0, None]
    shown = text(answer)
    assert "填了2行" in shown and f"留空了：{rows[0][0]}、{rows[3][0]}。" in shown
    assert f"{rows[2][0]}（2026-03-01到2026-03-02）" in shown


def test_months_of_another_year_and_rows_that_are_none_are_told(applied):
    """Last January is not this one; 1-2月 is no month."""
    book = form_of("依申请公开工作统计表", MONTHS, ["2025年1月"], ["1-2月"], ["2026年2月"])
    answer = sent(applied, book, ledger="foi_request")
    assert [row[1] for row in rows_of(applied, answer)] == [None, None, 1]
    assert "留空了：2025年1月。" in text(answer) and "没有认出，没有填：1-2月。" in text(answer)


@pytest.fixture
def taught(at):
    """Two sessions in one village, one in another."""
    browser = at("chen")
    for unit, day in (("qinghe-v1", "2026-01-05"), ("qinghe-v1", "2026-01-06"), ("qinghe-v2", "2026-01-07")):
        fields = {"f-topic": f"宣讲{day}", "f-people_count": "10", "f-form": "lecture"}
        record(browser, "publicity.village_session_held", day, unit=unit, **fields)
    return browser


def filled_villages(browser, *rows: Sequence[object], head: str = "村（社区）", blank: int = 0):
    """(rows of name, sessions and people, the page) of a table of places."""
    book = form_of("送法下村情况统计表", [head, "送法下村场次（次）", "参加人数（人）"], *rows, blank=blank)
    answer = sent(browser, book, ledger="village_session")
    return rows_of(browser, answer), text(answer)


def test_a_printed_village_is_not_written_again(taught):
    """The other ones go into the empty rows."""
    rows, _ = filled_villages(taught, ["柳湾村"], blank=3)
    assert rows[:2] == [["柳湾村", 2, 20], ["石桥村", 1, 10]] and rows[2][0] != "柳湾村"


def test_places_are_known_by_their_offices(taught):
    """村民委员会, the township in front, without 村; what is not known is named."""
    rows, shown = filled_villages(taught, ["柳湾村村民委员会"], ["石桥"], ["黄花村"])
    assert [row[1] for row in rows] == [2, 1, None] and "这几行没有认出，没有填：黄花村。" in shown
    assert [row[1] for row in filled_villages(taught, ["柳湾村委会"], ["清河镇石桥村"])[0]] == [2, 1]


def test_the_townships_own_row(taught):
    """清河镇人民政府 is found; where no unit is printed, the township is written into one row."""
    assert filled_villages(taught, ["清河镇人民政府"], head="单位")[0] == [["清河镇人民政府", 3, 30]]
    assert filled_villages(taught, head="单位", blank=2)[0] == [["清河镇（示例）", 3, 30], [None, None, None]]


def test_a_list_tells_township_and_village_apart(taught):
    """Under 乡镇 stands the township, under 村 the village."""
    heads = ["序号", "乡镇", "村", "开展日期", "宣讲内容", "参加人数"]
    answer = sent(taught, form_of("送法下村活动登记表", heads, blank=3), ledger="village_session")
    assert rows_of(taught, answer)[0][:3] == [1, "清河镇（示例）", "柳湾村"]


@pytest.mark.parametrize("left", [" ", "\u3000", "   年  月  日", "\n"])
def test_a_cell_of_blanks_waits_too(applied, left):
    """Blanks, and a day without its figures, are written over; a day is shown as one."""
    book = form_of("依申请公开登记表", ["序号", "收到日期", "申请内容", "答复日期"], [1, left, left, None])
    cells = book_of(applied, sent(applied, book, ledger="foi_request")).active
    assert cells["B3"].value.date().isoformat() == "2026-01-05" and cells["B3"].number_format == "yyyy-mm-dd"
    assert cells["C3"].value == "2026-01-05"


REQUESTS = ["序号", "申请人", "申请内容", "收到日期", "答复日期"]


def test_other_sheets_and_hidden_columns_are_told(applied):
    """A second form in the workbook is named, an empty sheet is not; so is a hidden column that was filled."""
    book = form_of("依申请公开登记表", REQUESTS, blank=3)
    book.active.title = "表1"
    book.active.column_dimensions.group("C", "D", hidden=True)
    other = book.create_sheet("表2")
    for row in (["学法登记表"], ["序号", "学习日期", "学习内容", "主持人"]):
        other.append(row)
    other["A5"] = "注：按季报送"
    book.create_sheet("空")
    shown = text(sent(applied, book, ledger="foi_request"))
    assert "只填了“表1”这一张，另有“表2”没有填。" in shown
    assert "这几栏在表里是隐藏的，也填了：“申请内容”、“收到日期”。" in shown
    assert "只填了" not in text(sent(applied, form_of("依申请公开登记表", REQUESTS, blank=3), ledger="foi_request"))


def test_a_matter_that_began_before_is_told(at):
    """Received last year, answered this: not in the list, and the page says how records are chosen and what to do."""
    browser = at("chen")
    fields = {"f-subject": "去年收到", "f-channel": "mail"}
    one = record(browser, "foi.application_received", "2025-12-20", unit="qinghe", **fields)
    record(browser, "foi.reply_issued", "2026-01-10", unit="qinghe", matter=one.matter_id, **{"f-outcome": "granted"})
    book = form_of("2026年政府信息公开申请答复情况表", REQUESTS, blank=3)
    shown = text(sent(browser, book, ledger="foi_request"))
    assert "填了0件" in shown and "之间开头的事（收到申请、收到平常信函的日期）" in shown
    assert "2026-01-01以前开头、这段日子里还有记录的，没有填：“去年收到”" in shown
    later = text(sent(browser, book, ledger="foi_request", begin="2025-12-01", end="2026-03-02"))
    assert "填了1件" in later and "没有填：“" not in later


def test_of_a_repeated_step_the_last_is_told(at):
    """A venue renewed twice stands there once, and the page says so."""
    browser = at("chen")
    fields = {"f-venue": "法治广场", "f-content": "甲"}
    one = record(browser, "venue.law_content_current", "2026-01-05", unit="qinghe-v1", **fields)
    again = {"unit": "qinghe-v1", "matter": one.matter_id, **fields, "f-content": "乙"}
    record(browser, "venue.law_content_current", "2026-02-05", **again)
    book = form_of("普法阵地台账", ["序号", "村", "阵地名称", "更新日期", "宣传内容"], blank=3)
    answer = sent(browser, book, ledger="law_venue")
    assert "记录过几次的，表里只有最后一次：“法治广场”。" in text(answer)
    assert rows_of(browser, answer)[0][4] == "乙"
