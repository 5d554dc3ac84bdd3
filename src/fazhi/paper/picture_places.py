"""Where the pictures of a workbook are, whichever of three ways they were put in: by WPS or Excel into a cell, or over the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fazhi.paper.package_parts import BAD, Parts
from fazhi.paper.picture_anchors import floating
from fazhi.paper.picture_cells import read_cells
from fazhi.paper.picture_values import placed

BOOK = "xl/workbook.xml"
REGISTER = "xl/cellimages.xml"  # in which WPS keeps the pictures of all cells, by name
MISSING = "文件里没有这张图片（可能只是链接，或者复制时没有带上）"
BROKEN = "读不出来，可能已经损坏"


@dataclass(frozen=True, slots=True)
class Place:
    """A picture in a visible sheet, row and column from 0 (None: tied to no cell); its part, or why there is none.

    inside: it stands in the cell in place of words; else it lies over the sheet.
    """

    sheet: str
    row: int | None
    column: int | None
    part: str
    inside: bool
    fault: str = ""


def places(parts: Parts) -> Iterator[Place]:
    """Every picture, sheet by sheet; what cannot be followed comes with its fault. Raises one of BAD for a broken workbook."""
    named, values = _registered(parts), _values(parts)
    targets = {id: target for id, kind, target in parts.relations(BOOK) if kind == "worksheet"}
    for element in parts.xml(BOOK).iterfind("{*}sheets/{*}sheet"):
        relation = next((v for k, v in element.items() if k.endswith("}id")), "")
        if relation in targets and element.get("state", "visible") == "visible":
            yield from _of_sheet(parts, element.get("name", ""), targets[relation], named, values)


def _of_sheet(
    parts: Parts, sheet: str, part: str, named: Mapping[str, str], values: Mapping[int, str]
) -> Iterator[Place]:
    try:
        cells = read_cells(parts, part)
    except BAD:
        yield Place(sheet, None, None, "", False, BROKEN)
        return
    for row, column, name in cells.named:
        yield _place(parts, sheet, row, column, named.get(name, ""), True)
    for row, column, number in cells.rich:
        if number in values:
            yield _place(parts, sheet, row, column, values[number], True)
    drawing = next((t for id, _, t in parts.relations(part) if id and id == cells.drawing), "")
    if drawing not in parts:
        return
    try:
        over = list(floating(parts, drawing, cells))
    except BAD:
        yield Place(sheet, None, None, "", False, BROKEN)
        return
    for at, beside, held in over:
        yield _place(parts, sheet, at, beside, held, False)


def _place(parts: Parts, sheet: str, row: int | None, column: int | None, part: str, inside: bool) -> Place:
    there = part in parts
    return Place(sheet, row, column, part if there else "", inside, "" if there else MISSING)


def _registered(parts: Parts) -> dict[str, str]:
    """Name in WPS -> part; empty when the register is missing or broken: the cells then name pictures that are not there."""
    if REGISTER not in parts:
        return {}
    try:
        targets = {id: target for id, _, target in parts.relations(REGISTER)}
        found = {}
        for picture in parts.xml(REGISTER).iterfind(".//{*}pic"):
            name = next((e.get("name", "") for e in picture.iterfind(".//{*}cNvPr")), "")
            blip = next(picture.iterfind(".//{*}blip"), None)
            relation = next((v for k, v in blip.items() if k.endswith("}embed")), "") if blip is not None else ""
            found[name] = targets.get(relation, "")
    except BAD:
        return {}
    return found


def _values(parts: Parts) -> Mapping[int, str]:
    try:
        return placed(parts)
    except BAD:
        return {}
