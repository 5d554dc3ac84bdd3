"""Take in a year's notice of holidays, and say which days of which findings move by it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.findings import Finding
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.review import Review, review, reviews
from fazhi.office.rules import shelf
from fazhi.packs.calendars import read_calendar
from fazhi.packs.shelf import SHIPPED
from fazhi.store import append
from fazhi.store.turn import writing

CALENDARS = "_calendar"


@dataclass(frozen=True, slots=True)
class Moved:
    """A finding whose day is another under the new calendar."""

    title: str
    subject_name: str
    before: date | None
    after: date | None


def import_year(actor: Actor, content: bytes, name: str, townships: Iterable[str]) -> tuple[Moved, ...]:
    """Check the file, judge the townships under both calendars, keep the file in the home folder, remember who did it.

    name: YEAR.toml. Raises PackFault when the file is wrong, AccessFault; nothing is kept then. The same file again changes
    nothing. Price: two evaluations a township.
    """
    homes = list(townships)
    for home in homes:
        require(actor, "import", home)
    if Path(name).suffix != ".toml" or not Path(name).stem.isdigit():
        raise InputFault(
            Problem(f"文件 {name}", "文件名不对", "2027.toml 这样的名字", "改名", "must be named YEAR.toml")
        )
    ours = Path(settings.HOME) / "packs" / CALENDARS
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        later = [p for p in (ours, Path(folder)) if p.is_dir()]
        calendar = read_calendar(
            SHIPPED / CALENDARS, *(p / CALENDARS for p in settings.PACKS if (p / CALENDARS).is_dir()), *later
        )
    today = clock.today()
    moved = tuple(m for home in homes for m in _moved(review(home, today), calendar))
    with writing():
        digest = hashlib.sha256(content).hexdigest()
        for home in homes:
            append.append_import(digest, name, home, (len(moved), 0, 0), clock.now(), actor.person)
        ours.mkdir(parents=True, exist_ok=True)
        fresh = ours / f"{name}.new"
        fresh.write_bytes(content)
        fresh.replace(ours / name)
    shelf.cache_clear()
    reviews.rows.clear()
    return moved


def _moved(held: Review, calendar: Calendar) -> list[Moved]:
    found = evaluate(shelf().duties, held.log, held.roster, calendar, held.as_of, "exceptions", settings.KEPT_SINCE)
    after = {f.key: f for f in found.each()}
    pairs: list[tuple[Finding, Finding]] = [(f, after[f.key]) for f in held.exceptions if f.key in after]
    return [Moved(a.duty.title, a.subject_name, a.due, b.due) for a, b in pairs if a.due != b.due]
