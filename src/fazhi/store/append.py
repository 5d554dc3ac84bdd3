"""The only INSERT of events, evidence and what they stand on; the seal is written in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from fazhi.store import models
from fazhi.store.leaves import Sealed, of_event, of_evidence
from fazhi.store.rows import NewEvent, NewMatter, Stored
from fazhi.store.sealing import seal
from fazhi.store.turn import writing

BATCH = 500


def append_events(events: Sequence[NewEvent], matters: Sequence[NewMatter] = ()) -> list[int]:
    """Open `matters` and append `events` with their files and leaves, all or nothing; the new ids, in order.

    Files must be on disk already (`files.keep`). Ids rise without gaps. Price: about ten queries per 500 events.
    """
    with writing():
        models.Matter.objects.bulk_create((_matter(m) for m in matters), batch_size=BATCH)
        first = int(models.Event.objects.aggregate(last=Max("id"))["last"] or 0) + 1
        rows = [_event(e, first + i) for i, e in enumerate(events)]
        models.Event.objects.bulk_create(rows, batch_size=BATCH)
        files = _evidence(
            [
                (row.id, f, row.recorded_at, row.recorded_by_id)
                for row, e in zip(rows, events, strict=True)
                for f in e.files
            ]
        )
        leaves: list[Sealed] = [of_event(row, e.ledger) for row, e in zip(rows, events, strict=True)]
        if leaves:
            seal([*leaves, *(of_evidence(f) for f in files)], max(e.recorded_at for e in events))
    return [row.id for row in rows]


def append_evidence(event: int, files: Sequence[Stored], at: datetime, by: str) -> list[int]:
    """Attach files that are on disk to an event that stands; the new ids."""
    return append_files([(event, f) for f in files], at, by)


def append_files(files: Sequence[tuple[int, Stored]], at: datetime, by: str) -> list[int]:
    """The same for (event, file) of many events, under one seal; the new ids, in order."""
    with writing():
        rows = _evidence([(event, f, at, by) for event, f in files])
        if rows:
            seal([of_evidence(f) for f in rows], at)
    return [row.id for row in rows]


def append_note(matter: str, text: str, at: datetime, by: str) -> int:
    """Add a remark to a matter; its id."""
    with writing():
        return int(models.Note.objects.create(matter_id=matter, text=text, at=at, by_id=by).pk)


def rename_matter(matter: str, name: str) -> None:
    """Call a matter by another name, after the event that named it was corrected; names are not sealed, facts are."""
    with writing():
        models.Matter.objects.filter(id=matter).update(name=name)


def append_import(digest: str, name: str, unit: str, counts: tuple[int, int, int], at: datetime, by: str) -> int:
    """Remember that a workbook was imported; counts: rows taken, already known, refused. Its id."""
    taken, known, refused = counts
    with writing():
        row = models.ImportRun.objects.create(
            digest=digest, name=name, unit_id=unit, n_taken=taken, n_known=known, n_refused=refused, at=at, by_id=by
        )
    return int(row.pk)


def _matter(new: NewMatter) -> models.Matter:
    return models.Matter(
        id=new.id, ledger=new.ledger, unit_id=new.unit, name=new.name, opened_on=new.opened_on, key=new.key
    )


def _event(new: NewEvent, id: int) -> models.Event:
    return models.Event(
        id=id,
        matter_id=new.matter,
        unit_id=new.unit,
        step=new.step,
        happened_on=new.happened_on,
        happened_minute=new.minute,
        recorded_at=new.recorded_at,
        recorded_by_id=new.recorded_by,
        facts={k: list(v) if isinstance(v, tuple) else v for k, v in new.facts.items()},
        corrects_id=new.corrects,
        void=new.void,
        late_reason=new.late_reason,
        despite=new.despite,
        pack_version=new.pack_version,
        idempotency_key=new.idempotency_key,
        source=new.source,
    )


def _evidence(files: Sequence[tuple[int, Stored, datetime, str]]) -> list[models.Evidence]:
    if not files:
        return []
    first = int(models.Evidence.objects.aggregate(last=Max("id"))["last"] or 0) + 1
    rows = [
        models.Evidence(
            id=first + i,
            event_id=event,
            digest=f.digest,
            name=f.name,
            size=f.size,
            media_type=f.media_type,
            claimed_on=f.claimed_on,
            file_on=f.file_on,
            recorded_at=at,
            recorded_by_id=by,
        )
        for i, (event, f, at, by) in enumerate(files)
    ]
    return models.Evidence.objects.bulk_create(rows, batch_size=BATCH)
