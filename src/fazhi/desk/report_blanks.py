"""逐项补写: every blank of a report on one page, under its section, saved in one go; what is refused comes back at its field."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report_address import Asked, asked_of
from fazhi.desk.report_parts import place_of
from fazhi.office import clock
from fazhi.office.access import require
from fazhi.office.report_blanks import Blank, Filled, Refused, blanks, fill, filled
from fazhi.office.report_cycle import current
from fazhi.office.report_owners import owners

BASE, MOST, DIGITS = "base-", 300, 7


@dataclass(frozen=True, slots=True)
class Row:
    """A blank with what was typed into it and why that was not saved, field by field; its place in the report."""

    blank: Blank
    typed: Filled
    why: Mapping[str, str]
    link: str


@acts("report")
def report_blanks(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """The page, and what it sends."""
    asked = asked_of(request, kind, period)
    require(request.actor, "write_report", asked.unit)
    if request.method != "POST":
        return _page(request, asked, {}, {}, 0)
    given = {key: one for key, one in _sent(request).items() if one.text or one.is_task}
    once = f"{request.actor.person}/{request.POST.get('once', '')[:40]}"
    saved, refused = fill(request.actor, asked.unit, asked.kind, asked.period, given, once)
    if refused:
        return _page(request, asked, given, refused, saved)
    return HttpResponseRedirect(asked.address("report", done="fill"))


def _sent(request: DeskRequest) -> dict[str, Filled]:
    """What was typed, by the key of the blank."""
    sent = request.POST
    keys = [name.removeprefix(BASE) for name in sent if name.startswith(BASE)][:MOST]
    return {key: _typed(request, key) for key in keys}


def _typed(request: DeskRequest, key: str) -> Filled:
    sent = request.POST
    base = sent.get(f"{BASE}{key}", "")
    number = int(base) if base.isascii() and base.isdigit() and len(base) < DIGITS else 0
    text, what, owner, finish_by = (sent.get(f"{name}-{key}", "") for name in ("text", "what", "owner", "finish_by"))
    return filled(text, what, owner, finish_by, number)


def _page(
    request: DeskRequest, asked: Asked, given: Mapping[str, Filled], refused: Mapping[str, Refused], saved: int
) -> HttpResponse:
    made, cycle = current(asked.unit, asked.kind, asked.period, clock.today())
    groups = blanks(made, cycle) if cycle.open else []
    rows = [(place, [_row(asked, b, given, refused) for b in group]) for place, group in groups]
    known = {b.key for _, group in groups for b in group}
    context = {
        "draft": made,
        "of": asked.unit,
        "here": asked.address("report"),
        "action": asked.address("report-blanks"),
        "rows": rows,
        "number": len(known),
        "saved": saved,
        "refused": refused,
        "lost": [(given[key], why) for key, why in refused.items() if key not in known],
        "owners": owners(asked.unit, clock.today()),
        "once": uuid.uuid4().hex,
        "mark": f"{request.actor.person}/blanks/{asked.unit}/{asked.kind.id}/{asked.period.text()}",
    }
    return render(request, "desk/report_blanks.html", context, status=422 if refused else 200)


def _row(asked: Asked, blank: Blank, given: Mapping[str, Filled], refused: Mapping[str, Refused]) -> Row:
    why = refused.get(blank.key, {})
    return Row(blank, given.get(blank.key, Filled()) if why else Filled(), why, place_of(asked, blank.number))
