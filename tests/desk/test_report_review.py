"""Whoever a report waits for is told; what is refused comes back where it was sent from; records of an earlier version stay its own."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from fazhi.office import clock
from fazhi.office.access import acting
from fazhi.office.draft_report import kind_of
from fazhi.office.notices import digest, notices
from fazhi.office.report_cycle import cycle_of
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, DraftSentence, DraftTable, Period
from fazhi.office.report_left import left
from fazhi.office.report_waiting import waiting
from fazhi.office.report_words import seen_as, turned
from fazhi.store import models, report_entries
from fazhi.store.report_entries import Entry
from tests.desk.test_pages import record, text
from tests.desk.test_reports import ANNUAL, PAPER, UNIT, act, draft_of, fill_all, frozen_paper, seen_by

DAY = date(2026, 3, 2)
FOI = "/reports/foi/2026/"


def told(person: str) -> list[str]:
    """What waits for somebody, by state."""
    return [w.state for w in waiting(acting(person, person, DAY))]


def html(answer) -> str:
    """A page's own text."""
    return answer.content.decode()


def ready_to_read(at, page: str = ANNUAL):
    """The first composed sentence of a report with a request on record, with its number."""
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    record(at("chen"), "foi.application_received", "2026-02-26", unit=UNIT, **fields)
    rows = draft_of(page)[0].sentences()
    return next((n, s) for n, s in enumerate(rows, start=1) if s.key == "section:foi.requests")


def test_a_refused_freezing_names_every_blank_with_its_section_and_link(at):
    """Each blank stands under its section with a link that opens its sentence; the way back and the page to fill are there."""
    browser = at("chen")
    refused = act(browser, ANNUAL, "freeze")
    page, made = html(refused), draft_of(ANNUAL)[0]
    blanks = [n for n, s in enumerate(made.sentences(), start=1) if s.todo]
    assert refused.status_code == 400 and len(blanks) > 3
    for n in blanks:
        assert f'href="/reports/annual/2026/?unit=qinghe&amp;open={n}#s{n}"' in page
    heading = next(p.heading for part in made.parts for p in part.paragraphs if p.heading and p.sentences[-1].todo)
    assert f"› {heading}</h3>" in page and "回到报告" in page and 'href="/reports/annual/2026/blanks/' in page
    opened = html(browser.get(f"{ANNUAL}?open={blanks[0]}"))
    assert re.search(rf'<details id="s{blanks[0]}"[^>]* open>', opened)
    assert not re.search(rf'<details id="s{blanks[1]}"[^>]* open>', opened)


def test_what_is_left_names_unbound_and_barred_sentences_too(at):
    """A claim without records and a zero claim are listed with their sections; a blank filled is not."""
    browser = at("chen")
    fill_all(browser, PAPER)
    act(browser, PAPER, "own", part="1", text="全年走访37户。")
    act(browser, PAPER, "own", part="2", text="全年无一起投诉。")
    rows = {(row.kind, row.what): row for row in left(*draft_of(PAPER))}
    assert not any(kind == "blank" for kind, _ in rows)
    assert rows["unbound", "全年走访37户。"].place.startswith("一、")
    assert rows["claim", "全年无一起投诉。"].place.startswith("二、") and rows["claim", "全年无一起投诉。"].number > 1


def test_a_return_without_reason_stays_on_the_page_with_its_words(at):
    """The message stands by the box; a refused paragraph of the own comes back in its part, filled."""
    refused = act(at("zhao"), PAPER, "return", text="  ")
    page = html(refused)
    assert refused.status_code == 400 and 'id="say-why"' in page and "没有写理由" in page and 'id="s1"' in page
    refused = act(at("chen"), PAPER, "own", part="1", text="待定")
    assert refused.status_code == 400 and ">待定</textarea>" in html(refused) and "等于没有写" in text(refused)


def test_a_refused_wording_comes_back_on_its_sentence(at):
    """What was typed stands in the field, also when a colleague was first."""
    number, one = ready_to_read(at)
    refused = act(at("chen"), ANNUAL, "word", key=one.key, text="待补充", at=number)
    assert refused.status_code == 400 and ">待补充</textarea>" in html(refused)
    act(at("sun"), ANNUAL, "word", key=one.key, text=f"今年{one.text}")
    late = act(at("chen"), ANNUAL, "word", key=one.key, text=f"全年{one.text}", base=0)
    assert (
        late.status_code == 409 and f">全年{one.text}</textarea>" in html(late) and "孙敏在你打开以后改过" in text(late)
    )


def test_sent_for_review_tells_those_who_review(at):
    """The head sees it on the first page and in the notices, the clerk and another township do not; an approval ends it."""
    act(at("chen"), PAPER, "send")
    for page in ("/", "/notices/"):
        assert "等您审阅" in text(at("zhao").get(page)) and PAPER in html(at("zhao").get(page))
        assert "等您审阅" not in text(at("chen").get(page)) + text(at("deng").get(page)) + text(at("zhou").get(page))
    assert "等您审阅" in digest(acting("zhao", "赵立", DAY), DAY, "")[1]
    act(at("zhao"), PAPER, "approve")
    assert told("zhao") == [] and told("chen") == ["approve"] and told("sun") == ["approve"]
    act(at("chen"), PAPER, "own", part="1", text="另外做了走访。")
    assert told("chen") == []


def test_sent_back_tells_the_writers_why(at):
    """First page, notices and a banner on the report give the reason; sending again ends it."""
    act(at("chen"), PAPER, "send")
    answer = at("zhao").post(f"{PAPER}act/", {"do": "return", "text": "补上强制执行"}, follow=True)
    assert "已退回，起草人在“今日”和“通知”里看得到理由。" in text(answer)
    for page in ("/", "/notices/"):
        shown = text(at("chen").get(page))
        assert "被退回" in shown and "补上强制执行" in shown and "被退回" not in text(at("zhao").get(page))
    banner = re.search(r'<div class="refusal" role="status">.*?</div>', html(at("chen").get(PAPER)), re.DOTALL)
    assert banner and "赵立" in banner[0] and "补上强制执行" in banner[0]
    act(at("chen"), PAPER, "send")
    assert told("chen") == [] and "退回，理由" not in text(at("chen").get(PAPER))


def test_a_remark_marks_its_sentence_and_the_log_links_it(at):
    """Who, when and what stand under the sentence until a version is frozen; the head is told that it is kept."""
    number, one = ready_to_read(at)
    sent = {"do": "remark", "key": one.key, "at": number, "text": "写明答复了几件"}
    answer = at("zhao").post(f"{ANNUAL}act/", sent, follow=True)
    assert "意见已经记下" in text(answer)
    page = html(at("chen").get(ANNUAL))
    mark = re.search(r'<p class="remark[^>]*>.*?</p>', page, re.DOTALL)
    assert mark and "赵立 2026-03-02" in mark[0] and "写明答复了几件" in mark[0] and page.count('class="remark ') == 1
    assert f'针对：<a href="{ANNUAL}?unit=qinghe&amp;open={number}#s{number}">' in page
    assert told("chen") == ["remark"] and told("zhao") == []
    act(at("chen"), ANNUAL, "send")
    assert told("chen") == []


def test_remarks_of_a_frozen_version_are_not_the_next_ones(at):
    """What led to a version stays in the log and marks nothing."""
    fill_all(at("chen"), PAPER)
    key = draft_of(PAPER)[0].sentences()[0].key
    act(at("zhao"), PAPER, "remark", key=key, text="好")
    assert 'class="remark ' in html(at("chen").get(PAPER))
    frozen_paper(at)
    page = html(at("chen").get(PAPER))
    assert 'class="remark ' not in page and "针对：" in page and told("chen") == []


def test_remarks_on_a_frozen_report_are_told_for_a_fortnight(at):
    """Nobody can answer them in a frozen text: they go away by themselves."""
    frozen_paper(at)
    about = (UNIT, "enforcement", "2026", "remark", "", "下一年注意", "zhao", "")
    report_entries.add(Entry(*about, clock.now() - timedelta(days=15)))
    assert told("chen") == []
    report_entries.add(Entry(*about, clock.now()))
    assert told("chen") == ["remark"]


def test_no_name_of_a_debrief_goes_into_a_mail(at):
    """The page names whose debrief waits; the mail does not."""
    person = acting("zhao", "赵立", DAY)
    act(at("chen"), "/reports/debrief/2026~qian/", "send")
    (one,) = notices(person, DAY).reports
    assert one.person == "钱进" and "钱进" in text(at("zhao").get("/")) and "钱进" not in digest(person, DAY, "")[1]


def test_a_reworded_sentence_whose_records_turned_is_looked_at_again(at):
    """Both texts are shown and the freezing waits, until the clerk keeps the words or drops them."""
    _, one = ready_to_read(at)
    browser = at("chen")
    act(browser, ANNUAL, "word", key=one.key, text=f"一年来，{one.text}")
    assert turned(draft_of(ANNUAL)[0]) == []
    fields = {"f-subject": "低保名单", "f-channel": "mail"}
    record(browser, "foi.application_received", "2026-01-05", unit=UNIT, **fields)
    (now,) = turned(draft_of(ANNUAL)[0])
    assert now.over == one.made and now.made != one.made and now.branch != one.branch
    page = text(browser.get(ANNUAL))
    assert one.made in page and now.made in page and "改写以后记录又变了的语句（1）" in page
    fill_all(browser, ANNUAL)
    assert "改写以后记录又变了" in text(act(browser, ANNUAL, "freeze"))
    act(browser, ANNUAL, "word", key=one.key, text=now.text, over=now.made)
    assert turned(draft_of(ANNUAL)[0]) == []
    assert "改写以后记录又变了：" not in text(act(browser, ANNUAL, "freeze"))


def test_words_written_over_a_sentence_that_turned_meanwhile_are_seen(at):
    """What counts is the sentence that was on the screen, not the one of the moment of saving."""
    _, one = ready_to_read(at)
    fields = {"f-subject": "低保名单", "f-channel": "mail"}
    record(at("chen"), "foi.application_received", "2026-01-05", unit=UNIT, **fields)
    act(at("chen"), ANNUAL, "word", key=one.key, text=f"一年来，{one.text}", over=one.made)
    assert [s.key for s in turned(draft_of(ANNUAL)[0])] == [one.key]


def test_a_day_that_passes_turns_no_sentence(at, settings):
    """Until when and how many days over run on by themselves; words of before the column was there are left alone."""
    _, one = ready_to_read(at)
    assert "2026年3月2日" in one.made
    act(at("chen"), ANNUAL, "word", key=one.key, text=f"一年来，{one.text}")
    settings.DEMO_AS_OF = date(2026, 3, 3)
    now = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == one.key)
    assert now.made != one.made and not now.over
    about = (UNIT, "annual", "2026", "word", one.key, "从前写的一句。", "chen", "")
    report_entries.add(Entry(*about, clock.now()))
    assert turned(draft_of(ANNUAL)[0]) == [] and models.ReportEntry.objects.latest("id").over is None


def test_a_person_no_record_names_is_listed_as_unbound(at):
    """Who attended may be named in other words; who is in no record of the sentence needs a look."""
    browser = at("chen")
    fields = {"f-topic": "宪法", "f-attendees": ["zhao", "qian"]}
    record(browser, "study.session_held", "2026-01-20", unit=UNIT, **fields)
    one = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == "section:law_study.leaders")
    for name, loose in (("赵立", ()), ("孙敏", ("没有记录说到孙敏",))):
        act(browser, ANNUAL, "word", key=one.key, text=f"{one.text.rstrip('。')}，{name}到场。")
        assert next(s.loose for s in draft_of(ANNUAL)[0].sentences() if s.key == one.key) == loose


@pytest.fixture
def published(at):
    """The annual report drafted, discussed, approved, frozen, submitted and published; its matter."""
    browser = at("chen")
    fields = {"f-report_title": "2026年报告", "f-report_year": "2026"}
    matter = record(browser, "report.drafted", "2026-03-02", unit=UNIT, **fields).matter_id
    record(browser, "report.deliberated", "2026-03-02", matter=matter)
    fill_all(browser, ANNUAL)
    act(at("zhao"), ANNUAL, "approve")
    assert act(browser, ANNUAL, "freeze").status_code == 302
    record(browser, "report.submitted_upward", "2026-03-02", matter=matter)
    record(browser, "report.published", "2026-03-02", matter=matter)
    return matter


def test_steps_on_record_are_shown_with_their_record_not_offered(at, published):
    """Submitted and published stand with a link to the record and to its correction; no button ends in a refusal."""
    page = html(at("chen").get(ANNUAL))
    assert "/record/report." not in page
    for step in ("report.submitted_upward", "report.published"):
        event = models.Event.objects.get(step=step)
        assert f'href="/matters/{published}/#event-{event.pk}"' in page and f"/events/{event.pk}/correct/" in page


def test_a_new_version_does_not_take_the_days_of_the_one_before(at, published):
    """Submitted and published belong to version 1 and are not to be recorded again; another meeting may be."""
    act(at("chen"), ANNUAL, "reopen", text="数据漏报")
    steps = dict(cycle_of(UNIT, kind_of("annual"), Period(2026)).steps)
    assert steps["报送县委县政府"] is None and steps["定稿"] is None
    page = html(at("chen").get(ANNUAL))
    assert page.count("（第1稿 2026-03-02）") == 3 and "（定稿以前 2026-03-02）" in page
    assert "/record/report.submitted_upward/" not in page and "/record/report.published/" not in page
    assert f"/record/report.deliberated/?matter={published}" in page
    event = models.Event.objects.get(step="report.submitted_upward")
    assert f"/events/{event.pk}/correct/" in page


def an_application(browser, subject: str) -> None:
    """One more row counted in the table of the report on open government."""
    fields = {"f-subject": subject, "f-applicant_kind": "person"}
    record(browser, "foi.application_received", "2026-02-26", unit=UNIT, **fields)


def test_an_approval_does_not_outlive_the_figures_it_saw(at):
    """A record that moves a cell takes the approval away; approved again it is frozen."""
    browser, head = at("chen"), at("zhao")
    an_application(browser, "征地补偿")
    fill_all(browser, FOI)
    act(head, FOI, "approve")
    assert draft_of(FOI)[1].approved == DAY and "负责人已同意" in text(browser.get("/"))
    an_application(browser, "补贴名单")
    cycle, first_page = draft_of(FOI)[1], text(browser.get("/"))
    assert "同意以后数据有变动，要再送审" in first_page and "负责人已同意" not in first_page
    assert cycle.approved is None and dict(cycle.steps)["审阅同意"] is None
    assert "还没有同意" in text(act(browser, FOI, "freeze"))
    act(head, FOI, "approve")
    assert act(browser, FOI, "freeze", confirmed=seen_by(FOI)).status_code == 302


def test_approved_is_what_was_on_the_screen(at):
    """What was worded after the page was opened is not approved with it, nor what nobody saw; seen again, it is."""
    head = at("zhao")
    opened = re.search(r'name="seen" value="(\w+)"', html(head.get(PAPER)))[1]
    act(at("chen"), PAPER, "own", part="1", text="另外做了走访。")
    for seen in (opened, ""):
        refused = act(head, PAPER, "approve", seen=seen)
        assert refused.status_code == 409 and "打开以后又变了" in text(refused)
    assert draft_of(PAPER)[1].approved is None
    again = re.search(r'name="seen" value="(\w+)"', html(refused))[1]
    assert act(head, PAPER, "approve", seen=again).status_code == 302 and draft_of(PAPER)[1].approved == DAY


def test_a_draft_is_known_by_its_cells():
    """One other cell in a table gives another digest; another day of the same sentence does not."""
    table = DraftTable("罚款", ("项目", "数量"), (("罚没金额", "500"),))
    said = DraftSentence("截至2026年3月2日已答复3件。", "a")

    def seen(table: DraftTable, said: DraftSentence) -> str:
        part = DraftPart(1, "数据", (DraftParagraph("", (said,), table),))
        return seen_as(Draft(kind_of("foi"), "报告", "清河乡", Period(2026), DAY, (part,)))

    assert seen(table, said) != seen(replace(table, rows=(("罚没金额", "50000"),)), said)
    assert seen(table, said) != seen(replace(table, head=("项目", "金额")), said)
    days = [replace(table, head=("项目", f"2026年截至3月{day}日")) for day in (2, 3)]
    assert seen(days[0], said) == seen(days[1], said)
    opened = Draft(kind_of("foi"), "报告", "清河乡", Period(2026), DAY, opening="现公布年度报告。")
    assert seen_as(opened) != seen_as(replace(opened, opening="现将年度报告公布如下。"))
    assert seen(table, said) == seen(table, replace(said, text="截至2026年3月3日已答复3件。"))


def test_the_meeting_on_last_years_report_leaves_its_approval(at):
    """Discussed after the approval, nothing of the text moves; what is worded after the meeting is told beside it."""
    browser, page = at("chen"), "/reports/annual/2025/"
    fields = {"f-report_title": "2025年报告", "f-report_year": "2025"}
    matter = record(browser, "report.drafted", "2026-03-02", unit=UNIT, **fields).matter_id
    act(at("zhao"), page, "approve")
    record(browser, "report.deliberated", "2026-03-02", matter=matter)
    cycle = draft_of(page)[1]
    assert cycle.approved == DAY and cycle.deliberated == DAY
    assert "以后又改过" not in text(browser.get(page))
    act(browser, page, "own", part="1", text="另外做了走访。")
    assert "（以后又改过1处）" in text(browser.get(page))


def test_another_version_shows_what_differs_from_the_last(at):
    """While it is open each sentence and row is given old and new; frozen, the note counts the cells."""
    browser, head = at("chen"), at("zhao")
    an_application(browser, "征地补偿")
    frozen_paper(at, FOI)
    act(browser, FOI, "reopen", text="漏报一件")
    assert "这一稿和上一次定稿有" not in text(browser.get(FOI))
    an_application(browser, "补贴名单")
    page = text(head.get(FOI))
    assert "这一稿和上一次定稿有" in page and "今天重新生成" not in page
    assert "一、本年新收申请，1，0，0，0，0，0，1" in page and "一、本年新收申请，2，0，0，0，0，0，2" in page
    fill_all(browser, FOI)
    act(head, FOI, "approve")
    assert act(browser, FOI, "freeze", confirmed=seen_by(FOI)).status_code == 302
    assert re.search(r"表里改[1-9]\d*格", cycle_of(UNIT, kind_of("foi"), Period(2026)).frozen[-1].changed)


def test_the_log_quotes_a_remark_on_the_words_it_was_about(at):
    """Reworded since, the sentence is quoted as it stood."""
    _, one = ready_to_read(at)
    act(at("zhao"), ANNUAL, "remark", key=one.key, text="写明答复了几件")
    act(at("chen"), ANNUAL, "word", key=one.key, text=f"一年来，{one.text}")
    log = re.search(r"<summary>审阅记录.*?</details>", html(at("chen").get(ANNUAL)), re.DOTALL)
    assert log and f">{one.text[:20]}" in log[0] and "一年来" not in log[0]


def test_a_record_made_from_a_report_leads_back_to_it(at):
    """The saved page has the way back; a form opened elsewhere, or with a foreign address, has none."""
    browser = at("chen")
    link = re.search(r'href="(/record/report\.drafted/[^"]*)"', html(browser.get(ANNUAL)))
    form = unescape(link[1])
    assert f'href="{ANNUAL}?unit={UNIT}">返回' in html(browser.get(form))
    sent = {"happened_on": "2026-03-02", "unit": UNIT, "f-report_title": "2026年报告", "f-report_year": "2026"}
    assert f'href="{ANNUAL}?unit={UNIT}"' in html(browser.post(form, sent | {"key": "k1"}, follow=True))
    for elsewhere in ("", "?back=https://example.com/reports/"):
        answer = browser.post(f"/record/report.drafted/{elsewhere}", sent | {"key": f"k{elsewhere[:9]}"}, follow=True)
        assert "已保存" in text(answer) and "回到报告" not in text(answer)
