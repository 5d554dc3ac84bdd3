"""Tasks that a report sets: read from the ledgers of problems and next steps, and written there, so that they are tracked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Select
from fazhi.kernel.faults import FactFault, Problem
from fazhi.kernel.log import Log
from fazhi.office.access import Actor
from fazhi.office.record_event import record
from fazhi.office.report_owners import day_problems, owner_problems
from fazhi.office.requests import RecordRequest
from fazhi.store.turn import writing

PROBLEM = ("problem", "report.problem_stated", "problem", "rectification.task_created", "measure")
NEXT = ("next_step", "report.next_step_stated", "intent", "plan.task_created", "amount")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: `about`: the problem or the intent; by whom, until when; the events that say so."""

    ledger: str
    about: str
    measure: str
    owner: str
    finish_by: date | None
    trace: tuple[int, ...]


def tasks_of(log: Log, year: int) -> list[Task]:
    """Tasks of the report about `year`, in the order they were stated."""
    found = []
    for ledger, stated, about, created, how in (PROBLEM, NEXT):
        for row in log.rows(Select(stated)):
            said = [v for v in log.fact(int(row), "report_year") if isinstance(v, int | float)]
            titles = log.fact(int(row), about)
            if not titles or [int(v) for v in said] != [year]:
                continue
            after = [r for r in log.rows(Select(created)) if log.matter[r] == log.matter[row]]
            if not after:
                continue
            last = int(after[-1])
            finish = next((date.fromisoformat(str(v)) for v in log.fact(last, "finish_by")), None)
            owner = "".join(str(v) for v in log.fact(last, "owner_name"))
            measure = "".join(str(v) for v in log.fact(last, how)) or str(titles[0])
            words = (
                measure if ledger == "problem" else str(titles[0]) + (f"（{measure}）" if measure != titles[0] else "")
            )
            trace = (int(log.ids[row]), int(log.ids[last]))
            found.append(Task(ledger, str(titles[0]), words, owner, finish, trace))
    return found


def _check(unit: str, on: date, what: str, owner: str, finish_by: date | None, after: date) -> None:
    fields = (("措施", what), ("责任人", owner), ("完成时限", finish_by))
    problems = [Problem(w, "没有写", "", "补上", "task is incomplete") for w, given in fields if not given]
    if owner:
        problems += owner_problems(unit, owner, on)
    if finish_by:
        problems += day_problems(finish_by, on, after=after)
    if problems:
        raise FactFault(*problems)


def set_task(
    actor: Actor,
    unit: str,
    year: int,
    on: date,
    *,
    problem: str,
    what: str,
    owner: str,
    finish_by: date | None,
    once: str = "",
) -> None:
    """Write a task: against a shortfall (`problem`: the duty's title), else an arrangement of its own.

    once: what the wish is known by; the same one again records nothing.
    The problem or intent and its task are recorded both or not at all. Raises FactFault that says of each field what is left
    out or cannot be: an owner nobody here knows, a day that is over or, of an arrangement, not after the year; and as `record`.
    """
    _check(unit, on, what, owner, finish_by, date(year, 12, 31) if not problem else on)
    _, stated, about, created, how = PROBLEM if problem else NEXT
    facts: dict[str, object] = {"owner_name": owner, "finish_by": finish_by.isoformat() if finish_by else ""}
    if problem:
        facts[how] = what
    opening = {about: problem or what, "report_year": year}
    keys = [f"{once}/{step}" if once else None for step in ("stated", "created")]
    with writing():
        first = record(actor, RecordRequest(stated, on, unit=unit, facts=opening, idempotency_key=keys[0]))
        record(actor, RecordRequest(created, on, matter=first.matter, facts=facts, idempotency_key=keys[1]))
