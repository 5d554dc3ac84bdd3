"""Letters taken out of a PDF page: their codes leave the content stream, stars stand in their place, the rest stays where it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

import pypdf
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    NameObject,
)

from fazhi.proofread.pdf_glyphs import SHOWS, Glyph, Operation, glyphs, raw, strings

STARS = "/FazhiMask"
STAR_WIDE = 389  # thousandths, in Helvetica
SAID_AGAIN = ("/ActualText", "/Alt", "/E")


def starred(words: str, mask: str, keeps: bool = True) -> tuple[int, int]:
    """How many letters at the begin and at the end of the words the official mask leaves standing; none where it keeps none."""
    if not keeps or "*" not in mask:
        return 0, 0
    begin = next((n for n, (a, b) in enumerate(zip(words, mask, strict=False)) if a != b), min(len(words), len(mask)))
    most = min(len(words), len(mask)) - begin
    end = next((n for n in range(most) if words[-1 - n] != mask[-1 - n]), most)
    return begin, end


def mask_page(page: pypdf.PageObject, text: str, spans: Sequence[tuple[int, int]]) -> bytes | None:
    """Take the letters at `spans` of the page's `text` (as extract_text gives it) out of the page of a writer.

    What the page showed before is given back, so that the copy can be searched for it; None where the letters of the page are not
    in the order of the text, as with text in forms and fonts that do not say what they show. The page is untouched then.
    """
    contents = page.get_contents()
    if contents is None:
        return None
    before = contents.get_data()
    resources = cast(DictionaryObject, page["/Resources"].get_object())
    fonts = cast(DictionaryObject, resources.get("/Font", DictionaryObject()).get_object())
    found = list(glyphs(contents.operations, fonts))
    drawn = [(c, g) for g in found for c in g.said if not c.isspace()]
    read = [n for n, c in enumerate(text) if not c.isspace()]
    if "".join(c for c, _ in drawn) != "".join(text[n] for n in read):
        return None
    gone: dict[int, list[Glyph]] = defaultdict(list)
    for (_, glyph), n in zip(drawn, read, strict=True):
        if any(begin <= n < end for begin, end in spans) and glyph not in gone[glyph.operation]:
            gone[glyph.operation].append(glyph)
    _rewrite(page, contents, gone)
    fonts[NameObject(STARS)] = _star_font()
    resources[NameObject("/Font")] = fonts
    return before


def _rewrite(page: pypdf.PageObject, contents: ContentStream, gone: dict[int, list[Glyph]]) -> None:
    made: list[Operation] = []
    for n, (operands, operator) in enumerate(contents.operations):
        if operator in SHOWS and gone.get(n):
            made += _shown(operands, operator, gone[n])
        else:
            made.append((_silent(operands), operator) if operator in (b"BDC", b"DP") else (operands, operator))
    contents.operations = made
    page.replace_contents(contents)


def _silent(operands: list[Any]) -> list[Any]:
    """Properties of marked content without the words that they repeat."""
    for one in operands:
        if isinstance(one, DictionaryObject):
            for key in SAID_AGAIN:
                one.pop(key, None)
    return operands


def _shown(operands: list[Any], operator: bytes, gone: list[Glyph]) -> list[Operation]:
    """An operation that shows text, in pieces around what is gone."""
    made: list[Operation] = []
    if operator == b'"':
        made += [([operands[0]], b"Tw"), ([operands[1]], b"Tc")]
    if operator in (b"'", b'"'):
        made.append(([], b"T*"))
    waiting = ArrayObject()
    for item, part in enumerate(strings(operands, operator)):
        data, at = raw(part), 0
        if not data:
            waiting.append(part)
        for glyph in (g for g in gone if g.item == item):
            waiting.append(ByteStringObject(data[at : glyph.begin]))
            made += [([waiting], b"TJ"), *_star(glyph)]
            waiting = ArrayObject([FloatObject(STAR_WIDE - glyph.width)])
            at = glyph.end
        if data:
            waiting.append(ByteStringObject(data[at:]))
    return [*made, ([waiting], b"TJ")]


def _star(glyph: Glyph) -> list[Operation]:
    return [
        ([NameObject(STARS), glyph.size], b"Tf"),
        ([ByteStringObject(b"*")], b"Tj"),
        ([NameObject(glyph.font), glyph.size], b"Tf"),
    ]


def _star_font() -> DictionaryObject:
    words = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    return DictionaryObject({NameObject(k): NameObject(v) for k, v in words.items()})
