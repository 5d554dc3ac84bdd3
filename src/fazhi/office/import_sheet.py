"""Import a ledger workbook: every sound row with its pictures in one transaction, every other named cell by cell; twice adds nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from fazhi.kernel.faults import ImportFault
from fazhi.kernel.ledger import Ledger
from fazhi.office import clock
from fazhi.office.access import Actor
from fazhi.office.attach_pictures import attach_pictures
from fazhi.office.import_home import heading_error, home_of
from fazhi.office.import_pictures import Brought, Table, bring
from fazhi.office.import_preview import Put, ledgers_of, nothing_in, tables_of, understand_again
from fazhi.office.import_rows import record_rows
from fazhi.office.sheet_rows import Row, rows_of
from fazhi.office.sheet_values import Context
from fazhi.paper.sheet_mark import CellError, mark_errors
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


@dataclass(slots=True)
class Understood:
    """Tables as read: rows; by the place of its table the rows of one that no ledger fits, and what is wrong with a heading line.

    ignored: header words nobody knows.
    """

    rows: list[Row] = field(default_factory=list)
    lost: dict[int, list[CellError]] = field(default_factory=dict)
    headings: dict[int, list[CellError]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    @property
    def n_lost(self) -> int:
        """Rows of tables that no ledger fits."""
        return sum(map(len, self.lost.values()))

    @property
    def errors(self) -> list[CellError]:
        """What is wrong beside the rows' own errors."""
        return [e for told in (self.lost, self.headings) for errors in told.values() for e in errors]

    def errors_with(self, refused: Sequence[Row]) -> list[CellError]:
        """All that is wrong."""
        return [*self.errors, *(e for row in refused for e in row.errors)]


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
    told = understood(actor, wanted, brought, name, home, ledgers)
    rows = told.rows
    if not rows and not told.errors:
        raise ImportFault(nothing_in(name, bool(tables)))
    with writing():
        outcome = record_rows(actor, rows, at, progress)
        errors = in_order(tables, told.errors_with(outcome.refused))
        counts = (len(outcome.taken), len(outcome.known), told.n_lost + len(outcome.refused))
        digest = hashlib.sha256(content).hexdigest()
        append.append_import(digest, name, home, counts, at or clock.now(), actor.person)
        titles = tuple(dict.fromkeys(row.mapped.ledger.title for row in rows))
        done = Imported(*counts, titles, tuple(dict.fromkeys(told.ignored)), tuple(errors), None)
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
) -> Understood:
    """Every table as it is read, by its place."""
    units = {u: actor.units[u] for u in read.below(home, actor.units)}
    people = _people(read.people(frozenset(units)))
    found = Understood()
    for place, (sheet, table) in tables.items():
        context = Context(units, people, table.year or _year(name), table.month)
        try:
            mapped = understand_again(sheet, table, name, ledgers, home, units, (put or {}).get(place))
        except ImportFault as fault:
            text = fault.problems[0].chinese()
            found.lost[place] = [CellError(sheet.name, r.row, None, text) for r in table.rows]
            continue
        found.ignored += [h for h in mapped.ignored if h not in brought.headers(sheet.name, table)]
        where = home_of(table, home, context, mapped)
        mapped = replace(mapped, said=(*mapped.said, *where.said))
        rows = rows_of(table, sheet.name, mapped, where.unit, context, f"台账导入：{name}")
        found.headings[place] = heading_error(sheet, table, where.fault, rows)
        found.rows += rows
    return found


def _people(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, name in names.items():
        found[name] = (*found.get(name, ()), id)
    return found


def _year(name: str) -> int | None:
    """A year in a file's name, such as 2025年学法台账.xlsx."""
    digits = "".join(c if c.isdigit() else " " for c in name).split()
    return next((int(d) for d in digits if len(d) == 4 and d.startswith(("19", "20"))), None)
