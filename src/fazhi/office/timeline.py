"""证据时间线: when things happened, when they were recorded, and what the files say of themselves; late entry is visible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fazhi.office.access import Actor
from fazhi.office.clock import SHANGHAI
from fazhi.store import read
from fazhi.store.rows import EventRow, EvidenceRow

LATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the period: `lag` days between the day it happened and the day it was recorded; `late` beyond a month."""

    event: EventRow
    files: tuple[EvidenceRow, ...]
    lag: int

    @property
    def late(self) -> bool:
        """Recorded more than a month afterwards: 补录."""
        return self.lag > LATE_DAYS


@dataclass(frozen=True, slots=True)
class DayLoad:
    """How many records were written on a day, and how many of them late: a night before an inspection shows."""

    day: date
    n: int
    late: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was recorded from `first` to `last`, and how much on each day."""

    first: date
    last: date
    entries: tuple[Entry, ...]
    days: tuple[DayLoad, ...]

    @property
    def most(self) -> int:
        """The fullest day's number, at least one."""
        return max((d.n for d in self.days), default=1)


def timeline(actor: Actor, first: date, last: date) -> Timeline:
    """Everything recorded in the period (inclusive) within the actor's reach. Price: two queries."""
    begin = datetime.combine(first, time.min, SHANGHAI)
    end = datetime.combine(last + timedelta(days=1), time.min, SHANGHAI)
    events = sorted(read.recorded_between(actor.scope(), begin, end), key=lambda e: -e.id)
    files: dict[int, list[EvidenceRow]] = {}
    with_files = [e.id for e in events if e.n_evidence]
    for i in range(0, len(with_files), 500):
        for file in read.evidence_of(with_files[i : i + 500]):
            files.setdefault(file.event, []).append(file)
    entries = tuple(Entry(e, tuple(files.get(e.id, ())), (_day(e) - e.happened_on).days) for e in events)
    loads: dict[date, list[Entry]] = {}
    for one in entries:
        loads.setdefault(_day(one.event), []).append(one)
    days = tuple(DayLoad(d, len(rows), sum(r.late for r in rows)) for d, rows in sorted(loads.items()))
    return Timeline(first, last, entries, days)


def _day(event: EventRow) -> date:
    return event.recorded_at.astimezone(SHANGHAI).date()
