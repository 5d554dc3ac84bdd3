"""单位名册: villages, stations and townships from the county's list, before the people who work there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from fazhi.kernel.units import Unit
from fazhi.paper.dates_zh import parse_date
from fazhi.paper.sheet_mark import CellError
from fazhi.paper.sheet_read import Column, SheetTable

HEADERS = {
    "name": ("单位名称",),
    "kind": ("类别", "单位类别"),
    "parent": ("上级单位", "所属乡镇"),
    "since": ("设立日期", "起始日期"),
    "until": ("撤销日期", "截止日期"),
}
NEEDED = ("name", "kind", "parent")
KINDS = {"乡镇": "township", "街道": "township", "村": "village", "社区": "village", "站所": "station"}
ABOVE = {"township": "county", "village": "township", "station": "township"}


def columns_of(columns: Sequence[Column], headers: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Key -> index of the column whose last header word is one of the key's."""
    plain = {"".join(c.path[-1].split()): c.index for c in columns if c.path}
    return {key: plain[w] for key, words in headers.items() for w in words if w in plain}


def is_unit_table(table: SheetTable) -> bool:
    """Whether a table lists units."""
    return set(NEEDED) <= set(columns_of(table.columns, HEADERS))


def units_of(
    table: SheetTable, sheet: str, known: Mapping[str, Unit], today: date
) -> tuple[dict[str, Unit], list[CellError]]:
    """(units by name, refused rows). A unit that is known by name keeps its id and takes the new dates.

    A parent may stand in the same table above its children.
    """
    columns = columns_of(table.columns, HEADERS)
    made: dict[str, Unit] = {}
    errors: list[CellError] = []
    for line in table.rows:
        cells = {k: line.values[c] if c < len(line.values) else None for k, c in columns.items()}
        found = _unit(cells, {**known, **made}, today)
        if isinstance(found, str):
            errors.append(CellError(sheet, line.row, None, found))
        else:
            made[found.name] = found
    return made, errors


def _unit(cells: Mapping[str, object], known: Mapping[str, Unit], today: date) -> Unit | str:
    """The unit of a row, or why it is refused."""
    text = {k: str(v).strip() if v is not None else "" for k, v in cells.items()}
    missing = [HEADERS[k][0] for k in NEEDED if not text[k]]
    if missing:
        return f"没有填：{'、'.join(missing)}"
    kind = KINDS.get(text["kind"])
    if kind is None:
        return f"没有这个类别：{text['kind']}；允许：{'、'.join(KINDS)}"
    parent = known.get(text["parent"])
    if parent is None or parent.kind != ABOVE[kind]:
        return (
            f"上级单位 {text['parent']} 不对；先写上级，{text['kind']}的上级是{'县' if kind == 'township' else '乡镇'}"
        )
    days = {k: parse_date(cells[k], today.year, None) if text.get(k) else None for k in ("since", "until")}
    for day in days.values():
        if isinstance(day, str):
            return day
    old = known.get(text["name"])
    if old is not None and (old.kind, old.parent) != (kind, parent.id):
        return f"{text['name']} 已经有了，类别或者上级不同"
    since, until = days["since"], days["until"]
    assert not isinstance(since, str) and not isinstance(until, str)
    id = old.id if old else f"{parent.id}-{hashlib.sha256(text['name'].encode()).hexdigest()[:8]}"
    return Unit(id, text["name"], kind, parent.id, since or (old.since if old else today), until)
