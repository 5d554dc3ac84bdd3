"""Digits as people hide them: full width, Chinese, with blanks, dashes and line breaks between; every digit knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CHINESE = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "幺": "1", "两": "2"}
CAPITAL = {c: str(n) for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
BETWEEN = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u3000-－—–_.．·・,，、*＊/"
LOOK_ALIKE = {"O": "0", "o": "0", "Ｏ": "0", "l": "1", "I": "1"}
FEW_BETWEEN, SHORTEST = 3, 11
ANY = "".join(("0123456789０１２３４５６７８９XxＸｘ", *CHINESE, *CAPITAL, *LOOK_ALIKE, BETWEEN))
STRETCH = re.compile(f"[{re.escape(ANY)}]{{{SHORTEST},}}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits that stand together: the digits, and the offset of each in the text."""

    digits: str
    places: tuple[int, ...]


def runs(text: str) -> Iterator[tuple[Piece, ...]]:
    """Pieces that at most three separators part from each other, of eleven digits or more in all."""
    for stretch in STRETCH.finditer(text):
        yield from _runs(text, *stretch.span())


def _runs(text: str, begin: int, end: int) -> Iterator[tuple[Piece, ...]]:
    pieces: list[Piece] = []
    digits: list[str] = []
    places: list[int] = []
    gap = 0
    for at in range(begin, end + 1):
        char = text[at] if at < end else "\0"
        digit = _digit(text, at) if at < end else ""
        if digit:
            if gap and digits:
                pieces.append(Piece("".join(digits), tuple(places)))
                digits, places = [], []
            digits.append(digit)
            places.append(at)
            gap = 0
        elif char in BETWEEN and (digits or pieces) and gap < FEW_BETWEEN:
            gap += 1
        else:
            if digits:
                pieces.append(Piece("".join(digits), tuple(places)))
            if sum(len(p.digits) for p in pieces) >= SHORTEST:
                yield tuple(pieces)
            pieces, digits, places, gap = [], [], [], 0


def _digit(text: str, at: int) -> str:
    """The digit a character means, X for the last place of an identity number; empty for none."""
    char = text[at]
    if "0" <= char <= "9":
        return char
    if "０" <= char <= "９":
        return str(ord(char) - ord("０"))
    if char in CHINESE or char in CAPITAL:
        return CHINESE.get(char) or CAPITAL[char]
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    near = any("0" <= c <= "9" or "０" <= c <= "９" for c in beside)
    if char in LOOK_ALIKE and near and not any(c.isascii() and c.isalpha() and c not in LOOK_ALIKE for c in beside):
        return LOOK_ALIKE[char]
    counted = near or any(c in CHINESE or c in CAPITAL for c in text[max(0, at - 2) : at])
    return "X" if char in "XxＸｘ" and counted else ""
