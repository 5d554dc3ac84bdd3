"""A sheet of a superior's form as it stands: boxes, words and lines of its cells, without making cells by looking."""

from __future__ import annotations

import re

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.paper.table_words import FOOT

LINE = re.compile(r"[：:]|_{3}")  # a line to fill in: 填报单位：____
HEADED = re.compile(
    "^其中[：:]|^(?![填报审]|单位|负责|联系|制表)[^：:]{2,8}[：:][^：:]{2,}[（(][^（）()]{1,4}[）)]$"
)  # and none: 结论：有效（项）
IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")

Box = tuple[int, int, int, int]


class Page:
    """A sheet; its size is asked for once (openpyxl looks at every cell to tell)."""

    def __init__(self, sheet: Worksheet) -> None:
        self._cells: dict[tuple[int, int], Cell] = sheet._cells
        self.high, self.wide = sheet.max_row, sheet.max_column
        self.hidden = {row for row, kept in sheet.row_dimensions.items() if kept.hidden}
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

    def texts(self, row: int) -> list[tuple[int, str]]:
        """(column, words) of the cells of a row that hold words."""
        return [(c, t) for c in range(1, self.wide + 1) if (t := self.words(row, c))]

    def ruled(self, row: int, column: int, side: str = "left") -> bool:
        """Whether a cell has a line on that side; on its left, cells to fill in have one."""
        cell = self._cells.get((row, column))
        line = None if cell is None else getattr(cell.border, side)  # a border may lack sides altogether
        return line is not None and bool(line.style)


def is_line(words: str) -> bool:
    """Whether words are a line to fill in (填报单位：____) and no heading; a colon in brackets (金额（单位：万元）) says nothing."""
    outside = IN_BRACKETS.sub("", words)
    return bool(LINE.search(outside or words) and not HEADED.search(words))


def is_heading(words: str) -> bool:
    """Whether words that stand side by side with others may head a column, with a colon at their end too."""
    bare = words.rstrip("：:")
    return not is_line(bare) and (bare == words or not FOOT.match(bare))
