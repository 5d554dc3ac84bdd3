"""Duties whose subject is a matter: each trigger or act row is judged against its own matter's timeline."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel import terms
from fazhi.kernel.calendar import day_number
from fazhi.kernel.clocks import Clock, run_clock
from fazhi.kernel.duties import After, Apart, Before, Duty, NoneOf, Select, Times
from fazhi.kernel.findings import (
    DISPUTED,
    LATE,
    MET,
    NONE,
    NOT_APPLICABLE,
    OPEN,
    OVERDUE,
    PROVISIONAL,
    UNPROVEN,
    UNVERIFIED,
    VIOLATED,
    Batch,
)
from fazhi.kernel.log import Rows
from fazhi.kernel.scene import Scene

Mask = NDArray[np.bool_]


def in_version(duty: Duty, days: Rows) -> Mask | None:
    """Which days fall under this version of the duty; None when all do."""
    low = day_number(duty.since)
    high = day_number(duty.until) if duty.until else None
    if not len(days) or (int(days.min()) >= low and (high is None or int(days.max()) <= high)):
        return None
    mask = days >= low
    return mask if high is None else mask & (days <= high)


def base_flags(duty: Duty, n: int) -> NDArray[np.int8]:
    """A flag array that says "unverified source" where no source of the duty could be read."""
    return np.full(n, UNVERIFIED if duty.unverified else 0, np.int8)


def _rows(duty: Duty, select: Select, scene: Scene) -> Rows:
    rows = scene.log.rows(select)
    mask = in_version(duty, scene.log.day[rows])
    return rows if mask is None else rows[mask]


def _lifted(rows: Rows, unless: Select | None, scene: Scene) -> Mask | None:
    """True where the matter of a row has an event that lifts the duty."""
    if unless is None or not len(scene.log.rows(unless)):
        return None
    return (scene.log.following(rows, unless) >= 0) | (scene.log.preceding(rows, unless) >= 0)


def _batch(duty: Duty, rows: Rows, verdict: NDArray[np.int8], scene: Scene, **more: NDArray[np.generic]) -> Batch:
    log = scene.log
    return Batch(duty, verdict, log.matter[rows], log.unit[rows], row=rows, **more)  # type: ignore[arg-type]


def after_on_matters(duty: After, scene: Scene) -> Batch:
    """B within a term of A: met, late, open or overdue; without a term open until `closes`, then violated."""
    assert duty.trigger is not None
    log = scene.log
    rows = _rows(duty, duty.trigger, scene)
    answer = log.following(rows, duty.answer)
    flags = base_flags(duty, len(rows))
    if duty.term is None:
        verdict = np.where(answer >= 0, MET, OPEN).astype(np.int8)
        if duty.closes is not None:
            verdict[(answer < 0) & (log.following(rows, duty.closes) >= 0)] = VIOLATED
        clock = None
    else:
        clock = run_clock(duty, rows, answer, scene)
        verdict, flags = judge_clock(clock, log.day[answer], answer >= 0, scene.today, flags)
    lifted = _lifted(rows, duty.unless, scene)
    if lifted is not None:
        verdict = np.where(lifted & (answer < 0), NOT_APPLICABLE, verdict).astype(np.int8)
    if clock is None:
        return _batch(duty, rows, verdict, scene, answer=answer, flags=flags)
    return _batch(
        duty,
        rows,
        verdict,
        scene,
        answer=answer,
        flags=flags,
        due=clock.due,
        raw=clock.raw,
        rolled=clock.rolled,
        minute=clock.minute,
    )


def judge_clock(
    clock: Clock, done_on: Rows, done: Mask, today: int, flags: NDArray[np.int8]
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Verdict and flags of a running clock. Days are compared, never working-day ordinals."""
    when = np.where(done, done_on, np.int32(today))
    in_time = when <= clock.due if clock.in_time is None else clock.in_time
    verdict = np.where(done, np.where(in_time, MET, LATE), np.where(in_time, OPEN, OVERDUE)).astype(np.int8)
    flags = flags | np.where(clock.provisional, np.int8(PROVISIONAL), np.int8(0))
    if clock.two_readings:
        flags = flags | np.where((when > clock.raw) & (when <= clock.rolled), np.int8(DISPUTED), np.int8(0))
    return verdict, flags


def before(duty: Before, scene: Scene) -> Batch:
    """No act without what it needs: met or violated on each act; a minimum term that still runs is open."""
    log = scene.log
    rows = _rows(duty, duty.act, scene)
    had = log.preceding(rows, duty.needs)
    if duty.anytime:
        had = np.where(had < 0, log.following(rows, duty.needs), had)
    verdict = np.where(had >= 0, MET, VIOLATED).astype(np.int8)
    flags = base_flags(duty, len(rows))
    due = np.empty(0, np.int32)
    if duty.lead is not None:
        due, ok, shaky = _lead(duty, rows, had, scene)
        verdict[~ok] = VIOLATED
        flags |= np.where(shaky, np.int8(PROVISIONAL), np.int8(0))
    lifted = _lifted(rows, duty.unless, scene)
    if lifted is not None:
        verdict[lifted & (verdict == VIOLATED)] = NOT_APPLICABLE
    done = _batch(duty, rows, verdict, scene, answer=had, flags=flags, due=due, raw=due, rolled=due)
    return done if duty.lead is None or duty.lead_from == "act" else done.joined(_running(duty, scene))


def _lead(duty: Before, rows: Rows, had: Rows, scene: Scene) -> tuple[Rows, Mask, Mask]:
    """(the bounding day, kept, leans on a year without notice) for each act."""
    assert duty.lead is not None
    log, calendar = scene.log, scene.calendar
    acted = log.day[rows]
    if duty.lead_from == "act":
        bound = terms.latest_before(duty.lead, acted, calendar)
        ok = (had >= 0) & (log.day[had] <= bound)
    else:
        bound = terms.earliest(duty.lead, log.day[had], calendar)
        ok = (had >= 0) & (acted >= bound)
    shaky = terms.leans_on_unknown(duty.lead, np.minimum(bound, acted), np.maximum(bound, acted), calendar)
    return np.where(had >= 0, bound, NONE).astype(np.int32), ok, shaky & (had >= 0)


def _running(duty: Before, scene: Scene) -> Batch:
    """Minimum terms whose later act has not come: open, due on the first lawful day."""
    assert duty.lead is not None
    log = scene.log
    rows = _rows(duty, duty.needs, scene)
    rows = rows[log.following(rows, duty.act) < 0]
    last = np.append(log.matter[rows[1:]] != log.matter[rows[:-1]], True)[: len(rows)]
    rows = rows[last]
    day = log.day[rows]
    due = terms.earliest(duty.lead, day, scene.calendar)
    flags = base_flags(duty, len(rows))
    flags |= np.where(terms.leans_on_unknown(duty.lead, day, due, scene.calendar), np.int8(PROVISIONAL), np.int8(0))
    verdict = np.full(len(rows), OPEN, np.int8)
    lifted = _lifted(rows, duty.unless, scene)
    if lifted is not None:
        verdict[lifted] = NOT_APPLICABLE
    return _batch(
        duty, rows, verdict, scene, answer=np.full(len(rows), -1, np.int32), flags=flags, due=due, raw=due, rolled=due
    )


def apart(duty: Apart, scene: Scene) -> Batch:
    """Persons of one event: distinct between fields, or at least n of them; unproven where nobody is named."""
    log = scene.log
    rows = _rows(duty, duty.what, scene)
    judged = [_apart_row(duty, [frozenset(log.fact(int(r), f)) for f in duty.fields]) for r in rows]
    verdict = np.array([v for v, _ in judged], np.int8)
    count = np.array([n for _, n in judged], np.int32)
    more = {"count": count, "required": np.full(len(rows), duty.at_least, np.int32)} if duty.rule == "at_least" else {}
    return _batch(duty, rows, verdict, scene, flags=base_flags(duty, len(rows)), **more)


def _apart_row(duty: Apart, groups: list[frozenset[str | int | float | bool]]) -> tuple[int, int]:
    named = len(frozenset().union(*groups))
    if duty.rule == "at_least":
        return (MET if named >= duty.at_least else VIOLATED), named
    if not all(groups):
        return UNPROVEN, named
    if duty.rule == "not_same":
        return (VIOLATED if any(groups[0] == g for g in groups[1:]) else MET), named
    return (MET if named == sum(len(g) for g in groups) else VIOLATED), named


def none_on_act(duty: NoneOf, scene: Scene) -> Batch:
    """For each act: violated if the forbidden event stands on its matter, met if it was checked, else unproven."""
    assert duty.act is not None
    log = scene.log
    rows = _rows(duty, duty.act, scene)
    bad = np.maximum(log.preceding(rows, duty.what), log.following(rows, duty.what))
    verdict = np.full(len(rows), UNPROVEN, np.int8)
    answer = bad
    if duty.zero is not None:
        checked = np.maximum(log.preceding(rows, duty.zero), log.following(rows, duty.zero))
        verdict[checked >= 0] = MET
        answer = np.where(bad >= 0, bad, checked)
    verdict[bad >= 0] = VIOLATED
    return _batch(duty, rows, verdict, scene, answer=answer, flags=base_flags(duty, len(rows)))


def none_on_matters(duty: NoneOf, scene: Scene) -> Batch:
    """Each forbidden event is a violation of its own; matters without one have nothing to show."""
    rows = _rows(duty, duty.what, scene)
    return _batch(duty, rows, np.full(len(rows), VIOLATED, np.int8), scene, flags=base_flags(duty, len(rows)))


def count_on_matters(duty: Times, scene: Scene) -> Batch:
    """At least n events on every matter of the log: met or open. The finding stands on the matter's last row."""
    log = scene.log
    last = log.matter_last
    mask = in_version(duty, log.day[last])
    last = last if mask is None else last[mask]
    count = np.bincount(log.matter[_rows(duty, duty.what, scene)], minlength=int(log.matter[-1]) + 1 if len(log) else 0)
    mine = count[log.matter[last]].astype(np.int32)
    verdict = np.where(mine >= duty.at_least, MET, OPEN).astype(np.int8)
    required = np.full(len(last), duty.at_least, np.int32)
    return _batch(duty, last, verdict, scene, count=mine, required=required, flags=base_flags(duty, len(last)))
