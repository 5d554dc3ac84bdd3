"""The child that parses a workbook: .xlsx or .xls on standard input, JSON on standard output. Runs under `bounded`."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fazhi.paper.bounded import limit
from fazhi.paper.picture_cells import HINTS
from fazhi.paper.sheet_merges import Range

ROWS, COLUMNS, SHEETS = 20_000, 256, 100
CELLS, MERGES, AREA = 1_000_000, 20_000, 500_000
UNPACKED = 200 << 20
WORKBOOK = "xl/workbook.xml"
MEND, LESS = "用 Excel 或 WPS 打开，另存为 .xlsx 再导入", "删去多余的单元格或拆成几个文件"
PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(")  # a picture laid into a cell by WPS, told as a formula
Told = tuple[str, str, str, str]  # a Problem without its place
CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')


def main() -> None:
    """Parse and answer; a fault of the file is answered as {"fault": a Problem without its place}."""
    limit()
    content = sys.stdin.buffer.read()
    fault = unfit(content) if content.startswith(b"PK") else None  # an .xls has 65,536 rows at most
    sys.stdout.write(json.dumps({"fault": fault} if fault else _sheets(content), ensure_ascii=False))


def unfit(content: bytes) -> Told | None:
    """Why a package is no workbook that a ledger can be; None when it may be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if WORKBOOK not in package.namelist():
                return "不是 Excel 工作簿", ".xlsx", MEND, "not a workbook"
            if sum(i.file_size for i in package.infolist()) > UNPACKED:
                return "解开后过大", f"{UNPACKED >> 20}MB以内", MEND, "unpacks to too much"
    except zipfile.BadZipFile:
        return "不是 Excel 文件", ".xlsx", MEND, "not an .xlsx"
    far = too_far(content)
    return (far, "", LESS, "cells too far away") if far else None


def too_far(content: bytes) -> str:
    """Where a filled cell lies outside what a ledger can be; a dense table up to there would fill the memory."""
    for part in _parts(content):
        for cell in CELL.finditer(part):
            if not cell[3] and (int(cell[2]) > ROWS or _column(cell[1]) > COLUMNS):
                return f"单元格 {cell[1].decode()}{int(cell[2])} 太远；每张表最多{ROWS}行、{COLUMNS}列"
    return ""


def pictured(content: bytes) -> bool:
    """Whether a sheet has any sign of a picture, or the package a file that may be one; an .xls shows none."""
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        held = any("media/" in name.lower() or "drawing" in name.lower() for name in package.namelist())
    return held or any(hint in part for part in _parts(content) for hint in HINTS)


def _parts(content: bytes) -> Iterator[bytes]:
    """The sheets of a package, as they are written."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if "worksheets/" in name.lower() and "_rels/" not in name:
                yield package.read(name)


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
        return {"fault": (f"有{len(shown)}张表；最多{SHEETS}张", "", LESS, "too many sheets")}
    room = Room()
    sheets = []
    for name in shown:
        sheet = workbook.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        merged = [_clipped((*a, *b), rows) for a, b in sheet.merged_cell_ranges or []]
        full = room.take(name, rows, merged)
        if full:
            return {"fault": (full, "", LESS, "too large")}
        cells = [[_plain(v) for v in row] for row in rows]
        sheets.append({"name": name, "cells": cells, "merged": merged})
    return {"sheets": sheets, "pictured": pictured(content)}


def _clipped(merged: Range, rows: Sequence[Sequence[object]]) -> Range:
    """A row or column merged as far as the sheet goes, as people do with a title, ends with what is filled."""
    top, left, bottom, right = merged
    if top == bottom:
        return top, left, bottom, min(right, max(left, len(rows[0]) - 1 if rows else 0))
    return top, left, min(bottom, max(top, len(rows) - 1)) if left == right else bottom, right


class Room:
    """What the sheets of one workbook may hold together, so that whoever takes the answer needs little memory and time."""

    def __init__(self) -> None:
        self.cells, self.merges, self.area = CELLS, MERGES, AREA

    def take(self, name: str, rows: Sequence[Sequence[object]], merged: Sequence[Range]) -> str:
        """One more sheet; why there is no room for it, "" when there is."""
        wide = max((len(row) for row in rows), default=0)
        self.cells -= len(rows) * wide
        self.merges -= len(merged)
        if len(rows) > ROWS or wide > COLUMNS or self.cells < 0:
            return f"[{name}] 格太多；每张表最多{ROWS}行、{COLUMNS}列，一个文件连空格最多{CELLS}格"
        if self.merges < 0:
            return f"[{name}] 合并的格太多；一个文件最多{MERGES}处"
        for top, left, bottom, right in merged:
            if not (top <= bottom < ROWS and left <= right < COLUMNS):
                return f"[{name}] 第{top + 1}行开始合并的格太大；最多{ROWS}行、{COLUMNS}列"
            self.area -= (bottom - top + 1) * (right - left + 1)
        return f"[{name}] 合并的格太大；一个文件合并的格连起来最多{AREA}格" if self.area < 0 else ""


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
