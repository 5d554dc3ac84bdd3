"""Check digits of identity numbers and bank cards; the shape of plates."""

from __future__ import annotations

import re

PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def is_id(text: str) -> bool:
    """Whether 18 characters are an ID number: a possible birthday and the right check digit (GB 11643)."""
    if len(text) != 18:
        return False
    month, day = int(text[10:12]), int(text[12:14])
    total = sum(w * int(c) for w, c in zip(WEIGHTS, text[:17], strict=True))
    return 1 <= month <= 12 and 1 <= day <= 31 and CHECKS[total % 11] == text[17].upper()


def luhn(text: str) -> bool:
    """Whether the digits are a card number (ISO/IEC 7812)."""
    digits = [int(c) for c in reversed(text)]
    return sum(d if n % 2 == 0 else sum(divmod(2 * d, 10)) for n, d in enumerate(digits)) % 10 == 0
