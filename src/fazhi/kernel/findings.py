"""Findings: a struct of arrays per duty, and Finding rows made on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel.calendar import to_date
from fazhi.kernel.duties import Duty
from fazhi.kernel.log import Log, Rows
from fazhi.kernel.units import Member, Roster
from fazhi.kernel.why import Facts, why

VERDICTS = ("met", "late", "open", "overdue", "violated", "unproven", "not_applicable")
MET, LATE, OPEN, OVERDUE, VIOLATED, UNPROVEN, NOT_APPLICABLE = range(7)
SHORT = ("late", "overdue", "violated")
FLAGS = ("provisional", "disputed", "unverified")
PROVISIONAL, DISPUTED, UNVERIFIED = 1, 2, 4
NONE = np.int32(-(2**31))
Codes = NDArray[np.int8]
NO_ROWS: Rows = np.empty(0, np.int32)
NO_LONGS: NDArray[np.int64] = np.empty(0, np.int64)
NO_CODES: Codes = np.empty(0, np.int8)
ASKS = np.array([v not in ("met", "not_applicable") for v in VERDICTS], np.bool_)


@dataclass(frozen=True, slots=True)
class Batch:
    """Findings of one duty version, one array per attribute; empty arrays mean the attribute does not apply.

    Duties on matters have no `members`: the matter and unit are those of `row`. Roster duties: `subject` indexes `members`,
    `unit` their sorted townships. `due`, `raw`, `rolled`, `window`, `window_end`: day
    numbers, NONE where there is none. `row`/`answer`: rows of the log, -1 where there is none. `offsets`/`traced`: further rows.
    """

    duty: Duty
    verdict: Codes
    subject: Rows = field(default_factory=lambda: NO_ROWS)
    unit: Rows = field(default_factory=lambda: NO_ROWS)
    members: tuple[Member, ...] | None = None
    due: Rows = field(default_factory=lambda: NO_ROWS)
    raw: Rows = field(default_factory=lambda: NO_ROWS)
    rolled: Rows = field(default_factory=lambda: NO_ROWS)
    minute: NDArray[np.int64] = field(default_factory=lambda: NO_LONGS)
    flags: Codes = field(default_factory=lambda: NO_CODES)
    row: Rows = field(default_factory=lambda: NO_ROWS)
    answer: Rows = field(default_factory=lambda: NO_ROWS)
    count: Rows = field(default_factory=lambda: NO_ROWS)
    required: Rows = field(default_factory=lambda: NO_ROWS)
    window: Rows = field(default_factory=lambda: NO_ROWS)
    window_end: Rows = field(default_factory=lambda: NO_ROWS)
    offsets: Rows = field(default_factory=lambda: NO_ROWS)
    traced: Rows = field(default_factory=lambda: NO_ROWS)
    tally: NDArray[np.int64] = field(default_factory=lambda: NO_LONGS)

    def tallied(self, keep_all: bool) -> Batch:
        """The findings with their counts per (unit, verdict); unless `keep_all`, without those that ask for nothing."""
        if not len(self.verdict):
            return self
        tally = np.bincount(self.unit * len(VERDICTS) + self.verdict)
        if keep_all:
            return replace(self, tally=tally)
        keep = np.flatnonzero(ASKS[self.verdict])
        some: dict[str, Any] = {name: _taken(getattr(self, name), keep, len(self.verdict)) for name in ROW_ARRAYS}
        offsets, traced = _ragged(self.offsets, self.traced, keep)
        return replace(self, **some, offsets=offsets, traced=traced, tally=tally)

    def joined(self, other: Batch) -> Batch:
        """These findings followed by those of the same duty in `other`; neither has further traces."""
        n, m = len(self.verdict), len(other.verdict)
        if not m and not len(other.tally):
            return self
        both: dict[str, Any] = {name: _joined(getattr(self, name), getattr(other, name), n, m) for name in ROW_ARRAYS}
        tally = np.zeros(max(len(self.tally), len(other.tally)), np.int64)
        tally[: len(self.tally)] += self.tally
        tally[: len(other.tally)] += other.tally
        return replace(self, **both, tally=tally)


ROW_ARRAYS = (
    "verdict",
    "subject",
    "unit",
    "due",
    "raw",
    "rolled",
    "minute",
    "flags",
    "row",
    "answer",
    "count",
    "required",
    "window",
    "window_end",
)


def _taken(array: Rows, keep: NDArray[np.int64], n: int) -> Rows:
    return array[keep] if len(array) == n else array


def _joined(left: Rows, right: Rows, n: int, m: int) -> Rows:
    if not len(left) and not len(right):
        return left
    first = left if len(left) == n else np.full(n, NONE, right.dtype)
    second = right if len(right) == m else np.full(m, NONE, left.dtype)
    return np.concatenate((first, second))


def _ragged(offsets: Rows, traced: Rows, keep: NDArray[np.int64]) -> tuple[Rows, Rows]:
    if not len(offsets):
        return offsets, traced
    parts = [traced[offsets[i] : offsets[i + 1]] for i in keep]
    sizes = [len(p) for p in parts]
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int32), np.concatenate([traced[:0], *parts])


@dataclass(frozen=True, slots=True)
class Finding:
    """One duty judged on one subject. `key` is stable while the facts are; `trace` lists event ids; `why` is one sentence.

    `unit`: the unit of the matter, or the township a roster member answers to. `matter` is None for roster duties.
    """

    duty: Duty
    subject: str
    subject_name: str
    unit: str
    facts: Facts
    trace: tuple[int, ...]
    matter: str | None
    why: str
    key: str

    @property
    def verdict(self) -> str:
        """One of VERDICTS."""
        return self.facts.verdict

    @property
    def due(self) -> date | None:
        """The day that binds: the cautious reading, unless the law itself rolls the term."""
        return self.facts.due

    @property
    def raw_due(self) -> date | None:
        """The term's own last day."""
        return self.facts.raw_due

    @property
    def due_if_rolled(self) -> date | None:
        """The last day under the other reading."""
        return self.facts.due_if_rolled

    @property
    def due_minute(self) -> int | None:
        """Minutes since 1970-01-01 00:00 local time, for terms in hours with a known start."""
        return self.facts.due_minute

    @property
    def count(self) -> int | None:
        """How many were found, for duties that count."""
        return self.facts.count

    @property
    def required(self) -> int | None:
        """How many are asked, for duties that count."""
        return self.facts.required

    @property
    def flags(self) -> tuple[str, ...]:
        """Of FLAGS: provisional, disputed, unverified."""
        return self.facts.flags

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day of the recurring window."""
        return self.facts.window


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one evaluation. With keep="exceptions" the met and not-applicable rows are counted, not kept."""

    batches: tuple[Batch, ...]
    log: Log
    roster: Roster
    as_of: int

    def counts(self) -> dict[tuple[str, str, str], int]:
        """(unit, duty id, verdict) -> number, over everything judged, kept or not."""
        total: dict[tuple[str, str, str], int] = {}
        for batch in self.batches:
            names = self.log.units if batch.members is None else sorted({m.unit for m in batch.members})
            for place in np.flatnonzero(batch.tally):
                unit, verdict = divmod(int(place), len(VERDICTS))
                name = names[unit]
                key = (name, batch.duty.id, VERDICTS[verdict])
                total[key] = total.get(key, 0) + int(batch.tally[place])
        return total

    def __len__(self) -> int:
        return sum(len(b.verdict) for b in self.batches)

    def each(self) -> Iterator[Finding]:
        """Every kept finding, made now. Price: words for each row, so page before you ask for thousands."""
        for batch in self.batches:
            for i in range(len(batch.verdict)):
                yield self.finding(batch, i)

    def finding(self, batch: Batch, i: int) -> Finding:
        """Finding number `i` of a batch, with its words."""
        if batch.members is None:
            at = int(batch.row[i])
            subject, unit = self.log.matters[int(self.log.matter[at])], self.log.units[int(self.log.unit[at])]
            name, matter = self.log.matter_names.get(subject, subject), subject
        else:
            member = batch.members[int(batch.subject[i])]
            subject, name, unit, matter = member.subject, member.name, member.unit, None
        facts = self._facts(batch, i, name if matter is None else "")
        rows = [r for r in (_row(batch.row, i), _row(batch.answer, i)) if r is not None] + self._further(batch, i)
        trace = tuple(dict.fromkeys(int(self.log.ids[r]) for r in rows))
        mark = facts.window[0].isoformat() if facts.window else str(trace[0]) if trace else ""
        words = why(batch.duty, facts)
        return Finding(
            batch.duty, subject, name, unit, facts, trace, matter, words, f"{batch.duty.id}~{subject}~{mark}"
        )

    def _facts(self, batch: Batch, i: int, name: str) -> Facts:
        row, answer = _row(batch.row, i), _row(batch.answer, i)
        minute = int(batch.minute[i]) if len(batch.minute) and batch.minute[i] != NONE else None
        return Facts(
            verdict=VERDICTS[batch.verdict[i]],
            name=name,
            trigger_on=None if row is None else self.log.date_of(row),
            answer_on=None if answer is None else self.log.date_of(answer),
            due=_day(batch.due, i),
            raw_due=_day(batch.raw, i),
            due_if_rolled=_day(batch.rolled, i),
            due_minute=minute,
            count=_number(batch.count, i),
            required=_number(batch.required, i),
            flags=tuple(f for b, f in enumerate(FLAGS) if len(batch.flags) and batch.flags[i] & (1 << b)),
            window=_window(batch, i),
            as_of=to_date(self.as_of),
        )

    def _further(self, batch: Batch, i: int) -> list[int]:
        if not len(batch.offsets):
            return []
        return [int(r) for r in batch.traced[batch.offsets[i] : batch.offsets[i + 1]]]


def _day(array: Rows, i: int) -> date | None:
    return to_date(int(array[i])) if len(array) and array[i] != NONE else None


def _number(array: Rows, i: int) -> int | None:
    return int(array[i]) if len(array) and array[i] != NONE else None


def _row(array: Rows, i: int) -> int | None:
    return int(array[i]) if len(array) and array[i] >= 0 else None


def _window(batch: Batch, i: int) -> tuple[date, date] | None:
    begin, end = _day(batch.window, i), _day(batch.window_end, i)
    return (begin, end) if begin and end else None
