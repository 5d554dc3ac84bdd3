"""A report tells of last year's report by the year it names, and of no year as whole while it runs."""

from datetime import date

import pytest

from fazhi.kernel.sentences import span_of
from fazhi.office.access import acting
from fazhi.office.draft_report import draft, kind_of
from fazhi.office.report_cycle import current
from fazhi.office.report_draft import Period
from fazhi.office.report_tasks import set_task
from fazhi.office.report_words import seen_as
from fazhi.packs.shelf import load_shelf
from tests.desk.test_pages import record
from tests.desk.test_reports import ANNUAL, UNIT, act, draft_of

DAY = date(2026, 3, 2)
STEPS = ("report.parts_complete", "report.principal_section_present", "report.deliberated", "report.returned")
MORE = {"report.returned": {"f-return_reason": "补数据"}}


def begun(browser, year: str) -> str:
    """The matter of the report about a year, drafted today."""
    fields = {"f-report_title": f"{year}年报告", "f-report_year": year}
    return record(browser, "report.drafted", "2026-03-02", unit=UNIT, **fields).matter_id


def said(key: str, year: int = 2026, on: date = DAY) -> str:
    """What the annual report says under a key; empty when it says nothing."""
    return next((s.text for s in draft(UNIT, kind_of("annual"), Period(year), on).sentences() if s.key == key), "")


def test_no_step_of_a_report_moves_its_text(at):
    """Approved, then drafted, checked, discussed and returned on record: the approval stays."""
    act(at("zhao"), ANNUAL, "approve")
    before, matter = seen_as(draft_of(ANNUAL)[0]), begun(at("chen"), "2026")
    for step in STEPS:
        record(at("chen"), step, "2026-03-02", matter=matter, **MORE.get(step, {}))
        assert (step, seen_as(draft_of(ANNUAL)[0])) == (step, before)
    _, cycle = current(UNIT, kind_of("annual"), Period(2026), DAY)
    assert cycle.approved == DAY


def test_a_report_tells_of_the_meetings_on_the_one_before(at):
    """Those of last year's report alone, however often its own was discussed."""
    last, own = begun(at("chen"), "2025"), begun(at("chen"), "2026")
    for matter in (last, own, own):
        record(at("chen"), "report.deliberated", "2026-03-02", matter=matter)
    assert "上一年度报告起草1份，经会议审议1次" in said("section:annual_report.content")


def test_tasks_belong_to_the_report_that_follows_theirs(at):
    """A task against a shortfall of 2026 is told in the report on 2027, not as one that answers the report on 2025."""
    chen, key = acting("chen", "陈静", DAY), "section:rectification.issues"
    wish = {"what": "每周核对", "owner": "陈静", "finish_by": date(2026, 6, 30)}
    set_task(chen, UNIT, 2026, DAY, problem="答复公开申请", **wish)
    assert said(key) == "" and "建立整改任务1项" in said(key, 2027, date(2027, 3, 2))
    set_task(chen, UNIT, 2025, DAY, problem="村务公开", **wish)
    assert said(key) == "上年报告的问题和打算建立任务并跟踪，建立整改任务1项。"


def test_no_sentence_says_the_whole_year(at):
    """Neither a pack nor a fill writes 全年 itself: the word comes with the day."""
    texts = [t for s in load_shelf().sections for t in (s.all_met, s.any_missed, s.otherwise)]
    assert [t for t in texts if "全年" in t] == []
    fields = {"f-topic": "宪法", "f-attendees": ["zhao"]}
    record(at("chen"), "study.session_held", "2026-01-20", unit=UNIT, **fields)
    assert said("head:zhao") == "赵立今年以来参加集体学法1次。"
    assert said("head:zhao", 2026, date(2027, 1, 5)) == "赵立全年参加集体学法1次。"


@pytest.mark.parametrize("on, word", [(date(2026, 12, 30), "今年以来"), (date(2026, 12, 31), "全年")])
def test_the_last_day_makes_the_year_whole(on, word):
    """Counted up to it, nothing of the year is missing."""
    assert span_of(2026, on) == word


def test_requests_tie(at):
    """Received are those answered in time, answered late, overdue and still open: each said of the same requests."""
    browser = at("chen")
    for subject, day in (("甲", "2026-01-05"), ("乙", "2026-02-26"), ("丙", "2026-02-25")):
        row = record(browser, "foi.application_received", day, unit=UNIT, **{"f-subject": subject, "f-channel": "mail"})
    record(browser, "foi.reply_issued", "2026-02-27", matter=row.matter_id, **{"f-outcome": "granted"})
    told = said("section:foi.requests")
    assert told.startswith(
        "收到政府信息公开申请3件，其中按期答复1件，超过法定期限尚未答复1件，尚在办理期限以内1件，未按期的需要整改（甲）"
    )
