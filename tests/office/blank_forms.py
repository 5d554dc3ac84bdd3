"""Blank forms as offices of several provinces send them down, kept as data (blank_forms.json); titles and headings are invented.

Of each heading it is known which field a careful clerk would put there: a code, others as right, or null for what no ledger holds.
`set`: "seen" forms were looked at while the recognition was built; of "unseen" ones the first result was looked at and one rule followed
from it (first 85 of 96 held headings right, one wrong); "never seen" ones were measured when all was done (first 103 of 115, and one
taken for a day that is not quite the one asked for). The last sixteen of "seen" asked in questions (何时开展, 由谁批准): before questions
were read first 63 of 128, two wrong; eight of them were then built with, and the other eight, still unseen, gave 55 of 71, two wrong.
Of two later blind sets, now "seen" and last in the file, the first gave 109 of 114 headings and three wrong, a version later 113 and
one wrong; the second gave 78 of 98 and 13 wrong, nine of them by a wrong ledger. Of seven more, the last in the file, the first three are "unseen"
(98 of 102, 107 of 111, 85 of 91, none wrong); the others gave 68 of 79, nine wrong (six by a wrong ledger), 86 of 96,
eight wrong (seven by a wrong ledger), 76 of 82, one wrong, and 88 of 95, one wrong, before a rule followed from them. Of the five after
them one more is "unseen" (107 of 110, none wrong); the others first gave 86 of 98, three wrong, 88 of 109, eleven wrong (nine by a wrong
ledger), 89 of 97, two wrong, and 90 of 100, one wrong. Two after those first gave 88 of 94 and 98 of 103, two wrong each.
Of the two after these one is "unseen" (96 of 98, none wrong); the other first gave 103 of 105, one wrong. Of two more, one in long clauses
(受理本案的人民法院名称) first gave 54 of 77, none wrong, before clauses were parted; the other 77 of 78, one wrong.
Of the last two, again one in clauses (69 of 78, none wrong), the other is "unseen" (71 of 74, none wrong).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.styles import Border, Side

from fazhi.paper.form_read import Blank as Sheet
from fazhi.paper.form_read import read_form

HERE = Path(__file__).with_name("blank_forms.json")
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
NOT_HELD = ("sequence", "remark", None)


@dataclass(frozen=True)
class Blank:
    """One of them: the sheet as read, its ledger, and per cell of a heading the codes that are right (none: leave it empty)."""

    title: str
    kind: str
    ledger: str
    sheet: Sheet
    right: dict[str, tuple[str, ...]]

    @property
    def held(self) -> dict[str, tuple[str, ...]]:
        """The headings that a ledger can answer."""
        return {cell: codes for cell, codes in self.right.items() if codes}


@cache
def blank_forms() -> tuple[Blank, ...]:
    """All of them, drawn as sheets."""
    return tuple(_drawn(row) for row in json.loads(HERE.read_text("utf-8")))


def _drawn(form: dict) -> Blank:
    book = openpyxl.Workbook()
    sheet, heads = book.active, form["heads"]
    width = len(heads)

    def line(row: int, text: str) -> int:
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        return row + 1

    top = line(1, form["title"])
    if form["unit_line"]:
        sheet.cell(top, 1, form["unit_line"])
        top += 1
    for text in form["notes_above"]:
        top = line(top, text)
    deep = max(len(path) for path, *_ in heads)
    places = _headings(sheet, heads, top, deep)
    end = top + deep + form["rows"]
    if form["total_row"]:
        sheet.cell(end, 1, "合计")
        end += 1
    for row in range(top, end):
        for column in range(1, width + 1):
            sheet.cell(row, column).border = BOX
    for text in form["notes_below"]:
        end = line(end, text)
    right = {
        place: () if code in NOT_HELD else (code, *also) for place, (_, code, also) in zip(places, heads, strict=True)
    }
    return Blank(form["title"], form["set"], form["ledger"], read_form(book), right)


def _headings(sheet, heads: list, top: int, deep: int) -> list[str]:
    """Written and merged; the cell of each lowest heading."""
    places, group, begin = [], None, 0
    for column, (path, *_) in enumerate(heads, 1):
        if len(path) == 1 and deep == 2:
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
        if len(path) == 2 and path[0] != group:
            begin = column
        row = top + len(path) - 1
        sheet.cell(top, begin if len(path) == 2 else column, path[0])
        sheet.cell(row, column, path[-1])
        last = column == len(heads) or heads[column][0][0] != path[0]
        if len(path) == 2 and last and column > begin:
            sheet.merge_cells(start_row=top, end_row=top, start_column=begin, end_column=column)
        group = path[0] if len(path) == 2 else None
        places.append(sheet.cell(row, column).coordinate)
    return places
