"""What the law asks from one day to another: duties that start, end or change between two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Duty

STARTS, ENDS, CHANGES = "新增", "终止", "改变"


@dataclass(frozen=True, slots=True)
class Step:
    """A duty that is not the same on the two days: what happens, on which day, what changes."""

    duty: Duty
    what: str
    on: date
    words: str


def changes_between(duties: Sequence[Duty], first: date, last: date) -> list[Step]:
    """Versions that begin after `first` and up to `last`, and versions that end in between with none to follow."""
    found = []
    for duty in duties:
        before = [d for d in duties if _same(d, duty) and d.since < duty.since]
        after = [d for d in duties if _same(d, duty) and d.since > duty.since]
        if first < duty.since <= last:
            old = max(before, key=lambda d: d.since, default=None)
            what = CHANGES if old else STARTS
            found.append(Step(duty, what, duty.since, _words(old, duty) if old else duty.says))
        if duty.until is not None and first <= duty.until < last and not after:
            found.append(Step(duty, ENDS, duty.until, duty.says))
    return sorted(found, key=lambda s: (s.on, s.duty.id))


def _words(old: Duty, new: Duty) -> str:
    """What differs: force, number, else the paraphrase."""
    parts = []
    if old.force != new.force:
        parts.append(f"效力 {old.force}→{new.force}")
    terms = [getattr(d, "term", None) or getattr(d, "lead", None) for d in (old, new)]
    if terms[0] != terms[1]:
        parts.append("期限 " + "→".join(f"{t.number}{t.unit}" if t else "无" for t in terms))
    return "；".join(parts) or new.says


def _same(one: Duty, other: Duty) -> bool:
    """Versions of one duty for the same procedure."""
    return one.id == other.id and one.profile == other.profile
