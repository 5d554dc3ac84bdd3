"""Many reports at once: a table of units by families, and the passages that two of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fazhi.proofread.copied import Pair, Passages, copies, wholly
from fazhi.proofread.report import Mark, unit_of, year_of
from fazhi.proofread.run import proofread


@dataclass(frozen=True, slots=True)
class Read:
    """One report: name, text, unit and year as its first lines say, marks, what it shares with others, others that say the very same."""

    name: str
    text: str
    unit: str
    year: int
    marks: tuple[Mark, ...]
    pairs: tuple[Pair, ...]
    same: tuple[str, ...] = ()

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
    everything = dict(texts)
    for name, text in (against or {}).items():
        everything[name if name not in everything else f"{name}（用来比对的）"] = text
    passages = Passages(everything)
    made = []
    for name, text in texts.items():
        pairs = tuple(passages.shared(name))
        same = tuple(passages.same(name))
        found = [*proofread(text, rules, year, unit, whole), *copies(pairs), *wholly(text, same)]
        marks = tuple(sorted(found, key=lambda m: (m.start, m.end, m.family)))
        made.append(Read(name, text, unit or unit_of(text), year or year_of(text), marks, pairs, same))
    return made


def segments(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """The text cut at every begin and end of a mark: (piece, numbers of the marks over it, from 1, and of those that end with it).

    Missing parts mark nothing.
    """
    edges = sorted({0, len(text), *(e for m in marks if m.end > m.start for e in (m.start, m.end))})
    return [
        (text[a:b], over, tuple(n for n in over if marks[n - 1].end == b))
        for a, b in pairwise(edges)
        for over in (tuple(n for n, m in enumerate(marks, start=1) if m.start < b and a < m.end),)
    ]
