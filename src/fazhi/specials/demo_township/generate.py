"""What happened in the invented township: the same plan and days always give the same happenings."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.kernel.calendar import Calendar, day_number, to_date
from fazhi.kernel.ledger import Fact, Field, Ledger, Step
from fazhi.kernel.units import Roster, Unit
from fazhi.office.sheet_rows import row_key
from fazhi.packs.shelf import Shelf
from fazhi.specials.demo_township.plan import LedgerPlan, MatterPlan, Plan, StepPlan

SEED = "清河镇"
OFF_DAYS_KEPT = 0.08


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of a made-up matter on its day."""

    step: Step
    on: date
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Affair:
    """A made-up matter: its ledger and unit, the year it is written down in, and its happenings, the opening first."""

    ledger: Ledger
    unit: Unit
    year: int
    happenings: tuple[Happening, ...]

    def key(self) -> str:
        """What an import would know it by."""
        first = self.happenings[0]
        return row_key(str(first.facts.get(self.ledger.name_field, "")), first.on, first.facts)


class Township:
    """Makes the affairs of one township's units from a plan, up to a last day."""

    def __init__(self, shelf: Shelf, roster: Roster, township: Unit, last: date) -> None:
        self.shelf, self.roster, self.township, self.last = shelf, roster, township, last
        self.calendar: Calendar = shelf.calendar
        self.names = {u.name: u.id for u in roster.units.values()}

    def affairs(self, plan: Plan, years: Sequence[int]) -> list[Affair]:
        """Every affair of these years, by opening day. Price: about 50 µs a happening."""
        made = [a for year in years for one in plan.ledgers for a in self._of_ledger(one, year)]
        made += [self._by_hand(one) for one in plan.matters if one.year in years]
        kept = [self._until_last(a) for a in made]
        return sorted((a for a in kept if a.happenings), key=lambda a: (a.happenings[0].on, a.ledger.id, a.unit.id))

    def _until_last(self, affair: Affair) -> Affair:
        kept = tuple(h for h in affair.happenings if h.on <= self.last)
        if not kept or kept[0] is not affair.happenings[0]:
            kept = ()
        return Affair(affair.ledger, affair.unit, affair.year, kept)

    def _of_ledger(self, plan: LedgerPlan, year: int) -> Iterable[Affair]:
        without = plan.none_in.get(str(year), [])
        keepers = [u for u in self.roster.units.values() if u.kind in plan.ledger.unit_kinds and u.name not in without]
        for unit in keepers:
            chance = random.Random(f"{SEED}/{plan.ledger.id}/{unit.id}/{year}")
            subjects = list(plan.subjects)
            chance.shuffle(subjects)
            taken: set[tuple[str, date]] = set()
            for n, opening in enumerate(self._openings(plan, year, chance)):
                if chance.random() > plan.steps[0].chance:
                    continue
                subject = subjects[n % len(subjects)] if subjects else ""
                if (subject, opening) not in taken:
                    taken.add((subject, opening))
                    yield Affair(plan.ledger, unit, year, tuple(self._run(plan, unit, opening, subject, chance)))

    def _openings(self, plan: LedgerPlan, year: int, chance: random.Random) -> list[date]:
        first, last = plan.months
        months = last - first + 1
        found = []
        for part in range(plan.parts):
            begin = first + months * part // plan.parts
            end = first + months * (part + 1) // plan.parts
            if begin == end:
                continue
            start = date(year, begin, 1)
            stop = date(year + end // 12, end % 12 + 1, 1) if end <= 12 else date(year + 1, 1, 1)
            stop = min(stop, date(year, last, 28) if last < 12 else date(year, 12, 31))
            found += [self._a_day(start, stop, chance) for _ in range(plan.number)]
        return sorted(found)

    def _a_day(self, start: date, stop: date, chance: random.Random) -> date:
        """A day from `start` and before `stop`, a working day as a rule."""
        while True:
            on = start + timedelta(days=chance.randrange(max(1, (stop - start).days)))
            if self.calendar.is_workday(on) or chance.random() < OFF_DAYS_KEPT:
                return on

    def _run(
        self, plan: LedgerPlan, unit: Unit, opening: date, subject: str, chance: random.Random
    ) -> Iterable[Happening]:
        made: dict[str, Happening] = {}
        known: dict[str, Fact] = {}
        for one in plan.steps:
            if one.after and (one.after not in made or chance.random() > one.chance):
                continue
            if any(known.get(k) != v for k, v in one.when.items()):
                continue
            on = self._after(made[one.after].on, one, chance) if one.after else opening
            step = self.shelf.steps[one.step]
            facts = {k: self._fact(step.field(k), pool, on, chance) for k, pool in one.facts.items()}
            if subject and step.field(plan.ledger.name_field):
                facts[plan.ledger.name_field] = subject
            known |= {k: v for k, v in facts.items() if v is not None}
            made[one.step] = Happening(step, on, {k: v for k, v in facts.items() if v is not None})
        first = plan.steps[0].step
        yield from sorted(made.values(), key=lambda h: (h.step.id != first, h.on))

    def _after(self, before: date, one: StepPlan, chance: random.Random) -> date:
        """A day within the step's range; a working day when the range holds one, else the next working day."""
        least, most = one.days
        if one.working:
            start = np.array([day_number(before)], np.int32)
            return to_date(int(self.calendar.add_working_days(start, chance.randint(least, most))[0]))
        days = [before + timedelta(days=n) for n in range(least, most + 1)]
        open_days = [d for d in days if self.calendar.is_workday(d) or d == before]
        if open_days:
            return chance.choice(open_days)
        later = days[-1]
        while not self.calendar.is_workday(later):
            later += timedelta(days=1)
        return later

    def _fact(self, field: Field | None, pool: object, on: date, chance: random.Random) -> Fact | None:
        if isinstance(pool, list):
            return self._fact(field, chance.choice(pool), on, chance) if pool else None
        if isinstance(pool, Mapping):
            number = chance.randint(pool["min"], pool["max"])
            return self._people(pool["roster"], number, on, chance) if "roster" in pool else number
        if isinstance(pool, date):
            return pool.isoformat()
        if not isinstance(pool, str | int | float):
            return None
        return self.names.get(str(pool), pool) if field is not None and field.type == "unit" else pool

    def _people(self, roster: str, number: int, on: date, chance: random.Random) -> tuple[str, ...]:
        here = [
            m.subject
            for m in self.roster.of(roster)
            if m.unit == self.township.id and m.since <= on and (m.until is None or on <= m.until)
        ]
        chosen = set(chance.sample(here, min(number, len(here))))
        return tuple(m for m in here if m in chosen)

    def _by_hand(self, plan: MatterPlan) -> Affair:
        unit = self.roster.units[self.names[plan.unit]] if plan.unit else self.township
        chance = random.Random(f"{SEED}/{plan.ledger.id}/{plan.subject}")
        happenings = []
        for name, on in plan.steps:
            step = self.shelf.steps[name]
            named = {plan.ledger.name_field: plan.subject} if step.opens and step.field(plan.ledger.name_field) else {}
            facts = {k: self._fact(step.field(k), v, on, chance) for k, v in plan.facts.get(name, {}).items()}
            happenings.append(Happening(step, on, named | {k: v for k, v in facts.items() if v is not None}))
        return Affair(plan.ledger, unit, plan.year, tuple(happenings))
