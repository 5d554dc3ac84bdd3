"""Checks of the page: paper, margins, twenty-two lines of twenty-eight characters, page numbers, what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fazhi.paper.gongwen_fault import Fault, where
from fazhi.paper.gongwen_parts import Parts
from fazhi.paper.package_parts import W
from fazhi.paper.word_measure import number, points
from fazhi.paper.word_read import Block

MM = 72 / 25.4
PAPER = (210, 297)
MARGINS = {"top": ("上", 37), "bottom": ("下", 35), "left": ("左", 28), "right": ("右", 26)}
NEAR = 1.0  # millimetres; 5.2.1 allows as much
HEIGHT, WIDTH = 225 * MM, 156 * MM
LINES, CHARACTERS, SIZE = 22, 28, 16.0
GRIDS = {"lines", "linesAndChars", "snapToChars"}
CHANGES = {
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "numberingChange",
}
REMARKS = {"commentReference", "commentRangeStart"}


@dataclass(frozen=True, slots=True)
class Grid:
    """Points between lines (0: no grid of lines) and points that it adds to each character."""

    pitch: float
    extra: float


def sections(main: Element) -> list[Element]:
    """The section properties in their order."""
    return list(main.iter(f"{W}sectPr"))


def grid_of(section: Element) -> Grid:
    """The grid that a section sets."""
    grid = section.find(f"{W}docGrid")
    kind = grid.get(f"{W}type", "") if grid is not None else ""
    if grid is None or kind not in GRIDS:
        return Grid(0.0, 0.0)
    extra = number(grid.get(f"{W}charSpace", "0")) / 4096 if kind != "lines" else 0.0
    return Grid(points(grid.get(f"{W}linePitch", "0")), extra)


def page_faults(main: Element) -> Iterator[Fault]:
    """Paper and margins of every section; a later section may lie on its side, for a wide table."""
    for n, section in enumerate(sections(main), start=1):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        place = f"第{n}节" if n > 1 else "页面设置"
        paper = tuple(points(size.get(f"{W}{k}", "0")) / MM if size is not None else 0.0 for k in ("w", "h"))
        lies = n > 1 and paper[0] > paper[1]
        if not _near(sorted(paper), PAPER):
            yield Fault(
                "paper", "5.1", place, f"纸张是{paper[0]:.0f}×{paper[1]:.0f}毫米", "A4，210×297毫米", "请改纸张大小"
            )
        elif not lies and paper[0] > paper[1]:
            yield Fault("paper", "5.1", place, "纸张横放", "A4竖放", "请改为纵向")
        for side, (word, wanted) in MARGINS.items() if not lies else ():
            found = points(margins.get(f"{W}{side}", "0")) / MM if margins is not None else 0.0
            found += points(margins.get(f"{W}gutter", "0")) / MM if margins is not None and side == "left" else 0.0
            if abs(abs(found) - wanted) > NEAR:
                told = f"{word}页边距是{found:.1f}毫米"
                yield Fault("margins", "5.2.1", place, told, f"{wanted}毫米，相差不超过1毫米", "请在页面设置里改")


def _near(found: list[float], wanted: tuple[int, int]) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(found, wanted, strict=True))


def line_faults(parts: Parts, grid: Grid) -> Iterator[Fault]:
    """Lines of the body: as many to 225 mm as the standard says, whichever of the usual settings gives them."""
    for block in (*parts.addressee, *parts.body, *parts.issuer, *parts.date):
        pitch = _pitch(block, grid)
        mend = "请设为固定值28.95磅，段前段后为0"
        if block.line.around:
            yield Fault("lines", "5.2.3", where(block), "段前或段后留了空", "段前、段后都是0", mend)
        elif not pitch:
            yield Fault("lines", "5.2.3", where(block), "行距没有固定，每面行数不准", f"每面{LINES}行", mend)
        elif int(HEIGHT / pitch) != LINES:
            told = f"行距{pitch:.4g}磅，每面{int(HEIGHT / pitch)}行"
            yield Fault("lines", "5.2.3", where(block), told, f"每面{LINES}行", mend)


def _pitch(block: Block, grid: Grid) -> float:
    line = block.line
    snapped = grid.pitch if line.on_grid else 0.0
    if line.rule == "exact":
        return line.height
    if line.rule == "atLeast":
        return max(snapped, line.height) if snapped else 0.0
    return snapped * line.height


def character_faults(parts: Parts, grid: Grid) -> Iterator[Fault]:
    """Characters of the body: as many to 156 mm as the standard says, by narrower letters or by a grid of letters."""
    for block in parts.body:
        for piece in block.letters:
            advance = SIZE + piece.extra + grid.extra
            if abs(piece.size - SIZE) < 0.1 and piece.text.strip() and int(WIDTH / advance) != CHARACTERS:
                told = f"每行只排得下{int(WIDTH / advance)}个字" if advance > SIZE - 1 else "字距过小"
                mend = "请在页面设置的文档网格里指定每行28字，或把字符间距紧缩0.25磅"
                yield Fault("characters", "5.2.3", where(block), told, f"每行{CHARACTERS}个字", mend)
                break


def leftover_faults(main: Element, blocks: list[Block], remarks: bool) -> Iterator[Fault]:
    """Tracked changes and comments that would go out with the document; empty paragraphs or an empty page at its end."""
    names = {element.tag.rpartition("}")[2] for element in main.iter() if element.tag.startswith(W)}
    if names & CHANGES:
        yield Fault("changes", "", "全文", "留有修订痕迹", "没有修订的定稿", "请接受或拒绝全部修订")
    if names & REMARKS or remarks:
        yield Fault("comments", "", "全文", "留有批注", "没有批注的定稿", "请删除全部批注")
    tail = []
    for block in reversed(blocks):
        if not block.empty:
            break
        tail.append(block)
    body = main.find(f"{W}body")
    last = [child.tag for child in body if child.tag != f"{W}sectPr"] if body is not None else []
    after_table = len(last) > len(tail) > 0 and last[-len(tail) - 1] == f"{W}tbl"
    if len(tail) > (1 if after_table else 0) or any(b.breaks for b in tail):
        yield Fault(
            "tail", "", "末尾", f"有{len(tail)}个空段", "最后一行字后面没有空段、空白页", "请删去末尾的空段和分页符"
        )
