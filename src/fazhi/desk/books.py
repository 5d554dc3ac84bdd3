"""一键成册: the papers of one business or one indicator of a year, for an inspection."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.towns import asked_town
from fazhi.kernel.units import EVER
from fazhi.office import clock
from fazhi.office.appraisal import score_sheet
from fazhi.office.inspection_book import inspection_book, years_kept
from fazhi.office.rules import shelf

YEARS = 3


@acts("report")
def books(request: DeskRequest) -> HttpResponse:
    """The page at /books/?unit=&year=: every business and indicator with its file to take."""
    towns, town = asked_town(request, "按乡镇成册")
    this_year = clock.today().year
    kept = years_kept(town[0], clock.today())
    years = [y for y in range(this_year, this_year - YEARS, -1) if y in kept or y == this_year]
    asked = request.GET.get("year", "")
    context = {
        "towns": towns,
        "town": town,
        "years": years,
        "kept": kept,
        "year": next((y for y in years if str(y) == asked), this_year),
        "groups": [
            ("按业务", list(shelf().systems.items())),
            ("按考核指标", [(str(n), item.name) for n, item in enumerate(score_sheet().items, start=1)]),
        ],
    }
    return render(request, "desk/books.html", context)


@acts("read")
def book(request: DeskRequest, about: str, unit: str, year: int) -> HttpResponse:
    """The papers of a system or an indicator in a year as one zip; 404 for a year that is none, or has not come."""
    if not EVER.year <= year <= clock.today().year:
        raise Http404("没有这一年的卷")
    name, content = inspection_book(request.actor, unit, about, year, clock.today())
    headers = {"Content-Disposition": str(content_disposition_header(True, name))}
    return HttpResponse(content, content_type="application/zip", headers=headers)
