"""A text as it is meant: full width, odd blanks and invisible characters folded; digits hidden among separators; every place known."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CELL = "\x1f"  # between cells of a table in a file; numbers never run over it
CHINESE = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "幺": "1", "两": "2"}
CAPITAL = {c: str(n) for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"洞": "0", "拐": "7", "勾": "9"}
DIGITS = CHINESE | CAPITAL | {c: c for c in "0123456789"}
BETWEEN = " \t\n-—_~.·•‧・∙,，、。*/|()（）"
LOOK_ALIKE = {"O": "0", "o": "0", "l": "1", "I": "1", "丨": "1"}
FEW_BETWEEN, SHORTEST, BEFORE_X = 3, 10, 14
DASHES = "－–‐‑‒―−﹣"
FULL = {n: chr(n - 0xFEE0) for n in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
PLAIN = (
    FULL
    | {
        n: str(unicodedata.decimal(chr(n)))
        for n in range(128, sys.maxunicode + 1)
        if unicodedata.decimal(chr(n), None) is not None
    }
    | {n: " " for n in range(128, 0x3001) if unicodedata.category(chr(n)) == "Zs"}
    | {ord(c): "-" for c in DASHES}
    | {
        ord("＃"): "#",
        ord("＠"): "@",
        ord("＿"): "_",
        ord("＋"): "+",
        ord("｜"): "|",
        ord("．"): ".",
        ord("\x0b"): " ",
        ord("\x0c"): "\n",
    }
    | {ord(c): "~" for c in "～〜∼"}
    | {ord(c): said for said, like in (("O", "ОΟ"), ("o", "оο"), ("I", "ІΙ")) for c in like}
    | {
        n: folded
        for n in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA))
        if len(folded := unicodedata.normalize("NFKC", chr(n))) == 1
    }
    | {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
)
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
CIRCLED = {"⓪": "0", "⓿": "0"} | {
    chr(one + n): str(n + 1) for one in (0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A) for n in range(9)
}
CIRCLE = f"[{''.join(CIRCLED)}]"
HAN = "\u4e00-\u9fff"
SPREAD = rf"(?<=[{HAN}])[ ·•‧・-]{{1,2}}(?=[{HAN}][ ·•‧・-]{{1,2}}[{HAN}](?![{HAN}]))|(?<=[ ·•‧・-][{HAN}])[ ·•‧・-]{{1,2}}(?=[{HAN}](?![{HAN}]))"
REMOVED = re.compile(f"[{INVISIBLE}]+|\r(?=\n)")
APART = re.compile(rf"[{HAN}](?: [{HAN}]| [0-9]{{1,4}}(?![0-9])){{4,}}")
HAN_APART, FEWEST_APART = re.compile(rf" [{HAN}](?= )"), 3
SPREAD_OUT = re.compile(SPREAD)
SPREAD_SOMEWHERE = re.compile(rf"[ ·•‧・-]{{1,2}}[{HAN}][ ·•‧・-]{{1,2}}[{HAN}]")
GAPS = re.compile(rf"(?<=[{HAN}A-Z])[ \t\n·•‧・-]{{1,3}}(?=[{HAN}A-Z])")
STRANGE = frozenset((*map(chr, PLAIN), *filter(REMOVED.match, map(chr, range(0x10000))), *CIRCLED, "\r"))
PIECE = re.compile("[0-9]+|.", re.DOTALL)
CIRCLES = re.compile(
    rf"{CIRCLE}(?:[ -]?{CIRCLE}){{6,}}|{CIRCLE}{{1,4}}(?=村民小组|小组|[组社队号栋幢座单室楼排巷#-])|(?<=[0-9号栋幢座楼元-]){CIRCLE}{{1,4}}"
)
STRETCH = re.compile(f"[{re.escape(''.join((*DIGITS, *LOOK_ALIKE, 'Xx', BETWEEN)))}]{{{SHORTEST},}}")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without what was removed; `kept`: (place in it, how much stood before in the original), ascending."""

    text: str
    kept: tuple[tuple[int, int], ...] = ()

    def original(self, at: int) -> int:
        """The place in the original text of the character at a place."""
        n = bisect_left(self.kept, (at + 1, -1)) - 1
        return at + self.kept[n][1] if n >= 0 else at

    def without(self, pattern: re.Pattern[str]) -> Folded:
        """The text without what matches; places still lead to the original."""
        return self.less(found.span() for found in pattern.finditer(self.text))

    def less(self, spans: Iterable[tuple[int, int]]) -> Folded:
        """The text without these places, in order."""
        pieces, kept, end, gone = [], [], 0, 0
        for begin, stop in spans:
            pieces.append(self.text[end:begin])
            gone += stop - begin
            end = stop
            kept.append((end - gone, gone))
        if not gone:
            return self
        inner = Folded("".join((*pieces, self.text[end:])), tuple(kept))
        both = sorted({at for at, _ in inner.kept} | {_shifted(inner, at) for at, _ in self.kept})
        return Folded(inner.text, tuple((at, self.original(inner.original(at)) - at) for at in both))


def _shifted(inner: Folded, at: int) -> int:
    """The place in the inner text of a place in the outer one."""
    gone = 0
    for place, lost in inner.kept:
        if place + lost > at:
            break
        gone = lost
    return at - gone


def plain(text: str) -> Folded:
    """Invisible characters removed, blanks and widths made plain."""
    strange = not STRANGE.isdisjoint(text)
    said = text.translate(PLAIN) if strange else text
    if strange and CIRCLES.search(said):
        said = CIRCLES.sub(lambda m: "".join(CIRCLED.get(c, c) for c in m[0]), said)
    seen = Folded(said).without(REMOVED) if strange else Folded(said)
    return Folded(seen.text.replace("\r", "\n"), seen.kept)


def together(seen: Folded) -> Folded:
    """Characters of a word that were spread out put together."""
    if not SPREAD_SOMEWHERE.search(seen.text):
        return seen
    return seen.less(_apart(seen.text)).without(SPREAD_OUT)


def _apart(text: str) -> Iterator[tuple[int, int]]:
    """The blanks of a place whose characters all stand apart, its numbers too: 杨 堤 口 村 1 2 组."""
    for run in APART.finditer(text):
        if len(HAN_APART.findall(run[0])) >= FEWEST_APART:
            yield from ((at, at + 1) for at in range(*run.span()) if text[at] == " ")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that at most three separators part; `starts` of the pieces, `turns` also where the script changes (张三139…); places."""

    digits: str
    places: tuple[int, ...]
    starts: tuple[int, ...]
    turns: tuple[int, ...]


def runs(text: str) -> Iterator[Run]:
    """Every run of ten digits or more in a folded text."""
    for stretch in STRETCH.finditer(text):
        yield from _runs(text, *stretch.span())


def _runs(text: str, begin: int, end: int) -> Iterator[Run]:
    digits: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    turns: list[int] = []
    gap = FEW_BETWEEN + 1
    for piece in PIECE.finditer(text, begin, end):
        at, said = piece.start(), piece[0]
        if not (digit := said if said.isascii() and said.isdigit() else _digit(text, at, len(digits))):
            gap += 1 if text[at] in BETWEEN else FEW_BETWEEN + 1
            continue
        if gap > FEW_BETWEEN:
            if len(digits) >= SHORTEST:
                yield Run("".join(digits), tuple(places), tuple(starts), tuple(turns))
            digits, places, starts, turns = [], [], [0], [0]
        elif gap:
            starts.append(len(digits))
            turns.append(len(digits))
        elif text[at].isascii() != text[places[-1]].isascii():
            turns.append(len(digits))
        digits += digit
        places += range(at, piece.end())
        gap = 0
    if len(digits) >= SHORTEST:
        yield Run("".join(digits), tuple(places), tuple(starts), tuple(turns))


def _digit(text: str, at: int, before: int) -> str:
    """The digit a character means, X for the last place of an identity number; empty for none."""
    char = text[at]
    if char in DIGITS:
        return DIGITS[char]
    if char in "Xx":
        return "X" if before >= BEFORE_X else ""
    return LOOK_ALIKE[char] if char in LOOK_ALIKE and _among_digits(text, at) else ""


def _among_digits(text: str, at: int) -> bool:
    """Whether a letter stands beside a digit, over more like it and one joint, and in no word of other letters."""
    near = False
    for step in (-1, 1):
        place, joints = at + step, 0
        while 0 <= place < len(text):
            char = text[place]
            if "0" <= char <= "9":
                near = True
                break
            if char in BETWEEN and not joints:
                joints = 1
            elif char not in LOOK_ALIKE:
                if char.isascii() and char.isalpha() and char not in "Xx" and not joints:
                    return False
                break
            place += step
    return near
