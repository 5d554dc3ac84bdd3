"""Draft a report of any kind from the records: its parts are data, each is filled by the fills it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings

from fazhi.kernel.duties import Duty, InForce
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Log
from fazhi.kernel.units import Roster
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, Period
from fazhi.office.report_fills import (
    HEADS,
    Material,
    heads,
    leader,
    plans,
    sections,
    shortfalls,
    todo,
)
from fazhi.office.report_names import with_names
from fazhi.office.report_tables import change, counts, table
from fazhi.office.report_words import Words, with_words
from fazhi.office.review import review
from fazhi.office.rules import report_kinds, shelf
from fazhi.packs.read_reports import Part, ReportKind

FILLED_BY: Mapping[str, Callable[[Material, Part, int], tuple[DraftParagraph, ...]]] = {
    "sections": sections,
    "shortfalls": shortfalls,
    "heads": heads,
    "leader": leader,
    "plans": plans,
    "table": table,
    "counts": counts,
    "change": change,
    "todo": todo,
}


def kind_of(id: str) -> ReportKind:
    """The kind of report. Raises InputFault that names those there are."""
    kinds = report_kinds()
    if id not in kinds:
        close = nearest(id, kinds)
        mend = f"改为 {close}" if close else "换一个"
        raise InputFault(Problem(f"报告 {id}", "没有这种报告", "、".join(kinds), mend, f"no report kind {id}"))
    return kinds[id]


def draft(unit: str, kind: ReportKind, period: Period, as_of: date, words: Words | None = None) -> Draft:
    """The draft of township `unit` from its records as of a day, with the writer's words in it.

    Price: one cached review, two evaluations with every finding kept, one pass per figure.
    """
    held, rules = review(unit, as_of), shelf()
    name = held.roster.units[unit].name
    found = _of_period(findings_of_year(period.year, as_of, rules.duties, held.log, held.roster), period)
    known = held.log.until((as_of - date(1970, 1, 1)).days)
    material = Material(unit, name, kind, period, as_of, found, known, held.roster, _compared(period))
    leader_name = next((m.name for m in held.roster.members.get(HEADS, ()) if m.subject == period.person), "")
    said = {
        "unit": name,
        "year": period.year,
        "next_year": period.year + 1,
        "month": period.month,
        "person": leader_name,
        "rank": "街道" if name.endswith("街道") else name[-1],
    }
    parts = tuple(
        DraftPart(
            n, part.title.format(**said), tuple(p for fill in part.fills for p in FILLED_BY[fill](material, part, n))
        )
        for n, part in enumerate(kind.parts, start=1)
    )
    made = Draft(kind, kind.title.format(**said), name, period, as_of, parts, tuple(found))
    people = ((h.person, h.name) for h in held.roster.holdings)
    return with_names(with_words(made, words), people) if words else made


def _compared(period: Period) -> Period | None:
    """The period before, when ledgers were kept through it."""
    before = Period(period.year - 1, period.month, period.person)
    since = settings.KEPT_SINCE
    return before if since is None or since <= before.begin else None


def findings_of_year(year: int, as_of: date, duties: Sequence[Duty], log: Log, roster: Roster) -> list[Finding]:
    """Findings about `year`: windows that begin in it and triggers that fall in it; registers as they stood at its end."""
    standing = [d for d in duties if isinstance(d, InForce) and d.on == "every_day"]
    moving = [d for d in duties if d not in standing]
    closing = min(as_of, date(year, 12, 31))
    calendar = shelf().calendar
    rows = [
        *evaluate(moving, log, roster, calendar, as_of).each(),
        *evaluate(standing, log, roster, calendar, closing).each(),
    ]
    return [f for f in rows if _year_of(f) == year]


def _of_period(found: Sequence[Finding], period: Period) -> list[Finding]:
    """All of a year; of a month only what fell due in it."""
    if not period.month:
        return list(found)
    after = period.end + timedelta(days=1)
    return [f for f in found if f.due is not None and period.begin <= f.due < after]


def _year_of(found: Finding) -> int | None:
    if found.window is not None:
        return found.window[0].year
    return found.facts.trigger_on.year if found.facts.trigger_on else None
