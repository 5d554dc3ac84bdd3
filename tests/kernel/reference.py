"""Plain-Python oracle: the six kinds judged one event at a time, written from their definitions, slow and obvious.

It shares no code with the evaluator: its own day stepping, its own windows, its own look-ups.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.kernel.duties import After, Apart, Before, Duty, InForce, NoneOf, Select, Times, Window
from fazhi.kernel.log import Event
from fazhi.kernel.terms import Term
from fazhi.kernel.units import Member, Roster

DAY = timedelta(days=1)
FOREVER = date(2900, 1, 1)
Workday = Callable[[date], bool]


@dataclass(frozen=True)
class Judged:
    """What both evaluators must agree on."""

    duty: str
    subject: str
    start: date | None
    verdict: str
    due: date | None
    raw: date | None
    rolled: date | None
    count: int | None
    required: int | None
    provisional: bool
    disputed: bool


@dataclass
class World:
    """Everything the oracle may look at."""

    events: list[Event]
    roster: Roster
    workday: Workday
    official: Callable[[date], bool]
    today: date
    first: date


def judge(
    duties: Sequence[Duty],
    events: Sequence[Event],
    roster: Roster,
    workday: Workday,
    official: Callable[[date], bool],
    today: date,
) -> list[Judged]:
    """Every finding of every duty, in no particular order."""
    gone = {e.corrects for e in events if e.corrects is not None}
    known = [e for e in events if e.id not in gone and not e.void and e.happened_on <= today]
    known.sort(key=lambda e: (e.unit, e.matter, e.happened_on, e.id))
    first = min((e.happened_on for e in known), default=today)
    world = World(known, roster, workday, official, today, first)
    return [found for duty in duties for found in _one(duty, world)]


def _one(duty: Duty, world: World) -> list[Judged]:
    if isinstance(duty, After):
        return _after_window(duty, world) if duty.window else _after(duty, world)
    if isinstance(duty, Before):
        return _before(duty, world)
    if isinstance(duty, Times):
        return _times_matter(duty, world) if duty.subject == "matters" else _times(duty, world)
    if isinstance(duty, InForce):
        return _at_act(duty, world) if duty.on == "act" else _standing(duty, world)
    if isinstance(duty, NoneOf):
        return _none_act(duty, world) if duty.act else _none(duty, world)
    assert isinstance(duty, Apart)
    return _apart(duty, world)


def matches(event: Event, select: Select | None) -> bool:
    """Whether the event is one the selection means."""
    if select is None or event.step != select.step:
        return False
    for name, wanted in select.where:
        value = event.facts.get(name)
        if isinstance(value, tuple):
            value = value[0] if value else None
        if value != wanted or isinstance(value, bool) != isinstance(wanted, bool):
            return False
    return all(
        isinstance(event.facts.get(n), int | float) and float(event.facts[n]) >= low for n, low in select.minimum
    )  # type: ignore[arg-type]


def holds(duty: Duty, day: date) -> bool:
    """Whether this version is the rule of that day."""
    return duty.since <= day and (duty.until is None or day <= duty.until)


def _matter(world: World, event: Event) -> list[Event]:
    return [e for e in world.events if (e.unit, e.matter) == (event.unit, event.matter)]


def _coarse(world: World) -> bool:
    return any(e.minute < 0 for e in world.events)


def _next(world: World, event: Event, select: Select | None) -> Event | None:
    line = _matter(world, event)
    here = line.index(event)
    later = [e for e in line[here + 1 :] if matches(e, select)]
    if later:
        return later[0]
    sooner = [e for e in line[:here] if matches(e, select)]
    if sooner and _coarse(world) and sooner[-1].happened_on == event.happened_on:
        return sooner[-1]
    return None


def _last(world: World, event: Event, select: Select | None) -> Event | None:
    line = _matter(world, event)
    here = line.index(event)
    sooner = [e for e in line[:here] if matches(e, select)]
    if sooner:
        return sooner[-1]
    later = [e for e in line[here + 1 :] if matches(e, select)]
    if later and _coarse(world) and later[0].happened_on == event.happened_on:
        return later[0]
    return None


def _somewhere(world: World, event: Event, select: Select | None) -> bool:
    return any(matches(e, select) for e in _matter(world, event) if e is not event)


def step_working(start: date, n: int, workday: Workday) -> date:
    """The n-th working day after `start` (before it when n is negative); `start` itself when n is 0."""
    day, step = start, DAY if n > 0 else -DAY
    for _ in range(abs(n)):
        day += step
        while not workday(day):
            day += step
    return day


def add_months(start: date, n: int) -> date:
    """The corresponding day n months on, or the last of that month."""
    index = start.year * 12 + start.month - 1 + n
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


def term_end(term: Term, start: date, extra: int, workday: Workday) -> tuple[date, date]:
    """(raw, rolled) last day of a term."""
    n = term.number + extra
    if term.unit == "working_day":
        raw = step_working(start, n, workday)
        return raw, raw
    if term.unit == "date":
        named = date(start.year, term.month, term.day)
        return (named - DAY, named) if term.exclusive else (named, named)
    raw = start + n * DAY if term.unit == "calendar_day" else add_months(start, n * (12 if term.unit == "year" else 1))
    rolled = raw
    if term.rollover != "none":
        while not workday(rolled):
            rolled += DAY
    return raw, rolled


def _binding(term: Term, raw: date, rolled: date) -> date:
    return rolled if term.rollover == "next_working_day" else raw


def _leans(term: Term, start: date, raw: date, rolled: date, world: World) -> bool:
    """Working days lean on every day counted, a rolled term on the days from its end to the rolled one, others on none."""
    if term.unit == "working_day":
        return _shaky(world, start, raw)
    return term.rollover != "none" and term.unit != "date" and _shaky(world, raw - DAY, rolled)


def _shaky(world: World, low: date, high: date) -> bool:
    day = low + DAY
    while day <= high:
        if not world.official(day):
            return True
        day += DAY
    return False


def _clocked(
    duty: After,
    term: Term,
    start: date,
    raw: date,
    rolled: date,
    answer: Event | None,
    world: World,
    subject: str,
    begin: date | None,
) -> Judged:
    due = _binding(term, raw, rolled)
    when = answer.happened_on if answer else world.today
    verdict = ("met" if when <= due else "late") if answer else ("open" if when <= due else "overdue")
    two = term.rollover == "by_analogy" or term.exclusive
    disputed = two and raw < when <= rolled
    return Judged(
        duty.id,
        subject,
        begin,
        verdict,
        due,
        raw,
        rolled,
        None,
        None,
        _leans(term, start, raw, rolled, world),
        disputed,
    )


def _after(duty: After, world: World) -> list[Judged]:
    found = []
    for event in world.events:
        if not matches(event, duty.trigger) or not holds(duty, event.happened_on):
            continue
        answer = _next(world, event, duty.answer)
        lifted = _somewhere(world, event, duty.unless) and answer is None
        if duty.term is None:
            closed = duty.closes is not None and _next(world, event, duty.closes) is not None
            verdict = "met" if answer else "violated" if closed else "open"
            verdict = "not_applicable" if lifted else verdict
            found.append(
                Judged(duty.id, event.matter, event.happened_on, verdict, None, None, None, None, None, False, False)
            )
            continue
        if duty.term.unit == "hour":
            found.append(_hours(duty, duty.term, event, answer, lifted, world))
            continue
        start, raw, rolled = _run(duty, duty.term, event, answer, world)
        one = _clocked(duty, duty.term, start, raw, rolled, answer, world, event.matter, event.happened_on)
        found.append(Judged(**{**one.__dict__, "verdict": "not_applicable"}) if lifted else one)
    return found


def _hours(duty: After, term: Term, event: Event, answer: Event | None, lifted: bool, world: World) -> Judged:
    """Hours run through; an unknown start is the last minute of its day, an unknown answer (or today) the first."""
    zero = date(2000, 1, 1)
    limit = (event.happened_on - zero).days * 1440 + (event.minute if event.minute >= 0 else 1439) + term.number * 60
    done = (answer or event).happened_on if answer else world.today
    when = (done - zero).days * 1440 + (max(answer.minute, 0) if answer else 0)
    verdict = ("met" if when <= limit else "late") if answer else ("open" if when <= limit else "overdue")
    due = zero + timedelta(days=limit // 1440)
    verdict = "not_applicable" if lifted else verdict
    return Judged(duty.id, event.matter, event.happened_on, verdict, due, due, due, None, None, False, False)


def _run(duty: After, term: Term, event: Event, answer: Event | None, world: World) -> tuple[date, date, date]:
    """(start, raw, rolled) of one clock, restarting, stopping and extending it event by event."""
    line = _matter(world, event)
    here = line.index(event)
    stop = line.index(answer) if answer else len(line)
    between = line[here + 1 : stop]
    again = [e for e in between if matches(e, duty.restart)]
    start = again[-1].happened_on if again else event.happened_on
    stops = []
    for one in line[here : max(stop, here)]:
        for toll in duty.tolls:
            if matches(one, toll.start):
                end = _next(world, one, toll.stop)
                stops.append((one.happened_on, end.happened_on if end else world.today))
    raw, rolled = _stopped(term, start, 0, stops, world)
    if duty.extension is not None:
        given = _next(world, event, duty.extension.by)
        if given is not None and line.index(given) < stop and given.happened_on <= _binding(term, raw, rolled):
            raw, rolled = _stopped(term, start, duty.extension.number, stops, world)
    return start, raw, rolled


def _stopped(term: Term, start: date, more: int, stops: list[tuple[date, date]], world: World) -> tuple[date, date]:
    extra, reached = more, start
    raw, rolled = term_end(term, start, extra, world.workday)
    for begin, end in stops:
        begin = max(begin, reached)
        if end <= begin or begin > _binding(term, raw, rolled):
            continue
        day = begin + DAY
        while day <= end:
            extra += 1 if term.unit != "working_day" or world.workday(day) else 0
            day += DAY
        reached = end
        raw, rolled = term_end(term, start, extra, world.workday)
    return raw, rolled


def _before(duty: Before, world: World) -> list[Judged]:
    found = []
    for event in world.events:
        if matches(event, duty.act) and holds(duty, event.happened_on):
            found.append(_one_act(duty, event, world))
        if duty.lead and duty.lead_from == "needs" and matches(event, duty.needs) and holds(duty, event.happened_on):
            line = _matter(world, event)
            later_same = any(
                matches(e, duty.needs) and holds(duty, e.happened_on) and _next(world, e, duty.act) is None
                for e in line[line.index(event) + 1 :]
            )
            if _next(world, event, duty.act) is None and not later_same:
                due = _earliest(duty.lead, event.happened_on, world)
                verdict = "not_applicable" if _somewhere(world, event, duty.unless) else "open"
                shaky = duty.lead.unit == "working_day" and _shaky(world, event.happened_on, due)
                found.append(
                    Judged(duty.id, event.matter, event.happened_on, verdict, due, due, due, None, None, shaky, False)
                )
    return found


def _earliest(term: Term, start: date, world: World) -> date:
    return term_end(term, start, 0, world.workday)[0]


def _one_act(duty: Before, event: Event, world: World) -> Judged:
    had = _last(world, event, duty.needs)
    if had is None and duty.anytime:
        had = _next(world, event, duty.needs) or (event if matches(event, duty.needs) else None)
    ok, due, shaky = had is not None, None, False
    if duty.lead is not None:
        if duty.lead_from == "needs" and had is not None:
            due = _earliest(duty.lead, had.happened_on, world)
            ok = event.happened_on >= due
        if duty.lead_from == "act" and had is not None:
            due = _backward(duty.lead, event.happened_on, world)
            ok = had.happened_on <= due
        working = duty.lead.unit == "working_day"
        shaky = working and due is not None and _shaky(world, min(due, event.happened_on), max(due, event.happened_on))
    verdict = "met" if ok else "not_applicable" if _somewhere(world, event, duty.unless) else "violated"
    return Judged(duty.id, event.matter, event.happened_on, verdict, due, due, due, None, None, shaky, False)


def _backward(term: Term, act: date, world: World) -> date:
    if term.unit == "working_day":
        return step_working(act, -term.number, world.workday)
    if term.unit == "calendar_day":
        return act - term.number * DAY
    return add_months(act, -term.number * (12 if term.unit == "year" else 1))


def windows(window: Window, world: World) -> list[tuple[date, date, date, date]]:
    """(begin, end, first counted, last counted) of each window from the first event to today."""
    length = {"year": 12, "half_year": 6, "quarter": 3, "month": 1, "two_years": 24}[window.every]
    begin = date(2000, 1, 1)
    found = []
    while begin <= world.today:
        following = add_months(begin, length)
        end = following - DAY
        if end >= world.first:
            low, high = begin, end
            if window.around:
                middle = date(begin.year, window.around[0], window.around[1])
                low, high = middle - window.around[2] * DAY, middle + window.around[2] * DAY
            found.append((begin, end, low, high))
        begin = following
    return found


def _about(event: Event, window: Window, frame: tuple[date, date, date, date]) -> bool:
    begin, end, low, high = frame
    year = event.facts.get(window.year_field) if window.year_field else None
    if isinstance(year, int | float) and not isinstance(year, bool):
        return int(year) + window.year_shift == begin.year
    return begin <= event.happened_on <= end and low <= event.happened_on <= high


def _concerns(event: Event, member: Member, per: str, world: World) -> int:
    """How often the event names the member."""
    if not per:
        return int(member.subject in (event.unit, world.roster.township_of(event.unit)))
    value = event.facts.get(per, ())
    named = value if isinstance(value, tuple) else (value,)
    return sum(str(v) == member.subject for v in named) if world.roster.township_of(event.unit) == member.unit else 0


def _in_post(member: Member, begin: date, end: date) -> bool:
    return member.since <= end and (member.until or FOREVER) >= begin


def _times(duty: Times, world: World) -> list[Judged]:
    found = []
    for member in world.roster.of(duty.subject):
        for frame in windows(duty.window, world):
            begin, end, _, high = frame
            if not _in_post(member, begin, end) or not holds(duty, high):
                continue
            count = sum(
                _concerns(e, member, duty.per, world)
                for e in world.events
                if matches(e, duty.what) and _about(e, duty.window, frame)
            )
            required = _asked(duty, member, begin, end)
            verdict = "met" if count >= required else "open" if world.today <= high else "violated"
            found.append(
                Judged(duty.id, member.subject, begin, verdict, high, high, high, count, required, False, False)
            )
    return found


def _asked(duty: Times, member: Member, begin: date, end: date) -> int:
    if not duty.prorate:
        return duty.at_least
    touched, length, first = 0, 0, begin
    while first <= end:
        last = add_months(first, 1) - DAY
        length += 1
        touched += _in_post(member, first, last)
        first = last + DAY
    return max(1, -(-duty.at_least * touched // length))


def _after_window(duty: After, world: World) -> list[Judged]:
    assert duty.window is not None and duty.term is not None
    found = []
    for member in world.roster.of(duty.subject):
        for frame in windows(duty.window, world):
            begin, end = frame[:2]
            raw, rolled = term_end(duty.term, begin, 0, world.workday)
            if not _in_post(member, begin, end) or not holds(duty, raw):
                continue
            about = [
                e
                for e in world.events
                if matches(e, duty.answer) and _concerns(e, member, "", world) and _about(e, duty.window, frame)
            ]
            answer = min(about, key=lambda e: e.happened_on, default=None)
            found.append(_clocked(duty, duty.term, begin, raw, rolled, answer, world, member.subject, begin))
    return found


def _none(duty: NoneOf, world: World) -> list[Judged]:
    if duty.subject == "matters":
        bad = [e for e in world.events if matches(e, duty.what) and holds(duty, e.happened_on)]
        return [
            Judged(duty.id, e.matter, e.happened_on, "violated", None, None, None, None, None, False, False)
            for e in bad
        ]
    found = []
    for member in world.roster.of(duty.subject):
        for frame in windows(duty.window, world):
            begin, end, _, high = frame
            if not _in_post(member, begin, end) or not holds(duty, high):
                continue
            mine = [e for e in world.events if _concerns(e, member, "", world) and _about(e, duty.window, frame)]
            count = sum(matches(e, duty.what) for e in mine)
            zero = any(matches(e, duty.zero) for e in mine)
            verdict = "violated" if count else "open" if world.today <= high else "met" if zero else "unproven"
            found.append(Judged(duty.id, member.subject, begin, verdict, None, None, None, count, None, False, False))
    return found


def _none_act(duty: NoneOf, world: World) -> list[Judged]:
    found = []
    for event in world.events:
        if matches(event, duty.act) and holds(duty, event.happened_on):
            bad, checked = _somewhere(world, event, duty.what), _somewhere(world, event, duty.zero)
            verdict = "violated" if bad else "met" if checked else "unproven"
            found.append(
                Judged(duty.id, event.matter, event.happened_on, verdict, None, None, None, None, None, False, False)
            )
    return found


def _times_matter(duty: Times, world: World) -> list[Judged]:
    found = []
    for key in dict.fromkeys((e.unit, e.matter) for e in world.events):
        line = [e for e in world.events if (e.unit, e.matter) == key]
        count = sum(matches(e, duty.what) and holds(duty, e.happened_on) for e in line)
        if holds(duty, line[-1].happened_on):
            verdict = "met" if count >= duty.at_least else "open"
            found.append(
                Judged(
                    duty.id, key[1], line[-1].happened_on, verdict, None, None, None, count, duty.at_least, False, False
                )
            )
    return found


def _valid_on(duty: InForce, event: Event, day: date, world: World) -> bool:
    if event.happened_on > day:
        return False
    if duty.valid_for is not None and term_end(duty.valid_for, event.happened_on, 0, world.workday)[0] < day:
        return False
    until = event.facts.get(duty.until_field) if duty.until_field else None
    if isinstance(until, str) and date.fromisoformat(until) < day:
        return False
    end = _next(world, event, duty.ends)
    return end is None or end.happened_on > day


def _standing(duty: InForce, world: World) -> list[Judged]:
    found = []
    yearly = duty.on == "year_end"
    frames = windows(Window(), world)
    for member in world.roster.of(duty.subject):
        for begin, end, _, high in frames if yearly else frames[-1:]:
            there = _in_post(member, begin, end) if yearly else _in_post(member, world.today, world.today)
            if not there or not holds(duty, high if yearly else min(end, world.today)):
                continue
            day = min(end, world.today)
            count = sum(
                _concerns(e, member, duty.per, world)
                for e in world.events
                if matches(e, duty.what) and _valid_on(duty, e, day, world)
            )
            running = yearly and end > world.today
            verdict = "met" if count >= duty.at_least else "open" if running else "violated"
            found.append(
                Judged(duty.id, member.subject, begin, verdict, None, None, None, count, duty.at_least, False, False)
            )
    return found


def _at_act(duty: InForce, world: World) -> list[Judged]:
    found = []
    for act in world.events:
        if not matches(act, duty.act) or not holds(duty, act.happened_on):
            continue
        named = act.facts.get(duty.persons_field, ()) if duty.persons_field else (act.unit,)
        counts = []
        for who in named:  # type: ignore[union-attr]
            mine = [e for e in world.events if matches(e, duty.what)]
            mine = [e for e in mine if (who in e.facts.get(duty.per, ()) if duty.per else e.unit == who)]  # type: ignore[operator]
            counts.append(sum(_valid_on(duty, e, act.happened_on, world) for e in mine))
        count = min(counts, default=0)
        verdict = "met" if count >= duty.at_least else "violated"
        found.append(
            Judged(duty.id, act.matter, act.happened_on, verdict, None, None, None, count, duty.at_least, False, False)
        )
    return found


def _apart(duty: Apart, world: World) -> list[Judged]:
    found = []
    for event in world.events:
        if not matches(event, duty.what) or not holds(duty, event.happened_on):
            continue
        groups = [set(event.facts.get(f, ())) for f in duty.fields]  # type: ignore[arg-type]
        everyone = set().union(*groups)
        count = required = None
        if duty.rule == "at_least":
            count, required = len(everyone), duty.at_least
            verdict = "met" if count >= required else "violated"
        elif not all(groups):
            verdict = "unproven"
        elif duty.rule == "not_same":
            verdict = "violated" if any(g == groups[0] for g in groups[1:]) else "met"
        else:
            verdict = "met" if sum(map(len, groups)) == len(everyone) else "violated"
        found.append(
            Judged(duty.id, event.matter, event.happened_on, verdict, None, None, None, count, required, False, False)
        )
    return found
