"""事项: its steps as a bar, what may come next and what may not yet, its clocks, evidence and history; notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fazhi.desk.gantt import chart
from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.month_strip import Month, months
from fazhi.desk.words import FORCES, VERDICTS, Badge, days_left
from fazhi.kernel.findings import Finding
from fazhi.office import clock
from fazhi.office.actions import answer_of
from fazhi.office.clock_sheet import sheet_of
from fazhi.office.dossier import dossier
from fazhi.office.matter_page import DONE, POSSIBLE, REFUSED, MatterPage, StepState, matter_page
from fazhi.office.note import add_note
from fazhi.office.plan_matter import deadlocks_of, plan_of
from fazhi.office.prepare import fact_words, names_of
from fazhi.office.review import review, township_of
from fazhi.office.rules import shelf
from fazhi.store.rows import EventRow, EvidenceRow

NEAR = 4
STRIP = 130  # days
ORDER = ("overdue", "violated", "open", "unproven", "late", "met")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the history tells it."""

    event: EventRow
    title: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[EvidenceRow, ...]
    frozen: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A finding on the matter; `months`: its counted days, while it runs and spans not too many."""

    finding: Finding
    badge: Badge
    force: Badge
    left: str
    months: tuple[Month, ...]


@acts("read")
def matter(request: DeskRequest, id: str) -> HttpResponse:
    """The page of one matter."""
    page = matter_page(request.actor, id, clock.today())
    possible = [s for s in page.steps if s.state == POSSIBLE or s.again]
    near, other = _near(page, possible)
    context = {
        "page": page,
        "ledger": page.ledger,
        "done": _done(page),
        "near": near,
        "other": other,
        "next": _next(page, possible),
        "refused": [s for s in page.steps if s.state == REFUSED],
        "history": _history(page),
        "clocks": _clocks(page),
        "deadlocks": deadlocks_of(page.findings, page.history, clock.today()),
        "chart": chart(plan_of(page.findings, page.history, clock.today()), clock.today()),
    }
    return render(request, "desk/matter.html", context)


@require_POST
@acts("note")
def note(request: DeskRequest, id: str) -> HttpResponse:
    """Add a remark and come back."""
    add_note(request.actor, id, request.POST.get("text", ""))
    return HttpResponseRedirect(reverse("matter", args=[id]) + "#notes")


@acts("read")
def dossier_zip(request: DeskRequest, id: str) -> HttpResponse:
    """The matter as a zip: cover, contents, numbered papers."""
    name, content = dossier(request.actor, id, clock.today())
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


def _done(page: MatterPage) -> list[tuple[StepState, int]]:
    """Steps done by day, each with the days since the one before."""
    rows = sorted((s for s in page.steps if s.state == DONE), key=lambda s: s.events[0].happened_on)
    days = [s.events[0].happened_on for s in rows]
    return [(s, (days[n] - days[n - 1]).days if n else 0) for n, s in enumerate(rows)]


def _near(page: MatterPage, possible: Sequence[StepState]) -> tuple[list[StepState], list[StepState]]:
    """The possible steps that come next, a few, with the one that is asked for; and the rest, exceptions mostly."""
    order = {s.step.id: n for n, s in enumerate(page.steps)}
    furthest = max((order[s.step.id] for s in page.steps if s.state == DONE), default=-1)
    asked = _next(page, possible)
    ahead = [s for s in possible if order[s.step.id] > furthest][:NEAR]
    near = [*ahead, asked] if asked is not None and asked not in ahead else ahead
    return near, [s for s in possible if s not in near]


def _next(page: MatterPage, possible: Sequence[StepState]) -> StepState | None:
    """The step that would answer the most pressing open finding; None when nothing is asked for."""
    open_ones = sorted((f for f in page.findings if f.verdict in ("overdue", "open")), key=lambda f: f.due or date.max)
    asked = [select.step for f in open_ones if (select := answer_of(f)) is not None]
    return next((s for step in asked for s in possible if s.step.id == step), None)


def _clocks(page: MatterPage) -> list[Clock]:
    shown = [f for f in page.findings if f.verdict in ORDER]
    shown.sort(key=lambda f: (ORDER.index(f.verdict), f.duty.id))
    return [
        Clock(f, VERDICTS[f.verdict], FORCES[f.duty.force], days_left(f, clock.today()), _months(page, f))
        for f in shown
    ]


def _months(page: MatterPage, found: Finding) -> tuple[Month, ...]:
    if found.verdict not in ("open", "overdue"):
        return ()
    sheet = sheet_of(found, review(township_of(page.matter.unit), clock.today()))
    return tuple(months(sheet)) if sheet is not None and len(sheet.rows) <= STRIP else ()


def _history(page: MatterPage) -> list[Told]:
    told = []
    names = names_of(e.facts for e in page.history)
    for event in reversed(page.history):
        step = shelf().steps.get(event.step)
        fields = step.fields if step else ()
        words = tuple(
            (f.label, fact_words(f, event.facts[f.id], names))
            for f in fields
            if f.id in event.facts and f.type != "file"
        )
        title, frozen = (step.title, step.frozen) if step else (event.step, False)
        told.append(Told(event, title, words, page.evidence.get(event.id, ()), frozen))
    return told
