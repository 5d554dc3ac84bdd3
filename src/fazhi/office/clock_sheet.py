"""The clock of a finding as a day sheet: start, stops, restart and extension taken from the records, days counted."""

from __future__ import annotations

from datetime import date

import numpy as np

from fazhi.kernel.duties import After, Before, Select, Toll
from fazhi.kernel.explain import Sheet, day_sheet
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Log
from fazhi.kernel.terms import Term
from fazhi.office.review import Review
from fazhi.office.rules import shelf


def sheet_of(found: Finding, held: Review) -> Sheet | None:
    """The days of the finding's term, counted one by one; None when it counts none, or counts backwards from an act."""
    duty = found.duty
    if isinstance(duty, After) and duty.term is not None:
        if duty.window is not None:
            start = found.window[0] if found.window else None
            return day_sheet(start, duty.term, shelf().calendar, begun="本期开始") if start else None
        start = found.facts.trigger_on
        return _clock_sheet(duty, duty.term, found, start, held) if start else None
    if isinstance(duty, Before) and duty.lead is not None and duty.lead_from == "needs" and found.facts.answer_on:
        return day_sheet(found.facts.answer_on, duty.lead, shelf().calendar, begun=duty.needs.title or "前置程序")
    return None


def _clock_sheet(duty: After, term: Term, found: Finding, start: date, held: Review) -> Sheet:
    """The sheet with the matter's stops, restart and extension, as the evaluator took them: by rows, not by days."""
    log = held.findings.log
    first = int(np.argmax(log.ids == found.trace[0]))
    end = np.argmax(log.ids == found.trace[1]) if found.facts.answer_on else log.matter_end[log.matter[first]]
    limit = int(end)
    tolls = [span for toll in duty.tolls for span in _stops(toll, first, limit, held)]
    again = _within(log, duty.restart, first + 1, limit) if duty.restart else []
    restart = log.date_of(again[-1]) if again else None

    def counted(extension: int) -> Sheet:
        begun = (duty.trigger.title if duty.trigger else "") or "起因"
        restarted = (duty.restart.title if duty.restart else "") or "重新起算"
        return day_sheet(start, term, shelf().calendar, tolls, restart, extension, begun, restarted)

    sheet = counted(0)
    if duty.extension is None:
        return sheet
    given = int(log.following(np.array([first], np.int32), duty.extension.by)[0])
    last = sheet.rolled if term.rollover == "next_working_day" else sheet.raw
    return counted(duty.extension.number) if 0 <= given < limit and log.date_of(given) <= last else sheet


def _within(log: Log, select: Select, first: int, limit: int) -> list[int]:
    return [int(r) for r in log.rows(select) if first <= r < limit]


def _stops(toll: Toll, first: int, limit: int, held: Review) -> list[tuple[date, date]]:
    """(day it stops, day it runs again) of each stop of the clock; one that still stands ends today."""
    log = held.findings.log
    begun = _within(log, toll.start, first, limit)
    ended = log.following(np.array(begun, np.int32), toll.stop)
    return [(log.date_of(b), log.date_of(int(e)) if e >= 0 else held.as_of) for b, e in zip(begun, ended, strict=True)]
