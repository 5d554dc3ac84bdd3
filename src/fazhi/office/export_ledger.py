"""A ledger as Excel, in the form people file and print; what was imported comes out as it went in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from fazhi.kernel.ledger import Fact, Field, Ledger
from fazhi.office.access import Actor, require
from fazhi.office.prepare import fact_words, names_of
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook
from fazhi.store import notes, read
from fazhi.store.rows import EventRow, MatterRow

MOST = 20_000
FOLDED = "说明：没有记录过的步骤，它的列收起来了，点表格上方的“＋”展开。"
A4_WIDTH = 130  # characters; wider tables are too small to read on A4
Done = Mapping[str, Sequence[EventRow]]  # step -> its standing records, by day


def ledger_workbook(
    actor: Actor,
    ledger: Ledger,
    scope: Collection[str],
    words: str,
    opened: tuple[date | None, date | None],
    today: date,
) -> tuple[str, bytes]:
    """(file name, .xlsx) of the matters in `scope`, at most MOST. Price: four queries and 20 µs a cell."""
    for unit in scope:
        require(actor, "read", unit)
    matters, _ = read.matters(scope, ledger.id, words, opened, size=MOST)
    ids = [m.id for m in matters]
    events = read.events_of_matters(ids)
    home = actor.units[_whose(actor, scope)].name
    names = names_of(e.facts for told in events.values() for e in told)
    sheet = ledger_sheet(home, ledger, matters, events, names, notes.notes_of_matters(ids), today)
    return f"{sheet.title}.xlsx", write_workbook([sheet])


def _whose(actor: Actor, scope: Collection[str]) -> str:
    """The unit that all of `scope` is below, else the actor's own."""
    above = [u for u in scope if actor.units[u].parent not in scope]
    return above[0] if len(above) == 1 else actor.home()


def ledger_sheet(
    home: str,
    ledger: Ledger,
    matters: Sequence[MatterRow],
    events: Mapping[str, Sequence[EventRow]],
    names: Mapping[str, str],
    notes_on: Mapping[str, Sequence[str]],
    today: date,
) -> LedgerSheet:
    """The sheet of matters that were read, by their first day; matters on which nothing stands are left out.

    names: person id -> name; notes_on: matter id -> its remarks. A step done more than once has as many groups of columns;
    the columns of one that nobody did yet are folded.
    """
    done = {m.id: _done(events.get(m.id, ())) for m in matters}
    runs = {s.id: max([1, *(len(d.get(s.id, ())) for d in done.values())]) for s in ledger.steps}
    undone = {s.title for s in ledger.steps if done and not any(s.id in d for d in done.values())}
    columns = tuple(replace(c, folded=c.group in undone) for c in _columns(ledger, runs))
    rows = [
        (m, _row(m, ledger, runs, done[m.id], names, "\n".join(notes_on.get(m.id, ())))) for m in matters if done[m.id]
    ]
    rows.sort(key=lambda told: (_opened(ledger, done[told[0].id]), told[0].name, [str(c) for c in told[1]]))
    numbered = tuple((n, *cells) for n, (_, cells) in enumerate(rows, start=1))
    paper = "A4" if sum(c.width for c in columns if not c.folded) <= A4_WIDTH else "A3"
    title = f"{home}{ledger.title}台账"
    return LedgerSheet(
        "台账", title, home, today.isoformat(), columns, numbered, notes=(FOLDED,) if undone else (), paper=paper
    )


def _done(events: Sequence[EventRow]) -> Done:
    found: dict[str, list[EventRow]] = {}
    for event in events:
        if not event.void and not event.corrected_by:
            found.setdefault(event.step, []).append(event)
    return found


def _opened(ledger: Ledger, done: Done) -> date:
    """The first day of a step that opens, as an import would see it."""
    opening = [e.happened_on for s in ledger.steps if s.opens for e in done.get(s.id, ())]
    return min(opening or [e.happened_on for told in done.values() for e in told])


def _columns(ledger: Ledger, runs: Mapping[str, int]) -> tuple[ColumnSpec, ...]:
    grouped = len(ledger.steps) > 1 or max(runs.values()) > 1
    columns = [ColumnSpec("序号", "", 6, "number"), ColumnSpec("单位", "", 12)]
    for step in ledger.steps:
        for run in range(1, runs[step.id] + 1):
            group = (f"{step.title}（第{run}次）" if run > 1 else step.title) if grouped else ""
            columns.append(ColumnSpec("日期", group, 12, "date"))
            for field in step.fields:
                if field.type != "file":
                    columns.append(ColumnSpec(field.label, group, 16, "number" if field.type == "number" else "text"))
    return (*columns, ColumnSpec("备注", "", 14))


def _row(
    matter: MatterRow, ledger: Ledger, runs: Mapping[str, int], done: Done, names: Mapping[str, str], note: str
) -> tuple[object, ...]:
    """Every cell but the number."""
    cells: list[object] = [matter.unit_name]
    for step in ledger.steps:
        told = done.get(step.id, ())
        for run in range(runs[step.id]):
            event = told[run] if run < len(told) else None
            cells.append(event.happened_on if event else None)
            cells += [
                _cell(f, event.facts.get(f.id) if event else None, names) for f in step.fields if f.type != "file"
            ]
    return (*cells, note or None)


def _cell(field: Field, value: Fact | None, names: Mapping[str, str]) -> object:
    return value if value is None or field.type == "number" else fact_words(field, value, names)
