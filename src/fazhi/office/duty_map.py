"""职责: every duty in force with how its findings stand; for a county, every township by system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Duty
from fazhi.office.access import Actor
from fazhi.office.review import review
from fazhi.office.rules import shelf

WORST = ("overdue", "violated", "unproven", "late", "open", "met")


@dataclass(frozen=True, slots=True)
class Cell:
    """Findings by verdict, and the worst of them; empty when nothing was judged."""

    counts: Mapping[str, int]

    @property
    def worst(self) -> str:
        """The verdict that a colour shows."""
        return next((v for v in WORST if self.counts.get(v)), "")

    @property
    def short(self) -> int:
        """How many are overdue or violated."""
        return self.counts.get("overdue", 0) + self.counts.get("violated", 0)

    @property
    def total(self) -> int:
        """How many apply."""
        return sum(self.counts.get(v, 0) for v in WORST)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as it holds on the day."""

    duty: Duty
    cell: Cell


@dataclass(frozen=True, slots=True)
class SystemRow:
    """One business: its duties, and a cell for each township."""

    system: str
    title: str
    duties: tuple[DutyRow, ...]
    cells: tuple[Cell, ...]


def townships_of(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the townships in the actor's reach, by name."""
    units = actor.units
    return sorted((u, units[u].name) for u in actor.scope() if units[u].kind == "township")


def duty_map(actor: Actor, townships: Sequence[str], as_of: date) -> list[SystemRow]:
    """Systems with their duties over these townships (each must be readable). Price: one cached review a township."""
    told = [review(t, as_of).findings.counts() for t in townships if t in actor.scope()]
    by_duty = [_by_duty(counts) for counts in told]
    newest = {d.id: d for d in sorted(shelf().duties, key=lambda d: d.since) if d.since <= as_of <= (d.until or as_of)}
    rows = []
    for system, title in shelf().systems.items():
        own = [d for d in newest.values() if d.system == system]
        duties = tuple(DutyRow(d, Cell(_sum(one.get(d.id, Counter()) for one in by_duty))) for d in own)
        cells = tuple(Cell(_sum(one.get(d.id, Counter()) for d in own)) for one in by_duty)
        rows.append(SystemRow(system, title, tuple(sorted(duties, key=_rank)), cells))
    return rows


def _rank(row: DutyRow) -> tuple[int, str]:
    return (WORST.index(row.cell.worst) if row.cell.worst else len(WORST), row.duty.id)


def _by_duty(counts: Mapping[tuple[str, str, str], int]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for (_, duty, verdict), n in counts.items():
        found.setdefault(duty, Counter())[verdict] += n
    return found


def _sum(counters: Iterable[Counter[str]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counters:
        total.update(one)
    return dict(total)
