"""Draft a report of any kind from the records: its parts are data, each is filled by the fills it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from django.conf import settings

from fazhi.kernel.duties import InForce
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Log
from fazhi.kernel.why import zh
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
from fazhi.office.review import Kept, Review, review
from fazhi.office.rules import report_kinds, shelf
from fazhi.packs.read_reports import Part, ReportKind

YEARS = 8
years = Kept(YEARS)  # a review by its place in memory, where it stays as long as it is kept here; and the year

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

    Price: one cached review, its findings of the year, one pass per figure.
    """
    held = review(unit, as_of)
    name = held.roster.units[unit].name
    found = _of_period(findings_of_year(held, period.year), period)
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
    opening = kind.opening.format(**said)
    if opening and as_of < period.end:
        opening += f"本报告数据截至{zh(as_of)}。"
    made = Draft(kind, kind.title.format(**said), name, period, as_of, parts, opening, tuple(found))
    people = ((h.person, h.name) for h in held.roster.holdings)
    return with_names(with_words(made, words), people) if words else made


def _compared(period: Period) -> Period | None:
    """The period before, when ledgers were kept through it."""
    before = Period(period.year - 1, period.month, period.person)
    since = settings.KEPT_SINCE
    return before if since is None or since <= before.begin else None


def findings_of_year(held: Review, year: int) -> tuple[Finding, ...]:
    """Findings about `year`: windows that begin in it and triggers that fall in it; registers as they stood at its end.

    Price: two evaluations with every finding kept, once for a review; a page of the report after another asks the same.
    """
    return years.get((id(held), year), lambda: (held, _judged(held, year)))[1]


def _judged(held: Review, year: int) -> tuple[Finding, ...]:
    rules = shelf()
    standing = [d for d in rules.duties if isinstance(d, InForce) and d.on == "every_day"]
    moving = [d for d in rules.duties if d not in standing]
    closing = min(held.as_of, date(year, 12, 31))
    rows = (
        *evaluate(moving, held.log, held.roster, rules.calendar, held.as_of).each(),
        *evaluate(standing, held.log, held.roster, rules.calendar, closing).each(),
    )
    return tuple(f for f in rows if (_named_year(f, held.log) or _year_of(f)) == year)


def _of_period(found: Sequence[Finding], period: Period) -> list[Finding]:
    """All of a year; of a month only what fell due in it."""
    if not period.month:
        return list(found)
    after = period.end + timedelta(days=1)
    return [f for f in found if f.due is not None and period.begin <= f.due < after]


def _named_year(found: Finding, log: Log) -> int | None:
    """The year that a finding belongs to by what its matter names, where a section asks for that; None for all others."""
    by = next((s for s in shelf().sections if s.year_field and found.duty.id in s.duties), None)
    if by is None or found.matter is None or not found.trace:
        return None
    row = int(np.flatnonzero(log.ids == found.trace[0])[0])
    opening = int(np.searchsorted(log.matter, log.matter[row]))
    named = next((v for v in log.fact(opening, by.year_field) if isinstance(v, int | float)), None)
    return None if named is None else int(named) + by.year_shift


def _year_of(found: Finding) -> int | None:
    if found.window is not None:
        return found.window[0].year
    return found.facts.trigger_on.year if found.facts.trigger_on else None
