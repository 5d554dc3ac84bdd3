"""What heads the column of a table in which a place of a text stands."""

from __future__ import annotations

import re

from fazhi.proofread.disguise import CELL

WALL = re.compile(rf"[\t|{CELL}]")
MOST_ROWS = 500


def title_above(text: str, at: int) -> str:
    """The cell of the first row of the table above a place; empty outside of tables."""
    begin = text.rfind("\n", 0, at) + 1
    column = len(WALL.findall(text, begin, at))
    head = ""
    for _ in range(MOST_ROWS):
        if not begin:
            break
        above = text.rfind("\n", 0, begin - 1) + 1
        cells = WALL.split(text[above : begin - 1])
        if len(cells) < 2:
            break
        head = cells[column] if column < len(cells) else ""
        begin = above
    return head
