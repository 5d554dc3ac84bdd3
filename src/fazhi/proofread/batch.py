"""Many reports at once: a table of units by families, and the passages that two of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fazhi.proofread.copied import Pair, Passages, copies
from fazhi.proofread.report import Mark, unit_of, year_of
from fazhi.proofread.run import proofread


@dataclass(frozen=True, slots=True)
class Read:
    """One report: its name, text, unit and year as its first lines say, its marks, and what it shares with the others."""

    name: str
    text: str
    unit: str
    year: int
    marks: tuple[Mark, ...]
    pairs: tuple[Pair, ...]

    def counts(self) -> Counter[str]:
        """Family -> number of marks."""
        return Counter(m.family for m in self.marks)


def read_all(
    texts: Mapping[str, str],
    rules: Path,
    *,
    year: int = 0,
    unit: str = "",
    whole: bool = True,
    against: Mapping[str, str] | None = None,
) -> list[Read]:
    """Every text read, and compared with the other ones and with `against` (last year's, a neighbour's: compared, not read).

    Price: 3 ms a thousand characters, and as much again for the comparison.
    """
    everything = {**texts, **(against or {})}
    passages = Passages(everything)
    made = []
    for name, text in texts.items():
        pairs = tuple(passages.shared(name))
        marks = sorted(
            [*proofread(text, rules, year, unit, whole), *copies(pairs)], key=lambda m: (m.start, m.end, m.family)
        )
        made.append(Read(name, text, unit or unit_of(text), year or year_of(text), tuple(marks), pairs))
    return made


def segments(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """The text cut at every begin and end of a mark: (piece, numbers of the marks over it, from 1). Missing parts mark nothing."""
    edges = sorted({0, len(text), *(e for m in marks if m.end > m.start for e in (m.start, m.end))})
    return [
        (text[a:b], tuple(n for n, m in enumerate(marks, start=1) if m.start < b and a < m.end))
        for a, b in pairwise(edges)
    ]
