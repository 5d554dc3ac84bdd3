"""Correct or void a record: a new event names the old one; the old one stays for everybody to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from fazhi.kernel.faults import FactFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.changes import changes
from fazhi.office.evidence import NewFile, keep_all
from fazhi.office.prepare import matter_name, prepare
from fazhi.office.record_event import Recorded, check_days, check_gates
from fazhi.office.requests import Accepted, RecordRequest, check_date, sound_facts, step_of
from fazhi.office.review import review, township_of
from fazhi.office.rules import shelf
from fazhi.store import append, read
from fazhi.store.rows import EventRow
from fazhi.store.turn import writing


@dataclass(frozen=True, slots=True)
class Correction:
    """What should stand in place of `event`; with `void` nothing does. `reason` is asked for always."""

    event: int
    reason: str
    happened_on: date | None = None
    minute: int = -1
    facts: Mapping[str, object] = field(default_factory=dict)
    files: tuple[NewFile, ...] = ()
    void: bool = False
    despite: str = ""


def correct(actor: Actor, correction: Correction) -> Recorded:
    """Append the event that replaces `correction.event`, all or nothing.

    Raises InputFault (no such event, or it does not stand any more), AccessFault, FactFault (a frozen report, no reason,
    facts, dates, other steps rest on a voided opening), GateFault. Price: two reviews.
    """
    old = standing(actor, correction.event)
    require(actor, "correct", old.unit, old.recorded_by)
    if not correction.reason.strip():
        raise FactFault(Problem("更正", "没有写明原因", "", "填写更正原因", "a correction needs a reason"))
    accepted = _accepted(old, correction)
    home, today = township_of(old.unit), clock.today()
    before = review(home, today)
    kept = keep_all(correction.files)
    with writing():
        standing(actor, correction.event)
        if correction.void:
            _check_void(old, accepted)
        else:
            check_days(accepted, today, corrects=old.id)
            check_gates(accepted, today, corrects=old.id)
        new, _ = prepare(accepted, actor.person, clock.now(), kept)
        event = append.append_events([replace(new, corrects=old.id, void=correction.void)])[0]
        if accepted.step.opens and not correction.void:
            append.rename_matter(old.matter, matter_name(accepted.ledger, new.facts, new.happened_on))
    return Recorded(event, old.matter, changes(before, review(home, today)))


def standing(actor: Actor, event: int) -> EventRow:
    """The event, if the actor may read it, it was neither voided nor corrected, and it is no frozen report."""
    found = read.events_by_id([event])
    if not found:
        raise InputFault(Problem(f"记录{event}", "没有这条记录", "", "从事项里打开", "no such event"))
    require(actor, "read", found[0].unit)
    if found[0].corrected_by or found[0].void:
        raise InputFault(
            Problem(f"记录{event}", "已经更正或作废过", "", "更正最新的那一条", "event was corrected before")
        )
    if step_of(found[0].step).frozen:
        mend = "到这份报告的页面点“另开一稿”，改完重新定稿"
        raise FactFault(
            Problem(
                f"记录{event}", "是定稿的报告，不能更正，也不能作废", "", mend, "a frozen report is never corrected"
            )
        )
    return found[0]


def _accepted(old: EventRow, correction: Correction) -> Accepted:
    step = step_of(old.step)
    on = correction.happened_on or old.happened_on
    facts = old.facts if correction.void else sound_facts(step, correction.facts, correction.files)
    check_date(step, on, correction.reason, clock.today())
    request = RecordRequest(
        step=step.id,
        happened_on=on,
        unit=old.unit,
        matter=old.matter,
        minute=correction.minute,
        facts=facts,
        files=correction.files,
        late_reason=correction.reason,
        despite=correction.despite,
    )
    return Accepted(request, step, shelf().ledgers[step.ledger], old.unit, facts)


def _check_void(old: EventRow, accepted: Accepted) -> None:
    """An opening may be voided only when nothing else stands on its matter."""
    others = [e for e in read.events_of(old.matter) if e.id != old.id and not e.void and not e.corrected_by]
    if accepted.step.opens and others:
        names = "、".join(dict.fromkeys(step_of(e.step).title for e in others))
        raise FactFault(
            Problem(accepted.step.title, "后面还有步骤，不能作废", "", f"先作废：{names}", "other steps rest on it")
        )
