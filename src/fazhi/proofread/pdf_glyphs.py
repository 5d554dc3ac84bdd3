"""The letters of a PDF page as they are drawn: what each says, where its code stands in the content stream, how wide it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

SHOWS = (b"Tj", b"TJ", b"'", b'"')
Operation = tuple[list[Any], bytes]
CODES = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
MOST_CODES = 1 << 16


@dataclass(frozen=True, slots=True)
class Glyph:
    """What it says; its operation, its string in that (its place in a TJ array), its bytes; its width in thousandths; its font."""

    said: str
    operation: int
    item: int
    begin: int
    end: int
    width: float
    font: str
    size: Any


@dataclass(frozen=True, slots=True)
class Font:
    """How many bytes a code has, what the codes say, how wide they are."""

    bytes: int
    says: Callable[[int], str]
    wide: Callable[[int], float]


def glyphs(operations: list[Operation], fonts: Mapping[str, PdfObject]) -> Iterator[Glyph]:
    """Every letter that a page shows by itself, in order; not those of the forms it calls."""
    known: dict[str, Font] = {}
    state: tuple[str, Any] = ("", 1)
    kept: list[tuple[str, Any]] = []
    for n, (operands, operator) in enumerate(operations):
        if operator == b"q":
            kept.append(state)
        elif operator == b"Q" and kept:
            state = kept.pop()
        elif operator == b"Tf":
            state = (str(operands[0]), operands[1])
        elif operator in SHOWS:
            name, size = state
            if name not in known:
                known[name] = _font(fonts.get(name))
            for item, part in enumerate(strings(operands, operator)):
                yield from _letters(raw(part), known[name], (n, item, name, size))


def strings(operands: list[Any], operator: bytes) -> list[Any]:
    """The strings and numbers that an operation shows."""
    return list(operands[0]) if operator == b"TJ" else [operands[-1]]


def raw(part: object) -> bytes:
    """The bytes of a string as they stand in the file; none for a number."""
    return bytes(getattr(part, "original_bytes", b""))


def _letters(data: bytes, font: Font, place: tuple[int, int, str, Any]) -> Iterator[Glyph]:
    operation, item, name, size = place
    for at in range(0, len(data) - font.bytes + 1, font.bytes):
        code = int.from_bytes(data[at : at + font.bytes], "big")
        yield Glyph(font.says(code), operation, item, at, at + font.bytes, font.wide(code), name, size)


def _font(found: PdfObject | None) -> Font:
    font = found.get_object() if found is not None else None
    if not isinstance(font, DictionaryObject):
        return Font(1, lambda _: "", lambda _: 0.0)
    unicode = font.get("/ToUnicode")
    stream = unicode.get_object() if unicode is not None else None
    table = _codes(stream.get_data()) if isinstance(stream, StreamObject) else None
    if font.get("/Subtype") == "/Type0":
        inner = cast(ArrayObject, font["/DescendantFonts"].get_object())[0].get_object()
        wide, usual = _wide_of(inner.get("/W")), float(inner.get("/DW", 1000))
        return Font(2, lambda code: (table or {}).get(code, ""), lambda code: wide.get(code, usual))
    first = int(font.get("/FirstChar", 0))
    sizes = [float(w) for w in (cast(ArrayObject, font["/Widths"].get_object()) if "/Widths" in font else ())]
    return Font(
        1,
        lambda code: table.get(code, "") if table is not None else bytes([code]).decode("cp1252", "replace"),
        lambda code: sizes[code - first] if 0 <= code - first < len(sizes) else 500.0,
    )


def _codes(data: bytes) -> dict[int, str]:
    """The table of a /ToUnicode stream."""
    made: dict[int, str] = {}
    for kind, body in CODES.findall(data):
        row: list[Any] = []
        inner: list[str] | None = None
        for text, opens, closes in TOKEN.findall(body):
            if opens:
                inner = []
            elif closes:
                row, inner = [*row, inner], None
            elif inner is not None:
                inner.append(_word(text))
            else:
                row.append(b"".join(text.split()))
            if kind == b"bfchar" and len(row) == 2:
                made[int(row[0] or b"0", 16)], row = _word(row[1]), []
            elif len(row) == 3:
                made.update(_range(*row))
                row = []
    return made


def _range(first: bytes, last: bytes, to: bytes | list[str]) -> Iterator[tuple[int, str]]:
    begin, end = int(first or b"0", 16), int(last or b"0", 16)
    for n, code in enumerate(range(begin, min(end, begin + MOST_CODES) + 1)):
        if isinstance(to, list):
            if n < len(to):
                yield code, to[n]
        else:
            word = _word(to)
            yield code, word[:-1] + chr(min(ord(word[-1]) + n, 0x10FFFF)) if word else ""


def _word(text: bytes) -> str:
    return bytes.fromhex(b"".join(text.split()).decode()).decode("utf-16-be", "replace")


def _wide_of(table: PdfObject | None) -> dict[int, float]:
    """Widths by code out of a /W array: first [a b …], or first last width."""
    made: dict[int, float] = {}
    row: list[Any] = []
    for one in cast(ArrayObject, table.get_object()) if table is not None else ():
        row.append(one.get_object())
        if len(row) == 2 and isinstance(row[1], list):
            made.update((int(row[0]) + n, float(w)) for n, w in enumerate(row[1]))
            row = []
        elif len(row) == 3:
            made.update((code, float(row[2])) for code in range(int(row[0]), min(int(row[1]), MOST_CODES) + 1))
            row = []
    return made
