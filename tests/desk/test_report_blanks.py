"""逐项补写: all blanks on one page, saved together; what is refused comes back with its words."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.office.report_blanks import problem_of
from fazhi.office.rules import shelf
from fazhi.store import models
from tests.desk.test_every_page import BUDGET, INLINE
from tests.desk.test_pages import record, text
from tests.desk.test_reports import ANNUAL, PAPER, act, draft_of, frozen_paper

PAGE = f"{ANNUAL}blanks/"
TASK = "task:foi.reply"
GIVEN = {"what": "每周核对申请台账", "owner": "陈静", "finish_by": "2026-06-30"}


@pytest.fixture
def writer(at):
    """The clerk, with an overdue request on record."""
    browser = at("chen")
    fields = {"f-subject": "征地补偿", "f-channel": "mail"}
    record(browser, "foi.application_received", "2026-01-05", unit="qinghe", **fields)
    return browser


def form(browser, page: str = PAGE) -> dict[str, str]:
    """The fields of the page as a browser sends them, empty."""
    html = browser.get(page).content.decode()
    names = re.findall(r'name="((?:base|text|what|owner|finish_by)-[^"]+)"', html)
    once = re.search(r'name="once" value="(\w+)"', html)
    return {n: "0" if n.startswith("base-") else "" for n in names} | {"once": once[1] if once else ""}


def task(key: str = TASK, **change: str) -> dict[str, str]:
    """The fields of a task."""
    return {f"{name}-{key}": value for name, value in (GIVEN | change).items()}


def todo(page: str = ANNUAL) -> list[str]:
    """Keys of the blanks that are left."""
    return [s.key for s in draft_of(page)[0].sentences() if s.todo]


def test_every_blank_is_on_the_page_under_its_section(writer):
    """Tasks ask for measure, owner and day, the others for words; the page is cheap and without script of its own."""
    with CaptureQueriesContext(connection) as asked:
        answer = writer.get(PAGE)
    html = answer.content.decode()
    assert len(asked) <= BUDGET and not INLINE.search(html)
    fields = form(writer)
    assert {k.removeprefix("base-") for k in fields if k.startswith("base-")} == set(todo())
    for key in todo():
        assert (f"what-{key}" in fields) == key.startswith(("task:", "next:")) and f"text-{key}" in fields
    assert "政务公开</h2>" in html and 'list="owners"' in html and '<option value="陈静">' in html


def test_all_are_saved_in_one_go(writer):
    """Words and tasks of one sending; what stays empty stays a blank; the page says that it is saved."""
    causes = [k for k in todo() if k.startswith("cause:")]
    rest = next(k for k in todo() if k.startswith("head-rest:"))
    sent = form(writer) | task() | {f"text-{k}": "人手不足，轮岗以后没有交接。" for k in causes}
    answer = writer.post(PAGE, sent, follow=True)
    assert "已保存。" in text(answer) and answer.redirect_chain[0][1] == 302
    assert not set(causes) & set(todo()) and TASK not in todo() and rest in todo()
    told = next(s for s in draft_of(ANNUAL)[0].sentences() if s.key == "plan:foi.reply")
    assert "每周核对申请台账，由陈静负责，2026年6月30日前完成。" in told.text


def test_what_is_refused_comes_back_with_words_at_its_field(writer):
    """A strange owner and a day that is over are said at their fields; the good blank is saved; nothing typed is lost."""
    cause = next(k for k in todo() if k.startswith("cause:"))
    sent = form(writer) | task(owner="张三不存在", finish_by="2026-03-02") | {f"text-{cause}": "人手不足。"}
    answer = writer.post(PAGE, sent)
    html = answer.content.decode()
    assert answer.status_code == 422 and "已保存1处" in text(answer) and cause not in todo()
    assert re.search(r'id="owner-(\d+)-why">责任人：“张三不存在”不在', html)
    assert re.search(r'id="finish-(\d+)-why">完成时限：2026年3月2日已经过了', html)
    assert all(f'value="{v}"' in html for v in ("每周核对申请台账", "张三不存在", "2026-03-02"))
    assert not models.Event.objects.filter(step__startswith="rectification.").exists() and TASK in todo()


def test_half_a_task_and_both_kinds_are_refused_whole(writer):
    """A task without its day sets nothing; words beside a task are refused; words that say nothing too."""
    cause = next(k for k in todo() if k.startswith("cause:"))
    answer = writer.post(PAGE, form(writer) | task(finish_by="") | {f"text-{cause}": "待定"})
    assert "完成时限：没有写" in text(answer) and "“待定”等于没有写" in text(answer)
    answer = writer.post(PAGE, form(writer) | task() | {f"text-{TASK}": "抓紧整改落实。"})
    assert (
        answer.status_code == 422
        and "只留一种" in text(answer)
        and "抓紧整改落实。</textarea>" in answer.content.decode()
    )
    assert not models.ReportEntry.objects.exists() and not models.Event.objects.filter(step__contains="task").exists()


def test_words_of_a_colleague_are_not_written_over(at, writer):
    """A blank filled meanwhile is gone from the page; what was typed is given back to be copied."""
    cause = next(k for k in todo() if k.startswith("cause:"))
    sent = form(writer) | {f"text-{cause}": "我写的原因。"}
    act(at("sun"), ANNUAL, "word", key=cause, text="孙敏写的原因。")
    answer = writer.post(PAGE, sent)
    assert answer.status_code == 422 and ">我写的原因。</textarea>" in answer.content.decode()
    assert [e.text for e in models.ReportEntry.objects.all()] == ["孙敏写的原因。"]


def test_sent_twice_sets_one_task(writer, monkeypatch):
    """The same form again, as a second press sends it, records nothing more."""
    sent = form(writer) | task()
    seen = draft_of(ANNUAL)
    writer.post(PAGE, sent)
    monkeypatch.setattr(
        "fazhi.office.report_blanks.current", lambda *_: seen
    )  # the second began before the first ended
    writer.post(PAGE, sent)
    assert models.Event.objects.filter(step="rectification.task_created").count() == 1


def test_a_task_names_the_shortfall_in_the_version_that_was_not_kept(writer):
    """A duty whose title changed: the task is against the title that the report tells, so that its blank is answered."""
    known = {}
    for duty in shelf().duties:
        known.setdefault(duty.id, []).append(duty)
    older = next(rows[0] for rows in known.values() if rows[0].title != rows[-1].title)
    missed = SimpleNamespace(duty=older, verdict="violated")
    made = replace(draft_of(ANNUAL)[0], found=(missed,))
    assert problem_of(made, older.id) == older.title != problem_of(replace(made, found=()), older.id)


def test_only_writers_fill_and_only_what_is_open(at, writer):
    """The head has no such page; of a frozen report nothing is taken."""
    assert at("zhao").get(PAGE).status_code == 404
    page = f"{PAPER}blanks/"
    sent = form(writer, page)
    key = next(k.removeprefix("base-") for k in sent if k.startswith("base-"))
    frozen_paper(at)
    assert "没有要补写的地方" in text(writer.get(page))
    assert writer.post(page, sent | {f"text-{key}": "再写一句。"}).status_code == 400
