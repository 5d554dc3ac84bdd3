"""年度报告: the draft, every sentence of which opens its records, and the same as Word."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import VERDICTS
from fazhi.office import clock
from fazhi.office.access import require
from fazhi.office.draft_report import Draft, DraftSentence, draft
from fazhi.office.review import review, township_of
from fazhi.office.rules import shelf
from fazhi.office.write_report import report_docx
from fazhi.store import read

SHOWN = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence with its number in the draft, from 1."""

    number: int
    sentence: DraftSentence


@acts("report")
def report(request: DeskRequest, year: int) -> HttpResponse:
    """The draft of a year."""
    made = _draft(request, year)
    numbers = {id(s): n for n, s in enumerate(made.sentences(), start=1)}
    parts = [
        (part, [(p.heading, [Numbered(numbers[id(s)], s) for s in p.sentences]) for p in part.paragraphs])
        for part in made.parts
    ]
    sentences = made.sentences()
    context = {
        "draft": made,
        "parts": parts,
        "todo": sum(s.todo for s in sentences),
        "proven": sum(bool(s.trace) for s in sentences),
        "years": _years(),
    }
    return render(request, "desk/report.html", context)


@acts("report")
def sentence(request: DeskRequest, year: int, number: int) -> HttpResponse:
    """What one sentence rests on: a panel for htmx, a page for everybody else."""
    rows = _draft(request, year).sentences()
    if not 1 <= number <= len(rows):
        raise Http404("没有这句话")
    one = rows[number - 1]
    events = read.events_by_id(one.trace[:SHOWN])
    keys = set(one.findings)
    found = [f for f in review(_home(request), clock.today()).exceptions if f.key in keys]
    context = {
        "sentence": one,
        "year": year,
        "events": [(e, shelf().steps[e.step].title if e.step in shelf().steps else e.step) for e in events],
        "number": len(one.trace),
        "findings": [(f, VERDICTS[f.verdict]) for f in found],
        "n_findings": len(one.findings),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "desk/sentence_panel.html" if part else "desk/sentence.html", context)


@acts("report")
def word(request: DeskRequest, year: int) -> HttpResponse:
    """The draft as Word."""
    home = _home(request)
    require(request.actor, "report", home)
    name, content = report_docx(home, year, clock.today())
    return HttpResponse(
        content, content_type=WORD, headers={"Content-Disposition": str(content_disposition_header(True, name))}
    )


def _years() -> list[int]:
    """The last three years, as far as ledgers were kept."""
    this = clock.today().year
    first = settings.KEPT_SINCE.year if settings.KEPT_SINCE else this - 2
    return [y for y in range(this, this - 3, -1) if y >= first]


def _draft(request: DeskRequest, year: int) -> Draft:
    home = _home(request)
    require(request.actor, "report", home)
    return draft(home, year, clock.today())


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
