"""The paragraphs of a Word file as they look: text, letters, indents, lines, with all inheritance resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fazhi.paper.package_parts import W
from fazhi.paper.word_measure import number, points, size_of
from fazhi.paper.word_number import Numbers
from fazhi.paper.word_package import Package
from fazhi.paper.word_style import Properties, Styles, flat, over

HAN = re.compile(r"[\u3400-\u9fff]")
NOT_SHOWN = {"del", "moveFrom", "pPr", "rPr", "Fallback", "txbxContent", "instrText"}
HOLDERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
PICTURES = {"drawing", "pict", "object"}


@dataclass(frozen=True, slots=True)
class Letters:
    """A piece of text in one type: Chinese and Latin typeface ("" for none named), points of size and of extra width."""

    text: str
    chinese: str
    latin: str
    size: float
    extra: float


@dataclass(frozen=True, slots=True)
class Line:
    """How high the lines are: points and auto | exact | atLeast (auto: share of one line), and points around."""

    height: float
    rule: str
    around: float
    on_grid: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. number: its place among those with text; number_set: what Word numbers by itself; indents in characters."""

    number: int
    number_set: str
    letters: tuple[Letters, ...]
    side: str
    first: float
    left: float
    right: float
    line: Line
    in_table: bool
    breaks: bool
    has_picture: bool

    @property
    def text(self) -> str:
        """All of it, with the automatic number."""
        return self.number_set + "".join(piece.text for piece in self.letters)

    @property
    def empty(self) -> bool:
        """Nothing to be seen in it."""
        return not self.text.strip() and not self.has_picture


def blocks_of(package: Package, styles: Styles, root: Element) -> list[Block]:
    """The paragraphs under a body, header or footer in their order, those of tables in their place."""
    numbers, made, n = Numbers(package), [], 0
    for paragraph, in_table in _paragraphs(root):
        block = _block(paragraph, in_table, styles, numbers, n + 1)
        n += bool(block.text.strip())
        made.append(block)
    return made


def _paragraphs(root: Element) -> Iterator[tuple[Element, bool]]:
    waiting = [(child, False) for child in reversed(root)]
    while waiting:
        element, in_table = waiting.pop()
        name = element.tag.rpartition("}")[2]
        if name == "p":
            yield element, in_table
        elif name in ("tbl", "tr", "tc") or name in HOLDERS:
            waiting += [(child, in_table or name == "tbl") for child in reversed(element)]


def shown(element: Element) -> Iterator[Element]:
    """The runs in an element that are printed, without what was deleted, moved away or stands in a text box."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == f"{W}r":
            yield here
        else:
            waiting += [c for c in reversed(here) if c.tag.rpartition("}")[2] not in NOT_SHOWN]


def _block(paragraph: Element, in_table: bool, styles: Styles, numbers: Numbers, place: int) -> Block:
    own = paragraph.find(f"{W}pPr")
    style = own.find(f"{W}pStyle") if own is not None else None
    named = style.get(f"{W}val", "") if style is not None else ""
    properties = styles.of_paragraph(named)
    mine = flat(own)
    listed = over(properties, mine)
    of_list = numbers.indent(listed)  # a list that the style brings yields to the style's own indent
    properties = over(properties, of_list) if "numPr.numId" in mine else over(of_list, properties)
    properties = over(properties, mine)
    runs = list(shown(paragraph))
    letters = tuple(piece for run in runs if (piece := letters_of(run, named, styles)).text)
    size = next((piece.size for piece in letters if piece.text.strip()), size_of(styles.of_run("", None).get("sz", "")))
    names = {inner.tag.rpartition("}")[2] for run in runs for inner in run.iter()}
    return Block(
        number=place,
        number_set=numbers.next(listed),
        letters=letters,
        side=properties.get("jc", "left"),
        first=_indent(properties, "firstLine", size) - _indent(properties, "hanging", size),
        left=_indent(properties, "left", size) or _indent(properties, "start", size),
        right=_indent(properties, "right", size) or _indent(properties, "end", size),
        line=_line(properties),
        in_table=in_table,
        breaks=any(b.get(f"{W}type") == "page" for run in runs for b in run.iter(f"{W}br"))
        or properties.get("pageBreakBefore", "0") not in ("0", "false"),
        has_picture=bool(names & PICTURES),
    )


def letters_of(run: Element, paragraph_style: str, styles: Styles) -> Letters:
    """A run with the type it is printed in; text is empty when nothing of it is printed."""
    properties = styles.of_run(paragraph_style, run.find(f"{W}rPr"))
    hidden = properties.get("vanish", "0") not in ("0", "false")
    text = "".join(t.text or "" if t.tag == f"{W}t" else "\t" for t in run if t.tag in (f"{W}t", f"{W}tab"))
    return Letters(
        text="" if hidden else text,
        chinese=styles.face(properties, "eastAsia"),
        latin=styles.face(properties, "ascii"),
        size=size_of(properties.get("sz", "")),
        extra=points(properties.get("spacing", "0")),
    )


def _indent(properties: Properties, name: str, size: float) -> float:
    """In characters of the paragraph's size: as written in characters, else from the measure."""
    written = properties.get(f"ind.{name}Chars", "0")
    if number(written):
        return number(written) / 100
    return points(properties.get(f"ind.{name}", "0")) / size


def _line(properties: Properties) -> Line:
    rule = properties.get("spacing.lineRule", "auto")
    height = properties.get("spacing.line", "240")
    around = sum(points(properties.get(f"spacing.{side}", "0")) for side in ("before", "after"))
    around += sum(number(properties.get(f"spacing.{side}", "0")) / 100 for side in ("beforeLines", "afterLines"))
    return Line(
        height=number(height, 240.0) / 240 if rule == "auto" else points(height),
        rule=rule,
        around=around,
        on_grid=properties.get("snapToGrid", "1") not in ("0", "false"),
    )
