"""Formulas when rows are added under a form's last one: what they point to moves with them, sums grow, lone cells cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.worksheet.worksheet import Worksheet

ROWS = re.compile(
    r"^(?P<sheet>(?:'[^']+'|[^'!]+)!)?(?P<a>\$?[A-Z]{0,3}(?P<fixed>\$?))(?P<m>\d+)(?::(?P<b>\$?[A-Z]{0,3}\$?)(?P<n>\d+))?$"
)


def grown(first: int, end: int, last: int, n: int) -> tuple[int, int]:
    """Where rows `first`..`end` lie after `n` were added under row `last`.

    >>> grown(5, 14, 14, 3), grown(15, 16, 14, 3), grown(3, 4, 14, 3), grown(14, 14, 14, 3)
    ((5, 17), (18, 19), (3, 4), (14, 14))
    """
    if first > last:
        return first + n, end + n
    return first, end + n if end > last or (end == last > first) else end


def pointer(sheet: Worksheet, own: bool, last: int, n: int) -> Callable[[str], str]:
    """A formula with its references to the sheet moved; `own`: the formula stands on the sheet itself."""

    def moved(formula: str) -> str:
        tokens = _tokens(formula)
        for token, found in _references(tokens):
            here = own if not found["sheet"] else found["sheet"][:-1].strip("'") == sheet.title
            if here:
                first, end = grown(int(found["m"]), int(found["n"] or found["m"]), last, n)
                rest = f":{found['b']}{end}" if found["n"] else ""
                token.value = f"{found['sheet'] or ''}{found['a']}{first}{rest}"
        rendered: str = tokens.render() if tokens else formula
        return rendered

    return moved


def moved_value(value: str, moved: Callable[[str], str]) -> str:
    """The same for what is a formula but has no = before it, as names and rules have."""
    return moved(f"={value}")[1:]


def of_own_row(formula: str, row: int, column: str) -> bool:
    """Whether a formula points only into its own row, to fixed rows, or to the number above it (=A4+1), so that the next row needs it too.

    >>> of_own_row("=B5-C5*$J$1", 5, "D"), of_own_row("=A4+1", 5, "A"), of_own_row("=SUM(G3:G5)", 5, "G")
    (True, True, False)
    """
    for _, found in _references(_tokens(formula)):
        rows = {int(found["m"]), int(found["n"] or found["m"])}
        above = rows == {row - 1} and not found["n"] and not found["sheet"] and found["a"].strip("$") == column
        if not (found["fixed"] or rows == {row} or above):
            return False
    return True


def lone_cells(sheet: Worksheet, last: int) -> list[tuple[int, int]]:
    """(row, column) of formulas below row `last` that add up its cell and those above one by one, and so will not grow."""
    found = []
    for row in sheet.iter_rows(min_row=last + 1):
        for cell in row:
            if not isinstance(cell.value, str) or not cell.value.startswith("="):
                continue
            single = {(r["a"].strip("$"), int(r["m"])) for _, r in _references(_tokens(cell.value)) if not _far(r)}
            if any((c, last) in single and (c, last - 1) in single for c, _ in single):
                found.append((cell.row, cell.column))
    return found


def _far(reference: re.Match[str]) -> bool:
    """Whether a reference is a range or to another sheet."""
    return bool(reference["n"] or reference["sheet"])


def _tokens(formula: str) -> Tokenizer | None:
    """None for what is no formula to openpyxl."""
    try:
        return Tokenizer(formula)
    except TokenizerError:
        return None


def _references(tokens: Tokenizer | None) -> Iterator[tuple[Token, re.Match[str]]]:
    """The cells and ranges of a formula that name rows."""
    for token in tokens.items if tokens else ():
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and (found := ROWS.match(token.value)):
            yield token, found
