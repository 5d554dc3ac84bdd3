"""列举不齐: a promised number that the list does not keep, a gap in 一是 二是, headings that skip or repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.numerals import NUMERAL, number
from fazhi.proofread.report import Mark, Report

WHAT = r"个[\u4e00-\u9fff]{0,4}|到位|进|落实|统一|项[\u4e00-\u9fff]{0,4}"
PROMISE = re.compile(rf"“?(?P<all>[\u4e00-\u9fff]{{0,2}}?(?P<n>{NUMERAL})(?P<what>{WHAT}))”?")
ITEM = re.compile(rf"(?:^|[，。；：、\s])(?P<n>{NUMERAL})是")
LEVELS = (re.compile(rf"^\s*({NUMERAL})、"), re.compile(rf"^\s*（({NUMERAL})）"))
PARENS = re.compile(r"^[^：。（）\n]{0,6}（([^（）]*、[^（）]*)）")
COLON = re.compile(r"^[^：。（）\n]{0,12}：([^。；\n]*)")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    yield from _promises(report)
    yield from _sequences(report)
    yield from _headings(report)


def _promises(report: Report) -> Iterator[Mark]:
    for begin, line in report.lines:
        for found in PROMISE.finditer(line):
            quoted = found[0].startswith("“") and found[0].endswith("”")
            wanted, rest = number(found["n"]), line[found.end() :]
            if not quoted or wanted < 2:
                continue
            given = _given(rest)
            if given and given != wanted:
                yield Mark(
                    "1_enumeration",
                    begin + found.start(),
                    begin + found.end(),
                    "error",
                    f"说的是{found['n']}项，后面列了{given}项",
                    "补齐，或者改数",
                )


def _given(rest: str) -> int:
    """How many are listed after a promise; 0 when nothing is."""
    inside = PARENS.match(rest)
    if inside:
        return len([p for p in inside[1].split("、") if p.strip()])
    after = COLON.match(rest)
    if not after:
        return 0
    items = [number(m["n"]) for m in ITEM.finditer(rest[after.start(1) - 1 :])]
    if items and items[0] == 1:
        run = [n for k, n in enumerate(items) if n == k + 1]
        return len(run)
    listed = after[1].split("，")[0] if "、" in after[1].split("，")[0] else ""
    return len([p for p in listed.split("、") if p.strip()])


def _sequences(report: Report) -> Iterator[Mark]:
    for begin, line in report.lines:
        last = 0
        for found in ITEM.finditer(line):
            n = number(found["n"])
            if last and n not in (1, last + 1):
                why = f"“{found['n']}是”前面是第{last}项，缺了中间的" if n > last else f"“{found['n']}是”重复或者倒退"
                yield Mark("1_enumeration", begin + found.start("n"), begin + found.end(), "error", why, "核对序号")
            last = n


def _headings(report: Report) -> Iterator[Mark]:
    last = [0, 0]
    for begin, line in report.lines:
        for level, pattern in enumerate(LEVELS):
            found = pattern.match(line)
            if not found:
                continue
            n = number(found[1])
            if last[level] and n not in (1, last[level] + 1):
                why = "标题序号重复" if n == last[level] else f"标题序号从{last[level]}跳到{n}"
                yield Mark("1_enumeration", begin, begin + len(line), "error", why, "核对序号")
            last[level] = n
            if level == 0:
                last[1] = 0
