"""报告: every kind of report as a workspace: its sentences open their records, take the writer's words, and are frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report_address import YEARS, Asked, asked_of, heads_of, home_of, periods_of, townships_of
from fazhi.desk.report_parts import fallen, lefts, numbered, said, wanted_records
from fazhi.desk.words import VERDICTS
from fazhi.kernel.faults import AccessFault
from fazhi.office import clock
from fazhi.office.access import may
from fazhi.office.report_blanks import makes_task
from fazhi.office.report_copies import pdf_copy, word_copy
from fazhi.office.report_cycle import Cycle
from fazhi.office.report_draft import Draft, DraftSentence, DraftTable, Period
from fazhi.office.report_next import is_waiting, next_of
from fazhi.office.report_outside import is_inside, seen_by
from fazhi.office.report_owners import owners
from fazhi.office.report_stages import is_settled, stages
from fazhi.office.report_words import barred, digest_of, is_barred, seen_as, turned, unbound
from fazhi.office.review import review
from fazhi.office.rules import report_kinds, shelf
from fazhi.office.write_report import BODY, ISSUE, PROOF, annex_pages
from fazhi.paper.pdf import is_installed
from fazhi.store import read

SHOWN = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
DONE = {
    "freeze": "已定稿，封存在台账里。",
    "task": "任务已经建立，列入台账跟踪。",
    "word": "已保存。",
    "own": "已保存。",
    "fill": "已保存。",
    "send": "已送审，审阅人在“今日”和“通知”里看得到。",
    "remark": "意见已经记下，起草人在“今日”和“通知”里看得到。",
    "return": "已退回，起草人在“今日”和“通知”里看得到理由。",
    "approve": "已同意，起草人在“今日”和“通知”里看得到。",
    "reopen": "已另开一稿。",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of a table with its number in the report, from 1 (0: it counts no records)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that was refused: which one, why at each field, and what had been typed, so that nothing is lost."""

    do: str
    why: Mapping[str, str]
    typed: Mapping[str, str]
    status: int = 400


@acts("report")
def reports(request: DeskRequest) -> HttpResponse:
    """Every kind of report and its last periods."""
    home = home_of(request)
    heads = heads_of(home)
    rows = []
    for kind in report_kinds().values():
        periods = [Period(y, m) for y, m in periods_of(kind)]
        if kind.per_leader:
            links = [(f"{p.year}年 {h.name}", Period(p.year, 0, h.subject)) for p in periods[:2] for h in heads]
        else:
            links = [(f"{p.year}年{p.month}月" if p.month else f"{p.year}年", p) for p in periods]
        rows.append((kind, [(label, p.text()) for label, p in links]))
    units = request.actor.units
    towns = [(u, units[u].name) for u in townships_of(request)]
    return render(request, "desk/reports.html", {"rows": rows, "of": home, "towns": towns if len(towns) > 1 else []})


@acts("report")
def report(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The workspace of one report; `?open=` opens a sentence."""
    return report_page(request, asked_of(request, kind, period))


def report_page(request: DeskRequest, asked: Asked, refused: Refusal | None = None) -> HttpResponse:
    """The workspace, after a refused step with what was refused at its box."""
    try:
        made, cycle, moved = seen_by(request.actor, asked.unit, asked.kind, asked.period, clock.today())
    except AccessFault:
        return render(request, "desk/report_unsent.html", {"kind": asked.kind, "unit": request.actor.units[asked.unit]})
    opened = request.GET.get("open", "")
    context = _context(asked, made, cycle) | {
        "moved": moved,
        "may_write": may(request.actor, "write_report", asked.unit).allowed,
        "may_review": may(request.actor, "review_report", asked.unit).allowed,
        "may_remark": may(request.actor, "remark_report", asked.unit).allowed,
        "inside": is_inside(request.actor, asked.unit),
        "done": DONE.get(request.GET.get("done", ""), ""),
        "refused": refused,
        "opened": int(opened) if opened.isascii() and opened.isdigit() and len(opened) < len("1000000") else 0,
    }
    return render(request, "desk/report.html", context, status=refused.status if refused else 200)


def _context(asked: Asked, made: Draft, cycle: Cycle) -> dict[str, object]:
    sentences, loose = made.sentences(), unbound(made)
    rows, numbers = _counted(made.tables()), numbered(made, cycle)
    parts = [
        (
            part,
            [
                (p.heading, [numbers[id(s)] for s in p.sentences], p.table, rows.get(id(p.table), []), item)
                for p, item in zip(part.paragraphs, part.listed(), strict=True)
            ],
        )
        for part in made.parts
    ]
    return {
        **_standing(asked, made, cycle),
        **_copies(asked, made, cycle),
        "draft": made,
        "period": asked.period.text(),
        "of": asked.unit,
        "here": asked.address("report"),
        "act": asked.address("report-act"),
        "mark": f"blanks/{asked.unit}/{asked.kind.id}/{asked.period.text()}",
        "fill": asked.address("report-blanks"),
        "parts": parts,
        "todo": sum(s.todo for s in sentences),
        "proven": sum(bool(s.trace) for s in sentences),
        "unbound": [numbers[id(s)] for s in loose],
        "turned": [numbers[id(s)] for s in turned(made)],
        "barred": len(barred(made)),
        "seen": digest_of(loose),
        "shown": seen_as(made),
        "orphans": [(key, text, cycle.words.versions[key]) for key, text in made.orphans],
        "faults": [fault for t in made.tables() for fault in t.faults],
        "years": [Period(y, m).text() for y, m in periods_of(asked.kind)[:YEARS]] if not asked.kind.per_leader else [],
        "cycle": cycle,
        "talk": said(asked, made, cycle),
    }


def _standing(asked: Asked, made: Draft, cycle: Cycle) -> dict[str, object]:
    """How far the report has come, and what comes next."""
    records = wanted_records(asked, made, cycle)
    forms = {r.step: r for r in records if r.is_wanted}
    return {
        "stages": [(s, forms.get(s.step)) for s in stages(asked.kind, cycle)],
        "left": lefts(asked, made, cycle, records) if cycle.open else [],
        "records": records,
        "next": next_of(made, cycle),
        "waits": is_waiting(cycle),
        "again": bool(cycle.lapse or cycle.sent_back),
        "settled": is_settled(asked.kind, cycle),
        "fallen": fallen(asked, made, cycle),
    }


def _copies(asked: Asked, made: Draft, cycle: Cycle) -> dict[str, object]:
    """Where the copies are, and about how many pages the annex of a draft has."""
    body = {"copy": BODY} if cycle.open else {}
    return {
        "docx": asked.address("report-docx", **body),
        "whole": asked.address("report-docx") if cycle.open else "",
        "annex_pages": annex_pages(made) if cycle.open else 0,
        "proof": asked.address("report-docx", copy=PROOF) if not cycle.open else "",
        "pdf": asked.address("report-pdf", **body) if is_installed() else "",
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


@acts("report")
def sentence(request: DeskRequest, kind: str, period: str, number: int) -> HttpResponse:
    """What one sentence rests on and what was said of it: a panel for htmx, a page for everybody else."""
    return sentence_page(request, asked_of(request, kind, period), number)


def sentence_page(request: DeskRequest, asked: Asked, number: int, refused: Refusal | None = None) -> HttpResponse:
    """The page of a sentence, after a refused step with what was refused at its field. Raises Http404."""
    made, cycle, _ = _shown(request, asked)
    rows = made.sentences()
    if not 1 <= number <= len(rows):
        raise Http404("没有这句话")
    one = rows[number - 1]
    is_task = makes_task(one)
    context = _proof(request, asked, made, one) | {
        "remarks": [e for e in cycle.talk if e.act == "remark" and e.key == one.key],
        "can_word": cycle.open and may(request.actor, "write_report", asked.unit).allowed,
        "may_remark": may(request.actor, "remark_report", asked.unit).allowed,
        "base": cycle.words.versions.get(one.key, 0),
        "at": number,
        "is_task": is_task,
        "barred": is_barred(one),
        "owners": owners(asked.unit, clock.today()) if is_task else [],
        "refused": refused,
    }
    part = request.headers.get("HX-Request") == "true"
    template = "desk/sentence_panel.html" if part else "desk/sentence.html"
    return render(request, template, context, status=refused.status if refused else 200)


@acts("report")
def row(request: DeskRequest, kind: str, period: str, number: int) -> HttpResponse:
    """What one row of a table counts."""
    asked = asked_of(request, kind, period)
    made, _, _ = _shown(request, asked)
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


@acts("report")
def word(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The report as Word: of a frozen one the sealed copy that is sent out, or with ?copy=proof that with its proofs.

    Else the draft with its annex, or with ?copy=body without.
    """
    made, cycle, _ = _shown(request, asked_of(request, kind, period))
    return _download(word_copy(made, cycle, _copy(request, BODY, PROOF)), WORD)


@acts("report")
def pdf(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The same as PDF: what is sent out, or the draft."""
    return _download(pdf_copy(*_shown(request, asked_of(request, kind, period))[:2], _copy(request, BODY)), PDF)


def _copy(request: DeskRequest, *known: str) -> str:
    """The copy in ?copy=, else that to send out."""
    asked = request.GET.get("copy", "")
    return asked if asked in known else ISSUE


def _shown(request: DeskRequest, asked: Asked) -> tuple[Draft, Cycle, list[tuple[str, str]]]:
    return seen_by(request.actor, asked.unit, asked.kind, asked.period, clock.today())


def _download(made: tuple[str, bytes] | None, content_type: str) -> HttpResponse:
    if made is None:
        raise Http404("定稿的文件不在了")
    name, content = made
    sent = {"Content-Disposition": str(content_disposition_header(True, name))}
    return HttpResponse(content, content_type=content_type, headers=sent)
