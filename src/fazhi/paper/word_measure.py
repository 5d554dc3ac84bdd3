"""Measures as a Word file writes them, in points; what is none counts as unset."""

from __future__ import annotations

import re

UNITS = {"": 0.05, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "pi": 12.0}  # points each


def points(text: str, default: float = 0.0) -> float:
    """A measure of the format in points: twentieths of one, or a number with its unit.

    >>> points("579"), points("12pt"), points("25.4mm"), points("wide", 1.0)
    (28.95, 12.0, 72.0, 1.0)
    """
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(\w*)", text)
    if found is None or found[2] not in UNITS:
        return default
    return round(float(found[1]) * UNITS[found[2]], 4)


def number(text: str, default: float = 0.0) -> float:
    """A plain number of the format.

    >>> number("200"), number("", 1.0), number("many")
    (200.0, 1.0, 0.0)
    """
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else default


def size_of(text: str) -> float:
    """A letter size in points: half points, or a number with its unit; ten when it says nothing.

    >>> size_of("32"), size_of("16pt"), size_of("")
    (16.0, 16.0, 10.0)
    """
    return (number(text) / 2 or points(text)) or 10.0
