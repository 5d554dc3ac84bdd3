"""The packs in force here: read once, the shipped ones, then the county's folders, then what was imported into the home."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fazhi.packs.shelf import SHIPPED, Shelf, load_shelf, province_folder


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """All packs; raises PackFault when one of them is wrong. Price: under a second the first time, then nothing."""
    ours = Path(settings.HOME) / "packs"
    places = dict.fromkeys(
        (SHIPPED, *province_folder(settings.PROVINCE), *settings.PACKS, *([ours] if ours.is_dir() else []))
    )
    return load_shelf(*places)
