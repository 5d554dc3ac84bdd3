"""Longer ways through the desk: without a network, by keyboard alone, across National Day, past a gate, out of a post."""

import io
import re
import socket

import openpyxl
import pytest
from playwright.sync_api import Page, expect

PAGES = (
    "/duties/",
    "/duties/foi.reply/",
    "/rosters/",
    "/calendar/",
    "/appraisal/",
    "/timeline/",
    "/rules/",
    "/system/",
    "/handover/p13/",
    "/notices/",
    "/account/",
    "/import/",
    "/sheets/",
    "/quick/",
)


def until(page: Page, condition: str) -> None:
    """Wait until a script expression is true; asked from outside, for pages allow no eval of their own."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {condition}")


def test_a_liaison_records_without_a_network(visit, troubles):
    """The record waits in the phone, its state is on the screen, and it is sent once when the network is back."""
    page = visit("liaison", 390)
    page.goto("/quick/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    until(
        page,
        "caches.open('fazhi-1').then(c => c.keys()).then(k => k.some(r => r.url.includes('village_session_held')))",
    )
    page.context.set_offline(True)
    page.goto("/quick/")
    page.get_by_role("link", name="送法下村").click()
    page.get_by_label("宣讲内容").fill("断网时的宣讲")
    page.get_by_label("参加人数").fill("18")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("[data-waiting]")).to_contain_text("有1条记录存在本机")
    page.context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden(timeout=10_000)
    page.goto("/ledgers/village_session/?q=断网时")
    expect(page.locator("tbody tr")).to_have_count(1)
    troubles[:] = [t for t in troubles if "net::ERR" not in t]


def test_a_draft_survives_a_lost_session(visit, site, troubles):
    """Typed, signed out elsewhere, signed in again: the words are there; after saving they are gone."""
    page = visit("clerk")
    page.goto("/record/publicity.event_held/?unit=qinghe")
    page.get_by_label("活动名称").fill("没来得及保存的活动")
    until(page, "Object.keys(localStorage).some(k => localStorage[k].includes('没来得及'))")
    page.context.clear_cookies()
    page.get_by_label("活动类别").select_option(label="其他")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="保存").click()
    address, password = site
    expect(page.get_by_text("页面已过期")).to_be_visible()
    page.goto(f"{address}/login/")
    page.get_by_label("用户名").fill("clerk")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.goto(f"{address}/record/publicity.event_held/?unit=qinghe")
    expect(page.get_by_text("已恢复上次没有保存的内容")).to_be_visible()
    assert page.get_by_label("活动名称").input_value() == "没来得及保存的活动"
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
    page.goto("/record/publicity.event_held/?unit=qinghe")
    assert page.get_by_label("活动名称").input_value() == ""
    troubles[:] = [t for t in troubles if "403" not in t]


def test_a_request_across_national_day_with_an_extension(visit):
    """Received on 26 September 2025, extended by 20 working days: due on 27 November, and the page says why."""
    page = visit("clerk")
    page.goto("/record/foi.application_received/?unit=qinghe")
    page.get_by_label("申请内容").fill("跨国庆的示例申请")
    page.get_by_label("日期").first.fill("2025-09-26")
    page.get_by_text("更多内容").click()
    page.get_by_label("补录原因").fill("示例补录")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="看这件事项").click()
    expect(page.locator("main")).to_contain_text("2025年10月30日")
    matter = re.search(r"/matters/(\w+)/", page.url)
    assert matter
    page.goto(f"/record/foi.extension_approved_and_notified/?matter={matter[1]}")
    page.get_by_label("日期").first.fill("2025-10-22")
    if page.get_by_text("更多内容").count():
        page.get_by_text("更多内容").click()
    page.get_by_label("补录原因").fill("示例补录")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="看这件事项").click()
    expect(page.locator("main")).to_contain_text("2025年11月27日")


def test_an_officer_without_a_certificate_is_refused(visit):
    """The clerk is no officer: the act is refused with the article."""
    page = visit("clerk")
    page.goto("/record/enforcement.act_performed/?unit=qinghe")
    page.get_by_label("活动名称").fill("无证人员检查示例")
    page.locator(".choices.many").first.get_by_text("林小满").click()
    page.locator(".choices.many").first.get_by_text("雷鸣").click()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("现在还不能记录这一步")).to_be_visible()
    expect(page.locator(".refusal")).to_contain_text("行政处罚法")


def test_a_leader_sees_one_page(visit):
    """Red first, no button to record; the score and where it was lost."""
    page = visit("head")
    expect(page.locator("#red")).to_be_visible()
    assert page.locator("a[href^='/record/']").count() == 0
    page.get_by_role("link", name="考核测算").click()
    expect(page.locator(".score")).to_contain_text("满分 100 分")


def test_a_handover_is_printed(visit):
    """On paper there are no menus and no buttons, and there are lines to sign."""
    page = visit("clerk")
    page.goto("/rosters/")
    page.get_by_text("在岗人员").click()
    page.locator("a[href='/handover/p13/']").click()
    expect(page.get_by_text("接收人：")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".side")).to_be_hidden()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.get_by_text("接收人：")).to_be_visible()


def test_an_import_returns_its_errors_in_the_users_file(visit, tmp_path):
    """Two rows in, one red out."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["清河镇送法下村台账"],
        ["序号", "日期", "单位", "宣讲内容", "参加人数"],
        [1, "2026.2.11", "柳林村", "反诈宣讲（导入）", 41],
        [2, "2026.2.30", "白石村", "宪法宣讲（导入）", 35],
    ):
        sheet.append(row)
    path = tmp_path / "送法下村.xlsx"
    book.save(path)
    page = visit("clerk")
    page.get_by_role("link", name="导入台账").click()
    page.get_by_label("Excel 文件").set_input_files(path)
    page.get_by_role("button", name="导入").click()
    expect(page.get_by_text("成功 1 行，失败 1 行")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载错误表").click()
    back = openpyxl.load_workbook(io.BytesIO(coming.value.path().read_bytes())).worksheets[0]
    texts = [str(c.value) for row in back.iter_rows() for c in row if c.value]
    assert "宪法宣讲（导入）" in texts and coming.value.suggested_filename == "送法下村（错误标注）.xlsx"


def test_people_are_found_by_pinyin(visit):
    """gmy finds 顾明远; Enter ticks the first."""
    page = visit("clerk")
    page.goto("/record/study.session_held/")
    box = page.get_by_label("在名单里查找").first
    box.fill("gmy")
    shown = page.locator(".choices.many").first.locator(".choice:visible")
    expect(shown).to_have_count(1)
    expect(shown.first).to_contain_text("顾明远")
    box.press("Enter")
    expect(shown.first.locator("input")).to_be_checked()


def focused(page: Page) -> str:
    return page.evaluate(
        "(e => e.matches('a, button, input, select, summary') ? (e.name || e.innerText || '').trim() : '')"
        "(document.activeElement)"
    )


def tab_to(page: Page, words: str, most: int = 120) -> None:
    """Press Tab until what has the focus says `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"Tab never reaches {words}")


def test_five_tasks_by_keyboard_alone(visit):
    """Skip link, search a ledger, open a matter, open a reason, record and save."""
    page = visit("clerk")
    page.keyboard.press("Tab")
    assert "跳到正文" in focused(page)
    page.goto("/ledgers/foi_request/")
    tab_to(page, "q")
    page.keyboard.type("道路")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    name = page.locator("tbody a").first.inner_text()
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(re.escape(name[:6])))).to_be_visible()
    tab_to(page, "依据")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/why/"))
    page.goto("/record/publicity.event_held/?unit=qinghe")
    tab_to(page, "f-title")
    page.keyboard.type("键盘记录的活动")
    tab_to(page, "f-theme")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "保存")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
    page.goto("/reports/annual/2025/")
    tab_to(page, "。")
    page.keyboard.press("Enter")
    expect(page.locator("details.sentence[open]").first).to_be_visible()


def test_an_upload_cut_in_half(visit, site):
    """The line breaks within a file: nothing is recorded, and the server goes on."""
    page = visit("clerk")
    address, _ = site
    page.goto("/record/publicity.event_held/?unit=qinghe")
    token = page.locator("form.record [name=csrfmiddlewaretoken]").input_value()
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    fields = {"csrfmiddlewaretoken": token, "unit": "qinghe", "happened_on": "2026-03-02", "f-title": "断线上传的活动"}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    parts.append('--x\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n')
    body = "".join(parts).encode() + b"\xff\xd8\xff" * 1000
    host = address.removeprefix("http://")
    head = (
        f"POST /record/publicity.event_held/ HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\nOrigin: {address}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body) * 2}\r\n\r\n"
    )
    with socket.create_connection(tuple(host.split(":")), timeout=10) as line:
        line.sendall(head.encode() + body)
    page.goto("/ledgers/publicity_event/?q=断线上传")
    expect(page.get_by_text("没有符合条件的记录")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 720, 390])
def test_pages_fit_at_every_width(visit, width):
    """720 is a 1440 screen at 200 percent."""
    page = visit("clerk", width)
    for path in ("/", "/ledgers/penalty_case/", *PAGES):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_phone_shows_the_whole_week(visit):
    """Sunday too, and a day with something due opens it in the list below."""
    page = visit("clerk", 390)
    page.goto("/calendar/")
    sunday = page.locator(".month-page th").last.bounding_box()
    assert sunday["x"] + sunday["width"] <= 390
    page.locator(".day-count").first.click()
    assert page.locator(".line:target").is_visible()
