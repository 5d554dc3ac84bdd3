"""What a heading of a superior's form means in the ledgers: words in each other's place, likeness, and what cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.packs.read_toml_once import toml_once
from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.segment import cut

WORDS = SHIPPED / "_forms" / "words.toml"
DATED = re.compile(r"日期|时间|年月日|之日|[起止]$|截止")
COUNTED = re.compile(r"数|次|人次|金额|数额|总额|时长|学时|成绩")
NUMBERED = ("序号", "编号", "号", "序")
UNITS = ("单位", "乡镇", "乡镇街道", "主办单位", "填报单位", "制定机关", "报送单位", "所属乡镇")
VILLAGES = ("行政村", "村", "村社区", "村名", "村居", "行政村社区")
MONTHS = ("月份", "月")
GENERIC = ("总数", "总场次", "总件数", "件数", "次数", "合计数", "数量")
REST = "其他"
ENOUGH, MARGIN, GROUP_BONUS, SHORT = 0.66, 0.04, 0.3, 2
ASKED = "征求"
MOSTLY, SHUFFLED = 0.85, 0.9
EMPTY_ENDS = re.compile(r"(?:开展|办理|工作|实施)?(?:情况|环节|阶段|过程)$|意见$")
PREFIX = re.compile("^(?:开展|活动|举办|具体|实际|相关|有关|主要|本次|报送|所需|涉案|现场)+")
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
class Known:
    """A meaning with the names it may go by, bare, each with the names of its group."""

    meaning: Meaning
    names: tuple[str, ...]
    groups: tuple[str, ...]
    others: frozenset[str] = frozenset()


def bare(text: str) -> str:
    """Half-width, without brackets' content, blanks and marks."""
    head = re.sub(r"[（(][^）)]*[）)]", "", unicodedata.normalize("NFKC", text))
    return "".join(c for c in head if c.isalnum())


@cache
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


@cache
def alike(left: str, right: str) -> float:
    """0 to 1 for two names, bare words and replaced ones alike."""
    if not left or not right:
        return 0.0
    if bare(left) == bare(right):
        return 1.0
    a, b = same_word(left), same_word(right)
    if a == b:
        return 0.97
    shared = sum((Counter(a) & Counter(b)).values()) * 2 / (len(a) + len(b))  # 听证权利告知 and 告知听证权
    ratio = max(SequenceMatcher(None, a, b, autojunk=False).ratio(), SHUFFLED * shared if shared >= MOSTLY else 0.0)
    inside = 0.12 if min(len(a), len(b)) >= 0.5 * max(len(a), len(b)) and (a in b or b in a) else 0.0
    return min(0.95, ratio + inside)


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
    return tuple(replace(k, others=labels) for k in found)


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
    return tuple(found)


def score(path: Sequence[str], known: Known) -> float:
    """How well a heading fits what a ledger can answer, 0 to about 1.3.

    A heading's own words must fit; the headings above it only add to that, and decide alone where it says nothing but 日期 or 总数.
    """
    label, groups = path[-1], path[:-1]
    meaning, bared = known.meaning, bare(path[-1])
    is_day = meaning.kind == "date" or (meaning.field is not None and meaning.field.type in ("date", "moment"))
    dated = bool(DATED.search(label)) and "时长" not in label
    if meaning.kind in ("date", "fact") and dated != is_day:
        return 0.0
    near = max((alike(EMPTY_ENDS.sub("", g), EMPTY_ENDS.sub("", n)) for g in groups for n in known.groups), default=0.0)
    if meaning.kind == "date" and groups and bared in ("起", "止", "开始", "结束"):
        ends = any(ENDS.search(n) for n in known.groups)
        return near if ends == (bared in ("止", "结束")) else 0.0
    if meaning.kind == "sum" and bared in GENERIC:
        return 0.0
    words = re.sub(r"(?:日期|时间|年月日|之日|的?截止日期|截止)$", "", bared) if is_day else bared
    if (meaning.kind == "date" and not words) or (
        meaning.kind == "count" and meaning.field is None and bared in GENERIC
    ):
        return near
    counted = meaning.kind != "fact" or meaning.field is None or meaning.field.type != "number"
    if (
        not counted
        and not COUNTED.search(label)
        and not re.search(r"[（(]", label)
        and bared not in map(bare, known.names)
    ):
        return 0.0
    fit = max((_own(words, n, known) for n in known.names if n or not groups), default=0.0)
    bared_words = PREFIX.sub("", words)
    if bared_words != words and len(bared_words) > 1:
        fit = max(fit, *(_own(bared_words, n, known) for n in known.names), 0.0)
    if groups:
        group = EMPTY_ENDS.sub("", groups[-1])
        fit = max(fit, *(w for n in known.names if (w := alike(f"{group}{words}", n)) > alike(group, n)), 0.0)
    return fit + (GROUP_BONUS * near if near >= ENOUGH else 0.0) if fit >= ENOUGH else 0.0


def _own(words: str, name: str, known: Known) -> float:
    """Likeness of a heading's own words; none where they are about something else.

    What is left of them is the name of another field (申请人联系方式); a short heading cuts through the words of the name (案号 in
    档案号); behind it stands a bare 结果 of a field called otherwise (复议结果, 纠正情况); or opinions are asked for here and received there.
    """
    named = bare(name)
    rest = words.replace(named, "", 1) if named and named in words else ""
    field = known.meaning.field
    if rest and rest in known.others:
        return 0.0
    if rest and len(named) <= SHORT and field is not None and not set(words) & set(bare(field.label)):
        return 0.0
    if len(words) <= SHORT < len(named) and words in named and words not in _at_edges(named):
        return 0.0
    if ASKED in words and ASKED not in "".join((name, *known.groups)):
        return 0.0
    return alike(words, name)


@cache
def _at_edges(name: str) -> frozenset[str]:
    """Every run of whole words of a name: of 档案号 档案, 号 and 档案号, not 案号."""
    pieces = cut(name)
    return frozenset("".join(pieces[i:k]) for i in range(len(pieces)) for k in range(i + 1, len(pieces) + 1))


def special(path: Sequence[str]) -> Meaning | None:
    """Number of the row, who reports, which village, which month."""
    label = bare(path[-1])
    for kind, words in (("sequence", NUMBERED), ("unit", UNITS), ("village", VILLAGES), ("month", MONTHS)):
        if label in words and len(path) == 1:
            return Meaning(kind)
    return None


def match(paths: Sequence[Sequence[str]], choices: Iterable[Known]) -> dict[int, Meaning]:
    """Heading -> meaning, where one fits well enough and better than the next; each meaning once, the best fit first."""
    known = list(choices)
    table = []
    for n, path in enumerate(paths):
        scored = sorted(((score(path, k), i) for i, k in enumerate(known)), reverse=True)[:6]
        table += [(s, n, i, scored) for s, i in scored[:4] if s >= ENOUGH]
    taken: dict[int, Meaning] = {}
    used: set[int] = set()
    for s, n, i, scored in sorted(table, key=lambda row: -row[0]):
        if n in taken or i in used:
            continue
        rival = max(
            (t for t, j in scored if j != i and j not in used and known[j].names != known[i].names), default=0.0
        )
        if s - rival >= MARGIN or s >= 1.0 > rival:
            taken[n] = known[i].meaning
            used.add(i)
    return taken


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
