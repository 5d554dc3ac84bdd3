"""日历: what falls due on each day of a month, the publicity days, and what was done."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.kernel.duties import Before, Times
from fazhi.kernel.findings import Finding
from fazhi.office.access import Actor
from fazhi.office.rules import shelf
from fazhi.office.todos import findings_for
from fazhi.store import read
from fazhi.store.rows import EventRow

DUE = ("open", "overdue")


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: whether it is worked, findings due, publicity days by name, records of that day."""

    day: date
    worked: bool
    due: tuple[Finding, ...]
    named: tuple[str, ...]
    done: tuple[EventRow, ...]

    @property
    def red(self) -> bool:
        """Something of that day is overdue."""
        return any(f.verdict == "overdue" for f in self.due)


def month_page(actor: Actor, first: date, as_of: date) -> list[DayCell]:
    """Every day of the month that begins on `first`. Price: one cached review and one query."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    due = due_days(findings_for(actor, as_of))
    named = publicity_days(first.year)
    done: dict[date, list[EventRow]] = {}
    for event in read.between(actor.scope(), first, last):
        done.setdefault(event.happened_on, []).append(event)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = shelf().calendar.is_workday
    return [DayCell(d, worked(d), tuple(due.get(d, ())), tuple(named.get(d, ())), tuple(done.get(d, ()))) for d in days]


def due_days(findings: Iterable[Finding]) -> dict[date, list[Finding]]:
    """Open findings by the day they are due."""
    found: dict[date, list[Finding]] = {}
    for one in findings:
        if _falls_due(one) and one.due is not None:
            found.setdefault(one.due, []).append(one)
    return found


def publicity_days(year: int) -> dict[date, list[str]]:
    """Days that a yearly duty is held around, such as 3月15日, by what is to be held."""
    found: dict[date, list[str]] = {}
    for duty in shelf().duties:
        if isinstance(duty, Times) and duty.window.around is not None:
            month, day, _ = duty.window.around
            on = date(year, month, day)
            if duty.since <= on <= (duty.until or on):
                found.setdefault(on, []).append(duty.title)
    return found


def feed_lines(findings: Sequence[Finding]) -> list[tuple[str, date, str, str]]:
    """(stable id, day, title, explanation) of everything that is due, for a calendar feed; no personal data beyond titles."""
    return [
        (one.key, one.due, f"{one.duty.title}　{one.subject_name}", one.why)
        for one in findings
        if _falls_due(one) and one.due is not None
    ]


def _falls_due(found: Finding) -> bool:
    """Whether something must be done by the finding's day; a minimum term only opens on it."""
    return found.verdict in DUE and not isinstance(found.duty, Before)
