"""A ledger as Excel, in the form people file and print; what was imported comes out as it went in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from fazhi.kernel.ledger import Ledger
from fazhi.office.access import Actor, require
from fazhi.office.prepare import fact_words, names_of
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook
from fazhi.store import read
from fazhi.store.rows import EventRow, MatterRow

MOST = 20_000


def ledger_workbook(
    actor: Actor,
    ledger: Ledger,
    scope: Collection[str],
    words: str,
    opened: tuple[date | None, date | None],
    today: date,
) -> tuple[str, bytes]:
    """(file name, .xlsx) of the matters in `scope`, at most MOST. Price: three queries and 20 µs a cell."""
    for unit in scope:
        require(actor, "read", unit)
    matters, _ = read.matters(scope, ledger.id, words, opened, size=MOST)
    events = read.events_of_matters([m.id for m in matters])
    home = actor.units[actor.home()].name
    sheet = ledger_sheet(
        home, ledger, matters, events, names_of(e.facts for told in events.values() for e in told), today
    )
    return f"{sheet.title}.xlsx", write_workbook([sheet])


def ledger_sheet(
    home: str,
    ledger: Ledger,
    matters: Sequence[MatterRow],
    events: Mapping[str, Sequence[EventRow]],
    names: Mapping[str, str],
    today: date,
) -> LedgerSheet:
    """The sheet of matters that were read, the newest first; names: person id -> name."""
    rows = [_row(n, m, ledger, events.get(m.id, ()), names) for n, m in enumerate(reversed(matters), start=1)]
    title = f"{home}{ledger.title}台账"
    return LedgerSheet("台账", title, home, today.isoformat(), _columns(ledger), tuple(rows), paper="A3")


def _columns(ledger: Ledger) -> tuple[ColumnSpec, ...]:
    grouped = len(ledger.steps) > 1
    columns = [ColumnSpec("序号", "", 6, "number"), ColumnSpec("单位", "", 12)]
    for step in ledger.steps:
        group = step.title if grouped else ""
        columns.append(ColumnSpec("日期", group, 12, "date"))
        for field in step.fields:
            if field.type != "file":
                columns.append(ColumnSpec(field.label, group, 16, "number" if field.type == "number" else "text"))
    return (*columns, ColumnSpec("备注", "", 14))


def _row(
    number: int, matter: MatterRow, ledger: Ledger, events: Sequence[EventRow], names: Mapping[str, str]
) -> tuple[object, ...]:
    standing = {e.step: e for e in events if not e.void and not e.corrected_by}
    cells: list[object] = [number, matter.unit_name]
    for step in ledger.steps:
        event = standing.get(step.id)
        cells.append(event.happened_on if event else None)
        for field in step.fields:
            value = event.facts.get(field.id) if event else None
            if field.type == "number":
                cells.append(value)
            elif field.type != "file":
                cells.append(None if value is None else fact_words(field, value, names))
    return (*cells, None)
