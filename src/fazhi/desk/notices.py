"""通知: what is new for the person at the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report_lines import report_lines
from fazhi.desk.words import VERDICTS
from fazhi.office import clock
from fazhi.office import notices as office


@acts("read")
def notices(request: DeskRequest) -> HttpResponse:
    """The page at /notices/."""
    found = office.notices(request.actor, clock.today())
    context = {
        "found": found,
        "waiting": report_lines(found.reports),
        "blocks": [
            ("最近七天到期还没有办", [(f, VERDICTS[f.verdict]) for f in found.fallen], "没有新逾期的事项。"),
            ("七天内到期", [(f, VERDICTS[f.verdict]) for f in found.coming], "七天内没有到期的事项。"),
        ],
    }
    return render(request, "desk/notices.html", context)
