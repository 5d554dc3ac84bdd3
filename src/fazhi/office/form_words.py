"""What a heading of a superior's form means in the ledgers: words in each other's place, likeness, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fazhi.office.form_clauses import parted, said_of
from fazhi.office.form_ends import NUMBER, PERSON, UNIT, kinds_of_words
from fazhi.office.form_fit import (
    Bag,
    about_else,
    above_words,
    bag,
    bare,
    fit,
    is_shared,
    near_word,
    told_by,
    undated,
    weights,
)
from fazhi.office.form_kinds import DAY_SAID, GENERIC, PERSONS, TALLY, called, ends, kind_fits
from fazhi.office.form_left import acts, by_elimination, generic, handed
from fazhi.office.form_letters import EMPTY_ENDS, alike, letters_fit
from fazhi.office.form_meanings import Known, Meaning, offer_of
from fazhi.office.form_questions import asked_as
from fazhi.office.form_twins import settled

PERSON_SAID = re.compile("(?<=[人员者长])姓名$|(?<=[人员])名单$")
REST, NAMES = "其他", ("名称", "姓名", "全称", "名字")
OF_ITSELF = frozenset({NUMBER, PERSON, UNIT})  # asked of the field, not of its step
ENOUGH, MARGIN = 0.6, 0.05
# Called so; what the heading above adds to that, and the first step without one; less is no agreement.
EXACT, AGREED, FIRST, LITTLE = 1.2, 0.2, 0.3, 0.3
PREFIX = re.compile(
    "^(?:要求(?=完成|整改|办结)|本次[为是]|开展|活动|举办|具体|实际|相关|有关|主要|本次|报送|所需|涉案|现场)+"
)
LESS_LIKELY = 0.93  # of the next way to understand a question
OPENING, NEARER, ELSEWHERE, PLAINLY = 0.65, 0.1, 0.85, 0.85


@dataclass(frozen=True, slots=True)
class Matched:
    """Headings by their number with what they mean, and how well all of them fit together."""

    meanings: dict[int, Meaning]
    total: float


def score(path: Sequence[str], known: Known, weight: Mapping[str, float]) -> float:
    """How well a heading fits, as it stands, as it asks (由谁核查, 核查人) or as what it asks of a clause."""
    asked = asked_as(path[-1])
    if bare(path[-1]) in known.bared:
        return _score(path, known, weight)
    ways = [(*path[:-1], label) for label in asked] or [tuple(path)]
    best = max(_score(way, known, weight) * LESS_LIKELY**n for n, way in enumerate(ways))
    part = parted(path[-1])
    if part is None or not said_of(part[0], known):
        return best
    return max(best, _score((*path[:-1], *part), known, weight) * LESS_LIKELY)


def _score(path: Sequence[str], known: Known, weight: Mapping[str, float]) -> float:
    """How well a heading fits what a ledger can answer, 0 to about 1.3.

    A heading's own words must fit; the headings above it only add to that, and decide alone where it says nothing but 日期 or 总数.
    """
    label, groups = path[-1], path[:-1]
    meaning, bared = known.meaning, bare(path[-1])
    if not kind_fits(path, known):
        return 0.0
    opens = meaning.step is not None and meaning.step.opens
    if bared in NAMES and groups and meaning.field is not None and bare(groups[-1]) in known.bared:
        return EXACT + 2 * AGREED  # 名称 under 合同相对方
    if called(bared, known) and (bared not in GENERIC or not groups):
        near = _group(groups, known, weight) if groups else FIRST if opens else 0.0
        return EXACT + AGREED * near
    if meaning.kind == "date" and groups and bared in ("起", "止", "开始", "结束"):
        return _group(groups, known, weight) if ends(known) == (bared in ("止", "结束")) else 0.0
    bared = PERSON_SAID.sub("", bared)
    own = undated(bag(PREFIX.sub("", bared) or bared))
    whole = meaning.kind == "count" and meaning.field is None
    if (not own and meaning.kind == "date") or (whole and (not own or (TALLY.search(bared) and _of_step(own, known)))):
        alone = OPENING if opens and not own and not (above_words(groups) and meaning.kind == "date") else 0.0
        return max(alone, _group(groups, known, weight) if groups else fit(own, frozenset(), known.offer, weight))
    return _words_fit(label, bared, own, groups, known, weight)


def _of_step(own: Bag, known: Known) -> bool:
    """Whether a number of something (检查次数) can be a number of what the step records."""
    return all(w in known.offer.step or w in known.offer.ledger for w in own)


def _words_fit(
    label: str, bared: str, own: Bag, groups: Sequence[str], known: Known, weight: Mapping[str, float]
) -> float:
    """By words or by letters, whichever says more; of two alike the one whose letters are nearer."""
    field = known.meaning.field
    if field is not None and field.type == "yes_no" and not all(told_by(w, known.offer) for w in own):
        return 0.0  # 是否引起诉讼 asks another thing than 是否告知诉讼权利
    free = generic() | acts() if known.meaning.choices else frozenset[str]()
    asked = tuple(w for w in own if w not in free)  # 当面递交: by 当面
    if about_else(asked, known.offer) or not _of_itself(label, own, groups, known):
        return 0.0  # 决定书收到日期 is no day on which something is decided; 统一登记号 is not any number
    told = max(fit(o, above_words(groups), known.offer, weight) for o in (own, undated(bag(bared))))
    best, words = told, DAY_SAID.sub("", bared)
    if not PERSONS.search(label) and not about_else(own, known.offer):
        tries = {w for w in (words, PREFIX.sub("", words)) if w}
        called = field.label if field else ""
        letters = max(
            (letters_fit(w, groups, known.names, known.groups, known.others, called) for w in tries), default=0.0
        )
        best = max(told, letters) if letters >= PLAINLY or _shares_word(own, known) else told
    return best + (NEARER * max((alike(words, n) for n in known.names), default=0.0) if best else 0.0)


def _of_itself(label: str, own: Bag, groups: Sequence[str], known: Known) -> bool:
    """Whether who or which number is asked for by words of the field's own names: 由谁接件 is not 申请人 of the same step."""
    if not kinds_of_words(label) & OF_ITSELF:
        return True
    if handed(own) and not above_words(groups) & known.offer.step:
        return False  # 收件人 of what: 接收人 of the files, or of the paper
    theirs, free = {n for name in known.offer.names for n in name}, generic() | above_words(groups)
    return all(w in free or is_shared((w,)) or any(near_word(w, n) for n in theirs) for w in own)


def _shares_word(own: Bag, known: Known) -> bool:
    """Whether a word that says which field is meant stands in both."""
    return any(w in name and not is_shared((w,)) for w in own for name in known.offer.names)


def _group(groups: Sequence[str], known: Known, weight: Mapping[str, float]) -> float:
    """How well one of the headings above fits a step."""
    offer = offer_of(known.groups, known.groups, known.ledger)
    words = max(fit(undated(bag(g)), frozenset(), offer, weight) for g in groups)
    letters = max(alike(EMPTY_ENDS.sub("", g), EMPTY_ENDS.sub("", n)) for g in groups for n in known.groups)
    return max(words, letters)


Row = tuple[
    float, int, int, list[tuple[float, int]]
]  # a score, the heading, the meaning, and all scores of the heading


def match(paths: Sequence[Sequence[str]], choices: Iterable[Known]) -> Matched:
    """Heading -> meaning, where one fits well enough and better than the next; each meaning once, the best fit first."""
    known = list(choices)
    weight = weights([k.offer for k in known])
    table = [row for n, path in enumerate(paths) for row in _rated(n, path, known, weight)]
    taken: dict[int, Meaning] = {}
    used: set[int] = set()
    total = 0.0
    for s, n, i, scored in sorted(table, key=lambda row: -row[0]):
        if n in taken or i in used:
            continue
        bared = bare(paths[n][-1])
        others = [(t, j) for t, j in scored if j != i and j not in used and known[j].names != known[i].names]
        if called(bared, known[i]):  # to the letter goes before what sounds like it, unless a heading above says so
            own = undated(bag(paths[n][-1]))
            grouped = len(paths[n]) > 1 and (generic() | acts()).issuperset(own)  # 实施日期
            others = [(t, j) for t, j in others if called(bared, known[j]) or (grouped and t >= s - MARGIN)]
        rival = max((t for t, _ in others), default=0.0)
        if s - rival >= MARGIN or s >= EXACT > rival:
            taken[n] = known[i].meaning
            used.add(i)
            total += s
    return Matched(settled(paths, known, by_elimination(paths, known, taken)), total)


def _rated(n: int, path: Sequence[str], known: Sequence[Known], weight: Mapping[str, float]) -> list[Row]:
    """The best few meanings of a heading; the heading above it says which step, whether we know its word or not."""
    steps = {k.groups: k for k in known} if len(path) > 1 else {}
    grouped = {names: _group(path[:-1], k, weight) for names, k in steps.items()}
    near = [grouped.get(k.groups, 0.0) for k in known]
    best = max(near, default=0.0)
    vague = is_shared(undated(bag(path[-1])))
    told = vague and any(bag(g) for g in path[:-1])
    away = [best >= ENOUGH and n < (best - MARGIN if vague else LITTLE) for n in near]
    scored = sorted(
        (
            (score(path, k, weight) * (ELSEWHERE if away[i] else 1.0), i)
            for i, k in enumerate(known)
            if not told or near[i] >= LITTLE
        ),
        reverse=True,
    )[:6]
    return [(s, n, i, scored) for s, i in scored[:4] if s >= ENOUGH]


def with_rest(paths: Sequence[Sequence[str]], found: dict[int, Meaning]) -> dict[int, Meaning]:
    """The same, where a heading 其他 beside counted choices of a field counts all choices that have no heading of their own.

    A heading that names several choices (网络、传真) counts them all.
    """
    done = {n: m for n, m in found.items() if not (m.choices and bare(paths[n][-1]).startswith(REST))}
    for n, path in enumerate(paths):
        label = path[-1]
        beside = [k for k, other in enumerate(paths) if k != n and other[:-1] == path[:-1]]
        sides = [m for k, m in done.items() if m.choices and m.field and k != n and paths[k][:-1] == path[:-1]]
        if not sides or n in done:
            continue
        step, field = sides[0].step, sides[0].field
        taken = {c for m in sides for c in m.choices}
        if field is None or any(m.field != field for m in sides):
            continue
        if bare(label).startswith(REST):
            if any(k not in done for k in beside):
                continue
            named = tuple(key for key, _ in field.of if key not in taken)
        else:
            parts = [bare(p) for p in re.split("[、，/和及]", label)]
            keys = [key for p in parts for key, words in field.of if p and p in bare(words)]
            named = tuple(dict.fromkeys(keys)) if len(keys) == len(parts) > 1 else ()
        if named and not taken & set(named):
            done[n] = Meaning("count", step, field, named)
    return done
