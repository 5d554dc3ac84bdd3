"""签到: open a session's sheet, show its changing code, let people sign without an account, then record the session."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from fazhi.desk.guard import DeskRequest, acts
from fazhi.kernel.faults import AccessFault, Fault, InputFault
from fazhi.office import clock
from fazhi.office.choices import units_for
from fazhi.office.requests import step_of
from fazhi.office.rules import shelf
from fazhi.specials.sign_in.sheet import TURN, attendance, begin, code, finish, names_for, sheet_for, sign, sign_steps
from fazhi.store.sign_sheets import sheets_in


@acts("record")
def sheets(request: DeskRequest) -> HttpResponse:
    """Sheets of the actor's units, and a form to open one."""
    steps = [(s, shelf().ledgers[s.ledger]) for s in sign_steps()]
    own = [(s, ledger, units_for(request.actor, ledger)) for s, ledger in steps]
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            made = begin(
                request.actor,
                request.POST.get("unit", "") or request.actor.home(),
                request.POST.get("step", ""),
                request.POST.get("title", ""),
                _moment(request.POST.get("begins", "")),
            )
            return HttpResponseRedirect(reverse("sheet", args=[made.id]))
        except InputFault as fault:
            problems = tuple(p.chinese() for p in fault.problems)
    context = {
        "sheets": [(s, step_of(s.step).title) for s in sheets_in(request.actor.scope())],
        "steps": [(s, ledger) for s, ledger, units in own if units],
        "problems": problems,
        "title": request.POST.get("title", ""),
        "begins": (clock.now().astimezone(clock.SHANGHAI) + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M"),
    }
    return render(request, "desk/sheets.html", context, status=422 if problems else 200)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)
    except ValueError:
        return clock.now()


@acts("record")
def sheet(request: DeskRequest, id: str) -> HttpResponse:
    """The sheet to put on the wall: its code, and who has signed. `?part=code` is the part that renews itself."""
    one = sheet_for(request.actor, id)
    address = request.build_absolute_uri(reverse("sign", args=[id, code(one, clock.now())]))
    context = {"sheet": one, "address": address, "qr": _qr(address), "rows": attendance(one), "turn": TURN // 2}
    return render(request, "desk/sheet_code.html" if request.GET.get("part") else "desk/sheet.html", context)


def _qr(text: str) -> SafeString:
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=7, xmldecl=False, svgns=True, nl=False, omitsize=False)
    return mark_safe(out.getvalue().decode())


def sign_page(request: HttpRequest, id: str, given: str) -> HttpResponse:
    """What an attendee sees: names to pick; no account, nothing kept but the name and the time."""
    context: dict[str, object] = {}
    try:
        if request.method == "POST":
            context["first_time"] = sign(id, given, request.POST.get("person", ""))
            context["done"] = True
        else:
            context["sheet"], context["names"] = names_for(id, given)
    except Fault as fault:
        context["problem"] = fault.problems[0].chinese()
        status = 404 if isinstance(fault, AccessFault) else 422
        return render(request, "desk/sign.html", context, status=status)
    return render(request, "desk/sign.html", context)


@require_POST
@acts("record")
def close_sheet(request: DeskRequest, id: str) -> HttpResponse:
    """Close the sheet and go to the record form, filled in."""
    one, facts = finish(request.actor, id)
    query = QueryDict(mutable=True)
    query["unit"] = one.unit
    for name, value in facts.items():
        query.setlist(f"f-{name}", [str(v) for v in value] if isinstance(value, list) else [str(value)])
    return HttpResponseRedirect(f"{reverse('record', args=[one.step])}?{query.urlencode()}")
