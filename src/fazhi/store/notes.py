"""The only reads of remarks on matters."""

from __future__ import annotations

from collections.abc import Collection

from fazhi.store import models
from fazhi.store.rows import NoteRow


def notes_of(matter: str) -> list[NoteRow]:
    """Remarks on a matter, the oldest first."""
    rows = models.Note.objects.filter(matter=matter).order_by("id").values_list("id", "text", "by__name", "at")
    return [NoteRow(*r) for r in rows]


def notes_of_matters(matters: Collection[str]) -> dict[str, list[str]]:
    """Matter id -> the texts of its remarks, the oldest first. Price: a query for every 500 matters."""
    found: dict[str, list[str]] = {}
    wanted = sorted(matters)
    for i in range(0, len(wanted), 500):
        rows = models.Note.objects.filter(matter__in=wanted[i : i + 500]).order_by("id")
        for matter, text in rows.values_list("matter_id", "text"):
            found.setdefault(matter, []).append(text)
    return found
