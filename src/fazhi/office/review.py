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
from fazhi.kernel.log import Log
from fazhi.kernel.units import Roster
from fazhi.office.rules import shelf
from fazhi.store import read

KEPT = 8
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
    """The newest few results of a costly computation, by key; safe between threads."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.rows: OrderedDict[Hashable, object] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under `key`, else what `make` gives."""
        with self.lock:
            if key in self.rows:
                self.rows.move_to_end(key)
                return self.rows[key]  # type: ignore[return-value]
        made = make()
        with self.lock:
            self.rows[key] = made
            while len(self.rows) > self.size:
                self.rows.popitem(last=False)
        return made


reviews, logs = Kept(KEPT), Kept(KEPT)


def review(unit: str, as_of: date) -> Review:
    """All duties of `unit` and what lies below it, as of a day.

    Price: four small queries when nothing changed since the last time; else the events are read and judged once
    (about 0.1 s for a township's two years).
    """
    known = read.units()
    scope = read.below(unit, known)
    holdings = read.holdings(scope)
    since = settings.KEPT_SINCE
    state = read.state()
    inside = tuple(known[u] for u in sorted(scope) if u in known)

    def make() -> Review:
        roster = Roster(inside, holdings, shelf().roster_rules)
        log = logs.get((unit, state), lambda: _log(scope, state[1]))
        found = evaluate(shelf().duties, log, roster, shelf().calendar, as_of, "exceptions", since)
        return Review(unit, as_of, log, roster, found, tuple(found.each()))

    return reviews.get((unit, as_of, state, inside, holdings, since), make)


def _log(scope: frozenset[str], last: int) -> Log:
    return Log.from_events((e for e in read.events(scope) if e.id <= last), read.matter_names(scope))


def township_of(unit: str) -> str:
    """The township that answers for `unit`; duties are judged there, so that a village sees its township's sessions."""
    known = read.units()
    return Roster(known.values(), (), ()).township_of(unit)
