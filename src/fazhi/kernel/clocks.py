"""Clock of a response duty: start, restart, tolling, extension, and the two readings of its last day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel import terms
from fazhi.kernel.duties import After, Toll
from fazhi.kernel.findings import NONE
from fazhi.kernel.log import Rows
from fazhi.kernel.scene import Scene
from fazhi.kernel.terms import Due, Term

Mask = NDArray[np.bool_]
MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """`due` is the day that binds (the cautious reading unless the law itself rolls it); `raw`/`rolled` are both readings.

    `in_time`, for terms in hours only: whether the answer (or today, while there is none) came within the minute.
    """

    due: Rows
    raw: Rows
    rolled: Rows
    provisional: Mask
    two_readings: bool
    minute: NDArray[np.int64]
    in_time: Mask | None = None


def binding(term: Term, due: Due) -> Rows:
    """The day that binds: rolled where the law says so in its own words, else the cautious raw day."""
    return due.rolled if term.rollover == "next_working_day" else due.raw


def two_readings(term: Term) -> bool:
    """Whether the term's last day can be read in two ways (rollover only by analogy; "before" a date)."""
    return term.rollover == "by_analogy" or term.exclusive


def clock_of(term: Term, due: Due) -> Clock:
    """A clock without hours from the two dates of its term."""
    return Clock(binding(term, due), due.raw, due.rolled, due.provisional, two_readings(term), np.empty(0, np.int64))


def run_clock(duty: After, rows: Rows, answer: Rows, scene: Scene) -> Clock:
    """The clock of each trigger row of `duty`. Price: one table look-up; more only where tolls or restarts exist."""
    assert duty.term is not None
    log, term = scene.log, duty.term
    if term.unit == "hour":
        return _hours(term, rows, answer, scene)
    start = log.day[rows]
    if duty.restart is None and not duty.tolls and duty.extension is None:
        return clock_of(term, terms.due(term, start, scene.calendar))
    limit = np.where(answer >= 0, answer, log.matter_end[log.matter[rows]])
    if duty.restart is not None:
        start = _restarted(duty, rows, limit, start, scene)
    stops = _stops(duty.tolls, scene)
    if not len(stops[0]) and duty.extension is None:
        return clock_of(term, terms.due(term, start, scene.calendar))
    due = _tolled(term, 0, rows, limit, start, stops, scene)
    if duty.extension is not None:
        given = log.following(rows, duty.extension.by)
        in_time = (given >= 0) & (given < limit) & (log.day[given] <= binding(term, due))
        more = np.where(in_time, np.int32(duty.extension.number), np.int32(0))
        due = _tolled(term, more, rows, limit, start, stops, scene)
    return clock_of(term, due)


def _restarted(duty: After, rows: Rows, limit: Rows, start: Rows, scene: Scene) -> Rows:
    """Day of the last restarting event between trigger and answer, where there is one."""
    assert duty.restart is not None
    log = scene.log
    again = log.rows(duty.restart)
    if not len(again):
        return start
    place = np.searchsorted(again, limit) - 1
    found = again[np.maximum(place, 0)]
    ok = (place >= 0) & (found > rows) & (log.matter[found] == log.matter[rows])
    return np.where(ok, log.day[found], start)


def _stops(tolls: tuple[Toll, ...], scene: Scene) -> tuple[Rows, Rows, Rows]:
    """(row, first day, last day) of every stop of the clock, by row; one still running ends today."""
    log = scene.log
    begun = [log.rows(t.start) for t in tolls]
    ended = [log.following(b, t.stop) for b, t in zip(begun, tolls, strict=True)]
    row = np.concatenate([np.empty(0, np.int32), *begun]).astype(np.int32)
    stop = np.concatenate([np.empty(0, np.int32), *ended]).astype(np.int32)
    order = np.argsort(row, kind="stable")
    row, stop = row[order], stop[order]
    last = np.where(stop >= 0, log.day[stop], np.int32(scene.today)) if len(row) else row
    return row, log.day[row], last


def _tolled(
    term: Term, more: Rows | int, rows: Rows, limit: Rows, start: Rows, stops: tuple[Rows, Rows, Rows], scene: Scene
) -> Due:
    """The term with its stops added one by one; a stop that begins after the term ended saves nothing."""
    toll_row, toll_from, toll_to = stops
    extra = np.zeros(len(rows), np.int32) + np.asarray(more, np.int32)
    due = terms.due(term, start, scene.calendar, extra)
    if not len(toll_row):
        return due
    low, high = np.searchsorted(toll_row, rows), np.searchsorted(toll_row, limit)
    reached = start.copy()
    for k in range(int((high - low).max(initial=0))):
        at = np.minimum(low + k, len(toll_row) - 1)
        begin = np.maximum(toll_from[at], reached)
        counts = (low + k < high) & (toll_to[at] > begin) & (begin <= binding(term, due))
        lost = _counted_between(term, begin, toll_to[at], scene)
        extra = extra + np.where(counts, lost, np.int32(0))
        reached = np.where(counts, toll_to[at], reached)
        due = terms.due(term, start, scene.calendar, extra)
    return due


def _counted_between(term: Term, begin: Rows, end: Rows, scene: Scene) -> Rows:
    """Days after `begin` up to and including `end`, in the term's own unit (working or calendar days)."""
    if term.unit == "working_day":
        calendar = scene.calendar
        return (calendar.wd[end - calendar.first] - calendar.wd[begin - calendar.first]).astype(np.int32)
    return end - begin


def _hours(term: Term, rows: Rows, answer: Rows, scene: Scene) -> Clock:
    """Terms in hours run through without a stop; an event without an hour counts as the last minute of its day."""
    log = scene.log
    minute = log.minute if log.minute is not None else np.full(len(log), -1, np.int32)
    begun = log.day[rows].astype(np.int64) * MINUTES + np.where(minute[rows] >= 0, minute[rows], MINUTES - 1)
    limit = terms.due_minute(term.number, begun)
    done = log.day[answer].astype(np.int64) * MINUTES + np.maximum(minute[answer], 0)
    in_time = np.where(answer >= 0, done, np.int64(scene.today) * MINUTES) <= limit
    due = (limit // MINUTES).astype(np.int32)
    known = np.where(minute[rows] >= 0, limit, np.int64(NONE))
    return Clock(due, due, due, np.zeros(len(rows), np.bool_), False, known, in_time)
