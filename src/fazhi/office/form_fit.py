"""How well the words of a heading fit the words of a field: by words that stand for each other, not by letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from fazhi.packs.read_toml_once import toml_once
from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.segment import cut

WORDS = SHIPPED / "_forms" / "words.toml"
# Credit for a word of the step; price of a word of the name that is not asked; two words with a character in common; shared words.
ABOUT, MISSING, NEAR_WORD, SHARED = 0.5, 0.35, 0.45, 0.5

Bag = tuple[str, ...]
DAY = "日期"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a ledger can answer under one heading: the words of each name of the field, those of its step, those of its ledger."""

    names: tuple[Bag, ...]
    step: frozenset[str]
    ledger: frozenset[str]


MANY = 1 << 16  # headings come from outside: what is kept of them is bounded
COUNTING = re.compile(r"^\s*(?:\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])")


@lru_cache(MANY)
def bare(text: str) -> str:
    """Half-width, without the number it is counted by, brackets' content, blanks and marks.

    >>> bare("3.赋权依据"), bare("② 收回　日期（年月日）"), bare("12.4宣传")
    ('赋权依据', '收回日期', '124宣传')
    """
    head = re.sub(r"[（(][^）)]*[）)]", "", unicodedata.normalize("NFKC", COUNTING.sub("", text)))
    return "".join(c for c in head if c.isalnum())


@lru_cache(MANY)
def bag(text: str) -> Bag:
    """The words of a heading or name, each as the first of those that stand for it, without those that say nothing.

    >>> bag("现场勘查（次）"), bag("要求获取的政府信息内容描述")
    (('核查',), ('申请', '政府', '内容'))
    """
    pattern, first, empty = _table()
    found: list[str] = []
    at, plain = 0, bare(text)
    for short, whole in toml_once(WORDS)["short"].items():
        plain = plain.replace(short, whole)
    for known in pattern.finditer(plain):
        found += [*cut(plain[at : known.start()]), known[0]]
        at = known.end()
    found += cut(plain[at:])
    return tuple(dict.fromkeys(w for f in found if (w := first.get(f, f)) not in empty and f not in empty))


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, str], frozenset[str]]:
    data = toml_once(WORDS)
    first = {word: line[0] for line in data["same"] for word in line}
    longer = sorted((w for w in first if len(w) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longer))), first, frozenset(data["fillers"].split())


def undated(words: Bag) -> Bag:
    """Without the word for a day."""
    return tuple(w for w in words if w != DAY)


def weights(offers: Collection[Offer]) -> Mapping[str, float]:
    """Words that many fields of a ledger share tell little: 1 for a word of one field, less for more."""
    counts: dict[str, int] = {}
    for offer in offers:
        for word in {w for name in offer.names for w in name} | offer.step:
            counts[word] = counts.get(word, 0) + 1
    shared = _shared()
    return {word: (SHARED if word in shared else 1.0) / (1 + log(n)) for word, n in counts.items()}


def is_shared(words: Bag) -> bool:
    """Whether a heading says nothing but 方式, 编号 and the like, which many fields are called."""
    return _shared().issuperset(words)


@cache
def _shared() -> frozenset[str]:
    return frozenset(toml_once(WORDS)["shared"].split())


def about_else(own: Bag, offer: Offer) -> bool:
    """Whether a heading names a thing of its own (电话 in 申请人联系方式) that neither the field nor its step nor its ledger names."""
    said = {w for name in offer.names for w in name} | offer.step | offer.ledger
    return any(w in _concepts() and w not in said for w in own)


@cache
def _concepts() -> frozenset[str]:
    """The words that other words stand for, without those that many fields share."""
    return frozenset(_table()[1].values()) - _shared()


def fit(own: Bag, above: frozenset[str], offer: Offer, weight: Mapping[str, float]) -> float:
    """0 to about 1.2: all words of the heading are answered by the name, its step or its ledger, and the headings above agree."""
    best = max((_one(own, above, name, offer, weight) for name in offer.names), default=0.0)
    if not best:
        return 0.0
    agreed = sum(weight.get(w, 1.0) for w in above & offer.step)
    return best + min(0.2, 0.2 * agreed)


def _one(own: Bag, above: frozenset[str], name: Bag, offer: Offer, weight: Mapping[str, float]) -> float:
    if not own or not name or _other_kind(own, name):
        return 0.0
    hit = free = left = 0.0
    shared = _shared()
    for word in own:
        w = weight.get(word, 1.0)
        near = _best(word, name)
        if near == 1.0 or (near and word not in offer.step):
            hit += near * w
            left += (1 - near) * w
        elif word in offer.step:
            free += ABOUT * w
        elif word in offer.ledger:
            free += ABOUT * ABOUT * w
        else:
            left += w * (SHARED if word in shared else 1.0)
    said = [w for w in own if w not in shared]
    if not hit or (said and not any(w in offer.step or _best(w, name) for w in said)):
        return 0.0
    told = {*own, *above, *shared} | offer.step | offer.ledger
    if not any(_best(w, name) for w in said) and not told.issuperset(name):
        return 0.0  # 认定单位 is no 来源单位
    lacking = sum(
        weight.get(n, 1.0)
        for n in name
        if n not in own and n not in above and n not in offer.ledger and not any(near_word(n, o) for o in own)
    )
    return (hit + free) / (hit + free + left + MISSING * lacking)


def _best(word: str, name: Bag) -> float:
    return 1.0 if word in name else max((near_word(word, n) for n in name), default=0.0)


def _other_kind(own: Bag, name: Bag) -> bool:
    """评估结论 and 评估单位: each says of itself what kind of answer it has, and they differ."""
    ours, theirs = _kinds_said(own), _kinds_said(name)
    return bool(ours - theirs) and bool(theirs - ours)


@lru_cache(MANY)
def _kinds_said(words: Bag) -> frozenset[str]:
    return _shared().intersection(words)


@lru_cache(MANY)
def near_word(one: str, other: str) -> float:
    """Some likeness of two words of the same length or more that share their first or last character (审查人, 审核人)."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 2:
        return 0.0
    shared = len(set(one) & set(other))
    if one in other or other in one:
        return 0.7
    return NEAR_WORD if shared >= 2 and shared * 2 >= max(len(one), len(other)) else 0.0


def told_by(word: str, offer: Offer) -> bool:
    """Whether a name of the field, its step or its ledger has the word or one like it."""
    return word in offer.step or word in offer.ledger or any(near_word(word, n) for name in offer.names for n in name)


def above_words(groups: Sequence[str]) -> frozenset[str]:
    """The words of the headings above one."""
    return frozenset(w for g in groups for w in bag(g))
