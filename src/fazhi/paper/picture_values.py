"""Pictures that Excel places in a cell: from the number at the cell, over three lists, to the part that holds the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element

from fazhi.paper.package_parts import Parts

KIND, KEY = "_localImage", "_rvRel:LocalImageIdentifier"
VALUES = "XLRICHVALUE"
T = TypeVar("T")


def placed(parts: Parts) -> Mapping[int, str]:
    """Number at the cell (`vm`) -> part, "" when the part is missing; other rich values are left out. Raises one of BAD.

    The way, as [MS-XLSX] lays it down: vm (from 1) -> valueMetadata -> futureMetadata -> rich value -> relation -> part.
    """
    kinds = {kind: target for _, kind, target in parts.relations("xl/workbook.xml")}
    trees = [_tree(parts, kinds, k) for k in ("sheetMetadata", "rdRichValue", "rdRichValueStructure", "richValueRel")]
    metadata, values, shapes, links = trees
    if metadata is None or values is None or shapes is None or links is None:
        return {}
    targets = {id: target for id, _, target in parts.relations(kinds["richValueRel"])}
    ends = [targets.get(next((v for k, v in e.items() if k.endswith("}id")), ""), "") for e in links]
    pictures = _pictures(values, shapes)
    found = {}
    for number, value in _numbers(metadata).items():
        if value in pictures:
            found[number] = _at(ends, pictures[value]) or ""
    return found


def _tree(parts: Parts, kinds: Mapping[str, str], kind: str) -> Element | None:
    return parts.xml(kinds[kind]) if kind in kinds and kinds[kind] in parts else None


def _numbers(metadata: Element) -> dict[int, int]:
    """Number at the cell -> place of its rich value."""
    types = [e.get("name", "") for e in metadata.iterfind("{*}metadataTypes/{*}metadataType")]
    future = next((e for e in metadata.iterfind("{*}futureMetadata") if e.get("name") == VALUES), None)
    if future is None:
        return {}
    places = [next((e.get("i", "") for e in block.iterfind(".//{*}rvb")), "") for block in future.iterfind("{*}bk")]
    found = {}
    for number, block in enumerate(metadata.iterfind("{*}valueMetadata/{*}bk"), start=1):
        for record in block.iterfind("{*}rc"):
            if _at(types, _index(record.get("t")) - 1) == VALUES:
                found[number] = _index(_at(places, _index(record.get("v"))))
    return found


def _pictures(values: Element, shapes: Element) -> dict[int, int]:
    """Place of a rich value that is a picture -> place of its relation."""
    orders = [
        [k.get("n", "") for k in shape.iterfind("{*}k")] if shape.get("t") == KIND else []
        for shape in shapes.iterfind("{*}s")
    ]
    found = {}
    for place, value in enumerate(values.iterfind("{*}rv")):
        order = _at(orders, _index(value.get("s"))) or []
        said = [v.text or "" for v in value.iterfind("{*}v")]
        if KEY in order:
            found[place] = _index(_at(said, order.index(KEY)))
    return found


def _index(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1


def _at(row: Sequence[T], place: int) -> T | None:
    return row[place] if 0 <= place < len(row) else None
