"""Chinese numerals up to ninety-nine, as headings and promises use them."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
NUMERAL = "[一二三四五六七八九十两]{1,3}"


def number(text: str) -> int:
    """二十三 is 23, and so is 23; ③ is 3; 0 for what is no numeral."""
    if text in CIRCLED:
        return CIRCLED.index(text) + 1
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return DIGITS.get(tens, 0) if len(tens) == 1 else 0
    return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
