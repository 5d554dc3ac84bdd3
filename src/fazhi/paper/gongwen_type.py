"""Checks of typefaces, sizes and indents: title (GB/T 9704-2012, 7.3.1), body and headings (5.2.2, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.paper.gongwen_fault import Fault, where
from fazhi.paper.gongwen_parts import Parts, heading, numbered
from fazhi.paper.word_read import HAN, Block, Letters

FANGSONG = re.compile(r"仿宋|fangsong", re.IGNORECASE)
TITLE = re.compile(r"小标宋|xiaobiaosong", re.IGNORECASE)
HEI = re.compile(r"黑体|simhei|heiti", re.IGNORECASE)
KAI = re.compile(r"楷|kaiti|simkai", re.IGNORECASE)
SONG = re.compile(r"^(?!.*(?:仿|标))(?:.*宋|n?simsun|.*songti)", re.IGNORECASE)
LEVELS = {1: (HEI, "黑体"), 2: (KAI, "楷体"), 3: (FANGSONG, "仿宋"), 4: (FANGSONG, "仿宋")}
BODY, TITLE_SIZE = 16.0, 22.0
NEAR = 0.1  # points
INDENT, SLACK = 2.0, 0.15  # characters
CAPTION = re.compile(r"[表图附]\s*\d")


def face_named_faults(blocks: list[Block]) -> Iterator[Fault]:
    """Chinese letters for which nothing names a Chinese typeface: each program takes another, Word a Japanese one."""
    for block in blocks:
        if any(HAN.search(piece.text) and not piece.chinese for piece in block.letters):
            told = "汉字没有指定中文字体"
            yield Fault("face_named", "5.2.2", where(block), told, "给汉字指定中文字体", "请选中这些字，设一次中文字体")


def title_faults(parts: Parts) -> Iterator[Fault]:
    """There is a title, of one type, in the middle."""
    if not parts.title:
        yield Fault("title", "7.3.1", "全文", "没有找到标题", "2号小标宋体标题", "请在正文前写标题")
    for block in parts.title:
        yield from _face(block, block.letters, TITLE, "小标宋体", "title_face", "7.3.1")
        yield from _size(block, TITLE_SIZE, "2号（22磅）", "title_size", "7.3.1")
        if block.side != "center":
            yield Fault("title_centre", "7.3.1", where(block), "标题没有居中", "居中", "请居中")
        elif abs(block.first) > SLACK or abs(block.left - block.right) > SLACK:
            yield Fault("title_centre", "7.3.1", where(block), "标题有缩进，偏离正中", "居中，没有缩进", "请去掉缩进")


def body_faults(parts: Parts) -> Iterator[Fault]:
    """Typeface, size and first line of addressee, body, headings and signature."""
    for block in (*parts.addressee, *parts.issuer, *parts.date):
        yield from _face(block, block.letters, FANGSONG, "仿宋", "body_face", "5.2.2")
    for block in parts.body:
        head, rest = _split(block)
        found = numbered(block.text)
        if found is not None:
            form, word = LEVELS[found.level]
            yield from _face(block, head, form, word, "heading_face", "7.3.3")
        yield from _face(block, rest, FANGSONG, "仿宋", "body_face", "5.2.2")
        if not CAPTION.match(block.text.strip()):
            yield from _indent(block)
    for block in (*parts.addressee, *parts.body, *parts.issuer, *parts.date):
        yield from _size(block, BODY, "3号（16磅）", "body_size", "5.2.2")
    for block in parts.addressee:
        if block.first + block.left + _spaces(block.text) > SLACK:
            yield Fault("indent", "7.3.2", where(block), "主送机关没有顶格", "居左顶格", "请去掉缩进")


def _split(block: Block) -> tuple[tuple[Letters, ...], tuple[Letters, ...]]:
    """The letters of the heading that a paragraph begins with, and the others."""
    if numbered(block.text) is None:
        return (), block.letters
    left = len(heading(block.text)) - len(block.number_set)
    head: list[Letters] = []
    rest: list[Letters] = []
    for piece in block.letters:
        (head if left > 0 else rest).append(piece)
        left -= len(piece.text)
    return tuple(head), tuple(rest)


def _face(
    block: Block, letters: tuple[Letters, ...], form: re.Pattern[str], word: str, name: str, rule: str
) -> Iterator[Fault]:
    for piece in letters:
        if HAN.search(piece.text) and piece.chinese and not form.search(piece.chinese):
            yield Fault(name, rule, where(block), f"字体是{piece.chinese}", word, f"请改为{word}")
            return


def _size(block: Block, wanted: float, word: str, name: str, rule: str) -> Iterator[Fault]:
    for piece in block.letters:
        if piece.text.strip() and abs(piece.size - wanted) > NEAR:
            yield Fault(name, rule, where(block), f"字号是{piece.size:g}磅", word, f"请改为{word}")
            return


def _indent(block: Block) -> Iterator[Fault]:
    """The first line two characters in, the others at the edge; leading wide spaces count."""
    first = block.first + _spaces(block.text)
    if abs(block.left) > SLACK and not abs(block.left + block.first) <= SLACK:
        yield Fault("indent", "7.3.3", where(block), "整段缩进，回行没有顶格", "首行空二字，回行顶格", "请只设首行缩进")
    elif abs(first - INDENT) > SLACK:
        told = f"首行空{first:.2g}字" if first > SLACK else "首行没有空二字"
        yield Fault("indent", "7.3.3", where(block), told, "首行空二字", "请设首行缩进2字符")


def _spaces(text: str) -> float:
    """Characters that the blanks at the beginning take."""
    return sum(1.0 if c == "　" else 0.5 for c in text[: len(text) - len(text.lstrip())])
