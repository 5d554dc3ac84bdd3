"""What a superior's blank form is made of, and the pen that draws one: no knowledge of how forms are recognised.

A heading means one of these words:
    "step.id:field"             the fact of that field; "step.id:date" is the day of the step
    "count:step.id"             how many such events; "count:step.id:field=a|b" only those with one of these choices
    "sum:step.id:field"         the sum of a number field
    "sequence", "unit", "village", "month"    the number of the row, who reports, which village, which month
and, where nothing is asked of the form's ledger:
    GROUP     a heading over other headings
    UNKNOWN   no ledger holds it: its cells stay empty
    REMARK    备注: empty, or what was noted on the matter
    COMPUTED  the form's own formulas stand below and stay
    "elsewhere:..."  a ledger other than the form's holds it; what follows is one of the meanings above
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

GROUP, UNKNOWN, REMARK, COMPUTED = "group", "unknown", "remark", "computed"
ELSEWHERE = "elsewhere:"
SPECIAL = ("sequence", "unit", "village", "month")
Orientation = Literal["list", "units", "villages", "months", "pairs"]
Heads = Mapping[str, tuple[str, str]]
"""Range of a heading ("B4:B5" or "B4") to its words and its meaning."""


class Meant(NamedTuple):
    """A heading that is to be filled: its words as printed (line breaks included) and what they mean."""

    header: str
    meaning: str


@dataclass(frozen=True)
class Form:
    """A superior's blank form and what it asks.

    `sheet` is the page that carries the form (not always the first). `first_row` and `blank_rows` say which rows wait
    for data (0, 0 for "pairs"); of these, `skip_rows` belong to the form (subtotals). `row_labels` names what is
    already printed in a row: "清河镇", "1月". `measures`: heading to the unit it asks for where the ledger counts in
    another. `lines`: cells around the table that must survive, with their words. `answers`: for "pairs", the cell to
    fill, by its label's cell. `own_words`: heading to choice key to the word of the form's drop-down list, where that
    differs from the ledger's.
    """

    name: str
    sheet: str
    ledger: str
    orientation: Orientation
    heads: Heads
    draw: Callable[[Workbook, Worksheet], None]
    first_row: int
    blank_rows: int
    sample_row: int | None = None
    skip_rows: tuple[int, ...] = ()
    row_labels: Mapping[int, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    own_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def expected(self) -> dict[str, Meant]:
        """Cell of each heading that the form's ledger (or the row itself) answers."""
        silent = (GROUP, UNKNOWN, REMARK, COMPUTED)
        return {
            corner(at): Meant(words, meaning)
            for at, (words, meaning) in self.heads.items()
            if meaning not in silent and not meaning.startswith(ELSEWHERE)
        }

    @property
    def held(self) -> dict[str, Meant]:
        """The expected headings that ask for recorded facts: without number, unit, village and month."""
        return {cell: meant for cell, meant in self.expected.items() if meant.meaning not in SPECIAL}

    @property
    def elsewhere(self) -> dict[str, Meant]:
        """Headings that another ledger could answer: filled rightly or left empty, never filled wrongly."""
        found = self.heads.items()
        return {
            corner(at): Meant(words, meaning.removeprefix(ELSEWHERE))
            for at, (words, meaning) in found
            if meaning.startswith(ELSEWHERE)
        }

    @property
    def unknown(self) -> dict[str, str]:
        """Headings that no ledger holds."""
        return self._only(UNKNOWN)

    @property
    def remarks(self) -> dict[str, str]:
        """The columns 备注."""
        return self._only(REMARK)

    @property
    def computed(self) -> dict[str, str]:
        """Headings above the form's own formulas."""
        return self._only(COMPUTED)

    @property
    def data_rows(self) -> tuple[int, ...]:
        """The rows that wait for data, from the top."""
        return tuple(r for r in range(self.first_row, self.first_row + self.blank_rows) if r not in self.skip_rows)

    def build(self) -> bytes:
        """The blank form as .xlsx."""
        book = Workbook()
        sheet = book.active
        sheet.title = self.sheet
        for at, (words, _) in self.heads.items():
            heading(sheet, at, words)
        self.draw(book, sheet)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _only(self, wanted: str) -> dict[str, str]:
        return {corner(at): words for at, (words, meaning) in self.heads.items() if meaning == wanted}


THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
GREY = "808080"


def corner(at: str) -> str:
    """The top left cell of a range, which holds its words.

    >>> corner("B4:C5")
    'B4'
    """
    return at.partition(":")[0]


def heading(sheet: Worksheet, at: str, words: str) -> None:
    """A heading in black type, over a merged range where `at` is one."""
    if ":" in at:
        sheet.merge_cells(at)
    sheet[corner(at)] = words
    sheet[corner(at)].font = Font(name="黑体", size=11)


def title(sheet: Worksheet, at: str, words: str, size: int = 20) -> None:
    """The title, merged over all columns."""
    sheet.merge_cells(at)
    cell = sheet[corner(at)]
    cell.value, cell.font, cell.alignment = words, Font(name="方正小标宋简体", size=size), MIDDLE
    sheet.row_dimensions[cell.row].height = size * 2


def written(sheet: Worksheet, at: str, words: str, size: float = 11, *, colour: str | None = None) -> None:
    """Words to the left of a cell or merged range: unit lines, notes, feet."""
    if ":" in at:
        sheet.merge_cells(at)
    cell = sheet[corner(at)]
    cell.value, cell.font, cell.alignment = words, Font(name="仿宋_GB2312", size=size, color=colour), LEFT
    sheet.row_dimensions[cell.row].height = size * 2


def grid(sheet: Worksheet, at: str, height: float = 24, size: float = 11) -> None:
    """Thin borders round every cell of the range, words in the middle, rows of one height."""
    for row in sheet[at]:
        sheet.row_dimensions[row[0].row].height = height
        for cell in row:
            cell.border, cell.alignment = BOX, MIDDLE
            if cell.value is None:
                cell.font = Font(name="仿宋_GB2312", size=size)


def heights(sheet: Worksheet, wanted: Mapping[int, float]) -> None:
    """Heights of single rows, in points."""
    for row, height in wanted.items():
        sheet.row_dimensions[row].height = height


def widths(sheet: Worksheet, wanted: str) -> None:
    """Widths of the columns from A, separated by spaces."""
    for number, width in enumerate(wanted.split()):
        sheet.column_dimensions[letter(number)].width = float(width)


def letter(number: int) -> str:
    """The name of a column counted from 0, within A to Z.

    >>> letter(0), letter(25)
    ('A', 'Z')
    """
    return chr(ord("A") + number)


def row_of(sheet: Worksheet, row: int, values: str, *, colour: str | None = None) -> None:
    """Words from column A on, separated by `|`; a number stays a number, nothing stays an empty cell."""
    for number, value in enumerate(values.split("|")):
        cell = sheet[f"{letter(number)}{row}"]
        cell.value = int(value) if value.isdigit() else value or None
        cell.font = Font(name="仿宋_GB2312", size=10, color=colour)


def sums(sheet: Worksheet, row: int, columns: str, first: int, last: int) -> None:
    """SUM formulas under (or over) the rows `first` to `last`, in each of the columns: "F G H"."""
    for column in columns.split():
        sheet[f"{column}{row}"] = f"=SUM({column}{first}:{column}{last})"


def choose(sheet: Worksheet, at: str, words: str) -> None:
    """A drop-down list on the cells; the words are separated by commas."""
    rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    rule.error, rule.errorTitle = "请从下拉列表中选择", "填写有误"
    rule.add(at)
    sheet.add_data_validation(rule)


def lock(sheet: Worksheet, open_cells: str) -> None:
    """Protection without a password: only the cells of the range can be typed in."""
    for row in sheet[open_cells]:
        for cell in row:
            cell.protection = Protection(locked=False)
    sheet.protection.enable()


def shade(sheet: Worksheet, at: str, colour: str) -> None:
    """A plain ground behind every cell of the range; `colour` as RRGGBB."""
    for row in sheet[at]:
        for cell in row:
            cell.fill = PatternFill("solid", fgColor=colour)


def paper(sheet: Worksheet, area: str, repeat: str = "", *, size: int = 9, wide: bool = True) -> None:
    """Print setup: one page wide; `size` 8 is A3, 9 is A4; `repeat` names header rows such as "3:4"."""
    sheet.page_setup.paperSize = size
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = area
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if repeat:
        sheet.print_title_rows = repeat


def notes_page(book: Workbook, name: str, *lines: str, first: bool = False) -> None:
    """A page of 填表说明, behind the form or, with `first`, before it."""
    sheet = book.create_sheet(name, 0 if first else None)
    sheet.column_dimensions["A"].width = 90
    title(sheet, "A1:A1", "填 表 说 明", 18)
    for row, line in enumerate(lines, 2):
        written(sheet, f"A{row}", line, 12)
        sheet.row_dimensions[row].height = 36
