"""用语过时: laws, bodies, plans and words that were no longer right in the report's own year. The facts are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fazhi.proofread.report import Mark, Report, each
from fazhi.proofread.sieve import Catalog, Sieve

BY_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
TITLE = re.compile(r"《[^》]*》?|[（(][^）)]*[）)]?")
FORMER = re.compile("(?<![草高平中还])原(?!因|则|告|件|文|材|始|理|本)[\u4e00-\u9fff]{0,4}$")
CARRIED = re.compile(
    r"(?:落实|贯彻|推进|实施|执行|按照|对照|围绕)[^，。；《》]{0,8}《[^》\n]{2,24}[（(](20\d\d)\s*年?\s*[—－\-–~～至]+\s*(20\d\d)\s*年?[）)]》"
)
PAST = re.compile(  # history is told in the words of its time
    "停用|作废|不再(?:使用|执行|适用)|已(?:被)?(?:替换|更正|纠正|收回|停止)|(?:旧|老)(?:版|档案|文书|样本)|以前|之前由|当时|曾(?:经|由|任|在)|年代"
)
WITHDRAWN = re.compile("停用|作废|更正|收回|撤回|替换")


@dataclass(frozen=True, slots=True)
class Rule:
    """`words` (of them the group `told`, if there is one) are out of date in reports about `since` and later years (`until`: only up to that year).

    `unless`: words in the same clause that make it right (history, quotation), `unless_sentence`: in the same sentence; `month`: in the
    first year only after this month, where the clause names one; `hint`: nobody read the source.
    """

    words: Sieve
    now: str
    since: int
    until: int
    unless: tuple[str, ...]
    unless_sentence: tuple[str, ...]
    why: str
    hint: bool
    month: int = 0


@cache
def rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file (`[[rule]]`: words, now, why, since, until, unless, unless_sentence, hint)."""
    rows = tomllib.loads(path.read_text("utf-8"))["rule"]
    return tuple(
        Rule(
            Sieve("|".join(row["words"])),
            row["now"],
            row.get("since", 0),
            row.get("until", 9999),
            tuple(w for w in row.get("unless", ()) if w != "原"),
            tuple(row.get("unless_sentence", ())),
            row["why"],
            row.get("hint", False),
            row.get("month", 0),
        )
        for row in rows
    )


@cache
def _catalog(path: Path) -> Catalog:
    return Catalog([rule.words.needed for rule in rules(path)])


def marks(report: Report, path: Path) -> Iterator[Mark]:
    """Of one report; rules bound to a year are silent when its year is not known."""
    listed = rules(path)
    for rule in (listed[n] for n in _catalog(path).among(report.pieces)):
        if (rule.since and not report.year) or not rule.since <= (report.year or rule.since) <= rule.until:
            continue
        for found in each(rule.words, report):
            clause = report.clause_at(found.start())
            sentence = report.sentence_at(found.start())
            before = report.text[max(0, found.start() - 5) : found.start()]
            told = [int(y) for y in BY_YEAR.findall(TITLE.sub("", clause))]
            past = (
                PAST.search(clause)
                or (WITHDRAWN.search(sentence) and _quoted(report, found.start()))
                or FORMER.search(before)
                or (told and max(told) < rule.since)
                or _before_month(rule, report.year, clause, sentence)
            )
            right = past or any(w in clause for w in rule.unless) or any(w in sentence for w in rule.unless_sentence)
            if not right:
                span = found.span("told" if "told" in found.re.groupindex else 0)
                yield Mark("2_outdated", *span, "hint" if rule.hint else "error", rule.why, rule.now)
    yield from _over(report)


def _quoted(report: Report, place: int) -> bool:
    """Whether a place is inside quotation marks."""
    before = report.text[max(report.text.rfind("\n", 0, place), report.text.rfind("。", 0, place)) + 1 : place]
    return before.count("“") > before.count("”")


def _before_month(rule: Rule, year: int, clause: str, sentence: str) -> bool:
    """In the year of the change, work of an earlier month was right."""
    months = [int(m) for m in MONTH.findall(clause) or MONTH.findall(sentence)]
    return bool(rule.month) and year == rule.since and bool(months) and max(months) <= rule.month


def _over(report: Report) -> Iterator[Mark]:
    """What the plans for next year still want to carry out although its years end with this one."""
    for begin, end in report.plans:
        for found in CARRIED.finditer(report.text, begin, end):
            if report.year and int(found[2]) <= report.year:
                why = f"到{found[2]}年为止，下一年已经过期"
                yield Mark("2_outdated", *found.span(), "error", why, "换成接着的文件")
