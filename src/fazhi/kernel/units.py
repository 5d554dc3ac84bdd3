"""Units, posts and rosters: who is a subject of duties, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.faults import InputFault, Problem, nearest

EVER = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A county, township, village or station; `since`/`until` bound its existence (until is inclusive)."""

    id: str
    name: str
    kind: str
    parent: str = ""
    since: date = EVER
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A person holds a post of a unit from `since` to `until` (inclusive); `tags` say what the post is (leader, liaison)."""

    person: str
    name: str
    unit: str
    title: str
    tags: frozenset[str]
    since: date = EVER
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RosterRule:
    """How a pack names a roster: all units of the kinds (words), all persons with a post tag, or a fixed list of items."""

    name: str
    title: str
    of: str
    kind: str = ""
    items: tuple[tuple[str, str], ...] = ()


ROSTER_SOURCES = ("units", "persons", "items")


@dataclass(frozen=True, slots=True)
class Member:
    """One subject of a roster, accountable to township `unit`, from `since` to `until` (inclusive)."""

    subject: str
    name: str
    unit: str
    since: date = EVER
    until: date | None = None


class Roster:
    """The subjects of every duty: rosters by name, and the township each unit answers to.

    Built once per evaluation from plain values; a county may hold several townships.
    """

    def __init__(self, units: Iterable[Unit], holdings: Iterable[Holding], rules: Iterable[RosterRule]) -> None:
        self.units: Mapping[str, Unit] = {u.id: u for u in units}
        self.holdings = tuple(holdings)
        self.rules: Mapping[str, RosterRule] = {r.name: r for r in rules}
        self.members: Mapping[str, tuple[Member, ...]] = {r.name: self._gather(r) for r in self.rules.values()}

    def township_of(self, unit: str) -> str:
        """The township that answers for `unit`: itself or its nearest ancestor of kind township; else the unit."""
        here = unit
        while here in self.units:
            if self.units[here].kind == "township":
                return here
            here = self.units[here].parent
        return unit

    def of(self, name: str) -> tuple[Member, ...]:
        """Members of roster `name`; raises InputFault that names the nearest roster when there is none."""
        if name not in self.members:
            close = nearest(name, self.members)
            raise InputFault(
                Problem(
                    f"名册 {name}",
                    "没有这个名册",
                    "、".join(self.members),
                    f"改为 {close}" if close else "",
                    "no such roster",
                )
            )
        return self.members[name]

    def _gather(self, rule: RosterRule) -> tuple[Member, ...]:
        if rule.of == "units":
            chosen = (u for u in self.units.values() if u.kind in rule.kind.split())
            return tuple(Member(u.id, u.name, self.township_of(u.id), u.since, u.until) for u in chosen)
        if rule.of == "persons":
            return self._persons(rule.kind)
        towns = [u for u in self.units.values() if u.kind == "township"]
        return tuple(Member(key, title, t.id, t.since, t.until) for t in towns for key, title in rule.items)

    def _persons(self, tag: str) -> tuple[Member, ...]:
        """One member per person and township: posts held one after the other are joined into one span."""
        spans: dict[tuple[str, str], Member] = {}
        for h in sorted(self.holdings, key=lambda h: (h.person, h.since)):
            if tag not in h.tags:
                continue
            key = (h.person, self.township_of(h.unit))
            before = spans.get(key)
            if before is None:
                spans[key] = Member(h.person, h.name, key[1], h.since, h.until)
            else:
                until = None if before.until is None or h.until is None else max(before.until, h.until)
                spans[key] = Member(h.person, h.name, key[1], before.since, until)
        return tuple(spans.values())
