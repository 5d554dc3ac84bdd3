"""Duties whose subject is a member of a roster: counts per window, fixed dates, standing registers, zeros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel import terms
from fazhi.kernel.by_matter import base_flags, in_version, judge_clock, matter_batch
from fazhi.kernel.calendar import day_number
from fazhi.kernel.clocks import clock_of
from fazhi.kernel.duties import After, Duty, InForce, NoneOf, Select, Times, Window
from fazhi.kernel.findings import MET, OPEN, UNPROVEN, VIOLATED, Batch
from fazhi.kernel.log import Rows
from fazhi.kernel.scene import MONTHS, Scene, Windows, members_by_unit, members_by_value, windows_of
from fazhi.kernel.units import Member

FAR = np.int32(2**30)


@dataclass(frozen=True, slots=True)
class Cells:
    """Member × window pairs that are judged, flat; `place[m, w]` is the cell's index or -1."""

    members: tuple[Member, ...]
    windows: Windows
    member: Rows
    window: Rows
    place: NDArray[np.int64]

    def unit(self) -> Rows:
        """Index of each cell's township among the members' sorted townships."""
        return unit_codes(self.members)[self.member]


def unit_codes(members: tuple[Member, ...]) -> Rows:
    """Index of each member's township among their sorted townships."""
    names = {u: i for i, u in enumerate(sorted({m.unit for m in members}))}
    return np.array([names[m.unit] for m in members], np.int32)


def cells_of(duty: Times | After | NoneOf | InForce, window: Window, scene: Scene) -> Cells:
    """The cells of a duty: windows begun by today whose last day falls under this version, members in post meanwhile."""
    members = scene.roster.of(duty.subject)
    windows = windows_of(window, *scene.span())
    closing = _closing_days(duty, windows, scene)
    under = in_version(duty, closing)
    since = np.array([day_number(m.since) for m in members], np.int32)
    until = np.array([day_number(m.until) if m.until else FAR for m in members], np.int32)
    held = (since[:, None] <= windows.end) & (until[:, None] >= windows.begin)
    if under is not None:
        held &= under
    member, which = np.nonzero(held)
    place = np.full(held.shape, -1, np.int64)
    place[member, which] = np.arange(len(member))
    return Cells(members, windows, member.astype(np.int32), which.astype(np.int32), place)


def _closing_days(duty: Times | After | NoneOf | InForce, windows: Windows, scene: Scene) -> Rows:
    """The day of each window that decides which version of the duty holds."""
    if isinstance(duty, After) and duty.term is not None:
        return terms.due(duty.term, windows.begin, scene.calendar).raw
    if isinstance(duty, InForce) and duty.on == "every_day":
        return np.minimum(windows.end, scene.today).astype(np.int32)
    return windows.stop


def placed(select: Select, window: Window, per: str, cells: Cells, scene: Scene) -> tuple[Rows, Rows]:
    """(cell, row) for every selected event, ordered by cell and then by row of the log."""
    log, windows = scene.log, cells.windows
    rows = log.rows(select)
    if not len(rows) or not len(cells.member):
        return np.empty(0, np.int32), np.empty(0, np.int32)
    if per:
        which, member = members_by_value(scene, cells.members, rows, per)
        rows = rows[which]
    else:
        member = members_by_unit(scene, cells.members)[log.unit[rows]]
    at = _window_of(rows, window, windows, scene)
    ok = (member >= 0) & (at >= 0)
    cell = np.where(ok, cells.place[member, at], -1)
    keep = cell >= 0
    cell, rows = cell[keep].astype(np.int32), rows[keep]
    order = np.lexsort((log.day[rows], cell))
    return cell[order], rows[order]


def _window_of(rows: Rows, window: Window, windows: Windows, scene: Scene) -> Rows:
    """Index of the window an event is about: by its year fact where it has one, else by its day; -1 for none."""
    day = scene.log.day[rows]
    at = np.searchsorted(windows.begin, day, side="right") - 1
    counts = (at >= 0) & (day >= windows.start[at]) & (day <= windows.stop[at])
    at = np.where(counts, at, -1)
    column = scene.log.columns.get(window.year_field) if window.year_field else None
    if column is None:
        return at.astype(np.int32)
    year = column.numbers(rows)
    named = np.searchsorted(windows.year, np.nan_to_num(year) + window.year_shift)
    known = (named < len(windows)) & (windows.year[np.minimum(named, len(windows) - 1)] == year + window.year_shift)
    return np.where(np.isnan(year), at, np.where(known, named, -1)).astype(np.int32)


def _cell_batch(
    duty: Duty, cells: Cells, verdict: NDArray[np.int8], scene: Scene, **more: NDArray[np.generic]
) -> Batch:
    window = cells.windows.begin[cells.window]
    return Batch(
        duty,
        verdict,
        cells.member,
        cells.unit(),
        members=cells.members,
        window=window,
        window_end=cells.windows.end[cells.window],
        **more,  # type: ignore[arg-type]
    ).tallied(scene.keep_all)


def _empty(duty: Duty, members: tuple[Member, ...]) -> Batch:
    nothing = np.empty(0, np.int32)
    return Batch(duty, np.empty(0, np.int8), nothing, nothing, members=members)


def times(duty: Times, scene: Scene) -> Batch:
    """At least n in each window: met, open while the window runs, violated once it is over."""
    cells = cells_of(duty, duty.window, scene)
    if not len(cells.member):
        return _empty(duty, cells.members)
    cell, rows = placed(duty.what, duty.window, duty.per, cells, scene)
    count = np.bincount(cell, minlength=len(cells.member)).astype(np.int32)
    required = _required(duty, cells)
    stop = cells.windows.stop[cells.window]
    verdict = np.where(count >= required, MET, np.where(scene.today <= stop, OPEN, VIOLATED)).astype(np.int8)
    offsets = np.concatenate(([0], np.cumsum(count))).astype(np.int32)
    flags = base_flags(duty, len(verdict))
    return _cell_batch(
        duty,
        cells,
        verdict,
        scene,
        count=count,
        required=required,
        due=stop,
        raw=stop,
        rolled=stop,
        flags=flags,
        offsets=offsets,
        traced=rows,
    )


def _required(duty: Times, cells: Cells) -> Rows:
    """The number asked of each cell; for a post held only part of the window by whole months held, rounded up."""
    full = np.full(len(cells.member), duty.at_least, np.int32)
    if not duty.prorate:
        return full
    length = MONTHS[duty.window.every]
    for i, (m, w) in enumerate(zip(cells.member, cells.windows.begin[cells.window], strict=True)):
        held = months_held(cells.members[int(m)], int(w), length)
        full[i] = max(1, -(-duty.at_least * held // length))
    return full


def months_held(member: Member, begin: int, length: int) -> int:
    """Calendar months of a window (first day `begin`, `length` months) in which the member held the post at all."""
    start = date.fromordinal(date(1970, 1, 1).toordinal() + begin)
    first = start.year * 12 + start.month
    low = max(first, member.since.year * 12 + member.since.month)
    last = first + length - 1
    high = last if member.until is None else min(last, member.until.year * 12 + member.until.month)
    return max(0, high - low + 1)


def after_in_windows(duty: After, scene: Scene) -> Batch:
    """Once in each window by a fixed day: met, late, open or overdue."""
    assert duty.window is not None and duty.term is not None
    cells = cells_of(duty, duty.window, scene)
    if not len(cells.member):
        return _empty(duty, cells.members)
    cell, rows = placed(duty.answer, duty.window, "", cells, scene)
    answer = np.full(len(cells.member), -1, np.int32)
    answer[cell[::-1]] = rows[::-1]
    clock = clock_of(duty.term, terms.due(duty.term, cells.windows.begin[cells.window], scene.calendar))
    done_on = scene.log.day[answer] if len(scene.log) else answer
    flags = base_flags(duty, len(answer))
    verdict, flags = judge_clock(clock, done_on, answer >= 0, scene.today, flags)
    return _cell_batch(
        duty, cells, verdict, scene, answer=answer, flags=flags, due=clock.due, raw=clock.raw, rolled=clock.rolled
    )


def none_in_windows(duty: NoneOf, scene: Scene) -> Batch:
    """Nothing of the sort in a window: violated when found; met only with a checked zero; else unproven once it is over."""
    cells = cells_of(duty, duty.window, scene)
    if not len(cells.member):
        return _empty(duty, cells.members)
    bad_cell, bad = placed(duty.what, duty.window, "", cells, scene)
    zero_cell, zero = (bad_cell[:0], bad[:0]) if duty.zero is None else placed(duty.zero, duty.window, "", cells, scene)
    answer = np.full(len(cells.member), -1, np.int32)
    answer[zero_cell[::-1]] = zero[::-1]
    stop = cells.windows.stop[cells.window]
    verdict = np.where(scene.today <= stop, OPEN, np.where(answer >= 0, MET, UNPROVEN)).astype(np.int8)
    count = np.bincount(bad_cell, minlength=len(answer)).astype(np.int32)
    verdict[count > 0] = VIOLATED
    offsets = np.concatenate(([0], np.cumsum(count))).astype(np.int32)
    flags = base_flags(duty, len(answer))
    return _cell_batch(
        duty, cells, verdict, scene, answer=answer, count=count, flags=flags, offsets=offsets, traced=bad
    )


def _valid_until(duty: InForce, rows: Rows, scene: Scene) -> Rows:
    """Last day on which each registering event is valid; FAR when nothing ends it."""
    log = scene.log
    end = np.full(len(rows), FAR, np.int32)
    if duty.valid_for is not None:
        end = np.minimum(end, terms.due(duty.valid_for, log.day[rows], scene.calendar).raw)
    column = log.columns.get(duty.until_field) if duty.until_field else None
    if column is not None:
        table = np.array([_day_or_far(str(v)) for v in column.values] + [FAR], np.int32)
        end = np.minimum(end, table[column.single(rows)])
    if duty.ends is not None:
        ended = log.following(rows, duty.ends)
        end = np.where(ended >= 0, np.minimum(end, log.day[ended] - 1), end)
    return end.astype(np.int32)


def _day_or_far(text: str) -> int:
    try:
        return day_number(date.fromisoformat(text[:10]))
    except ValueError:
        return int(FAR)


def in_force_on_days(duty: InForce, scene: Scene) -> Batch:
    """Each member holds at least n valid ones today ("every_day") or on the last day of each year ("year_end")."""
    yearly = duty.on == "year_end"
    members = scene.roster.of(duty.subject)
    cells = cells_of(duty, Window(), scene)
    if not yearly:
        cells = _today_only(cells, scene)
    if not len(cells.member):
        return _empty(duty, members)
    rows = scene.log.rows(duty.what)
    if duty.per:
        which, member = members_by_value(scene, members, rows, duty.per)
        rows = rows[which]
    else:
        member = members_by_unit(scene, members)[scene.log.unit[rows]] if len(rows) else rows
    rows, member = rows[member >= 0], member[member >= 0]
    asked_on = np.minimum(cells.windows.end[cells.window], scene.today)
    valid = (scene.log.day[rows] <= asked_on[:, None]) & (_valid_until(duty, rows, scene) >= asked_on[:, None])
    valid &= member == cells.member[:, None]
    count = valid.sum(axis=1).astype(np.int32)
    running = (cells.windows.end[cells.window] > scene.today) if yearly else np.zeros(len(count), np.bool_)
    verdict = np.where(count >= duty.at_least, MET, np.where(running, OPEN, VIOLATED)).astype(np.int8)
    offsets = np.concatenate(([0], np.cumsum(count))).astype(np.int32)
    traced = rows[np.nonzero(valid)[1]]
    required = np.full(len(count), duty.at_least, np.int32)
    flags = base_flags(duty, len(count))
    return _cell_batch(
        duty, cells, verdict, scene, count=count, required=required, flags=flags, offsets=offsets, traced=traced
    )


def _today_only(cells: Cells, scene: Scene) -> Cells:
    """Of each member the cell of the running year, and only while the member is there today."""
    present = np.array([_there(m, scene.today) for m in cells.members], np.bool_)
    keep = (
        (cells.window == len(cells.windows) - 1) & present[cells.member] if len(cells.member) else np.empty(0, np.bool_)
    )
    return Cells(cells.members, cells.windows, cells.member[keep], cells.window[keep], cells.place)


def _there(member: Member, today: int) -> bool:
    return day_number(member.since) <= today and (member.until is None or day_number(member.until) >= today)


def in_force_at_act(duty: InForce, scene: Scene) -> Batch:
    """On the day of each act every person it names (or its unit) holds at least n valid ones."""
    assert duty.act is not None
    log = scene.log
    acts = log.rows(duty.act)
    mask = in_version(duty, log.day[acts])
    acts = acts if mask is None else acts[mask]
    what = log.rows(duty.what)
    until = _valid_until(duty, what, scene)
    held: dict[object, list[tuple[int, int]]] = {}
    for row, end in zip(what, until, strict=True):
        for who in log.fact(int(row), duty.per) if duty.per else (int(log.unit[row]),):
            held.setdefault(who, []).append((int(log.day[row]), int(end)))
    count = np.array([_least_valid(duty, int(a), held, scene) for a in acts], np.int32)
    verdict = np.where(count >= duty.at_least, MET, VIOLATED).astype(np.int8)
    required = np.full(len(acts), duty.at_least, np.int32)
    flags = base_flags(duty, len(acts))
    return matter_batch(duty, acts, verdict, scene, count=count, required=required, flags=flags)


def _least_valid(duty: InForce, act: int, held: dict[object, list[tuple[int, int]]], scene: Scene) -> int:
    """The smallest number of valid ones held by anyone the act names; 0 when it names nobody."""
    day = int(scene.log.day[act])
    named = scene.log.fact(act, duty.persons_field) if duty.persons_field else (int(scene.log.unit[act]),)
    return min((sum(a <= day <= b for a, b in held.get(who, ())) for who in named), default=0)
