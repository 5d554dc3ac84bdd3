"""The child that parses a workbook: .xlsx or .xls on standard input, JSON on standard output. Runs under `bounded`."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fazhi.paper.bounded import limit

ROWS, COLUMNS, SHEETS = 20_000, 256, 100
PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(")  # a picture laid into a cell by WPS, told as a formula
CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')


def main() -> None:
    """Parse and answer; a fault of the file is answered as {"fault": words}."""
    limit()
    content = sys.stdin.buffer.read()
    far = too_far(content) if content.startswith(b"PK") else ""  # an .xls has 65,536 rows at most
    answer = {"fault": far} if far else _sheets(content)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


def too_far(content: bytes) -> str:
    """Where a filled cell lies outside what a ledger can be; a dense table up to there would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            for cell in CELL.finditer(package.read(name)):
                if not cell[3] and (int(cell[2]) > ROWS or _column(cell[1]) > COLUMNS):
                    return f"单元格 {cell[1].decode()}{int(cell[2])} 太远；每张表最多{ROWS}行、{COLUMNS}列"
    return ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheets(content: bytes) -> dict[str, object]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = [
        m.name
        for m in workbook.sheets_metadata
        if m.typ == SheetTypeEnum.WorkSheet and m.visible == SheetVisibleEnum.Visible
    ]
    if len(shown) > SHEETS:
        return {"fault": f"有{len(shown)}张表；最多{SHEETS}张"}
    return {"sheets": [_sheet(workbook, name) for name in shown]}


def _sheet(workbook: CalamineWorkbook, name: str) -> dict[str, object]:
    sheet = workbook.get_sheet_by_name(name)
    cells = [[_plain(v) for v in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = [(a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or []]
    return {"name": name, "cells": cells, "merged": merged}


def _plain(value: object) -> object:
    """A cell as JSON can hold it; days and moments are tagged."""
    if isinstance(value, datetime):
        return (
            {"moment": value.isoformat(timespec="minutes")}
            if value.time() != time()
            else {"day": value.date().isoformat()}
        )
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str):
        return None if PICTURE.match(value) else value.strip() or None
    return value


if __name__ == "__main__":
    main()
