"""Rows added to a form as a person adds them: looking like the last one, with everything below moved and every sum reaching over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import copy

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

ROWS = re.compile(
    r"^(?P<sheet>(?:'[^']+'|[^'!]+)!)?(?P<a>\$?[A-Z]{0,3}\$?)(?P<m>\d+)(?::(?P<b>\$?[A-Z]{0,3}\$?)(?P<n>\d+))?$"
)


def add_rows(sheet: Worksheet, last: int, n: int) -> None:
    """Put `n` rows under row `last`, in its looks and with its formulas.

    What lies below moves down: cells, heights, merged ranges, drop-down lists, coloured rules, print area, pictures. Ranges that end in
    `last` or span it grow, in formulas of every sheet too. Price: linear in the cells of the book.
    """
    merged = [(r.min_col, r.min_row, r.max_col, r.max_row) for r in sheet.merged_cells.ranges]
    below = {row: sheet.row_dimensions[row] for row in list(sheet.row_dimensions) if row > last}
    sheet.insert_rows(last + 1, n)
    for row in below:
        del sheet.row_dimensions[row]
    for row, kept in below.items():
        kept.index = row + n
        sheet.row_dimensions[row + n] = kept
    _merge_again(sheet, merged, last, n)
    wide = sheet.max_column  # openpyxl looks at every cell to tell
    for row in range(last + 1, last + n + 1):
        _like(sheet, last, row, wide)
    _ranges(sheet, last, n)
    _hung(sheet, last, n)
    _formulas(sheet, last, n)


def grown(first: int, end: int, last: int, n: int) -> tuple[int, int]:
    """Where rows `first`..`end` lie afterwards.

    >>> grown(5, 14, 14, 3), grown(15, 16, 14, 3), grown(3, 4, 14, 3), grown(14, 14, 14, 3)
    ((5, 17), (18, 19), (3, 4), (14, 14))
    """
    if first > last:
        return first + n, end + n
    return first, end + n if end > last or (end == last > first) else end


def _merge_again(sheet: Worksheet, merged: Iterable[tuple[int, int, int, int]], last: int, n: int) -> None:
    """Merged ranges in their new places; cells merged within the last row are merged so in each new row."""
    sheet.merged_cells = MultiCellRange()
    for left, top, right, bottom in merged:
        first, end = grown(top, bottom, last, n)
        box = CellRange(min_col=left, min_row=first, max_col=right, max_row=end).coord
        if end - first == bottom - top:
            sheet.merged_cells.add(MergedCellRange(sheet, box))
        else:
            sheet.merge_cells(box)
        if top == bottom == last:
            for row in range(last + 1, last + n + 1):
                sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right)


def _like(sheet: Worksheet, last: int, row: int, wide: int) -> None:
    """A new row in the looks of the last one; its formulas come along, its words do not."""
    sheet.row_dimensions[row].height = sheet.row_dimensions[last].height
    for column in range(1, wide + 1):
        model, cell = sheet.cell(last, column), sheet.cell(row, column)
        if isinstance(model, Cell) and not isinstance(cell, MergedCell):
            cell._style = copy(model._style)
            if isinstance(model.value, str) and model.value.startswith("="):
                cell.value = Translator(model.value, model.coordinate).translate_formula(cell.coordinate)


def _ranges(sheet: Worksheet, last: int, n: int) -> None:
    """Drop-down lists, coloured rules, print area."""
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(" ".join(_moved(r.coord, last, n) for r in rule.sqref.ranges))
    rules = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        where = " ".join(_moved(r.coord, last, n) for r in area.sqref.ranges)
        for one in area.rules:
            rules.add(where, one)
    sheet.conditional_formatting = rules
    if sheet.print_area:
        sheet.print_area = [
            _moved(a, last, n) for a in re.findall(r"\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+", sheet.print_area)
        ]


def _hung(sheet: Worksheet, last: int, n: int) -> None:
    """Filters, breaks, links and pictures."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved(sheet.auto_filter.ref, last, n)
    for one in sheet.row_breaks.brk:
        one.id += n if one.id > last else 0
    for row in sheet.iter_rows(min_row=last + n + 1):
        for cell in row:
            if isinstance(cell, Cell) and cell.hyperlink:
                cell.hyperlink.ref = cell.coordinate
    for picture in sheet._images:
        for corner in (getattr(picture.anchor, "_from", None), getattr(picture.anchor, "to", None)):
            if corner is not None and corner.row >= last:
                corner.row += n


def _moved(coord: str, last: int, n: int) -> str:
    left, top, right, bottom = range_boundaries(coord.replace("$", ""))
    first, end = grown(int(top or 1), int(bottom or 1), last, n)
    moved: str = CellRange(min_col=left, min_row=first, max_col=right, max_row=end).coord
    return moved


def _formulas(sheet: Worksheet, last: int, n: int) -> None:
    """References to rows of the sheet, in all sheets and in the names of the book."""
    for other in sheet.parent.worksheets:
        moved = _pointer(sheet, other is sheet, last, n)
        for row in other.iter_rows():
            for cell in row:
                value = cell.value
                if (
                    isinstance(value, str)
                    and value.startswith("=")
                    and not (other is sheet and last < cell.row <= last + n)
                ):
                    cell.value = moved(value)
                elif isinstance(value, ArrayFormula) and value.text:
                    value.text = moved(value.text)
                    value.ref = (
                        cell.coordinate
                        if ":" not in value.ref
                        else _moved(value.ref, last, n)
                        if other is sheet
                        else value.ref
                    )
    for name in sheet.parent.defined_names.values():
        name.value = _pointer(sheet, False, last, n)(f"={name.value}")[1:]


def _pointer(sheet: Worksheet, own: bool, last: int, n: int) -> Callable[[str], str]:
    """A formula with its references to the sheet moved; `own`: the formula stands on the sheet itself."""

    def moved(formula: str) -> str:
        tokens = Tokenizer(formula)
        for token in tokens.items:
            if token.type != Token.OPERAND or token.subtype != Token.RANGE:
                continue
            found = ROWS.match(token.value)
            here = own if not found or not found["sheet"] else found["sheet"][:-1].strip("'") == sheet.title
            if found and here:
                first = int(found["m"])
                end = int(found["n"] or first)
                first, end = grown(first, end, last, n)
                rest = f":{found['b']}{end}" if found["n"] else ""
                token.value = f"{found['sheet'] or ''}{found['a']}{first}{rest}"
        rendered: str = tokens.render()
        return rendered

    return moved
