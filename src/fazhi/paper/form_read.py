"""The structure of a superior's blank form: headings with the ones above them, rows that wait for data, cells beside labels."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.faults import ImportFault, InputFault, Problem
from fazhi.paper.bounded import run_bounded
from fazhi.paper.empty_cell import is_empty
from fazhi.paper.form_page import Page, is_heading, is_line
from fazhi.paper.form_waiting import SAMPLE, waiting_rows
from fazhi.paper.sheet_read import ENCRYPTED

LARGEST = 10 << 20
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
WANTED = ("普通的 .xlsx 空白表", "用 WPS 打开，另存为 .xlsx")
LEAST_HEADINGS, SEARCHED = 4, 16
MOSTLY = 0.75  # of the header's columns: groups cover that much of it, and a title more
NO_GROUP = re.compile("表$|^附[件表]|^填报|^报送|公章|盖章")
NARROW = 3  # headings of a small table, which must be as wide as the sheet
KEPT = 64
_SOUND: dict[
    bytes, tuple[str, ...]
] = {}  # by digest, forms that a child opened without harm, and what saving them loses


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
    lost_on_saving(content, name)
    return openpyxl.load_workbook(io.BytesIO(content))


def lost_on_saving(content: bytes, name: str) -> tuple[str, ...]:
    """What a filled form will lack of the blank one, as warnings. Raises, and costs, what `open_form` does."""
    where = f"文件 {name}"
    if len(content) > LARGEST:
        raise InputFault(Problem(where, "太大", "10MB 以内", "删去图片", "file too large"))
    if not content:
        raise InputFault(Problem(where, "是空文件，里面什么也没有", ".xlsx", "重新下载，或者再要一份", "empty file"))
    if content.startswith(OLD_FORMAT):
        raise InputFault(_old(where, content))
    digest = hashlib.sha256(content).digest()
    lost = _SOUND.get(digest)
    if lost is None:
        try:
            answer = json.loads(run_bounded("fazhi.paper.form_rehearse", content, name, WANTED))
        except ImportFault as fault:
            raise InputFault(*fault.problems) from None
        if answer["told"] is not None:
            raise InputFault(Problem(where, *answer["told"]))
        while len(_SOUND) >= KEPT:
            _SOUND.pop(next(iter(_SOUND)), None)
        lost = _SOUND[digest] = tuple(answer["lost"])
    return tuple(f"填好的表里没有了原表的{words}，请照原表补上。" for words in lost)


def _old(where: str, content: bytes) -> Problem:
    """Why a workbook of the old kind, or a locked one, is not filled in place."""
    if ENCRYPTED in content:
        return Problem(where, "设了密码", "没有密码的 .xlsx", "去掉密码再来", "encrypted")
    mend = "用 WPS 或 Excel 打开，点“文件”“另存为”，类型选“.xlsx”，再用新文件填"
    return Problem(where, "是旧版 .xls，照原样填不了", ".xlsx", mend, "an .xls cannot be filled in place")


def read_form(book: Workbook) -> Blank:
    """The form on the visible sheet with most headings. Raises InputFault where there is none, with the row that came nearest."""
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    best = max((f for s in shown if (f := _read(s)).headings), key=lambda f: len(f.headings), default=None)
    if best is None:
        raise InputFault(_headless([Page(sheet) for sheet in shown]))
    return best


def other_forms(book: Workbook, sheet: str) -> tuple[str, ...]:
    """Visible sheets besides `sheet` that have headings and wait to be filled. Price: reading them again."""
    others = [_read(s) for s in book.worksheets if s.sheet_state == "visible" and s.title != sheet]
    return tuple(o.sheet for o in others if o.headings and (o.rows or any(h.answer for h in o.headings)))


def _headless(pages: list[Page]) -> Problem:
    """That no header was found, and the row that came nearest to one."""
    rows = [(page.texts(r), r) for page in pages for r in range(1, min(page.high, SEARCHED) + 1)]
    texts, row = max(rows, key=lambda one: len(one[0]), default=([], 0))
    words = "、".join(t for _, t in texts)[:60]
    near = f"；最像表头的是第{row}行“{words}”，只有{len(texts)}格有字，或者当中有空格、冒号" if texts else ""
    allowed = f"一行里至少{LEAST_HEADINGS}格左右相连的表头"
    return Problem("表格", f"没有找到表头{near}", allowed, "把表头补齐，再来填", "no headings found")


def _read(sheet: Worksheet) -> Blank:
    page = Page(sheet)
    searched = range(1, min(page.high, SEARCHED) + 1)
    found = next((r for r in searched if _is_head(page, r)), 0) or next((r for r in searched if _is_narrow(page, r)), 0)
    top = _raised(page, found)
    title = "".join(page.words(r, c) for r in range(1, (top or 3)) for c in range(1, page.wide + 1))
    if not top:
        return Blank(sheet.title, title, _pairs(page), ())
    bottom = _bottom(page, top, found)
    headings = {h.cell: h for c in range(page.wide, 0, -1) if (h := _heading(page, c, top, bottom))}
    ordered = tuple(sorted(headings.values(), key=lambda h: h.column))
    rows = waiting_rows(page, bottom + 1, [h.column for h in ordered])
    return Blank(sheet.title, title, ordered, tuple(rows))


def _is_head(page: Page, row: int) -> bool:
    """Whether a header may begin here: four headings or more, side by side without gaps, none a line to fill in."""
    texts = page.texts(row)
    if len(texts) < LEAST_HEADINGS or any(not is_heading(t) and len(t) > 4 for _, t in texts):
        return False
    boxes = [page.box(row, c) for c, _ in texts]
    return sum(right - left + 1 for _, left, _, right in boxes) >= texts[-1][0] - texts[0][0]


def _raised(page: Page, found: int) -> int:
    """The first row of the header whose row `found` has four headings: groups of few words may stand over them."""
    top = found
    columns = [page.box(found, c) for c, _ in page.texts(found)] if found else []
    while top > 1 and _is_groups(page, top - 1, min(b[1] for b in columns), max(b[3] for b in columns)):
        top -= 1
    return top


def _is_groups(page: Page, row: int, first: int, last: int) -> bool:
    """Whether a row over the header's columns is part of it: reaching down into it, or groups side by side, no title and no line."""
    texts = page.texts(row)
    if not texts or any(is_line(t) or NO_GROUP.search(t) for _, t in texts):
        return False
    boxes = [page.box(row, c) for c, _ in texts]
    if any(bottom > row for _, _, bottom, _ in boxes):
        return True
    widths = [min(right, last) - max(left, first) + 1 for _, left, _, right in boxes]
    most = MOSTLY * (last - first + 1)
    return len(boxes) > 1 and sum(max(w, 0) for w in widths) >= most > max(widths)


def _is_narrow(page: Page, row: int) -> bool:
    """Whether three headings are as wide as all that is written, over a row that waits under the last two."""
    written = [c for r in range(1, page.high + 1) for c in range(1, page.wide + 1) if page.value(r, c) is not None]
    texts = [page.words(row, c) for c in range(1, max(written, default=0) + 1)]
    if len(texts) != NARROW or not all(texts) or any(map(is_line, texts)) or row >= page.high:
        return False
    return all(page.value(row + 1, c) is None and not page.merged(row, c) for c in range(2, NARROW + 1))


def _bottom(page: Page, top: int, least: int) -> int:
    """The last row of the header, `least` or below: as deep as its merged cells, one deeper where words divide a heading."""
    bottom, row = least, top
    while row <= bottom:
        if row > least and SAMPLE.search(page.words(row, 1)):
            return row - 1
        for c, _ in page.texts(row):
            _, left, deep, right = page.box(row, c)
            bottom = max(bottom, deep)
            if deep == row and right > left and _divided(page, row, left, right):
                bottom = max(bottom, row + 1)
        row += 1
    return bottom


def _divided(page: Page, row: int, left: int, right: int) -> bool:
    """Whether two headings or more stand below one over several columns, in a row that is not printed with what it is about (1月)."""
    first = page.texts(row)[0][0]
    over = page.box(row, first)
    printed = page.value(row + 1, first) is not None and over[1] == over[3]
    under = [v for c in range(left, right + 1) if (v := page.value(row + 1, c)) is not None]
    return not printed and sum(not str(v).startswith("=") for v in under) > 1


def _heading(page: Page, column: int, top: int, bottom: int) -> Heading | None:
    path: list[str] = []
    cell = ""
    for row in range(top, bottom + 1):
        at = page.box(row, column)
        words = page.words(at[0], at[1])
        if words and (not path or path[-1] != words):
            path.append(words)
            cell = f"{get_column_letter(at[1])}{at[0]}"
    return Heading(cell, tuple(path), column) if path else None


def _pairs(page: Page) -> tuple[Heading, ...]:
    """Labels with the empty cell to their right; the label of a group stands left of several rows."""
    found = []
    for row in range(1, page.high + 1):
        group = ""
        for column in range(1, page.wide):
            box = page.box(row, column)
            words = page.words(box[0], box[1])
            if not words or box[1] != column or len(words) > 20 or is_line(words):
                continue
            right = box[3] + 1
            beside = page.box(row, right)
            if not is_empty(page.words(beside[0], beside[1])):
                group = words
            elif box[0] == row and right <= page.wide and page.ruled(row, right):
                path = (group, words) if group else (words,)
                cell = f"{get_column_letter(column)}{row}"
                found.append(Heading(cell, path, column, f"{get_column_letter(beside[1])}{beside[0]}"))
    return tuple(found) if len(found) >= LEAST_HEADINGS else ()
