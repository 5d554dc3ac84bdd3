"""Ledgers to choose from, the same on every page: those a person used last, then all by business."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fazhi.desk.shell import MenuGroup, menu
from fazhi.kernel.ledger import Ledger
from fazhi.office.access import Actor
from fazhi.office.rules import shelf
from fazhi.store import read

RECENT, OFTEN = 50, 6


@dataclass(frozen=True, slots=True)
class LedgerChoices:
    """For `desk/ledger_options.html`: ledgers used often, the most used first, and all of them by business."""

    often: tuple[Ledger, ...]
    groups: tuple[MenuGroup, ...]


def ledger_choices(actor: Actor) -> LedgerChoices:
    """The ledgers in the actor's reach. Price: two queries."""
    groups = menu(actor)
    known = {id for g in groups for id in g.ids}
    used = Counter(e.ledger for e in read.recorded_by(actor.person, RECENT) if e.ledger in known)
    return LedgerChoices(tuple(shelf().ledgers[id] for id, _ in used.most_common(OFTEN)), groups)
