"""Whether a cell of a form still waits to be filled in."""

from __future__ import annotations

import re

UNWRITTEN = re.compile(r"\s*(?:年\s*月\s*(?:日\s*)?)?")


def is_empty(value: object) -> bool:
    r"""Whether nothing is written in a cell: no value, blanks alone, or a day without its figures.

    >>> is_empty(None), is_empty("\u3000 "), is_empty("   年  月  日"), is_empty("2026年"), is_empty(0)
    (True, True, True, False, False)
    """
    return value is None or (isinstance(value, str) and UNWRITTEN.fullmatch(value) is not None)
