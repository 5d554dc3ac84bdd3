"""The structure of a superior's blank form: headings with the ones above them, rows that wait for data, cells beside labels."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import deque
from dataclasses import dataclass

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.faults import ImportFault, InputFault, Problem
from fazhi.paper.bounded import run_bounded
from fazhi.paper.sheet_read import ENCRYPTED

LARGEST = 10 << 20
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
WANTED = ("普通的 .xlsx 空白表", "用 WPS 打开，另存为 .xlsx")
LEAST_HEADINGS, SEARCHED, BLANK_ROWS = 4, 16, 200
NARROW = 3  # headings of a small table, which must be as wide as the sheet
FOOT = re.compile(r"^(?:注|说明|填表|审核|制表|备注|联系电话|报出)[：:]|填表人|审核人|^注")
LINE = re.compile(r"[：:]|_{3}")  # a line to fill in: 填报单位：____
HEADED = re.compile(
    "^其中[：:]|^(?![填报审]|单位|负责|联系|制表)[^：:]{2,8}[：:][^：:]{2,}[（(][^（）()]{1,4}[）)]$"
)  # and none: 结论：有效（项）
TOTAL = re.compile(r"合\s*计|小\s*计|总\s*计|累\s*计")
SAMPLE = re.compile(r"^[（(]?(?:例|示例|样例|填写?示例|范例|填报示例)")
COLUMN_NUMBERS = re.compile(r"^(?:\d{1,2}|[甲乙丙丁]|[A-Z]|[①-⑳]|\(?\d{1,2}\)?)$")
_SOUND: deque[bytes] = deque(maxlen=64)  # digests of the forms that a child opened without harm

Box = tuple[int, int, int, int]


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
    """The workbook, to be filled in place. Raises InputFault for macros, another kind, a broken, encrypted or swollen one.

    A limited child has opened, read and saved it before, so that doing so here is known to end soon and to take little.
    Price: a Python start, about 0.5 s, the first time.
    """
    where = f"文件 {name}"
    if len(content) > LARGEST:
        raise InputFault(Problem(where, "太大", "10MB 以内", "删去图片", "file too large"))
    if not content:
        raise InputFault(Problem(where, "是空文件，里面什么也没有", ".xlsx", "重新下载，或者再要一份", "empty file"))
    if content.startswith(OLD_FORMAT):
        raise InputFault(_old(where, content))
    digest = hashlib.sha256(content).digest()
    if digest not in _SOUND:
        try:
            told = json.loads(run_bounded("fazhi.paper.form_rehearse", content, name, WANTED))
        except ImportFault as fault:
            raise InputFault(*fault.problems) from None
        if told is not None:
            raise InputFault(Problem(where, *told))
        _SOUND.append(digest)
    return openpyxl.load_workbook(io.BytesIO(content))


def _old(where: str, content: bytes) -> Problem:
    """Why a workbook of the old kind, or a locked one, is not filled in place."""
    if ENCRYPTED in content:
        return Problem(where, "设了密码", "没有密码的 .xlsx", "去掉密码再来", "encrypted")
    mend = "用 WPS 或 Excel 打开，点“文件”“另存为”，类型选“.xlsx”，再用新文件填"
    return Problem(where, "是旧版 .xls，照原样填不了", ".xlsx", mend, "an .xls cannot be filled in place")


def read_form(book: Workbook) -> Blank:
    """The form on the visible sheet with most headings. Raises InputFault where there is none."""
    found = [_read(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    best = max((f for f in found if f.headings), key=lambda f: len(f.headings), default=None)
    if best is None:
        raise InputFault(Problem("表格", "没有找到表头", "有表头的空白表", "检查文件", "no headings found"))
    return best


def other_forms(book: Workbook, sheet: str) -> tuple[str, ...]:
    """Visible sheets besides `sheet` that have headings and wait to be filled. Price: reading them again."""
    others = [_read(s) for s in book.worksheets if s.sheet_state == "visible" and s.title != sheet]
    return tuple(o.sheet for o in others if o.headings and (o.rows or any(h.answer for h in o.headings)))


class _Page:
    """A sheet as it stands; looking makes no cells, and its size is asked for once (openpyxl looks at every cell to tell)."""

    def __init__(self, sheet: Worksheet) -> None:
        self._cells: dict[tuple[int, int], Cell] = sheet._cells
        self.high, self.wide = sheet.max_row, sheet.max_column
        self._boxes: dict[tuple[int, int], Box] = {}
        for one in sheet.merged_cells.ranges:
            box = (one.min_row, one.min_col, one.max_row, one.max_col)
            self._boxes.update({(r, c): box for r in range(box[0], box[2] + 1) for c in range(box[1], box[3] + 1)})

    def box(self, row: int, column: int) -> Box:
        """(top, left, bottom, right) of the merged range that a cell lies in, or of the cell itself."""
        return self._boxes.get((row, column), (row, column, row, column))

    def merged(self, row: int, column: int) -> bool:
        """Whether a cell lies in a merged range."""
        return (row, column) in self._boxes

    def value(self, row: int, column: int) -> object:
        """What a cell holds."""
        cell = self._cells.get((row, column))
        return None if cell is None else cell.value

    def words(self, row: int, column: int) -> str:
        """The words of a cell without blanks; "" for a number, a date or a formula."""
        value = self.value(row, column)
        return re.sub(r"\s+", "", value) if isinstance(value, str) and not value.startswith("=") else ""

    def ruled(self, row: int, column: int) -> bool:
        """Whether a cell has a line on its left, as cells to fill in have."""
        cell = self._cells.get((row, column))
        return cell is not None and bool(cell.border.left.style)


def _read(sheet: Worksheet) -> Blank:
    page = _Page(sheet)
    searched = range(1, min(page.high, SEARCHED) + 1)
    top = next((r for r in searched if _is_head(page, r)), 0) or next((r for r in searched if _is_narrow(page, r)), 0)
    title = "".join(page.words(r, c) for r in range(1, (top or 3)) for c in range(1, page.wide + 1))
    if not top:
        return Blank(sheet.title, title, _pairs(page), ())
    bottom = _bottom(page, top)
    headings = tuple(h for c in range(1, page.wide + 1) if (h := _heading(page, c, top, bottom)))
    return Blank(sheet.title, title, headings, tuple(_rows(page, bottom + 1, headings)))


def _is_line(words: str) -> bool:
    return bool(LINE.search(words) and not HEADED.search(words))


def _is_head(page: _Page, row: int) -> bool:
    """Whether the header begins here: four headings or more, side by side without gaps, none a line to fill in."""
    texts = [(c, t) for c in range(1, page.wide + 1) if (t := page.words(row, c))]
    if len(texts) < LEAST_HEADINGS or any(_is_line(t) and len(t) > 4 for _, t in texts):
        return False
    boxes = [page.box(row, c) for c, _ in texts]
    return sum(right - left + 1 for _, left, _, right in boxes) >= texts[-1][0] - texts[0][0]


def _is_narrow(page: _Page, row: int) -> bool:
    """Whether three headings are as wide as all that is written, over a row that waits under the last two."""
    written = [c for r in range(1, page.high + 1) for c in range(1, page.wide + 1) if page.value(r, c) is not None]
    texts = [page.words(row, c) for c in range(1, max(written, default=0) + 1)]
    if len(texts) != NARROW or not all(texts) or any(map(_is_line, texts)) or row >= page.high:
        return False
    return all(page.value(row + 1, c) is None and not page.merged(row, c) for c in range(2, NARROW + 1))


def _bottom(page: _Page, top: int) -> int:
    """The last row of the header: as deep as its merged cells, one deeper under a heading over several columns."""
    bottom, row = top, top
    while row <= bottom:
        if row > top and SAMPLE.search(page.words(row, 1)):
            return row - 1
        for c in range(1, page.wide + 1):
            box = page.box(row, c)
            if not page.merged(row, c) or box[0] != row or not page.words(row, c):
                continue
            bottom = max(bottom, box[2] + (1 if box[3] > box[1] and box[2] - box[0] == 0 else 0))
        row += 1
    return bottom


def _heading(page: _Page, column: int, top: int, bottom: int) -> Heading | None:
    path: list[str] = []
    cell = ""
    for row in range(top, bottom + 1):
        at = page.box(row, column)
        words = page.words(at[0], at[1])
        if words and (not path or path[-1] != words):
            path.append(words)
            cell = f"{get_column_letter(at[1])}{at[0]}"
    return Heading(cell, tuple(path), column) if path else None


def _rows(page: _Page, first: int, headings: tuple[Heading, ...]) -> list[int]:
    """Rows below the header that wait for data: not samples, totals, numbers of columns, notes and signatures."""
    found = []
    columns = [h.column for h in headings]
    lined = any(page.ruled(r, c) for r in range(first - 1, page.high + 1) for c in columns)
    for row in range(first, min(page.high, first + BLANK_ROWS) + 1):
        texts = [t for c in range(1, page.wide + 1) if (t := page.words(row, c))]
        plain = [str(v) for c in columns if (v := page.value(row, c)) is not None]
        if texts and FOOT.search(texts[0]):
            break
        if any(SAMPLE.search(t) for t in texts[:1]) or any(TOTAL.search(t) for t in texts[:2]):
            continue
        if len(plain) >= LEAST_HEADINGS and all(COLUMN_NUMBERS.match(p) for p in plain[1:]):
            continue
        if any(page.ruled(row, c) for c in columns[:2]) or not texts or (not lined and _named(page, row, columns)):
            found.append(row)
    return found


def _named(page: _Page, row: int, columns: list[int]) -> bool:
    """Whether a row without lines is printed with what it is about (1 柳林村) and with nothing beside it."""
    if any(re.search("[：:]|_{2}|签[字名]|盖章", page.words(row, c)) for c in columns):
        return False
    held = [n for n, c in enumerate(columns) if page.value(row, c) is not None]
    return bool(held) and held == list(range(len(held))) and len(held) <= 2 < len(columns)


def _pairs(page: _Page) -> tuple[Heading, ...]:
    """Labels with the empty cell to their right; the label of a group stands left of several rows."""
    found = []
    for row in range(1, page.high + 1):
        group = ""
        for column in range(1, page.wide):
            box = page.box(row, column)
            words = page.words(box[0], box[1])
            if not words or box[1] != column or len(words) > 20 or _is_line(words):
                continue
            right = box[3] + 1
            beside = page.box(row, right)
            if page.words(beside[0], beside[1]):
                group = words
            elif box[0] == row and right <= page.wide and page.ruled(row, right):
                path = (group, words) if group else (words,)
                cell = f"{get_column_letter(column)}{row}"
                found.append(Heading(cell, path, column, f"{get_column_letter(beside[1])}{beside[0]}"))
    return tuple(found) if len(found) >= LEAST_HEADINGS else ()
