"""Random duties, logs, rosters and calendars for comparing the evaluator with its oracle; everything is drawn from one Random."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fazhi.kernel.calendar import Calendar, YearNotice
from fazhi.kernel.duties import (
    After,
    Apart,
    Before,
    Duty,
    Extension,
    InForce,
    NoneOf,
    Select,
    Source,
    Times,
    Toll,
    Window,
)
from fazhi.kernel.log import Event
from fazhi.kernel.terms import Term
from fazhi.kernel.units import Holding, Roster, RosterRule, Unit

START = date(2024, 11, 1)
DAYS = 520
STEPS = ("a", "b", "c", "d", "e")
PEOPLE = ("p1", "p2", "p3")
VILLAGES = ("v1", "v2")
SIZES = {"working_day": 30, "calendar_day": 60, "month": 4, "year": 1}
CALENDARS: dict[tuple[tuple[int, int], ...], Calendar] = {}


@dataclass(frozen=True)
class Drawn:
    """One random world."""

    duties: tuple[Duty, ...]
    events: tuple[Event, ...]
    roster: Roster
    calendar: Calendar
    today: date


def draw(rng: Random) -> Drawn:
    """A world with one duty."""
    return Drawn((duty(rng),), tuple(log(rng)), roster(rng), calendar(rng), day(rng))


def day(rng: Random) -> date:
    """A day in the span of the worlds."""
    return START + timedelta(days=rng.randrange(DAYS))


def calendar(rng: Random) -> Calendar:
    """Official notices for some of 2024-2026, each with a week off and a make-up weekend."""
    months = tuple((year, rng.randint(1, 6)) for year in (2024, 2025, 2026) if rng.random() < 0.6)
    if months not in CALENDARS:
        CALENDARS[months] = Calendar.of([_notice(y, m) for y, m in months], first_year=2020, last_year=2032)
    return CALENDARS[months]


def _notice(year: int, month: int) -> YearNotice:
    off = tuple(date(year, month, d) for d in range(3, 10))
    work = tuple(d for d in (date(year, month, k) for k in range(14, 28)) if d.weekday() >= 5)[:2]
    return YearNotice(year, off, work, "示例通知", "示例")


def facts(rng: Random) -> dict[str, object]:
    """A choice, a number, a flag, a year, an end date and two lists of people, each perhaps missing."""
    made: dict[str, object] = {
        "kind": rng.choice(("one", "two")),
        "size": rng.randint(0, 20),
        "flag": rng.random() < 0.5,
        "year": rng.randint(2023, 2026),
        "until": day(rng).isoformat(),
        "people": tuple(rng.sample(PEOPLE, rng.randint(0, 3))),
        "others": tuple(rng.sample(PEOPLE, rng.randint(0, 2))),
    }
    return {name: value for name, value in made.items() if rng.random() < 0.6}


def log(rng: Random) -> list[Event]:
    """Up to 24 events on a few matters of a township and its villages; some corrected or void, some logs without hours."""
    exact = rng.random() < 0.5
    events: list[Event] = []
    corrected: set[int] = set()
    for n in range(rng.randint(0, 24)):
        target = rng.randint(1, n) if n and rng.random() < 0.1 else None
        if target in corrected:
            target = None
        if target is not None:
            corrected.add(target)
        events.append(
            Event(
                id=n + 1,
                unit=rng.choice(("t", *VILLAGES)),
                matter=f"m{rng.randrange(4)}",
                step=rng.choice(STEPS),
                happened_on=day(rng),
                minute=rng.randrange(1440) if exact else -1,
                facts=facts(rng),  # type: ignore[arg-type]
                corrects=target,
                void=target is not None and rng.random() < 0.5,
            )
        )
    return events


def select(rng: Random) -> Select:
    """A step, sometimes narrowed by facts."""
    where = rng.choice(((), (), (("kind", "one"),), (("flag", True),), (("size", 3),)))
    minimum = rng.choice(((), (), (("size", 5.0),)))
    return Select(rng.choice(STEPS), where, minimum)


def maybe(rng: Random) -> Select | None:
    """A selection or none."""
    return select(rng) if rng.random() < 0.5 else None


def term(rng: Random, units: tuple[str, ...] = tuple(SIZES)) -> Term:
    """A term of at most a few months."""
    unit = rng.choice(units)
    rollover = "none" if unit == "working_day" else rng.choice(("none", "by_analogy", "next_working_day"))
    return Term(rng.randint(0, SIZES[unit]), unit, rollover)


def window(rng: Random) -> Window:
    """Any recurring window, sometimes a span around a day, sometimes named by a year fact."""
    field, shift = rng.choice((("", 0), ("year", 0), ("year", 1)))
    if rng.random() < 0.3:
        return Window("year", field, shift, rng.choice(((3, 15, 7), (12, 4, 10))))
    every = rng.choice(("year", "half_year", "quarter", "month", "two_years"))
    return Window(every, field, shift) if every == "year" else Window(every)


def duty(rng: Random) -> Duty:
    """One duty of any kind with random options, perhaps in force only for part of the time."""
    base = {
        "id": "x.y",
        "title": "示例",
        "system": "S00",
        "force": "local",
        "since": rng.choice((date(2019, 1, 1), date(2019, 1, 1), date(2025, 3, 1))),
        "until": rng.choice((None, None, date(2025, 9, 30))),
        "sources": (Source("示例规定", "第一条", status=rng.choice(("verified", "unverified"))),),
    }
    return rng.choice((_times, _after, _after_fixed, _before, _standing, _at_act, _none, _apart))(rng, base)


def _subject(rng: Random) -> dict[str, str]:
    return rng.choice(({"subject": "leaders", "per": "people"}, {"subject": "townships"}, {"subject": "villages"}))


def _place(rng: Random) -> str:
    return rng.choice(("townships", "villages"))


def _times(rng: Random, base: dict[str, object]) -> Duty:
    if rng.random() < 0.2:
        return Times(**base, what=select(rng), subject="matters", at_least=rng.randint(1, 3))  # type: ignore[arg-type]
    more = {"at_least": rng.randint(1, 4), "window": window(rng), "prorate": rng.random() < 0.5}
    return Times(**base, what=select(rng), **_subject(rng), **more)  # type: ignore[arg-type]


def _after(rng: Random, base: dict[str, object]) -> Duty:
    shape = rng.randrange(4)
    limit = (
        None,
        Term(rng.randint(1, 48), "hour"),
        term(rng, ("month", "year")),
        term(rng, ("working_day", "calendar_day")),
    )[shape]
    more: dict[str, object] = {"closes": maybe(rng), "unless": maybe(rng)}
    if shape == 3:
        more["tolls"] = tuple(Toll(select(rng), select(rng)) for _ in range(rng.randint(0, 2)))
        more["extension"] = Extension(select(rng), rng.randint(1, 20)) if rng.random() < 0.5 else None
        more["restart"] = maybe(rng)
    return After(**base, trigger=select(rng), answer=select(rng), term=limit, **more)  # type: ignore[arg-type]


def _after_fixed(rng: Random, base: dict[str, object]) -> Duty:
    field, shift = rng.choice((("", 0), ("year", 0), ("year", 1)))
    fixed = Term(0, "date", month=rng.randint(1, 12), day=rng.randint(1, 28), exclusive=rng.random() < 0.5)
    return After(**base, window=Window("year", field, shift), subject=_place(rng), answer=select(rng), term=fixed)  # type: ignore[arg-type]


def _before(rng: Random, base: dict[str, object]) -> Duty:
    lead = term(rng, ("working_day", "calendar_day", "month")) if rng.random() < 0.6 else None
    more = {
        "lead": lead,
        "lead_from": rng.choice(("needs", "act")),
        "anytime": rng.random() < 0.5,
        "unless": maybe(rng),
    }
    return Before(**base, act=select(rng), needs=select(rng), **more)  # type: ignore[arg-type]


def _validity(rng: Random) -> dict[str, object]:
    limit = term(rng, ("calendar_day", "month")) if rng.random() < 0.5 else None
    return {"valid_for": limit, "until_field": rng.choice(("", "until")), "ends": maybe(rng)}


def _standing(rng: Random, base: dict[str, object]) -> Duty:
    more = {"on": rng.choice(("every_day", "year_end")), "at_least": rng.randint(1, 3)}
    return InForce(**base, what=select(rng), **_subject(rng), **more, **_validity(rng))  # type: ignore[arg-type]


def _at_act(rng: Random, base: dict[str, object]) -> Duty:
    people = rng.choice(({"persons_field": "others", "per": "people"}, {}))
    return InForce(**base, what=select(rng), on="act", act=select(rng), **people, **_validity(rng))  # type: ignore[arg-type]


def _none(rng: Random, base: dict[str, object]) -> Duty:
    shape = rng.randrange(3)
    if shape == 0:
        return NoneOf(**base, what=select(rng), zero=maybe(rng), act=select(rng))  # type: ignore[arg-type]
    if shape == 1:
        return NoneOf(**base, what=select(rng), subject="matters")  # type: ignore[arg-type]
    return NoneOf(**base, what=select(rng), zero=maybe(rng), subject=_place(rng), window=window(rng))  # type: ignore[arg-type]


def _apart(rng: Random, base: dict[str, object]) -> Duty:
    more = {"rule": rng.choice(("disjoint", "not_same", "at_least")), "at_least": rng.randint(0, 3)}
    return Apart(**base, what=select(rng), fields=("people", "others"), **more)  # type: ignore[arg-type]


def roster(rng: Random) -> Roster:
    """One township, two villages, three leaders who may come and go."""
    units = (Unit("t", "示例镇", "township"), *(Unit(v, f"{v}村", "village", "t") for v in VILLAGES))
    holdings = []
    for person in PEOPLE:
        since = day(rng) if rng.random() < 0.5 else date(2020, 1, 1)
        until = since + timedelta(days=rng.randrange(400)) if rng.random() < 0.5 else None
        holdings.append(Holding(person, person, "t", "副镇长", frozenset({"leader"}), since, until))
    rules = (
        RosterRule("townships", "乡镇", "units", "township"),
        RosterRule("villages", "村", "units", "village"),
        RosterRule("leaders", "领导", "persons", "leader"),
    )
    return Roster(units, holdings, rules)
