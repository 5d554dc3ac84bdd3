"""The numbers that Word itself sets before paragraphs (automatic lists), as text; and ordinals in Chinese."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from fazhi.paper.package_parts import W
from fazhi.paper.word_measure import number
from fazhi.paper.word_package import Package
from fazhi.paper.word_style import Properties, flat

DIGITS = "零一二三四五六七八九"
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
}
HIDDEN = {"bullet", "none"}


def ordinal(text: str) -> int:
    """The number below 100 that stands as 十二 or 12; 0 when it is none.

    >>> [ordinal(t) for t in ("三", "十", "十二", "二十", "九十九", "7", "甲")]
    [3, 10, 12, 20, 99, 7, 0]
    """
    if text.isdecimal():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    if any(c not in DIGITS for c in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return 0
    head = (DIGITS.index(tens) if tens else 1) * 10 if mark else 0
    return head + (DIGITS.index(ones) if ones else 0)


def in_chinese(n: int) -> str:
    """A number from 1 to 99 in Chinese.

    >>> [in_chinese(n) for n in (1, 10, 12, 20, 99)]
    ['一', '十', '十二', '二十', '九十九']
    """
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens % 10] + "十"
    return head + (DIGITS[ones] if ones else "")


class Numbers:
    """Counts through the paragraphs of one file in their order."""

    def __init__(self, package: Package) -> None:
        root = package.kinds.get("numbering", Element("none"))
        abstract = {a.get(f"{W}abstractNumId", ""): a for a in root.iter(f"{W}abstractNum")}
        self._levels: dict[tuple[str, int], Element] = {}
        self._list: dict[str, str] = {}
        for counted in root.findall(f"{W}num"):
            id, link = counted.get(f"{W}numId", ""), counted.find(f"{W}abstractNumId")
            self._list[id] = link.get(f"{W}val", "") if link is not None else ""
            source = abstract.get(self._list[id])
            for level in source.findall(f"{W}lvl") if source is not None else ():
                self._levels[id, int(number(level.get(f"{W}ilvl", "0")))] = level
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def indent(self, properties: Properties) -> Properties:
        """The paragraph properties that come with the list of a paragraph."""
        level = self._levels.get(_place(properties))
        return flat(level.find(f"{W}pPr")) if level is not None else {}

    def next(self, properties: Properties) -> str:
        """The number of this paragraph as it is shown, such as 一、; "" when it has none."""
        id, depth = _place(properties)
        if (id, depth) not in self._levels:
            return ""
        counts = self._counts[self._list[id]]
        counts[depth] = counts.get(depth, self._start(id, depth) - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if self._value(id, depth, "numFmt") in HIDDEN:
            return ""
        text = self._value(id, depth, "lvlText")
        for d in range(depth + 1):
            n = counts.setdefault(d, self._start(id, d))
            shown = in_chinese(n) if self._value(id, d, "numFmt") in CHINESE else str(n)
            text = text.replace(f"%{d + 1}", shown)
        return text

    def _start(self, id: str, depth: int) -> int:
        text = self._value(id, depth, "start")
        return int(text) if text.isdecimal() else 1

    def _value(self, id: str, depth: int, name: str) -> str:
        level = self._levels.get((id, depth))
        found = level.find(f"{W}{name}") if level is not None else None
        return found.get(f"{W}val", "") if found is not None else ""


def _place(properties: Properties) -> tuple[str, int]:
    depth = properties.get("numPr.ilvl", "0")
    return properties.get("numPr.numId", ""), int(depth) if depth.isdecimal() else 0
