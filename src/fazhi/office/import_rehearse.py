"""Before an import: which rows would be taken, which are there already, and which would come back, cell by cell with its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fazhi.office.access import Actor, require
from fazhi.office.import_pictures import bring
from fazhi.office.import_preview import Put, ledgers_of, tables_of
from fazhi.office.import_rows import rehearse_rows
from fazhi.office.import_sheet import in_order, understood
from fazhi.office.sheet_columns import header
from fazhi.office.sheet_values import Cell, words
from fazhi.paper.sheet_mark import CellError
from fazhi.paper.sheet_read import SheetTable


@dataclass(frozen=True, slots=True)
class CellSeen:
    """A cell that would come back: its row from 1, its header and value (both empty for the row as a whole), what is wrong."""

    row: int
    header: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an import would make of one table: rows taken, known and refused, the cells that are refused, row by row.

    said: columns and units that are not taken as written, and why.
    """

    taken: int
    known: int
    refused: int
    cells: tuple[CellSeen, ...]
    said: tuple[str, ...] = ()

    def n_unread(self) -> int:
        """Cells whose own value is what is wrong."""
        return sum(bool(c.value) for c in self.cells)


def rehearse(
    actor: Actor, content: bytes, name: str, home: str, ledger: str | None = None, put: Put | None = None
) -> Mapping[int, Rehearsal]:
    """By its place: every table of a workbook as `import_workbook` would take it. Nothing is written.

    Raises as `import_workbook`. Price: about 1 ms a row.
    """
    require(actor, "import", home)
    tables = dict(enumerate(tables_of(content, name)))
    brought = bring(content, name, list(tables.values()))
    read = understood(actor, tables, brought, name, home, ledgers_of(ledger), put)
    done = rehearse_rows(actor, read.rows)
    errors = in_order(list(tables.values()), [e for row in done.refused for e in row.errors])
    found = {}
    for place, (sheet, table) in tables.items():
        values = {r.row: r.values for r in table.rows}
        own = {(sheet.name, row) for row in values}
        lost = read.lost.get(place, [])
        wrong = [*lost, *(e for e in errors if (e.sheet, e.row) in own)]
        taken, known, refused = (
            sum((r.sheet, r.row) in own for r in told) for told in (done.taken, done.known, done.refused)
        )
        heading = tuple(CellSeen(e.row + 1, "", "", e.text) for e in read.headings.get(place, ()))
        cells = heading + tuple(_seen(table, values[e.row], e) for e in wrong)
        said = tuple(dict.fromkeys(w for r in read.rows if (r.sheet, r.row) in own for w in r.mapped.said))
        found[place] = Rehearsal(taken, known, refused + len(lost), cells, said)
    return found


def _seen(table: SheetTable, values: Sequence[Cell], error: CellError) -> CellSeen:
    column = next((c for c in table.columns if c.index == error.col), None)
    if column is None:
        return CellSeen(error.row + 1, "", "", error.text)
    value = values[column.index]
    return CellSeen(error.row + 1, header(column), "" if value is None else words(value), error.text)
