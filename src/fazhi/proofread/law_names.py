"""用语过时: a law or a paper whose name is nearly that of another and that does not exist (老年人保护法)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from fazhi.proofread.report import Mark, Report, each, table
from fazhi.proofread.sieve import Sieve

TITLE = Sieve(
    r"《(?:中华人民共和国|中共中央、国务院|国务院)?(?P<name>[\u4e00-\u9fff]{3,40}(?P<kind>法|条例|规定|纲要|规划|意见|办法))(?:[（(][^）)》]*[）)])?》"
)
NO_LAWS = ("办法", "书法", "方法", "做法", "普法", "执法", "学法", "守法", "释法", "用法", "说法", "司法", "立法")
ALIKE_LAW, ALIKE_PAPER = 0.7, 0.85


@cache
def names(path: Path, of: str) -> frozenset[str]:
    """The names of a file: laws or papers."""
    return frozenset(table(path)[of].split())


def misnamed(report: Report, path: Path) -> Iterator[Mark]:
    """Of one report; a name unlike all others may be a new or a local one and is left alone."""
    for found in each(TITLE, report):
        name, is_law = found["name"], found["kind"] == "法"
        known = names(path, "names" if is_law else "papers")
        if name in known or (is_law and name.endswith(NO_LAWS)):
            continue
        right = nearest(name, known, ALIKE_LAW if is_law else ALIKE_PAPER)
        if right:
            yield Mark("2_outdated", *found.span(), "hint", "没有这个名称的法律、文件", f"《{right}》")


def nearest(name: str, known: frozenset[str], least: float) -> str:
    """The known name that shares most of its characters in their order; empty when none shares enough."""
    likely = [(SequenceMatcher(None, name, other).ratio(), other) for other in known if other[:1] == name[:1]]
    alike, right = max(likely, default=(0.0, ""))
    return right if alike >= least else ""
