"""Sentences: the claims gate. Three branches, no logic in text; every sentence carries what proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.figures import Figure, FigureRule
from fazhi.kernel.findings import SHORT, Finding
from fazhi.kernel.why import zh

BRANCHES = ("all_met", "any_missed", "otherwise")
OWN_PLACEHOLDERS = (
    "subjects", "met", "late", "short", "overdue", "open", "unproven", "names", "year", "as_of", "span",
)  # fmt: skip
WORDS = ("names", "year", "as_of", "span")
NAMES_SHOWN = 5
PLACEHOLDER = re.compile(r"\{(\w+)\}")
IF_ANY = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Section:
    """One sentence of the report in its three branches; `duties` are the ids whose findings decide the branch.

    A piece in square brackets stands only when a number in it is not 0: nobody boasts of 0 hearings.
    `year_field`, `year_shift`: what it counts and judges belongs to the year its matter names there and so many years on.
    compare: names of its figures that the table of this year beside last year shows.
    """

    id: str
    part: int
    order: int
    heading: str
    otherwise: str
    all_met: str = ""
    any_missed: str = ""
    duties: tuple[str, ...] = ()
    figures: tuple[tuple[str, FigureRule], ...] = ()
    year_field: str = ""
    year_shift: int = 0
    compare: tuple[str, ...] = ()

    def placeholders(self) -> frozenset[str]:
        """Every name in braces over the three branches."""
        return frozenset(PLACEHOLDER.findall(self.all_met + self.any_missed + self.otherwise))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text with its proof: the branch taken, the event ids behind it and the keys of its findings."""

    section: str
    branch: str
    text: str
    trace: tuple[int, ...]
    findings: tuple[str, ...]


def compose(
    section: Section, figures: Mapping[str, Figure], findings: Sequence[Finding], year: int, as_of: date
) -> Sentence | None:
    """The sentence the findings carry; None when the section has duties but none of them applies.

    all_met needs every applicable finding met (a zero claim is met only when a checked zero proves it); any_missed needs one
    late, overdue or violated; otherwise covers the rest. An empty branch text falls back to `otherwise`. None too when every
    piece of the sentence counts 0.
    """
    judged = [f for f in findings if f.duty.id in section.duties and f.verdict != "not_applicable"]
    if section.duties and not judged:
        return None
    branch = _branch(section, judged)
    taken = branch if getattr(section, branch) else "otherwise"
    words = _words(judged, year, as_of) | {name: f.text() for name, f in figures.items()}
    text = _with_numbers(getattr(section, taken), words)
    if not any(c.isalnum() for c in text):
        return None
    used = PLACEHOLDER.findall(text)
    filled = PLACEHOLDER.sub(lambda m: words[m.group(1)], text)
    ids = [i for f in judged for i in f.trace] + [i for n in used if n in figures for i in figures[n].trace]
    return Sentence(section.id, taken, filled, tuple(dict.fromkeys(ids)), tuple(f.key for f in judged))


def _with_numbers(text: str, words: Mapping[str, str]) -> str:
    """The text without the bracketed pieces whose numbers are all 0, and without the brackets of the others."""

    def kept(piece: re.Match[str]) -> str:
        return piece[1] if any(words[n] != "0" for n in PLACEHOLDER.findall(piece[1]) if n not in WORDS) else ""

    return IF_ANY.sub(kept, text)


def span_of(year: int, as_of: date) -> str:
    """What a count of the year is called: nobody says 全年 while it runs.

    >>> span_of(2025, date(2025, 11, 20)), span_of(2025, date(2026, 1, 2))
    ('今年以来', '全年')
    """
    return "今年以来" if as_of < date(year, 12, 31) else "全年"


def inside(name: str) -> str:
    """A name as it stands within brackets: its own brackets are of the other kind.

    >>> inside("占道案（立案）")
    '占道案〔立案〕'
    """
    return name.replace("（", "〔").replace("）", "〕")


def _branch(section: Section, judged: Sequence[Finding]) -> str:
    if judged and all(f.verdict == "met" for f in judged):
        return "all_met"
    if any(f.verdict in SHORT for f in judged):
        return "any_missed"
    return "otherwise"


def _words(judged: Sequence[Finding], year: int, as_of: date) -> dict[str, str]:
    short = list(dict.fromkeys(f.subject_name for f in judged if f.verdict in SHORT))
    names = "、".join(inside(name) for name in short[:NAMES_SHOWN]) + ("等" if len(short) > NAMES_SHOWN else "")
    tally = {v: sum(f.verdict == v for f in judged) for v in ("met", "late", "open", "unproven")}
    return {
        "subjects": str(len({(f.unit, f.subject) for f in judged})),
        "short": str(sum(f.verdict in SHORT for f in judged)),
        "names": names,
        "year": str(year),
        "as_of": zh(as_of),
        "span": span_of(year, as_of),
        "overdue": str(sum(f.verdict in ("overdue", "violated") for f in judged)),
        **{verdict: str(n) for verdict, n in tally.items()},
    }
