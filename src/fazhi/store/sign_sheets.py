"""Sign-in sheets: opened, signed, closed; plain rows out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from fazhi.store import models
from fazhi.store.turn import writing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A session's sheet. `begins_at`: who signs later is late; `closed_at` None: still open."""

    id: str
    unit: str
    step: str
    title: str
    held_on: date
    secret: str
    opened_by: str
    begins_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature."""

    person: str
    name: str
    at: datetime


FIELDS = ("id", "unit_id", "step", "title", "held_on", "secret", "opened_by_id", "begins_at", "closed_at")


def open_sheet(sheet: Sheet, at: datetime) -> None:
    """Write a new sheet."""
    with writing():
        models.SignSheet.objects.create(
            id=sheet.id,
            unit_id=sheet.unit,
            step=sheet.step,
            title=sheet.title,
            held_on=sheet.held_on,
            secret=sheet.secret,
            opened_by_id=sheet.opened_by,
            opened_at=at,
            begins_at=sheet.begins_at,
        )


def sheet_of(id: str) -> Sheet | None:
    """The sheet, or None."""
    row = models.SignSheet.objects.filter(id=id).values_list(*FIELDS).first()
    return Sheet(*row) if row else None


def sheets_in(scope: Collection[str], n: int = 20) -> list[Sheet]:
    """The newest sheets of these units, open ones first."""
    rows = models.SignSheet.objects.filter(unit_id__in=scope).order_by("-opened_at")[:n].values_list(*FIELDS)
    return sorted((Sheet(*r) for r in rows), key=lambda s: s.closed_at is not None)


def signatures(id: str) -> list[Signed]:
    """Who signed, in the order of signing."""
    rows = models.SignRow.objects.filter(sheet=id).order_by("at", "id").values_list("person_id", "person__name", "at")
    return [Signed(*r) for r in rows]


def sign(id: str, person: str, at: datetime) -> bool:
    """Write a signature; False when this person signed before."""
    with writing():
        return models.SignRow.objects.get_or_create(sheet_id=id, person_id=person, defaults={"at": at})[1]


def close(id: str, at: datetime) -> None:
    """Close a sheet; again changes nothing."""
    with writing():
        models.SignSheet.objects.filter(id=id, closed_at=None).update(closed_at=at)
