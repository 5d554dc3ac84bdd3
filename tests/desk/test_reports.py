"""Reports as a workspace: words stay bound, blanks stop the freezing, what is frozen is sealed and never edited."""

import io
import re
from datetime import date

import docx
import pytest

from fazhi.kernel.faults import InputFault, PackFault
from fazhi.office import clock
from fazhi.office.access import acting
from fazhi.office.draft_report import kind_of
from fazhi.office.record_batch import record_batch
from fazhi.office.report_cycle import content_of, current, cycle_of
from fazhi.office.report_draft import Period, period_of
from fazhi.office.report_fills import HEADS
from fazhi.office.report_words import digest_of, unbound
from fazhi.office.requests import RecordRequest
from fazhi.office.review import review
from fazhi.office.rules import report_kinds, shelf
from fazhi.packs.read_reports import read_reports
from fazhi.store import models, report_entries
from fazhi.store.report_entries import Entry
from tests.desk.test_pages import record, text

ANNUAL = "/reports/annual/2026/"
PAPER = "/reports/enforcement/2026/"
UNIT = "qinghe"


def act(browser, page: str, do: str, **fields: object):
    """Send one step of the work; words as one who saw the newest ones."""
    if do == "word" and "base" not in fields:
        fields["base"] = draft_of(page)[1].words.versions.get(str(fields["key"]), 0)
    return browser.post(f"{page}act/", {"do": do, **fields})


def draft_of(page: str):
    """The draft at an address, as it stands."""
    _, kind, period = page.strip("/").split("/")
    known = kind_of(kind)
    return current(UNIT, known, period_of(period, known, clock.today()), clock.today())


def fill_all(browser, page: str) -> None:
    """Words for every blank."""
    _, kind, period = page.strip("/").split("/")
    writer = acting("chen", "陈静", clock.today())
    for sentence in draft_of(page)[0].sentences():
        if sentence.todo:
            report_entries.add(
                Entry(
                    UNIT, kind, period, "word", sentence.key, "由起草人补写的一段话。", writer.person, "", clock.now()
                )
            )


def frozen_paper(at, page: str = PAPER) -> None:
    """The report filled, approved and frozen."""
    fill_all(at("chen"), page)
    act(at("zhao"), page, "approve")
    assert act(at("chen"), page, "freeze").status_code == 302


def seen_by(page: str) -> str:
    """The digest of the list of unbound sentences as it is now."""
    return digest_of(unbound(draft_of(page)[0]))


def test_a_reworded_sentence_keeps_its_records_or_says_so(at):
    """Another wording is bound; another number is listed as unbound; emptied words are taken back."""
    browser = at("chen")
    record(browser, "study.session_held", "2026-01-20", unit=UNIT, **{"f-topic": "宪法", "f-attendees": ["zhao"]})
    made, _ = draft_of(ANNUAL)
    one = next(s for s in made.sentences() if re.search(r"\d", s.text) and s.trace and s.branch != "all_met")
    act(browser, ANNUAL, "word", key=one.key, text=f"一年来，{one.text}")
    again = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == one.key)
    assert again.text.startswith("一年来") and again.trace == one.trace and again.loose == ()
    act(browser, ANNUAL, "word", key=one.key, text="全年共97次，无一起违法。")
    page = text(browser.get(ANNUAL))
    assert "数字97不是记录里数出来的" in page and "“无一起”没有核对结论支持" in page
    act(browser, ANNUAL, "word", key=one.key, text="")
    assert next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == one.key) == one


def test_each_system_asks_for_its_causes_once(at):
    """What fell short stands by system, the province's rules with the nation's, each system with one blank for the cause."""
    at("chen")
    part = next(p for p in draft_of(ANNUAL)[0].parts if "不足" in p.title)
    assert len(part.paragraphs) > 1
    for paragraph in part.paragraphs:
        *proofs, cause = paragraph.sentences
        assert paragraph.heading and proofs and not any(s.todo for s in proofs) and cause.key.startswith("cause:S")
    assert len({p.heading for p in part.paragraphs}) == len(part.paragraphs)


def test_blanks_and_the_meeting_come_before_freezing(at):
    """A report with blanks is refused, then one that no meeting discussed."""
    browser = at("chen")
    refused = act(browser, ANNUAL, "freeze")
    assert refused.status_code == 400 and "还有没写完的" in text(refused)
    fill_all(browser, ANNUAL)
    refused = act(browser, ANNUAL, "freeze")
    assert refused.status_code == 400 and "会议审议" in text(refused)
    assert not models.Event.objects.filter(step="report.frozen").exists()


def test_frozen_is_sealed_and_a_correction_is_a_new_version(at):
    """The record keeps Word and data; words are refused then; the new version says what it changed."""
    browser = at("chen")
    fill_all(browser, PAPER)
    act(browser, PAPER, "own", part="2", text="我镇还开展了广场咨询。")
    act(at("zhao"), PAPER, "approve")
    assert act(browser, PAPER, "freeze").status_code == 302
    event = models.Event.objects.get(step="paper.frozen")
    names = sorted(models.Evidence.objects.filter(event=event).values_list("name", flat=True))
    assert [n.rpartition(".")[2] for n in names] == ["docx", "txt"]
    kind = kind_of("enforcement")
    (first,) = cycle_of(UNIT, kind, Period(2026)).frozen
    content = content_of(first)
    assert content["version"] == 1 and content["packs"]["penalty"] and any(s["own"] for s in content["sentences"])
    refused = act(browser, PAPER, "word", key=content["sentences"][0]["key"], text="改成这样")
    assert refused.status_code == 400 and "已经定稿" in text(refused)
    assert act(browser, PAPER, "reopen", text="").status_code == 400
    assert act(browser, PAPER, "reopen", text="数据漏报").status_code == 302
    key = next(s.key for s in draft_of(PAPER)[0].sentences() if s.own and s.key.startswith("own:"))
    act(browser, PAPER, "word", key=key, text="我镇还开展了集市咨询。")
    act(at("zhao"), PAPER, "approve")
    assert act(browser, PAPER, "freeze").status_code == 302
    second = cycle_of(UNIT, kind, Period(2026)).frozen[-1]
    assert second.version == 2 and "数据漏报" in second.changed and "改1句" in second.changed
    assert content_of(first)["sentences"] != content_of(second)["sentences"]


def test_only_freezing_writes_a_frozen_report(at):
    """The ordinary form and an import are refused with the way to go; nothing is written."""
    browser = at("chen")
    fields = {"f-paper_title": "行政执法年度数据", "f-paper_kind": "行政执法年度数据", "f-paper_period": "2026"}
    answer = browser.post("/record/paper.frozen/", {"happened_on": "2026-03-02", "unit": UNIT, "key": "k", **fields})
    assert answer.status_code == 400 and "不能手工记录或者导入" in text(answer)
    facts = {k.removeprefix("f-"): v for k, v in fields.items()}
    wish = RecordRequest("paper.frozen", date(2026, 3, 2), UNIT, facts=facts, key="a", idempotency_key="a")
    batch = record_batch(acting("chen", "陈静", date(2026, 3, 2)), [wish])
    assert not batch.taken and "不能手工记录或者导入" in str(batch.refused[0])
    assert not models.Event.objects.exists() and all(shelf().steps[k.frozen].frozen for k in report_kinds().values())


def test_a_frozen_report_is_neither_corrected_nor_voided(at):
    """Both are refused with the way to go, and its matter offers neither."""
    browser = at("chen")
    frozen_paper(at)
    event = models.Event.objects.get(step="paper.frozen")
    for fields in ({"void": "1"}, {"f-paper_title": "乙", "f-paper_period": "2025", "happened_on": "2026-03-02"}):
        answer = browser.post(f"/events/{event.pk}/correct/", {"reason": "改", **fields})
        assert answer.status_code == 400 and "另开一稿" in text(answer)
    assert models.Event.objects.count() == 1 and "更正或作废" not in text(browser.get(f"/matters/{event.matter_id}/"))


def test_unbound_claims_need_a_look_before_freezing(at):
    """Confirmed is the list that was shown; what a colleague adds meanwhile is not."""
    browser = at("chen")
    fill_all(browser, PAPER)
    act(browser, PAPER, "own", part="1", text="全年走访37户。")
    act(at("zhao"), PAPER, "approve")
    assert "没有记录支持" in text(act(browser, PAPER, "freeze"))
    seen = seen_by(PAPER)
    assert f'value="{seen}"' in browser.get(PAPER).content.decode()
    act(at("sun"), PAPER, "own", part="1", text="另外走访58户。")
    act(at("zhao"), PAPER, "approve")
    refused = act(browser, PAPER, "freeze", confirmed=seen)
    assert refused.status_code == 409 and "又变了" in text(refused)
    assert act(browser, PAPER, "freeze", confirmed=seen_by(PAPER)).status_code == 302
    (frozen,) = cycle_of(UNIT, kind_of("enforcement"), Period(2026)).frozen
    assert [s["confirmed_by"] for s in content_of(frozen)["sentences"] if s["unbound"]] == ["陈静", "陈静"]


def test_zero_claims_without_a_source_are_never_confirmed(at):
    """Whoever ticks them is refused until they are worded otherwise."""
    browser = at("chen")
    fill_all(browser, PAPER)
    act(browser, PAPER, "own", part="1", text="全年无一起投诉。")
    act(at("zhao"), PAPER, "approve")
    refused = act(browser, PAPER, "freeze", confirmed=seen_by(PAPER))
    assert refused.status_code == 400 and "没有核对结论支持" in text(refused)
    assert 'name="confirmed"' not in browser.get(PAPER).content.decode()


def test_review_goes_to_and_fro(at):
    """The writer sends, the head sends back with a reason; neither does the other's part."""
    writer, head = at("chen"), at("zhao")
    assert act(writer, PAPER, "send").status_code == 302
    assert act(writer, PAPER, "return", text="不行").status_code == 404
    assert act(head, PAPER, "return", text="").status_code == 400
    assert act(head, PAPER, "return", text="补上强制执行").status_code == 302
    page = text(writer.get(PAPER))
    assert "退回" in page and "补上强制执行" in page
    assert act(head, PAPER, "word", key="todo:1", text="我改").status_code == 404


def test_a_task_of_the_report_is_tracked(at):
    """It becomes records of the ledger of problems, and the sentence tells owner and date."""
    browser = at("chen")
    record(
        browser, "foi.application_received", "2026-01-05", unit=UNIT, **{"f-subject": "征地补偿", "f-channel": "mail"}
    )
    blank = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == "task:foi.reply")
    assert act(browser, ANNUAL, "task", duty=blank.duty, what="每周核对一次", owner="", finish_by="").status_code == 400
    sent = {"duty": blank.duty, "what": "每周核对申请台账", "owner": "陈静", "finish_by": "2026-06-30"}
    assert act(browser, ANNUAL, "task", **sent).status_code == 302
    told = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == "plan:foi.reply")
    assert "每周核对申请台账，由陈静负责，2026年6月30日前完成。" in told.text and len(told.trace) == 2
    assert models.Event.objects.filter(step="rectification.task_created").count() == 1


def test_tables_count_and_tie_out(at):
    """An unanswered request is carried over; sums that do not tie are told and stop the freezing."""
    browser = at("chen")
    record(
        browser, "foi.application_received", "2026-01-05", unit=UNIT, **{"f-subject": "征地补偿", "f-channel": "mail"}
    )
    made, _ = draft_of("/reports/foi/2026/")
    cells = {row[0]: row[1] for t in made.tables() for row in t.rows}
    assert cells["一、本年新收申请"] == "1" and cells["四、结转下年度继续办理"] == "1"
    assert all(t.faults == () for t in made.tables())
    record(
        browser,
        "foi.information_created_or_changed",
        "2026-01-06",
        unit=UNIT,
        **{"f-title": "补贴名单", "f-category": "finance"},
    )
    matter = models.Matter.objects.get(ledger="foi_publication")
    record(
        browser,
        "foi.release_review_completed",
        "2026-01-07",
        matter=matter.id,
        **{"f-reviewer": "陈静", "f-may_release": "yes"},
    )
    record(browser, "foi.information_published", "2026-01-08", matter=matter.id)
    faults = [f for t in draft_of("/reports/foi/2026/")[0].tables() for f in t.faults]
    assert faults and "勾稽不符" in faults[0] and "主动公开信息" in faults[0]


def test_every_kind_is_written_as_word(at):
    """Title, numbered parts and tables; a debrief names its person."""
    browser = at("chen")
    pages = {
        "annual": "2026", "foi": "2026", "enforcement": "2026", "publicity": "2026", "brief": "2026-02",
        "debrief": f"2026~{_a_head()}",
    }  # fmt: skip
    assert set(pages) == set(report_kinds())
    for kind, period in pages.items():
        assert browser.get(f"/reports/{kind}/{period}/").status_code == 200
        word = docx.Document(io.BytesIO(browser.get(f"/reports/{kind}/{period}/docx").content))
        words = "\n".join(p.text for p in word.paragraphs)
        assert "一、" in words and "清河镇" in words


def _a_head() -> str:
    return review(UNIT, clock.today()).roster.members[HEADS][0].subject


NO_PERIODS = ("1999", "2027", "2026-13", "x", "2026~", "", "²025", "２０２５", "2025-", "9" * 23, "0", "2025~chen")


@pytest.mark.parametrize("period", NO_PERIODS)
def test_periods_that_are_none(period):
    """Named in Chinese, with what is allowed."""
    with pytest.raises(InputFault, match="没有这个时期的记录"):
        period_of(period, kind_of("annual"), date(2026, 3, 2))


def test_addresses_of_no_report_are_not_found(at):
    """A period that is none, a debrief of nobody."""
    browser = at("chen")
    pages = [f"annual/{p}" for p in NO_PERIODS if p] + ["brief/2025-²", "brief/2025", "debrief/2026~nobody"]
    assert {browser.get(f"/reports/{p}/").status_code for p in pages} == {404}


def test_bad_report_files_are_told(tmp_path):
    """Unknown fill, cell, step and key: every one by name."""
    (tmp_path / "bad.toml").write_text(
        '[report.x]\nname = "甲"\ntitle = "甲"\nledger = "none"\nfrozen = "no.step"\n[[report.x.part]]\ntitle = "乙"\nfill = ["magic"]\n'
        'odd = 1\n[[report.x.part.cell]]\nid = "a"\nlabel = "丙"\ncount = "no.such"\n[[report.x.part.tie]]\nleft = ["a"]\nright = ["b"]\n',
        "utf-8",
    )
    with pytest.raises(PackFault) as told:
        read_reports(tmp_path, shelf().codes, shelf().ledgers)
    said = "".join(p.chinese() for p in told.value.problems)
    assert all(word in said for word in ("magic", "odd", "no.such", "no.step", "none", "没有单元格 b"))
