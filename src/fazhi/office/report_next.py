"""What a report waits for, in one word, so that a page has one main button; and the matter its records stand on, opened when it is needed."""

from __future__ import annotations

from datetime import date

from fazhi.kernel.faults import InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.draft_report import draft
from fazhi.office.record_event import record
from fazhi.office.report_cycle import SENT, Cycle, cycle_of
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_stages import is_settled
from fazhi.office.requests import RecordRequest
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind
from fazhi.store.turn import writing

BEGUN = "报告在系统里起草，办理下一步时记上"


def next_of(made: Draft, cycle: Cycle) -> str:
    """fill, send, wait (for the head), meet, freeze; of a frozen report the step that follows, of one that is done nothing."""
    kind, days = made.kind, dict(cycle.steps)
    if is_settled(kind, cycle):
        return ""
    if not cycle.open:
        return next((id for id in kind.after if days.get(shelf().steps[id].title) is None), "")
    if any(s.todo for s in made.sentences()):
        return "fill"
    if cycle.approved is None:
        return "wait" if is_waiting(cycle) else "send"
    return "meet" if kind.deliberated and cycle.deliberated is None else "freeze"


def is_waiting(cycle: Cycle) -> bool:
    """Whether it was sent to the head, who has not answered."""
    return cycle.open and cycle.approved is None and dict(cycle.steps).get(SENT) is not None


def matter_for(actor: Actor, unit: str, kind: ReportKind, period: Period, step: str) -> str:
    """The matter on which `step` is to be recorded; opened, as of the day the draft was begun, when nothing was recorded yet.

    So that nobody records twice what the workspace has: title and year are the report's own. Raises InputFault for a step that
    is none of this report, and as `record`.
    """
    require(actor, "write_report", unit)
    if step not in (kind.deliberated, *kind.after) or kind.opens == kind.frozen:
        raise InputFault(Problem("报告", "这种报告没有这一步", "", "回到报告页重新点", "no such step of the report"))
    with writing():
        cycle = cycle_of(unit, kind, period)
        begun = cycle.steps[0][1] or clock.today()
        return cycle.matter or opened(actor, unit, draft(unit, kind, period, clock.today()), begun)


def opened(actor: Actor, unit: str, made: Draft, on: date) -> str:
    """The matter of the report, opened with the record that it was drafted; none for kinds that the freezing opens."""
    kind = made.kind
    if kind.opens == kind.frozen:
        return ""
    opening = shelf().steps[kind.opens]
    facts: dict[str, object] = {shelf().ledgers[kind.ledger].name_field: made.title}
    if opening.field("report_year") is not None:
        facts["report_year"] = made.period.year
    late = BEGUN if on < clock.today() else ""
    return record(actor, RecordRequest(kind.opens, on, unit=unit, facts=facts, late_reason=late)).matter
