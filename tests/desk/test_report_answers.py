"""What a report's form asks for is taken as it is written; what a report says of itself is counted and laid out right."""

import io
from dataclasses import replace

import docx
import pytest

from fazhi.kernel.binding import loosened
from fazhi.kernel.sentences import inside
from tests.desk.test_pages import record, text
from tests.desk.test_reports import ANNUAL, UNIT, act, draft_of

FOI = "/reports/foi/2026/"


@pytest.mark.parametrize("words", ["无其他需要报告的情况", "无其他需要报告的情况。", "本年度没有其他需要报告的情况。"])
def test_nothing_else_to_report_is_no_claim(words):
    """The form asks for these words; a claim about cases beside them is still one."""
    assert loosened("", words) == ()
    assert loosened("", f"{words.rstrip('。')}，没有发生行政诉讼案件。") != ()
    assert loosened("", "没有其他需要报告的情况发生。") != ()


def test_the_answer_that_a_blank_names_fills_it(at):
    """无 where the form says to write 无; elsewhere it says nothing still."""
    browser = at("chen")
    assert act(browser, FOI, "word", key="todo:6", text="无").status_code == 302
    assert act(browser, FOI, "word", key="todo:6", text="无。").status_code == 302
    assert act(browser, FOI, "word", key="todo:4", text="无").status_code == 400
    (kept,) = [s for s in draft_of(FOI)[0].sentences() if s.key == "todo:6"]
    assert (kept.text, kept.todo, kept.loose) == ("无。", False, ())


@pytest.mark.parametrize("words, cell", [("0", "0"), ("0.00", "0.00"), ("1.2万元", "1.2"), ("500元", "")])
def test_a_number_for_what_no_ledger_holds_stands_in_its_cell(at, words, cell):
    """In the measure of the cell; another measure stays below the table."""
    assert act(at("chen"), FOI, "word", key="cell:fees", text=words).status_code == 302
    made, _ = draft_of(FOI)
    assert ("行政事业性收费", cell, "万元") in [r for t in made.tables() for r in t.rows]
    assert not next(s for s in made.sentences() if s.key == "cell:fees").todo


def test_an_application_without_its_kind_counts_once(at):
    """Received and replied to: one application, one without a kind."""
    browser = at("chen")
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    event = record(browser, "foi.application_received", "2026-02-26", unit=UNIT, **fields)
    record(browser, "foi.reply_issued", "2026-02-27", matter=event.matter_id, **{"f-outcome": "granted"})
    (said,) = [s.text for s in draft_of(FOI)[0].sentences() if s.key.startswith("unspread:")]
    assert "有1件没有登记" in said and "总计" in said


def test_each_measure_is_a_numbered_paragraph(at):
    """On the page and in Word; a part with one measure alone has no numbers."""
    browser = at("chen")
    made, _ = draft_of(ANNUAL)
    part = made.parts[3]
    assert part.listed() == [*range(1, len(part.paragraphs) + 1)] and len(part.paragraphs) > 2
    assert replace(part, paragraphs=part.paragraphs[:1]).listed() == [0]
    lines = [p.text for p in docx.Document(io.BytesIO(browser.get(f"{ANNUAL}docx").content)).paragraphs]
    for n, paragraph in enumerate(part.paragraphs, start=1):
        begun = f"{n}.{paragraph.sentences[0].text[:12]}"
        assert any(line.startswith(begun) for line in lines) and begun in text(browser.get(ANNUAL))


def test_brackets_within_brackets_are_of_the_other_kind():
    """（…案〔加处罚款〕）."""
    assert inside("超限运输案（加处罚款）") == "超限运输案〔加处罚款〕"
