"""Which ledger a superior's blank form asks, and what each of its headings means there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.ledger import Ledger
from fazhi.office.form_fit import bag, bare, is_shared
from fazhi.office.form_left import acts, generic
from fazhi.office.form_letters import alike
from fazhi.office.form_meanings import Meaning, counted_of, known_of, special
from fazhi.office.form_words import match, with_rest
from fazhi.office.rules import shelf
from fazhi.paper.form_read import Blank
from fazhi.paper.table_words import TOTAL

FIGURE = re.compile(r"[（(](?:件|次|场|人|份|笔|个|元|万元|户|人次|条|处|起|名|宗)[）)]|[数次]$|人次|总")
MOSTLY_FIGURES, NAMED = 0.5, 0.4
HEAD_END = re.compile("填报|报送单位|填表|单位[:：（(]|日期[:：]|时间[:：]")
TOTALS = re.compile("[合小总累共]计(?:数|数量|金额)?")
BRACKETS = re.compile("[（）()]")
REMARK = re.compile("备注|说明$")
STRANGE = 10.0  # against a ledger that villages do not keep, for a table of villages
SESSIONS = re.compile("(?:场次|场数|次数)$")
LIKELY = 12  # ledgers that are compared heading by heading
CLOSE, LONE = 1.0, 1.5  # too near to say which; a word of the title that stands in the names of one ledger alone
NAMES_IT, LEAST_NAMED, LEAST_KNOWN, MOST_NAMED = 5, 0.34, 0.5, 6


@dataclass(frozen=True, slots=True)
class Understood:
    """A form with the meaning of its headings, by cell."""

    blank: Blank
    ledger: Ledger
    meanings: Mapping[str, Meaning]


def understand(blank: Blank, ledger: Ledger | None = None) -> Understood:
    """What a form asks for, of the ledger given, else of the one that fits best.

    Raises InputFault when none fits.
    """
    ledgers = [ledger] if ledger else likely(blank, list(shelf().ledgers.values()))
    strange = _strange(blank, ledgers)
    tried = [_understood(blank, one) for one in ledgers]
    fits = {u.ledger.id: _fit(u, blank) for u in tried}
    ranked = sorted(tried, key=lambda u: (u.ledger.id in strange, -fits[u.ledger.id]))
    best = ranked[0]
    near = {id for id in fits.keys() - strange if fits[best.ledger.id] - fits[id] < CLOSE}
    close = near - {best.ledger.id}
    if len(ledgers) > 1 and (close or not _sure(best, blank)):
        titles = "、".join(u.ledger.title for u in ranked[:MOST_NAMED])
        raise InputFault(
            Problem("表格", "看不准要填哪一本台账", titles, "选一本台账再填", "no ledger fits well enough")
        )
    if not any(m.step for m in best.meanings.values()):
        raise InputFault(_nothing(blank, ledger, ledgers))
    return best


def _nothing(blank: Blank, chosen: Ledger | None, ledgers: Sequence[Ledger]) -> Problem:
    """That no heading is understood, of the ledger chosen or of any."""
    if chosen is None:
        titles = "、".join(x.title for x in ledgers[:12])
        return Problem("表格", "看不出要填哪一本台账", titles, "选一本台账再填", "no ledger fits the form")
    heads = "、".join(h.path[-1] for h in blank.headings[:MOST_NAMED])
    what = f"表头（{heads}）没有一栏能从“{chosen.title}”台账里填"
    mend = "换一本台账；一行一个指标的表（指标名称、数量）不能自动填，数字可以从台账和年度报告里抄"
    return Problem("表格", what, "表头写明日期、名称等台账里有的内容", mend, "no heading fits the ledger chosen")


def _strange(blank: Blank, ledgers: Sequence[Ledger]) -> frozenset[str]:
    """The ledgers that share no word of theirs with a title that names another in full: 重大行政决策 where it says 主动公开."""
    title, empty = set(bag(_title(blank))), generic() | acts()
    names = {x.id: [bag(n) for n in (x.title, *x.synonyms)] for x in ledgers}
    if not any(len(b) > 1 and title.issuperset(b) for bags in names.values() for b in bags):
        return frozenset()
    said = {w for w in title - empty if len(w) > 1 and not is_shared((w,))}
    return frozenset(k for k, bags in names.items() if said.isdisjoint(w for b in bags for w in b))


def likely(blank: Blank, ledgers: Sequence[Ledger]) -> list[Ledger]:
    """The few ledgers that share the most words with the headings and the title; a word of few ledgers says more."""
    told = [_said(ledger) for ledger in ledgers]
    common = Counter(w for words in told for w in words)
    asked = Counter(
        w for text in (blank.title, *(p for h in blank.headings for p in h.path)) for w in {bare(text), *bag(text)}
    )
    worth = [sum(n / common[w] for w, n in asked.items() if w in words) for words in told]
    ranked = sorted(range(len(ledgers)), key=lambda n: -worth[n])
    return [ledgers[n] for n in sorted(ranked[:LIKELY])]


@lru_cache(512)
def _said(ledger: Ledger) -> frozenset[str]:
    """The names of a ledger, its steps and fields, and the words of them."""
    names = [ledger.title, *ledger.synonyms, *(n for step in ledger.steps for n in (step.title, *step.synonyms))]
    names += [n for step in ledger.steps for f in step.fields for n in (f.label, *f.synonyms)]
    return frozenset(w for n in names for w in (bare(n), *bag(n)))


def _fit(one: Understood, blank: Blank) -> float:
    """Headings understood, and how well the title names the ledger; what a title ends in says what the form is about."""
    title = _title(blank)
    names = [n for x in (one.ledger.title, *one.ledger.synonyms) if (n := bare(x))]
    named = max((len(n) * (title.rfind(n) + len(n)) / len(title) for n in names if n in title), default=0)
    near = max((alike(title, n) for n in names), default=0.0)
    strange = STRANGE * (counting(one.meanings, blank) == "village" and "village" not in one.ledger.unit_kinds)
    alone = LONE * len(_lone_words(_names())[one.ledger.id].intersection(bag(title)))
    return sum(1 for m in one.meanings.values() if m.step) + NAMED * named + 2 * near + alone - strange


def _title(blank: Blank) -> str:
    """The title with what it says in brackets (简易程序（当场处罚）案件), without who fills in the form."""
    return bare(BRACKETS.sub("", HEAD_END.split(blank.title)[0])) or bare(blank.title)


Names = tuple[tuple[str, tuple[str, ...]], ...]


def _names() -> Names:
    """The names of each ledger as the packs stand now."""
    return tuple((id, (one.title, *one.synonyms)) for id, one in shelf().ledgers.items())


@lru_cache(8)
def _lone_words(named: Names) -> Mapping[str, frozenset[str]]:
    """By ledger the words that stand in its names and in those of no other."""
    words = {id: {w for n in names for w in bag(n) if len(w) > 1} for id, names in named}
    common = Counter(w for said in words.values() for w in said)
    return {id: frozenset(w for w in said if common[w] == 1) - acts() for id, said in words.items()}


def _sure(one: Understood, blank: Blank) -> bool:
    """Whether the ledger is the one meant: its title names it, or most headings that ask for records are understood."""
    asking = [
        h
        for h in blank.headings
        if not special(h.path) and not TOTAL.search(h.path[-1]) and not REMARK.search(h.path[-1])
    ]
    known = sum(1 for m in one.meanings.values() if m.step)
    title = _title(blank)
    names, told = (one.ledger.title, *one.ledger.synonyms), set(bag(title))
    named = any(bare(n) in title for n in names if len(bare(n)) >= NAMES_IT)
    named = named or any(len(b) > 1 and set(b) <= told for b in map(bag, names))
    return known >= (LEAST_NAMED if named else LEAST_KNOWN) * len(asking)


def _understood(blank: Blank, ledger: Ledger) -> Understood:
    """As a list of records or, where a row stands for a unit, a village or a month, as a table of figures: whichever fits better."""
    named = {h.cell: m for h in blank.headings if (m := special(h.path))}
    rest = [h for h in blank.headings if h.cell not in named and not TOTALS.fullmatch(bare(h.path[-1]))]
    in_figures = bool(counting(named, blank))
    if in_figures:
        rest = [h for h in rest if not TOTAL.search(h.path[-1])]
    paths = [h.path for h in rest]
    found = match(paths, known_of(ledger, files=True))
    meanings = found.meanings
    if in_figures:
        counted = match(paths, counted_of(ledger))
        figures = sum(bool(FIGURE.search(h.path[-1])) for h in rest)
        if counted.total >= found.total or figures >= MOSTLY_FIGURES * len(rest):
            meanings = _with_sessions(paths, with_rest(paths, counted.meanings), ledger)
    return Understood(blank, ledger, named | {rest[n].cell: m for n, m in meanings.items()})


def _with_sessions(
    paths: Sequence[tuple[str, ...]], meanings: dict[int, Meaning], ledger: Ledger
) -> dict[int, Meaning]:
    """With 宣讲场次 as the number of what opens, not of 集中宣讲, where no other heading asks how often."""
    opening = [s for s in ledger.steps if s.opens]
    often = [n for n, p in enumerate(paths) if SESSIONS.search(bare(p[-1]))]
    counts = {n for n, m in meanings.items() if m.kind == "count"}
    if len(opening) != 1 or len(often) != 1 or len(paths[often[0]]) > 1 or counts - {often[0]}:
        return meanings
    stem, had = SESSIONS.sub("", bare(paths[often[0]][-1])), meanings.get(often[0])
    labels = {bare(label) for s in opening for f in s.fields for _, label in f.of}
    known = any(stem in name for name in _said(ledger)) and stem not in labels
    whole = Meaning("count", opening[0])
    return meanings | {often[0]: whole} if known and (had is None or had.step == whole.step) else meanings


def counting(meanings: Mapping[str, Meaning], blank: Blank) -> str:
    """What a row stands for in a table of figures: unit, village or month, the first heading after the number; "" for a list."""
    if not blank.rows or any(m.kind in ("date", "fact") for m in meanings.values()):
        return ""
    first = next((m.kind for h in blank.headings if (m := meanings.get(h.cell)) and m.kind != "sequence"), "")
    return first if first in ("unit", "village", "month") else ""
