"""报告: every kind of report as a workspace: its sentences open their records, take the writer's words, and are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import VERDICTS
from fazhi.kernel.faults import FactFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import may, require
from fazhi.office.draft_report import kind_of
from fazhi.office.report_cycle import Cycle, after_frozen, current, freeze, write
from fazhi.office.report_draft import Draft, DraftSentence, Period, period_of
from fazhi.office.report_fills import HEADS
from fazhi.office.report_tasks import set_task
from fazhi.office.report_words import OWN
from fazhi.office.review import review, township_of
from fazhi.office.rules import report_kinds, shelf
from fazhi.office.write_report import report_docx
from fazhi.packs.read_reports import ReportKind
from fazhi.store import read

SHOWN = 200
YEARS, MONTHS = 3, 12
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DONE = {
    "freeze": "已定稿，封存在台账里。",
    "task": "任务已经建立，列入台账跟踪。",
    "word": "已保存。",
    "own": "已保存。",
    "send": "已送审。",
}
TALK = {"remark": "意见", "send": "送审", "return": "退回", "approve": "同意", "reopen": "另开一稿"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence with its number in the draft, from 1."""

    number: int
    sentence: DraftSentence


@dataclass(frozen=True, slots=True)
class Asked:
    """The report an address names, of the township of this desk."""

    unit: str
    kind: ReportKind
    period: Period


@acts("report")
def reports(request: DeskRequest) -> HttpResponse:
    """Every kind of report and its last periods."""
    home = _home(request)
    heads = review(home, clock.today()).roster.members.get(HEADS, ())
    rows = []
    for kind in report_kinds().values():
        periods = [Period(y, m) for y, m in _periods(kind)]
        if kind.per_leader:
            links = [(f"{p.year}年 {h.name}", Period(p.year, 0, h.subject)) for p in periods[:2] for h in heads]
        else:
            links = [(f"{p.year}年{p.month}月" if p.month else f"{p.year}年", p) for p in periods]
        rows.append((kind, [(label, p.text()) for label, p in links]))
    return render(request, "desk/reports.html", {"rows": rows})


@acts("report")
def report(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The workspace of one report."""
    asked = _asked(request, kind, period)
    made, cycle = current(asked.unit, asked.kind, asked.period, clock.today())
    return render(request, "desk/report.html", _context(request, asked, made, cycle))


def _context(request: DeskRequest, asked: Asked, made: Draft, cycle: Cycle) -> dict[str, object]:
    numbers = {id(s): n for n, s in enumerate(made.sentences(), start=1)}
    parts = [
        (part, [(p.heading, [Numbered(numbers[id(s)], s) for s in p.sentences], p.table) for p in part.paragraphs])
        for part in made.parts
    ]
    sentences = made.sentences()
    remarks: dict[str, int] = {}
    for entry in cycle.talk:
        if entry.key:
            remarks[entry.key] = remarks.get(entry.key, 0) + 1
    return {
        "draft": made,
        "period": asked.period.text(),
        "parts": parts,
        "todo": sum(s.todo for s in sentences),
        "proven": sum(bool(s.trace) for s in sentences),
        "unbound": [Numbered(numbers[id(s)], s) for s in sentences if s.loose],
        "faults": [fault for t in made.tables() for fault in t.faults],
        "years": [Period(y, m).text() for y, m in _periods(asked.kind)[:YEARS]] if not asked.kind.per_leader else [],
        "cycle": cycle,
        "talk": [(e, TALK[e.act]) for e in cycle.talk],
        "remarked": remarks,
        "may_write": may(request.actor, "write_report", asked.unit).allowed,
        "may_review": may(request.actor, "review_report", asked.unit).allowed,
        "next": _next(asked, cycle),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }


def _next(asked: Asked, cycle: Cycle) -> list[tuple[str, str]]:
    """(title, address) of the records that bring the report on: the meeting, submitted, published."""
    wanted = [shelf().steps[id] for id in (asked.kind.deliberated, *after_frozen(asked.kind)) if id]
    if not cycle.matter:
        return []
    return [(s.title, f"{reverse('record', args=[s.id])}?matter={cycle.matter}") for s in wanted]


@acts("report")
def sentence(request: DeskRequest, kind: str, period: str, number: int) -> HttpResponse:
    """What one sentence rests on and what was said of it: a panel for htmx, a page for everybody else."""
    asked = _asked(request, kind, period)
    made, cycle = current(asked.unit, asked.kind, asked.period, clock.today())
    rows = made.sentences()
    if not 1 <= number <= len(rows):
        raise Http404("没有这句话")
    one = rows[number - 1]
    events = read.events_by_id(one.trace[:SHOWN])
    keys = set(one.findings)
    found = [f for f in review(asked.unit, clock.today()).exceptions if f.key in keys]
    context = {
        "sentence": one,
        "draft": made,
        "period": asked.period.text(),
        "events": [(e, shelf().steps[e.step].title if e.step in shelf().steps else e.step) for e in events],
        "number": len(one.trace),
        "findings": [(f, VERDICTS[f.verdict]) for f in found],
        "remarks": [e for e in cycle.talk if e.key == one.key],
        "can_word": cycle.open and may(request.actor, "write_report", asked.unit).allowed,
        "may_review": may(request.actor, "review_report", asked.unit).allowed,
        "at": number,
        "is_task": one.todo and one.key.startswith(("task:", "next:")),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "desk/sentence_panel.html" if part else "desk/sentence.html", context)


@require_POST
@acts("report")
def act(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """One step of the work: `do` is word, own, task, remark, send, return, approve, reopen or freeze; back to the page then."""
    asked = _asked(request, kind, period)
    sent, done = request.POST, request.POST.get("do", "")
    text = sent.get("text", "")
    if done == "freeze":
        freeze(request.actor, asked.unit, asked.kind, asked.period, confirmed=sent.get("confirmed") == "1")
    elif done == "task":
        _task(request, asked)
    elif done == "own":
        key = f"{OWN}{sent.get('part', '1')}:{len(current(asked.unit, asked.kind, asked.period, clock.today())[1].entries) + 1}"
        write(request.actor, asked.unit, asked.kind, asked.period, "word", key=key, text=text)
    elif done in ("word", *TALK):
        write(request.actor, asked.unit, asked.kind, asked.period, done, key=sent.get("key", ""), text=text)
    else:
        raise InputFault(Problem("操作", f"没有“{done}”", "", "回到报告页重新点", "unknown act"))
    place = f"?done={done}" + (f"#s{sent['at']}" if sent.get("at", "").isdigit() else "")
    return HttpResponseRedirect(reverse("report", args=[asked.kind.id, asked.period.text()]) + place)


def _task(request: DeskRequest, asked: Asked) -> None:
    sent = request.POST
    finish = sent.get("finish_by", "")
    try:
        until = date.fromisoformat(finish) if finish else None
    except ValueError:
        raise FactFault(Problem("完成期限", f"{finish}不是日期", "2026-06-30", "重写", "not a date")) from None
    title = shelf().versions(sent["duty"])[-1].title if sent.get("duty") else ""
    set_task(
        request.actor,
        asked.unit,
        asked.period.year,
        clock.today(),
        problem=title,
        what=sent.get("what", "").strip(),
        owner=sent.get("owner", "").strip(),
        finish_by=until,
    )


@acts("report")
def word(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The draft as Word."""
    asked = _asked(request, kind, period)
    name, content = report_docx(current(asked.unit, asked.kind, asked.period, clock.today())[0])
    return HttpResponse(
        content, content_type=WORD, headers={"Content-Disposition": str(content_disposition_header(True, name))}
    )


def _periods(kind: ReportKind) -> list[tuple[int, int]]:
    """(year, month) of the last periods, as far as ledgers were kept, the newest first."""
    this = clock.today()
    since = settings.KEPT_SINCE or date(this.year - YEARS + 1, 1, 1)
    if kind.period == "month":
        months = [divmod(this.year * 12 + this.month - 1 - n, 12) for n in range(MONTHS)]
        return [(y, m + 1) for y, m in months if (y, m + 1) >= (since.year, since.month)]
    return [(y, 0) for y in range(this.year, this.year - YEARS, -1) if y >= since.year]


def _asked(request: DeskRequest, kind: str, period: str) -> Asked:
    """Raises InputFault for a kind or period that is none, AccessFault for a desk that may not read it."""
    home = _home(request)
    require(request.actor, "report", home)
    known = kind_of(kind)
    return Asked(home, known, period_of(period, known, clock.today()))


def _home(request: DeskRequest) -> str:
    """The township of this desk; a county desk reads the first below it, or the one in ?unit=."""
    chosen = request.GET.get("unit", "")
    units = request.actor.units
    if chosen in request.actor.scope() and units[chosen].kind == "township":
        return chosen
    home = township_of(request.actor.home())
    if units[home].kind == "township":
        return home
    below = sorted(u for u in request.actor.scope() if units[u].kind == "township")
    return below[0] if below else home
