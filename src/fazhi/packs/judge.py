"""Judge duties on bare facts, without a database: one mapping in, one mapping out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from fazhi.kernel.duties import Duty, Window
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import Fault, InputFault, Problem, nearest
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Log
from fazhi.kernel.units import Holding, Roster, RosterRule, Unit
from fazhi.packs.bare_facts import PERSON, TOWN, Bare, events_of, spread
from fazhi.packs.shelf import Shelf

KEYS = ("duty", "facts", "as_of", "expected", "name")
RANK = ("not_applicable", "met", "unproven", "open", "late", "overdue", "violated")
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # local wall time, as the law counts hours


def judge(shelf: Shelf, line: str | Mapping[str, Any], number: int = 1) -> dict[str, Any]:
    """The answer to one case, or {"error", "line"} that names the nearest duty or code."""
    try:
        case = _parsed(line)
        return _answer(shelf, case)
    except Fault as fault:
        return {"line": number, "error": "；".join(p.both() for p in fault.problems)}


def _parsed(line: str | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(line, str):
        try:
            line = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputFault(
                Problem(
                    "这一行", f"不是 JSON：{error}", '{"duty": …, "facts": {…}, "as_of": …}', "改正写法", "not JSON"
                )
            ) from None
    if not isinstance(line, Mapping):
        raise InputFault(
            Problem("这一行", "不是对象", '{"duty": …, "facts": {…}, "as_of": …}', "改正写法", "not an object")
        )
    for key in line:
        if key not in KEYS:
            raise InputFault(
                Problem(f"键 {key}", "不认识", "、".join(KEYS), f"改为 {nearest(key, KEYS)}", f"unknown key {key}")
            )
    if not isinstance(line.get("duty"), str) or not isinstance(line.get("facts", {}), Mapping):
        raise InputFault(Problem("这一行", "要有 duty（文字）和 facts（对象）", "", "补上", "needs duty and facts"))
    return line


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputFault(
            Problem(f"as_of {value}", "不是日期", "2025-05-06", "写上判断的日期", "as_of must be a date")
        ) from None


def _answer(shelf: Shelf, case: Mapping[str, Any]) -> dict[str, Any]:
    versions, as_of = shelf.versions(case["duty"]), _day(case.get("as_of"))
    bare = events_of(shelf, versions, case.get("facts", {}), as_of)
    log = Log.from_events(spread(bare.events, versions[0]))
    focus = _focus(versions[0], bare, as_of)
    found = evaluate(versions, log, _roster(versions), shelf.calendar, as_of, windows_from=min(focus, as_of))
    chosen = _chosen(list(found.each()), focus)
    return _told(chosen, shelf.duty(case["duty"], as_of) or versions[-1])


def _roster(versions: Sequence[Duty]) -> Roster:
    """Every roster has one member: the person 甲 where members are named in a field, else the township itself."""
    person = Holding(PERSON, PERSON, TOWN, "", frozenset({"member"}))
    rules = {}
    for duty in versions:
        subject = getattr(duty, "subject", "")
        if subject:
            named = bool(getattr(duty, "per", ""))
            rules[subject] = RosterRule(
                subject, subject, "persons" if named else "units", "member" if named else "township"
            )
    return Roster((Unit(TOWN, TOWN, "township"),), (person,), rules.values())


def _focus(duty: Duty, bare: Bare, as_of: date) -> date:
    """The day whose window is asked about: a named moment, the year a fact names, the latest event, else today."""
    if bare.moments:
        return max(bare.moments)
    window: Window | None = getattr(duty, "window", None)
    year = bare.values.get(window.year_field) if window is not None and window.year_field else None
    if window is not None and isinstance(year, int):
        return date(year + window.year_shift, 1, 1)
    return max((e.happened_on for e in bare.events if e.happened_on <= as_of), default=as_of)


def _chosen(found: list[Finding], focus: date) -> Finding | None:
    """Of windows the one that holds the focus; of matters the worst, the latest of equals."""
    windowed = [f for f in found if f.window is not None]
    if windowed:
        inside = [f for f in windowed if f.window is not None and f.window[0] <= focus <= f.window[1]]
        return (inside or windowed)[-1]
    return max(found, key=lambda f: (RANK.index(f.verdict), f.facts.trigger_on or date.min), default=None)


def _told(found: Finding | None, duty: Duty) -> dict[str, Any]:
    if found is None:
        blank = dict.fromkeys(("due", "raw_due", "due_if_rolled", "count", "required"))
        why = "事实里没有触发这项义务的事件。"
        return {"duty": duty.id, "verdict": "not_applicable", **blank, "flags": [], "force": duty.force, "why": why}
    due = _iso(found.due)
    if found.due_minute is not None:
        due = (EPOCH + timedelta(minutes=found.due_minute)).isoformat(timespec="minutes")
    return {
        "duty": found.duty.id,
        "verdict": found.verdict,
        "due": due,
        "raw_due": _iso(found.raw_due),
        "due_if_rolled": _iso(found.due_if_rolled),
        "count": found.count,
        "required": found.required,
        "flags": list(found.flags),
        "force": found.duty.force,
        "why": found.why,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
