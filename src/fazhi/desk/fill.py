"""填上级表: drop in a blank form, get it filled; headings taken wrongly are put right once and remembered."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.ledger_choices import ledger_choices
from fazhi.desk.proofread import EXCEL
from fazhi.kernel.faults import ChoiceFault, Fault, InputFault, Problem
from fazhi.office.access import may
from fazhi.office.fill_form import Filled, fill
from fazhi.office.form_meanings import counted_of, known_of
from fazhi.office.review import township_of
from fazhi.paper.form_read import LARGEST

KEPT_SECONDS, SUFFIX = 3600, "（已填）"


@acts("report")
def fill_page(request: DeskRequest) -> HttpResponse:
    """The page at /fill/. POST `file` (or `token` of one sent before, with `cell-…` corrections), `begin`, `end`, `ledger`, `matter`.

    A day left empty is the one the form's title names, else that of this year to today.
    """
    context: dict[str, object] = {
        "begin": request.POST.get("begin", ""),
        "end": request.POST.get("end", ""),
        "ledger_id": request.POST.get("ledger", ""),
        "ledger_choices": ledger_choices(request.actor),
    }
    if request.method != "POST":
        return render(request, "desk/fill.html", context)
    try:
        name, content, token = _content(request)
    except Fault as fault:
        return render(request, "desk/fill.html", context | {"problems": fault.problems}, status=422)
    context |= {"name": name, "token": token}
    try:
        context |= _filled(request, name, content, token)
    except Fault as fault:
        context |= {"problems": fault.problems, "matters": fault.choices if isinstance(fault, ChoiceFault) else ()}
        return render(request, "desk/fill.html", context, status=422)
    return render(request, "desk/fill.html", context)


def _filled(request: DeskRequest, name: str, content: bytes, token: str) -> dict[str, object]:
    corrected = {key[5:]: str(value) for key, value in request.POST.items() if key.startswith("cell-")}
    unit = township_of(request.actor.home())
    begin, end = _day(request, "begin"), _day(request, "end")
    ledger, matter = request.POST.get("ledger", ""), request.POST.get("matter", "")
    done = fill(request.actor, content, name, unit, begin, end, ledger=ledger, matter=matter, corrected=corrected)
    stem = name.rpartition(".")[0]
    cache.set(f"filled:{request.actor.person}:{token}", (f"{stem}{SUFFIX}.xlsx", done.content), KEPT_SECONDS)
    return {
        "done": done,
        "ledger_id": done.ledger.id,
        "rows": _rows(done),
        "choices": _choices(done),
        "may_remember": may(request.actor, "record", unit).allowed,
    }


def _rows(done: Filled) -> list[tuple[str, str, str]]:
    """(cell, words, code of what it was taken for) of each heading."""
    return [(h.cell, "·".join(h.path), done.taken.get(h.cell, "")) for h in done.blank.headings]


def _choices(done: Filled) -> list[tuple[str, str]]:
    """(code, words) of everything a heading may mean in this ledger."""
    counting = any(code.startswith(("count:", "sum:")) for code in done.taken.values())
    every = counted_of(done.ledger) if counting else known_of(done.ledger, files=True)
    return [(known.meaning.code(), known.meaning.said()) for known in every]


def _content(request: DeskRequest) -> tuple[str, bytes, str]:
    """(name, bytes, token) of the form sent now, or of the one sent before."""
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise InputFault(Problem(f"文件 {sent.name}", "太大", "10MB 以内", "删去图片", "file too large"))
        token, name, content = uuid.uuid4().hex, sent.name or "上级表.xlsx", sent.read()
        cache.set(f"form:{request.actor.person}:{token}", (name, content), KEPT_SECONDS)
        return name, content, token
    token = request.POST.get("token", "")
    kept = cache.get(f"form:{request.actor.person}:{token}")
    if kept is None:
        raise InputFault(Problem("填上级表", "没有选文件，或者已经过了一小时", ".xlsx", "再选一次", "no form sent"))
    return kept[0], kept[1], token


def _day(request: DeskRequest, key: str) -> date | None:
    given = request.POST.get(key, "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InputFault(Problem("日期", f"“{given}”不是日期", "2026-01-01", "重写", "not a date")) from None


@acts("report")
def filled(request: DeskRequest, token: str) -> HttpResponse:
    """The filled form; 404 after an hour, or for somebody else."""
    found = cache.get(f"filled:{request.actor.person}:{token}")
    if found is None:
        raise Http404("只保留一小时，请重新填")
    headers = {"Content-Disposition": str(content_disposition_header(True, found[0]))}
    return HttpResponse(found[1], content_type=EXCEL, headers=headers)
