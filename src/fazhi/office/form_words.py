"""What a heading of a superior's form means in the ledgers: words in each other's place, likeness, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.office.form_fit import (
    WORDS,
    Bag,
    Offer,
    about_else,
    above_words,
    bag,
    bare,
    fit,
    is_shared,
    near_word,
    weights,
)
from fazhi.office.form_letters import EMPTY_ENDS, NOT, alike, letters_fit
from fazhi.packs.read_toml_once import toml_once

DATED = re.compile(r"日期|时间|年月日|之日|起$|(?<![废停禁中])止$|截止|有效期")
DAY_SAID = re.compile(r"(?:日期|时间|年月日|之日|的?截止日期|截止)$")
PERSON_SAID = re.compile("(?<=[人员者长])姓名$|(?<=[人员])名单$")
COUNTED = re.compile(r"数|次|人次|金额|数额|总额|时长|学时|成绩")
NUMBERED = ("序号", "编号", "号", "序")
UNITS = ("单位", "乡镇", "乡镇街道", "主办单位", "填报单位", "制定机关", "报送单位", "所属乡镇")
VILLAGES = (
    "行政村",
    "村",
    "村社区",
    "村名",
    "村居",
    "行政村社区",
    "村名称",
    "行政村名称",
    "村居名称",
    "所在村",
    "所属村",
    "村别",
    "社区",
)
MONTHS = ("月份", "月")
GENERIC = ("总数", "总场次", "总件数", "件数", "次数", "合计数", "数量")
REST = "其他"
ENOUGH, MARGIN, DAY = 0.6, 0.05, "日期"
EXACT, AGREED, FIRST, LITTLE = (
    1.2,
    0.2,
    0.3,
    0.3,
)  # called so; what the heading above adds; the first step; no agreement
PREFIX = re.compile("^(?:开展|活动|举办|具体|实际|相关|有关|主要|本次|报送|所需|涉案|现场)+")
TALLY = re.compile("[份件次笔场条宗起户]数$|总[数量]$|场次$|件次$")
HOW_MANY = re.compile("[人次件户份个场条项]数$|人次$|数量$")
RATE = re.compile("率|[%％]|占比")
PERSONS = re.compile("姓名|人员|名单|[^各本法个]人$|人[（(]|员$|者$")
NAMED_PERSONS = re.compile("姓名|人员?$|人员|名单|员$|者$|代表|单位|专家|领导|律师|名字|谁")
NUMBERS = re.compile("号$|编号|文号|号码")
WHETHER = re.compile("是否|有无|与否|[（(]是[/、或]?否")
PIECES = re.compile("[（(](?:件|起|次|场|人|户|份|宗)")
MONEY = re.compile("金额|数额|总额|款额|[（(](?:万|亿)?元")
OPENING, NEARER, ELSEWHERE, PLAINLY = 0.65, 0.1, 0.85, 0.85
ENDS = re.compile("截止|结束|届满|期满|完毕")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading asks: kind (date, fact, count, sum, unit, village, month, sequence), step, field, and choices to count."""

    kind: str
    step: Step | None = None
    field: Field | None = None
    choices: tuple[str, ...] = ()

    def code(self) -> str:
        """As it is stored and shown: study.session_held:topic, count:foi.reply_issued:outcome=granted."""
        if self.step is None:
            return self.kind
        if self.kind == "date":
            return f"{self.step.id}:date"
        field = f":{self.field.id}" if self.field else ""
        choices = f"={'|'.join(self.choices)}" if self.choices else ""
        return (f"{self.kind}:" if self.kind in ("count", "sum") else "") + self.step.id + field + choices


@dataclass(frozen=True, slots=True)
class Matched:
    """Headings by their number with what they mean, and how well all of them fit together."""

    meanings: dict[int, Meaning]
    total: float


@dataclass(frozen=True, slots=True)
class Known:
    """A meaning with the names it may go by, bare, each with the names of its group."""

    meaning: Meaning
    names: tuple[str, ...]
    groups: tuple[str, ...]
    ledger: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()

    @property
    def offer(self) -> Offer:
        """The same in words."""
        return _offer(self.names, self.groups, self.ledger)

    @property
    def bared(self) -> frozenset[str]:
        """The names without brackets and marks."""
        return _bared(self.names)


@cache
def _bared(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(b for n in names if (b := bare(n)))


@cache
def _offer(names: tuple[str, ...], groups: tuple[str, ...], ledger: tuple[str, ...]) -> Offer:
    bags = tuple(dict.fromkeys(b for n in names if (b := _undated(bag(n)))))
    return Offer(bags, above_words(groups) - {DAY}, above_words(ledger))


def _undated(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w != DAY)


def known_of(ledger: Ledger) -> tuple[Known, ...]:
    """What the records of a ledger can answer, one at a time."""
    found = []
    for step in ledger.steps:
        bases = tuple(dict.fromkeys(re.sub("日期|时间", "", w) for w in (step.title, *step.synonyms)))
        openers = tuple(toml_once(WORDS)["openers"]) if step.opens else ()
        found.append(Known(Meaning("date", step), (*bases, *openers), bases))
        for field in step.fields:
            if field.type != "file":
                names = (field.label, *field.synonyms)
                found.append(Known(Meaning("fact", step, field), names, bases))
    labels = frozenset(bare(n) for k in found for n in k.names if len(n) > 1)
    return tuple(replace(k, ledger=(ledger.title, *ledger.synonyms), others=labels) for k in found)


def counted_of(ledger: Ledger) -> tuple[Known, ...]:
    """What a ledger can answer in figures: events, events of one choice, sums."""
    found = []
    for step in ledger.steps:
        bases = tuple(dict.fromkeys(re.sub("日期|时间", "", w) for w in (step.title, *step.synonyms)))
        counts = tuple(f"{b}{tail}" for b in bases for tail in ("", "数", "次数", "件数"))
        found.append(Known(Meaning("count", step), counts, bases))
        for field in step.fields:
            if field.type == "choice":
                for key, label in field.of:
                    names = tuple(dict.fromkeys((label, *re.split("[、或和]", label))))
                    found.append(Known(Meaning("count", step, field, (key,)), names, (*bases, field.label)))
            if field.type == "number":
                names = (field.label, *field.synonyms, f"{field.label}合计", f"{field.label}总数")
                found.append(Known(Meaning("sum", step, field), names, bases))
    return tuple(replace(k, ledger=(ledger.title, *ledger.synonyms)) for k in found)


def score(path: Sequence[str], known: Known, weight: Mapping[str, float]) -> float:
    """How well a heading fits what a ledger can answer, 0 to about 1.3.

    A heading's own words must fit; the headings above it only add to that, and decide alone where it says nothing but 日期 or 总数.
    """
    label, groups = path[-1], path[:-1]
    meaning, bared = known.meaning, bare(path[-1])
    if not _kind_fits(path, known):
        return 0.0
    opens = meaning.step is not None and meaning.step.opens
    if _called(bared, known) and (bared not in GENERIC or not groups):
        near = _group(groups, known, weight) if groups else FIRST if opens else 0.0
        return EXACT + AGREED * near
    if meaning.kind == "date" and groups and bared in ("起", "止", "开始", "结束"):
        return _group(groups, known, weight) if _ends(known) == (bared in ("止", "结束")) else 0.0
    bared = PERSON_SAID.sub("", bared)
    own = _undated(bag(PREFIX.sub("", bared) or bared))
    whole = meaning.kind == "count" and meaning.field is None
    if (not own and meaning.kind == "date") or (whole and (not own or (TALLY.search(bared) and _of_step(own, known)))):
        alone = OPENING if opens and not own and not (above_words(groups) and meaning.kind == "date") else 0.0
        return max(alone, _group(groups, known, weight) if groups else fit(own, frozenset(), known.offer, weight))
    return _words_fit(label, bared, own, groups, known, weight)


def _called(bared: str, known: Known) -> bool:
    """Whether a heading is one of the names to the letter, that of a day with or without 日期."""
    said = {bared, DAY_SAID.sub("", bared)} if known.meaning.kind == "date" else {bared}
    return not known.bared.isdisjoint(said)


def _of_step(own: Bag, known: Known) -> bool:
    """Whether a number of something (检查次数) can be a number of what the step records."""
    return all(w in known.offer.step or w in known.offer.ledger for w in own)


def _kind_fits(path: Sequence[str], known: Known) -> bool:
    """Dates answer dates, figures answer figures, rates answer rates."""
    label, meaning, bared = path[-1], known.meaning, bare(path[-1])
    field = meaning.field
    is_day = meaning.kind == "date" or (field is not None and field.type in ("date", "moment"))
    dated = bool(DATED.search(label)) and "时长" not in label
    exact = bared in known.bared
    if meaning.kind == "date" and not exact and _ends(known) and not (ENDS.search(label) or bared in ("止", "止期")):
        return False
    if (meaning.kind in ("date", "fact") and dated != is_day and not (exact and field)) or (
        meaning.kind in ("count", "sum") and dated
    ):
        return False
    if meaning.kind in ("sum", "fact") and RATE.search(label) and not any(RATE.search(n) for n in known.names):
        return False
    if meaning.kind == "sum" and (bared in GENERIC or TALLY.search(bared)):
        return False
    if meaning.kind == "count" and MONEY.search(label):
        return False
    if (
        meaning.kind == "sum"
        and field is not None
        and field.measure in ("元", "万元")
        and any(PIECES.search(p) for p in path)
    ):
        return False
    if meaning.kind == "fact" and field is not None and not _answer_fits(label, known, field):
        return False
    number = meaning.kind == "sum" or (meaning.kind == "fact" and field is not None and field.type == "number")
    return not number or exact or bool(COUNTED.search(label) or any(re.search(r"[（(]", p) for p in path))


def _ends(known: Known) -> bool:
    """Whether a name of the step says that something ends with it."""
    return any(ENDS.search(name) for name in known.groups)


def _answer_fits(label: str, known: Known, field: Field) -> bool:
    """Whether the heading asks for the field's kind of answer: a person, a number of a paper, yes or no."""
    names = (field.label, *field.synonyms)
    if HOW_MANY.search(bare(label)) and field.type != "number" and bare(label) not in known.bared:
        return False
    if PERSONS.search(label) and field.type != "persons" and not any(NAMED_PERSONS.search(n) for n in names):
        return False
    if all(NUMBERS.search(n) for n in names) and not NUMBERS.search(label):
        return False
    asked = WHETHER.sub("", label)
    if field.type == "yes_no" and all(bool(NOT.search(asked)) != bool(NOT.search(n)) for n in names):
        return False
    exact = bare(label) in map(bare, names)
    return (
        exact
        or bool(WHETHER.search(label)) == (field.type == "yes_no")
        or (field.type == "choice" and bool(WHETHER.search(label)))
    )


def _words_fit(
    label: str, bared: str, own: Bag, groups: Sequence[str], known: Known, weight: Mapping[str, float]
) -> float:
    """By words or by letters, whichever says more; of two alike the one whose letters are nearer."""
    field = known.meaning.field
    if field is not None and field.type == "yes_no" and not all(_told_by(w, known.offer) for w in own):
        return 0.0  # 是否引起诉讼 asks another thing than 是否告知诉讼权利
    words = DAY_SAID.sub("", bared)
    tries = {w for w in (words, PREFIX.sub("", words)) if w}
    letters = max(
        (letters_fit(w, groups, known.names, known.groups, known.others, field.label if field else "") for w in tries),
        default=0.0,
    )
    told = max(fit(o, above_words(groups), known.offer, weight) for o in (own, _undated(bag(bared))))
    best = told
    if (
        not PERSONS.search(label)
        and not about_else(own, known.offer)
        and (letters >= PLAINLY or _shares_word(own, known))
    ):
        best = max(told, letters)
    return best + (NEARER * max((alike(words, n) for n in known.names), default=0.0) if best else 0.0)


def _told_by(word: str, offer: Offer) -> bool:
    """Whether a name of the field, its step or its ledger has the word or one like it."""
    return word in offer.step or word in offer.ledger or any(near_word(word, n) for name in offer.names for n in name)


def _shares_word(own: Bag, known: Known) -> bool:
    """Whether a word that says which field is meant stands in both."""
    return any(w in name and not is_shared((w,)) for w in own for name in known.offer.names)


def _group(groups: Sequence[str], known: Known, weight: Mapping[str, float]) -> float:
    """How well one of the headings above fits a step."""
    offer = _offer(known.groups, known.groups, known.ledger)
    words = max(fit(_undated(bag(g)), frozenset(), offer, weight) for g in groups)
    letters = max(alike(EMPTY_ENDS.sub("", g), EMPTY_ENDS.sub("", n)) for g in groups for n in known.groups)
    return max(words, letters)


def special(path: Sequence[str]) -> Meaning | None:
    """Number of the row, who reports, which village, which month."""
    label = bare(path[-1])
    for kind, words in (("sequence", NUMBERED), ("unit", UNITS), ("village", VILLAGES), ("month", MONTHS)):
        if label in words and len(path) == 1:
            return Meaning(kind)
    return None


def match(paths: Sequence[Sequence[str]], choices: Iterable[Known]) -> Matched:
    """Heading -> meaning, where one fits well enough and better than the next; each meaning once, the best fit first."""
    known = list(choices)
    weight = weights([k.offer for k in known])
    table = []
    for n, path in enumerate(paths):
        near = [_group(path[:-1], k, weight) if len(path) > 1 else 0.0 for k in known]
        best = max(near, default=0.0)
        vague = is_shared(_undated(bag(path[-1])))
        told = vague and any(
            bag(g) for g in path[:-1]
        )  # the heading above says which step, whether we know its word or not
        away = [best >= ENOUGH and n < (best - MARGIN if vague else LITTLE) for n in near]
        scored = sorted(
            (
                (score(path, k, weight) * (ELSEWHERE if away[i] else 1.0), i)
                for i, k in enumerate(known)
                if not told or near[i] >= LITTLE
            ),
            reverse=True,
        )[:6]
        table += [(s, n, i, scored) for s, i in scored[:4] if s >= ENOUGH]
    taken: dict[int, Meaning] = {}
    used: set[int] = set()
    total = 0.0
    for s, n, i, scored in sorted(table, key=lambda row: -row[0]):
        if n in taken or i in used:
            continue
        rival = max(
            (t for t, j in scored if j != i and j not in used and known[j].names != known[i].names), default=0.0
        )
        if s - rival >= MARGIN or s >= EXACT > rival:
            taken[n] = known[i].meaning
            used.add(i)
            total += s
    return Matched(taken, total)


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
