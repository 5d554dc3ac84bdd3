"""Checks of the page number (GB/T 9704-2012, 7.5): — 1 — in 14 pt 宋体, odd pages right, even pages left, one character in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fazhi.paper.gongwen_fault import Fault
from fazhi.paper.gongwen_page import sections
from fazhi.paper.gongwen_type import SONG
from fazhi.paper.package_parts import R, W
from fazhi.paper.word_package import Package
from fazhi.paper.word_read import Letters, blocks_of, letters_of, shown
from fazhi.paper.word_style import Styles, flat

CLAUSE, SIZE = "7.5", 14.0
DASHED = re.compile(r"\s*— ?1 ?—\s*")
ODD, EVEN = ("default", "right", "单页", "右"), ("even", "left", "双页", "左")
AWAY = (0.5, 2.0)  # characters from the edge; one is meant
SIDES = {"start": "left", "end": "right", "both": "left", "inside": "left", "distribute": "left"}


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The line with the page number: its text with 1 for the number, its letters, its side, characters from that edge.

    away is negative where it stands in a frame, whose place is measured otherwise.
    """

    text: str
    letters: tuple[Letters, ...]
    side: str
    away: float


def footer_faults(package: Package, styles: Styles) -> Iterator[Fault]:
    """Of every section; a section without a footer of its own goes on with the one before."""
    settings = package.kinds.get("settings")
    mark = settings.find(f"{W}evenAndOddHeaders") if settings is not None else None
    two_sided = mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")
    used: dict[str, str] = {}
    seen = set()
    for n, section in enumerate(sections(package.main), start=1):
        for reference in section.findall(f"{W}footerReference"):
            used[reference.get(f"{W}type", "default")] = reference.get(f"{R}id", "")
        first = [("first", "", "首页", "")] if section.find(f"{W}titlePg") is not None else []
        for kind, side, word, chinese in [ODD, *([EVEN] if two_sided else []), *first]:
            part = used.get(kind, "")
            if (kind, part) not in seen:
                seen.add((kind, part))
                place = f"{word}页脚" if n == 1 else f"第{n}节{word}页脚"
                found = _page_number(package, part, styles)
                yield from _one(found, place, side, chinese, two_sided)


def _one(found: PageNumber | None, place: str, side: str, chinese: str, two_sided: bool) -> Iterator[Fault]:
    if found is None:
        yield Fault("page_number", CLAUSE, place, "没有页码", "— 1 —", "请插入页码")
        return
    if not DASHED.fullmatch(found.text):
        told = f"页码写作“{found.text.strip()}”"
        yield Fault("page_number_form", CLAUSE, place, told, "数字左右各一条一字线：— 1 —", "请在数字两边加一字线")
    wrong = [p for p in found.letters if p.text.strip() and abs(p.size - SIZE) > 0.1]
    other = [p for p in found.letters if re.search(r"\d", p.text) and not SONG.search(p.latin)]
    if wrong:
        yield Fault("page_number_type", CLAUSE, place, f"页码是{wrong[0].size:g}磅", "4号（14磅）", "请改字号")
    if other:
        told = f"页码数字的字体是{other[0].latin or '默认字体'}"
        yield Fault("page_number_type", CLAUSE, place, told, "半角宋体", "请把西文字体也设为宋体")
    if side and found.side == "outside":
        return
    if side and not two_sided:
        told = "单双页的页码位置没有分开"
        yield Fault("page_number_side", CLAUSE, place, told, "单页居右、双页居左", "请勾选“奇偶页不同”，分别设置")
    elif side and found.side != side:
        yield Fault("page_number_side", CLAUSE, place, "页码不在外侧", f"居{chinese}，空一字", "请改对齐方式")
    elif side and found.away >= 0 and not AWAY[0] <= found.away <= AWAY[1]:
        yield Fault("page_number_side", CLAUSE, place, "页码没有空一字", f"居{chinese}，空一字", "请缩进一个字")


def _page_number(package: Package, part: str, styles: Styles) -> PageNumber | None:
    root = package.parts.get(part)
    for paragraph in root.iter(f"{W}p") if root is not None else ():
        runs = list(shown(paragraph))
        codes = [c.text or "" for r in runs for c in r.iter(f"{W}instrText")]
        codes += [f.get(f"{W}instr", "") for f in paragraph.iter(f"{W}fldSimple")]
        if root is not None and any(re.match(r"\s*PAGE\b", code) for code in codes):
            return _read(root, paragraph, runs, package, styles)
    return None


def _read(root: Element, paragraph: Element, runs: list[Element], package: Package, styles: Styles) -> PageNumber:
    holder = Element("holder")
    holder.append(paragraph)
    block = blocks_of(package, styles, holder)[0]
    own = paragraph.find(f"{W}pPr/{W}pStyle")
    named = own.get(f"{W}val", "") if own is not None else ""
    letters = tuple(piece for run in runs if (piece := letters_of(run, named, styles)).text)
    text = re.sub(r"\d+", "1", "".join(piece.text for piece in letters))
    frame = flat(paragraph.find(f"{W}pPr")).get("framePr.xAlign", "") or _frame(root, paragraph)
    if frame:
        return PageNumber(text, letters, SIDES.get(frame, frame), -1.0)
    side = SIDES.get(block.side, block.side)
    edge = text[::-1] if side == "right" else text
    spaces = sum(1.0 if c == "　" else 0.5 for c in edge[: len(edge) - len(edge.lstrip())])
    return PageNumber(text, letters, side, (block.right if side == "right" else block.left + block.first) + spaces)


def _frame(root: Element, paragraph: Element) -> str:
    """Where the text box that holds the paragraph stands: left, center, right, outside; "" without a box."""
    for anchor in root.iter():
        if anchor.tag.endswith("}anchor") and paragraph in anchor.iter():
            return next((a.text or "" for a in anchor.iter() if a.tag.endswith("}align")), "frame")
    return ""
