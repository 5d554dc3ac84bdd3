"""How the invented township keeps its ledgers, as packs' demo.toml say; a wrong key is a fault that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.kernel.faults import PackFault, Problem, nearest
from fazhi.kernel.ledger import Ledger
from fazhi.packs.pack import Pack
from fazhi.packs.shelf import Shelf

EVERY = {"per_year": 1, "per_quarter": 4, "per_month": 12}
LEDGER_KEYS = (*EVERY, "months", "subjects", "none_in", "step")
STEP_KEYS = ("after", "days", "unit", "chance", "when", "facts")
MATTER_KEYS = ("ledger", "year", "subject", "unit", "title", "steps", "facts")
UNITS = ("calendar_day", "working_day")


@dataclass(frozen=True, slots=True)
class StepPlan:
    """A step of a made-up matter: `days` (least, most) after the step `after`, by `chance`; pools for its facts.

    `when`: facts of earlier steps that must be so.
    """

    step: str
    after: str
    days: tuple[int, int]
    working: bool
    chance: float
    when: Mapping[str, Any]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerPlan:
    """`number` matters in each of `parts` equal parts of the year, for every unit that keeps the ledger but those of `none_in`."""

    ledger: Ledger
    number: int
    parts: int
    months: tuple[int, int]
    subjects: tuple[str, ...]
    none_in: Mapping[str, list[str]]
    steps: tuple[StepPlan, ...]


@dataclass(frozen=True, slots=True)
class MatterPlan:
    """One matter dated by hand."""

    ledger: Ledger
    year: int
    subject: str
    unit: str
    steps: tuple[tuple[str, date], ...]
    facts: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the packs on a shelf say about the invented township."""

    ledgers: tuple[LedgerPlan, ...]
    matters: tuple[MatterPlan, ...]


def read_plan(shelf: Shelf) -> Plan:
    """The plan of every pack on the shelf. Raises PackFault with every unknown key, ledger and step."""
    problems: list[Problem] = []
    ledgers: list[LedgerPlan] = []
    matters: list[MatterPlan] = []
    for pack in shelf.packs:
        reader = _Reader(pack, problems)
        ledgers += reader.ledgers()
        matters += reader.matters()
    if problems:
        raise PackFault(*problems)
    return Plan(tuple(ledgers), tuple(matters))


class _Reader:
    """One pack's demo.toml; gathers problems."""

    def __init__(self, pack: Pack, problems: list[Problem]) -> None:
        self.pack, self.problems = pack, problems
        self.known = {one.id: one for one in pack.ledgers}

    def _check(self, where: str, words: Iterable[str], allowed: Collection[str]) -> None:
        for word in words:
            if word not in allowed:
                close = nearest(word, allowed)
                mend = f"改为 {close}" if close else "删去它"
                place = f"{self.pack.folder}/demo.toml {where}"
                self.problems.append(Problem(f"{place} {word}", "不认识", "、".join(allowed), mend, "unknown key"))

    def ledgers(self) -> Iterable[LedgerPlan]:
        """Every [ledger.…] table that names a known ledger."""
        self._check("", self.pack.demo, ("ledger", "matter", "defect"))
        tables = self.pack.demo.get("ledger", {})
        self._check("[ledger]", tables, self.known)
        for name, table in tables.items():
            if name in self.known:
                self._check(f"[ledger.{name}]", table, LEDGER_KEYS)
                yield self._ledger(self.known[name], table)

    def _ledger(self, ledger: Ledger, table: Mapping[str, Any]) -> LedgerPlan:
        steps = table.get("step", {})
        every = next((k for k in EVERY if k in table), "per_year")
        self._check(f"[ledger.{ledger.id}.step]", steps, [s.id for s in ledger.steps])
        plans = {name: self._step(ledger, name, one) for name, one in steps.items()}
        if all(p.after for p in plans.values()):
            opening = next(s.id for s in ledger.steps if s.opens)
            plans[opening] = StepPlan(opening, "", (0, 0), False, 1.0, {}, {})
        first, last = table.get("months", (1, 12))
        ordered = [plans[s.id] for s in ledger.steps if s.id in plans]
        ordered.sort(key=lambda p: p.after != "")
        return LedgerPlan(
            ledger,
            int(table.get(every, 0)),
            EVERY[every],
            (first, last),
            tuple(table.get("subjects", ())),
            table.get("none_in", {}),
            tuple(_chained(ordered)),
        )

    def _step(self, ledger: Ledger, name: str, table: Mapping[str, Any]) -> StepPlan:
        where = f"[ledger.{ledger.id}.step.{name}]"
        self._check(where, table, STEP_KEYS)
        self._check(where, [table.get("unit", "calendar_day")], UNITS)
        step = next((s for s in ledger.steps if s.id == name), None)
        if step is not None:
            self._check(f"{where} facts", table.get("facts", {}), [f.id for f in step.fields])
        least, most = table.get("days", (0, 0))
        working = table.get("unit") == "working_day"
        chance = float(table.get("chance", 1.0))
        when, facts = table.get("when", {}), table.get("facts", {})
        return StepPlan(name, table.get("after", ""), (least, most), working, chance, when, facts)

    def matters(self) -> Iterable[MatterPlan]:
        """Every [[matter]] and [[defect]]."""
        for table in (*self.pack.demo.get("matter", ()), *self.pack.demo.get("defect", ())):
            self._check("[[matter]]", table, MATTER_KEYS)
            ledger = self.known.get(table.get("ledger", ""))
            if ledger is None:
                self._check("[[matter]] ledger", [table.get("ledger", "")], self.known)
                continue
            steps, facts = table.get("steps", {}), table.get("facts", {})
            self._check("[[matter]] steps", steps, [s.id for s in ledger.steps])
            self._check("[[matter]] facts", facts, list(steps))
            days = tuple((step, on) for step, on in steps.items())
            yield MatterPlan(ledger, table["year"], table.get("subject", ""), table.get("unit", ""), days, facts)


def _chained(steps: list[StepPlan]) -> list[StepPlan]:
    """Steps so ordered that each comes after the one it follows."""
    done: list[StepPlan] = []
    left = list(steps)
    while left:
        ready = [s for s in left if not s.after or any(d.step == s.after for d in done)]
        if not ready:
            names = "、".join(s.step for s in left)
            raise PackFault(Problem(f"demo.toml {names}", "after 互相等待或没有那一步", "", "检查 after", "bad chain"))
        done += ready
        left = [s for s in left if s not in ready]
    return done
