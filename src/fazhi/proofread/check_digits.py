"""Check digits of identity numbers and bank cards, the regions and birthdays in them; the shape of plates."""

from __future__ import annotations

import re
from datetime import date

PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
REGIONS = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "99",
    ]
)  # 99: of nobody, for examples
EARLIEST, LATEST = 1890, 2100


def is_id(text: str) -> bool:
    """Whether 18 characters are an ID number: a region, a possible birthday and the right check digit (GB 11643)."""
    if len(text) != 18 or not text[:17].isdigit() or not _born(text[:2], text[6:14]):
        return False
    total = sum(w * int(c) for w, c in zip(WEIGHTS, text[:17], strict=True))
    return CHECKS[total % 11] == text[17].upper()


def is_old_id(text: str) -> bool:
    """Whether 15 digits are an ID number of before 1999: a region and a possible birthday of the twentieth century."""
    return len(text) == 15 and text.isdigit() and _born(text[:2], f"19{text[6:12]}")


def _born(region: str, day: str) -> bool:
    year = int(day[:4])
    if region not in REGIONS or not EARLIEST <= year < LATEST:
        return False
    try:
        date(year, int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return True


def luhn(text: str) -> bool:
    """Whether the digits are a card number (ISO/IEC 7812)."""
    digits = [int(c) for c in reversed(text)]
    return sum(d if n % 2 == 0 else sum(divmod(2 * d, 10)) for n, d in enumerate(digits)) % 10 == 0
