"""Checks of what is written: numbers of headings in order, punctuation, dates, the place of the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.paper.gongwen_fault import Fault, where
from fazhi.paper.gongwen_parts import Parts, numbered
from fazhi.paper.word_number import in_chinese, ordinal
from fazhi.paper.word_read import Block

FORMS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
PARENTS = {2: {1}, 3: {1, 2}, 4: {3}}
BEFORE, AFTER = r"(?<=[\u3400-\u9fff”’）》】])", r"(?=[\u3400-\u9fff“‘（《【])"
PUNCTUATION = (
    (re.compile(rf"{BEFORE}[,;:?!]|{BEFORE}\.(?:$|{AFTER})"), "用了半角标点", "，；：？！。", "请改为全角标点"),
    (re.compile(rf"{BEFORE}[()]|[()]{AFTER}"), "用了半角括号", "（）", "请改为全角括号"),
    (
        re.compile(rf"{BEFORE}\.{{2,}}|。{{2,}}|{BEFORE}…(?!…)|(?<!…)…{AFTER}"),
        "省略号不对",
        "……",
        "请改为六个点的省略号",
    ),
    (re.compile(rf"{BEFORE}[\"']|[\"']{AFTER}"), "用了直引号", "“”‘’", "请改为弯引号"),
)
DAY = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
PADDED = re.compile(r"\d{4}年0\d月|(?<=月)0\d日")
WORDED = re.compile(r"[一二三四五六七八九〇○零Ｏ]{4}年(?:[一二三四五六七八九十]{1,2}月)?")
RIGHT = {"right", "end"}
FROM_EDGE, FROM_LEFT = 1.8, 10.0  # characters; two from the right at least, or beyond the middle by blanks


def number_faults(parts: Parts) -> Iterator[Fault]:
    """一、（一）1.（1）: written so, each under the one above it, counted without a gap."""
    counted: dict[int, int] = {}
    top = any((found := numbered(b.text)) is not None and found.level == 1 for b in parts.body)
    for block in parts.body:
        found = numbered(block.text)
        if found is None:
            continue
        level, n = found.level, ordinal(found.ordinal)
        mark = in_chinese(n) if level <= 2 and n else found.ordinal
        if not found.proper:
            form = FORMS[level].format(mark)
            told = f"序数写作“{found.prefix}”"
            yield Fault("number_form", "7.3.3", where(block), told, f"“{form}”", f"请改为“{form}”")
        parents = PARENTS.get(level, set())
        if parents and not parents & counted.keys() and (level != 3 or top):
            told = f"“{found.prefix}”上面没有上一层标题"
            yield Fault("number_order", "7.3.3", where(block), told, "依次为一、（一）1.（1）", "请按层次改序数")
        elif n != counted.get(level, 0) + 1:
            wanted = counted.get(level, 0) + 1
            form = FORMS[level].format(in_chinese(wanted) if level <= 2 else wanted)
            told = f"序数是“{found.prefix}”，应接“{form}”"
            yield Fault("number_order", "7.3.3", where(block), told, "序数连续、从一开始", f"请改为“{form}”或补上缺的")
        counted = {k: v for k, v in counted.items() if k < level} | {level: n}


def punctuation_faults(blocks: list[Block]) -> Iterator[Fault]:
    """Marks beside Chinese letters that are not Chinese ones. The number before a heading has its own check."""
    for block in blocks:
        found = numbered(block.text)
        text = block.text.strip()[len(found.prefix) if found else 0 :]
        for form, what, allowed, mend in PUNCTUATION:
            if hit := form.search(text):
                near = text[max(0, hit.start() - 4) : hit.end() + 4]
                yield Fault("punctuation", "9", where(block, near), what, allowed, mend)


def date_faults(blocks: list[Block], parts: Parts) -> Iterator[Fault]:
    """The document's date and those in its text: Arabic digits, no zero before, all three parts."""
    if not parts.date:
        yield Fault("date", "7.3.5", "全文", "没有找到成文日期", "单独一行的成文日期", "请在署名下写成文日期")
    for block in parts.date:
        if not DAY.fullmatch(block.text.strip()):
            told = f"成文日期写作“{block.text.strip()}”"
            form = "2026年1月15日：阿拉伯数字，年月日全，月日前不加0"
            yield Fault("date_form", "7.3.5.4", where(block), told, form, "请改写日期")
    for block in blocks:
        if block in parts.date:
            continue
        for wrong in (PADDED, WORDED):
            if hit := wrong.search(block.text):
                told = f"日期写作“{hit[0]}”"
                yield Fault("date_form", "9", where(block), told, "2026年1月15日这样的写法", "请改写日期")


def signature_faults(parts: Parts) -> Iterator[Fault]:
    """Issuer and date on the right: four characters from the edge over a seal, two without one, or by blanks."""
    mend = "请右对齐；盖章的日期右空四字，不盖章的右空二字"
    for block in (*parts.issuer, *parts.date):
        blanks = sum(1.0 if c in "　\t" else 0.5 for c in block.text[: len(block.text) - len(block.text.lstrip())])
        pushed = block.side not in RIGHT and block.left + block.first + blanks >= FROM_LEFT
        if block.side not in RIGHT and not pushed and "\t" not in block.text:
            yield Fault("signature", "7.3.5", where(block), "署名和日期不在右边", "在右边", mend)
        elif block in parts.date and not pushed and "\t" not in block.text and block.right < FROM_EDGE:
            told = f"成文日期离右边{block.right:.2g}字"
            yield Fault("signature", "7.3.5", where(block), told, "盖章的右空四字，不盖章的右空二字", mend)
