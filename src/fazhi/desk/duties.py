"""职责: every duty by business with how it stands; for a county, a heat map of its townships."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import FORCES, VERDICTS
from fazhi.office import clock
from fazhi.office.duty_map import WORST, DutyRow, duty_map, townships_of
from fazhi.office.duty_page import duty_page
from fazhi.office.gates import law_words


@acts("read")
def duties(request: DeskRequest) -> HttpResponse:
    """The page at /duties/. `?unit=` shows one township, `?system=` one business."""
    towns = townships_of(request.actor)
    unit = request.GET.get("unit", "")
    chosen = [t for t in towns if t[0] == unit] or towns
    rows = duty_map(request.actor, [t for t, _ in chosen], clock.today())
    system = request.GET.get("system", "")
    context = {
        "towns": towns,
        "chosen": chosen,
        "chosen_unit": unit,
        "system": system,
        "heat": rows if len(chosen) > 1 else [],
        "groups": [(r, [_told(d) for d in r.duties]) for r in rows if system in ("", r.system)],
        "verdicts": [(v, VERDICTS[v]) for v in WORST],
        "years": range(clock.today().year, clock.today().year - 3, -1),
        "book_unit": chosen[0][0] if len(chosen) == 1 else "",
    }
    return render(request, "desk/duties.html", context)


def _told(row: DutyRow) -> dict[str, object]:
    numbers = [(v, VERDICTS[v], row.cell.counts.get(v, 0)) for v in WORST]
    badge = VERDICTS[row.cell.worst] if row.cell.worst else None
    return {
        "duty": row.duty,
        "badge": badge,
        "numbers": [n for n in numbers if n[2]],
        "law": law_words(row.duty),
        "force": FORCES[row.duty.force],
    }


@acts("read")
def duty(request: DeskRequest, id: str) -> HttpResponse:
    """The page of one duty: its law, its versions, and every finding in reach, the pressing ones first."""
    page = duty_page(request.actor, id, clock.today())
    rows = [(f, VERDICTS[f.verdict]) for f in page.findings]
    return render(request, "desk/duty.html", {"page": page, "rows": rows, "force": FORCES[page.duty.force]})
