"""The backward plan of a matter: what is still to come, from when and until when it is lawful."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fazhi.kernel.duties import After, Before
from fazhi.kernel.findings import Finding
from fazhi.kernel.plan import Planned, plan
from fazhi.office.rules import shelf
from fazhi.store.rows import EventRow

RUNNING = ("open", "overdue")


def plan_of(findings: Sequence[Finding], history: Sequence[EventRow], as_of: date) -> tuple[Planned, ...]:
    """The plan of a matter from its findings and records. Price: no query."""
    done = {e.step: e.happened_on for e in history if not e.void and not e.corrected_by}
    due: dict[str, date] = {}
    for found in findings:
        if isinstance(found.duty, After) and found.verdict in RUNNING and found.due is not None:
            step = found.duty.answer.step
            due[step] = min(found.due, due.get(step, found.due))
    orders = [
        d
        for d in shelf().duties
        if isinstance(d, Before) and d.since <= as_of and (d.until is None or as_of <= d.until) and d.unless is None
    ]
    return plan(orders, done, due, as_of, shelf().calendar)
