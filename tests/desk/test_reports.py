"""Reports as a workspace: words stay bound, blanks stop the freezing, what is frozen is sealed and never edited."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.cli.main import main
from fazhi.kernel.faults import InputFault, PackFault
from fazhi.office import clock
from fazhi.office.access import acting
from fazhi.office.draft_report import kind_of
from fazhi.office.record_batch import record_batch
from fazhi.office.report_copies import word_copy
from fazhi.office.report_cycle import bytes_of, content_of, current, cycle_of, shown
from fazhi.office.report_draft import Draft, Period, period_of
from fazhi.office.report_fills import HEADS
from fazhi.office.report_sealed import sealed_draft
from fazhi.office.report_words import digest_of, seen_as, unbound
from fazhi.office.requests import RecordRequest
from fazhi.office.review import review
from fazhi.office.rules import report_kinds, shelf
from fazhi.office.write_report import ISSUE, PROOF, document_of
from fazhi.packs.read_reports import read_reports
from fazhi.paper.gongwen_check import faults
from fazhi.store import append, models, report_entries
from fazhi.store.report_entries import Entry
from tests import story
from tests.desk.test_every_page import BUDGET
from tests.desk.test_pages import record, text

ANNUAL = "/reports/annual/2026/"
PAPER = "/reports/enforcement/2026/"
UNIT = "qinghe"


def act(browser, page: str, do: str, **fields: object):
    """Send one step of the work; words and approvals as one who saw the newest ones."""
    if do == "word" and "base" not in fields:
        fields["base"] = draft_of(page)[1].words.versions.get(str(fields["key"]), 0)
    if do == "approve":
        fields = {"seen": seen_as(draft_of(page)[0]), **fields}
    early = {"early": "1"} if do == "freeze" else {}  # the story plays in March
    return browser.post(f"{page}act/", {"do": do, **early, **fields})


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
    assert "数字97次不是记录里数出来的" in page and "“无一起”没有核对结论支持" in page
    act(browser, ANNUAL, "word", key=one.key, text="")
    assert next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == one.key) == one


def test_each_system_asks_for_its_causes_once(at):
    """What fell short stands by system, the province's rules with the nation's, each system with one blank for the cause."""
    at("chen")
    part = next(p for p in draft_of(ANNUAL)[0].parts if "不足" in p.title)
    *systems, waiting = part.paragraphs
    assert len(systems) > 1 and waiting.heading == "尚待核查的事项"
    for paragraph in systems:
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
    assert {n[n.rindex("（") :] for n in names} == {"（发文稿）.docx", "（佐证稿）.docx", "（定稿数据）.txt"}
    kind = kind_of("enforcement")
    (first,) = cycle_of(UNIT, kind, Period(2026)).frozen
    content = content_of(first)
    assert content["version"] == 1 and content["packs"]["penalty"] and any(s["own"] for s in content["sentences"])
    opening = "按照行政执法公示的要求，现公布清河镇（示例）2026年行政执法总体情况。本报告数据截至2026年3月2日。"
    made, cycle, _ = shown(UNIT, kind, Period(2026), date(2026, 3, 2))
    assert made.opening == opening and opening in text(browser.get(PAPER)) and not cycle.open
    assert document_of(made, ISSUE).blocks[0].runs[0].text == opening
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
    cells = {row[0]: row[t.opens] for t in made.tables() for row in t.rows}
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
    assert faults and "勾稽不符" in faults[0].text and "主动公开信息" in faults[0].text
    assert faults[0].records == (("只算进“主动公开信息”", "补贴名单", matter.id),)
    page = browser.get("/reports/foi/2026/").content.decode()
    assert f'href="/matters/{matter.id}/">补贴名单</a>' in page


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


def test_sent_back_or_worded_again_needs_the_approval_again(at):
    """After a return, and after other words, the freezing waits for the head; reopening needs something frozen."""
    writer, head = at("chen"), at("zhao")
    assert "还没有定稿" in text(act(writer, PAPER, "reopen", text="改"))
    fill_all(writer, PAPER)
    assert "还没有同意" in text(act(writer, PAPER, "freeze"))
    act(head, PAPER, "approve")
    act(head, PAPER, "return", text="补充情况")
    assert "还没有同意" in text(act(writer, PAPER, "freeze"))
    act(head, PAPER, "approve")
    act(writer, PAPER, "own", part="1", text="另外做了走访。")
    assert "还没有同意" in text(act(writer, PAPER, "freeze"))
    act(head, PAPER, "approve")
    assert act(writer, PAPER, "freeze").status_code == 302
    act(writer, PAPER, "reopen", text="更正")
    assert "还没有同意" in text(act(writer, PAPER, "freeze"))


def test_a_meeting_before_the_return_does_not_count(at):
    """The meeting must follow the last return; a meeting of another year's matter is not this report's."""
    browser = at("chen")
    kind = kind_of("annual")
    fields = {"f-report_title": "2026年报告", "f-report_year": "2026"}
    matter = record(browser, "report.drafted", "2026-03-02", unit=UNIT, **fields).matter_id
    record(browser, "report.deliberated", "2026-03-02", matter=matter)
    assert cycle_of(UNIT, kind, Period(2026)).deliberated == date(2026, 3, 2)
    act(at("zhao"), ANNUAL, "return", text="数字不对")
    assert cycle_of(UNIT, kind, Period(2026)).deliberated is None
    record(browser, "report.deliberated", "2026-03-02", matter=matter)
    record(browser, "report.submitted_upward", "2026-03-02", matter=matter, **{"f-report_year": "2025"})
    assert cycle_of(UNIT, kind, Period(2026)).deliberated == date(2026, 3, 2)
    other = cycle_of(UNIT, kind, Period(2025))
    assert other.matter == "" and not any(on for _, on in other.steps)


def test_stages_after_freezing_are_those_the_kind_names(at):
    """Other steps of the ledger are neither stages nor offered next."""
    at("chen")
    assert kind_of("annual").after == ("report.submitted_upward", "report.published")
    names = [name for name, _ in cycle_of(UNIT, kind_of("annual"), Period(2026)).steps]
    assert names[-3:] == ["定稿", "报送县委县政府", "向社会公开"]


def test_a_frozen_report_is_shown_and_sent_as_it_was_sealed(at):
    """Page and Word stay when a record comes later; what moved since is told apart, without more queries."""
    browser = at("chen")
    page = "/reports/foi/2026/"
    frozen_paper(at, page)
    before = browser.get(f"{page}docx").content
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    record(browser, "foi.application_received", "2026-01-05", unit=UNIT, **fields)
    assert browser.get(f"{page}docx").content == before
    with CaptureQueriesContext(connection) as asked:
        shown = browser.get(page)
    assert len(asked) <= BUDGET and "今天：" in text(shown) and "定稿以后台账又变了" in text(shown)
    rows = {row[0]: row[t.opens] for t in draft_of(page)[0].tables() for row in t.rows}
    assert rows["一、本年新收申请"] == "1" and "一、本年新收申请，0" in text(shown)
    (frozen,) = cycle_of(UNIT, kind_of("foi"), Period(2026)).frozen
    assert before == bytes_of(frozen, "（发文稿）.docx")
    proof = browser.get(f"{page}docx?copy=proof").content
    assert proof == bytes_of(frozen, "（佐证稿）.docx") != before
    assert browser.get(f"{page}docx?copy=body").content == before  # a link from before it was frozen
    sealed = content_of(frozen)["copies"]
    assert sorted(sealed.values()) == sorted(hashlib.sha256(one).hexdigest() for one in (before, proof))


def test_the_copy_to_send_is_the_body_alone(at):
    """Without banner, marks and annex, the draft and the copy with proofs with them; each passes the checker."""
    browser = at("chen")
    record(browser, "study.session_held", "2026-01-20", unit=UNIT, **{"f-topic": "宪法", "f-attendees": ["zhao"]})
    draft = browser.get(f"{PAPER}docx").content
    frozen_paper(at)
    sent, proof = (browser.get(f"{PAPER}docx{query}").content for query in ("", "?copy=proof"))
    said = {name: _words(word) for name, word in {"draft": draft, "sent": sent, "proof": proof}.items()}
    assert "起草人补写。" in said["draft"] and "[1]" in said["draft"] and "附件" in said["draft"]
    assert "[1]" in said["proof"] and "附件" in said["proof"] and "台账记录生成" not in said["proof"]
    assert not re.search(r"\[\d+\]|附件|台账记录生成|待填写", said["sent"]) and "一、行政执法数据" in said["sent"]
    assert [faults(word) for word in (draft, sent, proof)] == [[], [], []]


def test_the_command_writes_what_was_frozen(at, tmp_path, capsys):
    """After a later record too, and says so; of an open report it writes the draft."""
    command = ["report", "--kind", "enforcement", "--year", "2026", "--unit", UNIT, "-o", str(tmp_path / "甲.docx")]
    assert main(command) == 0 and "已定稿" not in capsys.readouterr().out
    assert "台账记录生成" in _words((tmp_path / "甲.docx").read_bytes())
    frozen_paper(at)
    record(at("chen"), "penalty.case_filed", "2026-02-26", unit=UNIT, **{"f-cause": "占道经营", "f-party": "示例商户"})
    assert main(command) == 0 and "第1稿" in capsys.readouterr().out
    (frozen,) = cycle_of(UNIT, kind_of("enforcement"), Period(2026)).frozen
    assert (tmp_path / "甲.docx").read_bytes() == bytes_of(frozen, "（发文稿）.docx")


def test_a_version_of_before_gives_both_copies(at):
    """What sealed one Word file alone is sent as it was, with its proofs; the copy to send comes from the data it sealed."""
    frozen_paper(at)
    made, cycle, _ = shown(UNIT, kind_of("enforcement"), Period(2026), clock.today())
    (frozen,) = cycle.frozen
    kept = [f for f in frozen.files if "发文稿" not in f.name]
    before = replace(frozen, files=tuple(replace(f, name=f.name.replace("（佐证稿）", "")) for f in kept))
    cycle = replace(cycle, frozen=(before,))
    _, sent = word_copy(made, cycle)
    _, proof = word_copy(made, cycle, PROOF)
    assert proof == bytes_of(frozen, "（佐证稿）.docx") and sent == bytes_of(frozen, "（发文稿）.docx")


def test_pdf_is_the_copy_to_send(at):
    """Of a draft with its banner, of a frozen report the body; named like the Word file."""
    pytest.importorskip("typst")
    browser = at("chen")
    assert "pdf" in browser.get(PAPER).content.decode()
    assert browser.get(f"{PAPER}pdf").content.startswith(b"%PDF")
    frozen_paper(at)
    answer = browser.get(f"{PAPER}pdf")
    assert answer.content.startswith(b"%PDF") and quote("（发文稿）.pdf") in answer["Content-Disposition"]


def _words(word: bytes) -> str:
    """All text of a Word file."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())


def test_the_next_version_counts_from_the_highest_ever(at):
    """Whatever was recorded of a frozen version by older programs, its number is not given again."""
    frozen_paper(at)
    event = models.Event.objects.get(step="paper.frozen")
    row = story.an_event(event.matter_id, ledger="report_paper", step="paper.frozen", facts=event.facts)
    append.append_events([replace(row, corrects=event.pk, void=True, happened_on=event.happened_on)])
    cycle = cycle_of(UNIT, kind_of("enforcement"), Period(2026))
    assert [f.version for f in cycle.frozen] == [1] and not cycle.open and cycle.highest == 1


@pytest.mark.parametrize("key", ["own:1:abc", "own:99:1", "no.such", "x" * 5000, ""])
def test_words_for_no_sentence_are_refused(at, key):
    """Named; nothing is written, the page stays."""
    browser = at("chen")
    refused = act(browser, PAPER, "word", key=key, text="写给谁看")
    assert refused.status_code == 400 and "没有这句话" in text(refused)
    assert not models.ReportEntry.objects.exists() and browser.get(PAPER).status_code == 200


@pytest.mark.parametrize("part", ["99", "x", "²", "", "0"])
def test_a_paragraph_for_no_part_is_refused(at, part):
    """Named; nothing is written."""
    refused = act(at("chen"), PAPER, "own", part=part, text="写给谁看")
    assert refused.status_code == 400 and not models.ReportEntry.objects.exists()


def test_characters_no_paper_holds_are_left_out(at):
    """U+FFFE and control characters do not reach the Word file."""
    browser = at("chen")
    assert act(browser, PAPER, "own", part="1", text="坏\ufffe字\x0b符\u202e在\u200b此").status_code == 302
    assert any(s.text == "坏字符在此" for s in draft_of(PAPER)[0].sentences())
    assert browser.get(f"{PAPER}docx").status_code == 200
    assert act(browser, PAPER, "task", duty="no.duty", what="甲", owner="乙", finish_by="2026-12-31").status_code == 400


def test_two_writers_lose_no_words(at):
    """Two paragraphs stay two; the later rewording of one sentence is told what stands, and keeps nothing."""
    chen, sun = at("chen"), at("sun")
    act(chen, PAPER, "own", part="1", text="甲写的一段。")
    act(sun, PAPER, "own", part="1", text="乙写的一段。")
    own = [s for s in draft_of(PAPER)[0].sentences() if s.own]
    assert [s.text for s in own] == ["甲写的一段。", "乙写的一段。"]
    assert act(chen, PAPER, "word", key=own[0].key, text="甲又写的。", base=1).status_code == 302
    refused = act(sun, PAPER, "word", key=own[0].key, text="乙改甲的。", base=1)
    assert refused.status_code == 409 and all(w in text(refused) for w in ("陈静", "甲又写的。", "乙改甲的。"))
    assert next(s for s in draft_of(PAPER)[0].sentences() if s.key == own[0].key).text == "甲又写的。"


def test_words_whose_sentence_is_gone_are_listed(at):
    """A task takes the place of a blank that was filled: the words stand in a list until somebody takes them away."""
    browser = at("chen")
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    record(browser, "foi.application_received", "2026-01-05", unit=UNIT, **fields)
    act(browser, ANNUAL, "word", key="task:foi.reply", text="安排专人每天核对。")
    sent = {"duty": "foi.reply", "what": "每周核对申请台账", "owner": "陈静", "finish_by": "2026-06-30"}
    act(browser, ANNUAL, "task", **sent)
    assert "安排专人每天核对。" in text(browser.get(ANNUAL))
    assert act(browser, ANNUAL, "word", key="task:foi.reply", text="").status_code == 302
    assert draft_of(ANNUAL)[0].orphans == ()


@pytest.mark.parametrize("words", ["。", "【待填写：以后再说】", "无", "待补充", "……", "xx"])
def test_words_that_say_nothing_fill_no_blank(at, words):
    """Refused when they are written, and not counted when they were written before."""
    browser = at("chen")
    blank = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key.startswith("cause:"))
    assert act(browser, ANNUAL, "word", key=blank.key, text=words).status_code == 400
    report_entries.add(Entry(UNIT, "annual", "2026", "word", blank.key, words, "chen", "", clock.now()))
    assert blank in draft_of(ANNUAL)[0].sentences()


def test_the_annex_marks_what_the_writer_added(at):
    """Own paragraphs and confirmed claims are numbered and marked; records stand there all, once, files with whole digests."""
    browser = at("chen")
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    files = [SimpleUploadedFile("申请.txt", "正文".encode())]
    for n in range(14):
        more = {"files": files} if not n else {}
        record(browser, "foi.application_received", "2026-02-26", unit=UNIT, **fields, **more)
    page = "/reports/foi/2026/"
    fill_all(browser, page)
    act(browser, page, "own", part="1", text="另外走访58户。")
    act(at("zhao"), page, "approve")
    assert act(browser, page, "freeze", confirmed=seen_by(page)).status_code == 302
    word = docx.Document(io.BytesIO(browser.get(f"{page}docx?copy=proof").content))
    annex = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]
    own = next(row for row in annex if row[1] == "另外走访58户。")
    assert "【自写】" in own[2] and "数字58" in own[2] and "陈静看过并确认" in own[2] and own[0].isdigit()
    counted = next(
        row for row in annex if row[1].startswith("收到和处理") and "本年新收申请" in row[1] and row[1].endswith("，14")
    )
    first = next(row for row in annex if counted[2] == f"第{row[0]}项的14条记录，不再重列")
    assert first[2].count("收到") == 14 and hashlib.sha256("正文".encode()).hexdigest() in first[3]


def test_frozen_data_hold_findings_figures_and_what_tables_count(at):
    """A row of a table opens its records on the page, and names them in the data."""
    browser = at("chen")
    page = "/reports/foi/2026/"
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    event = record(browser, "foi.application_received", "2026-01-05", unit=UNIT, **fields)
    link = re.search(r'href="(/reports/foi/2026/rows/1/\?unit=qinghe)"', browser.get(page).content.decode())
    assert link and "征地补偿" in text(browser.get(link[1])) and browser.get(f"{page}rows/99/").status_code == 404
    frozen_paper(at, page)
    content = content_of(cycle_of(UNIT, kind_of("foi"), Period(2026)).frozen[-1])
    assert any([event.pk] in table["events"] for table in content["tables"])
    assert any(f["duty"] == "foi.reply" and f["verdict"] == "overdue" and f["why"] for f in content["findings"])
    assert any(one["events"] == [event.pk] for s in content["sentences"] for one in s["figures"])


def test_data_of_the_first_editions_are_read_too():
    """They name no parts and no events of tables: nothing of them is lost."""
    like = Draft(kind_of("foi"), "年报", "清河镇", Period(2026), date(2026, 3, 2))
    one = {"key": "a", "text": "甲。", "composed": "甲。", "branch": "", "events": [1], "findings": [], "own": False}
    table = {"caption": "表", "head": ["项目", "数量"], "rows": [["受理", "1"]]}
    made = sealed_draft({"title": "年报", "sentences": [one | {"unbound": []}], "tables": [table]}, like)
    assert [s.text for s in made.sentences()] == ["甲。"] and made.tables()[0].rows == (("受理", "1"),)
