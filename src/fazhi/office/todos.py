"""今日: what is red, due soon, waiting for others or for proof, and done lately. The to-do *is* the finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.kernel.duties import Before, NoneOf
from fazhi.kernel.findings import Finding
from fazhi.office.access import Actor
from fazhi.office.actions import Action, action_of
from fazhi.office.gates import law_words
from fazhi.office.review import Review, review, township_of
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.memo import once
from fazhi.store.rows import EventRow

SOON_DAYS = 30
RED_DAYS = 60
DONE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Todo:
    """One finding as a line of work. `days` left until it is due (negative: days past; None: no day is set)."""

    finding: Finding
    system: str
    law: str
    days: int | None
    action: Action | None


@dataclass(frozen=True, slots=True)
class Done:
    """One record made lately."""

    event: EventRow
    step_title: str


@dataclass(frozen=True, slots=True)
class Todos:
    """Lines of work by how they press.

    `red`: overdue, or missed lately; `soon`: due within SOON_DAYS; `waiting`: later, or without a day; `unproven`: nobody
    checked yet; `past`: missed more than RED_DAYS ago, kept for the report and no longer shown as red.
    """

    red: tuple[Todo, ...]
    soon: tuple[Todo, ...]
    waiting: tuple[Todo, ...]
    unproven: tuple[Todo, ...]
    past: tuple[Todo, ...]
    done: tuple[Done, ...]


def todos(actor: Actor, as_of: date) -> Todos:
    """Everything that waits for this actor's units, the most pressing first. Price: one review, cached."""
    kinds = {u.id: u.kind for u in actor.units.values()}
    groups: dict[str, list[Todo]] = {"red": [], "soon": [], "waiting": [], "unproven": [], "past": []}
    for found in findings_for(actor, as_of):
        place = place_of(found, as_of)
        if place:
            days = (found.due - as_of).days if found.due else None
            groups[place].append(Todo(found, found.duty.system, law_words(found.duty), days, action_of(found, kinds)))
    for rows in groups.values():
        rows.sort(key=lambda t: (t.finding.due or date.max, -t.finding.duty.weight, t.finding.key))
    groups["past"].reverse()
    return Todos(**{name: tuple(rows) for name, rows in groups.items()}, done=done_lately(actor))


def pressing(actor: Actor, as_of: date) -> int:
    """How many findings are red or due soon. Price: one cached review."""
    return sum(place_of(found, as_of) in ("red", "soon") for found in findings_for(actor, as_of))


def findings_for(actor: Actor, as_of: date) -> list[Finding]:
    """Exceptions this actor may see: those of every unit read in full; of a liaison's unit only what concerns it."""
    return once(("findings", actor.person, actor.posts, as_of), lambda: _findings_for(actor, as_of))


def reviews_for(actor: Actor, as_of: date) -> tuple[Review, ...]:
    """The reviews that everything of this actor's rests on; the very same objects while nothing is recorded there."""
    scope = actor.scope()
    homes = dict.fromkeys(township_of(p.unit) for p in actor.posts if p.unit in scope)
    return tuple(review(home, as_of) for home in homes)


def _findings_for(actor: Actor, as_of: date) -> list[Finding]:
    scope = actor.scope()
    found: dict[str, Finding] = {}
    for held in reviews_for(actor, as_of):
        for one in held.exceptions:
            if held.unit in scope or one.unit in scope or one.subject in (*scope, actor.person):
                found[one.key] = one
    return list(found.values())


def done_lately(actor: Actor, n: int = DONE_SHOWN) -> tuple[Done, ...]:
    """The records made last in the actor's units, the newest first."""
    steps = shelf().steps
    rows = read.recent(actor.scope(), n)
    return tuple(Done(r, steps[r.step].title if r.step in steps else r.step) for r in rows)


def place_of(found: Finding, as_of: date) -> str:
    """Which list a finding belongs in; empty for what asks for nothing: late (done), or nothing found so far."""
    if found.verdict == "overdue":
        return "red"
    if found.verdict == "violated":
        return "red" if _ended(found, as_of) >= as_of - timedelta(days=RED_DAYS) else "past"
    if found.verdict == "unproven":
        return "unproven"
    if found.verdict != "open" or isinstance(found.duty, NoneOf):
        return ""
    if isinstance(found.duty, Before):  # the day from which the act is lawful: nothing is due on it
        return "waiting" if found.due and found.due > as_of else ""
    return "soon" if found.due and (found.due - as_of).days <= SOON_DAYS else "waiting"


def _ended(found: Finding, as_of: date) -> date:
    """The day a miss became final: the window's end, the act, or today for what is still to be put right."""
    if found.window:
        return found.window[1]
    return found.facts.trigger_on or found.due or as_of
