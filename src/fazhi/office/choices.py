"""Who and which units may be chosen on a form, and with which step a matter is opened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from fazhi.kernel.duties import NoneOf
from fazhi.kernel.ledger import Ledger, Step
from fazhi.office.access import Actor, may
from fazhi.office.review import township_of
from fazhi.office.rules import shelf
from fazhi.store import read

FIRST = ("leader", "clerk", "office", "liaison")


def people_of(unit: str, on: date, also: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """(id, name and post) of everybody in post on a day in the unit's township, leaders first; and those of `also`."""
    home = township_of(unit)
    found: dict[str, tuple[int, str]] = {}
    for h in read.holdings(read.below(home, read.units())):
        inside = h.since <= on and (h.until is None or on <= h.until)
        rank = next((n for n, tag in enumerate(FIRST) if tag in h.tags), len(FIRST))
        near = h.unit in (home, unit)
        if (inside and near) or h.person in also:
            found.setdefault(h.person, (rank, f"{h.name}（{h.title}）"))
    ordered = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    return tuple((person, words) for person, (_, words) in ordered)


def ways_to_open(ledger: Ledger, scope: Collection[str]) -> list[Step]:
    """The steps that open a matter by hand: the one recorded most in `scope` first, what a duty forbids last. Price: one query."""
    forbidden = {d.what.step for d in shelf().duties if isinstance(d, NoneOf)}
    opening = [s for s in ledger.steps if s.opens and not s.frozen]
    used = read.numbers_of(scope, [s.id for s in opening]) if len(opening) > 1 else {}
    return sorted(opening, key=lambda s: (s.id in forbidden, -used.get(s.id, 0)))


def units_for(actor: Actor, ledger: Ledger) -> list[tuple[str, str]]:
    """(id, name) of the units in which the actor may open a matter of this ledger."""
    rows = (u for u in actor.units.values() if u.kind in ledger.unit_kinds)
    return sorted((u.id, u.name) for u in rows if may(actor, "record", u.id).allowed)
