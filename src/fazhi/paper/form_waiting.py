"""The rows of a form that wait for data: within the table's lines, above its totals, notes and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.paper.form_page import Page
from fazhi.paper.table_words import FOOT, TOTAL

BLANK_ROWS, NUMBERED = 200, 4  # a row of column numbers has that many
SAMPLE = re.compile(r"^[（(]?(?:例|示例|样例|填写?示例|范例|填报示例)|[（(](?:示?例|样例|范例)[）)]")
COLUMN_NUMBERS = re.compile(r"^(?:\d{1,2}|[甲乙丙丁]|[A-Z]|[①-⑳]|\(?\d{1,2}\)?)$")
SIGNED = re.compile("[：:]|_{2}|签[字名]|盖章")


def waiting_rows(page: Page, first: int, columns: Sequence[int]) -> list[int]:
    """Rows from `first` on that wait under the headings' `columns`.

    Where a row has lines only rows with such lines do, as far as they reach. A total ends the table unless rows below it are printed
    with what they are about. No samples, numbers of columns, hidden rows, nor rows merged across headings.
    """
    found: list[int] = []
    side, passed = "", False
    last = min(page.high, first + BLANK_ROWS)
    end = next((r for r in range(first, last + 1) if _is_foot(page, r, columns)), last + 1)
    for row in range(first, end):
        if _is_total(page, row) and found:
            if not any(_labelled(page, r, columns) for r in range(row + 1, end)):
                break
            passed = True
        if not _is_data(page, row, columns) or (passed and not _labelled(page, row, columns)):
            continue
        sides = _sides(page, row, columns)
        if side and side not in sides:
            break
        if sides and not side:
            side, found = sides[0], []
        if side or not page.texts(row) or _named(page, row, columns):
            found.append(row)
        elif found and any(SIGNED.search(t) for _, t in page.texts(row)):
            break
    return found


def _is_foot(page: Page, row: int, columns: Sequence[int]) -> bool:
    """Whether a row begins as a note or a signature does and is no row of instructions (填报要求, 按实际, ...) under most headings."""
    texts = page.texts(row)
    if not texts or not FOOT.match(texts[0][1]):
        return False
    return len(texts) <= len(columns) / 2 or any(SIGNED.search(t) for _, t in texts)


def _is_total(page: Page, row: int) -> bool:
    return any(TOTAL.search(t) for _, t in page.texts(row)[:2])


def _is_data(page: Page, row: int, columns: Sequence[int]) -> bool:
    """Whether a row may hold data at all."""
    if row in page.hidden or _is_total(page, row) or any(SAMPLE.search(t) for _, t in page.texts(row)):
        return False
    plain = [str(v) for c in columns if (v := page.value(row, c)) is not None]
    if len(plain) >= NUMBERED and all(COLUMN_NUMBERS.match(p) for p in plain[1:]):
        return False
    return len({page.box(row, c) for c in columns}) == len(columns)


def _labelled(page: Page, row: int, columns: Sequence[int]) -> bool:
    """Whether a row is printed with what it is about, a unit, a village, a month or a number."""
    return _is_data(page, row, columns) and any(page.value(row, c) is not None for c in columns[:2])


def _sides(page: Page, row: int, columns: Sequence[int]) -> list[str]:
    """On which sides the cells of a row have lines: left of one of the first two, else below or above most."""
    enough = {"left": 1, "bottom": len(columns) // 2 + 1, "top": len(columns) // 2 + 1}
    among = {"left": columns[:2], "bottom": columns, "top": columns}
    return [s for s, least in enough.items() if sum(page.ruled(row, c, s) for c in among[s]) >= least]


def _named(page: Page, row: int, columns: Sequence[int]) -> bool:
    """Whether a row without lines is printed with what it is about (1 柳林村) and with nothing beside it."""
    if any(SIGNED.search(page.words(row, c)) for c in columns):
        return False
    held = [n for n, c in enumerate(columns) if page.value(row, c) is not None]
    return bool(held) and held == list(range(len(held))) and len(held) <= 2 < len(columns)
