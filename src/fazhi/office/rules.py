"""The packs in force here: read once, the shipped ones, then the county's folders, then what was imported into the home."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fazhi.packs.read_reports import ReportKind, read_reports
from fazhi.packs.shelf import SHIPPED, Shelf, load_shelf, province_folder


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """All packs; raises PackFault when one of them is wrong. Price: under a second the first time, then nothing."""
    ours = Path(settings.HOME) / "packs"
    places = dict.fromkeys(
        (SHIPPED, *province_folder(settings.PROVINCE), *settings.PACKS, *([ours] if ours.is_dir() else []))
    )
    return load_shelf(*places)


@lru_cache(maxsize=1)
def report_kinds() -> dict[str, ReportKind]:
    """Every kind of report, by id."""
    return read_reports(SHIPPED / "_reports", shelf().codes, shelf().ledgers)


@lru_cache(maxsize=1)
def _packs_of_duties() -> dict[str, str]:
    return {duty.id: pack.id for pack in shelf().packs for duty in pack.duties}


def pack_of(duty: str) -> str:
    """The pack that a duty stands in; empty for an unknown one."""
    return _packs_of_duties().get(duty, "")
