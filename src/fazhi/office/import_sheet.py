"""Import a ledger workbook: every sound row with its pictures in one transaction, every other named cell by cell; twice adds nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fazhi.kernel.faults import ImportFault, Problem
from fazhi.kernel.ledger import Ledger
from fazhi.office import clock
from fazhi.office.access import Actor
from fazhi.office.attach_pictures import attach_pictures
from fazhi.office.import_doubt import stands_for_home
from fazhi.office.import_pictures import Brought, Table, bring
from fazhi.office.import_preview import Put, ledgers_of, nothing_in, sender, tables_of, understand_again
from fazhi.office.import_rows import record_rows
from fazhi.office.sheet_columns import Mapped
from fazhi.office.sheet_rows import Row, rows_of
from fazhi.office.sheet_values import CellFault, Context, unit
from fazhi.paper.sheet_mark import CellError, mark_errors
from fazhi.paper.sheet_read import SheetTable
from fazhi.store import append, read
from fazhi.store.turn import writing

UNMARKED = "没有退回的行都已导入，但是这个文件标不了红"
ADVICE = "改正后再导入这个文件；已导入的行不会重复。"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a workbook's rows. `marked`: the workbook back with red cells, None when nothing was refused or it cannot be marked.

    unmarked: why it cannot be marked; the errors then have to be shown whole.
    pictures: how many were attached; notices: what is to be said about the others. said: of columns and units not taken as written.
    """

    taken: int
    known: int
    refused: int
    ledgers: tuple[str, ...]
    ignored: tuple[str, ...]
    errors: tuple[CellError, ...]
    marked: bytes | None
    pictures: int = 0
    notices: tuple[str, ...] = ()
    unmarked: str = ""
    said: tuple[str, ...] = ()

    def words(self) -> str:
        """The result in one line."""
        again = f"，已有 {self.known} 行" if self.known else ""
        photos = f"，附上照片 {self.pictures} 张" if self.pictures else ""
        return f"成功 {self.taken} 行，失败 {self.refused} 行{again}{photos}"


def import_workbook(
    actor: Actor,
    content: bytes,
    name: str,
    home: str,
    ledger: str | None = None,
    places: Collection[int] | None = None,
    at: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Import `content`, a workbook called `name`. home: the unit of rows that name none; ledger: its id, when known.

    places: only these tables of the workbook, from 0.
    A row is taken whole or refused whole, its pictures with it. Raises ImportFault when the file cannot be read or holds no table, AccessFault
    when the actor may not import; nothing is written then. at: when it was recorded, for demo data only.
    The workbook is marked after that, with no lock held; what stands stays when that fails.
    Price: about 2 ms a row.
    """
    ledgers = ledgers_of(ledger)
    tables = tables_of(content, name)
    brought = bring(content, name, tables)
    wanted = {n: t for n, t in enumerate(tables) if places is None or n in places}
    rows, errors, ignored = understood(actor, wanted, brought, name, home, ledgers)
    if not rows and not errors:
        raise ImportFault(nothing_in(name, bool(tables)))
    with writing():
        outcome = record_rows(actor, rows, at, progress)
        errors = in_order(tables, [*errors, *(e for row in outcome.refused for e in row.errors)])
        counts = (len(outcome.taken), len(outcome.known), len({(e.sheet, e.row) for e in errors}))
        digest = hashlib.sha256(content).hexdigest()
        append.append_import(digest, name, home, counts, at or clock.now(), actor.person)
        titles = tuple(dict.fromkeys(row.mapped.ledger.title for row in rows))
        done = Imported(*counts, titles, tuple(dict.fromkeys(ignored)), tuple(errors), None)
        n, said = attach_pictures(actor, (*outcome.taken, *outcome.known), brought.rows, at or clock.now())
        done = replace(done, pictures=n, notices=(*brought.notices, *said))
        done = replace(done, said=tuple(dict.fromkeys(w for row in rows for w in row.mapped.said)))
    return _marked(done, content)


def in_order(tables: Sequence[Table], errors: Sequence[CellError]) -> list[CellError]:
    """Errors as they stand in the workbook: by sheet, row and column."""
    place = {name: n for n, name in enumerate(dict.fromkeys(sheet.name for sheet, _ in tables))}
    return sorted(errors, key=lambda e: (place[e.sheet], e.row, -1 if e.col is None else e.col))


def _marked(done: Imported, content: bytes) -> Imported:
    """With the workbook marked in red, or with the reason why it could not be."""
    if not done.errors:
        return done
    try:
        return replace(done, marked=mark_errors(content, done.errors, f"{done.words()}。{ADVICE}"))
    except ImportFault as fault:
        return replace(done, unmarked=f"{UNMARKED}（{fault.problems[0].what if fault.problems else ''}）")


def understood(
    actor: Actor,
    tables: Mapping[int, Table],
    brought: Brought,
    name: str,
    home: str,
    ledgers: list[Ledger],
    put: Put | None = None,
) -> tuple[list[Row], list[CellError], list[str]]:
    """Rows of every table by its place, errors of tables that no ledger fits, and header words nobody knows."""
    units = {u: actor.units[u] for u in read.below(home, actor.units)}
    people = _people(read.people(frozenset(units)))
    rows: list[Row] = []
    errors: list[CellError] = []
    ignored: list[str] = []
    for place, (sheet, table) in tables.items():
        context = Context(units, people, table.year or _year(name), table.month)
        try:
            mapped = understand_again(sheet, table, name, ledgers, home, units, (put or {}).get(place))
            where, said = _home(table, home, context, mapped)
        except ImportFault as fault:
            errors += [CellError(sheet.name, r.row, None, fault.problems[0].chinese()) for r in table.rows]
            continue
        ignored += [h for h in mapped.ignored if h not in brought.headers(sheet.name, table)]
        mapped = replace(mapped, said=(*mapped.said, *said))
        rows += rows_of(table, sheet.name, mapped, where, context, f"台账导入：{name}")
    return rows, errors, ignored


def _people(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, name in names.items():
        found[name] = (*found.get(name, ()), id)
    return found


def _year(name: str) -> int | None:
    """A year in a file's name, such as 2025年学法台账.xlsx."""
    digits = "".join(c if c.isdigit() else " " for c in name).split()
    return next((int(d) for d in digits if len(d) == 4 and d.startswith(("19", "20"))), None)


def _home(table: SheetTable, home: str, context: Context, mapped: Mapped) -> tuple[str, tuple[str, ...]]:
    """The unit of the table's own 填报单位 line, and what is to be said of it; `home` without one, or where it is an office of `home`.

    Raises ImportFault for a unit that is not below `home`.
    """
    named = sender(table)
    if not named:
        return home, ()
    try:
        return unit(named, context), ()
    except CellFault as fault:
        said = stands_for_home(named, mapped, context.units, home)
        if said:
            return home, (said,)
        raise ImportFault(Problem("填报单位", str(fault), "", "核对填报单位", "unit is not of this township")) from None
