"""Rows added to a form as a person adds them: looking like the last one, with everything below moved and every sum reaching over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.paper.form_rows_formulas import grown, lone_cells, moved_value, of_own_row, pointer


def add_rows(sheet: Worksheet, last: int, n: int) -> tuple[str, ...]:
    """Put `n` rows under row `last`, in its looks and with the formulas of its own row.

    What lies below moves down: cells, heights, merged ranges, tables, drop-down lists, coloured rules, print area, pictures, charts.
    Ranges that end in `last` or span it grow, in formulas, names, rules and charts of every sheet too. Returns the places of formulas
    below that name cells one by one (=G3+G4+G5) and so leave the new rows out. Price: linear in the cells of the book.
    """
    stuck = lone_cells(sheet, last)
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
    _rules(sheet, last, n)
    _charts(sheet, last, n)
    return tuple(f"{get_column_letter(column)}{row + n}" for row, column in stuck)


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
    """A new row in the looks of the last one; formulas of its own row come along, words do not."""
    sheet.row_dimensions[row].height = sheet.row_dimensions[last].height
    for column in range(1, wide + 1):
        model, cell = sheet.cell(last, column), sheet.cell(row, column)
        if isinstance(model, Cell) and not isinstance(cell, MergedCell):
            cell._style = copy(model._style)
            words = model.value
            if isinstance(words, str) and words.startswith("=") and of_own_row(words, last, model.column_letter):
                cell.value = Translator(words, model.coordinate).translate_formula(cell.coordinate)


def _ranges(sheet: Worksheet, last: int, n: int) -> None:
    """Drop-down lists and coloured rules, which the new rows have as the last one has; tables, print area."""
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(" ".join(_stretched(r, last, n) for r in rule.sqref.ranges))
    for table in sheet.tables.values():
        table.ref = _moved(table.ref, last, n)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _moved(table.autoFilter.ref, last, n)
    rules = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        where = " ".join(_stretched(r, last, n) for r in area.sqref.ranges)
        for one in area.rules:
            rules.add(where, one)
    sheet.conditional_formatting = rules
    if sheet.print_area:
        sheet.print_area = [
            _moved(a, last, n) for a in re.findall(r"\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+", sheet.print_area)
        ]


def _hung(sheet: Worksheet, last: int, n: int) -> None:
    """Filters, breaks, links, pictures and charts."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved(sheet.auto_filter.ref, last, n)
    for one in sheet.row_breaks.brk:
        one.id += n if one.id > last else 0
    for row in sheet.iter_rows(min_row=last + n + 1):
        for cell in row:
            if isinstance(cell, Cell) and cell.hyperlink:
                cell.hyperlink.ref = cell.coordinate
    for picture in (*sheet._images, *sheet._charts):
        for corner in (getattr(picture.anchor, "_from", None), getattr(picture.anchor, "to", None)):
            if corner is not None and corner.row >= last:
                corner.row += n


def _stretched(area: CellRange, last: int, n: int) -> str:
    """A range moved; one that ends in the last row, or is in it alone, reaches over the new rows."""
    if area.min_row == area.max_row == last:
        area = CellRange(area.coord)
        area.expand(down=n)
        coord: str = area.coord
        return coord
    return _moved(area.coord, last, n)


def _moved(coord: str, last: int, n: int) -> str:
    left, top, right, bottom = range_boundaries(coord.replace("$", ""))
    first, end = grown(int(top or 1), int(bottom or 1), last, n)
    moved: str = CellRange(min_col=left, min_row=first, max_col=right, max_row=end).coord
    return moved


def _formulas(sheet: Worksheet, last: int, n: int) -> None:
    """References to rows of the sheet, in all sheets and in the names of the book."""
    for other in sheet.parent.worksheets:
        moved = pointer(sheet, other is sheet, last, n)
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


def _rules(sheet: Worksheet, last: int, n: int) -> None:
    """References to rows of the sheet in names, drop-down lists and coloured rules, of the book and of every sheet."""
    away = pointer(sheet, False, last, n)
    for names in (sheet.parent.defined_names, *(other.defined_names for other in sheet.parent.worksheets)):
        for name in names.values():
            name.value = moved_value(name.value, away)
    for other in sheet.parent.worksheets:
        moved = pointer(sheet, other is sheet, last, n)
        for rule in other.data_validations.dataValidation:
            rule.formula1 = moved_value(rule.formula1, moved) if rule.formula1 else rule.formula1
            rule.formula2 = moved_value(rule.formula2, moved) if rule.formula2 else rule.formula2
        for one in (one for area in other.conditional_formatting for one in area.rules):
            one.formula = [moved_value(words, moved) for words in one.formula]


def _charts(sheet: Worksheet, last: int, n: int) -> None:
    """Rows of the sheet that charts show."""
    away = pointer(sheet, False, last, n)
    charts = [part for other in sheet.parent.worksheets for chart in other._charts for part in chart._charts]
    for series in (one for chart in charts for one in chart.ser):
        for source in (getattr(series, name, None) for name in ("val", "cat", "tx", "xVal", "yVal", "bubbleSize")):
            for found in (getattr(source, kind, None) for kind in ("numRef", "strRef")):
                if found is not None and found.f:
                    found.f = moved_value(found.f, away)
