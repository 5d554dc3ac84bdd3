"""交接: when somebody leaves a post, everything that lies with it, on one page to be signed by both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.faults import AccessFault, Problem
from fazhi.kernel.findings import Finding
from fazhi.kernel.units import Holding
from fazhi.office.access import Actor, require
from fazhi.office.review import review, township_of
from fazhi.office.rules import shelf
from fazhi.office.todos import place_of
from fazhi.store import read
from fazhi.store.rows import EventRow, MatterRow

NOW = ("red", "soon", "unproven")
RECENT = 20
MATTERS = 100


@dataclass(frozen=True, slots=True)
class Handover:
    """What lies with one person.

    `open_ones`: findings that press; `later`: duties still running, with how many subjects; `others`: who else does this work.
    """

    person: str
    name: str
    posts: tuple[Holding, ...]
    open_ones: tuple[Finding, ...]
    later: tuple[tuple[str, int], ...]
    matters: tuple[MatterRow, ...]
    recent: tuple[EventRow, ...]
    others: tuple[Holding, ...]


def handover(actor: Actor, person: str, as_of: date) -> Handover:
    """The hand-over sheet of a person in the actor's reach. Raises AccessFault. Price: one cached review and five queries."""
    posts = [h for h in read.holdings_of(person) if h.since <= as_of and (h.until is None or as_of <= h.until)]
    if not posts:
        raise AccessFault(Problem("交接单", "没有这个人在岗的记录", "", "在名册里选一个人", "no such person"))
    for post in posts:
        require(actor, "read", post.unit)
    home = township_of(posts[0].unit)
    tags = {t for p in posts for t in p.tags}
    units = {p.unit for p in posts}
    own = [f for f in review(home, as_of).exceptions if _lies_with(f, person, tags, units, home)]
    mine = [f for f in own if place_of(f, as_of) in NOW]
    later = Counter(f.duty.title for f in own if place_of(f, as_of) == "waiting")
    rows = read.recorded_by(person, MATTERS)
    shown = {e.matter: e for e in rows}
    matters, _ = read.matters(actor.scope(), ids=list(shown), size=MATTERS)
    open_matters = {f.matter for f in mine}
    others = [
        h
        for h in read.holdings(read.below(home, read.units()))
        if h.person != person and h.tags & tags and h.since <= as_of and (h.until is None or as_of <= h.until)
    ]
    mine.sort(key=lambda f: (f.due or date.max, f.key))
    return Handover(
        person,
        posts[0].name,
        tuple(posts),
        tuple(mine),
        tuple(later.most_common()),
        tuple(sorted(matters, key=lambda m: (m.id not in open_matters, m.ledger, m.name))),
        tuple(rows[:RECENT]),
        tuple(others),
    )


def _lies_with(found: Finding, person: str, tags: set[str], units: set[str], home: str) -> bool:
    """A finding is the clerk's when it is the township's; a liaison's when it is about the own unit; else the person's own."""
    if found.subject == person:
        return True
    if home in units and tags & {"clerk", "office"}:
        return True
    return found.subject in units - {home} or found.unit in units - {home}


def ledger_title(matter: MatterRow) -> str:
    """What the ledger of a matter is called."""
    known = shelf().ledgers.get(matter.ledger)
    return known.title if known else matter.ledger
