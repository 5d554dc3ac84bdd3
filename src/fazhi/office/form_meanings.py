"""What a heading of a superior's form may mean: what the records of a ledger can answer, with the names it goes by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.office.form_fit import DAY, WORDS, Offer, above_words, bag, bare, undated
from fazhi.packs.read_toml_once import toml_once

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

    def said(self) -> str:
        """In words, of a meaning with a step: 收到申请·申请人."""
        label = self.field.label if self.field else ("次数" if self.kind == "count" else "日期")
        choice = "".join(dict(self.field.of).get(c, "") for c in self.choices) if self.field else ""
        return "·".join(part for part in (self.step.title if self.step else "", label, choice) if part)


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
        return offer_of(self.names, self.groups, self.ledger)

    @property
    def bared(self) -> frozenset[str]:
        """The names without brackets and marks."""
        return _bared(self.names)


@cache
def _bared(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(b for n in names if (b := bare(n)))


@cache
def offer_of(names: tuple[str, ...], groups: tuple[str, ...], ledger: tuple[str, ...]) -> Offer:
    """Names of a field, of its step and of its ledger in words."""
    bags = tuple(dict.fromkeys(b for n in names if (b := undated(bag(n)))))
    return Offer(bags, above_words(groups) - {DAY}, above_words(ledger))


@cache
def known_of(ledger: Ledger, *, files: bool = False) -> tuple[Known, ...]:
    """What the records of a ledger can answer, one at a time; with their files where a form may ask for them."""
    found = []
    for step in ledger.steps:
        bases = tuple(dict.fromkeys(re.sub("日期|时间", "", w) for w in (step.title, *step.synonyms)))
        openers = tuple(toml_once(WORDS)["openers"]) if step.opens else ()
        found.append(Known(Meaning("date", step), (*bases, *openers), bases))
        for field in step.fields:
            if files or field.type != "file":
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


def special(path: Sequence[str]) -> Meaning | None:
    """Number of the row, who reports, which village, which month."""
    label = bare(path[-1])
    for kind, words in (("sequence", NUMBERED), ("unit", UNITS), ("village", VILLAGES), ("month", MONTHS)):
        if label in words and len(path) == 1:
            return Meaning(kind)
    return None
