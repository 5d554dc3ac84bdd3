"""Which unit is meant by a name in one of its common forms: 清河镇司法所 for 清河司法所, 柳湾村村民委员会 or 柳湾 for 柳湾村."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fazhi.kernel.units import Unit
from fazhi.office.sheet_words import plain

RANK = re.compile("(?:镇|乡|街道)$")
GOVERNMENT = re.compile("(?:人民政府|政府|办事处)$")
COMMITTEES = (
    (re.compile("村?(?:村民委员会|村委会?)$"), "村"),
    (re.compile("(?:社区)?(?:居民委员会|居委会)$"), "社区"),
)
VILLAGE = re.compile("(?:村|社区)$")
SHORTEST = 2  # characters; less is no name


def units_called(name: str, units: Mapping[str, Unit]) -> list[Unit]:
    """The units of that very name or id, else those of which it is a common form; more than one where it does not say which."""
    very = [u for u in units.values() if plain(name) in (plain(u.name), plain(u.id))]
    whole = [u for u in units.values() if _core(name, u, units) == _core(u.name, u, units)]
    return very or whole or [u for u in units.values() if _short(name, u, units) == _short(u.name, u, units)]


def official(name: str) -> str:
    """The name that a township signs with; others have one name."""
    if name.endswith("街道"):
        return f"{name}办事处"
    return f"{name}人民政府" if name.endswith(("镇", "乡")) else name


def _core(name: str, unit: Unit, units: Mapping[str, Unit]) -> str:
    """A name without its township's and without the words for its office; another township's stays."""
    bare = plain(name)
    town = _township(unit, units)
    stem = RANK.sub("", town)
    if unit.kind == "township":
        bare = GOVERNMENT.sub("", bare)
        return town if bare in (stem, f"{stem}镇", f"{stem}乡", f"{stem}街道") else bare
    for end, instead in COMMITTEES:
        bare = end.sub(instead, bare)
    lead = town if town and bare.startswith(town) else stem
    return bare.removeprefix(lead) if len(bare) - len(lead) >= SHORTEST else bare


def _short(name: str, unit: Unit, units: Mapping[str, Unit]) -> str:
    """A core without 村 or 社区 at its end, where the unit is a village."""
    bare = _core(name, unit, units)
    short = VILLAGE.sub("", bare) if unit.kind == "village" else bare
    return short if len(short) >= SHORTEST else bare


def _township(unit: Unit, units: Mapping[str, Unit]) -> str:
    """The bare name of the township above a unit; empty without one."""
    above: Unit | None = unit
    while above is not None and above.kind != "township":
        above = units.get(above.parent)
    return plain(above.name) if above else ""
