"""依据: why a finding is what it is, fit to print and show to anybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.month_strip import months
from fazhi.desk.words import FLAGS, FORCES, STATES, VERDICTS, days_left
from fazhi.office import clock
from fazhi.office.access import may
from fazhi.office.law_text import texts_of
from fazhi.office.rules import shelf
from fazhi.office.why_page import why_page


@acts("read")
def why(request: DeskRequest) -> HttpResponse:
    """The page at /why/?key=…, for one finding."""
    page = why_page(request.actor, request.GET.get("key", ""), clock.today())
    found = page.finding
    context = {
        "page": page,
        "found": found,
        "may_record": page.action is not None and may(request.actor, "record", page.action.unit).allowed,
        "badge": VERDICTS[found.verdict],
        "force": FORCES[found.duty.force],
        "left": days_left(found, clock.today()),
        "flags": [FLAGS[f] for f in found.flags if f in FLAGS],
        "sources": [(s, STATES[s.status], shelf().laws.find(s.document), texts_of(s)) for s in page.sources],
        "events": [(e, shelf().steps[e.step].title if e.step in shelf().steps else e.step) for e in page.events],
        "months": months(page.sheet) if page.sheet else [],
        "two_readings": found.raw_due and found.due_if_rolled and found.raw_due != found.due_if_rolled,
    }
    return render(request, "desk/why.html", context)
