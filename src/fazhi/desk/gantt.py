"""A backward plan as bars on one scale of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.plan import Planned
from fazhi.office.rules import shelf

WIDTH = 100.0
LEAST = 1.2


@dataclass(frozen=True, slots=True)
class Bar:
    """A step's lawful days; `x` and `width` in hundredths of the scale."""

    title: str
    earliest: date
    latest: date | None
    lawful: bool
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from `begin` to `end`."""

    begin: date
    end: date
    bars: tuple[Bar, ...]


def chart(planned: Sequence[Planned], today: date) -> Chart | None:
    """The chart of a plan; None when nothing is planned."""
    if not planned:
        return None
    begin = min(today, *(p.earliest for p in planned), *(p.latest for p in planned if p.latest))
    end = max(*(p.earliest for p in planned), *(p.latest for p in planned if p.latest), today)
    days = max(1, (end - begin).days + 1)

    def bar(one: Planned) -> Bar:
        first, last = sorted((one.earliest, one.latest or end))
        x = WIDTH * (first - begin).days / days
        width = max(LEAST, WIDTH * ((last - first).days + 1) / days)
        title = shelf().steps[one.step].title if one.step in shelf().steps else one.step
        return Bar(title, one.earliest, one.latest, one.lawful, f"{x:.2f}", f"{width:.2f}")

    return Chart(begin, end, tuple(bar(p) for p in planned))
