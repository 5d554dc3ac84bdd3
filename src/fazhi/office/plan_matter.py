"""The backward plan of a matter: what is still to come, from when and until when it is lawful, and what no day can keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fazhi.kernel.deadlock import Deadlock, deadlocks
from fazhi.kernel.duties import After, Before, Duty
from fazhi.kernel.findings import Finding
from fazhi.kernel.plan import Planned, plan
from fazhi.office.rules import shelf
from fazhi.store.rows import EventRow

RUNNING = ("open", "overdue")


def plan_of(findings: Sequence[Finding], history: Sequence[EventRow], as_of: date) -> tuple[Planned, ...]:
    """The plan of a matter from its findings and records. Price: no query."""
    return plan(_orders(as_of), _done(history), _due(findings), as_of, shelf().calendar)


def deadlocks_of(findings: Sequence[Finding], history: Sequence[EventRow], as_of: date) -> tuple[Deadlock, ...]:
    """Terms of a matter that leave no lawful day, as soon as that is certain. Price: no query."""
    done = _done(history)
    running = {f.duty.id for f in findings if f.verdict in RUNNING}
    clocks = [
        d
        for d in _in_force(as_of)
        if isinstance(d, After)
        and d.profile is None
        and d.unless is None
        and d.restart is None
        and d.trigger is not None
        if d.trigger.step not in done or d.id in running
    ]
    return deadlocks(_orders(as_of), clocks, done, _due(findings), as_of, shelf().calendar)


def _done(history: Sequence[EventRow]) -> dict[str, date]:
    return {e.step: e.happened_on for e in history if not e.void and not e.corrected_by}


def _due(findings: Sequence[Finding]) -> dict[str, date]:
    due: dict[str, date] = {}
    for found in findings:
        if isinstance(found.duty, After) and found.verdict in RUNNING and found.due is not None:
            step = found.duty.answer.step
            due[step] = min(found.due, due.get(step, found.due))
    return due


def _in_force(as_of: date) -> list[Duty]:
    return [d for d in shelf().duties if d.since <= as_of and (d.until is None or as_of <= d.until)]


def _orders(as_of: date) -> list[Before]:
    return [d for d in _in_force(as_of) if isinstance(d, Before) and d.unless is None and d.profile is None]
