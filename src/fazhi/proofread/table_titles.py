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
    first = begin
    for _ in range(MOST_ROWS):
        above = text.rfind("\n", 0, max(0, first - 1)) + 1
        if not first or not WALL.search(text, above, first - 1):
            break
        first = above
    cells = WALL.split(text[first : text.find("\n", first)]) if first < begin else []
    return cells[column] if column < len(cells) else ""
