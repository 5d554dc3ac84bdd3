"""名册: units, people in post, and registers of what is valid for a time; with Excel out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import Badge
from fazhi.office import clock
from fazhi.office.access import ROLES
from fazhi.office.rosters import LAPSING, roster_workbook, rosters

STATES = {
    "valid": Badge("有效", "green", "circle-check"),
    "soon": Badge("快到期", "orange", "clock"),
    "expired": Badge("已过期", "red", "circle-x"),
    "ended": Badge("已终止", "grey", "circle-dashed"),
}
KINDS = {"county": "县", "township": "乡镇", "village": "村", "station": "站所"}


@acts("read")
def workbook(request: DeskRequest) -> HttpResponse:
    """People in post and registers as Excel."""
    name, content = roster_workbook(request.actor, clock.today())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


@acts("read")
def roster(request: DeskRequest) -> HttpResponse:
    """The page at /rosters/. `?only=lapsing` leaves what is valid out."""
    page = rosters(request.actor, clock.today())
    only = request.GET.get("only") == "lapsing"
    registers = [
        (r, [(e, STATES[e.state]) for e in r.entries if not only or e.state in LAPSING]) for r in page.registers
    ]
    units = {u.id: u.name for u in page.units}
    context = {
        "units": [(u, KINDS.get(u.kind, u.kind)) for u in page.units],
        "people": [(h, units.get(h.unit, ""), "、".join(ROLES[t] for t in ROLES if t in h.tags)) for h in page.people],
        "registers": [(r, rows) for r, rows in registers if rows],
        "only": only,
        "lapsing": sum(r.lapsing for r in page.registers),
    }
    return render(request, "desk/rosters.html", context)
