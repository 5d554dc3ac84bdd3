"""Read ledger workbooks as people keep them: find the tables, their headers of one or two rows, their rows and their context."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fazhi.kernel.faults import ImportFault, Problem
from fazhi.paper.bounded import run_bounded
from fazhi.paper.dates_zh import month_in, year_in
from fazhi.paper.sheet_merges import Merges
from fazhi.paper.table_words import FOOT, TOTAL

LARGEST = 50 << 20  # photos in cells make a ledger large
OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
HEADER_LEAST, HEADER_DEEPEST, LABEL_LONGEST = 3, 8, 24
NUMBER_WORDS = ("序号", "编号")
PAIR = re.compile(r"([^\s：:]{2,12})[：:][ 　]*(.*?)(?=[ 　]{2,}[^\s：:]{2,12}[：:]|$)")

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: cells by row and column from 0, and merged ranges (row, column, last row, last column).

    pictured: the workbook has some sign of pictures, which `read_pictures` would find.
    """

    name: str
    cells: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's visible sheets, in order."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table by its place in the sheet, and its header words from the top down."""

    index: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of data by its place in the sheet; values by column index, merged cells filled down."""

    row: int
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table: title, the lines above it as pairs (填报单位 -> 清河镇), columns, rows, the year and month it says it is of."""

    title: str
    context: Mapping[str, str]
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    year: int | None
    month: int | None


def read_workbook(content: bytes, name: str) -> Workbook:
    """The visible sheets of an .xlsx or .xls called `name`. Raises ImportFault that says what is wrong with the file and how to mend it.

    Bounds: 50 MB, 200 MB unpacked, 20,000 rows and 256 columns a sheet, 100 sheets; a million cells and 20,000 merged ranges in all.
    Price: about 0.2 s.
    """
    _check(content, name)
    answer = json.loads(run_bounded("fazhi.paper.sheet_parse", content, name))
    if "fault" in answer:
        raise ImportFault(Problem(f"文件 {name}", *answer["fault"]))
    return Workbook(
        tuple(
            Sheet(
                s["name"],
                tuple(tuple(_value(v) for v in row) for row in s["cells"]),
                tuple((r, c, r2, c2) for r, c, r2, c2 in s["merged"]),
                answer["pictured"],
            )
            for s in answer["sheets"]
        )
    )


def _check(content: bytes, name: str) -> None:
    """What can be told without opening it; a package of many parts would fill the memory, so the child looks into it."""
    mend = "用 Excel 或 WPS 打开，另存为 .xlsx 再导入"
    if not content:
        raise ImportFault(Problem(f"文件 {name}", "是空文件", ".xlsx 台账", mend, "empty file"))
    if len(content) > LARGEST:
        raise ImportFault(Problem(f"文件 {name}", "超过50MB", "50MB以内", "压缩图片或拆成几个文件", "file too large"))
    if content.startswith(OLD_FORMAT):
        if ENCRYPTED in content:
            raise ImportFault(Problem(f"文件 {name}", "设了密码", "没有密码的文件", "去掉密码，" + mend, "encrypted"))
    elif not content.startswith(b"PK"):
        raise ImportFault(Problem(f"文件 {name}", "不是 Excel 文件", ".xlsx", mend, "not an .xlsx"))


def _value(value: object) -> Cell:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"]) if "day" in value else datetime.fromisoformat(value["moment"])
    return value  # type: ignore[return-value]


def find_tables(sheet: Sheet) -> tuple[SheetTable, ...]:
    """Every table of a sheet, in order; titles, totals, signature lines and repeated headers are no rows of data."""
    merges = Merges(sheet.merged)
    headers = list(_headers(sheet, merges))
    tables = []
    above = 0
    for n, (first, last) in enumerate(headers):
        stop = headers[n + 1][0] if n + 1 < len(headers) else len(sheet.cells)
        tables.append(_table(sheet, merges, above, first, last, stop))
        above = max((row.row for row in tables[-1].rows), default=last) + 1
    return tuple(t for t in tables if t.columns)


def _headers(sheet: Sheet, merges: Merges) -> Iterator[tuple[int, int]]:
    """(first row, last row) of each header: rows that number their lines with 序号; when none does, the first row of labels."""
    numbered = [
        r for r, row in enumerate(sheet.cells) if any(_text(v) in NUMBER_WORDS for v in row) and _labels(row, 2)
    ]
    found = numbered or [r for r, row in enumerate(sheet.cells) if _labels(row, HEADER_LEAST)][:1]
    seen: set[tuple[str, ...]] = set()
    for r in found:
        words = tuple(_text(v) for v in sheet.cells[r])
        if words not in seen:
            seen.add(words)
            yield r, _header_end(sheet, merges, r)


def _labels(row: Sequence[Cell], least: int) -> bool:
    words = [v for v in row if v is not None]
    short = [v for v in words if isinstance(v, str) and len(v) <= LABEL_LONGEST and not re.search(r"[：:]", v)]
    return len({_text(v) for v in short}) >= least and len(short) == len(words)


def _header_end(sheet: Sheet, merges: Merges, first: int) -> int:
    """The last row of a header: merged down or across, or with words below where it is blank and 序号 has none."""
    ends = [r2 for _, _, r2, _ in merges.beginning(first)]
    across = any(r2 == first and c2 > c for _, c, r2, c2 in merges.beginning(first))
    if across or (ends and max(ends) > first):
        return min(max([first + 1 if across else first, *ends]), first + HEADER_DEEPEST - 1)
    below = sheet.cells[first + 1] if first + 1 < len(sheet.cells) else ()
    here = sheet.cells[first]
    words = [v for v in below if v is not None]
    hanging = any(h is None and isinstance(b, str) for h, b in zip(here, below, strict=False))
    if hanging and below and below[0] is None and all(isinstance(v, str) for v in words):
        return first + 1
    return first


def _table(sheet: Sheet, merges: Merges, above: int, first: int, last: int, stop: int) -> SheetTable:
    lines = [row for row in sheet.cells[above:first] if any(v is not None for v in row)]
    texts = [[_text(v) for v in row if v is not None] for row in lines]
    context = {k: v for row in texts for k, v in _pairs(row)}
    titles = [row[0] for row in texts if len(row) == 1 and not PAIR.search(row[0])]
    title = titles[-1] if titles else ""
    hints = (title, sheet.name, *context.values())
    columns = tuple(_columns(sheet, merges, first, last))
    return SheetTable(
        title,
        context,
        columns,
        tuple(_rows(sheet, merges, columns, first, last, stop)),
        next((y for y in map(year_in, hints) if y), None),
        month_in(sheet.name) or month_in(title),
    )


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs such as 填报单位：清河镇; a label whose cell has no value takes the next cell."""
    for n, text in enumerate(texts):
        for key, value in PAIR.findall(text):
            after = texts[n + 1] if n + 1 < len(texts) and not PAIR.search(texts[n + 1]) else ""
            yield key, value.strip() or after


def _columns(sheet: Sheet, merges: Merges, first: int, last: int) -> Iterator[Column]:
    width = max((len(sheet.cells[r]) for r in range(first, min(last + 1, len(sheet.cells)))), default=0)
    over = _over(merges, first, last, width)
    for c in range(width):
        words: list[str] = []
        for r in range(first, last + 1):
            word = _text(_shown(sheet, over.get((r, c)), r, c, across=r < last))
            if word and word not in words:
                words.append(word)
        if words:
            yield Column(c, tuple(words))


def _over(merges: Merges, first: int, last: int, width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the merged range begins that a cell of a header lies in."""
    return {
        (r, c): (r1, c1)
        for r1, c1, r2, c2 in merges.within(max(0, first - HEADER_DEEPEST), last)
        for r in range(max(r1, first), min(r2, last) + 1)
        for c in range(c1, min(c2 + 1, width))
    }


def _shown(sheet: Sheet, begin: tuple[int, int] | None, r: int, c: int, across: bool) -> Cell:
    """A cell's own value, or that of the merged range it lies in; `across`: ranges over several columns count too."""
    value = _at(sheet, r, c)
    if value is not None or begin is None or not (across or begin[1] == c):
        return value
    return _at(sheet, *begin)


def _at(sheet: Sheet, r: int, c: int) -> Cell:
    return sheet.cells[r][c] if r < len(sheet.cells) and c < len(sheet.cells[r]) else None


def _rows(
    sheet: Sheet, merges: Merges, columns: Sequence[Column], first: int, last: int, stop: int
) -> Iterator[TableRow]:
    header = tuple(_text(v) for v in sheet.cells[first])
    width = max((c.index for c in columns), default=-1) + 1
    numbers = {c.index for c in columns if c.path[-1] in NUMBER_WORDS}
    for r in range(last + 1, min(stop, len(sheet.cells))):
        row = sheet.cells[r]
        filled = [v for v in row if v is not None]
        if not filled or tuple(_text(v) for v in row) == header:
            continue
        begin = _text(filled[0])
        if TOTAL.match(begin) or FOOT.match(begin) or (len(filled) == 1 and _wide(merges, r)):
            continue
        values = [row[c] if c < len(row) else None for c in range(width)]
        if all(v is None for c, v in enumerate(values) if c not in numbers):
            continue
        for c in range(width):
            above = merges.of_column(r, c) if values[c] is None else None
            if above is not None and above[0] > last:
                values[c] = _at(sheet, above[0], c)
        yield TableRow(r, tuple(values))


def _wide(merges: Merges, r: int) -> bool:
    """Whether row `r` is one merged line, a title or a remark."""
    return any(c2 - c1 + 1 >= HEADER_LEAST for _, c1, _, c2 in merges.beginning(r))


def _text(value: Cell) -> str:
    return re.sub(r"\s+", "", value) if isinstance(value, str) and not re.search(r"[：:]", value) else _line(value)


def _line(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
