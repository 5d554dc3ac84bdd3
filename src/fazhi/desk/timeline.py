"""证据时间线: when things happened and when they were recorded, side by side."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.office import clock
from fazhi.office.rules import shelf
from fazhi.office.timeline import timeline

DAYS, MOST, SHOWN = 30, 400, 60


@acts("read")
def evidence_timeline(request: DeskRequest) -> HttpResponse:
    """The page at /timeline/?from=&to=&only=late."""
    today = clock.today()
    last = _day(request.GET.get("to", ""), today)
    first = _day(request.GET.get("from", ""), last - timedelta(days=DAYS))
    first = min(max(first, last - timedelta(days=MOST)), last)
    page = timeline(request.actor, first, last)
    only = request.GET.get("only") == "late"
    rows = [e for e in page.entries if e.late or not only]
    steps = shelf().steps
    context = {
        "page": page,
        "rows": [(e, steps[e.event.step].title if e.event.step in steps else e.event.step) for e in rows[:SHOWN]],
        "hidden": max(0, len(rows) - SHOWN),
        "number": len(page.entries),
        "late": sum(e.late for e in page.entries),
        "bars": [(d, f"{100 * d.n / page.most:.1f}", f"{100 * d.late / page.most:.1f}") for d in page.days],
        "only": only,
    }
    return render(request, "desk/timeline.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
