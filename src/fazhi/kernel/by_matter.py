"""Duties whose subject is a matter: each trigger or act row is judged against its own matter's timeline."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel import terms
from fazhi.kernel.calendar import day_number
from fazhi.kernel.clocks import Clock, run_clock
from fazhi.kernel.duties import After, Apart, Before, Duty, NoneOf, Select, Times
from fazhi.kernel.findings import (
    ASKS,
    DISPUTED,
    LATE,
    MET,
    NO_CODES,
    NONE,
    NOT_APPLICABLE,
    OPEN,
    OVERDUE,
    PROVISIONAL,
    UNPROVEN,
    UNVERIFIED,
    VERDICTS,
    VIOLATED,
    Batch,
)
from fazhi.kernel.log import Rows
from fazhi.kernel.scene import Scene

Mask = NDArray[np.bool_]
FOREVER = 2**30
OUTCOME = np.array((MET, LATE, OPEN, OVERDUE), np.int8)


def in_version(duty: Duty, days: Rows) -> Mask | None:
    """Which days fall under this version of the duty; None when all do."""
    if not len(days):
        return None
    low, high = day_number(duty.since), day_number(duty.until) if duty.until else FOREVER
    mask = (days >= low) & (days <= high)
    return None if mask.all() else mask


def base_flags(duty: Duty, n: int) -> NDArray[np.int8]:
    """Flags that say "unverified source" where no source of the duty could be read; empty when there is nothing to say."""
    return np.full(n, UNVERIFIED, np.int8) if duty.unverified else NO_CODES


def flagged(flags: NDArray[np.int8], mask: Mask, bit: int) -> NDArray[np.int8]:
    """`flags` with `bit` set where `mask` holds; no flags at all stay none when it holds nowhere."""
    if not len(flags):
        return mask.view(np.int8) * np.int8(bit) if mask.any() else flags
    return flags | mask.view(np.int8) * np.int8(bit)


def _rows(duty: Duty, select: Select, scene: Scene) -> Rows:
    rows = scene.log.rows(select)
    mask = _for_this(duty, rows, scene)
    return rows if mask is None else rows[mask]


def _for_this(duty: Duty, rows: Rows, scene: Scene) -> Mask | None:
    """Which rows this version judges, by their days and the profile of their matters; None when all."""
    mask = in_version(duty, scene.log.day[rows]) if _bounded(duty, scene) else None
    if duty.profile is None:
        return mask
    fits = scene.log.fits(rows, duty.profile)
    return fits if mask is None else mask & fits


def _bounded(duty: Duty, scene: Scene) -> bool:
    """Whether the log reaches beyond the days of this version."""
    first, last = scene.log.days
    return first < day_number(duty.since) or (duty.until is not None and last > day_number(duty.until))


def _answered(duty: After, scene: Scene) -> tuple[Rows, Rows]:
    """(trigger rows under this version, their answers)."""
    assert duty.trigger is not None
    rows, answer = scene.log.rows(duty.trigger), scene.log.answers(duty.trigger, duty.answer)
    mask = _for_this(duty, rows, scene)
    return (rows, answer) if mask is None else (rows[mask], answer[mask])


def _lifted(rows: Rows, unless: Select | None, scene: Scene) -> Mask | None:
    """True where the matter of a row has an event that lifts the duty."""
    if unless is None or not len(scene.log.rows(unless)):
        return None
    return (scene.log.following(rows, unless) >= 0) | (scene.log.preceding(rows, unless) >= 0)


def matter_batch(duty: Duty, rows: Rows, verdict: NDArray[np.int8], scene: Scene, **more: NDArray[np.generic]) -> Batch:
    """The findings of matter rows, counted; only those that are kept are gathered, each array once."""
    if scene.keep_all:
        return Batch(duty, verdict, row=rows, tally=_tally(rows, verdict, scene), **more)  # type: ignore[arg-type]
    keep = np.flatnonzero(verdict != MET)
    if len(scene.log.units) == 1:
        tally = np.bincount(verdict.take(keep), minlength=len(VERDICTS))
        tally[MET] = len(rows) - len(keep)
    else:
        tally = _tally(rows, verdict, scene)
    if tally[NOT_APPLICABLE :: len(VERDICTS)].any():
        keep = np.flatnonzero(ASKS[verdict])
    if len(keep) == len(rows):
        return Batch(duty, verdict, row=rows, tally=tally, **more)  # type: ignore[arg-type]
    gathered = {id(array): array.take(keep) if len(array) else array for array in more.values()}
    some = {name: gathered[id(array)] for name, array in more.items()}
    return Batch(duty, verdict.take(keep), row=rows.take(keep), tally=tally, **some)  # type: ignore[arg-type]


def _tally(rows: Rows, verdict: NDArray[np.int8], scene: Scene) -> NDArray[np.int64]:
    """Findings per (unit code, verdict), flat."""
    return np.bincount(scene.log.unit[rows] * len(VERDICTS) + verdict, minlength=len(VERDICTS))


def after_on_matters(duty: After, scene: Scene) -> Batch:
    """B within a term of A: met, late, open or overdue; without a term open until `closes`, then violated."""
    log = scene.log
    rows, answer = _answered(duty, scene)
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
        return matter_batch(duty, rows, verdict, scene, answer=answer, flags=flags)
    return matter_batch(
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
    missed = when > clock.due if clock.in_time is None else ~clock.in_time
    verdict = OUTCOME[2 * (~done).view(np.int8) + missed]
    flags = flagged(flags, clock.provisional, PROVISIONAL)
    if clock.two_readings:
        flags = flagged(flags, (when > clock.raw) & (when <= clock.rolled), DISPUTED)
    return verdict, flags


def before(duty: Before, scene: Scene) -> Batch:
    """No act without what it needs: met or violated on each act; a minimum term that still runs is open."""
    log = scene.log
    rows = _rows(duty, duty.act, scene)
    had = log.preceding(rows, duty.needs)
    if duty.anytime:
        had = np.where(had < 0, log.following(rows, duty.needs), had)
        had = np.where((had < 0) & np.isin(rows, log.rows(duty.needs)), rows, had)
    verdict = np.where(had >= 0, MET, VIOLATED).astype(np.int8)
    flags = base_flags(duty, len(rows))
    due = np.empty(0, np.int32)
    if duty.lead is not None:
        due, ok, shaky = _lead(duty, rows, had, scene)
        verdict[~ok] = VIOLATED
        flags = flagged(flags, shaky, PROVISIONAL)
    lifted = _lifted(rows, duty.unless, scene)
    if lifted is not None:
        verdict[lifted & (verdict == VIOLATED)] = NOT_APPLICABLE
    done = matter_batch(duty, rows, verdict, scene, answer=had, flags=flags, due=due, raw=due, rolled=due)
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
    flags = flagged(flags, terms.leans_on_unknown(duty.lead, day, due, scene.calendar), PROVISIONAL)
    verdict = np.full(len(rows), OPEN, np.int8)
    lifted = _lifted(rows, duty.unless, scene)
    if lifted is not None:
        verdict[lifted] = NOT_APPLICABLE
    return matter_batch(
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
    return matter_batch(duty, rows, verdict, scene, flags=base_flags(duty, len(rows)), **more)


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
    return matter_batch(duty, rows, verdict, scene, answer=answer, flags=base_flags(duty, len(rows)))


def none_on_matters(duty: NoneOf, scene: Scene) -> Batch:
    """Each forbidden event is a violation of its own; matters without one have nothing to show."""
    rows = _rows(duty, duty.what, scene)
    return matter_batch(duty, rows, np.full(len(rows), VIOLATED, np.int8), scene, flags=base_flags(duty, len(rows)))


def count_on_matters(duty: Times, scene: Scene) -> Batch:
    """At least n events on every matter of the log: met or open. The finding stands on the matter's last row."""
    log = scene.log
    last = log.matter_last
    mask = _for_this(duty, last, scene)
    last = last if mask is None else last[mask]
    count = np.bincount(log.matter[_rows(duty, duty.what, scene)], minlength=int(log.matter[-1]) + 1 if len(log) else 0)
    mine = count[log.matter[last]].astype(np.int32)
    verdict = np.where(mine >= duty.at_least, MET, OPEN).astype(np.int8)
    required = np.full(len(last), duty.at_least, np.int32)
    return matter_batch(duty, last, verdict, scene, count=mine, required=required, flags=base_flags(duty, len(last)))
