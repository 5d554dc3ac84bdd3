"""Write ledgers as Excel in the layout offices expect: title, unit line, header of one or two rows, foot, ready to print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

PAPERS = {"A4": 9, "A3": 8}
NAME_LONGEST = 31
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that equal ledgers are equal bytes
FOOT = ("填表人：", "审核人：", "联系电话：")
FONT = "宋体"
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
    "line": {"align": "left", "valign": "vcenter"},
    "right": {"align": "right", "valign": "vcenter"},
    "header": {
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#E8EEF6",
    },
    "text": {"align": "left", "valign": "vcenter", "text_wrap": True, "border": 1},
    "number": {"align": "center", "valign": "vcenter", "border": 1},
    "date": {"align": "center", "valign": "vcenter", "border": 1, "num_format": "yyyy-mm-dd"},
}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: its label, the group above it (empty: none), width in characters, kind text, number or date.

    `joined`: equal cells that follow each other are one merged cell. `folded`: not shown and not printed until it is unfolded.
    """

    label: str
    group: str = ""
    width: float = 12
    kind: str = "text"
    joined: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """One sheet. rows: cells in column order; totals: the last line, its words over two columns; notes: lines under the table."""

    name: str
    title: str
    unit: str
    date_text: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[tuple[object, ...], ...]
    totals: tuple[object, ...] | None = None
    notes: tuple[str, ...] = ()
    paper: str = "A4"


def write_workbook(sheets: Sequence[LedgerSheet]) -> bytes:
    """The sheets as an .xlsx. Text is never taken for a formula or a link. Equal sheets give equal bytes.

    Price: about 10 ms and 20 µs a cell.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(out, options)
    workbook.set_properties({"created": CREATED})
    styles = {name: workbook.add_format({"font_name": FONT, "font_size": 11, **s}) for name, s in STYLES.items()}
    for sheet in sheets:
        _write(workbook, sheet, styles)
    workbook.close()
    return out.getvalue()


def _write(workbook: Workbook, sheet: LedgerSheet, styles: dict[str, Format]) -> None:
    page = workbook.add_worksheet(sheet.name[:NAME_LONGEST])
    last = len(sheet.columns) - 1
    page.merge_range(0, 0, 0, last, sheet.title, styles["title"])
    page.set_row(0, 32)
    half = max(1, last // 2)
    page.merge_range(1, 0, 1, half, f"填报单位：{sheet.unit}", styles["line"])
    if last > half:
        _span(page, 1, half + 1, last, f"填报日期：{sheet.date_text}", styles["right"])
    begin = _header(page, sheet.columns, styles["header"])
    for r, row in enumerate(sheet.rows, start=begin):
        for c, value in enumerate(row):
            _cell(page, r, c, value, sheet.columns[c].kind, styles)
    for c, column in enumerate(sheet.columns):
        if column.joined:
            _join(page, c, [row[c] for row in sheet.rows], begin, styles["number"])
    end = begin + len(sheet.rows)
    if sheet.totals:
        for c, value in enumerate(sheet.totals[2:], start=2):
            _cell(page, end, c, value, "text", styles)
        _span(page, end, 0, min(1, last), str(sheet.totals[0]), styles["text"])
        end += 1
    for line in sheet.notes:
        _span(page, end, 0, last, line, styles["line"])
        end += 1
    shown = [c for c, column in enumerate(sheet.columns) if not column.folded]
    for n, words in enumerate(FOOT):
        page.write_string(end, shown[(len(shown) - 1) * n // len(FOOT)], words, styles["line"])
    _print(page, sheet, begin)


def _header(page: Worksheet, columns: Sequence[ColumnSpec], style: Format) -> int:
    """Write the header from row 2; the first row of data."""
    grouped = any(c.group for c in columns)
    top, bottom = 2, 3 if grouped else 2
    for n, column in enumerate(columns):
        after_fold = n > 0 and columns[n - 1].folded and not column.folded
        fold = {"level": 1, "hidden": True} if column.folded else {"collapsed": True} if after_fold else {}
        page.set_column(n, n, column.width, None, fold)
        if grouped and not column.group:
            page.merge_range(top, n, bottom, n, column.label, style)
            continue
        page.write_string(bottom, n, column.label, style)
        if column.group and (n == 0 or columns[n - 1].group != column.group):
            stop = next((m for m in range(n, len(columns)) if columns[m].group != column.group), len(columns)) - 1
            _span(page, top, n, stop, column.group, style)
    return bottom + 1


def _span(page: Worksheet, row: int, first: int, last: int, text: str, style: Format) -> None:
    if last > first:
        page.merge_range(row, first, row, last, text, style)
    else:
        page.write_string(row, first, text, style)


def _cell(page: Worksheet, row: int, column: int, value: object, kind: str, styles: dict[str, Format]) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, styles[kind])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, styles["date"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, column, value, styles["number"])
    else:
        page.write_string(row, column, str(value), styles["text" if kind == "number" else kind])


def _join(page: Worksheet, column: int, values: Sequence[object], begin: int, style: Format) -> None:
    """Merge each run of equal cells."""
    first = 0
    for n in range(1, len(values) + 1):
        if n == len(values) or values[n] != values[first]:
            if n - first > 1 and values[first] is not None:
                page.merge_range(begin + first, column, begin + n - 1, column, str(values[first]), style)
            first = n


def _print(page: Worksheet, sheet: LedgerSheet, begin: int) -> None:
    page.set_landscape()
    page.set_paper(PAPERS[sheet.paper])
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2, begin - 1)
    page.freeze_panes(begin, 0)
    page.set_footer("&C第 &P 页　共 &N 页")
