"""Bare facts of a case become events on one matter of an invented township; what a duty asks of them is taken as given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from fazhi.kernel.duties import Apart, Bound, Duty, InForce, Select, Times
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.kernel.log import Event
from fazhi.packs.shelf import Shelf

TOWN, MATTER, PERSON = "示例乡镇", "示例事项", "甲"
ASSERTED = ("trigger", "needs", "what", "act", "answer", "zero")
LIFTING = ("unless", "closes", "restart", "ends")
FIRST = ("trigger", "needs")
MOST = 1000
MOMENTS = (
    "year.started",
    "year.ended",
    "half_year.started",
    "quarter.started",
    "month.started",
    "period.started",
    "village.exists",
    "venue.exists",
    "unit.exists",
    "area.exists",
    "officer.on_roster",
    "plan_period.started",
    "law.in_force",
)


@dataclass
class Bare:
    """Events of a case; `moments` are the window words it names, `values` the facts that go with every event."""

    events: list[Event] = field(default_factory=list)
    moments: list[date] = field(default_factory=list)
    values: dict[str, Bound] = field(default_factory=dict)


def events_of(shelf: Shelf, versions: tuple[Duty, ...], facts: Mapping[str, Any], as_of: date) -> Bare:
    """The events that `facts` tell of. Raises InputFault naming the nearest for an unknown code."""
    bare = Bare()
    fields = _fields(shelf, versions)
    for key, value in facts.items():
        if key in fields and key not in shelf.codes:
            bare.values[key] = value
        elif key in MOMENTS:
            bare.moments += [day for day, _, _ in _happenings(key, value, as_of)]
        elif key not in shelf.codes:
            raise InputFault(_unknown(key, shelf, fields))
    dated = []
    for key, value in facts.items():
        if key in shelf.codes:
            given = _given(shelf, versions, shelf.codes[key])
            order = _order(versions, shelf.codes[key].step)
            dated += [
                (d, m, order, key, more, given) for d, m, more in _happenings(key, value, as_of, _several(versions))
            ]
    dated.sort(key=lambda row: row[:3])
    for n, (day, minute, _, key, more, given) in enumerate(dated, start=1):
        step = shelf.steps[shelf.codes[key].step]
        known = {name: v for name, v in bare.values.items() if step.field(name)}
        facts_of = {**given, **known, **_persons(versions, shelf.codes[key].step), **more}
        bare.events.append(Event(n, TOWN, MATTER, step.id, day, minute, facts=facts_of))
    return bare


def _fields(shelf: Shelf, versions: tuple[Duty, ...]) -> set[str]:
    steps = {s.step for v in versions for s in _selects(v)}
    return {f.id for name in steps if name in shelf.steps for f in shelf.steps[name].fields}


def _selects(duty: Duty, roles: tuple[str, ...] = ASSERTED) -> Iterator[Select]:
    for role in roles:
        select = getattr(duty, role, None)
        if isinstance(select, Select):
            yield select


def _unknown(key: str, shelf: Shelf, fields: set[str]) -> Problem:
    close = nearest(key, [*shelf.codes, *MOMENTS, *fields])
    return Problem(
        f"事实 {key}",
        "没有这个事件代码",
        "",
        f"改为 {close}" if close else "检查拼写",
        f"unknown event code {key}; nearest: {close}",
    )


def _given(shelf: Shelf, versions: tuple[Duty, ...], code: Select) -> dict[str, Any]:
    """Facts that the code and the duty's own selections of its step ask for; a code's own come first.

    A step that the duty names only as what lifts or ends it is taken to do so.
    """
    given: dict[str, Any] = {}
    own = [s for v in versions for s in _selects(v) if s.step == code.step]
    own = own or [s for v in versions for s in _selects(v, LIFTING) if s.step == code.step]
    own = [s for s in own if set(code.where) <= set(s.where)]  # not what another name for the same step asks
    own = [s for s in own if (s.where, s.minimum) == (code.where, code.minimum)] or own
    for select in (code, *own):
        for name, value in (*select.where, *select.minimum):
            given.setdefault(name, value)
    return given


def _order(versions: tuple[Duty, ...], step: str) -> int:
    """Events that others lean on come first within a day."""
    return (
        0 if any(getattr(v, r, None) is not None and getattr(v, r).step == step for v in versions for r in FIRST) else 1
    )


def _several(versions: tuple[Duty, ...]) -> bool:
    return isinstance(versions[0], Times | InForce)


def _persons(versions: tuple[Duty, ...], step: str) -> dict[str, Any]:
    """The one member of the invented roster, where the duty looks for members by name."""
    named: dict[str, Any] = {}
    for duty in versions:
        if isinstance(duty, Times | InForce) and duty.per and duty.what.step == step:
            named[duty.per] = (PERSON,)
        if isinstance(duty, InForce) and duty.persons_field and duty.act is not None and duty.act.step == step:
            named[duty.persons_field] = (PERSON,)
    return named


def _happenings(key: str, value: Any, as_of: date, several: bool = False) -> list[tuple[date, int, dict[str, Any]]]:
    """(day, minute, further facts) of each event a value tells of."""
    if value is None or value is False:
        return []
    if value is True:
        return [(as_of, -1, {})]
    if isinstance(value, list):
        return [one for item in value for one in _happenings(key, item, as_of)]
    if isinstance(value, dict):
        more = {k: tuple(v) if isinstance(v, list) else v for k, v in value.items() if k != "on"}
        return [(day, minute, more) for day, minute, _ in _happenings(key, value.get("on", True), as_of)]
    if isinstance(value, int):
        if not 0 <= value <= MOST:
            raise InputFault(
                Problem(f"事实 {key}", f"{value} 不是次数或人数", f"0 到 {MOST}", "写日期或次数", "not a count")
            )
        if several:
            return [(as_of, -1, {})] * value
        return [(as_of, -1, {"_persons": value})]
    day, minute = _moment(key, value)
    return [(day, minute, {})]


def _moment(key: str, value: Any) -> tuple[date, int]:
    if isinstance(value, datetime):
        return value.date(), value.hour * 60 + value.minute
    if isinstance(value, date):
        return value, -1
    try:
        if len(value) == len("2025-01-01"):
            return date.fromisoformat(value), -1
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputFault(
            Problem(
                f"事实 {key}",
                f"“{value}”不是日期",
                "2025-05-06 或 2025-05-06T09:30",
                "按这个样子改",
                f"{value} is not a date",
            )
        ) from None
    at: time = found.time()
    return found.date(), at.hour * 60 + at.minute


def spread(events: list[Event], duty: Duty) -> list[Event]:
    """A bare number on a duty about persons means so many different ones."""
    if not isinstance(duty, Apart):
        return events
    made = []
    for event in events:
        facts = dict(event.facts)
        n = facts.pop("_persons", None)
        if isinstance(n, int) and duty.fields:
            facts[duty.fields[0]] = tuple(f"{PERSON}{k}" for k in range(n))
        made.append(Event(event.id, event.unit, event.matter, event.step, event.happened_on, event.minute, facts=facts))
    return made
