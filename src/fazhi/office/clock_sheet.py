"""The clock of a finding as a day sheet: start, stops, restart and extension taken from the records, days counted."""

from __future__ import annotations

from datetime import date

from fazhi.kernel.duties import After, Before, Select
from fazhi.kernel.explain import Sheet, day_sheet
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Log
from fazhi.kernel.terms import Term
from fazhi.office.review import Review
from fazhi.office.rules import shelf


def sheet_of(found: Finding, held: Review) -> Sheet | None:
    """The days of the finding's term, counted one by one; None when it counts none, or counts hours or backwards."""
    duty = found.duty
    if isinstance(duty, After) and duty.term is not None and duty.term.unit != "hour":
        start = found.window[0] if found.window and duty.window else found.facts.trigger_on
        return None if start is None else _clock_sheet(duty, duty.term, found, start, held.log, held.as_of)
    if isinstance(duty, Before) and duty.lead is not None and duty.lead_from == "needs" and found.facts.answer_on:
        return day_sheet(found.facts.answer_on, duty.lead, shelf().calendar)
    return None


def _clock_sheet(duty: After, term: Term, found: Finding, start: date, log: Log, as_of: date) -> Sheet:
    """The sheet with the matter's stops, restart and extension, as the evaluator took them."""
    calendar = shelf().calendar
    until = found.facts.answer_on or as_of
    tolls = [
        (begun, ended or as_of)
        for toll in duty.tolls
        for begun, ended in _pairs(found, log, toll.start, toll.stop)
        if start <= begun <= until
    ]
    again = [d for d, _ in _pairs(found, log, duty.restart)] if duty.restart else []
    restart = max((d for d in again if start <= d <= until), default=None)
    plain = day_sheet(start, term, calendar, tolls, restart)
    if duty.extension is None or plain.due is None:
        return plain
    given = [d for d, _ in _pairs(found, log, duty.extension.by) if start <= d <= min(until, plain.due)]
    return day_sheet(start, term, calendar, tolls, restart, duty.extension.number) if given else plain


def _pairs(found: Finding, log: Log, begin: Select, end: Select | None = None) -> list[tuple[date, date | None]]:
    """Days of `begin` on the finding's matter, each with the next `end` after it (None: not yet)."""
    rows = log.rows(begin)
    mine = rows[[log.matters[m] == found.matter for m in log.matter[rows]]] if len(rows) else rows
    ends = log.following(mine, end) if end is not None else mine
    return [(log.date_of(int(b)), log.date_of(int(e)) if e >= 0 else None) for b, e in zip(mine, ends, strict=True)]
