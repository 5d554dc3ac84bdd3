"""报告: every kind of report as a workspace: its sentences open their records, take the writer's words, and are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import VERDICTS
from fazhi.kernel.faults import AccessFault, FactFault, InputFault, Problem
from fazhi.kernel.units import Member
from fazhi.office import clock
from fazhi.office.access import may, require
from fazhi.office.draft_report import kind_of
from fazhi.office.report_copies import pdf_copy, word_copy
from fazhi.office.report_cycle import Cycle, add_own, current, shown, write
from fazhi.office.report_draft import Draft, DraftSentence, DraftTable, Period, period_of
from fazhi.office.report_fills import HEADS
from fazhi.office.report_freeze import freeze
from fazhi.office.report_tasks import set_task
from fazhi.office.report_words import barred, clean, digest_of, unbound
from fazhi.office.review import review, township_of
from fazhi.office.rules import report_kinds, shelf
from fazhi.office.write_report import ISSUE, PROOF
from fazhi.packs.read_reports import ReportKind
from fazhi.paper.pdf import is_installed
from fazhi.store import read

SHOWN = 200
DIGITS = 7
YEARS, MONTHS = 3, 12
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
DONE = {
    "freeze": "已定稿，封存在台账里。",
    "task": "任务已经建立，列入台账跟踪。",
    "word": "已保存。",
    "own": "已保存。",
    "send": "已送审。",
}
TALK = {"remark": "意见", "send": "送审", "return": "退回", "approve": "同意", "reopen": "另开一稿", "freeze": "定稿"}
ASKED = ("word", "remark", "send", "return", "approve", "reopen")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence with its number in the draft, from 1."""

    number: int
    sentence: DraftSentence


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of a table with its number in the report, from 1 (0: it counts no records)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The report an address names, of the township in it, or of the desk's own."""

    unit: str
    kind: ReportKind
    period: Period

    def address(self, page: str, *more: object, **query: str) -> str:
        """The address of a page of this report; it always says of which township."""
        place = reverse(page, args=[self.kind.id, self.period.text(), *more])
        return f"{place}?{urlencode({'unit': self.unit, **query})}"


@acts("report")
def reports(request: DeskRequest) -> HttpResponse:
    """Every kind of report and its last periods."""
    home = _home(request)
    heads = _heads(home)
    rows = []
    for kind in report_kinds().values():
        periods = [Period(y, m) for y, m in _periods(kind)]
        if kind.per_leader:
            links = [(f"{p.year}年 {h.name}", Period(p.year, 0, h.subject)) for p in periods[:2] for h in heads]
        else:
            links = [(f"{p.year}年{p.month}月" if p.month else f"{p.year}年", p) for p in periods]
        rows.append((kind, [(label, p.text()) for label, p in links]))
    units = request.actor.units
    towns = [(u, units[u].name) for u in _townships(request)]
    return render(request, "desk/reports.html", {"rows": rows, "of": home, "towns": towns if len(towns) > 1 else []})


@acts("report")
def report(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The workspace of one report."""
    asked = _asked(request, kind, period)
    made, cycle, moved = shown(asked.unit, asked.kind, asked.period, clock.today())
    context = _context(asked, made, cycle) | {
        "moved": moved,
        "may_write": may(request.actor, "write_report", asked.unit).allowed,
        "may_review": may(request.actor, "review_report", asked.unit).allowed,
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "desk/report.html", context)


def _context(asked: Asked, made: Draft, cycle: Cycle) -> dict[str, object]:
    sentences, loose = made.sentences(), unbound(made)
    numbers = {id(s): n for n, s in enumerate(sentences, start=1)}
    rows = _counted(made.tables())
    parts = [
        (
            part,
            [
                (p.heading, [Numbered(numbers[id(s)], s) for s in p.sentences], p.table, rows.get(id(p.table), []))
                for p in part.paragraphs
            ],
        )
        for part in made.parts
    ]
    remarks: dict[str, int] = {}
    for entry in cycle.talk:
        if entry.act == "remark" and entry.key:
            remarks[entry.key] = remarks.get(entry.key, 0) + 1
    return {
        "draft": made,
        "period": asked.period.text(),
        "of": asked.unit,
        "act": asked.address("report-act"),
        "docx": asked.address("report-docx"),
        "proof": asked.address("report-docx", copy=PROOF) if not cycle.open else "",
        "pdf": asked.address("report-pdf") if is_installed() else "",
        "parts": parts,
        "todo": sum(s.todo for s in sentences),
        "proven": sum(bool(s.trace) for s in sentences),
        "unbound": [Numbered(numbers[id(s)], s) for s in loose],
        "barred": len(barred(made)),
        "seen": digest_of(loose),
        "orphans": [(key, text, cycle.words.versions[key]) for key, text in made.orphans],
        "faults": [fault for t in made.tables() for fault in t.faults],
        "years": [Period(y, m).text() for y, m in _periods(asked.kind)[:YEARS]] if not asked.kind.per_leader else [],
        "cycle": cycle,
        "talk": [(e, TALK[e.act]) for e in cycle.talk],
        "remarked": remarks,
        "next": _next(asked, made, cycle),
    }


def _counted(tables: Sequence[DraftTable]) -> dict[int, list[Counted]]:
    """The rows of each table, by its identity, numbered over the whole report where they count records."""
    made: dict[int, list[Counted]] = {}
    number = 0
    for table in tables:
        made[id(table)] = []
        for k, cells in enumerate(table.rows):
            traced = bool(table.traces[k : k + 1] and table.traces[k])
            number += traced
            made[id(table)].append(Counted(number if traced else 0, cells))
    return made


def _next(asked: Asked, made: Draft, cycle: Cycle) -> list[tuple[str, str]]:
    """(title, address) of the records that bring the report on and are not there yet: begun, the meeting, submitted, published."""
    kind, steps = asked.kind, shelf().steps
    if cycle.matter:
        there = {title for title, day in cycle.steps if day}
        held = [kind.deliberated] if kind.deliberated and not cycle.deliberated else []
        wanted = [steps[id] for id in (*held, *kind.after) if steps[id].title not in there]
        return [(s.title, f"{reverse('record', args=[s.id])}?matter={cycle.matter}") for s in wanted]
    if kind.opens == kind.frozen:
        return []
    known = {"unit": asked.unit, f"f-{shelf().ledgers[kind.ledger].name_field}": made.title}
    known["f-report_year"] = str(asked.period.year)
    return [(steps[kind.opens].title, f"{reverse('record', args=[kind.opens])}?{urlencode(known)}")]


@acts("report")
def sentence(request: DeskRequest, kind: str, period: str, number: int) -> HttpResponse:
    """What one sentence rests on and what was said of it: a panel for htmx, a page for everybody else."""
    asked = _asked(request, kind, period)
    made, cycle, _ = shown(asked.unit, asked.kind, asked.period, clock.today())
    rows = made.sentences()
    if not 1 <= number <= len(rows):
        raise Http404("没有这句话")
    one = rows[number - 1]
    context = _proof(request, asked, made, one) | {
        "remarks": [e for e in cycle.talk if e.act == "remark" and e.key == one.key],
        "can_word": cycle.open and may(request.actor, "write_report", asked.unit).allowed,
        "may_review": may(request.actor, "review_report", asked.unit).allowed,
        "base": cycle.words.versions.get(one.key, 0),
        "at": number,
        "is_task": one.todo and one.key.startswith(("task:", "next:")),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "desk/sentence_panel.html" if part else "desk/sentence.html", context)


@acts("report")
def row(request: DeskRequest, kind: str, period: str, number: int) -> HttpResponse:
    """What one row of a table counts."""
    asked = _asked(request, kind, period)
    made, _, _ = shown(asked.unit, asked.kind, asked.period, clock.today())
    rows = [(t, k) for t in made.tables() for k, trace in enumerate(t.traces) if trace]
    if not 1 <= number <= len(rows):
        raise Http404("没有这一行")
    table, k = rows[number - 1]
    one = DraftSentence(f"{table.caption}：{'，'.join(table.rows[k])}", trace=table.traces[k])
    return render(request, "desk/sentence.html", _proof(request, asked, made, one))


def _proof(request: DeskRequest, asked: Asked, made: Draft, one: DraftSentence) -> dict[str, object]:
    """The records and findings behind a sentence."""
    events = read.events_by_id(one.trace[:SHOWN])
    keys = set(one.findings)
    found = [f for f in review(asked.unit, clock.today()).exceptions if f.key in keys]
    return {
        "sentence": one,
        "draft": made,
        "period": asked.period.text(),
        "of": asked.unit,
        "act": asked.address("report-act"),
        "events": [(e, shelf().steps[e.step].title if e.step in shelf().steps else e.step) for e in events],
        "number": len(one.trace),
        "findings": [(f, VERDICTS[f.verdict]) for f in found],
    }


@require_POST
@acts("report")
def act(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """One step of the work: `do` is word, own, task, remark, send, return, approve, reopen or freeze; back to the page then."""
    if not request.GET.get("unit") and len(_townships(request)) > 1:
        raise InputFault(
            Problem("报告", "没有说明是哪个乡镇的报告", "", "回到报告页重新点", "which township is not said")
        )
    asked = _asked(request, kind, period)
    sent, done = request.POST, request.POST.get("do", "")
    about = (request.actor, asked.unit, asked.kind, asked.period)
    text, base = sent.get("text", ""), sent.get("base", "")
    if done == "freeze":
        freeze(*about, seen=sent.get("confirmed", ""))
    elif done == "task":
        _task(request, asked)
    elif done == "own":
        add_own(*about, sent.get("part", ""), text)
    elif done in ASKED:
        written = int(base) if base.isascii() and base.isdigit() and len(base) < DIGITS else 0
        write(*about, done, key=sent.get("key", ""), text=text, base=written)
    else:
        raise InputFault(Problem("操作", f"没有“{done[:20]}”", "", "回到报告页重新点", "unknown act"))
    at = sent.get("at", "")
    place = f"#s{at}" if at.isascii() and at.isdigit() else ""
    return HttpResponseRedirect(asked.address("report", done=done) + place)


def _task(request: DeskRequest, asked: Asked) -> None:
    sent = request.POST
    finish = sent.get("finish_by", "")
    try:
        until = date.fromisoformat(finish) if finish else None
    except ValueError:
        raise FactFault(Problem("完成期限", f"{finish}不是日期", "2026-06-30", "重写", "not a date")) from None
    about = sent.get("duty", "")
    made, _ = current(asked.unit, asked.kind, asked.period, clock.today())
    if about and about not in {s.duty for s in made.sentences()}:
        raise InputFault(
            Problem("任务", "报告里没有这条职责", "", "回到报告页重新打开这句话", "no such duty in the report")
        )
    title = shelf().versions(about)[-1].title if about else ""
    set_task(
        request.actor,
        asked.unit,
        asked.period.year,
        clock.today(),
        problem=title,
        what=clean(sent.get("what", "")),
        owner=clean(sent.get("owner", "")),
        finish_by=until,
    )


@acts("report")
def word(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The report as Word: of a frozen one the sealed copy that is sent out, or with ?copy=proof that with its proofs; else the draft."""
    made, cycle = _shown(_asked(request, kind, period))
    return _download(word_copy(made, cycle, PROOF if request.GET.get("copy") == PROOF else ISSUE), WORD)


@acts("report")
def pdf(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The same as PDF: what is sent out, or the draft."""
    return _download(pdf_copy(*_shown(_asked(request, kind, period))), PDF)


def _shown(asked: Asked) -> tuple[Draft, Cycle]:
    made, cycle, _ = shown(asked.unit, asked.kind, asked.period, clock.today())
    return made, cycle


def _download(made: tuple[str, bytes] | None, content_type: str) -> HttpResponse:
    if made is None:
        raise Http404("定稿的文件不在了")
    name, content = made
    sent = {"Content-Disposition": str(content_disposition_header(True, name))}
    return HttpResponse(content, content_type=content_type, headers=sent)


def _periods(kind: ReportKind) -> list[tuple[int, int]]:
    """(year, month) of the last periods, as far as ledgers were kept, the newest first."""
    this = clock.today()
    since = settings.KEPT_SINCE or date(this.year - YEARS + 1, 1, 1)
    if kind.period == "month":
        months = [divmod(this.year * 12 + this.month - 1 - n, 12) for n in range(MONTHS)]
        return [(y, m + 1) for y, m in months if (y, m + 1) >= (since.year, since.month)]
    return [(y, 0) for y in range(this.year, this.year - YEARS, -1) if y >= since.year]


def _asked(request: DeskRequest, kind: str, period: str) -> Asked:
    """Raises InputFault for a kind that is none, Http404 for a period, AccessFault for a desk that may not read it."""
    home, known = _home(request), kind_of(kind)
    require(request.actor, "report", home)
    try:
        asked = Asked(home, known, period_of(period, known, clock.today()))
    except InputFault as fault:
        raise Http404(fault.problems[0].chinese()) from None
    if known.per_leader and asked.period.person not in {m.subject for m in _heads(home)}:
        raise Http404("没有这个人的述法报告")
    return asked


def _heads(township: str) -> Sequence[Member]:
    return review(township, clock.today()).roster.members.get(HEADS, ())


def _townships(request: DeskRequest) -> list[str]:
    """The townships this desk reads."""
    return sorted(u for u in request.actor.scope() if request.actor.units[u].kind == "township")


def _home(request: DeskRequest) -> str:
    """The township in ?unit=, else that of this desk, else the first below it. Raises AccessFault for one it may not read."""
    chosen, units = request.GET.get("unit", ""), request.actor.units
    if chosen:
        if chosen not in units or units[chosen].kind != "township":
            raise AccessFault(Problem("报告", "没有这个乡镇", "", "", "no such township"))
        require(request.actor, "report", chosen)
        return chosen
    home = township_of(request.actor.home())
    below = _townships(request)
    return home if units[home].kind == "township" or not below else below[0]
