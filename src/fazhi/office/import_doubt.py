"""What is guessed of an import but cannot be meant: a 承办单位 that keeps no ledger here, a 填报单位 that is an office of the township."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from fazhi.kernel.faults import nearest
from fazhi.kernel.units import Unit
from fazhi.office.sheet_columns import Mapped, header
from fazhi.office.sheet_values import is_blank, words
from fazhi.office.sheet_words import plain
from fazhi.office.unit_names import units_called
from fazhi.paper.sheet_read import SheetTable

OWN = ("填报单位", "村", "社区", "居")  # a header with these says who keeps the row, and nothing else
VILLAGE = re.compile("(?:村|社区|村委会|居委会)$")
TOWNSHIP = re.compile("..(?:镇|乡|街道)")


def doubted(table: SheetTable, mapped: Mapped, units: Mapping[str, Unit], home: str) -> Mapped:
    """Without the column taken for the unit, when more than half of the rows name none that keeps the ledger and `home` does."""
    column = next((c for c in table.columns if c.index == mapped.column_of("unit")), None)
    ledger = mapped.ledger
    if column is None or units[home].kind not in ledger.unit_kinds or any(w in column.path[-1] for w in OWN):
        return mapped
    told = [words(v) for r in table.rows if not is_blank(v := r.values[column.index])]
    keeps = {w: any(u.kind in ledger.unit_kinds for u in units_called(w, units)) for w in set(told)}
    refused = [w for w in told if not keeps[w]]
    if 2 * len(refused) <= len(table.rows) or any(_to_put_right(w, units, home) for w in refused):
        return mapped
    name, own = header(column), units[home].name
    why = f"“{name}”有{len(refused)}行填的不是设“{ledger.title}”台账的单位，这一列不会读入，各行记在{own}名下"
    targets = {i: t for i, t in mapped.targets.items() if i != column.index}
    return replace(mapped, targets=targets, ignored=(*mapped.ignored, name), said=(*mapped.said, why))


def stands_for_home(named: str, mapped: Mapped, units: Mapping[str, Unit], home: str) -> str:
    """Why a 填报单位 that is no unit of ours is taken as `home`, which keeps the ledger; empty when it must be put right."""
    if units[home].kind not in mapped.ledger.unit_kinds or _to_put_right(named, units, home):
        return ""
    return f"填报单位写的是“{named}”，不是本乡镇登记的单位，各行记在{units[home].name}名下"


def _to_put_right(named: str, units: Mapping[str, Unit], home: str) -> bool:
    """Whether a name is another township's, or meant for a unit of ours that it is not: a village's, or like one of ours."""
    if elsewhere(named, units[home]):
        return True
    mistyped = bool(VILLAGE.search(named)) or bool(nearest(named, [u.name for u in units.values()]))
    return mistyped and len(units_called(named, units)) != 1


def elsewhere(named: str, home: Unit) -> bool:
    """Whether a name holds another township's."""
    return plain(home.name) not in plain(named) and bool(TOWNSHIP.search(plain(named)))
