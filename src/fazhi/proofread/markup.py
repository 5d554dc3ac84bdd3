"""残留标记: field codes, web controls, placeholders, lost characters, quotation marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report, each

KINDS = (
    (re.compile(r"\[bookmark:[^\]\n]*\]"), "文字处理软件留下的书签", "删去"),
    (re.compile(r'HYPERLINK\s*"[^"\n]*"|javascript:\S*'), "网页或者域代码", "删去"),
    (re.compile(r"\\\*\s*MERGEFORMAT|\bPAGEREF\b[^\n]{0,20}|\bTOC\s+\\o[^\n]{0,20}"), "域代码", "删去"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>|&(?:nbsp|amp|lt|gt|quot|#\d+);"), "网页代码", "删去"),
    (re.compile(r"\?{3,}|？{3,}|\ufffd+|□{2,}"), "丢失的字符", "对照原稿补上"),
    (
        re.compile(r"[（(【\[]此处[^）)】\]\n]{0,20}[）)】\]]|[（(【]待补[^）)】\n]{0,10}[）)】]"),
        "写作时的提示没有删",
        "删去或者补上",
    ),
    (re.compile(r"[xX×]{2,}(?:年|月|日|镇|乡|县|村|件|人|元)|[xX×]月[xX×]日"), "占位符没有填", "填上"),
)


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    for pattern, why, better in KINDS:
        for found in each(pattern, report):
            yield Mark("8_markup", *found.span(), "error", why, better)
    for begin, line in report.lines:
        opened = [n for n, c in enumerate(line) if c == "“"]
        closed = [n for n, c in enumerate(line) if c == "”"]
        if len(opened) != len(closed):
            place = begin + (opened or closed)[-1]
            yield Mark("8_markup", place, place + 1, "warning", "引号不成对", "补上另一半")
