"""A province may carry on a duty of the nation: from its day on its own version holds in the place of the national one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from fazhi.kernel.duties import FORCES, Duty
from fazhi.kernel.faults import PackFault, Problem
from fazhi.packs.pack import Pack


def carried_on(packs: Sequence[Pack]) -> list[Pack]:
    """The packs with each national version ended on the day before a province's version of the same duty begins.

    Raises PackFault where the province's version has less force or is of another kind.
    """
    ours = [(p, d) for p in packs if p.province for d in p.duties]
    problems = [fault for p, d in ours for other in _national(packs, d.id) if (fault := _weaker(p, d, other))]
    if problems:
        raise PackFault(*problems)
    return [p if p.province else replace(p, duties=tuple(_ended(d, ours) for d in p.duties)) for p in packs]


def _national(packs: Sequence[Pack], id: str) -> list[Duty]:
    return [d for p in packs if not p.province for d in p.duties if d.id == id]


def _ended(duty: Duty, ours: Sequence[tuple[Pack, Duty]]) -> Duty:
    later = [d.since for _, d in ours if d.id == duty.id and d.since > duty.since]
    first = min(later, default=date.max)
    if first > (duty.until or date.max) or not later:
        return duty
    return replace(duty, until=first - timedelta(days=1))


def _weaker(pack: Pack, duty: Duty, other: Duty) -> Problem | None:
    where = f"{pack.folder.rsplit('/', 1)[-1]}/duties.toml [{duty.id}]"
    if type(duty) is not type(other):
        return Problem(
            where, "与全国规则的种类不同", getattr(other, "kind", ""), "改种类，或者另起编号", "another kind"
        )
    if duty.since > other.since and FORCES.index(duty.force) > FORCES.index(other.force):
        return Problem(
            where, f"效力 {duty.force} 弱于全国规则", other.force, "改效力，或者另起编号", "weaker than the nation's"
        )
    return None
