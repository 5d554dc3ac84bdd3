"""A major decision from the catalogue to its publication, every step at the desk, and one that the law stops on the way."""

import re

from playwright.sync_api import Page, expect

STEPS = (
    ("decision.comment_opened", "2026-01-06"),
    ("decision.comment_closed", "2026-02-06"),
    ("decision.risk_report_completed", "2026-02-09"),
    ("decision.sent_for_legality_review", "2026-02-09"),
    ("decision.counsel_opinion_filed", "2026-02-10"),
)
AFTER_REVIEW = (
    ("decision.dossier_complete", "2026-02-26"),
    ("decision.submitted_for_deliberation", "2026-02-26"),
    ("decision.deliberated", "2026-02-27"),
    ("decision.all_members_stated_opinion", "2026-02-27"),
    ("decision.chief_stated_opinion", "2026-02-27"),
    ("decision.minutes_with_dissent_filed", "2026-02-27"),
    ("decision.party_reported", "2026-02-27"),
    ("decision.adopted", "2026-02-27"),
    ("decision.issued", "2026-02-28"),
    ("decision.published", "2026-03-02"),
)


def fill(page: Page, on: str) -> None:
    """The day, yes to every question, the first choice, the first person: what a clerk would not leave empty."""
    page.get_by_label("日期").first.fill(on)
    for fold in page.locator("details.more:not([open]) > summary").all():
        fold.click()
    for field in page.locator(".record input[type=text]").all():
        if not field.input_value() and field.get_attribute("name") not in ("despite",):
            field.fill("示例")
    for field in page.locator(".record input[type=number]").all():
        if not field.input_value():
            field.fill("2")
    for group in page.locator(".record fieldset").all():
        yes = group.locator("input[value=yes]")
        if yes.count():
            yes.check()
        elif not group.locator("input:checked").count() or group.locator("input:checked").get_attribute("value") == "":
            group.locator("input[type=radio]:not([value='']), input[type=checkbox]").first.check()
    for choice in page.locator(".record select").all():
        if not choice.input_value():
            choice.select_option(index=1)


def record(page: Page, matter: str, step: str, on: str) -> None:
    """One step, which must be taken."""
    page.goto(f"/record/{step}/?matter={matter}")
    fill(page, on)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="已保存"), f"{step} {on}").to_be_visible()


def test_from_the_catalogue_to_publication(visit):
    """In the catalogue, commented on, assessed, reviewed, discussed, decided, published; not discussed before the review."""
    page = visit("clerk")
    page.goto("/record/decision.initiated/?unit=qinghe")
    fill(page, "2026-01-05")
    page.get_by_label("决策事项").fill("清河镇示例决策（浏览器）")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="看这件事项").click()
    matter = re.search(r"/matters/(\w+)/", page.url)
    assert matter
    for step, on in STEPS:
        record(page, matter[1], step, on)

    page.goto(f"/record/decision.submitted_for_deliberation/?matter={matter[1]}")
    fill(page, "2026-02-12")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("现在还不能记录这一步")).to_be_visible()
    expect(page.locator(".refusal")).to_contain_text("河南省行政合法性审查工作规定")

    record(page, matter[1], "decision.legality_opinion_issued", "2026-02-26")
    for step, on in AFTER_REVIEW:
        record(page, matter[1], step, on)
    page.goto(f"/matters/{matter[1]}/")
    expect(page.locator("main")).to_contain_text("公布决策")
    assert page.locator(".mark-red").count() == 0
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载案卷").click()
    assert coming.value.suggested_filename == "清河镇示例决策（浏览器）案卷.zip"
