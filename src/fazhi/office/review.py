"""Review: every duty of a unit judged on a day. Computed from events, never stored; cached while nothing changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.conf import settings

from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.findings import Finding, Findings
from fazhi.kernel.log import Event, Log
from fazhi.kernel.units import Roster
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.memo import once

KEPT = 40
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Review:
    """What holds for `unit` and everything below it on `as_of`; `exceptions` leaves out what is met or does not apply."""

    unit: str
    as_of: date
    log: Log
    roster: Roster
    findings: Findings
    exceptions: tuple[Finding, ...]

    def all_of(self, duty: str) -> tuple[Finding, ...]:
        """Findings of one duty, the met ones too. Price: that duty is judged again."""
        versions = [d for d in shelf().duties if d.id == duty]
        since = settings.KEPT_SINCE
        found = evaluate(versions, self.log, self.roster, shelf().calendar, self.as_of, windows_from=since)
        return tuple(found.each())

    def find(self, key: str) -> Finding | None:
        """The finding of this key, met or not; None when the facts no longer give one."""
        return next((f for f in self.all_of(key.split("~", 1)[0]) if f.key == key), None)


class Kept:
    """The newest few results of a costly computation, by key; threads that ask for one at a time wait for the first."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.rows: OrderedDict[Hashable, object] = OrderedDict()
        self.lock = threading.Lock()
        self.making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under `key`, else what `make` gives."""
        with self.lock:
            if key in self.rows:
                self.rows.move_to_end(key)
                return self.rows[key]  # type: ignore[return-value]
            turn = self.making.setdefault(key, threading.Lock())
        with turn:
            with self.lock:
                if key in self.rows:
                    return self.rows[key]  # type: ignore[return-value]
            made = make()
            with self.lock:
                self.rows[key] = made
                self.making.pop(key, None)
                while len(self.rows) > self.size:
                    self.rows.popitem(last=False)
        return made


reviews, logs = Kept(KEPT), Kept(KEPT)
# Unit -> what was read of it: its scope, its events by id, the leaf of the last (another leaf: another history).
streams: dict[str, tuple[frozenset[str], tuple[Event, ...], str]] = {}


def review(unit: str, as_of: date) -> Review:
    """All duties of `unit` and what lies below it, as of a day.

    Price: three small queries when nothing changed in the unit since the last time; else what is new is read and all is
    judged once (about 0.1 s for a township's two years).
    """
    return once(("review", unit, as_of, settings.KEPT_SINCE), lambda: _review(unit, as_of))


def _review(unit: str, as_of: date) -> Review:
    known = read.units()
    scope = read.below(unit, known)
    holdings = read.holdings(scope)
    since = settings.KEPT_SINCE
    state = read.state(scope)
    inside = tuple(known[u] for u in sorted(scope) if u in known)

    def make() -> Review:
        roster = Roster(inside, holdings, shelf().roster_rules)
        log = logs.get((unit, state), lambda: _log(unit, scope, state[1]))
        found = evaluate(shelf().duties, log, roster, shelf().calendar, as_of, "exceptions", since)
        return Review(unit, as_of, log, roster, found, tuple(found.each()))

    return reviews.get((unit, as_of, state, inside, holdings, since), make)


def _log(unit: str, scope: frozenset[str], last: int) -> Log:
    """The log up to an event. What was read for this unit before is kept; only what came since is read again."""
    seen, known, mark = streams.get(unit, (frozenset[str](), (), ""))
    if seen != scope or not known or known[-1].id > last or read.leaf_of(known[-1].id) != mark:
        known = ()
    fresh = [e for e in read.events(scope, after=known[-1].id if known else 0) if e.id <= last]
    events = (*known, *fresh)
    streams[unit] = (scope, events, read.leaf_of(events[-1].id) if events else "")
    while len(streams) > KEPT:
        streams.pop(next(iter(streams)), None)
    return Log.from_events(events, read.matter_names(scope))


def township_of(unit: str) -> str:
    """The township that answers for `unit`; duties are judged there, so that a village sees its township's sessions."""
    known = read.units()
    here = unit
    while here in known:
        if known[here].kind == "township":
            return here
        here = known[here].parent
    return unit
