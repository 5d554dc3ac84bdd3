"""What the pages of the desk say, over a few records of the invented town."""

import io
import re
import zipfile
from datetime import date
from urllib.parse import unquote

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fazhi.office.review import review
from fazhi.store import models


def record(browser, step: str, on: str, **fields: object):
    """Send the form of a step, each with a key of its own."""
    key = f"{step}-{models.Event.objects.count()}"
    answer = browser.post(f"/record/{step}/", {"happened_on": on, "key": key, "late_reason": "示例补录", **fields})
    assert answer.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[-800:]
    return models.Event.objects.order_by("-id").first()


@pytest.fixture
def request_event(at):
    """A request for information, received on 4 January, not answered: overdue on 2 March."""
    return record(
        at("chen"),
        "foi.application_received",
        "2026-01-05",
        unit="qinghe",
        **{"f-subject": "征地补偿标准", "f-channel": "mail"},
    )


def text(answer) -> str:
    """A page's words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_duties_show_verdicts_law_and_owner(at, request_event):
    """The overdue reply is counted, cited and somebody's; the county sees a heat map of its townships."""
    page = text(at("chen").get("/duties/?system=S05"))
    assert "逾期1" in page and "第三十三条" in page and "党政" in page
    county = text(at("zhou").get("/duties/"))
    assert "清河镇（示例）" in county and "白石镇（示例）" in county and "项未落实" in county
    one = text(at("chen").get("/duties/foi.reply/"))
    assert "征地补偿标准" in one and "逾期" in one
    assert at("chen").get("/duties/foi.nothing/").status_code == 400


def test_the_calendar_and_its_feed(at, request_event):
    """The due day stands in February; the secret link gives the same and ends with the password."""
    browser = at("chen")
    page = browser.get("/calendar/?month=2026-02").content.decode()
    assert "公开申请二十个工作日" in page and browser.get("/calendar/?month=nonsense").status_code == 200
    link = re.search(r'value="(http://testserver)(/calendar/[^"]+\.ics)"', page)
    assert link
    feed = Client().get(link[2])
    assert feed.status_code == 200 and "BEGIN:VEVENT" in feed.content.decode() and "陈静" not in feed.content.decode()
    assert Client().get(link[2].replace(":", "x", 1)).status_code == 404
    user = User.objects.get(username="chen")
    user.set_password("another-word-1")
    user.save()
    assert Client().get(link[2]).status_code == 404


def test_the_score_loses_points_and_mending_brings_them_back(at, request_event):
    """What if the reply were given: one point more; a violation cannot be mended."""
    browser = at("chen")
    page = browser.get("/appraisal/").content.decode()
    before = float(re.search(r'class="score"><b>([\d.]+)</b>', page)[1])
    key = re.search(r'name="fix" value="(foi\.reply~[^"]+)"', page)[1]
    after = browser.get("/appraisal/", {"fix": key}).content.decode()
    assert float(re.search(r'class="score"><b>([\d.]+)</b>', after)[1]) == before + 1
    assert models.Event.objects.count() == 1
    assert browser.get("/appraisal/?unit=baishi").status_code == 200  # another's unit: one's own is shown
    assert "白石镇" not in text(browser.get("/appraisal/?unit=baishi"))


def test_the_timeline_shows_late_entries(at, request_event):
    """Recorded two months after: 补录 with its reason, on the day it was recorded."""
    browser = at("chen")
    page = text(browser.get("/timeline/"))
    assert "补录" in page and "示例补录" in page and "征地补偿标准" in page
    old = text(browser.get("/timeline/?from=2020-01-01&to=2020-02-01"))
    assert "没有录入" in old and "征地补偿标准" not in text(at("wu").get("/timeline/"))


def test_rosters_tell_what_lapses(at):
    """A certificate that ends in a month is marked, one that ended is expired, one revoked is ended."""
    browser = at("chen")
    for name, until in (("甲证", "2026-04-01"), ("乙证", "2026-02-01"), ("丙证", "2028-01-01")):
        fields = {"f-title": name, "f-officer": ["sun"], "f-certificate_no": name, "f-valid_until": until}
        record(browser, "officer.certificate_valid", "2026-01-06", unit="qinghe", **fields)
    page = text(browser.get("/rosters/"))
    assert "甲证" in page and "快到期" in page and "已过期" in page
    lapsing = text(browser.get("/rosters/?only=lapsing"))
    assert "丙证" not in lapsing and "甲证" in lapsing
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/rosters/xlsx").content))
    assert "在岗人员" in book.sheetnames and "行政执法证" in book.sheetnames


def test_a_handover_lists_what_lies_with_somebody(at, request_event):
    """The clerk's open finding and matter, and nobody's password; a stranger's sheet does not exist."""
    page = text(at("zhao").get("/handover/chen/"))
    assert "征地补偿标准" in page and "移交人" in page and "接收人" in page
    assert at("wu").get("/handover/chen/").status_code == 404
    assert at("chen").get("/handover/nobody/").status_code == 404


def test_the_dossier_of_a_matter(at, request_event):
    """Cover with contents, numbered papers; the same records give the same bytes; not for another township."""
    browser = at("chen")
    photo = SimpleUploadedFile("申请表.txt", "示例".encode())
    browser.post(f"/events/{request_event.pk}/evidence/", {"files": [photo]})
    path = f"/matters/{request_event.matter_id}/zip"
    answer = browser.get(path)
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == ["00 封面和卷内目录.docx", "01 申请表.txt"]
    assert browser.get(path).content == answer.content and at("wu").get(path).status_code == 404


def test_a_running_clock_shows_its_days_on_the_matter(at, request_event):
    """The strip of counted days stands beside the clock."""
    page = at("chen").get(f"/matters/{request_event.matter_id}/").content.decode()
    assert "逐日看" in page and "2026年1月</caption>" in page and 'class="d-due"' in page


def test_a_stale_correction_shows_both_versions(at, request_event):
    """Two people open one record; the second gets 409, both versions, and what was typed."""
    path = f"/events/{request_event.pk}/correct/"
    fields = {"happened_on": "2026-01-06", "f-channel": "mail", "reason": "日期写错"}
    assert at("chen").post(path, {**fields, "f-subject": "征地补偿标准（一）"}).status_code == 302
    stale = at("sun").post(path, {**fields, "f-subject": "我改的名称"})
    page = text(stale)
    assert stale.status_code == 409 and "我改的名称" in page and "征地补偿标准（一）" in page
    assert models.Event.objects.count() == 2
    newest = models.Event.objects.order_by("-id").first()
    assert f"/events/{newest.pk}/correct/" in stale.content.decode()


def test_rows_pasted_from_excel_are_imported(at):
    """With their header; a bad row comes back red in a file; twice adds nothing."""
    browser = at("chen")
    rows = "日期\t宣讲内容\t形式\t参加人数\t单位\n2026-02-03\t宪法宣讲\t集中宣讲\t35\t柳湾村\n2026-02-31\t民法典\t集中宣讲\t20\t柳湾村"
    page = browser.post("/import/", {"ledger": "village_session", "pasted": rows})
    assert "成功 1 行，失败 1 行" in text(page)
    link = re.search(r'href="(/import/\w+\.xlsx)"', page.content.decode())
    marked = openpyxl.load_workbook(io.BytesIO(browser.get(link[1]).content)).worksheets[0]
    assert any(c.fill.fgColor.rgb not in ("00000000", None) for row in marked.iter_rows() for c in row)
    assert at("wu").get(link[1]).status_code == 404
    assert "已有 1 行" in text(browser.post("/import/", {"ledger": "village_session", "pasted": rows}))
    assert models.Event.objects.count() == 1


@pytest.mark.parametrize("pasted", ["", "只有一行", "\x00\x01\t\x02\n\x03", "a\tb\n" * 2500])
def test_bad_pastes_are_told(at, pasted):
    """Nothing is written, and what was pasted is still there."""
    answer = at("chen").post("/import/", {"pasted": pasted})
    assert answer.status_code == 422 and models.Event.objects.count() == 0


def test_a_broken_file_is_told(at):
    """What is no workbook at all."""
    sent = SimpleUploadedFile("台账.xlsx", b"PK\x03\x04 cut off")
    answer = at("chen").post("/import/", {"file": sent})
    assert answer.status_code == 422 and "没有导入" in text(answer)


def test_columns_and_sums_of_a_list(at):
    """Chosen columns, and the total of a number over the whole selection."""
    browser = at("chen")
    for n in (30, 12):
        fields = {"f-topic": f"宣讲{n}", "f-people_count": str(n)}
        record(browser, "publicity.village_session_held", "2026-02-20", unit="qinghe-v1", **fields)
    page = text(browser.get("/ledgers/village_session/"))
    assert "42人" in page
    chosen = text(browser.get("/ledgers/village_session/?col=publicity.village_session_held%23people_count"))
    assert "42人" in chosen and "宣讲30" in chosen
    assert "宣讲12" not in text(browser.get("/ledgers/village_session/?q=讲3")) and "宣讲30" in text(
        browser.get("/ledgers/village_session/?q=讲3")
    )


def test_notices_are_what_is_new(at, request_event):
    """Due within a week, overdue since a week; nothing to tick off."""
    page = text(at("chen").get("/notices/"))
    assert "七天内到期" in page and "已读" in page


def test_signing_in_by_code(at, monkeypatch):
    """Opened by the clerk, signed without an account, marked late, closed into the record form; an old code is refused."""
    browser = at("chen")
    form = {"step": "study.session_held", "title": "中心组第一次学法", "begins": "2026-03-02T09:00", "unit": "qinghe"}
    sheet = browser.post("/sheets/", form).url
    page = browser.get(sheet)
    link = re.search(r'href="http://testserver(/sign/\w+/\w+/)"', page.content.decode())
    assert link and "<svg" in page.content.decode()
    phone = Client()
    assert "赵立" in text(phone.get(link[1])) and "陈静" in text(phone.get(link[1]))
    assert "已经签到" in text(phone.post(link[1], {"person": "zhao"}))
    assert "不用再签" in text(phone.post(link[1], {"person": "zhao"}))
    assert phone.post(link[1], {"person": "wu"}).status_code == 422
    old = re.sub(r"/\w+/$", "/0123456789abcdef/", link[1])
    assert phone.get(old).status_code == 404 and "重新扫" in text(phone.get(old))
    assert "赵立" in text(browser.get(f"{sheet}?part=code"))
    assert at("wu").get(sheet).status_code == 404
    closed = browser.post(f"{sheet}close/")
    form = browser.get(closed.url).content.decode()
    assert "f-attendees=zhao" in closed.url and 'value="zhao"' in form and 'value="中心组第一次学法"' in form
    assert phone.get(link[1]).status_code == 404


def test_a_sheet_needs_a_title(at):
    """Said in Chinese beside the form."""
    answer = at("chen").post("/sheets/", {"step": "study.session_held", "title": " ", "unit": "qinghe"})
    assert answer.status_code == 422 and "没有填" in text(answer)


def test_the_system_page_verifies_and_refuses_a_bad_calendar(at, request_event):
    """The seal agrees; a file that is no calendar is told; a county reads and does not import."""
    browser = at("chen")
    assert "全部相符" in text(browser.post("/system/", {"do": "verify"}))
    bad = SimpleUploadedFile("2027.toml", b"year = 2026")
    answer = browser.post("/system/", {"do": "calendar", "file": bad})
    assert answer.status_code == 422 and "没有导入" in text(answer)
    assert "放假安排文件" not in at("zhou").get("/system/").content.decode()


def test_rules_say_what_changes(at):
    """The duties that began lately are listed with their day."""
    page = text(at("chen").get("/rules/"))
    assert "河南省" in page and "2025-11-01" in page and "未核" in page


def test_administrators_start_where_they_work(at):
    """And see no matters."""
    assert at("xi").get("/").url == "/system/" and at("an").get("/").url == "/accounts/"
    assert at("xi").get("/ledgers/").status_code == 403


def test_a_system_as_one_file(at, request_event):
    """Cover, contents, ledger, numbered papers; the same bytes again; a foreign township and an unknown system are refused."""
    browser = at("chen")
    paper = SimpleUploadedFile("申请表.txt", "示例申请".encode())
    browser.post(f"/events/{request_event.id}/evidence/", {"files": paper})
    answer = browser.get("/books/S05/qinghe/2026.zip")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names[0] == "00 封面和卷内目录.docx" and any(n.startswith("01 台账/") and n.endswith(".xlsx") for n in names)
    assert [n for n in names if n.startswith("02 材料/征地补偿标准/001 申请表")]
    assert browser.get("/books/S05/qinghe/2026.zip").content == answer.content
    assert browser.get("/books/S99/qinghe/2026.zip").status_code == 400
    assert browser.get("/books/S05/baishi/2026.zip").status_code == 404
    assert "2026年成册" in text(browser.get("/duties/?system=S05"))


def test_a_book_lists_what_the_appraisal_counts(at, settings):
    """A case whose day lies in the next year belongs to this year's book; ledgers are numbered without gaps."""
    settings.DEMO_AS_OF = date(2026, 12, 20)
    filed = {"f-case_name": "示例案件", "f-cause": "示例", "f-party": "某甲", "f-case_no": "1"}
    record(at("chen"), "penalty.case_filed", "2026-12-10", unit="qinghe", **filed)
    archive = zipfile.ZipFile(io.BytesIO(at("chen").get("/books/S10/qinghe/2026.zip").content))
    book = zipfile.ZipFile(io.BytesIO(archive.read("00 封面和卷内目录.docx"))).read("word/document.xml").decode()
    words = re.sub(r"<[^>]+>", "", book)
    assert "2026年12月10日立案，应在90日内（2027年3月" in words, words[:3000]
    assert [n[6:8] for n in archive.namelist() if n.startswith("01 台账/")] == ["01"]


def test_a_book_leaves_out_what_may_not_be_done_yet(at, settings):
    """A fine whose days of payment still run is no shortfall; a term that runs is under way."""
    settings.DEMO_AS_OF = date(2026, 12, 20)
    filed = {"f-case_name": "示例案件", "f-cause": "示例", "f-party": "某甲", "f-case_no": "1"}
    opened = record(at("chen"), "penalty.case_filed", "2026-12-10", unit="qinghe", **filed)
    record(at("chen"), "penalty.served", "2026-12-18", matter=opened.matter_id)
    wait = [f for f in review("qinghe", date(2026, 12, 20)).exceptions if f.duty.id == "penalty.late-fee-wait"]
    assert [f.verdict for f in wait] == ["open"]
    _, cover = book_of(at("chen"), 2026, "S10")
    assert "才能加处罚款" not in cover and "应在90日内" in cover


def test_an_indicator_as_one_file(at, request_event):
    """All systems of a line of the score sheet, whose page offers it; a line that is not there is refused."""
    browser = at("chen")
    paper = SimpleUploadedFile("申请表.txt", "示例申请".encode())
    browser.post(f"/events/{request_event.id}/evidence/", {"files": paper})
    answer = browser.get("/books/4/qinghe/2026.zip")
    assert "政务公开" in unquote(answer["Content-Disposition"])
    assert any("申请表" in n for n in zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
    assert not any(
        "申请表" in n for n in zipfile.ZipFile(io.BytesIO(browser.get("/books/3/qinghe/2026.zip").content)).namelist()
    )
    assert browser.get("/books/99/qinghe/2026.zip").status_code == 400
    assert "/books/4/qinghe/2026.zip" in browser.get("/appraisal/?year=2026").content.decode()


def book_of(browser, year: int, about: str = "S05") -> tuple[list[str], str]:
    """(names of the papers, words of the cover) of an inspection book."""
    archive = zipfile.ZipFile(io.BytesIO(browser.get(f"/books/{about}/qinghe/{year}.zip").content))
    cover = zipfile.ZipFile(io.BytesIO(archive.read("00 封面和卷内目录.docx"))).read("word/document.xml").decode()
    papers = [n.rpartition("/")[2] for n in archive.namelist() if n.startswith("02 材料/")]
    return papers, re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "|", cover))


def attach(browser, event: int, name: str) -> None:
    """Put a paper behind a record."""
    browser.post(f"/events/{event}/evidence/", {"files": SimpleUploadedFile(name, name.encode())})


def test_a_book_holds_what_stands_and_happened_in_its_year(at):
    """By the day of the record, not of the matter; of a corrected record its papers stay, marked; of a voided one none."""
    browser = at("chen")
    opened = record(
        browser, "foi.application_received", "2025-12-30", unit="qinghe", **{"f-subject": "跨年", "f-channel": "mail"}
    )
    attach(browser, opened.pk, "申请表.txt")
    reply = record(browser, "foi.reply_issued", "2026-01-15", matter=opened.matter_id, **{"f-outcome": "granted"})
    attach(browser, reply.pk, "答复书.txt")
    wrong = record(
        browser, "foi.application_received", "2026-01-05", unit="qinghe", **{"f-subject": "记错的", "f-channel": "mail"}
    )
    attach(browser, wrong.pk, "作废的.txt")
    assert browser.post(f"/events/{wrong.pk}/correct/", {"void": "1", "reason": "记错"}).status_code == 302
    assert book_of(browser, 2025)[0] == ["001 申请表.txt"]
    assert book_of(browser, 2026)[0] == ["001 答复书.txt"]
    fixed = {"happened_on": "2026-01-16", "f-outcome": "granted", "reason": "日期写错"}
    assert browser.post(f"/events/{reply.pk}/correct/", fixed).status_code == 302
    papers, cover = book_of(browser, 2026)
    assert papers == ["001 答复书.txt"] and "答复书.txt（更正前所附）" in cover and "2026年1月16日" in cover


def test_a_book_has_cover_contents_and_index(at, request_event):
    """Title, unit, year and number; the columns of 卷内目录; papers by duty, and duties without any."""
    browser = at("chen")
    attach(browser, request_event.pk, "申请表.txt")
    cover = book_of(browser, 2026)[1]
    assert all(w in cover for w in ("单位：清河镇（示例）|", "年度：2026年|", "材料：共1件|", "职责索引|"))
    assert "序号|材料名称|所属事项|日期|份数|文件摘要（前16位）|" in cover and "报告中的语句" not in cover
    assert "|1|申请表.txt|征地补偿标准|2026年1月5日|1份|" in cover
    assert re.search(r"公开申请二十个工作日[^|]*\|1\|1\|", cover) and "|没有材料|0|" in cover


def test_years_without_a_book(at):
    """A year that is none, is long past or has not come has no book."""
    assert [at("chen").get(f"/books/S05/qinghe/{y}.zip").status_code for y in (0, 1900, 2027, 99999)] == [404] * 4


def test_the_main_button_is_the_usual_beginning(at):
    """An application before an ordinary letter, a zero report before a fault; what is recorded most goes first."""

    def main_button(ledger: str) -> str:
        page = at("chen").get(f"/ledgers/{ledger}/").content.decode()
        return re.search(r'class="btn btn-primary" href="/record/([\w.]+)/', page)[1]

    assert main_button("foi_request") == "foi.application_received"
    assert main_button("decision_outcome") == "decision.failure_zero_checked"
    assert main_button("certificate") == "officer.certificate_applied"
    valid = {"f-title": "示例", "f-officer": ["zhao"], "f-certificate_no": "1", "f-valid_until": "2028-01-01"}
    record(at("chen"), "officer.certificate_valid", "2026-02-20", unit="qinghe", **valid)
    assert main_button("certificate") == "officer.certificate_valid"
