"""错字: a usual word with one character put in for another that sounds or looks like it, known by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from fazhi.proofread.report import table
from fazhi.proofread.segment import DOUBLE, NUMBER, SINGLE, is_rare
from fazhi.proofread.sounds import sound_alike

SINGLES = re.compile(f"{SINGLE}+")
TWO_PAIRS = re.compile(f"(?=({DOUBLE}|{SINGLE}{SINGLE})({DOUBLE}|{SINGLE}{SINGLE}))")
LONGEST_RUN = 3  # more characters in a row that are no words are a name or an abbreviation
BLURRED, FUNCTION, LOOSE = 2, 3, 3  # how usual the right word must be: 1 known, 2 usual, 3 met often
FUNCTIONS = frozenset(
    "的了和与在是有为以及对将把被由从到向我各本该此其每年月日个件人次村镇乡县市省区国也都就还又再更最等于而之所可要能会上下内外前后里间名条项家户起第至"
)
QUANTIFIERS = frozenset("逐每各共再又均仅")
MEASURES = frozenset("名次项条件起")
LOOSELY = frozenset("好大多高强优全新稳千网首单品边引改兴治电")
SURNAMES = frozenset(
    "陈刘李王张赵孙吴郑冯蒋沈韩杨朱秦许何吕孔曹严魏陶姜谢邹苏潘范彭鲁韦马袁柳唐薛雷贺罗郝邓傅曾黄萧汪毛庞熊舒屈项董梁杜贾郭梅林钟徐邱夏蔡田樊胡霍卢洪崔龚程段侯武龙叶黎廖"
)
PLACES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼疆滇黔蓉穗杭江河湖海山洲岛")


@dataclass(frozen=True)
class Language:
    """Usual words with how usual they are (1 to 3), by either character; which words stand beside which.

    `right`: what looks like a slip and is none; `looks`: characters that look alike.
    """

    usual: dict[str, int]
    first: dict[str, tuple[str, ...]]
    second: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    right: frozenset[str]
    looks: dict[str, str]

    def alike(self, one: str, other: str) -> int:
        """2: they sound the same or look alike; 1: they nearly sound the same; 0: neither."""
        return 2 if other in self.looks.get(one, "") else sound_alike(one, other)


@cache
def language(path: Path) -> Language:
    """The counts of a file."""
    data = table(path)
    usual = {w: rank for rank, tier in ((3, "often"), (2, "usual"), (1, "known")) for w in data[tier].split()}
    pairs = data["pairs"].split()
    return Language(
        usual,
        _grouped((w[0], w) for w in usual),
        _grouped((w[1], w) for w in usual),
        _grouped((p[:2], p[2:]) for p in pairs),
        _grouped((p[2:], p[:2]) for p in pairs),
        frozenset(data["also_right"].split()),
        {char: group for group in data["look_alike"].split() for char in group},
    )


def _grouped(rows: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, value in rows:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def slips(words: Sequence[str], kinds: str, path: Path) -> Iterator[tuple[int, str, str]]:
    """(offset, what stands there, the usual word) of each slip in a text that was cut into words of these shapes.

    Price: about 0.3 ms a thousand characters.
    """
    known = language(path)
    begins = list(accumulate(map(len, words), initial=0))
    for single in SINGLES.finditer(kinds):
        n, end = single.span()
        n += n > 0 and kinds[n - 1] == NUMBER  # 30卷中: a measure goes with its number
        if 2 <= end - n <= LONGEST_RUN:
            run = "".join(words[n:end])
            yield from ((begins[n] + k, said, right) for k, said, right in _in_run(run, known))
    yield from _beside(words, kinds, begins, known)


def _in_run(run: str, known: Language) -> Iterator[tuple[int, str, str]]:
    """Two neighbours that the dictionary does not know as a word."""
    if any(c in PLACES for c in run):
        return
    for k in range(len(run) - 1):
        said = run[k : k + 2]
        if said in known.right or said in known.usual or said[0] in QUANTIFIERS:
            continue
        functions = sum(c in FUNCTIONS for c in said)
        least = 1 if not functions else FUNCTION if functions == 1 else 9
        least = max(least, LOOSE if any(c in LOOSELY for c in said) else 1, len(run) - 1)
        for right in (*known.first.get(said[0], ()), *known.second.get(said[1], ())):
            wrong, better = (said[1], right[1]) if right[0] == said[0] else (said[0], right[0])
            likeness = 0 if wrong == said[0] in SURNAMES else known.alike(wrong, better)
            if likeness and known.usual[right] >= max(least, BLURRED if likeness == 1 else 1):
                yield k, said, right
                break


def _beside(words: Sequence[str], kinds: str, begins: list[int], known: Language) -> Iterator[tuple[int, str, str]]:
    """An unusual word where, beside its neighbour, one that differs by one such character usually stands."""
    usual = known.usual
    for pair in TWO_PAIRS.finditer(kinds):
        n, end = pair.span(1)
        one, other = "".join(words[n:end]), "".join(words[end : pair.end(2)])
        if one in usual and other in usual:
            continue
        for said, place, beside in (
            (other, begins[end], known.after.get(one, ())),
            (one, begins[n], known.before.get(other, ())),
        ):
            if not beside or said in usual or said in beside or said in known.right or not is_rare(said):
                continue
            better = next((b for b in beside if _slip(said, b, known)), "")
            if better:
                yield place, said, better


def _slip(said: str, better: str, known: Language) -> bool:
    different = [(a, b) for a, b in zip(said, better, strict=True) if a != b]
    return len(different) == 1 and bool(known.alike(*different[0]))
