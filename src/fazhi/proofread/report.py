"""A report to be read: its text, the year it is about, its unit; and what is found in it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from fazhi.proofread.segment import cut, shape
from fazhi.proofread.sieve import Sieve

FAMILIES = {
    "1_enumeration": "列举不齐",
    "2_outdated": "用语过时",
    "3_missing": "缺少部分",
    "4_absolute": "绝对化",
    "5_vague": "空泛",
    "6_typo_repeat": "错字重复",
    "7_copy_template": "套用照抄",
    "8_markup": "残留标记",
    "9_pii": "个人信息",
    "10_number": "数字不符",
    "11_year": "年份有误",
}
SEVERITIES = ("error", "warning", "hint")
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
TITLE_YEAR = re.compile(r"(20\d\d)年")
TOP_HEADING = re.compile(r"\s*[一二三四五六七八九十]+、")
PLAN_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])?[^。\n]{0,16}(?:打算|计划|安排|思路|下一?步|目标|今后)[^。\n]{0,12}$"
)
UNIT = re.compile(r"([\u4e00-\u9fff]{2,6}?(?:乡|镇|街道|县|区|市))")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start`..`end` of the text (both 0 for what is missing), why, and what would be better."""

    family: str
    start: int
    end: int
    severity: str
    why: str
    better: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of the first level (一、): characters `begin`..`end`, the heading and all its text."""

    begin: int
    end: int
    title: str
    text: str


@dataclass(frozen=True)
class Report:
    """`year`: the year it is about; `unit`: whose it is, empty when nobody said."""

    text: str
    year: int
    unit: str = ""

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """(offset, sentence) in order, without blank ones."""
        return tuple((m.start(), m[0]) for m in SENTENCE.finditer(self.text) if m[0].strip())

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Every character of the text and every two neighbours."""
        return frozenset(map("".join, pairwise(self.text))).union(self.text)

    def may_hold(self, said: str) -> bool:
        """Whether the text holds a few characters; most questions are answered by the first two."""
        return said[:2] in self.pieces and (len(said) < 3 or said in self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All of the text in dictionary words and single characters, in order."""
        return tuple(cut(self.text))

    @cached_property
    def edges(self) -> frozenset[int]:
        """Where words begin and end."""
        return frozenset(accumulate(map(len, self.words), initial=0))

    @cached_property
    def shape(self) -> str:
        """A letter for each word."""
        return shape(self.words)

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """(offset, line) in order."""
        found, at = [], 0
        for line in self.text.split("\n"):
            found.append((at, line))
            at += len(line) + 1
        return tuple(found)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """From each heading of the first level to the next; none without such headings."""
        heads = [(at, line.strip()) for at, line in self.lines if TOP_HEADING.match(line)]
        ends = [*(at for at, _ in heads[1:]), len(self.text)][: len(heads)]
        return tuple(
            Section(at, end, re.split("[。：:]", line)[0], self.text[at:end])
            for (at, line), end in zip(heads, ends, strict=True)
        )

    @cached_property
    def plans(self) -> tuple[tuple[int, int], ...]:
        """Stretches under headings about what is planned, each to the next heading of the first level."""
        spans: list[tuple[int, int]] = []
        begin = -1
        for at, line in self.lines:
            top = TOP_HEADING.match(line)
            if top and begin >= 0:
                spans.append((begin, at))
                begin = -1
            if top and PLAN_HEADING.match(line):
                begin = at
        return tuple([*spans, (begin, len(self.text))] if begin >= 0 else spans)

    def sentence_around(self, place: int) -> tuple[int, str]:
        """(offset, sentence) that holds a character; an empty one where none does."""
        n = bisect_right(self.begins, place) - 1
        at, sentence = self.sentences[n] if n >= 0 else (place, "")
        return (at, sentence) if at <= place < at + len(sentence) else (place, "")

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """Offsets of the sentences."""
        return tuple(at for at, _ in self.sentences)

    def clause_at(self, place: int) -> str:
        """The clause, between commas or stops, that holds a character."""
        begin = max(self.text.rfind(c, 0, place) for c in "，。；！？\n") + 1
        ends = [e for c in "，。；！？\n" if (e := self.text.find(c, place)) >= 0]
        return self.text[begin : min(ends, default=len(self.text))]

    def sentence_at(self, place: int) -> str:
        """The sentence that holds a character."""
        return self.sentence_around(place)[1]


@cache
def table(path: Path) -> dict[str, Any]:
    """A file of rules, read once."""
    return tomllib.loads(path.read_text("utf-8"))


def year_of(text: str) -> int:
    """The year a report is about: the one in its first lines, else the one named most; 0 when none is."""
    head = TITLE_YEAR.search(text[:120])
    if head:
        return int(head[1])
    years = Counter(int(y) for y in TITLE_YEAR.findall(text))
    return years.most_common(1)[0][0] if years else 0


def unit_of(text: str) -> str:
    """The unit that the first line names; empty when it names none."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    found = UNIT.match(first)
    return found[1] if found else ""


def each(sieve: Sieve, report: Report) -> Iterator[re.Match[str]]:
    """Every match in the text."""
    return sieve.over(report).finditer(report.text)


def in_lines(sieve: Sieve, report: Report) -> Iterator[tuple[int, re.Match[str]]]:
    """(offset of the line, match) of every match inside a line; the line is the match's string."""
    sifted = sieve.over(report)
    if sifted:
        for begin, line in report.lines:
            for found in sifted.finditer(line):
                yield begin, found
