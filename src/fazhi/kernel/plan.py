"""Planning backwards: for the steps a matter has still before it, the earliest and the latest lawful day of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.kernel import terms
from fazhi.kernel.calendar import Calendar, day_number, to_date
from fazhi.kernel.duties import Before
from fazhi.kernel.terms import Term

FARTHEST = 400


@dataclass(frozen=True, slots=True)
class Planned:
    """A step to come. `latest` None: nothing bounds it. `after`: steps that must come first. `lawful`: a day is left for it."""

    step: str
    earliest: date
    latest: date | None
    after: tuple[str, ...]

    @property
    def lawful(self) -> bool:
        """False when the earliest day lies behind the latest: two terms that leave no day (期限冲突)."""
        return self.latest is None or self.earliest <= self.latest


def plan(
    orders: Iterable[Before], done: Mapping[str, date], due: Mapping[str, date], today: date, calendar: Calendar
) -> tuple[Planned, ...]:
    """What lies ahead, by earliest day.

    orders: duties of order and distance in force; those whose act depends on facts (`where`) are left out by the caller.
    done: step -> its day; due: step -> the last day an open term leaves for it.
    Only steps in `due`, and those that must come before them, are planned. Price: a few calendar look-ups a step.
    """
    rules = [d for d in orders if not d.anytime and not d.act.where]
    ahead = _needed(rules, done, due)
    first = {s: _earliest(s, rules, done, today, calendar, ()) for s in ahead}
    last = {s: _latest(s, rules, done, due, calendar, ()) for s in ahead}
    made = [Planned(s, first[s], last[s], _before(s, rules)) for s in ahead]
    return tuple(sorted(made, key=lambda p: (p.earliest, p.latest or date.max, p.step)))


def _before(step: str, rules: Sequence[Before]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(d.needs.step for d in rules if d.act.step == step))


def _needed(rules: Sequence[Before], done: Mapping[str, date], due: Mapping[str, date]) -> list[str]:
    """Steps with a last day that are not done, and everything not done that must come before them."""
    found: dict[str, None] = {}
    todo = [s for s in due if s not in done]
    while todo:
        step = todo.pop()
        if step not in found:
            found[step] = None
            todo += [s for s in _before(step, rules) if s not in done]
    return list(found)


def _earliest(
    step: str,
    rules: Sequence[Before],
    done: Mapping[str, date],
    today: date,
    calendar: Calendar,
    on_the_way: tuple[str, ...],
) -> date:
    if step in done:
        return done[step]
    best = today
    for rule in (d for d in rules if d.act.step == step and d.needs.step not in (step, *on_the_way)):
        begin = _earliest(rule.needs.step, rules, done, today, calendar, (*on_the_way, step))
        best = max(best, first_act(rule, begin, calendar))
    return best


def _latest(
    step: str,
    rules: Sequence[Before],
    done: Mapping[str, date],
    due: Mapping[str, date],
    calendar: Calendar,
    on_the_way: tuple[str, ...],
) -> date | None:
    bounds = [due[step]] if step in due else []
    for rule in (d for d in rules if d.needs.step == step and d.act.step not in (step, *on_the_way, *done)):
        end = _latest(rule.act.step, rules, done, due, calendar, (*on_the_way, step))
        if end is not None:
            bounds.append(_last_need(rule, end, calendar))
    return min(bounds, default=None)


def first_act(rule: Before, needs: date, calendar: Calendar) -> date:
    """The first day of the act when the earlier step falls on `needs`."""
    if rule.lead is None:
        return needs
    if rule.lead_from == "needs":
        return _on(terms.earliest, rule.lead, needs, calendar)
    act = needs
    while _on(terms.latest_before, rule.lead, act, calendar) < needs and act < needs + timedelta(days=FARTHEST):
        act += timedelta(days=1)
    return act


def _last_need(rule: Before, act: date, calendar: Calendar) -> date:
    """The last day of the earlier step when the act falls on `act`."""
    if rule.lead is None:
        return act
    if rule.lead_from == "act":
        return _on(terms.latest_before, rule.lead, act, calendar)
    needs = act
    while _on(terms.earliest, rule.lead, needs, calendar) > act and needs > act - timedelta(days=FARTHEST):
        needs -= timedelta(days=1)
    return needs


def _on(count: object, term: Term, day: date, calendar: Calendar) -> date:
    found = count(term, np.array([day_number(day)], np.int32), calendar)  # type: ignore[operator]
    return to_date(int(found[0]))
