"""Where values go in a form's rows: rows that hold something stay as they are, and what found no place is told."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.office.form_meanings import Meaning
from fazhi.office.form_understand import Understood
from fazhi.paper.empty_cell import is_empty
from fazhi.paper.form_rows import add_rows

PRINTED = ("sequence", "unit", "village", "month")  # what a waiting row may be printed with
NAMED = 8  # cells that a warning names
# Characters: a column that says no width, 2026-11-20; from where on a letter takes two.
STANDARD_WIDTH, DAY_WIDTH, WIDE = 8.43, 10.5, 0x2E7F
LAST_COLUMN = 256  # whose width is asked for


@dataclass(frozen=True, slots=True)
class Room:
    """Rows of a list for as many records as there are, each with its number; how many were added; formulas that do not reach them."""

    rows: Sequence[tuple[int, int]]
    added: int
    stuck: tuple[str, ...]


@dataclass(slots=True)
class Refused:
    """Cells that took no value: those that held something, those whose drop-down list lacks the word; formulas left behind."""

    full: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    stuck: tuple[str, ...] = ()

    def said(self) -> tuple[str, ...]:
        """What to look at before the form is sent."""
        told = (
            (self.full, "个值没有写进去，格里已经有内容，或者是合并的格，请核对"),
            (self.unlisted, "个值没有写进去，格里的下拉列表没有这个词，请核对"),
            (self.stuck, "个公式一格一格相加，没有算进加的行，请改公式"),
        )
        return tuple(f"有{len(cells)}{words}：{_named(cells)}。" for cells, words in told if cells)


def room_for(sheet: Worksheet, asked: Understood, n: int) -> Room:
    """Room for `n` records in a form's list: its empty rows, then rows added under the last of them, which move what lies below.

    A row is empty when every understood column is but those of number, unit and village. Numbers go on from a full row's.
    """
    columns = [h.column for h in asked.blank.headings if (m := asked.meanings.get(h.cell)) and m.kind not in PRINTED]
    numbers = [h.column for h in asked.blank.headings if (m := asked.meanings.get(h.cell)) and m.kind == "sequence"]
    rows = asked.blank.rows
    free = {row for row in rows if all(_is_blank(sheet.cell(row, c).value) for c in columns)}
    last, added = max(free, default=rows[-1]), max(0, n - len(free))
    stuck = add_rows(sheet, last, added) if added else ()
    free |= set(range(last + 1, last + 1 + added))
    found, number = [], 0
    for row in sorted({*(r for r in rows if r <= last), *free}):
        if row in free:
            number += 1
            found.append((row, number))
        elif numbers and (held := str(sheet.cell(row, numbers[0]).value).strip()).isdecimal():
            number = int(held)
    return Room(found, added, stuck)


def takes(cell: Cell | MergedCell) -> bool:
    """Whether a value may be written into a cell: it is empty but for blanks."""
    return not isinstance(cell, MergedCell) and is_empty(cell.value)


def laid_out(cell: Cell) -> None:
    """A day too wide for its column is made smaller instead of ####, a text too long is broken instead of running into the next cell."""
    if isinstance(cell.value, date):
        wide, smaller = DAY_WIDTH, True
    elif isinstance(cell.value, str):
        wide, smaller = sum(2 if ord(c) > WIDE else 1 for c in cell.value), False
    else:
        return
    if wide > _width(cell):
        alignment = copy(cell.alignment)
        alignment.shrink_to_fit, alignment.wrap_text = smaller, not smaller
        cell.alignment = alignment


def _width(cell: Cell) -> float:
    """Characters that fit into a cell or the merged box that it begins."""
    sheet = cell.parent
    box = next((r for r in sheet.merged_cells.ranges if (r.min_row, r.min_col) == (cell.row, cell.column)), None)
    last = box.max_col if box else cell.column
    told = {n: d.width for d in sheet.column_dimensions.values() if d.width for n in _columns(d)}
    standard = sheet.sheet_format.defaultColWidth or STANDARD_WIDTH
    return sum(told.get(c, standard) for c in range(cell.column, last + 1))


def _columns(dimension: ColumnDimension) -> range:
    """The columns, by number, that one width is of."""
    dimension.reindex()
    return range(dimension.min, min(dimension.max, LAST_COLUMN) + 1)


def is_lost(cell: Cell | MergedCell, value: object, meaning: Meaning | None) -> bool:
    """Whether a value that a cell does not take is missing from the form: not where it reckons itself, names the row, or says the same."""
    if meaning is not None and meaning.kind in PRINTED:
        return False
    return isinstance(cell, MergedCell) or not (_is_blank(cell.value) or str(cell.value).strip() == str(value))


def _is_blank(value: object) -> bool:
    """Whether nobody wrote anything: nothing, blanks, or a formula of the form's own."""
    return is_empty(value) or isinstance(value, ArrayFormula) or (isinstance(value, str) and value.startswith("="))


def _named(cells: Sequence[str]) -> str:
    return "、".join(cells[:NAMED]) + (f"等{len(cells)}格" if len(cells) > NAMED else "")
