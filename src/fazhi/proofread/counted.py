"""列举不齐 where what is counted stands beside its number: members that share a word, names in brackets, titles, days; spans of years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.numerals import NUMERAL, number
from fazhi.proofread.report import Mark, Report, in_lines
from fazhi.proofread.sieve import Sieve

FAMILY, YEAR = "1_enumeration", "11_year"
COUNT = rf"(?<![\d.第一二三四五六七八九十])(?P<n>{NUMERAL}|\d{{1,2}})"
SHARED = Sieve(
    rf"(?<![一二三四五六七八九十\d])(?P<n>{NUMERAL})(?P<word>[\u4e00-\u9fff]{{1,3}})[”’]?(?:机制|工作法|管理|制度|原则|要求|模式)?[：:](?P<list>[^。；：:\n]{{4,80}})"
)
BRACKETED = Sieve(
    rf"{COUNT}(?P<m>家|名|个|所|位|支|处|项|类|座|种|条)[\u4e00-\u9fff]{{0,8}}[（(](?P<list>[\u4e00-\u9fff]{{2,8}}(?:、[\u4e00-\u9fff]{{2,8}})+)[）)]"
)
COUNTED = (
    "个方面|个环节|个领域|个口子|个关口|个重点|个步骤|个类别|个阶段|个维度|个层面|个要素|类案件|类纠纷|类人员|类事项|类对象|"
    "类问题|类文书|级管理|级预警|级响应|级网格|级联动|级调解|级调处|级体系|级台账|级治理|色管理|色预警|色标|色码|色台账|"
    "色等级|项机制|项制度|项工作|项措施|项任务|项内容|道关|道防线|道工序|道关口|种方式|种形式|种情形|种类型|支队伍|支力量|"
    "大板块|大类|大领域|大行动|大工程|大环节|步的|步，|步。|步；|步、|步走|步工作法|步流程|步程序|步机制|环的|环，|环。|"
    "环；|环、|环走|环工作法|环流程|环程序|环机制|关的|关，|关。|关；|关、|关走|关工作法|关流程|关程序|关机制|招的|招，|"
    "招。|招；|招、|招走|招工作法|招流程|招程序|招机制|法的|法，|法。|法；|法、|法走|法工作法|法流程|法程序|法机制|链的|"
    "链，|链。|链；|链、|链走|链工作法|链流程|链程序|链机制"
)
PLAIN = frozenset(word[:2] for word in COUNTED.split("|"))
BEFORE = Sieve(
    rf"(?P<list>[\u4e00-\u9fff]{{1,6}}(?:、[\u4e00-\u9fff]{{1,6}}){{2,}})(?P<etc>等)?(?:这)?(?P<n>{NUMERAL})(?:{COUNTED})"
)
TITLES_BEFORE = Sieve(
    rf"(?P<list>《[^》\n]+》(?:[、和及]?《[^》\n]+》)+)(?P<etc>等)?(?P<n>{NUMERAL}|\d{{1,2}})(?:个|项|部|份|件|本)(?:法律|法规|文件|制度|办法|方案|规定|规章|条例)"
)
TITLES_AFTER = Sieve(
    rf"{COUNT}(?:个|项|部|份|件|本)(?:[\u4e00-\u9fff]{{0,8}})[：:（(](?:即|包括|分别是|分别为)?(?P<list>《[^》\n]+》(?:[、，和及]?《[^》\n]+》)*)(?P<etc>等)?(?=[）)。；\n]|$)",
    re.M,
)
DAYS = Sieve(
    rf"{COUNT}(?:次|场|期|轮|批|个)[\u4e00-\u9fff]{{0,8}}[（(：:，,](?:分别)?(?:在|于|是|为)?(?P<list>\d{{1,2}}月(?:\d{{1,2}}日)?(?:[、和]\d{{1,2}}月(?:\d{{1,2}}日)?|、\d{{1,2}}日)+)(?P<etc>等)?(?=[）)。；，]|各)"
)
YEARS = Sieve(
    rf"(?P<n>{NUMERAL}|\d)年(?:行动|计划|方案|规划|攻坚|整治)[\u4e00-\u9fff]{{0,8}}[（(](?P<a>20\d\d)\s*年?\s*[—－\-–~～至]+\s*(?P<b>20\d\d)\s*年?[）)]"
)
RUNNING = Sieve(rf"(?:自|从)(?P<a>20\d\d)年(?:起|开始|以来)?[，]?[^，。；\d]{{0,6}}连续(?P<n>{NUMERAL}|\d)年")
OPEN = re.compile("等|…")
FAR = 3  # a list of many more is about something else


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    yield from _shared(report)
    before = (BEFORE,) if PLAIN & report.pieces else ()
    for pattern in (BRACKETED, *before, TITLES_BEFORE, TITLES_AFTER, DAYS):
        for begin, found in in_lines(pattern, report):
            given, wanted = _members(found["list"]), number(found["n"])
            closed = not found.groupdict().get("etc") and not OPEN.search(found["list"])
            if closed and wanted > 1 and given != wanted and abs(given - wanted) <= FAR:
                yield _unkept(begin, found, given)
    yield from _spans(report)


def _members(listed: str) -> int:
    """How many titles, or what stands between 、."""
    return listed.count("《") or 1 + len(re.findall("、|(?<=[日月])和", listed))


def _unkept(begin: int, found: re.Match[str], given: int) -> Mark:
    why = f"说的是{found['n']}，列出来的是{given}"
    return Mark(FAMILY, begin + found.start(), begin + found.end(), "error", why, "补齐，或者改数")


def _shared(report: Report) -> Iterator[Mark]:
    """四优先：老年人优先、残疾人优先… when every member begins or ends with the word."""
    for begin, found in in_lines(SHARED, report):
        word, wanted = found["word"].removeprefix("个"), number(found["n"])
        members = re.split("[、，]", found["list"])
        alike = [m for m in members if m.startswith(word) or m.endswith(word)]
        run = next((k for k, m in enumerate(members) if m not in alike), len(members))
        if word and wanted > 1 and len(alike) > 1 and run == len(alike) and len(alike) != wanted:
            end = found.start("list") + len("、".join(alike))
            why = f"说的是{found['n']}，列出来的是{len(alike)}"
            yield Mark(FAMILY, begin + found.start(), begin + end, "error", why, "补齐，或者改数")


def _spans(report: Report) -> Iterator[Mark]:
    """三年行动 of four years; so many years in a row since a year that is longer ago, or less."""
    for begin, found in in_lines(YEARS, report):
        years = int(found["b"]) - int(found["a"]) + 1
        if years > 1 and number(found["n"]) not in (years, years - 1):
            yield Mark(YEAR, begin + found.start(), begin + found.end(), "error", f"起止是{years}年", "核对")
    for begin, found in in_lines(RUNNING, report):
        years = report.year - int(found["a"]) + 1
        if report.year and years > 1 and number(found["n"]) not in (years, years - 1):
            why = f"{found['a']}年到{report.year}年是{years}年"
            yield Mark(YEAR, begin + found.start(), begin + found.end(), "error", why, "核对")
