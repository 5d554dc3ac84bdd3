"""Record one event: may she, are the facts sound, does the law allow it yet; then it is written, sealed, and judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.kernel.faults import FactFault, GateFault, InputFault, Problem
from fazhi.kernel.log import Event
from fazhi.office import clock
from fazhi.office.access import Actor
from fazhi.office.changes import Change, changes
from fazhi.office.date_order import Told, contradictions, order_of, problems_of
from fazhi.office.evidence import keep_all
from fazhi.office.gates import CANDIDATE, around, gates_of, refusal, roster_around, stops
from fazhi.office.prepare import prepare
from fazhi.office.requests import Accepted, RecordRequest, accept
from fazhi.office.review import review, township_of
from fazhi.store import append, read
from fazhi.store.turn import writing


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, and how findings changed by it (`again`: the same request was recorded before)."""

    event: int
    matter: str
    changes: tuple[Change, ...] = ()
    again: bool = False


def record(actor: Actor, request: RecordRequest, *, freezing: bool = False) -> Recorded:
    """Write one event, with its files and its leaf in one transaction, and say which findings it changed.

    Raises AccessFault, InputFault (no such step or matter), FactFault (facts, dates), GateFault (the law asks for
    something first), EvidenceFault; nothing is written then. freezing: see `accept`. Price: two reviews, see `review`.
    """
    today = clock.today()
    accepted = accept(actor, request, today, freezing=freezing)
    home = township_of(accepted.unit)
    before = review(home, today)
    kept = keep_all(request.files)
    with writing():
        known = _recorded_before(actor, request)
        if known is not None:
            return known
        check_opening(accepted)
        check_days(accepted, today)
        check_gates(accepted, today)
        new, matters = prepare(accepted, actor.person, clock.now(), kept)
        event = append.append_events([new], matters)[0]
    return Recorded(event, new.matter, changes(before, review(home, today)))


def _recorded_before(actor: Actor, request: RecordRequest) -> Recorded | None:
    """What the same request gave the first time; InputFault when the key belongs to something else."""
    if request.idempotency_key is None:
        return None
    known = read.known_event_keys([request.idempotency_key]).get(request.idempotency_key)
    if known is None:
        return None
    event = read.events_by_id([known])[0]
    if event.recorded_by != actor.person or event.step != request.step:
        raise InputFault(
            Problem("提交编号", "已经被另一条记录使用", "", "重新打开页面再提交", "idempotency key is taken")
        )
    return Recorded(event.id, event.matter, again=True)


def check_opening(accepted: Accepted) -> None:
    """A new matter starts with an opening step; a step that does not repeat is recorded once on a matter."""
    step, matter = accepted.step, accepted.request.matter
    if not matter:
        if not step.opens:
            first = "、".join(s.title for s in accepted.ledger.steps if s.opens)
            raise FactFault(
                Problem(step.title, "不能单独记录", f"先记录：{first}", "从事项里记录这一步", "step opens no matter")
            )
        return
    if not step.repeats and any(
        e.step == step.id and not e.void and not e.corrected_by for e in read.events_of(matter)
    ):
        raise FactFault(
            Problem(step.title, "这件事项已经记录过这一步", "", "用“更正”修改原记录", "step was recorded before")
        )


def check_days(accepted: Accepted, today: date, corrects: int | None = None) -> None:
    """Raise FactFault when the days of the case cannot be, GateFault when they hardly can and nobody says why."""
    request = accepted.request
    known = read.events_of(request.matter) if request.matter else ()
    standing = [e for e in known if not e.void and not e.corrected_by and e.id != corrects]
    case = [Told(e.step, e.happened_on, e.facts) for e in standing]
    case.append(Told(request.step, request.happened_on, accepted.facts))
    found = contradictions(order_of(accepted.ledger.id), case, {request.step}, today)
    if cannot := problems_of(found, possible=False):
        raise FactFault(*cannot)
    if found and not request.despite.strip():
        raise GateFault(*problems_of(found, possible=True))


def check_gates(accepted: Accepted, today: date, corrects: int | None = None) -> None:
    """Raise GateFault when the law asks for something first and nobody says why it is recorded all the same."""
    request, step = accepted.request, accepted.step
    gates = gates_of(step.id)
    if not gates or request.despite.strip():
        return
    candidate = Event(
        CANDIDATE,
        accepted.unit,
        request.matter or "new",
        step.id,
        request.happened_on,
        request.minute,
        today,
        accepted.facts,
        corrects,
    )
    found = stops(gates, candidate, around(request.matter, accepted.unit, gates), roster_around(accepted.unit), today)
    if found:
        raise GateFault(*(refusal(step.title, f) for f in found))
