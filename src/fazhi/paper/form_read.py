"""The structure of a superior's blank form: headings with the ones above them, rows that wait for data, cells beside labels."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.faults import InputFault, Problem
from fazhi.paper.sheet_parse import too_far

UNPACKED, LARGEST = 100 << 20, 10 << 20
LEAST_HEADINGS, SEARCHED, BLANK_ROWS = 4, 16, 200
FOOT = re.compile(r"^(?:注|说明|填表|审核|制表|备注|联系电话|报出)[：:]|填表人|审核人|^注")
TOTAL = re.compile(r"合\s*计|小\s*计|总\s*计|累\s*计")
SAMPLE = re.compile(r"^[（(]?(?:例|示例|样例|填写?示例|范例|填报示例)")
COLUMN_NUMBERS = re.compile(r"^(?:\d{1,2}|[甲乙丙丁]|[A-Z]|[①-⑳]|\(?\d{1,2}\)?)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its top left cell, its words with those above it, its column (from 1), and the cell it asks for in "pairs"."""

    cell: str
    path: tuple[str, ...]
    column: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A form: its sheet, its title words, its headings and the rows that wait for data (empty: pairs of label and cell)."""

    sheet: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]


def open_form(content: bytes, name: str) -> Workbook:
    """The workbook, to be filled in place. Raises InputFault for macros, another kind, a broken, encrypted or swollen one."""
    where = f"文件 {name}"
    if len(content) > LARGEST:
        raise InputFault(Problem(where, "太大", "10MB 以内", "删去图片", "file too large"))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        what = "加了密码，或者是旧版 .xls"
        raise InputFault(Problem(where, what, ".xlsx", "用 WPS 打开，另存为 .xlsx", "encrypted or .xls"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if any("vbaproject" in n.lower() for n in package.namelist()):
                raise InputFault(Problem(where, "带宏，不能填", "没有宏的 .xlsx", "另存为 .xlsx 再来", "has macros"))
            if sum(i.file_size for i in package.infolist()) > UNPACKED:
                raise InputFault(Problem(where, "解开以后太大", "100MB 以内", "删去图片", "unpacks too large"))
        far = too_far(content)
        if far:
            raise InputFault(Problem(where, far, "", "删去多余的格", "cells too far away"))
        return openpyxl.load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError):
        raise InputFault(
            Problem(where, "打不开，可能损坏", ".xlsx", "用 WPS 打开，另存为 .xlsx", "broken .xlsx")
        ) from None


def read_form(book: Workbook) -> Blank:
    """The form on the visible sheet with most headings. Raises InputFault where there is none."""
    found = [_read(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    best = max((f for f in found if f.headings), key=lambda f: len(f.headings), default=None)
    if best is None:
        raise InputFault(Problem("表格", "没有找到表头", "有表头的空白表", "检查文件", "no headings found"))
    return best


def _read(sheet: Worksheet) -> Blank:
    spans = _spans(sheet)
    top = next((r for r in range(1, min(sheet.max_row, SEARCHED) + 1) if _is_head(sheet, r, spans)), 0)
    title = "".join(_words(sheet, r, c) for r in range(1, (top or 3)) for c in range(1, sheet.max_column + 1))
    if not top:
        return Blank(sheet.title, title, _pairs(sheet, spans), ())
    bottom = _bottom(sheet, top, spans)
    headings = tuple(h for c in range(1, sheet.max_column + 1) if (h := _heading(sheet, c, top, bottom, spans)))
    return Blank(sheet.title, title, headings, tuple(_rows(sheet, bottom + 1, headings)))


def _spans(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """(row, column) -> (top, left, bottom, right) of the merged range it lies in."""
    found = {}
    for one in sheet.merged_cells.ranges:
        box = (one.min_row, one.min_col, one.max_row, one.max_col)
        found.update({(r, c): box for r in range(box[0], box[2] + 1) for c in range(box[1], box[3] + 1)})
    return found


def _words(sheet: Worksheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    return re.sub(r"\s+", "", value) if isinstance(value, str) and not value.startswith("=") else ""


def _is_head(sheet: Worksheet, row: int, spans: dict[tuple[int, int], tuple[int, int, int, int]]) -> bool:
    """Whether the header begins here: four headings or more, side by side without gaps, none a line to fill in."""
    texts = [(c, t) for c in range(1, sheet.max_column + 1) if (t := _words(sheet, row, c))]
    if len(texts) < LEAST_HEADINGS or any(re.search("[：:]|_{3}", t) and len(t) > 4 for _, t in texts):
        return False
    covered = sum((spans[row, c][3] - spans[row, c][1] + 1) if (row, c) in spans else 1 for c, _ in texts)
    return covered >= texts[-1][0] - texts[0][0]


def _bottom(sheet: Worksheet, top: int, spans: dict[tuple[int, int], tuple[int, int, int, int]]) -> int:
    """The last row of the header: as deep as its merged cells, one deeper under a heading over several columns."""
    bottom, row = top, top
    while row <= bottom:
        if row > top and SAMPLE.search(_words(sheet, row, 1)):
            return row - 1
        for c in range(1, sheet.max_column + 1):
            box = spans.get((row, c))
            if box is None or box[0] != row or not _words(sheet, row, c):
                continue
            bottom = max(bottom, box[2] + (1 if box[3] > box[1] and box[2] - box[0] == 0 else 0))
        row += 1
    return bottom


def _heading(
    sheet: Worksheet, column: int, top: int, bottom: int, spans: dict[tuple[int, int], tuple[int, int, int, int]]
) -> Heading | None:
    path: list[str] = []
    cell = ""
    for row in range(top, bottom + 1):
        at = spans.get((row, column), (row, column, row, column))
        words = _words(sheet, at[0], at[1])
        if words and (not path or path[-1] != words):
            path.append(words)
            cell = f"{get_column_letter(at[1])}{at[0]}"
    return Heading(cell, tuple(path), column) if path else None


def _rows(sheet: Worksheet, first: int, headings: tuple[Heading, ...]) -> list[int]:
    """Rows below the header that wait for data: not samples, totals, numbers of columns, notes and signatures."""
    found = []
    columns = [h.column for h in headings]
    for row in range(first, min(sheet.max_row, first + BLANK_ROWS) + 1):
        texts = [t for c in range(1, sheet.max_column + 1) if (t := _words(sheet, row, c))]
        plain = [str(v) for c in columns if (v := sheet.cell(row, c).value) is not None]
        if texts and FOOT.search(texts[0]):
            break
        if any(SAMPLE.search(t) for t in texts[:1]) or any(TOTAL.search(t) for t in texts[:2]):
            continue
        if len(plain) >= LEAST_HEADINGS and all(COLUMN_NUMBERS.match(p) for p in plain[1:]):
            continue
        if any(sheet.cell(row, c).border.left.style for c in columns[:2]) or not texts:
            found.append(row)
    return found


def _pairs(sheet: Worksheet, spans: dict[tuple[int, int], tuple[int, int, int, int]]) -> tuple[Heading, ...]:
    """Labels with the empty cell to their right; the label of a group stands left of several rows."""
    found = []
    for row in range(1, sheet.max_row + 1):
        group = ""
        for column in range(1, sheet.max_column):
            box = spans.get((row, column), (row, column, row, column))
            words = _words(sheet, box[0], box[1])
            if not words or box[1] != column or len(words) > 20 or re.search("[：:]|_{3}", words):
                continue
            right = box[3] + 1
            beside = spans.get((row, right), (row, right, row, right))
            if _words(sheet, beside[0], beside[1]):
                group = words
            elif box[0] == row and right <= sheet.max_column and sheet.cell(row, right).border.left.style:
                path = (group, words) if group else (words,)
                cell = f"{get_column_letter(column)}{row}"
                found.append(Heading(cell, path, column, f"{get_column_letter(beside[1])}{beside[0]}"))
    return tuple(found) if len(found) >= LEAST_HEADINGS else ()
