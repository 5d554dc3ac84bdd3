"""Attach the pictures of a workbook's rows to the records these rows became, as photographs; what is there already is not doubled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from fazhi.office.access import Actor, require
from fazhi.office.evidence import NewFile, keep_all
from fazhi.office.import_pictures import RowPlace
from fazhi.office.import_rows import matter_of
from fazhi.office.sheet_rows import Row
from fazhi.paper.sheet_pictures import Picture
from fazhi.store import append, read
from fazhi.store.rows import EventRow, Stored
from fazhi.store.turn import writing


def attach_pictures(
    actor: Actor, rows: Sequence[Row], pictures: Mapping[RowPlace, Sequence[Picture]], at: datetime
) -> tuple[int, tuple[str, ...]]:
    """How many were attached, and which rows have no record left to attach to. Call it for rows that stand, last of an import.

    A picture goes to the step that its column is of, else to the step that opened the matter. One that lies behind any
    record of the matter already, whatever its name, is left out. Raises AccessFault; nothing is written then.
    Price: three queries, and four flushes of the disk a new picture.
    """
    with_some = [row for row in rows if (row.sheet, row.row) in pictures]
    with writing():
        events = read.events_of_matters({matter_of(row) for row in with_some})
        held = _held(events)
        chosen: list[tuple[int, Stored]] = []
        notices = []
        for row in with_some:
            found, own = events.get(matter_of(row), []), held.setdefault(matter_of(row), set())
            fresh = [(n, p) for n, p in enumerate(pictures[row.sheet, row.row], start=1) if p.digest not in own]
            own |= {p.digest for _, p in fresh}
            standing = [e for e in found if not e.void and not e.corrected_by]
            if fresh and not standing:
                notices.append(f"[{row.sheet}] 第{row.row + 1}行的记录已经作废，照片没有附上")
                continue
            for unit in {e.unit for e in standing if fresh}:
                require(actor, "attach", unit)
            kept = keep_all([NewFile(f"第{row.row + 1}行 照片{n}.{p.ending}", p.content) for n, p in fresh])
            chosen += [(_event(row, p, standing).id, k) for (_, p), k in zip(fresh, kept, strict=True)]
        append.append_files(chosen, at, actor.person)
    return len(chosen), tuple(notices)


def _held(events: Mapping[str, Sequence[EventRow]]) -> dict[str, set[str]]:
    """Matter -> digests of the files behind it, those of corrected records too."""
    matters = {e.id: e.matter for found in events.values() for e in found if e.n_evidence}
    held: dict[str, set[str]] = {}
    for file in read.evidence_of(list(matters)):
        held.setdefault(matters[file.event], set()).add(file.digest)
    return held


def _event(row: Row, picture: Picture, standing: Sequence[EventRow]) -> EventRow:
    """The record of the matter that a picture belongs to, by the column it stands in."""
    target = row.mapped.targets.get(picture.column) if picture.column is not None else None
    step = target.step.id if target is not None and target.step is not None else ""
    days = {r.happened_on for r in row.requests if r.step == step}
    opening = {s.id for s in row.mapped.ledger.steps if s.opens}
    ranks = (
        lambda e: e.step == step and e.happened_on in days,
        lambda e: e.step == step,
        lambda e: e.step in opening,
    )
    return next((e for fits in ranks for e in standing if fits(e)), standing[0])
