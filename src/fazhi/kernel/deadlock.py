"""Deadlocks 期限冲突: terms that together leave no lawful day, seen when a matter opens and not when it is too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.kernel import terms
from fazhi.kernel.calendar import Calendar, day_number, to_date
from fazhi.kernel.duties import After, Before
from fazhi.kernel.plan import FARTHEST, first_act


@dataclass(frozen=True, slots=True)
class Deadlock:
    """`clock` asks for its answer by `latest`, but what must come first cannot be done before `earliest`."""

    clock: After
    earliest: date
    latest: date


def deadlocks(
    orders: Iterable[Before],
    clocks: Iterable[After],
    done: Mapping[str, date],
    due: Mapping[str, date],
    today: date,
    calendar: Calendar,
) -> tuple[Deadlock, ...]:
    """The clocks of a matter, running or still to start, that no order of days can keep.

    orders, clocks: in force, without conditions on facts; done: step -> its day; due: step -> the last day a running
    term leaves for it. Each step is given its earliest day. A clock that is missed so may still be kept by starting it
    later; where that cannot be, for its start has an end of its own or the answer moves along, it is a deadlock.
    Price: a few calendar look-ups a step, four hundred times that where a start can be moved.
    """
    rules = [d for d in orders if not d.anytime and not d.act.where]
    usable = [c for c in clocks if c.trigger is not None and c.term is not None and not c.trigger.where]
    ahead = _ahead(rules, usable, done, due)
    horizon = today + timedelta(days=FARTHEST)

    def settled(tried: Sequence[After], until: date) -> tuple[dict[str, date], list[After]]:
        """The earliest days when the starts of missed clocks may be moved up to `until`, and what is missed all the same."""
        days = dict(done) | dict.fromkeys(ahead, today)
        while True:
            _push(days, rules, ahead, horizon, calendar)
            missed = [c for c in tried if _missed(c, days, done, due, calendar)]
            free = [c for c in missed if _trigger(c) not in done and days[_trigger(c)] < until]
            if not free:
                return days, missed
            for clock in free:
                days[_trigger(clock)] += timedelta(days=1)

    days, missed = settled(usable, today)
    running = [c for c in usable if _trigger(c) in done]
    stuck = [c for c in missed if c in running or settled([*running, c], horizon)[1]]
    if not stuck and missed and settled(usable, horizon)[1]:
        stuck = missed
    return tuple(Deadlock(c, days[c.answer.step], _latest(c, days, due, calendar)) for c in stuck)


def _trigger(clock: After) -> str:
    assert clock.trigger is not None
    return clock.trigger.step


def _ahead(
    rules: Sequence[Before], clocks: Sequence[After], done: Mapping[str, date], due: Mapping[str, date]
) -> set[str]:
    """Steps that must still happen: answers of running clocks, what they need, answers of the clocks these start."""
    found: set[str] = set()
    todo = [s for s in due if s not in done]
    while todo:
        step = todo.pop()
        if step in found or step in done:
            continue
        found.add(step)
        todo += [d.needs.step for d in rules if d.act.step == step]
        todo += [c.answer.step for c in clocks if _trigger(c) == step]
    return found


def _push(days: dict[str, date], rules: Sequence[Before], ahead: set[str], horizon: date, calendar: Calendar) -> None:
    """Move every step ahead to its first lawful day; a circle ends at the horizon."""
    moved = True
    while moved:
        moved = False
        for rule in rules:
            if rule.act.step in ahead and rule.needs.step in days and days[rule.act.step] < horizon:
                first = first_act(rule, days[rule.needs.step], calendar)
                if first > days[rule.act.step]:
                    days[rule.act.step], moved = first, True


def _missed(
    clock: After, days: Mapping[str, date], done: Mapping[str, date], due: Mapping[str, date], calendar: Calendar
) -> bool:
    step = clock.answer.step
    if step in done or step not in days or _trigger(clock) not in days:
        return False
    return days[step] > _latest(clock, days, due, calendar)


def _latest(clock: After, days: Mapping[str, date], due: Mapping[str, date], calendar: Calendar) -> date:
    """The last day of the clock: as it runs (tolls, extensions), else counted from the day its start is given."""
    running = due.get(clock.answer.step)
    if running is not None:
        return running
    assert clock.term is not None
    start = np.array([day_number(days[_trigger(clock)])], np.int32)
    return to_date(int(terms.due(clock.term, start, calendar).raw[0]))
