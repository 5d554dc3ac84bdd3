"""The steps of a report that are sent from its pages; what is refused comes back on the page it was sent from, with its words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report import Refusal, report_page, sentence_page
from fazhi.desk.report_address import Asked, asked_of, townships_of
from fazhi.kernel.faults import ConflictFault, FactFault, Fault, GateFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.report_blanks import by_field, day_of, problem_of
from fazhi.office.report_cycle import current
from fazhi.office.report_enter import add_own, write
from fazhi.office.report_freeze import freeze
from fazhi.office.report_next import matter_for
from fazhi.office.report_outside import seen_by
from fazhi.office.report_tasks import set_task
from fazhi.office.report_words import clean

DIGITS = 7
ASKED = ("word", "remark", "send", "return", "approve", "reopen")
TYPED = ("text", "what", "owner", "finish_by", "part", "key")


@require_POST
@acts("report")
def act(request: DeskRequest, kind: str, period: str) -> HttpResponse:
    """One step of the work: `do` is word, own, task, remark, send, return, approve, reopen or freeze; back to the page then.

    begin: to the form of a record of the report.
    """
    if not request.GET.get("unit") and len(townships_of(request)) > 1:
        raise InputFault(
            Problem("报告", "没有说明是哪个乡镇的报告", "", "回到报告页重新点", "which township is not said")
        )
    asked, done = asked_of(request, kind, period), request.POST.get("do", "")
    try:
        if done == "begin":
            return _begin(request, asked)
        _do(request, asked, done)
    except (FactFault, GateFault, InputFault) as fault:
        return _refused(request, asked, done, fault)
    at = request.POST.get("at", "")
    known = at.isascii() and at.isdigit()
    opened = {"open": at} if known and done == "remark" else {}
    return HttpResponseRedirect(asked.address("report", done=done, **opened) + (f"#s{at}" if known else ""))


def _begin(request: DeskRequest, asked: Asked) -> HttpResponse:
    """To the form of a step, on the report's matter."""
    step = request.POST.get("step", "")
    matter = matter_for(request.actor, asked.unit, asked.kind, asked.period, step)
    known = {"matter": matter, "back": asked.address("report")}
    return HttpResponseRedirect(f"{reverse('record', args=[step])}?{urlencode(known)}")


def _do(request: DeskRequest, asked: Asked, done: str) -> None:
    sent, about = request.POST, (request.actor, asked.unit, asked.kind, asked.period)
    text, base = sent.get("text", ""), sent.get("base", "")
    if done == "freeze":
        freeze(*about, seen=sent.get("confirmed", ""), early=sent.get("early") == "1")
    elif done == "task":
        _task(request, asked)
    elif done == "own":
        add_own(*about, sent.get("part", ""), text)
    elif done in ASKED:
        written = int(base) if base.isascii() and base.isdigit() and len(base) < DIGITS else 0
        over, seen = sent.get("over", ""), sent.get("seen", "")
        write(*about, done, key=sent.get("key", ""), text=text, base=written, over=over, seen=seen)
    else:
        raise InputFault(Problem("操作", f"没有“{done[:20]}”", "", "回到报告页重新点", "unknown act"))


def _refused(request: DeskRequest, asked: Asked, done: str, fault: Fault) -> HttpResponse:
    """The page of the sentence a refused step was about, else the report."""
    sent = request.POST
    why = by_field(fault) if done == "task" else {"": "".join(p.chinese() for p in fault.problems)}
    status = 409 if isinstance(fault, ConflictFault) else 400
    refused = Refusal(done, why, {name: sent.get(name, "") for name in TYPED}, status)
    key = f"task:{sent.get('duty')}" if done == "task" and sent.get("duty") else sent.get("key", "")
    made, _, _ = seen_by(request.actor, asked.unit, asked.kind, asked.period, clock.today())
    number = next((n for n, s in enumerate(made.sentences(), start=1) if key and s.key == key), 0)
    return sentence_page(request, asked, number, refused) if number else report_page(request, asked, refused)


def _task(request: DeskRequest, asked: Asked) -> None:
    sent = request.POST
    until, about = day_of(sent.get("finish_by", "")), sent.get("duty", "")
    made, _ = current(asked.unit, asked.kind, asked.period, clock.today())
    if about and about not in {s.duty for s in made.sentences()}:
        raise InputFault(
            Problem("任务", "报告里没有这条职责", "", "回到报告页重新打开这句话", "no such duty in the report")
        )
    set_task(
        request.actor,
        asked.unit,
        asked.period.year,
        clock.today(),
        problem=problem_of(made, about),
        what=clean(sent.get("what", "")),
        owner=clean(sent.get("owner", "")),
        finish_by=until,
    )
