"""How large a superior's form may be, seen in its XML piece by piece before openpyxl builds it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import IO
from xml.parsers import expat

from openpyxl.utils import range_boundaries

UNPACKED, XML, PARTS = 100 << 20, 8 << 20, 2_000
ROWS, COLUMNS, CELLS = 5_000, 256, 40_000
PIECE = 1 << 16
SPREAD = frozenset(
    {"mergeCell", "hyperlink", "comment", "table"}
)  # openpyxl makes a cell of every place in their `ref`
RANGED = frozenset({"mergeCell", "hyperlink", "dataValidation", "conditionalFormatting"})
STYLES = frozenset({"xf", "font", "fill", "border", "dxf", "numFmt", "cellStyle"})
MOST = {"row": ROWS, "range": 2_000, "style": 10_000, "rule": 1_000, "name": 1_000, "sheet": 100}
WORDS = {
    "row": "行",
    "range": "合并、下拉和链接的区域",
    "style": "样式",
    "rule": "条件格式",
    "name": "定义的名称",
    "sheet": "工作表",
}

Told = tuple[str, str, str, str]  # a Problem without its place
BROKEN: Told = ("打不开，可能损坏", ".xlsx", "用 WPS 打开，另存为 .xlsx", "broken .xlsx")


class _Beyond(Exception):
    """Something is larger than it may be; carries what to tell."""

    def __init__(self, what: str, allowed: str, mend: str, english: str) -> None:
        self.told: Told = (what, allowed, mend, english)
        super().__init__(english)


def beyond(content: bytes) -> Told | None:
    """What is larger in an .xlsx than a form can be; None when nothing is.

    Looked at are parts of any name, for openpyxl goes by the relations. A part that is no XML is left to whoever needs it.
    Raises what zipfile raises for a broken package. Price: 64 KB of memory, about 1 s for 8 MB.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if any("vbaproject" in part.filename.lower() for part in parts):
            return "带宏，不能填", "没有宏的 .xlsx", "另存为 .xlsx 再来", "has macros"
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            return "解开以后太大", f"{UNPACKED >> 20}MB 以内", "删去图片", "unpacks too large"
        watch = _Watch()
        try:
            for part in parts:
                with package.open(part) as file:
                    watch.read(file)
        except _Beyond as found:
            return found.told
    return None


class _Watch:
    """Counts over all parts of a package. Raises _Beyond as soon as one is too many."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.places = 0
        self.left = XML
        self.row = self.column = 0

    def read(self, file: IO[bytes]) -> None:
        """One part, as far as it is XML."""
        piece = file.read(PIECE)
        if not piece.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
            return
        self.row = self.column = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.begin
        parser.StartDoctypeDeclHandler = self.doctype
        try:
            while piece:
                self.left -= len(piece)
                if self.left < 0:
                    raise _Beyond("内容太多", f"展开以后{XML >> 20}MB 以内", "删去多余的格和样式", "too much XML")
                parser.Parse(piece)
                piece = file.read(PIECE)
        except expat.ExpatError:
            return

    def doctype(self, *_: object) -> None:
        """ISO/IEC 29500-2 forbids one, and entities could swell without end."""
        raise _Beyond(*BROKEN)

    def begin(self, name: str, given: dict[str, str]) -> None:
        """An element with what it says; names with any prefix."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(given.get("r", ""))
        elif name == "row":
            self.row, self.column = _number(given.get("r")) or self.row + 1, 0
            self._one_more("row", 1)
        elif name in RANGED or name in SPREAD:
            refs = (given.get("ref") or given.get("sqref") or "").split()
            self._one_more("range", len(refs))
            if name in SPREAD:
                self._spread(refs)
        elif name in STYLES:
            self._one_more("style", 1)
        elif name in ("cfRule", "definedName", "sheet"):
            self._one_more({"cfRule": "rule", "definedName": "name"}.get(name, name), 1)

    def _one_more(self, kind: str, n: int) -> None:
        self.count[kind] += n
        if self.count[kind] > MOST[kind]:
            what, allowed = f"{WORDS[kind]}太多", f"最多{MOST[kind]}个"
            raise _Beyond(what, allowed, "复制到一张新的空白表里，另存为 .xlsx", f"too many: {kind}")

    def _cell(self, ref: str) -> None:
        box = _box(ref) if ref else None
        self.row, self.column = (box[1], box[0]) if box else (self.row, self.column + 1)
        if self.row > ROWS or self.column > COLUMNS:
            where = f"单元格 {ref or f'第{self.row}行第{self.column}列'} 太远"
            raise _Beyond(where, f"{ROWS}行、{COLUMNS}列以内", "删去多余的行和列", "cells too far away")
        self._place(1)

    def _spread(self, refs: list[str]) -> None:
        for ref in refs:
            box = _box(ref)
            if box is None:
                continue
            if box[3] > ROWS or box[2] > COLUMNS:
                where = f"合并或链接的区域 {ref[:40]} 太大"
                raise _Beyond(where, f"{ROWS}行、{COLUMNS}列以内", "取消合并", "range too large")
            self._place(max(box[2] - box[0] + 1, 0) * max(box[3] - box[1] + 1, 0))

    def _place(self, n: int) -> None:
        self.places += n
        if self.places > CELLS:
            raise _Beyond("格太多", f"连同合并的格最多{CELLS}格", "删去多余的空行空列", "too many cells")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _box(ref: str) -> tuple[int, int, int, int] | None:
    """(column, row, last column, last row); None for what says no place, which openpyxl will refuse."""
    try:
        left, top, right, bottom = range_boundaries(ref)
    except (ValueError, TypeError):
        return None
    return left or 1, top or 1, right or 1 << 14, bottom or 1 << 20
