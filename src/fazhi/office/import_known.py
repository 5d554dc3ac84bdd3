"""Rows of a workbook that were recorded at the desk before: the same unit, day and facts are the same thing, not a second one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from fazhi.kernel.faults import FactFault
from fazhi.office.requests import RecordRequest, sound_facts, step_of
from fazhi.office.sheet_rows import Row
from fazhi.store import read
from fazhi.store.rows import EventRow

Opened = Mapping[tuple[str, str, date], Sequence[EventRow]]


def recorded_at_desk(rows: Sequence[Row], imported: Collection[int]) -> list[Row]:
    """The rows, those that opened at the desk pointed at their matter: steps that stand there alike are left out.

    imported: ids of events that came by import; they are known by their key. A row of which all stands there keeps no request.
    Price: two queries.
    """
    opening = [row.requests[0] for row in rows if row.requests]
    events = read.standing({r.unit for r in opening}, {r.step for r in opening})
    opened: dict[tuple[str, str, date], list[EventRow]] = {}
    for event in events:
        if event.id not in imported:
            opened.setdefault((event.unit, event.step, event.happened_on), []).append(event)
    found = [(row, _of(row, opened)) for row in rows]
    stood = read.events_of_matters({event.matter for _, event in found if event is not None})
    return [row if event is None else _left(row, event, stood[event.matter]) for row, event in found]


def _of(row: Row, opened: Opened) -> EventRow | None:
    """The event at the desk that opened what a row tells of."""
    if not row.requests:
        return None
    first = row.requests[0]
    return next((e for e in opened.get((first.unit, first.step, first.happened_on), ()) if _alike(first, e)), None)


def _left(row: Row, opening: EventRow, events: Sequence[EventRow]) -> Row:
    standing = [e for e in events if not e.void and not e.corrected_by]
    rest = [r for r in row.requests if not any(_alike(r, e) for e in standing)]
    return replace(row, requests=tuple(replace(r, matter=opening.matter) for r in rest), matter=opening.matter)


def _alike(request: RecordRequest, event: EventRow) -> bool:
    """Whether a record says what a row says; files are no words of a workbook."""
    if request.step != event.step or request.happened_on != event.happened_on:
        return False
    step = step_of(request.step)
    files = {f.id for f in step.fields if f.type == "file"}
    try:
        said = sound_facts(step, request.facts)
    except FactFault:
        return False
    return said == {k: v for k, v in event.facts.items() if k not in files}
