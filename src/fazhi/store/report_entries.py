"""What people wrote into reports before they were frozen: words, remarks, sent for review, sent back. Nothing is changed or deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from fazhi.store import models
from fazhi.store.turn import writing

ACTS = ("word", "remark", "send", "return", "approve", "reopen", "freeze")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of them. `key`: the sentence it is about (empty: the whole report); `act`: one of ACTS.

    over: the sentence as the records gave it when words were written in its place; of a remark the sentence as it stood, of an
    approval the digest of the draft; empty where nobody kept it.
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
    over: str = ""


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
            over=entry.over or None,
        )


def entries(unit: str, kind: str, period: str) -> list[Entry]:
    """All of a report, in the order they were written. Price: one query."""
    return _read(models.ReportEntry.objects.filter(unit_id=unit, kind=kind, period=period))


def turns(units: Collection[str], acts: Collection[str]) -> list[Entry]:
    """The entries of these acts of every report of these units, in the order they were written. Price: one query."""
    return _read(models.ReportEntry.objects.filter(unit_id__in=units, act__in=acts))


def last_words(units: Collection[str]) -> dict[tuple[str, str, str], datetime]:
    """(unit, kind, period) -> when words were last written into that report. Price: one query."""
    rows = models.ReportEntry.objects.filter(unit_id__in=units, act="word").values("unit_id", "kind", "period")
    return {(r["unit_id"], r["kind"], r["period"]): r["last"] for r in rows.annotate(last=Max("at")).order_by()}


def _read(rows: QuerySet[models.ReportEntry]) -> list[Entry]:
    kept = Coalesce("over", Value(""), output_field=TextField())
    return [Entry(*row) for row in rows.order_by("id").values_list(*FIELDS, kept)]
