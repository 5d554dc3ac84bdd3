"""交接单: what lies with a person who leaves a post, to be signed by both."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import VERDICTS
from fazhi.office import clock
from fazhi.office.handover import handover, ledger_title


@acts("read")
def sheet(request: DeskRequest, person: str) -> HttpResponse:
    """The page at /handover/<person>/, made to be printed."""
    page = handover(request.actor, person, clock.today())
    context = {
        "page": page,
        "open_ones": [(f, VERDICTS[f.verdict]) for f in page.open_ones],
        "matters": [(m, ledger_title(m)) for m in page.matters],
    }
    return render(request, "desk/handover.html", context)
