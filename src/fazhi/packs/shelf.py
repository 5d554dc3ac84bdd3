"""Shelf: every pack in force here, and what holds on a day."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.duties import Duty, Select
from fazhi.kernel.faults import InputFault, Problem, SetupFault, nearest
from fazhi.kernel.ledger import Ledger, Step
from fazhi.kernel.sentences import Section
from fazhi.kernel.units import RosterRule
from fazhi.packs.calendars import read_calendar
from fazhi.packs.keys import raise_if
from fazhi.packs.lawbook import Lawbook, read_lawbook, uncited
from fazhi.packs.pack import Pack
from fazhi.packs.province import carried_on
from fazhi.packs.read import Files, codes_of, read_pack, read_shared_rosters
from fazhi.packs.soundness import faults_of

HERE = Path(__file__).resolve()
SHIPPED = next(
    (p for p in (HERE.parents[3] / "packs", HERE.parents[1] / "_packs") if p.is_dir()), HERE.parents[3] / "packs"
)
HENAN = SHIPPED / "_henan"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All packs by their words. Built once; every look-up is a dictionary's."""

    packs: tuple[Pack, ...]
    ledgers: Mapping[str, Ledger]
    steps: Mapping[str, Step]
    codes: Mapping[str, Select]
    duties: tuple[Duty, ...]
    roster_rules: tuple[RosterRule, ...]
    sections: tuple[Section, ...]
    calendar: Calendar
    laws: Lawbook

    def versions(self, id: str) -> tuple[Duty, ...]:
        """All versions of a duty, the oldest first. Raises InputFault that names the nearest id."""
        found = tuple(sorted((d for d in self.duties if d.id == id), key=lambda d: d.since))
        if not found:
            known = {d.id for d in self.duties}
            close = nearest(id, known)
            raise InputFault(
                Problem(
                    f"义务 {id}",
                    "没有这项义务",
                    "",
                    f"改为 {close}" if close else "检查编号",
                    f"unknown duty {id}; nearest {close}",
                )
            )
        return found

    @property
    def systems(self) -> dict[str, str]:
        """System -> what it is called: the title of its first pack, in their order."""
        named: dict[str, str] = {}
        for pack in self.packs:
            named.setdefault(pack.system, pack.title)
        return named

    def duty(self, id: str, on: date) -> Duty | None:
        """The version that holds on a day, the general one where procedures differ, or None when none does."""
        general = (d for d in self.versions(id) if d.profile is None or d.profile.but)
        return next((d for d in general if d.since <= on and (d.until is None or on <= d.until)), None)


def load_shelf(*folders: Path) -> Shelf:
    """The shelf of the packs in `folders` (default: FAZHI_PACKS, else the shipped ones).

    Raises PackFault with every problem of every pack. Price: well under a second.
    """
    places = folders or _default_folders()
    files = [Files(folder) for place in places for folder in sorted(place.iterdir()) if (folder / "pack.toml").exists()]
    codes = codes_of(files)
    packs = sorted((read_pack(one, codes) for one in files), key=lambda p: (p.order, bool(p.province), p.id))
    packs = carried_on(packs)
    shared = [rule for place in places for rule in read_shared_rosters(place / "rosters.toml")]
    rules = (*shared, *(r for p in packs for r in p.rosters))
    raise_if([*(p for one in files for p in one.problems)])
    book = read_lawbook(dict.fromkeys((SHIPPED, *places)))
    raise_if([*faults_of(packs, rules), *uncited(packs, book)])
    return _shelf(packs, codes, rules, read_calendar(*_calendar_folders(places)), book)


def province_folder(name: str) -> tuple[Path, ...]:
    """The folder of a province's packs; none for "none". Raises SetupFault that lists the provinces that have one."""
    if name == "none":
        return ()
    if not (SHIPPED / f"_{name}" / "PROVINCE").exists():
        known = "、".join(sorted(p.parent.name[1:] for p in SHIPPED.glob("_*/PROVINCE")))
        raise SetupFault(
            Problem(f"province = {name}", "没有这个省的规则包", f"{known}、none", "改省名", "no such province")
        )
    return (SHIPPED / f"_{name}",)


def load_calendar() -> Calendar:
    """The working-day calendar alone. Price: 30 ms."""
    return read_calendar(*_calendar_folders(_default_folders()))


def _default_folders() -> tuple[Path, ...]:
    named = os.environ.get("FAZHI_PACKS", "")
    more = tuple(Path(p) for p in named.split(os.pathsep) if p)
    return (SHIPPED, HENAN, *(p for p in more if p.resolve() not in (SHIPPED, HENAN)))


def _calendar_folders(places: Sequence[Path]) -> list[Path]:
    """Where years of holidays are: the shipped ones first, so that a county's own replace them."""
    return [p / "_calendar" for p in dict.fromkeys((SHIPPED, *places)) if (p / "_calendar").is_dir()]


def _shelf(
    packs: Sequence[Pack], codes: Mapping[str, Select], rules: tuple[RosterRule, ...], calendar: Calendar, book: Lawbook
) -> Shelf:
    ledgers = {ledger.id: ledger for p in packs for ledger in p.ledgers}
    return Shelf(
        tuple(packs),
        ledgers,
        {s.id: s for ledger in ledgers.values() for s in ledger.steps},
        codes,
        tuple(d for p in packs for d in p.duties),
        rules,
        tuple(s for p in packs for s in p.sections),
        calendar,
        book,
    )
