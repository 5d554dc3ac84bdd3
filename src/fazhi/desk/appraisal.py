"""考核: the county's score sheet as it would stand, with where each point was lost, and what if."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.towns import asked_town
from fazhi.desk.words import VERDICTS
from fazhi.office import clock
from fazhi.office.appraisal import appraise


@acts("report")
def appraisal(request: DeskRequest) -> HttpResponse:
    """The page at /appraisal/?unit=&year=&fix=…; `fix` names findings taken as put right."""
    towns, unit = asked_town(request, "考核按乡镇计算")
    today = clock.today()
    text = request.GET.get("year", "")
    year = int(text) if text.isdigit() and len(text) == 4 else today.year
    page = appraise(request.actor, unit[0], year, today, request.GET.getlist("fix"))
    context = {
        "page": page,
        "lines": [(line, [(x, VERDICTS[x.finding.verdict]) for x in line.losses]) for line in page.lines],
        "towns": towns,
        "town": unit,
        "year": year,
        "years": [today.year, today.year - 1],
        "gained": page.score - page.before,
    }
    return render(request, "desk/appraisal.html", context)
