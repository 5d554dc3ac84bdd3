"""The happenings that no workbook holds, as people recorded them: most the same day, some later, a few much too late."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from fazhi.office import clock
from fazhi.office.access import Actor
from fazhi.office.attach import attach
from fazhi.office.record_batch import Batch, record_batch
from fazhi.office.requests import LATE_AFTER, RecordRequest
from fazhi.office.sheet_rows import event_key
from fazhi.specials.demo_township.evidence import paper_of
from fazhi.specials.demo_township.generate import Affair, Happening
from fazhi.store import read

SAME_DAY, SOON = 0.7, 0.97
LATE_REASON = "当时出差，回来后补录"
PROVED = 0.05


def record_since(
    actor: Actor, affairs: Iterable[Affair], first: date, last: date, progress: Callable[[int, int], None] | None = None
) -> Batch:
    """Record what affairs hold from `first` on; what happened before came by workbook. Price: about 1 ms a happening."""
    told = [
        (affair, happening, _moment(affair, happening, last))
        for affair in affairs
        for happening in affair.happenings
        if affair.year >= first.year or happening.on >= first
    ]
    known = read.known_event_keys([_key(affair, happening) for affair, happening, _ in told])
    requests = [_request(*one, prove=_key(one[0], one[1]) not in known) for one in told]
    return record_batch(actor, requests, "desk", [at for _, _, at in told], progress)


def _key(affair: Affair, happening: Happening) -> str:
    return event_key(affair.unit.id, affair.ledger.id, affair.key(), happening.step.id)


def _chance(affair: Affair, happening: Happening) -> random.Random:
    return random.Random(f"{affair.unit.id}/{happening.step.id}/{happening.on}")


def _moment(affair: Affair, happening: Happening, last: date) -> datetime:
    """When it was recorded; never after `last`."""
    chance = _chance(affair, happening)
    way = chance.random()
    lag = (
        0 if way < SAME_DAY else chance.randint(1, 6) if way < SOON else chance.randint(LATE_AFTER + 1, LATE_AFTER + 20)
    )
    on = min(happening.on + timedelta(days=lag), last)
    return datetime.combine(on, time(chance.randint(9, 17), chance.randint(0, 59)), clock.SHANGHAI)


def _request(affair: Affair, happening: Happening, at: datetime, *, prove: bool) -> RecordRequest:
    late = at.date() > happening.on + timedelta(days=LATE_AFTER)
    proved = prove and _chance(affair, happening).random() < PROVED
    return RecordRequest(
        step=happening.step.id,
        happened_on=happening.on,
        unit=affair.unit.id,
        facts=happening.facts,
        files=(paper_of(affair, happening),) if proved else (),
        late_reason=LATE_REASON if late else "",
        key=affair.key(),
        idempotency_key=_key(affair, happening),
    )


def prove_imported(actor: Actor, affairs: Iterable[Affair], year: int) -> int:
    """Attach a paper to some of the records that came by workbook, as the clerk does afterwards; again adds none."""
    chosen = {
        _key(affair, happening): (affair, happening)
        for affair in affairs
        for happening in affair.happenings
        if affair.year == year and happening.on.year == year and _chance(affair, happening).random() < PROVED
    }
    events = {id: chosen[key] for key, id in read.known_event_keys(list(chosen)).items()}
    proved = {file.event for file in read.evidence_of(list(events))}
    for id, (affair, happening) in events.items():
        if id not in proved:
            attach(actor, id, [paper_of(affair, happening)])
    return len(events) - len(proved)
