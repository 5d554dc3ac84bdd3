"""A report as those above the township have it: what was sent up, and nothing of how it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fazhi.kernel.faults import AccessFault, Problem
from fazhi.office.access import Actor, may
from fazhi.office.draft_report import draft
from fazhi.office.report_cycle import Cycle, content_of, shown
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_sealed import sealed_draft
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind


def is_inside(actor: Actor, unit: str) -> bool:
    """Whether somebody writes this township's reports or decides on them; whoever else may see them sees what was sent up."""
    return any(may(actor, act, unit).allowed for act in ("write_report", "review_report"))


def sent_up(kind: ReportKind, cycle: Cycle) -> Cycle | None:
    """The report as those above have it: its last version that was sent out; None as long as none was.

    Of one that was never frozen here they see what the records give.
    """
    gone = [e for e in cycle.events if e.step in kind.after]
    if not gone:
        return None
    frozen = tuple(f for f in cycle.frozen if f.event.id < max(cycle.first[e.id] for e in gone))
    days = {e.step: e.happened_on for e in gone}
    steps = [("定稿", frozen[-1].event.happened_on)] if frozen else []
    told = (*steps, *((shelf().steps[s].title, days[s]) for s in kind.after if s in days))
    return replace(cycle, steps=told, frozen=frozen, open=not frozen)


def seen_by(
    actor: Actor, unit: str, kind: ReportKind, period: Period, as_of: date
) -> tuple[Draft, Cycle, list[tuple[str, str]]]:
    """What this person is to see, see `report_cycle.shown`; those above see no remarks but their own.

    Of a report that was never frozen here they see nobody's words. Raises AccessFault for one above while nothing was sent up.
    """
    made, cycle, moved = shown(unit, kind, period, as_of)
    if is_inside(actor, unit):
        return made, cycle, moved
    above = sent_up(kind, cycle)
    if above is None:
        raise AccessFault(Problem("报告", "还没有报送", "", "等报送以后再看", "the report was not sent up"))
    own = tuple(e for e in above.entries if e.act == "word" or e.by == actor.person)
    if not above.frozen:
        bare = tuple(e for e in own if e.act != "word")
        return draft(unit, kind, period, as_of), replace(above, entries=bare), []
    return sealed_draft(content_of(above.frozen[-1]), made), replace(above, entries=own), []
