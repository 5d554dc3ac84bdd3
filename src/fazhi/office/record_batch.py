"""Record many events at once, as an import does: what is sound goes in, in one transaction; what is not is named.

Gates do not refuse here: a ledger of the past says what happened, and what went wrong then must be seen, not hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fazhi.kernel.faults import FactFault, Fault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.evidence import keep_all
from fazhi.office.prepare import keyed_matter, prepare
from fazhi.office.requests import Accepted, RecordRequest, accept
from fazhi.office.rules import shelf
from fazhi.store import append, read
from fazhi.store.rows import NewEvent, NewMatter
from fazhi.store.turn import writing

Steps = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """`taken`: event ids by position; `known`: positions recorded before; `refused`: position -> what is wrong."""

    taken: Mapping[int, int]
    known: frozenset[int]
    refused: Mapping[int, Fault]


def record_batch(
    actor: Actor,
    requests: Sequence[RecordRequest],
    source: str = "import",
    moments: Sequence[datetime] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Batch:
    """Record `requests`, each with a `key` (its matter) and an `idempotency_key` (itself); the same batch twice adds nothing.

    One that names a `matter` goes there. The step that opens a matter comes before the others of its key. All requests of one
    matter are taken or none: when one is refused, so are the rest. moments: when each was recorded, for demo data; else now.
    Raises InputFault when a request lacks its keys, AccessFault when the actor may not import into one of the units;
    nothing is written then. Price: about 1 ms a request, one transaction.
    """
    times = moments or [clock.now()] * len(requests)
    accepted, refused = _accepted(actor, requests, times, progress)
    with writing():
        judged = _judged(requests, accepted, refused)
        events: dict[int, NewEvent] = {}
        matters: list[NewMatter] = []
        for i, opened in judged.sound:
            events[i], new = _prepared(accepted[i], actor, times[i], source, opened)
            matters += new
        ids = append.append_events(list(events.values()), matters)
    return Batch(dict(zip(events, ids, strict=True)), judged.known, judged.refused)


def rehearse_batch(actor: Actor, requests: Sequence[RecordRequest]) -> Batch:
    """What `record_batch` would know and refuse; nothing is taken. Raises as it does. Price: about 0.5 ms a request."""
    accepted, refused = _accepted(actor, requests, [clock.now()] * len(requests), None)
    judged = _judged(requests, accepted, refused)
    return Batch({}, judged.known, judged.refused)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Positions known before, those refused with what is wrong, and those to be taken, each with whether its matter is open."""

    known: frozenset[int]
    refused: Mapping[int, Fault]
    sound: Sequence[tuple[int, bool]]


def _judged(
    requests: Sequence[RecordRequest], accepted: Mapping[int, Accepted], faults: Mapping[int, Fault]
) -> _Judged:
    """Look at each matter as a whole."""
    keys = read.known_event_keys([str(r.idempotency_key) for r in requests])
    known = frozenset(i for i, r in enumerate(requests) if r.idempotency_key in keys)
    refused = dict(faults)
    sound: list[tuple[int, bool]] = []
    standing = read.standing_steps({_matter(a) for a in accepted.values()})
    for group in _groups(requests).values():
        fresh = [i for i in group if i not in known]
        fault = next((refused[i] for i in fresh if i in refused), None)
        opened = bool(standing.get(_matter(accepted[fresh[0]]))) if fresh and not fault else False
        fault = fault or _out_of_order([accepted[i] for i in fresh], standing)
        if fault:
            refused |= {i: refused.get(i, fault) for i in fresh}
        else:
            sound += [(i, opened or n > 0) for n, i in enumerate(fresh)]
    return _Judged(known, {i: f for i, f in refused.items() if i not in known}, sound)


def _accepted(
    actor: Actor,
    requests: Sequence[RecordRequest],
    times: Sequence[datetime],
    progress: Callable[[int, int], None] | None,
) -> tuple[dict[int, Accepted], dict[int, Fault]]:
    """Requests that are sound in themselves, and those that are not, by position."""
    for unit in {r.unit for r in requests}:
        require(actor, "import", unit)
    if any(not r.key or not r.idempotency_key for r in requests):
        raise InputFault(Problem("批量记录", "有记录没有编号", "", "给每条记录编号", "a request lacks its key"))
    good: dict[int, Accepted] = {}
    bad: dict[int, Fault] = {}
    for i, request in enumerate(requests):
        try:
            good[i] = accept(actor, request, times[i].astimezone(clock.SHANGHAI).date())
        except Fault as fault:
            bad[i] = fault
        if progress:
            progress(i + 1, len(requests))
    return good, bad


def _groups(requests: Sequence[RecordRequest]) -> dict[tuple[str, str, str], list[int]]:
    """Positions by matter: unit, ledger (a step nobody knows stands for itself), key."""
    steps = shelf().steps
    found: dict[tuple[str, str, str], list[int]] = {}
    for i, r in enumerate(requests):
        ledger = steps[r.step].ledger if r.step in steps else r.step
        found.setdefault((r.unit, ledger, r.key), []).append(i)
    return found


def _matter(accepted: Accepted) -> str:
    return accepted.request.matter or keyed_matter(accepted.unit, accepted.ledger.id, accepted.request.key)


def _out_of_order(group: Sequence[Accepted], standing: Steps) -> FactFault | None:
    """Why the steps of one matter cannot follow each other; notes them in `standing` when they can."""
    steps = set(standing.get(_matter(group[0]), ())) if group else set()
    for one in group:
        if not steps and not one.step.opens:
            first = "、".join(s.title for s in one.ledger.steps if s.opens)
            return FactFault(
                Problem(one.step.title, "没有开头", f"先有：{first}", "补上前面的步骤", "matter was not opened")
            )
        if one.step.id in steps and not one.step.repeats:
            return FactFault(
                Problem(one.step.title, "同一件事项记录了两次", "一次", "删去重复的", "step recorded twice")
            )
        steps.add(one.step.id)
    if group:
        standing[_matter(group[0])] = steps
    return None


def _prepared(
    accepted: Accepted, actor: Actor, at: datetime, source: str, opened: bool
) -> tuple[NewEvent, list[NewMatter]]:
    """The event, on the matter of its key; unless that is `opened` already, the matter comes along."""
    kept = keep_all(accepted.request.files)
    if opened:
        accepted = replace(accepted, request=replace(accepted.request, matter=_matter(accepted)))
    return prepare(accepted, actor.person, at, kept, source)
