"""Which paragraph of an official document is what: title, addressee, body, signature, date; told by words and place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.paper.word_read import Block

KINDS = (
    "决议|决定|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|"
    "方案|计划|总结|要点|办法|规定|细则|规则|制度|汇报|讲话|名单|公示|清单|说明|情况|规划"
)
NAMED = re.compile(rf".*(?:{KINDS})(?:[（(〔].*[）)〕])?")
BIG = 18.0  # points; a title that is a little wrong in size is still seen
HEAD = 15  # paragraphs in which a title is looked for
LONG = 60  # characters that no title or addressee exceeds
ANNEX = re.compile(r"附件\s*[\d一二三四五六七八九十]*\s*[:：]?")
# A line that is a date in any form, right or wrong.
DATE = re.compile(
    r"[\d〇○零Ｏ一二三四五六七八九]{2,4}\s*[年./-]\s*[\d一二三四五六七八九十元正]{1,3}\s*[月./-]\s*[\d一二三四五六七八九十廿]{1,3}\s*[日号]?"
)
LEVELS = {
    1: re.compile(r"([一二三四五六七八九十]{1,3})(、)|([一二三四五六七八九十]{1,3})([.．，,])"),
    2: re.compile(r"（([一二三四五六七八九十]{1,3})）(?!、)()|[（(]([一二三四五六七八九十]{1,3})([)）]、?)"),
    3: re.compile(r"(\d{1,2})([.．])(?!\d)|(\d{1,2})(、)"),
    4: re.compile(r"（(\d{1,2})）(?!、)()|[（(](\d{1,2})([)）]、?)"),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The paragraphs with text, by what they are; missing ones are empty."""

    title: tuple[Block, ...]
    addressee: tuple[Block, ...]
    body: tuple[Block, ...]
    issuer: tuple[Block, ...]
    date: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that begins with a number: its level, the number, whether it is well written, and what was read."""

    level: int
    ordinal: str
    proper: bool
    prefix: str


def numbered(text: str) -> Numbered | None:
    """The level of a paragraph by how it begins; None for one without number."""
    text = text.strip()
    for level, form in LEVELS.items():
        if found := form.match(text):
            return Numbered(level, found[1] or found[3], found[1] is not None, found[0])
    return None


def heading(text: str) -> str:
    """The part of a numbered paragraph that is its heading: its first sentence or all of it, if that is short; else ""."""
    first = text[: text.find("。") + 1] or text
    return first if len(first.strip()) <= LONG else ""


def parts_of(blocks: list[Block]) -> Parts:
    """Tables are left out; so is what stands before the title (document head, a note) and after the date (annex)."""
    flow = [block for block in blocks if block.text.strip() and not block.in_table]
    title = _title(flow)
    rest = [b for b in flow if not title or b.number > title[-1].number]
    annex = next((n for n, b in enumerate(rest) if _is_annex(b)), len(rest))
    rest = rest[:annex]
    dates = [n for n, b in enumerate(rest) if DATE.fullmatch(b.text.strip())]
    date = tuple(rest[dates[-1] : dates[-1] + 1]) if dates else ()
    before = rest[: dates[-1]] if dates else rest
    signed = before and _is_name(before[-1].text) and (date or before[-1].side in ("right", "end"))
    issuer = tuple(before[-1:]) if signed else ()
    body = before[: len(before) - len(issuer)]
    while title and body and body[0].side == "center" and len(body[0].text) <= LONG and not numbered(body[0].text):
        body = body[1:]
    addressee = tuple(body[:1]) if body and _is_addressee(body[0].text) else ()
    return Parts(title, addressee, tuple(body[len(addressee) :]), issuer, date)


def _title(flow: list[Block]) -> tuple[Block, ...]:
    head = flow[:HEAD]
    stop = next((n for n, b in enumerate(head) if numbered(b.text)), len(head))
    head = head[:stop]
    groups: list[list[Block]] = []
    for block in head:
        if max((piece.size for piece in block.letters), default=0.0) < BIG or block.text.strip().endswith("文件"):
            continue
        if groups and groups[-1][-1].number + 1 == block.number:
            groups[-1].append(block)
        else:
            groups.append([block])
    named = [g for g in groups if NAMED.fullmatch("".join(b.text.strip() for b in g))] or groups[-1:]
    if named:
        return tuple(named[0])
    short = [b for b in head if len(b.text) <= LONG and "。" not in b.text and b.text.strip()[-1] not in "：:；"]
    return tuple([b for b in short if NAMED.fullmatch(b.text.strip())][:1] or short[:1])


def _is_annex(block: Block) -> bool:
    text = block.text.strip()
    return bool(ANNEX.fullmatch(text)) or (block.breaks and text.startswith("附件"))


def _is_name(text: str) -> bool:
    return len(text.strip()) <= LONG // 2 and not re.search("[。；：，、]", text) and not numbered(text)


def _is_addressee(text: str) -> bool:
    return len(text.strip()) <= LONG and text.strip()[-1] in "：:" and "。" not in text and not numbered(text)
