"""The page, type and lines of an official document (GB/T 9704-2012, sections 5 and 7), as settings of a Word file.

Twenty-two lines of twenty-eight characters: 22 × 28.95 pt = 636.9 pt in 225 mm of height, and 28 × (16 - 0.25) pt
= 441 pt in 156 mm of width. A grid of lines with narrowed letters gives the same page in Word, WPS and LibreOffice.
"""

from __future__ import annotations

import io
import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_SECTION_START
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LINE = 579  # twentieths of a point: 28.95 pt
SMALL_LINE = 300  # twentieths of a point: 15 pt, of a table
NARROW = -5  # twentieths of a point: -0.25 pt a character
LATIN = "Times New Roman"
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SONG, HEI, KAI, FANGSONG, TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"

# The order the schema wants (ECMA-376 part 1, 17.3.1.26 and 17.3.2.28), of the properties used here.
PARAGRAPH_ORDER = ("pStyle", "keepNext", "pageBreakBefore", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr")
RUN_ORDER = ("rStyle", "rFonts", "b", "i", "color", "spacing", "sz", "szCs", "highlight", "vertAlign", "lang")


@dataclass(frozen=True, slots=True)
class Type:
    """A Chinese typeface, its size in points, and the typeface of letters and digits."""

    face: str
    size: float = 16.0
    latin: str = LATIN


BODY = Type(FANGSONG)
HEADINGS = {1: Type(HEI), 2: Type(KAI), 3: Type(FANGSONG), 4: Type(FANGSONG)}
TITLE_TYPE = Type(TITLE, 22)
NUMBER_TYPE = Type(SONG, 14, SONG)  # 7.5: the digits too
NOTE_TYPE = Type(KAI, 12)
TABLE_TYPE = Type(FANGSONG, 10.5)


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """A WordprocessingML element with its attributes, all in the `w:` namespace."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def empty_file() -> WordFile:
    """A Word file without text: page, grid, base style and page numbers are set."""
    return docx.Document(io.BytesIO(_prepared()))


@cache
def _prepared() -> bytes:
    word = docx.Document()
    _page(word)
    for style in word.styles:
        if style.type is not None and hasattr(style, "font"):
            _faces(style.element.get_or_add_rPr(), BODY)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # else a program without our typefaces takes Japanese letters
    normal = word.styles["Normal"]
    normal.font.size = Pt(BODY.size)
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _page(word: WordFile) -> None:
    section = word.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)
    properties = section._sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(element("docGrid", type="lines", linePitch=LINE))


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """The page number "— 1 —" at the outer side, one character in from the edge."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    indent = {"rightChars": 100, "right": 280} if side == WD_ALIGN_PARAGRAPH.RIGHT else {"leftChars": 100, "left": 280}
    paragraph._p.get_or_add_pPr().append(element("ind", **indent))
    write(paragraph, "— ", NUMBER_TYPE)
    for kind in ("begin", "", "separate", "1", "end"):
        run = write(paragraph, "1" if kind == "1" else "", NUMBER_TYPE)
        if kind == "":
            code = element("instrText")
            code.text = " PAGE "
            run._r.append(code)
        elif kind != "1":
            run._r.append(element("fldChar", fldCharType=kind))
    write(paragraph, " —", NUMBER_TYPE)


def write(paragraph: Paragraph, text: str, kind: Type) -> Run:
    """Add `text` in a type: Chinese face named apart from the Latin one, letters narrowed to the grid."""
    run = paragraph.add_run(printable(text))
    run._r.insert(0, deepcopy(_properties(kind)))
    return run


@cache
def _properties(kind: Type) -> BaseOxmlElement:
    """Of a run. Copied, as asking for one property after the other takes ten times as long."""
    made = element("rPr")
    _faces(made, kind)
    if kind.size == BODY.size:
        made.append(element("spacing", val=NARROW))
    made.append(element("sz", val=round(kind.size * 2)))
    return made


def _faces(properties: BaseOxmlElement, kind: Type) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = element("rFonts", ascii=kind.latin, hAnsi=kind.latin, eastAsia=kind.face, cs=kind.latin, hint="eastAsia")
    properties.insert(0, fonts)


def lines(paragraph: Paragraph, indent: bool = False) -> Paragraph:
    """Put a paragraph on the grid: exact lines, no space around; with `indent`, its first line two characters in.

    Not justified: of a justified line LibreOffice 7.4 loses the mark that hangs over its end.
    """
    paragraph._p.insert(0, deepcopy(_on_grid(indent)))
    return paragraph


def small(paragraph: Paragraph) -> Paragraph:
    """Off the grid: the close lines of a table."""
    paragraph._p.insert(0, deepcopy(_in_table()))
    return paragraph


@cache
def _on_grid(indent: bool) -> BaseOxmlElement:
    made = element("pPr")
    made.append(element("spacing", before=0, after=0, line=LINE, lineRule="exact"))
    if indent:
        made.append(element("ind", firstLineChars=200, firstLine=640))
    return made


@cache
def _in_table() -> BaseOxmlElement:
    made = element("pPr")
    made.append(element("spacing", before=0, after=0, line=SMALL_LINE, lineRule="exact"))
    made.append(element("snapToGrid", val=0))
    return made


def printable(text: str) -> str:
    """`text` without the characters that XML 1.0 (section 2.2) cannot hold."""
    return NOT_XML.sub("", text)


def in_schema_order(word: WordFile) -> None:
    """Put the properties of every paragraph and run in the order that strict readers ask for."""
    section = word.sections[0]
    for root in (word.element, section.footer._element, section.even_page_footer._element):
        for tag, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
            for properties in root.iter(qn(f"w:{tag}")):
                properties[:] = sorted(properties, key=lambda child: order.index(child.tag.rpartition("}")[2]))
