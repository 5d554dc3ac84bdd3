"""What is still without a meaning when names were compared: the only field of the kind asked for that every word fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fazhi.kernel.ledger import Field, Step
from fazhi.office.form_fit import MANY, WORDS, Bag, bag, bare, near_word
from fazhi.office.form_kinds import WHETHER, kind_fits
from fazhi.office.form_meanings import Known, Meaning
from fazhi.office.form_questions import BRACKET, asked_as
from fazhi.packs.read_toml_once import toml_once

WHAT, DAY, FIGURE, YES_NO, CHOICES = "what", "day", "figure", "whether", frozenset({"kind", "way", "result", "whether"})
OF_FIELD, OF_STEP, OF_LEDGER, CLEARLY, LEAST = 1.0, 0.8, 0.3, 0.2, 0.7
ALMOST, FREE = 0.7, 0.01
GROUPED = 0.5  # of the words above, how many a step must know
SAME_UNIT = ("人 人次 名 位", "份 本 册 张", "件 条 项 个 起 宗 次 场 期", "元 万元", "小时 学时 分钟 课时", "天 日 工作日", "% 分")


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

    def knows(self, word: str) -> float:
        """How much it says that a word of a heading stands here, 0 for nothing."""
        for words, worth in ((self.field, OF_FIELD), (self.step, OF_STEP), (self.ledger, OF_LEDGER)):
            if word in words or any(near_word(word, w) >= ALMOST for w in words):
                return worth
        generic, acts, passive = _listed("generic"), _listed("acts"), _listed("passive")
        return FREE if word in generic or (word in acts and not passive & self.step) else 0.0


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
    for label in (*asked_as(path[-1]), path[-1]):
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
            left = _between(n, left, told, found)
        if len(left) == 1:
            return told[left[0]].known.meaning
    return None


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
    if not kind_fits(asked.path, one.known) or not _same_unit(asked.path[-1], one.known.meaning.field):
        return 0.0
    worth = [one.knows(w) for w in asked.own]
    if not all(worth) or (asked.above and not _grouped(asked, one, all_of)):
        return 0.0
    told = [one.knows(w) for w in asked.above if w not in asked.own]
    if not worth and not told:
        return _bare_question(asked, one, all_of)
    return max((*worth, *(t * OF_STEP for t in told)), default=0.0) + 0.1 * sum((*worth, *told))


def _bare_question(asked: Asked, one: Told, all_of: Sequence[Told]) -> float:
    """何时开展, 在哪里: of what opens a record, where one field alone is of that kind."""
    meaning = one.known.meaning
    if meaning.step is None or not meaning.step.opens or asked.above:
        return 0.0
    if meaning.kind == "date":
        return OF_FIELD
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
        if DAY in inherited:
            kinds, own, path = inherited, own | set(bag(path[-2])), (*path[:-1], f"{path[-1]}日期")
    empty = _of_kinds(kinds or frozenset({WHAT}))
    above = frozenset(w for g in path[:-1] for w in bag(g)) - _of_kinds(frozenset({DAY, WHAT}))
    said = frozenset(own - empty) if core else frozenset()
    return Asked(path, kinds or frozenset({WHAT}), said, above)


@lru_cache(MANY)
def kinds_of_words(label: str) -> frozenset[str]:
    """Which kinds of answer a heading asks for, by what it ends in; none where it does not say."""
    core = bare(label)
    if WHETHER.search(label):
        return frozenset({YES_NO})
    ends = max((e for e in _ends() if core.endswith(e)), key=len, default="")
    if ends:
        return frozenset({_ends()[ends]})
    unit = _unit(label)
    return frozenset({FIGURE}) if unit else frozenset()


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(w for word in toml_once(WORDS)[name].split() for w in (word, *bag(word)))


@cache
def _ends() -> Mapping[str, str]:
    return {word: kind for kind, words in toml_once(WORDS)["kinds"].items() for word in words.split()}


@cache
def _of_kinds(kinds: frozenset[str]) -> frozenset[str]:
    """Words that say nothing but a kind; that of a figure says of what."""
    said = [w for w, kind in _ends().items() if kind in kinds - {FIGURE}]
    return frozenset(b for w in said for b in bag(w)) | (frozenset({"内容", "名称", "事项"}) if WHAT in kinds else frozenset())


def told_of(known: Known) -> Told:
    """What a field or day is, in kinds and words."""
    return _told(known.meaning.kind, known.meaning.step, known.meaning.field, known)


@lru_cache(4096)
def _told(kind: str, step: Step | None, field: Field | None, known: Known) -> Told:
    offer = known.offer
    names = frozenset(w for name in offer.names for w in name) if field else frozenset()
    options = frozenset(w for _, words in field.of for w in bag(words)) if field else frozenset()
    return Told(known, _kinds(field, known), names | options, offer.step, offer.ledger)


def _kinds(field: Field | None, known: Known) -> frozenset[str]:
    if field is None or field.type in ("date", "moment"):
        return frozenset({DAY})
    said = frozenset(k for n in known.names for k in kinds_of_words(n))
    by_type = {
        "persons": frozenset({"person"}),
        "number": frozenset({"year"}) if "year" in said else frozenset({FIGURE}),
        "yes_no": frozenset({YES_NO}),
        "choice": CHOICES | said,
        "file": frozenset({"file"}),
        "unit": frozenset({"unit"}),
    }
    return by_type.get(field.type) or said - {DAY, FIGURE, YES_NO, "file"} or frozenset({WHAT})


def _unit(label: str) -> str:
    inside = [b.strip("（）()") for b in BRACKET.findall(label)]
    return next((u for i in inside for u in re.split("[、/，]", i) if any(u in s.split() for s in SAME_UNIT)), "")


def _same_unit(label: str, field: Field | None) -> bool:
    """Whether what a heading counts in (人次, 份) is what the field is counted in."""
    asked = _unit(label)
    if not asked or field is None or not field.measure:
        return True
    return any(asked in s.split() and field.measure in s.split() for s in SAME_UNIT)

