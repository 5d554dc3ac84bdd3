"""One main button for where a report stands; what fell is said; each step named leads to its record."""

import re
from datetime import date

import pytest

from fazhi.desk.english import FILE
from fazhi.desk.report_now import in_work
from fazhi.office.access import acting
from fazhi.office.draft_report import kind_of
from fazhi.office.report_draft import Period
from fazhi.office.report_freeze import freeze
from fazhi.store import models
from tests.desk.test_pages import record, text
from tests.desk.test_report_review import an_application, html, told
from tests.desk.test_reports import ANNUAL, PAPER, UNIT, act, draft_of, fill_all, frozen_paper

FOI = "/reports/foi/2026/"
LAST = "/reports/annual/2025/"
NAMED = {"f-report_title": "2025年报告", "f-report_year": "2025"}


def main_buttons(browser, page: str = ANNUAL) -> list[str]:
    """What the blue buttons of a page say."""
    main = html(browser.get(page)).partition('<main id="main"')[2].partition("<article")[0]
    found = re.findall(r'<(?:a|button) class="btn[^"]*btn-primary"[^>]*>(.*?)</(?:a|button)>', main, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s|（\d+处）", "", one) for one in found]


def test_each_state_has_one_main_button(at):
    """Fill, send, wait, the meeting, freeze, send up, publish, done; of the head only what waits for an answer."""
    chen, zhao, seen = at("chen"), at("zhao"), []

    def look() -> None:
        seen.append((main_buttons(chen), main_buttons(zhao)))

    look()
    fill_all(chen, ANNUAL)
    look()
    for browser, do in ((chen, "send"), (zhao, "return"), (chen, "send"), (zhao, "approve")):
        act(browser, ANNUAL, do, text="改")
        look()
    matter = _meeting(chen)
    look()
    assert act(chen, ANNUAL, "freeze").status_code == 302
    look()
    for step in ("report.submitted_upward", "report.published"):
        record(chen, step, "2026-03-02", matter=matter)
        look()
    assert [c for c, _ in seen] == [
        ["逐项补写"], ["送审"], [], ["再送审"], [], ["记录：会议审议报告"], ["定稿"], ["记录：报送县委县政府"],
        ["记录：向社会公开"], ["发文稿Word"],
    ]  # fmt: skip
    assert [z for _, z in seen][:7] == [[], [], ["同意"], [], ["同意"], [], []]


def _meeting(browser) -> str:
    """The meeting recorded by the button of the page; its matter."""
    form = act(browser, ANNUAL, "begin", step="report.deliberated")
    assert form.status_code == 302
    sent = {"happened_on": "2026-03-02", "key": "meeting", "matter": re.search(r"matter=([^&]+)", form.url)[1]}
    assert browser.post(form.url, sent).status_code == 302
    return sent["matter"]


def test_a_named_step_leads_to_its_record_without_drafting_twice(at):
    """In the steps, in the list and among the buttons; the matter is opened once, with title and year of the report."""
    browser = at("chen")
    act(browser, ANNUAL, "own", part="1", text="另外做了走访。")
    page = html(browser.get(ANNUAL))
    assert page.count('name="step" value="report.deliberated"') == 3 and "/record/report.drafted/" not in page
    assert "先记录“会议审议报告”" not in page
    matter = _meeting(browser)
    assert f"matter={matter}" in act(browser, ANNUAL, "begin", step="report.deliberated").url
    drafted = models.Event.objects.get(step="report.drafted")
    assert drafted.facts["report_year"] == 2026 and "2026年法治政府建设情况报告" in drafted.facts["report_title"]
    assert drafted.matter_id == matter and draft_of(ANNUAL)[1].deliberated
    assert act(browser, ANNUAL, "begin", step="foi.reply_issued").status_code == 400


def test_a_draft_begun_long_ago_leads_to_its_meeting(at, settings):
    """What the page records by itself needs no reason from the clerk, though it is of forty days ago."""
    act(at("chen"), ANNUAL, "own", part="1", text="另外做了走访。")
    settings.DEMO_AS_OF = date(2026, 4, 11)
    assert act(at("chen"), ANNUAL, "begin", step="report.deliberated").status_code == 302
    assert models.Event.objects.get(step="report.drafted").happened_on == date(2026, 3, 2)


def test_an_approval_that_fell_says_why_and_asks_to_be_sent_again(at):
    """Who approved, what reads otherwise with its link; 送审 is no longer done, and the head is asked nothing."""
    chen, zhao = at("chen"), at("zhao")
    an_application(chen, "征地补偿")
    fill_all(chen, FOI)
    act(chen, FOI, "send")
    act(zhao, FOI, "approve")
    assert "已经不算数" not in text(chen.get(FOI))
    an_application(chen, "补贴名单")
    made, cycle = draft_of(FOI)
    told_now = next(s.text for s in made.sentences() if s.key == "section:foi.requests")
    for browser in (chen, zhao):
        page = html(browser.get(FOI))
        banner = re.search(r'<div class="refusal no-print" role="status">.*?</ul>.*?</div>', page, re.DOTALL)[0]
        assert "赵立" in banner and "台账的数据变了" in banner and "再送审" in banner and told_now[:30] in banner
        assert re.search(r"open=\d+#s\d+", banner)
    assert dict(cycle.steps)["送审"] is None and dict(cycle.steps)["审阅同意"] is None
    assert main_buttons(chen, FOI) == ["再送审"] and told("zhao") == [] and told("chen") == ["moved"]
    act(chen, FOI, "send")
    assert "已经不算数" not in text(chen.get(FOI)) and told("zhao") == ["send"] and main_buttons(zhao, FOI) == ["同意"]


def test_words_after_an_approval_are_named_as_the_reason(at):
    """Who worded, and that the head has to see it again."""
    fill_all(at("chen"), PAPER)
    act(at("chen"), PAPER, "send")
    act(at("zhao"), PAPER, "approve")
    act(at("sun"), PAPER, "own", part="1", text="另外做了走访。")
    page = text(at("chen").get(PAPER))
    assert re.search(r"孙敏 2026-03-02 [\d:]+ 又改过文字", page)
    assert dict(draft_of(PAPER)[1].steps)["送审"] is None and main_buttons(at("chen"), PAPER) == ["再送审"]


def test_a_year_that_runs_is_confirmed_before_freezing(at, settings):
    """Named in the list, refused unless it is ticked, written into the report; over, nothing is asked."""
    browser = at("chen")
    fill_all(browser, PAPER)
    act(at("zhao"), PAPER, "approve")
    assert "2026年还没有结束，数字只到2026年3月2日" in text(browser.get(PAPER))
    refused = act(browser, PAPER, "freeze", early="")
    assert refused.status_code == 400 and "2026年还没有结束" in text(refused)
    assert act(browser, PAPER, "freeze").status_code == 302
    assert "本报告数据截至2026年3月2日。" in text(browser.get(PAPER))
    settings.DEMO_AS_OF = date(2027, 1, 4)
    made, _ = draft_of(PAPER)
    assert not made.is_early and "本报告数据截至" not in made.opening


def test_a_report_that_went_out_before_shows_no_blanks(at):
    """Recorded as submitted and never frozen here: its page says so, asks for nothing, and can still be frozen."""
    browser = at("chen")
    matter = record(browser, "report.drafted", "2026-01-14", unit=UNIT, **NAMED).matter_id
    assert "待填写" in text(browser.get(LAST))
    record(browser, "report.submitted_upward", "2026-02-20", matter=matter)
    page = browser.get(LAST)
    assert "已经报送或者公开，没有在这里定稿" in text(page) and "待填写" not in text(page).replace("定稿以前", "")
    assert main_buttons(browser, LAST) == [] and f'href="/matters/{matter}/"' in html(page)
    above = text(at("zhou").get(f"{LAST}?unit={UNIT}"))
    assert "没有在这里定稿" in above and "待填写" not in above
    assert "定稿以前还要办的" not in text(page) and "/record/report.published/" in html(page)


@pytest.mark.parametrize("day, year", [("2026-01-05", 2025), ("2026-06-30", 2025), ("2026-07-01", 2026)])
def test_the_report_on_last_year_is_in_work_in_the_first_half(at, day, year):
    """As long as it is not out."""
    periods = [Period(2026), Period(2025)]
    assert in_work(UNIT, kind_of("annual"), periods, date.fromisoformat(day)).year == year


def test_the_top_bar_opens_the_report_in_work(at, settings):
    """Last year's until it is published, then this year's; for the county what was sent up, else the list."""
    settings.KEPT_SINCE = date(2025, 1, 1)
    browser = at("chen")
    assert 'href="/reports/annual/"' in html(browser.get("/"))
    assert browser.get("/reports/annual/").url == f"{LAST}?unit={UNIT}"
    county = at("zhou")
    assert county.get(f"/reports/annual/?unit={UNIT}").url == f"/reports/?unit={UNIT}"
    matter = record(browser, "report.drafted", "2026-01-14", unit=UNIT, **NAMED).matter_id
    record(browser, "report.submitted_upward", "2026-02-20", matter=matter)
    assert browser.get("/reports/annual/").url == f"{LAST}?unit={UNIT}"
    record(browser, "report.published", "2026-02-21", matter=matter)
    assert browser.get("/reports/annual/").url == f"{ANNUAL}?unit={UNIT}"
    assert county.get(f"/reports/annual/?unit={UNIT}").url == f"{LAST}?unit={UNIT}"
    assert browser.get("/reports/debrief/").url == f"/reports/?unit={UNIT}"


@pytest.mark.parametrize("words, hint", [("推进三项业务。", "写明出处"), ("全年无一起投诉。", "不能确认，要改成")])
def test_words_of_the_own_are_told_what_to_do(at, words, hint):
    """A number is linked, sourced or confirmed; a claim of none is reworded; no sentence of the records stands behind them."""
    act(at("chen"), PAPER, "own", part="1", text=words)
    rows = draft_of(PAPER)[0].sentences()
    n = next(n for n, s in enumerate(rows, start=1) if s.text == words)
    page = text(at("chen").get(f"{PAPER}sentences/{n}/"))
    assert hint in page and "改这段话" in page and "数字不能改" not in page


def test_a_meeting_opens_the_matter_once_frozen_records_follow(at):
    """A paper that the freezing opens has nothing to begin."""
    frozen_paper(at)
    assert act(at("chen"), PAPER, "begin", step="paper.sent").status_code == 400
    assert "/record/paper.sent/" in html(at("chen").get(PAPER))
    writer = acting("chen", "陈静", date(2026, 3, 2))
    with pytest.raises(Exception, match="已经定稿"):
        freeze(writer, UNIT, kind_of("enforcement"), Period(2026), early=True)


def test_the_box_for_another_version_stretches_no_button(at):
    """It stands below the row of buttons; what is jumped to keeps its distance from the edge."""
    frozen_paper(at)
    page = html(at("chen").get(PAPER))
    assert 'id="why-again"' in page and not re.search(
        r'<div class="buttons">(?:(?!</div>).)*<form class="say"', page, re.DOTALL
    )
    css = (FILE.parents[1] / "site/static/desk/desk.css").read_text("utf-8")
    assert re.search(r"\.sentence \{[^}]*scroll-margin-top", css) and re.search(r"\.main > \.banner \{[^}]*margin", css)
