"""更正 and 作废: the form of the record, filled with what stands, and a reason; the old record stays readable."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from fazhi.desk.forms import Lists, StepForm, initial
from fazhi.desk.guard import DeskRequest, acts
from fazhi.kernel.faults import EvidenceFault, FactFault, GateFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import require
from fazhi.office.choices import people_of
from fazhi.office.correct_event import Correction, correct, standing
from fazhi.office.prepare import fact_words, names_of
from fazhi.office.requests import step_of
from fazhi.store import read
from fazhi.store.rows import EventRow


@acts("correct")
def correct_record(request: DeskRequest, event: int) -> HttpResponse:
    """The form at /events/<id>/correct/; `void` in the POST takes the record back altogether."""
    rows = read.events_by_id([event])
    if rows and (rows[0].corrected_by or rows[0].void):
        return _stale(request, rows[0])
    old = standing(request.actor, event)
    require(request.actor, "correct", old.unit, old.recorded_by)
    step = step_of(old.step)
    named = [p for p in old.facts.values() if isinstance(p, tuple)]
    lists = Lists(
        people_of(old.unit, old.happened_on, also=[str(i) for p in named for i in p]),
        tuple((u.id, u.name) for u in request.actor.units.values()),
    )
    gated: tuple[Problem, ...] = ()
    if request.method == "POST":
        form = StepForm(step, lists, request.POST, request.FILES)
        done, gated = _try(request, form, old)
        if done:
            return HttpResponseRedirect(reverse("matter", args=[old.matter]))
    else:
        form = StepForm(step, lists, initial=initial(step, old.facts, old.happened_on))
    context = {
        "step": step,
        "form": form,
        "event": old,
        "matter": read.matter(old.matter),
        "gated": gated,
        "reason": request.POST.get("reason", ""),
        "today": clock.today(),
    }
    return render(request, "desk/correct.html", context, status=422 if form.is_bound else 200)


def _stale(request: DeskRequest, old: EventRow) -> HttpResponse:
    """Somebody else corrected the record meanwhile: both versions side by side, and what was typed here is shown again."""
    require(request.actor, "read", old.unit)
    step, newest = step_of(old.step), _newest(old)
    names = names_of(e.facts for e in (old, newest))
    rows = [
        (f.label, *(fact_words(f, e.facts[f.id], names) if f.id in e.facts else "" for e in (old, newest)))
        for f in step.fields
        if f.type != "file"
    ]
    typed = [
        (f.label, "、".join(request.POST.getlist(f"f-{f.id}"))) for f in step.fields if request.POST.get(f"f-{f.id}")
    ]
    context = {"step": step, "old": old, "newest": newest, "rows": rows, "typed": typed}
    return render(request, "desk/stale.html", context, status=409)


def _newest(old: EventRow) -> EventRow:
    """The record that stands in the place of one that was corrected, however often."""
    found = old
    while found.corrected_by:
        found = read.events_by_id([found.corrected_by])[0]
    return found


def _try(request: DeskRequest, form: StepForm, old: EventRow) -> tuple[bool, tuple[Problem, ...]]:
    void = "void" in request.POST
    if not form.is_valid() and not void:
        return False, ()
    wish = Correction(
        event=old.id,
        reason=request.POST.get("reason", "")[:500],
        happened_on=None if void else form.cleaned_data["happened_on"],
        facts={} if void else _kept_files(form, old) | form.facts(),
        files=() if void else form.sent(),
        void=void,
        despite=form.cleaned_data.get("despite", ""),
    )
    try:
        correct(request.actor, wish)
    except GateFault as fault:
        form.beside(fault.problems)
        return False, fault.problems
    except (FactFault, EvidenceFault, InputFault) as fault:
        form.take(fault.problems)
        return False, ()
    return True, ()


def _kept_files(form: StepForm, old: EventRow) -> dict[str, object]:
    """Files of the record stay with it; a form cannot send them again."""
    return {f.id: old.facts[f.id] for f in form.step.fields if f.type == "file" and f.id in old.facts}
