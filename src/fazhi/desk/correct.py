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
from fazhi.office.requests import step_of
from fazhi.store import read
from fazhi.store.rows import EventRow


@acts("correct")
def correct_record(request: DeskRequest, event: int) -> HttpResponse:
    """The form at /events/<id>/correct/; `void` in the POST takes the record back altogether."""
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
        return False, fault.problems
    except (FactFault, EvidenceFault, InputFault) as fault:
        form.take(fault.problems)
        return False, ()
    return True, ()


def _kept_files(form: StepForm, old: EventRow) -> dict[str, object]:
    """Files of the record stay with it; a form cannot send them again."""
    return {f.id: old.facts[f.id] for f in form.step.fields if f.type == "file" and f.id in old.facts}
