"""Which cells of a sheet hold a picture instead of words, how high its rows are, and which drawing lies over it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from fazhi.paper.package_parts import Parts

# WPS lays a picture into a cell as a formula: =DISPIMG("ID_…",1), or =_xlfn.DISPIMG(…) once Excel has saved it.
DISPIMG = re.compile(r'DISPIMG\(\s*"([^"]{1,200})"', re.IGNORECASE)
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
HINTS = (b"DISPIMG", b"dispimg", b"drawing", b" vm=")
HEIGHT = 13.5  # points; what WPS gives a row that says nothing
STEP = 1 << 20


@dataclass(slots=True)
class Cells:
    """What was found: (row, column, name in WPS), (row, column, number of a rich value), heights, the drawing's relation."""

    named: list[tuple[int, int, str]] = field(default_factory=list)
    rich: list[tuple[int, int, int]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    usual: float = HEIGHT
    drawing: str = ""

    def height(self, row: int) -> float:
        """Of a row, in points."""
        return self.heights.get(row, self.usual)


def read_cells(parts: Parts, part: str) -> Cells:
    """Read a sheet's part as a stream; one without any sign of a picture is not gone through. Raises one of BAD.

    Price: about 1 s for 400,000 cells.
    """
    data = parts.read(part)
    reader = _Reader()
    if any(hint in data for hint in HINTS):
        parser = ElementTree.XMLParser(target=reader)
        for start in range(0, len(data), STEP):
            parser.feed(data[start : start + STEP])
        parser.close()
    return reader.found


def column_number(letters: str) -> int:
    """A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Reader:
    """Takes a sheet's elements one by one; keeps no tree."""

    def __init__(self) -> None:
        self.found = Cells()
        self._row, self._column, self._rich, self._shared = -1, -1, "", ""
        self._taking = False
        self._words: list[str] = []
        self._formulas: dict[str, str] = {}  # a formula filled down is written once, under a number

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """None is allowed."""
        raise ValueError(f"document type {name}")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        if name == "c":
            self._cell(attributes)
        elif name in ("f", "v"):
            self._taking = True
            self._shared = attributes.get("si", "") if name == "f" else self._shared
        elif name == "row":
            self._row, self._column = _whole(attributes.get("r")) - 1 if "r" in attributes else self._row + 1, -1
            if "ht" in attributes:
                self.found.heights[self._row] = float(attributes["ht"])
        elif name == "sheetFormatPr":
            self.found.usual = float(attributes.get("defaultRowHeight", HEIGHT))
        elif name == "drawing":
            self.found.drawing = next((v for k, v in attributes.items() if k.rpartition("}")[2] == "id"), "")

    def _cell(self, attributes: dict[str, str]) -> None:
        place = PLACE.fullmatch(attributes.get("r", ""))
        self._row = int(place[2]) - 1 if place else self._row
        self._column = column_number(place[1]) if place else self._column + 1
        self._rich, self._shared = attributes.get("vm", ""), ""
        self._words.clear()

    def data(self, text: str) -> None:
        """Words of the cell's formula or value."""
        if self._taking:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        if name in ("f", "v"):
            self._taking = False
            self._words.append("\n")
        elif name == "c":
            words = "".join(self._words)
            if self._shared:
                words = self._formulas.setdefault(self._shared, words)
            if match := DISPIMG.search(words):
                self.found.named.append((self._row, self._column, match[1]))
            elif self._rich:
                self.found.rich.append((self._row, self._column, _whole(self._rich)))

    def close(self) -> Cells:
        """All of it."""
        return self.found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
