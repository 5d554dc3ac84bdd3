"""考核: what the county's score sheet would give today, where each point was lost, and what mending would bring back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from fazhi.kernel.findings import Finding
from fazhi.office.access import Actor, require
from fazhi.office.review import review
from fazhi.office.rules import shelf
from fazhi.packs.score_sheet import Item, ScoreSheet, read_score_sheet
from fazhi.packs.shelf import SHIPPED

MENDABLE = ("overdue", "unproven")


@dataclass(frozen=True, slots=True)
class Loss:
    """One finding that costs points; `mendable`: a record can still bring them back; `mended`: taken as mended here."""

    finding: Finding
    points: float
    mendable: bool
    mended: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: what is left of its points, and why."""

    item: Item
    score: float
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The whole sheet for one township; `before` is the score without what was taken as mended."""

    title: str
    total: float
    score: float
    before: float
    lines: tuple[Line, ...]


def score_sheet() -> ScoreSheet:
    """The sheet in force here: the county's own, else the shipped example."""
    ours = Path(settings.HOME) / "packs"
    return read_score_sheet((SHIPPED, *settings.PACKS, ours), shelf().systems)


def appraise(actor: Actor, unit: str, year: int, as_of: date, mended: Collection[str] = ()) -> Appraisal:
    """Score of a township for what fell due or happened in `year`. `mended`: keys of findings taken as put right.

    Price: one cached review.
    """
    require(actor, "read", unit)
    found = [f for f in review(unit, as_of).exceptions if year_of(f, as_of) == year]
    sheet = score_sheet()
    lines = tuple(_line(item, found, mended) for item in sheet.items)
    before = sum(_line(item, found, ()).score for item in sheet.items)
    return Appraisal(sheet.title, sheet.total, sum(line.score for line in lines), before, lines)


def _line(item: Item, found: Sequence[Finding], mended: Collection[str]) -> Line:
    losses = [
        Loss(f, item.lose[f.verdict], f.verdict in MENDABLE, f.key in mended and f.verdict in MENDABLE)
        for f in found
        if f.duty.system in item.systems and item.lose.get(f.verdict)
    ]
    losses.sort(key=lambda x: (-x.points, x.finding.key))
    lost = sum(x.points for x in losses if not x.mended)
    return Line(item, max(0.0, item.points - lost), tuple(losses))


def year_of(found: Finding, as_of: date) -> int:
    """The year that a finding counts for: that of its day, or the running one while its day has not come."""
    day = found.due or (found.window[1] if found.window else None) or found.facts.trigger_on or as_of
    return min(day, as_of).year
