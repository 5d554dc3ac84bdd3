"""The child that marks a workbook: JSON and .xlsx or .xls on standard input, the marked .xlsx on standard output. Runs under `bounded`."""

from __future__ import annotations

import io
import json
import sys

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from fazhi.paper.bounded import limit
from fazhi.paper.picture_paint import allow_wide, lay_pictures

RED = PatternFill("solid", fgColor="FFFF9C9C")
AUTHOR = "法治台账"
WIDE, LINE_HIGH, LINE = 320, 22, 22


def main() -> None:
    """Paint the cells and write the workbook back."""
    limit()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    wish = json.loads(head)
    allow_wide()
    if content.startswith(b"PK"):
        workbook = load_workbook(io.BytesIO(content))
        lay_pictures(workbook, content)
    else:
        workbook = _renewed(content)
    for sheet in workbook.worksheets:
        _wipe(sheet)
    for name, row, column, text in wish["errors"]:
        if name in workbook.sheetnames:
            _mark(workbook[name], row + 1, column + 1 if column is not None else None, text)
    first = next((n for n, *_ in wish["errors"] if n in workbook.sheetnames), workbook.sheetnames[0])
    _say(workbook[first], 1, 1, wish["summary"])
    workbook.active = workbook.sheetnames.index(first)
    out = io.BytesIO()
    workbook.save(out)
    sys.stdout.buffer.write(out.getvalue())


def _renewed(content: bytes) -> Workbook:
    """An .xls as a workbook that can be written: its values and merged cells, sheet by sheet."""
    old = CalamineWorkbook.from_filelike(io.BytesIO(content))
    made = Workbook()
    made.remove(made.worksheets[0])
    for name in old.sheet_names:
        source, sheet = old.get_sheet_by_name(name), made.create_sheet(name)
        for row in source.to_python(skip_empty_area=False):
            sheet.append([None if v == "" else v for v in row])
        for first, last in source.merged_cell_ranges or []:
            sheet.merge_cells(
                start_row=first[0] + 1, start_column=first[1] + 1, end_row=last[0] + 1, end_column=last[1] + 1
            )
    return made


def _wipe(sheet: Worksheet) -> None:
    """Take away what an earlier import marked: people mend the marked copy and send that."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None
                if cell.fill.fgColor.rgb == RED.fgColor.rgb:
                    cell.fill = PatternFill()


def _mark(sheet: Worksheet, row: int, column: int | None, text: str) -> None:
    """Red and a comment; without a column, on the row's first cell that holds anything."""
    if column is None:
        filled = (c.column for c in sheet[row] if c.value is not None)
        column = next(filled, 1)
    row, column = _say(sheet, row, column, text)
    sheet.cell(row, column).fill = RED


def _say(sheet: Worksheet, row: int, column: int, text: str) -> tuple[int, int]:
    """Add words to a cell's comment; a cell inside a merged range speaks through the range's first. Returns where."""
    if isinstance(sheet.cell(row, column), MergedCell):
        within = (r for r in sheet.merged_cells.ranges if f"{sheet.cell(row, column).coordinate}" in r)
        found = next(within, None)
        if found is not None:
            row, column = found.min_row, found.min_col
    cell = sheet.cell(row, column)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    comment = Comment(before + text, AUTHOR)
    comment.width, comment.height = WIDE, LINE_HIGH * (2 + len(before + text) // LINE)
    cell.comment = comment
    return row, column


if __name__ == "__main__":
    main()
