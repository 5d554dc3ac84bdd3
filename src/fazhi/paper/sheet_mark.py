"""Give a workbook back with what was refused marked in red and explained in comments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.paper.bounded import run_bounded


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong at a cell (row and column from 0; `col` None: the row as a whole), in Chinese."""

    sheet: str
    row: int
    col: int | None
    text: str


def mark_errors(original: bytes, errors: Sequence[CellError], summary: str) -> bytes:
    """The user's own workbook with red cells and comments, the summary on the first marked sheet's first cell.

    Widths, merges, formats, formulas and pictures stay; a picture that stood in a cell comes back lying over it, with the
    same bytes. Raises ImportFault when it cannot be opened.
    Price: about 0.5 s.
    """
    wish = {"errors": [(e.sheet, e.row, e.col, e.text) for e in errors], "summary": summary}
    head = json.dumps(wish, ensure_ascii=False).encode()
    return run_bounded("fazhi.paper.sheet_paint", head + b"\n" + original, "（标注）")
