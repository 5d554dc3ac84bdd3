"""Pictures of a workbook: which row each belongs to, and what is to be said about those that belong to none or cannot be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fazhi.kernel.faults import ImportFault, Problem
from fazhi.office.evidence import MAX_FILES
from fazhi.office.sheet_columns import header
from fazhi.paper.sheet_merges import Merges
from fazhi.paper.sheet_pictures import Picture, old_pictures, read_pictures
from fazhi.paper.sheet_read import Sheet, SheetTable

Table = tuple[Sheet, SheetTable]
RowPlace = tuple[str, int]
SHOWN = 20
PLACES = 100_000  # rows that pictures in merged cells may be of, all together
OLD = "旧格式 .xls 里的图片带不过来；要带照片，请用 WPS 或 Excel 另存为 .xlsx 再导入"
NOWHERE = "不在数据行里（在标题、合计、空行或表格外面）"


@dataclass(frozen=True, slots=True)
class Brought:
    """Pictures by (sheet, row from 0), each once, from left to right; and what became of the others, in Chinese."""

    rows: Mapping[RowPlace, tuple[Picture, ...]]
    notices: tuple[str, ...]

    def words(self, sheet: str, table: SheetTable) -> str:
        """How many come along with a table, and with which rows; empty for none."""
        with_some = [r.row for r in table.rows if (sheet, r.row) in self.rows]
        if not with_some:
            return ""
        shown = "、".join(str(r + 1) for r in with_some[:SHOWN])
        more = f"……共{len(with_some)}行" if len(with_some) > SHOWN else "行"
        return f"{sum(len(self.rows[sheet, r]) for r in with_some)}张照片，在第{shown}{more}"

    def headers(self, sheet: str, table: SheetTable) -> frozenset[str]:
        """Headers of the columns that hold pictures and no words."""
        columns = {p.column for r in table.rows for p in self.rows.get((sheet, r.row), ())}
        return frozenset(
            header(c)
            for c in table.columns
            if c.index in columns and all(r.values[c.index] is None for r in table.rows)
        )


def bring(content: bytes, name: str, tables: Sequence[Table]) -> Brought:
    """The pictures of a workbook whose tables were found. A picture in a merged cell is of all its rows, as words are.

    Raises ImportFault as `read_pictures`, and when pictures lie in merged cells that are too tall.
    """
    data = {(sheet.name, row.row) for sheet, table in tables for row in table.rows}
    merged = {sheet.name: Merges(sheet.merged) for sheet, _ in tables}
    room = PLACES
    rows: dict[RowPlace, dict[str, Picture]] = {}
    notices = [OLD] if old_pictures(content) else []
    found = read_pictures(content, name) if any(sheet.pictured for sheet, _ in tables) else ()
    sheets = list(dict.fromkeys(p.sheet for p in found))
    for picture in sorted(found, key=lambda p: (sheets.index(p.sheet), p.row or 0, p.column or 0)):
        where = [(picture.sheet, r) for r in _rows(picture, merged.get(picture.sheet))]
        room -= len(where)
        if room < 0:
            what = f"图片所在的合并格太高，连起来超过{PLACES}行"
            raise ImportFault(Problem(f"文件 {name}", what, "", "取消合并再导入", "pictures in too tall merged cells"))
        if picture.fault:
            notices.append(_said(picture, picture.fault))
        elif data.isdisjoint(where):
            notices.append(_said(picture, NOWHERE))
        else:
            for place in data.intersection(where):
                rows.setdefault(place, {}).setdefault(picture.digest, picture)
    notices += [
        f"[{sheet}] 第{row + 1}行有{len(own)}张图片，一行最多带{MAX_FILES}张，其余没有带入"
        for (sheet, row), own in rows.items()
        if len(own) > MAX_FILES
    ]
    first = {place: tuple(own.values())[:MAX_FILES] for place, own in rows.items()}
    return Brought(first, tuple(dict.fromkeys(notices)))


def _rows(picture: Picture, merged: Merges | None) -> Sequence[int]:
    if picture.row is None or picture.column is None:
        return ()
    within = merged.over(picture.row, picture.column) if merged else None
    return range(within[0], within[2] + 1) if within else (picture.row,)


def _said(picture: Picture, why: str) -> str:
    where = "有图片" if picture.row is None else f"第{picture.row + 1}行的图片"
    return f"[{picture.sheet}] {where}，没有带入：{why}"
