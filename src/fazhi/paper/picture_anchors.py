"""Pictures that lie over a sheet: in which cell each begins, and which part holds it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fazhi.paper.package_parts import Parts
from fazhi.paper.picture_cells import Cells

POINT = 12_700  # of the drawing's measure (EMU)
FURTHEST = 1 << 20


def floating(parts: Parts, drawing: str, cells: Cells) -> Iterator[tuple[int | None, int | None, str]]:
    """(row, column, part) of each picture of the part `drawing`; None for one that is tied to no cell, "" for no part.

    A picture that begins below the middle of a row and lies mostly in the next belongs to the next: hands are not exact.
    Raises one of BAD.
    """
    targets = {id: target for id, _, target in parts.relations(drawing)}
    for anchor in parts.xml(drawing):
        row, column = _place(anchor, cells)
        for part in dict.fromkeys(targets.get(id, "") for id in _pictures(anchor)):
            yield row, column, part


def _pictures(anchor: Element) -> Iterator[str]:
    """Relations of the pictures in an anchor, also of a group and of a filled shape."""
    for element in anchor.iter():
        if _name(element) == "blip":
            yield next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "embed"), "")


def _place(anchor: Element, cells: Cells) -> tuple[int | None, int | None]:
    begin = next((e for e in anchor if _name(e) == "from"), None)
    if begin is None:
        return None, None
    row, column = _number(begin, "row"), _number(begin, "col")
    above = min(_number(begin, "rowOff") / POINT, cells.height(row))
    here = cells.height(row) - above
    below = min(_height(anchor, row, above, cells) - here, cells.height(row + 1))
    return (row + 1 if above > here and below > here else row), column


def _height(anchor: Element, row: int, above: float, cells: Cells) -> float:
    """Of the picture, in points; as far as the row after its first."""
    for element in anchor:
        if _name(element) == "ext":
            size = element.get("cy", "0")
            return int(size) / POINT if size.isdigit() else 0.0
        if _name(element) == "to":
            last, into = _number(element, "row"), _number(element, "rowOff") / POINT
            if last == row:
                return into - above
            whole = cells.height(row) - above
            return whole + (into if last == row + 1 else cells.height(row + 1))
    return 0.0


def _number(corner: Element, name: str) -> int:
    text = next((e.text or "" for e in corner if _name(e) == name), "").strip()
    return min(int(text), FURTHEST * POINT) if text.isascii() and text.isdigit() else 0


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
