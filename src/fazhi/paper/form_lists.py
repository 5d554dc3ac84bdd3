"""The drop-down lists of a form: where they stand, and the words they offer, written out or kept in a range of cells."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 256  # words of a list that are looked at
PLACE = re.compile(
    r"^=?(?:(?:'(?P<quoted>[^']+)'|(?P<sheet>[^'!]+))!)?(?P<ref>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$"
)


@dataclass(frozen=True, slots=True)
class DropDown:
    """The words that the cells of some rows and columns offer."""

    rows: range
    columns: range
    words: tuple[str, ...]


def drop_downs(sheet: Worksheet) -> list[DropDown]:
    """The lists of a sheet whose words are known; one that a formula makes up (INDIRECT) is left out."""
    return [
        DropDown(range(r.min_row, r.max_row + 1), range(r.min_col, r.max_col + 1), words)
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and (words := _offered(sheet, str(rule.formula1)))
        for r in rule.sqref.ranges
    ]


def _offered(sheet: Worksheet, formula: str) -> tuple[str, ...]:
    if formula.startswith('"'):
        return tuple(formula.strip('"').split(",")[:LONGEST])
    name = formula.removeprefix("=")
    named = sheet.defined_names.get(name) or sheet.parent.defined_names.get(name)
    place = PLACE.match(str(named.value) if named else formula)
    title = place and (place["quoted"] or place["sheet"] or sheet.title)
    if not place or title not in sheet.parent.sheetnames:
        return ()
    with suppress(ValueError, TypeError):
        left, top, right, bottom = range_boundaries(place["ref"].replace("$", ""))
        cells = sheet.parent[title]._cells
        places = [(r, c) for r in range(top, min(bottom, top + LONGEST) + 1) for c in range(left, right + 1)][:LONGEST]
        held = [cells[at].value for at in places if at in cells]
        return tuple(str(value).strip() for value in held if value is not None)
    return ()
