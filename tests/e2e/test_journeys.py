"""What people come to do, done in a browser: see what is due, record it, be stopped, understand why, take the report."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

LATE = "清河镇集镇改造拆迁补偿明细"


def test_a_todo_is_done_where_it_stands(visit):
    """今日 -> one button -> prefilled form -> saved -> the line is gone."""
    page = visit("clerk")
    line = page.locator(".line-do a.btn-primary").first
    title = page.locator("#soon .line b, #red .line b").first.inner_text()
    before = int(page.locator(".top-nav b").inner_text())
    line.click()
    for field in page.locator(".record input[required], .record select[required]").all():
        if not field.input_value() and field.get_attribute("type") == "text":
            field.fill("示例内容")
    for legend in page.locator("fieldset:has(.must)").all():
        if not legend.locator("input:checked").count():
            legend.locator("input").first.check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
    page.goto("/")
    assert title and int(page.locator(".top-nav b").inner_text()) <= before


def test_a_liaison_records_a_session_within_eight_taps(visit):
    """On a phone, from 今日 to saved."""
    page, taps = visit("liaison", 390), 0

    def tap(what) -> None:
        nonlocal taps
        what.click()
        taps += 1

    tap(page.get_by_role("link", name="台账", exact=True))
    tap(page.get_by_role("link", name="送法下村"))
    tap(page.get_by_role("link", name="新记一条"))
    tap(page.get_by_label("宣讲内容"))
    page.get_by_label("宣讲内容").fill("防范电信诈骗")
    tap(page.get_by_label("参加人数"))
    page.get_by_label("参加人数").fill("32")
    tap(page.get_by_role("button", name="保存"))
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
    assert taps <= 8


def test_pressing_save_twice_saves_once(visit):
    """The same form sent twice is one record."""
    page = visit("clerk")
    page.goto("/record/publicity.event_held/?unit=qinghe")
    page.get_by_label("活动名称").fill("双击测试活动")
    page.get_by_label("活动类别").select_option(label="其他")
    page.get_by_role("button", name="保存").dblclick()
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
    page.goto("/ledgers/publicity_event/?q=双击测试")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_the_law_stops_a_step_and_says_what_comes_first(visit):
    """Signing before review: refused with the article, then recorded with a reason."""
    page = visit("clerk")
    page.goto("/record/contract.drafted/?unit=qinghe")
    page.get_by_label("协议名称").fill("未审先签示例协议")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="看这件事项").click()
    expect(page.get_by_text("现在还不能办")).to_be_visible()
    page.get_by_role("link", name="已经办了，仍要记录").first.click()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("现在还不能记录这一步")).to_be_visible()
    page.get_by_label("仍要记录的原因").fill("对方急于开工")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()


def test_why_shows_the_law_the_records_and_the_days(visit):
    """The late reply across National Day: article, verified text, months with counted days."""
    page = visit("clerk")
    page.goto("/ledgers/foi_request/?q=拆迁补偿")
    page.get_by_role("link", name=LATE).click()
    page.locator(".line", has_text="公开申请二十个工作日内答复").get_by_role("link", name=re.compile("依据")).click()
    expect(page.get_by_text("第三十三条第二款")).to_be_visible()
    expect(page.get_by_text("原文已核").first).to_be_visible()
    assert page.locator("table.month").count() == 2
    expect(page.locator(".d-due")).to_contain_text("30")
    page.get_by_text("逐日计算书").click()
    expect(page.get_by_text("国庆").first).to_be_visible()


def test_every_sentence_of_the_report_opens_its_records(visit):
    """A click shows records with links; the Word file is a Word file."""
    page = visit("clerk")
    page.goto("/reports/annual/2025/")
    sentence = page.locator("details.sentence").first
    sentence.locator("summary").click()
    link = sentence.locator(".proof a[href*='/matters/']").first
    expect(link).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="正文 Word").click()
    content = coming.value.path().read_bytes()
    assert coming.value.suggested_filename.endswith(".docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    link.click()
    expect(page.get_by_role("heading", name="记录和佐证")).to_be_visible()


def test_a_ledger_goes_out_as_excel(visit):
    """What is narrowed on the screen is what is written."""
    page = visit("office")
    page.goto("/ledgers/decision/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="导出 Excel").click()
    assert zipfile.is_zipfile(coming.value.path())


def test_without_script_one_reads_and_saves(visit):
    """Every journey's core with scripts switched off."""
    page = visit("clerk", 390, script=False)
    page.goto("/record/publicity.event_held/?unit=qinghe")
    page.get_by_label("活动名称").fill("无脚本示例活动")
    page.get_by_label("活动类别").select_option(label="其他")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
    page.goto("/reports/annual/2025/")
    page.locator("details.sentence summary").first.click()
    page.get_by_role("link", name="看这句话依据的记录").first.click()
    expect(page.get_by_role("heading", name="报告语句的依据")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_the_screen(visit, width):
    """Nothing to scroll sideways on a phone."""
    page = visit("clerk", width)
    matter = "/ledgers/decision/"
    page.goto(matter)
    first = page.locator("tbody a").first.get_attribute("href")
    for path in ("/", "/ledgers/", matter, first, "/record/study.session_held/", "/reports/annual/2025/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
