"""Why a finding is what it is: the law, the records behind it, and the days counted one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import After, Before, Duty, Source
from fazhi.kernel.explain import Sheet
from fazhi.kernel.faults import AccessFault, Problem
from fazhi.kernel.findings import Finding
from fazhi.kernel.terms import which_rule
from fazhi.office.access import Actor
from fazhi.office.actions import Action, action_of
from fazhi.office.clock_sheet import sheet_of
from fazhi.office.review import Review, review, township_of
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.rows import EventRow, MatterRow


@dataclass(frozen=True, slots=True)
class WhyPage:
    """`sheet` is None for duties that count no days; `rule` names the tier of counting rule; `versions`: the duty over time."""

    finding: Finding
    sources: tuple[Source, ...]
    events: tuple[EventRow, ...]
    matter: MatterRow | None
    sheet: Sheet | None
    rule: str
    versions: tuple[Duty, ...]
    action: Action | None


def why_page(actor: Actor, key: str, as_of: date) -> WhyPage:
    """The page of one finding. Raises AccessFault when there is no such finding, or it is not the actor's to see.

    Price: one cached review, and its duty judged again.
    """
    held, found = _find(actor, key, as_of)
    duty = found.duty
    term = duty.term if isinstance(duty, After) else duty.lead if isinstance(duty, Before) else None
    return WhyPage(
        found,
        duty.sources,
        tuple(read.events_by_id(found.trace)),
        read.matter(found.matter) if found.matter else None,
        sheet_of(found, held),
        which_rule(term) if term else "",
        tuple(d for d in shelf().duties if d.id == duty.id),
        action_of(found, {u.id: u.kind for u in actor.units.values()}),
    )


def _find(actor: Actor, key: str, as_of: date) -> tuple[Review, Finding]:
    """The review that holds the finding, and the finding, if the actor may see it."""
    scope = actor.scope()
    for home in dict.fromkeys(township_of(p.unit) for p in actor.posts if p.unit in scope):
        held = review(home, as_of)
        found = held.find(key)
        if found and (home in scope or found.unit in scope or found.subject in (*scope, actor.person)):
            return held, found
    raise AccessFault(Problem("本结论", "没有这条结论，或不在权限内", "", "从“今日”重新打开", "no such finding"))
