"""How well the letters of a heading fit the letters of a name, for names that no table of words knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from fazhi.office.form_fit import MANY, WORDS, bare
from fazhi.packs.read_toml_once import toml_once
from fazhi.proofread.segment import cut

ENOUGH, GROUP_BONUS, SHORT = 0.66, 0.3, 2
MOSTLY, SHUFFLED = 0.85, 0.9
ASKED, NOT = "征求", re.compile("[不未非]|没有|免|(?<!有)无")
EMPTY_ENDS = re.compile(r"(?:开展|办理|工作|实施)?(?:情况|环节|阶段|过程)$|意见$")


@lru_cache(MANY)
def same_word(text: str) -> str:
    """Bare, with every word that stands for another replaced by the first of its line, the longest words first."""
    pattern, first = _replaced()
    return pattern.sub(lambda m: first[m[0]], bare(text))


@cache
def _replaced() -> tuple[re.Pattern[str], dict[str, str]]:
    first = {word: line[0] for line in toml_once(WORDS)["same"] for word in line[1:]}
    kept = {line[0]: line[0] for line in toml_once(WORDS)["same"]}  # so that 人员 is not read as 人 and 员
    words = sorted({**first, **kept}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), kept | first


@lru_cache(MANY)
def alike(left: str, right: str) -> float:
    """0 to 1 for two names, bare words and replaced ones alike."""
    if not left or not right:
        return 0.0
    if bare(left) == bare(right):
        return 1.0
    if bool(NOT.search(left)) != bool(NOT.search(right)):
        return 0.0
    a, b = same_word(left), same_word(right)
    if a == b:
        return 0.97
    if set(a).isdisjoint(b):
        return 0.0
    shared = sum((Counter(a) & Counter(b)).values()) * 2 / (len(a) + len(b))  # 听证权利告知 and 告知听证权
    ratio = max(SequenceMatcher(None, a, b, autojunk=False).ratio(), SHUFFLED * shared if shared >= MOSTLY else 0.0)
    inside = 0.12 if min(len(a), len(b)) >= 0.5 * max(len(a), len(b)) and (a in b or b in a) else 0.0
    return min(0.95, ratio + inside)


@lru_cache(MANY)
def _at_edges(name: str) -> frozenset[str]:
    """Every run of whole words of a name: of 档案号 档案, 号 and 档案号, not 案号."""
    pieces = cut(name)
    return frozenset("".join(pieces[i:k]) for i in range(len(pieces)) for k in range(i + 1, len(pieces) + 1))


def letters_fit(
    words: str, groups: Sequence[str], names: Sequence[str], step: Sequence[str], others: frozenset[str], label: str
) -> float:
    """0 to about 1.3 for a heading's own words, those above it, the names of a field and of its step.

    others: names of all fields of the ledger; label: the field's own, empty for a day or a count.
    """
    near = max((alike(EMPTY_ENDS.sub("", g), EMPTY_ENDS.sub("", n)) for g in groups for n in step), default=0.0)
    best = max((_own(words, n, step, others, label) for n in names if n or not groups), default=0.0)
    if groups:
        group = EMPTY_ENDS.sub("", groups[-1])
        best = max(best, *(w for n in names if (w := alike(f"{group}{words}", n)) > alike(group, n)), 0.0)
    return best + (GROUP_BONUS * near if near >= ENOUGH else 0.0) if best >= ENOUGH else 0.0


def _own(words: str, name: str, step: Sequence[str], others: frozenset[str], label: str) -> float:
    """Likeness of a heading's own words; none where they are about something else.

    What is left of them is the name of another field (申请人联系方式); a short heading cuts through the words of the name (案号 in
    档案号); behind it stands a bare 结果 of a field called otherwise (复议结果, 纠正情况); or opinions are asked for here and received there.
    """
    named = bare(name)
    rest = words.replace(named, "", 1) if named and named in words else ""
    if rest and rest in others:
        return 0.0
    if rest and len(named) <= SHORT and label and not set(rest) & set(bare(label)):
        return 0.0
    if len(words) <= SHORT < len(named) and words in named and words not in _at_edges(named):
        return 0.0
    if ASKED in words and ASKED not in "".join((name, *step)):
        return 0.0
    return alike(words, name)
