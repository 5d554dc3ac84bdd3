"""Record the rows of a workbook: the sound ones in one transaction, the others with what is wrong at which cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fazhi.kernel.faults import FactFault, Fault
from fazhi.office import clock
from fazhi.office.access import Actor
from fazhi.office.date_order import Told, contradictions, order_of
from fazhi.office.import_known import recorded_at_desk
from fazhi.office.note import add_note, note_parts
from fazhi.office.prepare import keyed_matter
from fazhi.office.record_batch import Batch, record_batch, rehearse_batch
from fazhi.office.requests import RecordRequest, sound_facts, step_of
from fazhi.office.sheet_rows import Row
from fazhi.paper.sheet_mark import CellError
from fazhi.store import read
from fazhi.store.rows import EventRow
from fazhi.store.turn import writing

SOURCE = "import"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows taken, rows that were known before, and rows refused (each with its errors)."""

    taken: tuple[Row, ...]
    known: tuple[Row, ...]
    refused: tuple[Row, ...]


def record_rows(
    actor: Actor,
    rows: Sequence[Row],
    at: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Record every sound row whole, with its note. Raises AccessFault; nothing is written then. Price: 2 ms a row."""
    moment = at or clock.now()
    with writing():
        sifted = _sifted(rows, moment.astimezone(clock.SHANGHAI).date())
        sent = sifted.sent()
        done = sifted.outcome(record_batch(actor, sent, SOURCE, [moment] * len(sent), progress))
        for row in done.taken:
            for text in note_parts(row.note):
                add_note(actor, matter_of(row), text)
    return done


def rehearse_rows(actor: Actor, rows: Sequence[Row]) -> Outcome:
    """What `record_rows` would make of them; nothing is written. Raises AccessFault. Price: 1 ms a row."""
    sifted = _sifted(rows, clock.today())
    return sifted.outcome(rehearse_batch(actor, sifted.sent()))


@dataclass(frozen=True, slots=True)
class _Sifted:
    """Rows that may be recorded, rows that stand at the desk whole, and rows refused before anything is recorded."""

    sound: Sequence[Row]
    there: Sequence[Row]
    refused: Sequence[Row]

    def sent(self) -> list[RecordRequest]:
        """What the sound rows ask to record, in order."""
        return [r for row in self.sound for r in row.requests]

    def outcome(self, batch: Batch) -> Outcome:
        """What became of the rows once those sound were judged."""
        taken, known, refused = _outcome(self.sound, batch)
        return Outcome(tuple(taken), (*known, *self.there), (*self.refused, *refused))


def _sifted(rows: Sequence[Row], today: date) -> _Sifted:
    stood = _standing([r for row in rows for r in row.requests])
    checked = [_unchanged(row, stood) for row in _unrepeated(rows)]
    fresh = recorded_at_desk(checked, {e.id for e in stood.values()})
    there = [
        replace(row, matter=left.matter)
        for row, left in zip(checked, fresh, strict=True)
        if row.requests and not left.requests
    ]
    ordered = _in_order(fresh, set(stood), today)
    return _Sifted([r for r in ordered if r.requests], there, [r for r in ordered if r.refused])


def _unrepeated(rows: Sequence[Row]) -> list[Row]:
    """Rows, of which a repeated one is refused and says where the first stands."""
    first: dict[str, Row] = {}
    kept = []
    for row in rows:
        key = row.requests[0].idempotency_key if row.requests else None
        before = first.setdefault(key, row) if key else row
        if before is row:
            kept.append(row)
            continue
        text = f"与“{before.sheet}”第{before.row + 1}行是同一件事；请删去重复的行"
        kept.append(replace(row, requests=(), errors=(CellError(row.sheet, row.row, None, text),)))
    return kept


def _standing(requests: Sequence[RecordRequest]) -> dict[str, EventRow]:
    """Idempotency key -> the event that was recorded under it before."""
    keys = read.known_event_keys([str(r.idempotency_key) for r in requests])
    events = {e.id: e for e in read.events_by_id(list(keys.values()))}
    return {key: events[id] for key, id in keys.items()}


def _unchanged(row: Row, stood: Mapping[str, EventRow]) -> Row:
    """The row; refused when it was imported before and says something else now, for an import never overwrites."""
    differing = [r for r in row.requests if _differs(r, stood.get(str(r.idempotency_key)))]
    if not differing:
        return row
    title = step_of(differing[0].step).title
    text = f"以前导入过这一行，“{title}”现在与记录不同；请在系统里用“更正”修改原记录"
    return replace(row, requests=(), errors=(CellError(row.sheet, row.row, None, text),))


def _differs(request: RecordRequest, before: EventRow | None) -> bool:
    if before is None or before.corrected_by:
        return False
    try:
        facts = sound_facts(step_of(request.step), request.facts)
    except FactFault:
        return True
    return request.happened_on != before.happened_on or facts != dict(before.facts)


def _in_order(rows: Sequence[Row], recorded: Collection[str], today: date) -> list[Row]:
    """The rows; refused where the days of a case contradict each other. recorded: keys of requests that stand already.

    Price: one query, and one look at the duties a ledger.
    """
    orders = {id: order_of(id) for id in {row.mapped.ledger.id for row in rows}}
    standing = read.events_of_matters({matter_of(row) for row in rows if row.requests})
    found = []
    for row in rows:
        new = {r.step for r in row.requests if r.idempotency_key not in recorded}
        known = standing.get(matter_of(row), ()) if new else ()
        case = [Told(e.step, e.happened_on, e.facts) for e in known if not e.void and not e.corrected_by]
        case += [Told(r.step, r.happened_on, r.facts) for r in row.requests]
        wrong = contradictions(orders[row.mapped.ledger.id], case, new, today) if new else ()
        faults = [FactFault(c.problem) for c in wrong]
        steps = {r.step: r for r in row.requests}
        errors = [e for c, f in zip(wrong, faults, strict=True) for e in _errors(row, steps[c.step], f)]
        found.append(replace(row, requests=(), errors=tuple(errors)) if errors else row)
    return found


def _outcome(rows: Sequence[Row], batch: Batch) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows taken, rows known before, and rows the records refused, with their errors."""
    taken, known, refused = [], [], []
    at = 0
    for row in rows:
        places = range(at, at + len(row.requests))
        at += len(row.requests)
        faults = [(row.requests[i - places.start], batch.refused[i]) for i in places if i in batch.refused]
        if faults:
            refused.append(replace(row, errors=tuple(e for r, f in faults for e in _errors(row, r, f))))
        elif all(i in batch.known for i in places):
            known.append(row)
        else:
            taken.append(row)
    return taken, known, refused


def _errors(row: Row, request: RecordRequest, fault: Fault) -> list[CellError]:
    """What is wrong with a request, at the cells that say it."""
    found = []
    for problem in fault.problems:
        title, _, label = problem.where.partition("·")
        of_step = title == step_of(request.step).title
        run = row.runs.get(str(request.idempotency_key), 1)
        column = row.mapped.column_of("fact", request.step, label, run) if of_step and label else None
        if column is None:
            column = row.mapped.column_of("date", request.step, run=run)
        found.append(CellError(row.sheet, row.row, column, problem.chinese()))
    return found


def matter_of(row: Row) -> str:
    """Id of the matter that a sound row is about."""
    first = row.requests[0]
    return row.matter or keyed_matter(first.unit, row.mapped.ledger.id, first.key)
