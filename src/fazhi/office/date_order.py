"""Days of a case that contradict each other: an answer before what it answers, a year that is not the record's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import After, Before, Duty, NoneOf, Select, selects_of
from fazhi.kernel.faults import Problem
from fazhi.kernel.ledger import Step
from fazhi.office.rules import shelf

AT_DESK = "；确实如此的，要在系统里单独记录并写明原因"


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a case, its day and its facts."""

    step: str
    on: date
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is wrong with the day of `step`. `possible`: it may have been so all the same, and wants a reason."""

    step: str
    problem: Problem
    possible: bool


@dataclass(frozen=True, slots=True)
class Order:
    """What the duties of a ledger know of its days.

    after: step -> the steps it answers or goes on from. free: steps that may come before their case was opened,
    as what is asked for first, or what starts a time limit of its own (先行登记保存 before 立案).
    years: step -> the fact that names its year, and how many years later such a record is made.
    """

    steps: Mapping[str, Step]
    after: Mapping[str, Collection[str]]
    free: Collection[str]
    years: Mapping[str, tuple[str, int]]


def order_of(ledger: str) -> Order:
    """The order of the steps of a ledger. Price: one look at every duty."""
    steps = {s.id: s for s in shelf().ledgers[ledger].steps}
    duties = [d for d in shelf().duties if any(s.step in steps for _, s in selects_of(d))]
    pairs = [(first, then) for d in duties if isinstance(d, After) for first, then in _pairs(d)]
    answers = {then for _, then in pairs}
    prepared = {p.step for d in duties for p in (_prepared(d, steps),) if p is not None}
    clocks = {d.trigger.step for d in duties if isinstance(d, After) and d.trigger is not None and d.term is not None}
    return Order(
        steps,
        {then: {first for first, one in pairs if one == then} for then in answers},
        prepared | (clocks - answers),
        {s: year for d in duties for s, year in _years(d, steps)},
    )


def _pairs(duty: After) -> Iterator[tuple[str, str]]:
    """(step, step that cannot be before it)."""
    if duty.trigger is not None and duty.window is None:
        later = (duty.answer, duty.restart, duty.extension.by if duty.extension else None)
        yield from ((duty.trigger.step, s.step) for s in later if s is not None)
    yield from ((toll.start.step, toll.stop.step) for toll in duty.tolls)


def _prepared(duty: Duty, steps: Mapping[str, Step]) -> Select | None:
    """What the law asks for before the step that opens a case, so that it is there before the case is."""
    if isinstance(duty, Before):
        act = steps.get(duty.act.step)
        return duty.needs if act is not None and act.opens else None
    return duty.zero if isinstance(duty, NoneOf) else None


def _years(duty: Duty, steps: Mapping[str, Step]) -> Iterator[tuple[str, tuple[str, int]]]:
    window = getattr(duty, "window", None)
    if window is None or not window.year_field:
        return
    for _, select in selects_of(duty):
        step = steps.get(select.step)
        if step is not None and step.field(window.year_field):
            yield step.id, (window.year_field, window.year_shift)


def contradictions(order: Order, case: Sequence[Told], new: Collection[str], today: date) -> list[Contradiction]:
    """Everything in the days of one case that cannot be, or hardly, as far as it is about a step of `new`."""
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for told in case:
        first[told.step] = min(told.on, first.get(told.step, told.on))
        last[told.step] = max(told.on, last.get(told.step, told.on))
    found = [c for then in last for c in _early(order, then, first, last, new)]
    own = [told for told in case if told.step in new]
    found += [c for told in own for c in _other_year(order, told)]
    return found + [c for told in own for c in _to_come(order, told, today)]


def _early(
    order: Order, then: str, first: Mapping[str, date], last: Mapping[str, date], new: Collection[str]
) -> Iterator[Contradiction]:
    """A step whose last day lies before the first day of what it follows."""
    steps = order.steps
    known = [f for f in order.after.get(then, ()) if f in first]
    opened = [s for s in first if steps[s].opens]
    if not known and opened and not steps[then].opens and then not in order.free:
        known = [min(opened, key=lambda s: first[s])]
    for before in known:
        if last[then] >= first[before] or not {then, before} & set(new):
            continue
        where = then if then in new else before
        title, begun = steps[then].title, steps[before].title
        possible = not steps[before].precedes
        problem = Problem(
            f"{steps[where].title}·日期",
            f"“{title}”的日期{last[then]}早于“{begun}”的日期{first[before]}",
            f"“{title}”在“{begun}”当天或以后",
            "核对两个日期，改正写错的那个" + (AT_DESK if possible else ""),
            f"{then} is earlier than {before}",
        )
        yield Contradiction(where, problem, possible)


def _other_year(order: Order, told: Told) -> Iterator[Contradiction]:
    """A day more than a year away from where a record of its year belongs."""
    name, shift = order.years.get(told.step, ("", 0))
    year = told.facts.get(name)
    step = order.steps[told.step]
    field = step.field(name)
    if field is None or not isinstance(year, int | float) or abs(told.on.year - int(year) - shift) <= 1:
        return
    around = int(year) + shift
    problem = Problem(
        f"{step.title}·{field.label}",
        f"{field.label}是{int(year)}，日期却是{told.on}",
        f"日期在{around - 1}到{around + 1}年",
        f"核对日期和{field.label}，改正写错的那个{AT_DESK}",
        f"day and {name} contradict each other",
    )
    yield Contradiction(told.step, problem, True)


def _to_come(order: Order, told: Told, today: date) -> Iterator[Contradiction]:
    """Dates of what was done before the record, that are later than it; one after today cannot be."""
    step = order.steps[told.step]
    for field in step.fields:
        given = told.facts.get(field.id) if field.past else None
        if given is None or date.fromisoformat(str(given)) <= told.on:
            continue
        possible = date.fromisoformat(str(given)) <= today
        problem = Problem(
            f"{step.title}·{field.label}",
            f"{field.label}{given}晚于“{step.title}”的日期{told.on}",
            f"{told.on}或以前",
            "核对两个日期，改正写错的那个" + (AT_DESK if possible else ""),
            f"{field.id} is later than the record",
        )
        yield Contradiction(told.step, problem, possible)


def problems_of(found: Iterable[Contradiction], *, possible: bool) -> list[Problem]:
    """The problems of those that may be, or of those that cannot."""
    return [c.problem for c in found if c.possible == possible]
