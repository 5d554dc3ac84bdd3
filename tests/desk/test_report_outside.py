"""Only the township's own head decides on its reports; those above read and remark on what was sent up."""

import re

import pytest

from fazhi.kernel.units import Holding
from fazhi.office.access import acting, may
from fazhi.store import models, people
from tests.desk.test_pages import record, text
from tests.desk.test_report_review import html
from tests.desk.test_report_steps import LAST, NAMED
from tests.desk.test_reports import PAPER, UNIT, act, draft_of, frozen_paper

THERE = f"{PAPER}act/?unit={UNIT}"


def sent_paper(at) -> str:
    """The report frozen and sent up; its matter."""
    frozen_paper(at)
    matter = models.Event.objects.get(step="paper.frozen").matter_id
    record(at("chen"), "paper.sent", "2026-03-02", matter=matter, **{"f-paper_sent_to": "县司法局"})
    return matter


@pytest.mark.parametrize("do", ["approve", "return", "word", "send", "reopen"])
def test_the_county_decides_nothing(at, do):
    """Neither of a draft nor of what was sent up; nothing is written."""
    assert at("zhou").post(THERE, {"do": do, "text": "行", "key": "todo:1"}).status_code == 404
    sent_paper(at)
    before = models.ReportEntry.objects.count()
    assert at("zhou").post(THERE, {"do": do, "text": "行", "key": "todo:1"}).status_code == 404
    assert models.ReportEntry.objects.count() == before


def test_a_head_above_decides_nothing_below(town):
    """A head of the county reaches the township and is not its head."""
    people.put_holdings([Holding("wang", "王县长", "yunling", "县长", frozenset({"head"}))])
    actor = acting("wang", "王县长", models.Unit.objects.first().since)
    assert may(actor, "report", UNIT).allowed and not may(actor, "review_report", UNIT).allowed


def test_the_county_sees_no_draft(at):
    """Page, sentence, Word: nothing of it before it is sent up, sent for review or not; remarks are refused too."""
    act(at("chen"), PAPER, "own", part="1", text="还没有想好的一段。")
    act(at("chen"), PAPER, "send")
    county = at("zhou")
    page = county.get(f"{PAPER}?unit={UNIT}")
    assert page.status_code == 200 and "还没有报送" in text(page) and "还没有想好" not in text(page)
    assert "/act/" not in html(page)
    for address in (f"{PAPER}docx", f"{PAPER}sentences/1/"):
        assert county.get(f"{address}?unit={UNIT}").status_code == 404
    assert county.post(THERE, {"do": "remark", "text": "好"}).status_code == 404
    assert not models.ReportEntry.objects.filter(by_id="zhou").exists()


def test_what_was_sent_up_is_read_and_remarked_on(at):
    """As it was sealed, also while the township writes another version; the remark reaches the writers, the review is not shown."""
    act(at("zhao"), PAPER, "remark", text="内部说的")
    sent_paper(at)
    act(at("chen"), PAPER, "reopen", text="漏报")
    act(at("chen"), PAPER, "own", part="1", text="新一稿的话。")
    county = at("zhou")
    page = county.get(f"{PAPER}?unit={UNIT}")
    assert "由起草人补写" in text(page) and not re.search("新一稿的话|内部说的|>同意<|>退回<", html(page))
    answer = county.post(THERE, {"do": "remark", "text": "数据要核"}, follow=True)
    assert "意见已经记下" in text(answer) and "数据要核" in text(answer)
    assert "数据要核" in text(at("chen").get(PAPER)) and "有审阅意见" in text(at("chen").get("/"))
    assert draft_of(PAPER)[1].open


def test_every_link_of_a_page_keeps_the_township(at):
    """Those above look at several: forms and links of the page name the one, and nothing is written without."""
    sent_paper(at)
    county = at("zhou")
    links = re.findall(r'(?:action|href|hx-get)="(/reports/[^"]+)"', html(county.get(f"{PAPER}?unit={UNIT}")))
    own = [x for x in links if x.startswith(PAPER)]
    assert own and all(f"unit={UNIT}" in x for x in own)
    assert act(county, PAPER, "remark", text="好").status_code == 400
    assert "unit=baishi" in html(county.get("/reports/"))
    assert at("chen").get(f"{PAPER}?unit=baishi").status_code == 404


def test_a_corrected_record_sends_no_other_version(at):
    """What was sent is put right while version 2 is frozen: version 2 is still to be sent, those above read version 1."""
    sent_paper(at)
    act(at("chen"), PAPER, "reopen", text="漏报")
    act(at("chen"), PAPER, "own", part="1", text="第二稿的话。")
    frozen_paper(at)
    event = models.Event.objects.get(step="paper.sent")
    fields = {"happened_on": "2026-03-02", "reason": "写错", "f-paper_sent_to": "县委依法治县办"}
    assert at("chen").post(f"/events/{event.pk}/correct/", fields).status_code == 302
    assert dict(draft_of(PAPER)[1].steps)["报送材料"] is None
    assert "第二稿的话" not in text(at("zhou").get(f"{PAPER}?unit={UNIT}"))


def test_words_that_nobody_froze_stay_inside(at):
    """Of a report on record as submitted and never frozen here those above read what the records give, and no words of the writer."""
    browser = at("chen")
    matter = record(browser, "report.drafted", "2026-01-14", unit=UNIT, **NAMED).matter_id
    record(browser, "report.submitted_upward", "2026-02-20", matter=matter)
    act(browser, LAST, "own", part="1", text="还没有同意的一段。")
    assert "还没有同意的一段" in text(browser.get(LAST))
    page = text(at("zhou").get(f"{LAST}?unit={UNIT}"))
    assert "没有在这里定稿" in page and "还没有同意的一段" not in page
