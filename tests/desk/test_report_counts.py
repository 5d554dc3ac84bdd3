"""What the parts of a report say agrees: shortfalls in both parts, what is not checked apart, figures that no ledger holds empty."""

from __future__ import annotations

import io
from datetime import date

import docx

from fazhi.kernel.duties import NoneOf
from fazhi.office.rules import shelf
from fazhi.office.write_report import document_of
from tests.desk.test_pages import record
from tests.desk.test_reports import ANNUAL, PAPER, UNIT, draft_of

FOI = "/reports/foi/2026/"


def keys_of(part, prefix: str = "") -> set[str]:
    """The findings that the sentences of a part rest on."""
    return {k for p in part.paragraphs for s in p.sentences if s.key.startswith(prefix) for k in s.findings}


def an_archived_request(browser) -> None:
    """A request answered in time, of which nobody noted whether a fee was taken; one not answered."""
    first = record(browser, "foi.application_received", "2026-01-05", unit=UNIT, **{"f-subject": "征地补偿"})
    record(browser, "foi.reply_issued", "2026-01-12", matter=first.matter_id, **{"f-outcome": "granted"})
    record(browser, "foi.application_received", "2026-01-06", unit=UNIT, **{"f-subject": "补贴名单"})


def test_each_shortfall_stands_in_both_parts(at):
    """Those no sentence of the part on results is about are added there, and only those."""
    browser = at("chen")
    an_archived_request(browser)
    results, lacks, *_ = draft_of(ANNUAL)[0].parts
    short = keys_of(lacks, "short:")
    added = keys_of(results, "also:")
    assert short and added and short <= keys_of(results)
    assert added == short - keys_of(results, "section:")


def test_what_is_not_checked_is_no_shortfall(at):
    """It stands apart without a cause to give, and asks for a check, not for better work."""
    browser = at("chen")
    an_archived_request(browser)
    made, _ = draft_of(ANNUAL)
    lacks, plans = made.parts[1], made.parts[3]
    *_, waiting = lacks.paragraphs
    assert waiting.heading == "尚待核查的事项" and not any(s.todo or "未落实" in s.text for s in waiting.sentences)
    assert any(s.text == "“征地补偿”有无收取费用，尚未完成核查，本报告不作结论。" for s in waiting.sentences)
    told = next(s for p in plans.paragraphs for s in p.sentences if s.key == "plan:foi.no-fee~unchecked")
    assert told.text == "对尚未完成核查的“依申请提供信息不收费”补充核查、补齐佐证材料，"
    wrong = {f.key for f in made.found if f.verdict == "unproven"}
    assert (
        wrong
        and not wrong & keys_of(lacks, "short:")
        and all(isinstance(f.duty, NoneOf) for f in made.found if f.key in wrong)
    )


def test_what_part_one_leaves_open_is_listed(at):
    """Each sentence that draws no conclusion about a year still running has its line among what is not checked."""
    made, _ = draft_of(ANNUAL) if at("chen") else (None, None)
    open_ended = {
        s.key for p in made.parts[0].paragraphs for s in p.sentences if "尚未完成核查，本报告不作结论" in s.text
    }
    assert "section:outcome.zero_0" in open_ended and "section:discipline.zero" in open_ended
    said = {k for s in made.sentences() if s.key in open_ended for k in s.findings}
    undecided = {f.key for f in made.found if f.verdict in ("open", "unproven") and f.key in said}
    assert undecided and undecided <= keys_of(made.parts[1], "unchecked:")


def test_requests_stand_by_kind_of_applicant(at):
    """Each in its column; the columns of a row with a request of no kind stay empty, and that is said."""
    browser = at("chen")
    for subject, kind in (("征地补偿", "person"), ("招标文件", "company")):
        fields = {"f-subject": subject, "f-applicant_kind": kind}
        record(browser, "foi.application_received", "2026-02-26", unit=UNIT, **fields)
    rows = {row[0]: row for t in draft_of(FOI)[0].tables() for row in t.rows}
    assert rows["一、本年新收申请"] == ("一、本年新收申请", "1", "1", "0", "0", "0", "0", "2")
    assert rows["（七）总计"][1:] == ("0",) * 7
    record(browser, "foi.application_received", "2026-02-26", unit=UNIT, **{"f-subject": "补贴名单"})
    made, _ = draft_of(FOI)
    rows = {row[0]: row for t in made.tables() for row in t.rows}
    assert rows["一、本年新收申请"] == ("一、本年新收申请", "", "", "", "", "", "", "3")
    assert any("有1件没有登记申请人类别" in s.text and len(s.trace) == 1 for s in made.sentences())
    assert all(t.faults == () for t in made.tables())


def test_a_figure_no_ledger_holds_is_empty_and_asked_for(at):
    """Fees are no 0: an empty place and a blank; licences are counted."""
    made, _ = draft_of(FOI) if at("chen") else (None, None)
    rows = {row[0]: row for t in made.tables() for row in t.rows}
    assert rows["行政事业性收费"] == ("行政事业性收费", "", "万元") and rows["行政许可"] == ("行政许可", "0", "件")
    asked = next(s for s in made.sentences() if s.key == "cell:fees")
    assert asked.todo and "台账没有记载" in asked.text


def test_the_change_has_units_of_its_own(at, settings):
    """件 for what the sentences count in 件, the ledger beside a step that several have, no word of rows left out."""
    browser = at("chen")
    an_archived_request(browser)
    settings.KEPT_SINCE = date(2025, 1, 1)
    table = draft_of(ANNUAL)[0].tables()[0]
    assert ("依申请公开：收到申请", "2", "0", "+2", "件") in table.rows
    assert table.caption == "主要数据与上年比较（两年都没有记录的项目不列）"


def test_a_year_under_way_is_compared_with_the_same_span_of_last_year(at, settings):
    """On 2 March what happened last June is no more part of it, and the heads say so; a year that is over stands whole."""
    browser = at("chen")
    settings.KEPT_SINCE = date(2024, 1, 1)
    for day in ("2025-02-05", "2025-06-05", "2026-02-05"):
        record(browser, "publicity.event_held", day, unit=UNIT, late="补录", **{"f-title": day, "f-theme": "other"})
    table = draft_of(ANNUAL)[0].tables()[0]
    assert table.head == ("项目", "2026年截至3月2日", "2025年同期", "增减", "单位")
    assert ("开展普法活动", "1", "1", "持平", "场") in table.rows
    over = draft_of("/reports/annual/2025/")[0].tables()[0]
    assert over.head[1:3] == ("2025年", "2024年") and ("开展普法活动", "2", "0", "+2", "场") in over.rows


def test_the_change_draws_on_every_system_that_counts_something():
    """No system is cut off, whatever its place in the order; but the report does not count itself."""
    compared = {s.id.partition(".")[0] for s in shelf().sections if s.compare}
    assert {s.id.partition(".")[0] for s in shelf().sections if s.part == 1 and s.figures} <= compared | {
        "annual_report"
    }


def test_enforcement_figures_tell_licences_and_that_summary_penalties_stand_apart(at):
    """The rows of kinds add up to the decisions, summary ones not among them; licences are told beside them."""
    browser = at("chen")
    for day, kind in (("2026-02-03", "fine"), ("2026-02-04", "warning")):
        filed = record(browser, "penalty.case_filed", "2026-01-20", unit=UNIT, **{"f-cause": "占道经营"})
        record(browser, "penalty.decided", day, matter=filed.matter_id, despite="示例", **{"f-kind": kind})
    asked = record(browser, "license.application_received", "2026-02-02", unit=UNIT, **{"f-item": "占道经营"})
    record(browser, "license.decided", "2026-02-09", matter=asked.matter_id, despite="示例", **{"f-outcome": "refused"})
    table = draft_of(PAPER)[0].parts[0].paragraphs[0].table
    rows = {label: number for label, number, _ in table.rows}
    assert (rows["罚款（含并处警告的）"], rows["其中：警告、通报批评"], rows["行政处罚决定（普通程序）"]) == (
        "1",
        "1",
        "2",
    )
    assert rows["当场处罚（简易程序，不在上面各行之内）"] == "0"
    assert (rows["行政许可申请"], rows["准予行政许可"], rows["不予行政许可"]) == ("1", "0", "1") and table.faults == ()


def test_records_listed_once_are_named_by_their_row_after_that(at, settings):
    """A second figure over the same many records names the row of the first; what is left is listed."""
    browser = at("chen")
    for day in range(1, 8):
        record(
            browser,
            "publicity.event_held",
            f"2026-02-0{day}",
            unit=UNIT,
            late="补录",
            **{"f-title": f"第{day}场", "f-theme": "other"},
        )
    settings.KEPT_SINCE = date(2025, 1, 1)
    made, _ = draft_of(ANNUAL)
    told = [cell for row in document_of(made).annex for cell in row.cells()[1]]
    assert sum("第1场（记录" in line for line in told) == 1
    assert any(line.endswith("项的7条记录，不再重列") for line in told)


def test_the_text_is_offered_alone_and_the_length_of_the_annex_is_said(at):
    """Before freezing too: the first link gives the text with the writer's note, the other the annex with it."""
    browser = at("chen")
    an_archived_request(browser)
    page = browser.get(ANNUAL).content.decode()
    assert "docx?unit=qinghe&amp;copy=body" in page and "附件约" in page
    text, whole = (docx.Document(io.BytesIO(browser.get(f"{ANNUAL}docx{q}").content)) for q in ("?copy=body", ""))
    assert "附件" not in "".join(p.text for p in text.paragraphs) and "【待填写" in text.paragraphs[0].text
    assert any(p.text.startswith("附件") for p in whole.paragraphs)
