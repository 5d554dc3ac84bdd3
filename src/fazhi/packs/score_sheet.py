"""Score sheets: a county's appraisal by loss, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi.kernel.faults import Problem
from fazhi.kernel.findings import SHORT
from fazhi.packs.keys import Table, raise_if, read_toml

PLACE = Path("_score") / "score.toml"
VERDICTS = (*SHORT, "unproven")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the sheet: `points` to have, `lose` points for each finding of a verdict in these systems."""

    name: str
    points: float
    systems: frozenset[str]
    lose: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The whole sheet."""

    title: str
    items: tuple[Item, ...]

    @property
    def total(self) -> float:
        """All points there are."""
        return sum(i.points for i in self.items)


def read_score_sheet(places: Iterable[Path], systems: Iterable[str]) -> ScoreSheet:
    """The sheet of the last folder that has one. Raises PackFault: unknown key or system, a system on two lines."""
    path = [p / PLACE for p in places if (p / PLACE).exists()][-1]
    problems: list[Problem] = []
    file = Table(read_toml(path, str(PLACE)), str(PLACE), problems)
    known, seen = tuple(systems), set[str]()
    items = []
    for row in file.tables("item"):
        own = row.texts("systems")
        for one in own:
            if one not in known or one in seen:
                row.fault("systems", f"“{one}”不认识或者写了两次", "、".join(known), "改系统编号", "bad system")
            seen.add(one)
        lose = row.table("lose", required=True)
        lost = {v: lose.number(v, 0.0) for v in VERDICTS}
        lose.done()
        items.append(Item(row.text("name", required=True), row.number("points", 0.0), frozenset(own), lost))
        row.done()
    made = ScoreSheet(file.text("title", required=True), tuple(items))
    file.done()
    raise_if(problems)
    return made
