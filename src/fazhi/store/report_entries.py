"""What people wrote into reports before they were frozen: words, remarks, sent for review, sent back. Nothing is changed or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fazhi.store import models
from fazhi.store.turn import writing

ACTS = ("word", "remark", "send", "return", "approve", "reopen", "freeze")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of them. `key`: the sentence it is about (empty: the whole report); `act`: one of ACTS.

    Of a return and a reopening `key` is the id of the newest event of then, so that it is known which records came after.
    """

    unit: str
    kind: str
    period: str
    act: str
    key: str
    text: str
    by: str
    by_name: str
    at: datetime


FIELDS = ("unit_id", "kind", "period", "act", "key", "text", "by_id", "by__name", "at")


def add(entry: Entry) -> None:
    """Write one."""
    assert entry.act in ACTS
    with writing():
        models.ReportEntry.objects.create(
            unit_id=entry.unit,
            kind=entry.kind,
            period=entry.period,
            act=entry.act,
            key=entry.key,
            text=entry.text,
            by_id=entry.by,
            at=entry.at,
        )


def entries(unit: str, kind: str, period: str) -> list[Entry]:
    """All of a report, in the order they were written. Price: one query."""
    rows = models.ReportEntry.objects.filter(unit_id=unit, kind=kind, period=period).order_by("id").values_list(*FIELDS)
    return [Entry(*row) for row in rows]
