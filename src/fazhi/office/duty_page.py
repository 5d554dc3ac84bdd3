"""One duty: the version that holds, its history, and every finding of it in reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Duty
from fazhi.kernel.findings import VERDICTS, Finding
from fazhi.office.access import Actor
from fazhi.office.duty_map import townships_of
from fazhi.office.review import review, township_of
from fazhi.office.rules import shelf

ORDER = ("overdue", "violated", "unproven", "open", "late", "met", "not_applicable")
SHOWN = 200


@dataclass(frozen=True, slots=True)
class DutyPage:
    """`findings`: at most SHOWN, the pressing first; `hidden`: how many more there are."""

    duty: Duty
    versions: tuple[Duty, ...]
    findings: tuple[Finding, ...]
    hidden: int


def duty_page(actor: Actor, id: str, as_of: date) -> DutyPage:
    """Raises InputFault for a duty that does not exist. Price: the duty judged again for each township in reach."""
    versions = shelf().versions(id)
    newest = shelf().duty(id, as_of) or versions[-1]
    scope = actor.scope()
    homes = [t for t, _ in townships_of(actor)] or list(dict.fromkeys(township_of(p.unit) for p in actor.posts))
    found = [
        f
        for home in homes
        for f in review(home, as_of).all_of(id)
        if home in scope or f.unit in scope or f.subject in (*scope, actor.person)
    ]
    assert set(ORDER) == set(VERDICTS)
    found.sort(key=lambda f: (ORDER.index(f.verdict), f.due or date.max, f.key))
    return DutyPage(newest, versions, tuple(found[:SHOWN]), max(0, len(found) - SHOWN))
