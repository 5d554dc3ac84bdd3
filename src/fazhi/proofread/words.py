"""错字重复: known wrong words, words said twice, names with a character missing or out of place, sentences and headings said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from fazhi.proofread.phrases import slips_in_phrases
from fazhi.proofread.report import Mark, Report, each, table
from fazhi.proofread.segment import HAN, is_rare
from fazhi.proofread.sieve import Catalog, Sieve
from fazhi.proofread.slips import language, slips
from fazhi.proofread.swaps import slips_in_terms, swapped

FAMILY = "6_typo_repeat"
LANGUAGE = "language.toml"
DOUBLED = Sieve(r"([\u4e00-\u9fff]{2,4})\1")
PARTICLES = Sieve(
    r"的的|(?<!不)了了(?!之)|(?<![自理事缘案])由由|(?<![现存所实内外潜旨正自])在在|及及(?![时早第])|(?<![可得予加所足难])以以|(?<![没所还具共拥享])有有(?![关效序利力无])|是是(?!非)|(?<!方)向向|从从|经经(?![费济营常验过办])|与与|并并|被被|把把|们们|为了了|和和(?!气|美|睦)|[，。、；：]{2,}(?<!……)|地地(?![道力块质形籍界类])|对对(?![方子])|提提|推推|加加(?!油)|贯贯|执执|(?<=[法出])所所(?![长属在有辖需能做提说谓涉报办获得])|普普(?!通)|培培"
)
LAWS = Sieve(r"(?:[尊学懂守用知][法][、，]?){3,5}")
RIGHT_ORDERS = (
    "尊法学法守法用法", "学法尊法守法用法", "学法懂法守法用法", "知法懂法守法用法", "学法知法守法用法", "学法用法守法", "知法守法用法",
    "学法守法用法", "懂法守法用法", "尊法学法守法", "尊法守法用法", "学法懂法守法", "知法懂法守法", "学法尊法守法", "学法懂法用法", "尊法学法用法",
    "学法知法懂法守法用法", "知法学法懂法守法用法", "尊法学法懂法守法用法", "知法学法守法用法", "学法知法守法", "知法尊法守法用法", "遵法守法用法",
)  # fmt: skip
PREFIXES = frozenset("监逐每各共再又均仅一二三四五六七八九十百千万两全新原年月日湖河江海国链伙跃育至")
BOTH_ENDS = PREFIXES | frozenset(
    "办化业园区库线站路桥河江海山林场厂港城校店社团队组部门室馆事市县村镇乡水学人家天层件个村次省国区局所院长会党法不可"
)  # 市市通, 司法所所长, 人人
OF_LAND = frozenset(("地力", "地块", "地质", "地形", "地籍", "地界", "地类"))  # 耕地地力, 林地地块
GUIDING = re.compile(r"习近平(?:新时代)?中国特色社会主义思想")
SAME_LEAST, MEMBER_LEAST, USUAL_WORD = 8, 3, 300
JOINED = Sieve(r"[\u4e00-\u9fff]+(?:、[\u4e00-\u9fff]+)+")
CLAUSE_TWICE = Sieve(r"(?<![^，。；：\n])([^，。；：\n]{5,})[，；](\1)(?=[，。；\n]|$)")
PLAIN_CLAUSE = re.compile(r"(?<=[，：])[\u4e00-\u9fff]{5,}(?=[，；。])")
HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])\s*")

PART = re.compile(r"\s*[一二三四五六七八九十]+、")


def marks(report: Report, path: Path) -> Iterator[Mark]:
    """Of one report; what two rules see in one place is marked once."""
    end = 0
    for mark in sorted(_all(report, path), key=lambda m: (m.start, -m.end)):
        if mark.start >= end or mark.end - mark.start >= SAME_LEAST:
            yield mark
        end = max(end, mark.end)


def _all(report: Report, path: Path) -> Iterator[Mark]:
    yield from _wrong(report, path)
    yield from _double(report, path)
    for found in each(_broken_names(path), report):
        ends = report.text[found.end() - 1 : found.end() + 1]
        if found.end() in report.edges or is_rare(ends):  # 全过程录 in 全过程录像 breaks no name
            yield Mark(FAMILY, *found.span(), "error", "常用名称缺了字或者字序颠倒", "核对")
    for found in each(LAWS, report):
        plain = re.sub("[、，]", "", found[0])
        if plain not in RIGHT_ORDERS and len(set(plain[::2])) == len(plain) // 2:
            yield Mark(FAMILY, *found.span(), "warning", "固定说法的次序不对", "尊法学法守法用法")
    yield from _clauses_twice(report)
    yield from _said_twice(report)


def _wrong(report: Report, path: Path) -> Iterator[Mark]:
    """Known wrong words, slips in usual words and in longer terms, words that were swapped."""
    usual = path.with_name(LANGUAGE)
    catalog, typos = _typos(path)
    for wrong, right in (typos[n] for n in catalog.among(report.pieces)):
        for found in each(wrong, report):
            if "(?" not in wrong.pattern and not report.edges.issuperset(found.span()):
                continue  # 以经 in 以经济: the end of one word and the beginning of another
            yield Mark(FAMILY, *found.span(), "error", "错字，或者被换过的词", right)
    for place, said, right in (
        *slips(report.words, report.shape, usual),
        *slips_in_terms(report.words, report.shape, usual),
        *slips_in_phrases(report, usual),
    ):
        yield Mark(FAMILY, place, place + len(said), "warning", f"“{said}”可能是“{right}”", right)
    for place, said, right in swapped(report.words, path, usual):
        yield Mark(FAMILY, place, place + len(said), "warning", f"“{said}”像是换过的词，通常说“{right}”", right)


def _double(report: Report, path: Path) -> Iterator[Mark]:
    """Characters and words that stand twice."""
    known = language(path.with_name(LANGUAGE)).usual
    for found in each(DOUBLED, report):
        unit = found[1]
        if not unit.startswith("一") and (len(unit) > 2 or unit in known or not is_rare(unit, USUAL_WORD)):
            yield Mark(FAMILY, *found.span(), "warning", "字词重复", unit)
    for found in each(PARTICLES, report):
        yield Mark(FAMILY, *found.span(), "error", "字或者标点重复", found[0][0])
    yield from _said_double(report.words, report.pieces, known)


@cache
def _typos(path: Path) -> tuple[Catalog, tuple[tuple[Sieve, str], ...]]:
    """Wrong, right; and where to look."""
    typos = tuple((Sieve(wrong), str(right)) for wrong, right in table(path)["typos"].items())
    return Catalog([wrong.needed for wrong, _ in typos]), typos


@cache
def _broken_names(path: Path) -> Sieve:
    """Names of five characters or more with an inner one missing, and all names with two neighbours changed over."""
    whole = table(path)["whole"]
    names = whole["names"]
    broken = set()
    for name in names:
        inner = range(1, len(name) - 1)
        broken |= {name[:k] + name[k + 1 :] for k in inner if len(name) > 4}
        broken |= {
            name[:k] + name[k + 1] + name[k] + name[k + 2 :] for k in range(len(name) - 1) if name[k] != name[k + 1]
        }
    right = "，".join(names)
    wrong = {b for b in broken if b not in right and b not in whole["also_right"]}
    return Sieve("|".join(sorted(wrong, key=len, reverse=True)))


def _said_double(words: Sequence[str], pieces: frozenset[str], usual: Mapping[str, int]) -> Iterator[Mark]:
    """A last character of a word said once more (调度会会), or a first one said before (活活动)."""
    twice = {p[0] for p in pieces if len(p) > 1 and p[0] == p[1]}
    if not any(map(HAN.match, twice)):
        return
    at = 0
    for one, other, then in zip(words, words[1:], [*words[2:], ""], strict=False):
        at += len(one)
        if (
            len(one) < 2
            or other != one[-1]
            or not HAN.match(other)
            or {other, one[0]} & PREFIXES
            or other in "办化由"  # 县法制办办培训, 焦化化产, 理由由
            or other + then[:1] in OF_LAND
        ):
            continue
        if is_rare(other + then[:1]) and not then.startswith(other):
            yield Mark(FAMILY, at - 1, at + 1, "warning", "字重复", other)
    at = 0
    for before, one, other in zip(["", *words], words, words[1:], strict=False):
        if len(one) == 1 and other[0] == one and HAN.match(one) and one not in BOTH_ENDS:
            abbreviated = len(before) == 1 and HAN.match(before)  # 慢病病因, 中煤煤炭
            if usual.get(other, 0) > 1 or not (abbreviated or len(other) == 1 or is_rare(other, USUAL_WORD)):
                yield Mark(FAMILY, at, at + 2, "warning", "字重复", one)
        at += len(one)


def _clauses_twice(report: Report) -> Iterator[Mark]:
    """A clause and the very next one the same; a member of a list named twice."""
    for found in each(CLAUSE_TWICE, report):
        yield Mark(FAMILY, *found.span(2), "warning", "和前面一句相同", "删去一句")
    for begin, sentence in report.sentences:
        clauses = PLAIN_CLAUSE.findall(sentence)
        for clause in {c for c in clauses if clauses.count(c) > 1}:
            at = begin + sentence.rindex(clause)
            if report.text[at - len(clause) - 1 : at - 1] != clause:
                yield Mark(FAMILY, at, at + len(clause), "warning", "一句话里说了两遍", "删去一处")
    for run in each(JOINED, report):
        at, told = run.start(), set[str]()
        members = run[0].split("、")
        for member in members:
            if member in told and (len(member) >= MEMBER_LEAST or (len(member) > 1 and len(members) > MEMBER_LEAST)):
                yield Mark(FAMILY, at, at + len(member), "warning", "同一串里说了两次", "删去一个")
            told.add(member)
            at += len(member) + 1


def _said_twice(report: Report) -> Iterator[Mark]:
    seen: set[str] = set()
    heads: set[tuple[str, str]] = set()
    part = ""
    for begin, sentence in report.sentences:
        plain = sentence.strip()
        if len(plain) >= SAME_LEAST and plain[-1] in "。！？" and plain in seen:
            yield Mark(FAMILY, begin, begin + len(sentence), "warning", "和前面一句完全相同", "删去一句")
        seen.add(plain)
        if len(GUIDING.findall(plain)) > 1:
            last = list(GUIDING.finditer(sentence))[-1]
            yield Mark(FAMILY, begin + last.start(), begin + last.end(), "warning", "一句话里两次提到", "删去一处")
    for begin, line in report.lines:
        matched = HEADING.match(line)
        head = line[matched.end() :].strip(" 。") if matched else ""
        of_report = PART.match(line) is not None
        part = line if of_report else part
        key = ("" if of_report else part, head)  # two parts of a report may have the same headings
        if 4 <= len(head) <= 30 and key in heads:
            yield Mark(FAMILY, begin, begin + len(line), "warning", "标题和前面的重复", "核对")
        heads.add(key)
