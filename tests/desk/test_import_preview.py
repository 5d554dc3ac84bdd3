"""The mapping is shown before anything is taken; what is put right holds for the next file of the same sender."""

import io
import re

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.kernel.faults import ImportFault, Problem
from fazhi.store import models
from tests.desk.test_pages import text
from tests.picture_books import dispimg, lay, photo, saved, with_cell_pictures


def odd_ledger(day: str, topic: str = "栏甲") -> SimpleUploadedFile:
    """Headers that nobody's synonyms know."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["领导干部集中学法台账"], ["序号", "哪天学的", topic, "到场的人"], [1, day, "宪法", "赵立"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("学法台账.xlsx", out.getvalue())


def test_shown_put_right_and_remembered(at):
    """A preview writes nothing; the chosen columns are taken; the second file needs no choosing."""
    browser = at("chen")
    seen = browser.post("/import/", {"file": odd_ledger("2026-01-20"), "give": "preview", "ledger": "study_session"})
    assert "没有日期这一列" in text(seen) and "哪天学的" in text(seen) and models.Event.objects.count() == 0
    known = odd_ledger("2026-01-20", "学习内容")
    partly = browser.post("/import/", {"file": known, "give": "preview", "ledger": "study_session"}).content.decode()
    assert 'value="study.session_held:topic" selected' in partly
    token = re.search(r'name="token" value="(\w+)"', seen.content.decode())
    assert token
    chosen = {
        "col-0-哪天学的": "study.session_held:date",
        "col-0-栏甲": "study.session_held:topic",
        "col-0-到场的人": "study.session_held:attendees",
    }
    done = browser.post("/import/", {"token": token[1], "table": "0", "as-0": "study_session", **chosen})
    assert "成功 1 行，失败 0 行" in text(done), text(done)[-600:]
    event = models.Event.objects.get()
    assert event.facts["topic"] == "宪法" and event.facts["attendees"] == ["zhao"]
    again = browser.post("/import/", {"file": odd_ledger("2026-01-27"), "ledger": ""})
    assert "成功 1 行，失败 0 行" in text(again) and models.Event.objects.count() == 2


def test_another_sender_chooses_anew(at):
    """What one township chose says nothing about a neighbour's table."""
    browser, neighbour = at("chen"), at("wu")
    seen = browser.post("/import/", {"file": odd_ledger("2026-01-20"), "give": "preview", "ledger": "study_session"})
    token = re.search(r'name="token" value="(\w+)"', seen.content.decode())
    assert token
    put_right = {"as-0": "study_session", "col-0-栏甲": "study.session_held:topic"}
    browser.post("/import/", {"token": token[1], "table": "0", **put_right})
    other = neighbour.post("/import/", {"file": odd_ledger("2026-01-20"), "give": "preview", "ledger": "study_session"})
    assert 'study.session_held:topic" selected' not in other.content.decode()


def book_of(*sheets: tuple[str, ...], rows: int = 1) -> SimpleUploadedFile:
    """Sheets of one kind of table: (name, title, 填报单位), with headers that fit anything."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, title, unit in sheets:
        sheet = book.create_sheet(name)
        for row in ([title], [f"填报单位：{unit}"], ["序号", "时间", "事项名称", "经办人"]):
            sheet.append(row)
        for n in range(rows):
            sheet.append([n + 1, f"2026-01-{n + 20}", f"宪法{n}", "赵立"])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


STUDY = {
    "as-0": "study_session",
    "col-0-时间": "study.session_held:date",
    "col-0-事项名称": "study.session_held:topic",
    "col-0-经办人": "study.session_held:attendees",
}


def put_right(browser, file: SimpleUploadedFile, table: str = "0"):
    """The page after one table of a workbook was confirmed as study sessions."""
    seen = browser.post("/import/", {"file": file, "give": "preview", "ledger": ""}).content.decode()
    token = re.search(r'name="token" value="(\w+)"', seen)
    assert token
    return browser.post("/import/", {"token": token[1], "table": table, **STUDY})


def test_one_sheet_confirmed_says_nothing_of_the_other(at):
    """The second sheet is not taken, is shown again, and is remembered as nothing."""
    browser = at("chen")
    done = put_right(browser, book_of(("学法", "学法情况", "清河镇（示例）"), ("普法", "普法情况", "清河镇（示例）")))
    assert "成功 1 行，失败 0 行" in text(done) and "[普法]" in text(done) and "[学法]" not in text(done)
    assert models.Event.objects.count() == models.FormMapping.objects.count() == 1


def test_the_same_headers_under_another_title_or_sender(at):
    """What holds for a sender's 学法 table holds next month, but not for its 送法下村台账, nor for another sender's table."""
    browser = at("chen")
    put_right(browser, book_of(("表", "1月学法情况", "清河镇（示例）")))
    for title, unit, taken in (
        ("2月学法情况", "清河镇（示例）", True),
        ("送法下村台账", "清河镇（示例）", False),
        ("1月学法情况", "柳湾村", False),
    ):
        page = browser.post("/import/", {"file": book_of(("表", title, unit)), "give": "preview", "ledger": ""})
        assert ('study.session_held:topic" selected' in page.content.decode()) is taken, title


def test_choices_there_are_not_are_refused(at):
    """A made-up column, ledger or table is told and not kept."""
    browser = at("chen")
    seen = browser.post("/import/", {"file": odd_ledger("2026-01-20"), "give": "preview", "ledger": "study_session"})
    token = re.search(r'name="token" value="(\w+)"', seen.content.decode())
    assert token
    for wrong in ({"as-0": "nonsense"}, {"col-0-栏甲": "nonsense"}, {"table": "7"}, {"table": ""}):
        answer = browser.post("/import/", {"token": token[1], "table": "0", "as-0": "study_session", **wrong})
        assert answer.status_code == 422 and models.FormMapping.objects.count() == 0
        assert "哪天学的" in text(answer) and 'name="token"' in answer.content.decode()


def test_headers_that_sound_alike_are_proposed(at):
    """Proposed and marked as a guess, in the preview and after a refusal; nothing is taken before they are sent."""
    browser = at("chen")
    book = openpyxl.Workbook()
    for row in (
        ["领导干部集中学法台账"],
        ["序号", "集中学的日期", "学习的内容", "参加人数"],
        [1, "2026-01-20", "宪法", 20],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    for more in ({"give": "preview"}, {}):
        sent = SimpleUploadedFile("学法台账.xlsx", out.getvalue())
        page = browser.post("/import/", {"file": sent, **more}).content.decode()
        assert page.count("猜的，请核对") >= 2 and models.Event.objects.count() == 0
        assert 'value="study.session_held:date" selected' in page
        assert 'value="study.session_held:topic" selected' in page


def test_pictures_are_announced_and_come_along(at):
    """The preview counts them and names what stays behind; the record's page then offers the photo."""
    browser = at("chen")
    book = openpyxl.Workbook()
    for row in (
        ["普法活动台账"],
        ["活动日期", "活动名称", "类别", "照片"],
        ["2026-01-20", "赶集日宣传", "其他", dispimg("ID_A")],
    ):
        book.active.append(row)
    lay(book.active, "F1", photo("blue"))
    content = with_cell_pictures(saved(book), {"ID_A": photo("red")})
    file = SimpleUploadedFile("普法台账.xlsx", content)
    seen = browser.post("/import/", {"file": file, "give": "preview", "ledger": ""})
    assert "随行带入：1张照片，在第3行" in text(seen) and "第1行的图片，没有带入" in text(seen)
    assert models.Evidence.objects.count() == 0
    token = re.search(r'name="token" value="(\w+)"', seen.content.decode())
    assert token
    done = browser.post("/import/", {"token": token[1], "table": "0", "as-0": "publicity_event"})
    assert "附上照片 1 张" in text(done) and "没有带入的图片" in text(done)
    file = models.Evidence.objects.get()
    assert "第3行 照片1.png" in text(browser.get(f"/matters/{file.event.matter_id}/"))
    assert b"".join(browser.get(f"/evidence/{file.pk}/").streaming_content) == photo("red")


def test_what_cannot_be_marked_is_listed_whole(at, monkeypatch):
    """The page says that the file cannot be marked and lists every refused cell, more than it lists otherwise."""

    def fails(*_: object) -> bytes:
        raise ImportFault(Problem("文件 （标注）", "读不了"))

    monkeypatch.setattr("fazhi.office.import_sheet.mark_errors", fails)
    book = openpyxl.Workbook()
    for row in (["领导干部集中学法台账"], ["序号", "学法日期", "学习内容", "参加人员"]):
        book.active.append(row)
    for n in range(60):
        book.active.append([n, "2026-02-30", f"内容{n}", "赵立"])
    out = io.BytesIO()
    book.save(out)
    page = text(at("chen").post("/import/", {"file": SimpleUploadedFile("学法台账.xlsx", out.getvalue())}))
    assert "这个文件标不了红（读不了）" in page and "下载错误表" not in page
    assert "第3行第2列" in page and "第62行第2列" in page


def foi_ledger(*rows: list[object]) -> SimpleUploadedFile:
    """Requests with a column that nobody knows."""
    book = openpyxl.Workbook()
    for row in (["依申请公开台账"], ["序号", "收到日期", "申请内容", "答复日期", "答复结果", "天气"], *rows):
        book.active.append(row)
    return SimpleUploadedFile("依申请公开.xlsx", saved(book))


def test_what_would_come_back_is_told_before(at):
    """Rows from the first to the last, each with the value that is wrong; the unknown column; one button to import."""
    browser = at("chen")
    good = [[n, f"2026-01-{n + 4:02}", f"内容{n}", None, None, "晴"] for n in range(1, 8)]
    late = [[8, "2026-02-05", "甲", "2026-02-01", "予以公开", None], [9, "2026-02-30", "乙", None, None, None]]
    page = browser.post("/import/", {"file": foi_ledger(*good, *late), "give": "preview"})
    told = text(page)
    assert "可以导入7行" in told and "要退回2行（2格的内容不对）" in told
    assert "第10行 “答复日期”填的是“2026-02-01”" in told and "早于“收到申请”的日期2026-02-05" in told
    assert told.index("第10行") < told.index("第11行 “收到日期”填的是“2026-02-30”")
    assert told.count("不认识的列：不会读入") == 1 and models.Event.objects.count() == 0
    html = page.content.decode()
    assert html.count('value="import"') == 1 and "直接导入" not in html


def test_the_preview_told_what_the_import_did(at):
    """Looked at again with another mapping, then imported with the same: as many rows come back, in the order of the file."""
    browser = at("chen")
    rows = [[n, f"2026-02-{n:02}", f"内容{n}", "2026-02-05", "予以公开", None] for n in range(1, 9)]
    seen = browser.post("/import/", {"file": foi_ledger(*rows), "give": "preview"})
    token = re.search(r'name="token" value="(\w+)"', seen.content.decode())
    columns = {
        "收到日期": "foi.application_received:date",
        "申请内容": "foi.application_received:subject",
        "答复日期": "foi.reply_issued:date",
        "答复结果": "foi.reply_issued:outcome",
        "天气": "note",
    }
    put = {"token": token[1], "table": "0", "as-0": "foi_request", **{f"col-0-{k}": v for k, v in columns.items()}}
    again = browser.post("/import/", {**put, "give": "preview"})
    assert "可以导入5行，要退回3行" in text(again) and "不认识的列" not in text(again)
    done = text(browser.post("/import/", {**put, "give": "import"}))
    assert "成功 5 行，失败 3 行" in done
    assert done.index("第8行：") < done.index("第9行：") < done.index("第10行：")


def test_nothing_to_import_shows_no_button_and_a_failure_no_old_preview(at):
    """Where every row comes back only another look is offered; after a try the preview does not say that nothing was imported yet."""
    browser = at("chen")
    wrong = [1, "2026-02-30", "甲", None, None, None]
    seen = browser.post("/import/", {"file": foi_ledger(wrong), "give": "preview"}).content.decode()
    assert 'value="import"' not in seen and "没有可以导入的行" in seen
    token = re.search(r'name="token" value="(\w+)"', seen)
    put = {"token": token[1], "table": "0", "as-0": "foi_request", "col-0-收到日期": "foi.application_received:date"}
    done = browser.post("/import/", {**put, "col-0-申请内容": "foi.application_received:subject", "give": "import"})
    assert "失败 1 行" in text(done) and "还没有导入" not in text(done) and "刚才导入过" in text(done)
