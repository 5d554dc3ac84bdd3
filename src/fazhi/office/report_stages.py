"""How far a report has come, and which records bring it on: what an earlier version has is not the new draft's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.office.report_cycle import MEETING, Cycle
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind
from fazhi.store.rows import EventRow


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the report's life and its day; earlier: of which version it is known instead, and when.

    worded: how many places got other words after the meeting; the approval of them is the head's; step: which record it is.
    """

    title: str
    on: date | None
    earlier: str = ""
    worded: int = 0
    step: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record that belongs to the report. event: the one there is; again: whether another may be made for this version."""

    step: str
    title: str
    event: EventRow | None
    again: bool


def stages(kind: ReportKind, cycle: Cycle) -> list[Stage]:
    """The steps in their order. What happened to an earlier version only says so."""
    steps = {shelf().steps[id].title: id for id in kind.after}
    if kind.deliberated:
        steps[MEETING] = kind.deliberated
    return [
        Stage(
            title,
            on,
            "" if on else _earlier(cycle, title, steps.get(title, "")),
            _worded(kind, cycle) if on and steps.get(title) == kind.deliberated else 0,
            steps.get(title, ""),
        )
        for title, on in cycle.steps
    ]


def _worded(kind: ReportKind, cycle: Cycle) -> int:
    """How many places got other words after the meeting was recorded."""
    met = max(e.recorded_at for e in cycle.events if e.step == kind.deliberated)
    return len({e.key for e in cycle.entries if e.act == "word" and e.at > met})


def _earlier(cycle: Cycle, title: str, step: str) -> str:
    if title == "定稿" and cycle.frozen:
        last = cycle.frozen[-1]
        return f"第{last.version}稿 {last.event.happened_on.isoformat()}"
    events = [e for e in cycle.events if e.step == step] if step else []
    return f"{_version(cycle, events[-1])} {events[-1].happened_on.isoformat()}" if events else ""


def _version(cycle: Cycle, event: EventRow) -> str:
    """The version that a record of before the present draft is about."""
    known = [f.version for f in cycle.frozen if f.event.id < cycle.first[event.id]]
    return f"第{known[-1]}稿" if known else "定稿以前" if cycle.frozen else "退回以前"


def is_settled(kind: ReportKind, cycle: Cycle) -> bool:
    """Whether the report went out without having been frozen here: what it said stands in the paper of that day."""
    return cycle.open and not cycle.frozen and any(e.step in kind.after for e in cycle.events)


def wanted(kind: ReportKind, cycle: Cycle) -> list[Wanted]:
    """The records that bring a begun report on: the meeting, and once it is frozen submitted, published. Made ones come with their record."""
    out = not cycle.open or is_settled(kind, cycle)
    there = {title for title, day in cycle.steps if day}
    made = []
    for id in (*((kind.deliberated,) if kind.deliberated else ()), *kind.after):
        step = shelf().steps[id]
        done = cycle.deliberated is not None if id == kind.deliberated else step.title in there
        events = [e for e in cycle.events if e.step == id]
        again = not done and (step.repeats or not events) and (out or id == kind.deliberated)
        made.append(Wanted(id, step.title, _newest(events), again))
    return made


def _newest(events: Sequence[EventRow]) -> EventRow | None:
    return max(events, key=lambda e: e.id, default=None)
