"""记录: the form of a step, prefilled; saved once however often it is sent; then what it answered."""

from __future__ import annotations

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from fazhi.desk.forms import Lists, StepForm, initial, prefilled
from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import VERDICTS
from fazhi.kernel.deadlock import Deadlock
from fazhi.kernel.faults import EvidenceFault, FactFault, GateFault, InputFault, Problem
from fazhi.kernel.ledger import Step
from fazhi.office import clock
from fazhi.office.access import require
from fazhi.office.choices import people_of, units_for
from fazhi.office.matter_page import matter_page
from fazhi.office.plan_matter import deadlocks_of
from fazhi.office.record_event import Recorded, record
from fazhi.office.requests import RecordRequest, by_hand, step_of
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.rows import MatterRow

SAVED = "saved-record"


@acts("record")
def record_step(request: DeskRequest, step: str) -> HttpResponse:
    """The form at /record/<step>/?matter=&unit=; sent with POST."""
    one = step_of(step)
    by_hand(one)
    matter = _matter(request, request.POST.get("matter") or request.GET.get("matter", ""))
    units = [] if matter else units_for(request.actor, shelf().ledgers[one.ledger])
    unit = matter.unit if matter else request.POST.get("unit") or request.GET.get("unit", "")
    if not matter and request.method == "POST" and unit and unit not in dict(units):
        require(request.actor, "record", unit)
    if not matter and unit not in dict(units):
        unit = units[0][0] if len(units) == 1 else ""
    lists = Lists(
        people_of(unit or request.actor.home(), clock.today()),
        tuple((u.id, u.name) for u in request.actor.units.values()),
    )
    if request.method == "POST":
        form = StepForm(one, lists, request.POST, request.FILES)
        done, gated = _try(request, form, one, matter, unit)
        if done is not None:
            return _saved(request, one, done)
    else:
        form, gated = StepForm(one, lists, initial=initial(one, prefilled(one, request.GET), clock.today())), ()
    context = {
        "step": one,
        "ledger": shelf().ledgers[one.ledger],
        "form": form,
        "matter": matter,
        "units": units,
        "chosen_unit": unit,
        "gated": gated,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "ask_late": bool(form["late_reason"].value()) or any("补录" in e for e in form["happened_on"].errors),
        "action": request.get_full_path(),
        "back": _back(request),
    }
    return render(request, "desk/record.html", context, status=422 if form.is_bound else 200)


def _matter(request: DeskRequest, id: str) -> MatterRow | None:
    if not id:
        return None
    found = read.matter(id)
    require(request.actor, "record", found.unit if found else "")
    return found


def _try(
    request: DeskRequest, form: StepForm, step: Step, matter: MatterRow | None, unit: str
) -> tuple[Recorded | None, tuple[Problem, ...]]:
    """What was recorded; or None with the refusals of gates, other faults said in the form."""
    if not unit:
        form.add_error(None, "请选择是哪个单位的记录。")
    if not form.is_valid():
        return None, ()
    wish = RecordRequest(
        step=step.id,
        happened_on=form.cleaned_data["happened_on"],
        unit=unit,
        matter=matter.id if matter else "",
        facts=form.facts(),
        files=form.sent(),
        late_reason=form.cleaned_data["late_reason"],
        despite=form.cleaned_data["despite"],
        idempotency_key=request.POST.get("key", "")[:64] or None,
    )
    try:
        return record(request.actor, wish), ()
    except GateFault as fault:
        form.beside(fault.problems)
        return None, fault.problems
    except (FactFault, EvidenceFault, InputFault) as fault:
        form.take(fault.problems)
        return None, ()


def _saved(request: DeskRequest, step: Step, done: Recorded) -> HttpResponse:
    """Go to the page that says what the record answered, so that reloading sends nothing again."""
    changes = [
        {"key": c.key, "title": c.title, "subject": c.subject_name, "before": c.before, "after": c.after, "why": c.why}
        for c in done.changes
    ]
    draft = f"{request.actor.person}/{step.id}/{request.POST.get('matter') or request.POST.get('unit', '')}"
    told = {"event": done.event, "changes": changes, "again": done.again, "draft": draft, "back": _back(request)}
    request.session[SAVED] = told
    return HttpResponseRedirect(reverse("saved", args=[done.event]))


def _back(request: DeskRequest) -> str:
    """The report whose page led to the form; empty for every other way."""
    back = request.GET.get("back", "")
    return back if back.startswith(reverse("reports")) else ""


def _deadlocks(request: DeskRequest, matter: str) -> tuple[Deadlock, ...]:
    page = matter_page(request.actor, matter, clock.today())
    return deadlocks_of(page.findings, page.history, clock.today())


@acts("read")
def saved(request: DeskRequest, event: int) -> HttpResponse:
    """What a record answered and opened."""
    rows = read.events_by_id([event])
    require(request.actor, "read", rows[0].unit if rows else "")
    kept = request.session.get(SAVED, {})
    told = kept if kept.get("event") == event else {}
    changes = told.get("changes", [])
    answered = [c for c in changes if c["after"] in ("met", "late") and c["before"] not in ("met", "late")]
    opened = [
        c for c in changes if c["after"] in ("open", "overdue", "violated", "unproven") and c["after"] != c["before"]
    ]
    context = {
        "event": rows[0],
        "step": step_of(rows[0].step),
        "ledger": shelf().ledgers[rows[0].ledger],
        "answered": [(c, VERDICTS[c["after"]]) for c in answered],
        "opened": [(c, VERDICTS[c["after"]]) for c in opened],
        "draft": told.get("draft", ""),
        "back": told.get("back", ""),
        "deadlocks": _deadlocks(request, rows[0].matter),
        "again": told.get("again", False),
    }
    return render(request, "desk/saved.html", context)
