"""What is still without a meaning when names were compared: the only field of the kind asked for that every word fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fazhi.kernel.ledger import Field, Step
from fazhi.office.form_ends import (
    DAY,
    FIGURE,
    FILES,
    NUMBER,
    OPEN,
    PERSON,
    UNIT,
    WHAT,
    YES_NO,
    kinds_of_field,
    kinds_of_words,
    options_met,
    options_of,
    same_unit,
    words_of_kinds,
)
from fazhi.office.form_fit import MANY, WORDS, bag, bare, is_shared, near_word
from fazhi.office.form_kinds import kind_fits
from fazhi.office.form_meanings import Known, Meaning
from fazhi.office.form_questions import asked_as
from fazhi.packs.read_toml_once import toml_once

OF_FIELD, OF_STEP, OF_LEDGER, CLEARLY, LEAST = 1.0, 0.8, 0.3, 0.2, 0.7
ALONE = frozenset({"place", "reason", "year", "link", "kind"}) | FILES
ALMOST, FREE = 0.7, 0.01
OF_ITSELF = frozenset({YES_NO, PERSON, UNIT, NUMBER})  # asked of the field, not of its step
GROUPED = 0.5  # of the words above, how many a step must know


@dataclass(frozen=True, slots=True)
class Asked:
    """A heading as it is asked: its path, the kinds of answer that fit it, its own words and those above."""

    path: tuple[str, ...]
    kinds: frozenset[str]
    own: frozenset[str]
    above: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger can answer: its kinds, the words of the field, of its step and of its ledger."""

    known: Known
    kinds: frozenset[str]
    field: frozenset[str]
    step: frozenset[str]
    ledger: frozenset[str]

    def names_it(self, word: str) -> bool:
        """Whether a word of a heading stands in the field's own names."""
        return any(word in w for w in self.field)

    def said_by(self, words: frozenset[str]) -> bool:
        """Whether the words of a heading say one of the field's names in full."""
        free = words | self.ledger | generic()
        return any(free.issuperset(name) for name in self.known.offer.names)

    def knows(self, word: str) -> float:
        """How much it says that a word of a heading stands here, 0 for nothing."""
        return _known_word(word, self.field, self.step, self.ledger)


@lru_cache(MANY)
def _known_word(word: str, field: frozenset[str], step: frozenset[str], ledger: frozenset[str]) -> float:
    if word in field and word in step and is_shared((word,)):
        return OF_STEP  # 认定单位 says no more of 来源单位 than of its step
    for words, worth in ((field, OF_FIELD), (step, OF_STEP), (ledger, OF_LEDGER)):
        if word in words or any(near_word(word, w) >= ALMOST and not _narrower(word, w) for w in words):
            return worth
    generic, acts, passive = _listed("generic"), _listed("acts"), _listed("passive")
    handed_in = word == "提交" and "申请" in step and "副本" not in step  # received the day it was handed in
    return FREE if word in generic or handed_in or (word in acts and not passive & step) else 0.0


def _narrower(word: str, known: str) -> bool:
    """Whether a word says more than the one it holds: 公平竞争审查 is not any 审查."""
    return known in word and len(word) - len(known) >= len(known)


def by_elimination(
    paths: Sequence[Sequence[str]], choices: Sequence[Known], taken: Mapping[int, Meaning]
) -> dict[int, Meaning]:
    """The meanings taken, and those of further headings that only one field can be; each meaning once."""
    told = [t for k in choices if k.meaning.kind in ("date", "fact") for t in (told_of(k),)]
    found = dict(taken)
    open_ones = [n for n in range(len(paths)) if n not in found]
    while True:  # what one heading takes is out of the question for the others
        more = {n: m for n in open_ones if n not in found and (m := _only(n, paths, told, found))}
        twice = [m.code() for m in more.values()]
        more = {n: m for n, m in more.items() if twice.count(m.code()) == 1}
        if not more:
            return found
        found |= more


def _only(n: int, paths: Sequence[Sequence[str]], told: Sequence[Told], found: Mapping[int, Meaning]) -> Meaning | None:
    """The one meaning that heading n can have; None where it can have none or several."""
    path = tuple(paths[n])
    used = {m.code() for m in found.values()}
    for label in asked_as(path[-1]) or path[-1:]:
        asked = asked_of((*path[:-1], label))
        rated = sorted(
            ((r, i) for i, t in enumerate(told) if asked.kinds & t.kinds and (r := rate(asked, t, told)) >= LEAST),
            reverse=True,
        )
        best = [i for r, i in rated if r >= rated[0][0] - CLEARLY]
        if not best:
            continue
        left = [i for i in best if told[i].known.meaning.code() not in used]
        if len(best) > 1:
            plain = left if asked.kinds & OF_ITSELF else _plainest(asked, left, told)
            left = _between(n, plain, told, found)
        if len(left) == 1:
            return told[left[0]].known.meaning
    return None


def _plainest(asked: Asked, left: Sequence[int], told: Sequence[Told]) -> list[int]:
    """Of several, those whose step's title says the least that the heading does not: 审议 is 集体审议 before 提交集体审议."""
    said = asked.own | asked.above
    lacking = {i: len(set(bag(s.title)) - said - told[i].ledger) for i in left if (s := told[i].known.meaning.step)}
    return [i for i in left if lacking.get(i) == min(lacking.values())]


def _between(n: int, left: Sequence[int], told: Sequence[Told], found: Mapping[int, Meaning]) -> list[int]:
    """Of several, those whose step lies between the steps of the headings before and after: columns follow the procedure."""
    if len(left) < 2:
        return list(left) if left else []
    order = list(dict.fromkeys(t.known.meaning.step.id for t in told if t.known.meaning.step))
    place = {k: order.index(m.step.id) for k, m in found.items() if m.step and m.step.id in order}
    before, after = max((k for k in place if k < n), default=None), min((k for k in place if k > n), default=None)
    low, high = place[before] if before is not None else 0, place[after] if after is not None else len(order)
    return [i for i in left if (s := told[i].known.meaning.step) and low <= order.index(s.id) <= high]


def rate(asked: Asked, one: Told, all_of: Sequence[Told]) -> float:
    """How well every word of a heading is answered: 0 where one of them is not, else the best of its words and of those above."""
    part = FIGURE in asked.kinds and asked.path[-1].startswith("其中")
    if part or not kind_fits(asked.path, one.known) or not same_unit(asked.path[-1], one.known.meaning.field):
        return 0.0
    field = one.known.meaning.field
    if field is not None and field.type == "choice" and options_of(asked.path[-1]):
        return float(options_met(asked.path[-1], field) > 1)
    worth = [one.knows(w) for w in asked.own]
    if not all(worth) or (asked.above and not _grouped(asked, one, all_of)):
        return 0.0
    if WHAT in asked.kinds and not asked.above and len(asked.own) < 2:
        return 0.0  # 议决何事 could be any text about the matter
    if asked.kinds & OF_ITSELF and not all(one.names_it(w) for w in asked.own - asked.above - generic()):
        return 0.0  # 是否接件 is not 材料是否齐全 of the same step
    if PERSON in asked.kinds and handed(asked.own) and not asked.above & one.step:
        return 0.0
    if field is not None and field.type == "yes_no" and not one.said_by(asked.own | asked.above):
        return 0.0  # 是否集体讨论 is not 可以提交集体讨论
    told = [one.knows(w) for w in asked.above if w not in asked.own]
    if max((*worth, *told), default=0.0) <= FREE:
        return _bare_question(asked, one, all_of)
    return max((*worth, *(t * OF_STEP for t in told)), default=0.0) + 0.1 * sum((*worth, *told))


def _bare_question(asked: Asked, one: Told, all_of: Sequence[Told]) -> float:
    """何时开展, 在哪里: of what opens a record, where one field alone is of that kind."""
    meaning = one.known.meaning
    if meaning.step is None or not meaning.step.opens or asked.above:
        return 0.0
    if meaning.kind == "date":
        return OF_FIELD if asked.own <= _listed("happens") else 0.0
    if not asked.kinds & ALONE:
        return 0.0
    return OF_FIELD if sum(bool(t.kinds & one.kinds & asked.kinds) for t in all_of) == 1 else 0.0


def _grouped(asked: Asked, one: Told, all_of: Sequence[Told]) -> bool:
    """Whether no other step knows more of the words above, and this one knows most of them."""
    steps: dict[str, set[str]] = {}
    for t in all_of:
        if t.known.meaning.step:
            steps.setdefault(t.known.meaning.step.id, set()).update(w for w in asked.above if t.knows(w))
    mine = steps.get(one.known.meaning.step.id if one.known.meaning.step else "", set())
    return len(mine) >= max(len(s) for s in steps.values()) and len(mine) >= GROUPED * len(asked.above)


@lru_cache(MANY)
def asked_of(path: tuple[str, ...]) -> Asked:
    """A heading in kinds and words; one that says no kind has that of the heading above it."""
    core = bare(path[-1])
    kinds = kinds_of_words(path[-1])
    own = set(bag(path[-1]))
    if len(path) > 1 and not kinds:
        inherited = kinds_of_words(path[-2])
        if FIGURE in inherited:
            kinds, own = inherited, own | set(bag(path[-2]))
        elif DAY in inherited:
            kinds, own, path = inherited, own | set(bag(path[-2])), (*path[:-1], f"{path[-1]}日期")
    empty = words_of_kinds(kinds or frozenset({WHAT, OPEN}))
    above = frozenset(w for g in path[:-1] for w in bag(g)) - words_of_kinds(frozenset({DAY, WHAT}))
    said = frozenset(own - empty) if core else frozenset()
    return Asked(path, kinds or frozenset({WHAT, OPEN}), said, above)


def generic() -> frozenset[str]:
    """Words that tell no field from another."""
    return _listed("generic")


def acts() -> frozenset[str]:
    """Words for what is done to every paper."""
    return _listed("acts")


def handed(own: Iterable[str]) -> bool:
    """Whether words say only that something came in or went out, by whom or to whom."""
    return (_listed("passive") | words_of_kinds(frozenset({PERSON})) | generic()).issuperset(own)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(w for word in toml_once(WORDS)[name].split() for w in (word, *bag(word)))


def told_of(known: Known) -> Told:
    """What a field or day is, in kinds and words."""
    return _told(known.meaning.kind, known.meaning.step, known.meaning.field, known)


@lru_cache(4096)
def _told(kind: str, step: Step | None, field: Field | None, known: Known) -> Told:
    offer = known.offer
    names = frozenset(w for name in offer.names for w in name) if field else frozenset()
    options = frozenset(w for _, words in field.of for w in bag(words)) if field else frozenset()
    return Told(known, kinds_of_field(field), names | options, offer.step, offer.ledger)
