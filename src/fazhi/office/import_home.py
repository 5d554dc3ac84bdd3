"""Whose the rows of a table are that name no unit: the unit of its heading line, or the desk's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.office.import_doubt import stands_for_home
from fazhi.office.import_preview import sender
from fazhi.office.sheet_columns import Mapped
from fazhi.office.sheet_rows import Row
from fazhi.office.sheet_values import CellFault, Context, unit, words
from fazhi.paper.sheet_mark import CellError
from fazhi.paper.sheet_read import Sheet, SheetTable

LETTERS = 26


@dataclass(frozen=True, slots=True)
class Home:
    """The unit of rows that name none (empty: the heading names one that is none of ours), what is to be said, what is wrong with it."""

    unit: str
    said: tuple[str, ...] = ()
    fault: str = ""


def home_of(table: SheetTable, home: str, context: Context, mapped: Mapped) -> Home:
    """The unit of the table's own 填报单位 line; `home` without one, or where it is an office of `home`."""
    named = sender(table)
    if not named:
        return Home(home)
    try:
        return Home(unit(named, context))
    except CellFault as fault:
        said = stands_for_home(named, mapped, context.units, home)
        return Home(home, (said,)) if said else Home("", fault=str(fault))


def heading_error(sheet: Sheet, table: SheetTable, fault: str, rows: Sequence[Row]) -> list[CellError]:
    """One error at the cell of the heading line, when rows wait for it; rows with a unit of their own do not."""
    waiting = sum(row.homeless for row in rows)
    if not waiting:
        return []
    row, col = _place(sheet, table)
    text = (
        f"表头上方的填报单位（{_letters(col)}{row + 1}）：{fault}；{waiting}行没有另写单位，都因此退回，改好这一格就行"
    )
    return [CellError(sheet.name, row, col, text)]


def _place(sheet: Sheet, table: SheetTable) -> tuple[int, int]:
    """The cell that names the sender, from 0: the last one above the rows that holds its words."""
    named, first = sender(table), table.rows[0].row
    found = [
        (r, c)
        for r, cells in enumerate(sheet.cells[:first])
        for c, value in enumerate(cells)
        if value is not None and named in words(value)
    ]
    return found[-1] if found else (0, 0)


def _letters(col: int) -> str:
    """A column as a workbook calls it: A, Z, AA."""
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name
