"""All that a matter's page shows: steps done, possible and refused, clocks, evidence, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Duty
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import AccessFault, Problem
from fazhi.kernel.findings import Finding
from fazhi.kernel.ledger import Ledger, Step
from fazhi.kernel.log import Event, Log
from fazhi.kernel.units import Roster
from fazhi.office.access import Actor, Decision, may, require
from fazhi.office.gates import CANDIDATE, around, foreseen, refusal, roster_around, stops
from fazhi.office.rules import shelf
from fazhi.store import notes, read
from fazhi.store.rows import EventRow, EvidenceRow, MatterRow, NoteRow

DONE, POSSIBLE, REFUSED = "done", "possible", "refused"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of the matter: done (with its standing events), possible, or refused with the reasons.

    A repeating step that is done may be recorded again when `again` is set.
    """

    step: Step
    state: str
    events: tuple[EventRow, ...] = ()
    stops: tuple[Problem, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class MatterPage:
    """`history` holds every event, corrected ones too; `findings` every duty judged on this matter."""

    matter: MatterRow
    ledger: Ledger
    steps: tuple[StepState, ...]
    history: tuple[EventRow, ...]
    evidence: Mapping[int, tuple[EvidenceRow, ...]]
    notes: tuple[NoteRow, ...]
    findings: tuple[Finding, ...]
    record: Decision


def matter_page(actor: Actor, matter_id: str, as_of: date) -> MatterPage:
    """The page of one matter. Raises AccessFault when it does not exist or is not the actor's to see.

    Price: about ten small queries; duties are judged on this matter alone.
    """
    matter = read.matter(matter_id)
    if matter is None or matter.ledger not in shelf().ledgers:
        raise AccessFault(Problem("本事项", "没有这个单位的权限", "", "", "no such matter"))
    require(actor, "read", matter.unit)
    ledger = shelf().ledgers[matter.ledger]
    history = read.events_of(matter.id)
    files = read.evidence_of([e.id for e in history])
    duties = _duties_of(ledger)
    known = around(matter.id, matter.unit, duties)
    roster = roster_around(matter.unit)
    return MatterPage(
        matter,
        ledger,
        tuple(_state(step, matter, history, known, roster, as_of) for step in ledger.steps),
        tuple(history),
        {e.id: tuple(f for f in files if f.event == e.id) for e in history},
        tuple(notes.notes_of(matter.id)),
        _findings(matter, duties, known, roster, as_of),
        may(actor, "record", matter.unit),
    )


def _duties_of(ledger: Ledger) -> list[Duty]:
    """Duties that can be judged on a matter of this ledger: those that one of its steps starts or is stopped by."""
    steps = {s.id for s in ledger.steps}
    roles = ("trigger", "act", "what", "needs")
    return [d for d in shelf().duties if any(getattr(getattr(d, r, None), "step", "") in steps for r in roles)]


def _findings(
    matter: MatterRow, duties: Sequence[Duty], known: Sequence[Event], roster: Roster, as_of: date
) -> tuple[Finding, ...]:
    log = Log.from_events(known, {matter.id: matter.name})
    found = evaluate(duties, log, roster, shelf().calendar, as_of)
    return tuple(f for f in found.each() if f.matter == matter.id)


def _state(
    step: Step, matter: MatterRow, history: Sequence[EventRow], known: Sequence[Event], roster: Roster, as_of: date
) -> StepState:
    standing = tuple(e for e in history if e.step == step.id and not e.void and not e.corrected_by)
    if standing and (step.frozen or not step.repeats):
        return StepState(step, DONE, standing)
    refusals: tuple[Problem, ...] = ()
    if step.frozen:
        refusals = (Problem(step.title, "在报告页定稿", "", "到“各类报告”里定稿", "frozen from the report's page"),)
        return StepState(step, REFUSED, (), refusals)
    if gates := foreseen(step.id):
        candidate = Event(CANDIDATE, matter.unit, matter.id, step.id, as_of)
        refusals = tuple(refusal(step.title, f) for f in stops(gates, candidate, known, roster, as_of))
    if standing:
        return StepState(step, DONE, standing, refusals, again=not refusals)
    return StepState(step, REFUSED if refusals else POSSIBLE, (), refusals)
