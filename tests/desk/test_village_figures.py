"""A small table of figures by village is filled, whatever its lines and however few its columns."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.styles import Border, Side

from fazhi.office.form_days import usual_span
from tests.desk.test_fill import book_of
from tests.desk.test_pages import record, text

WIDE = ["序号", "村（社区）", "宣讲场次", "参加人数（人次）", "发放资料（份）"]
NARROW = ["村名", "场次", "参加人数"]
NAMES = ["柳湾村", "石桥村"]
LAYOUTS = [
    (heads, named, lined) for heads in (WIDE, WIDE[1:], NARROW) for named in (True, False) for lined in (True, False)
]
THIN = Side(style="thin")


def form_of(heads: list[str], named: bool, lined: bool, title: str = "2026年法律进村宣讲情况统计表") -> bytes:
    """A title, a header, a row for each village with its name or without, a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet.append(heads)
    for number, name in enumerate(NAMES, start=1):
        sheet.append([number, name if named else None] if heads[0] == "序号" else [name if named else None])
    sheet.append(["合计"])
    for row in sheet.iter_rows(min_row=2, max_row=5, max_col=len(heads)) if lined else ():
        for cell in row:
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def held(browser, *told: tuple[str, str, int]) -> None:
    """Sessions in villages: unit, day, how many came."""
    for unit, day, people in told:
        fields = {"f-topic": f"宣讲{day}", "f-people_count": str(people), "f-form": "visit"}
        record(browser, "publicity.village_session_held", day, unit=unit, **fields)


def sent(browser, content: bytes, begin: str, end: str):
    """The page after such a form was sent."""
    file = SimpleUploadedFile("法律进村.xlsx", content)
    return browser.post("/fill/", {"file": file, "begin": begin, "end": end})


@pytest.mark.parametrize(("heads", "named", "lined"), LAYOUTS)
def test_each_village_has_its_figures(at, heads, named, lined):
    """Printed or empty names, with lines or without; what the ledger does not hold stays empty, the total too."""
    browser = at("chen")
    held(browser, ("qinghe-v1", "2026-01-20", 30), ("qinghe-v1", "2026-02-02", 12), ("qinghe-v2", "2026-02-03", 7))
    answer = sent(browser, form_of(heads, named, lined), "2026-01-01", "2026-02-28")
    sheet = book_of(browser, answer).active
    at_name = heads.index("村名" if heads is NARROW else "村（社区）")
    rows = [[c.value for c in sheet[r]][at_name : at_name + 3] for r in (3, 4)]
    assert rows == [["柳湾村", 2, 42], ["石桥村", 1, 7]]
    assert [c.value for c in sheet[5]] == ["合计", *[None] * (len(heads) - 1)]


def test_the_year_of_the_title_goes_before_days_left_alone(at):
    """Last year's title is filled with last year's records and said; days that were chosen, the usual ones too, are kept and warned of."""
    browser = at("chen")
    held(browser, ("qinghe-v1", "2025-03-20", 30), ("qinghe-v1", "2026-02-02", 12))
    form = form_of(NARROW, True, True, "2025年法律进村宣讲情况统计表")
    told = sent(browser, form, "", "")
    assert book_of(browser, told).active["C3"].value == 30
    assert "日期没有另选，填的是2025-01-01到2025-12-31的记录" in text(told)
    chosen = sent(browser, form, *[day.isoformat() for day in usual_span()])
    assert book_of(browser, chosen).active["C3"].value == 12 and "请核对日期" in text(chosen)
    assert "没有另选" not in text(chosen)
    present = sent(browser, form_of(NARROW, True, True), "", "")
    assert book_of(browser, present).active["C3"].value == 12 and "没有另选" not in text(present)


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("2026年2月法律进村宣讲情况统计表", "2026-02-01到2026-02-28"),
        ("2026年上半年法律进村宣讲情况统计表", "2026-01-01到2026-03-02"),
        ("2024-2026年法律进村宣讲情况统计表", "2024-01-01到2026-03-02"),
        ("法律进村宣讲情况统计表（云法办〔2025〕3号附件）", "2026-01-01到2026-03-02"),
        ("关于报送2025年下半年法律进村宣讲情况统计表的通知附件", "2025-07-01到2025-12-31"),
        ("2027年法律进村宣讲情况统计表", "2026-01-01到2026-03-02"),
    ],
)
def test_days_left_alone_are_the_titles_until_today(at, title, span):
    """A month, half a year, several years; without one, or one that has not begun, this year. The page always says which."""
    assert f"填的是{span}的记录" in text(sent(at("chen"), form_of(NARROW, True, True, title), "", ""))


def test_one_day_left_alone_is_the_titles(at):
    """From a chosen day to the end of the year that the title names."""
    form = form_of(NARROW, True, True, "2025年法律进村宣讲情况统计表")
    assert "填的是2025-07-01到2025-12-31的记录" in text(sent(at("chen"), form, "2025-07-01", ""))


@pytest.mark.parametrize(
    ("title", "begin", "end", "span"),
    [
        ("2025年", "2026-01-01", "", "2026-01-01到2026-03-02"),
        ("2026年", "", "2025-12-31", "2025-01-01到2025-12-31"),
        ("", "", "2025-12-31", "2025-01-01到2025-12-31"),
    ],
)
def test_a_day_outside_of_the_title_has_its_own_other(at, title, begin, end, span):
    """The one that nobody chose is today or 1 January, never on the wrong side of the one chosen."""
    shown = text(
        sent(at("chen"), form_of(NARROW, named=True, lined=True, title=f"{title}法律进村宣讲情况统计表"), begin, end)
    )
    assert f"填的是{span}的记录" in shown and "头尾反了" not in shown


def test_a_form_without_rows_is_not_about_one_record(at):
    """A header over a total alone asks for empty rows, not for a record to choose."""
    browser = at("chen")
    held(browser, ("qinghe-v1", "2026-01-20", 30), ("qinghe-v1", "2026-02-02", 12))
    book = openpyxl.load_workbook(io.BytesIO(form_of(WIDE, True, True)))
    book.active.delete_rows(3, 2)
    out = io.BytesIO()
    book.save(out)
    told = text(sent(browser, out.getvalue(), "2026-01-01", "2026-02-28"))
    assert "没有空着等填的行" in told and "只填一件" not in told
