"""What stands around every page: unit, menu by business, who is signed in, banners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from fazhi.kernel.ledger import Ledger
from fazhi.office import clock
from fazhi.office.access import ROLES, Actor, may
from fazhi.office.rules import shelf
from fazhi.office.todos import pressing


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """One business of the menu and its ledgers."""

    title: str
    ledgers: tuple[Ledger, ...]


def menu() -> list[MenuGroup]:
    """Ledgers by business, in the order of packs."""
    return [MenuGroup(p.title, p.ledgers) for p in shelf().packs if p.ledgers]


def shell(request: HttpRequest) -> Mapping[str, object]:
    """Context of every page. Price: the count of what presses, from the cached review; nothing when nobody is signed in."""
    banners = {"as_of": settings.DEMO_AS_OF, "slow_sqlite": settings.SQLITE_BANNER}
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return banners
    home = actor.units[actor.home()]
    return banners | {
        "actor": actor,
        "unit": home,
        "role": "、".join(ROLES[r] for r in actor.roles()),
        "menu": menu(),
        "pressing": pressing(actor, clock.today()),
        "may_report": may(actor, "report", actor.home()).allowed,
        "last_year": clock.today().year - 1,
    }
