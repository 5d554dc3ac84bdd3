"""A superior's form filled at the desk: values in their cells, the form's own things kept, corrections remembered."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.store import models
from tests.desk.test_pages import record, text
from tests.office.superior_forms import FORMS, Form

NAMED = {form.name: form for form in FORMS}
SPAN = {"begin": "2026-01-01", "end": "2026-12-31"}


def send(browser, form: Form, **fields: str):
    """The page after a form was sent."""
    file = SimpleUploadedFile(f"{form.name}.xlsx", form.build())
    return browser.post("/fill/", {"file": file, **SPAN, **fields})


def book_of(browser, answer) -> openpyxl.Workbook:
    """The filled workbook behind the page's button."""
    link = re.search(r'href="(/fill/\w+\.xlsx)"', answer.content.decode())
    assert link, text(answer)[-400:]
    return openpyxl.load_workbook(io.BytesIO(browser.get(link[1]).content))


@pytest.fixture
def studied(at):
    """Two sessions in January, the second longer, signed by some."""
    browser = at("chen")
    for day, topic, minutes in (("2026-01-20", "宪法", "90"), ("2026-01-27", "民法典", "120")):
        fields = {
            "f-topic": topic,
            "f-attendees": ["zhao", "qian"],
            "f-form": "lecture",
            "f-host": "钱进",
            "f-minutes": minutes,
        }
        record(browser, "study.session_held", day, unit="qinghe", **fields)
    return browser


def test_a_list_is_filled_in_place(studied):
    """Oldest first, dates as dates, minutes as hours, the drop-down's words; totals, notes and print set-up stay."""
    form = NAMED["领导干部学法用法情况统计表"]
    answer = send(studied, form)
    sheet = book_of(studied, answer)[form.sheet]
    blank = openpyxl.load_workbook(io.BytesIO(form.build()))[form.sheet]
    rows = [[c.value for c in sheet[r]] for r in (5, 6, 7)]
    assert [r[1].date().isoformat() for r in rows[:2]] == ["2026-01-20", "2026-01-27"] and rows[2][1] is None
    assert rows[0][2:5] == ["宪法", "专题讲座", "钱进"] and rows[0][6] == 1.5 and rows[1][6] == 2.0
    assert "赵立" in rows[0][5] and rows[0][7] is None and rows[0][10] is None
    assert {k: sheet[k].value for k in form.lines} == {k: blank[k].value for k in form.lines}
    assert sheet["G15"].value == blank["G15"].value and sheet["A4"].value == blank["A4"].value
    assert sheet.merged_cells.ranges == blank.merged_cells.ranges
    assert sheet.page_setup.orientation == blank.page_setup.orientation
    assert {c: d.width for c, d in sheet.column_dimensions.items()} == {
        c: d.width for c, d in blank.column_dimensions.items()
    }
    page = text(answer)
    assert "应到人数" in page and "没有填的栏" in page


def test_rows_are_added_when_there_are_too_few(at):
    """Twelve sessions in a form of ten rows: two more like the last, numbered on; sums reach over them, notes and print area move."""
    browser, form = at("chen"), NAMED["领导干部学法用法情况统计表"]
    for day in range(1, 13):
        fields = {"f-topic": f"第{day}讲", "f-attendees": ["zhao"], "f-form": "lecture", "f-minutes": "60"}
        record(browser, "study.session_held", f"2026-01-{day:02}", unit="qinghe", **fields)
    answer = send(browser, form)
    sheet = book_of(browser, answer)[form.sheet]
    assert "照最后一行加了2行" in text(answer)
    assert [sheet[f"C{r}"].value for r in (14, 15, 16)] == ["第10讲", "第11讲", "第12讲"] and sheet["A16"].value == 12
    assert sheet["A17"].value == "合  计" and sheet["G17"].value == "=SUM(G5:G16)"
    assert "A17:B17" in {r.coord for r in sheet.merged_cells.ranges} and sheet.row_dimensions[16].height == 24
    assert sheet["C16"].border.left.style == "thin" and sheet.print_area == "'Sheet1'!$A$1:$L$19"
    assert "D5:D16" in str(sheet.data_validations.dataValidation[0].sqref)


def test_months_are_counted(at):
    """Each month its own; formulas of subtotals stay."""
    browser = at("chen")
    for day, channel in (("2026-01-05", "mail"), ("2026-02-06", "in_person"), ("2026-02-09", "in_person")):
        record(browser, "foi.application_received", day, unit="qinghe", **{"f-subject": day, "f-channel": channel})
    form = NAMED["依申请公开工作月度统计表"]
    sheet = book_of(browser, send(browser, form))[form.sheet]
    assert [sheet[f"B{r}"].value for r in (6, 7, 8)] == [1, 2, 0] and sheet["C7"].value == 2
    assert str(sheet["B12"].value).startswith("=")


def test_a_form_about_one_record_asks_which(at):
    """Two cases: choose one; then its cells are filled beside their labels."""
    browser = at("chen")
    for cause in ("占道经营", "违规搭建"):
        fields = {"f-cause": cause, "f-party": "示例商户", "f-officers": ["zhao", "qian"]}
        record(browser, "penalty.case_filed", "2026-02-10", unit="qinghe", **fields)
    form = NAMED["行政处罚案件登记表"]
    refused = send(browser, form, ledger="penalty_case")
    assert refused.status_code == 422 and "只填一件" in text(refused)
    chosen = models.Matter.objects.get(ledger="penalty_case", name__contains="违规搭建")
    page = refused.content.decode()
    token = re.search(r'name="token" value="(\w+)"', page)
    assert token and f'<option value="{chosen.id}">' in page  # the same file, another click
    answer = browser.post("/fill/", {"token": token[1], "ledger": "penalty_case", "matter": chosen.id, **SPAN})
    sheet = book_of(browser, answer)[form.sheet]
    assert sheet["B3"].value == "违规搭建" and sheet["B4"].value == "示例商户" and sheet["B5"].value is None


def test_what_was_put_right_is_remembered(studied):
    """A heading emptied, another chosen: the same form comes filled so the next time, for a colleague too."""
    form = NAMED["领导干部学法用法情况统计表"]
    first = send(studied, form)
    token = re.search(r'name="token" value="(\w+)"', first.content.decode())
    assert token
    cells = {f"cell-{c}": v for c, v in {"C3": "study.session_held:host", "E3": ""}.items()}
    again = studied.post("/fill/", {"token": token[1], "ledger": "study_session", **SPAN, **cells})
    assert book_of(studied, again)[form.sheet]["C5"].value == "钱进"
    later = book_of(studied, send(studied, form))[form.sheet]
    assert later["C5"].value == "钱进" and later["E5"].value is None
    assert later["B5"].value is not None


def corrected(browser, form: Form, cells: dict[str, str], ledger: str):
    """The page after a form was sent with headings put right."""
    return send(browser, form, ledger=ledger, **{f"cell-{c}": v for c, v in cells.items()})


def test_what_one_township_puts_right_is_its_own(at):
    """The neighbour's copy of the same form is filled as before."""
    clerk, neighbour = at("chen"), at("wu")
    form = NAMED["领导干部学法用法情况统计表"]
    before = re.findall(r"<option[^>]*selected>", send(neighbour, form).content.decode())
    corrected(clerk, form, {"C3": "study.session_held:host", "E3": ""}, "study_session")
    assert models.FormMapping.objects.count() == 1
    assert re.findall(r"<option[^>]*selected>", send(neighbour, form).content.decode()) == before


def test_who_records_puts_right_and_only_what_there_is(at):
    """A head is refused, and is not offered it; a ledger, a heading or a meaning that is made up is refused."""
    form = NAMED["领导干部学法用法情况统计表"]
    assert "不能记录" in text(corrected(at("zhao"), form, {"C3": ""}, "study_session"))
    assert "记住并重新填" not in text(send(at("zhao"), form)) and "记住并重新填" in text(send(at("chen"), form))
    for cells, ledger in (({"C3": ""}, "nonsense"), ({"C3": "x:y"}, "study_session"), ({"ZZ9": ""}, "study_session")):
        assert corrected(at("chen"), form, cells, ledger).status_code == 422
    assert models.FormMapping.objects.count() == 0


def test_numbers_of_rows_survive_a_correction(studied):
    """What is filled by itself (序号) stays so when another heading was put right."""
    form = NAMED["领导干部学法用法情况统计表"]
    page = send(studied, form).content.decode()
    cells = dict(re.findall(r'<select[^>]*name="cell-(\w+)".*?<option value="(sequence)?">', page))
    assert "sequence" in cells.values()
    filled = book_of(studied, corrected(studied, form, cells | {"C3": "study.session_held:host"}, "study_session"))
    assert [filled[form.sheet][f"A{r}"].value for r in (5, 6)] == [1, 2]


def test_years_are_not_mixed(at):
    """A form of months takes no month twice; days in the wrong order are refused; another year in the title is told."""
    browser = at("chen")
    for day in ("2025-01-06", "2026-01-05"):
        record(browser, "foi.application_received", day, unit="qinghe", **{"f-subject": day, "f-channel": "mail"})
    form = NAMED["依申请公开工作月度统计表"]
    assert "同一个月的两年" in text(send(browser, form, begin="2025-01-01", end="2026-01-31"))
    assert "头尾反了" in text(send(browser, form, begin="2026-02-01", end="2026-01-01"))
    assert "表的标题写的是" not in text(send(browser, form))
    book = openpyxl.load_workbook(io.BytesIO(form.build()))
    book[form.sheet]["A1"] = str(book[form.sheet]["A1"].value).replace("____", "2026")
    out = io.BytesIO()
    book.save(out)
    year = {"begin": "2025-01-01", "end": "2025-12-31"}
    told = browser.post("/fill/", {"file": SimpleUploadedFile("月报.xlsx", out.getvalue()), **year})
    assert "表的标题写的是2026年" in text(told)
    assert book_of(browser, told)[form.sheet]["B6"].value == 1


@pytest.mark.parametrize("topic", ("=1+1", "＝1+1", "+1", "-1", "@A1", "\t=1+1"))
def test_text_that_looks_like_a_formula_stays_text(at, topic):
    """No mark is added, and no office program reckons it, even once it is edited."""
    browser = at("chen")
    fields = {"f-topic": topic, "f-attendees": ["zhao"], "f-form": "lecture"}
    record(browser, "study.session_held", "2026-01-20", unit="qinghe", **fields)
    form = NAMED["领导干部学法用法情况统计表"]
    cell = book_of(browser, send(browser, form))[form.sheet]["C5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (topic.strip(), "s", True)


def test_bad_forms_and_days_are_told(at):
    """Nothing sent, an old token, a day that is none."""
    browser = at("chen")
    assert "没有选文件" in text(browser.post("/fill/", SPAN))
    assert "不是日期" in text(send(browser, FORMS[0], begin="x"))
    assert browser.get("/fill/nothing.xlsx").status_code == 404


def test_what_cannot_be_filled_says_why(at):
    """An empty file is called empty, an old one old, each with what to do."""
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
    for content, words in (
        (b"", "是空文件"),
        (old, "是旧版 .xls"),
        (old + "EncryptedPackage".encode("utf-16-le"), "设了密码"),
    ):
        answer = at("chen").post("/fill/", {"file": SimpleUploadedFile("表.xls", content), **SPAN})
        assert answer.status_code == 422 and words in text(answer) and "请" in text(answer)


def test_the_headline_counts_what_is_in_the_sheet(studied):
    """Records in a list; rows of figures where a row stands for a month, though more records were read."""
    assert "填了2件" in text(send(studied, NAMED["领导干部学法用法情况统计表"]))
    form = NAMED["依申请公开工作月度统计表"]
    for n in range(3):
        record(
            studied,
            "foi.application_received",
            "2026-01-06",
            unit="qinghe",
            **{"f-subject": f"甲{n}", "f-channel": "mail"},
        )
    answer = send(studied, form)
    sheet, blank = book_of(studied, answer)[form.sheet], openpyxl.load_workbook(io.BytesIO(form.build()))[form.sheet]
    differing = {
        c.row for row in sheet.iter_rows() for c in row if c.column > 1 and c.value != blank.cell(c.row, c.column).value
    }
    assert f"填了{len(differing)}行" in text(answer)


def test_what_was_guessed_is_said(at):
    """Headings taken by sense are named with what they were taken for, those called so are not; once looked at, none is."""
    book = openpyxl.Workbook()
    book.active.append(["政府信息公开申请办理情况表"])
    book.active.append(["序号", "申请人", "答复日期", "要求获取的政府信息内容描述", "邮寄单号"])
    book.active.append([1])
    out = io.BytesIO()
    book.save(out)
    browser = at("chen")
    record(
        browser, "foi.application_received", "2026-01-05", unit="qinghe", **{"f-subject": "征地", "f-channel": "mail"}
    )
    answer = browser.post("/fill/", {"file": SimpleUploadedFile("表.xlsx", out.getvalue()), **SPAN})
    said = text(answer)
    assert "要求获取的政府信息内容描述 → 收到申请·申请内容" in said
    assert "申请人 → 收到申请" not in said and "答复日期 → 答复" not in said and "没有填的栏：邮寄单号" in said
    page = answer.content.decode()
    names = ("token", "ledger")
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in names}
    cells = {f"cell-{c}2": "" for c in "ABCDE"} | {"cell-D2": "foi.application_received:subject"}
    again = text(browser.post("/fill/", {**SPAN, **fields, **cells}))
    assert "按意思认的" not in again and "按“依申请公开”填了" in again
