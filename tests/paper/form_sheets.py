"""Blank forms drawn with a few words: a title, headings, ruled rows."""

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEADS = ("序号", "学习日期", "学习内容", "学习形式", "主持人", "到场领导干部", "时长（分钟）")


def rule(sheet: Worksheet, ref: str) -> None:
    """Lines around each cell of a range."""
    for row in sheet[ref]:
        for cell in row:
            cell.border = BOX


def drawn(
    rows: int = 5, heads: tuple[str, ...] = HEADS, title: str = "领导干部集中学法情况表", **cells: object
) -> tuple[Workbook, Worksheet]:
    """A merged title in row 1, headings in row 2, `rows` ruled rows below (0: no lines at all), more cells by their places."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = title
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(heads))
    for column, words in enumerate(heads, 1):
        sheet.cell(2, column, words)
    if rows:
        rule(sheet, f"A2:{sheet.cell(2 + rows, len(heads)).coordinate}")
    for place, value in cells.items():
        sheet[place] = value
    return book, sheet


def headed(groups: dict[str, str], ruled: str, title: str = "政府信息公开申请办理情况表") -> Workbook:
    """Headings at ranges, merged where a range has several cells, and lines around a range."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = title
    for place, words in groups.items():
        sheet[place.partition(":")[0]] = words
        if ":" in place:
            sheet.merge_cells(place)
    rule(sheet, ruled)
    return book
