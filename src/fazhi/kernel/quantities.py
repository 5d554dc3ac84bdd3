"""The quantities a sentence speaks of, however they are written: 160人次, １６０ 人次, 一百六十人次, 百分之九十八, 九成八, 三分之二."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
UNITS = (
    "个百分点|人次|万元|亿元|元|件|次|场|期|起|例|人|名|户|项|份|个|条|宗|处|家|所|支|批|篇|卷|册|块|辆|台|套|本|张|座|亩|公里|平方米|学时|课时|小时|分钟"
    "|工作日|年|个月|月|日|天|周|季度|届|分|村|组|级|倍|番|%"
)
NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
ARABIC = re.compile(rf"(?P<nth>第)?(?P<n>\d+(?:\.\d+)?)(?P<more>[万亿千百十]*)(?:余|多)?(?P<unit>{UNITS})?")
CHINESE = re.compile(
    rf"(?P<nth>第)?(?<![统唯同单之每某这那])(?P<n>{NUMERAL}+)(?:余|多)?(?P<unit>个百分点|人次|{UNITS})(?!体|样|致|直|般|定|律|切|旦|向)"
)
PERCENT = re.compile(rf"百分之(?P<n>{NUMERAL}+)(?:点(?P<tail>{NUMERAL}+))?")
TENTHS = re.compile(r"(?P<n>[一二三四五六七八九两\d])成(?P<tail>[一二三四五六七八九])?(?![为立员效果功本])")
FRACTION = re.compile(rf"(?P<whole>{NUMERAL}+|\d+)分之(?P<part>{NUMERAL}+|\d+)")
HALF = re.compile("过半|半数|一半|大半|多半")
PLAIN_ONE = re.compile("(?:无|没有|未|每|任何|某|这|那|同|再|又|另)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" when none stands there), as it was written."""

    value: float
    unit: str
    written: str


def plain(text: str) -> str:
    """Half-width, without blanks, invisible characters and separators of thousands."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Zs", "Cc"))
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", kept)


def quantities(text: str) -> list[Quantity]:
    """Every quantity of a plain text, in order.

    >>> [(q.value, q.unit) for q in quantities("讲座十二次，参加1.6万人次，占百分之九十八点五")]
    [(12.0, '次'), (16000.0, '人次'), (98.5, '%')]
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Quantity]] = []
    for begin, end, quantity in _all(text):
        if all(end <= a or b <= begin for a, b in taken):
            taken.append((begin, end))
            found.append((begin, quantity))
    return [q for _, q in sorted(found, key=lambda row: row[0])]


def _all(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """The longer ways of writing first."""
    for m in PERCENT.finditer(text):
        tail = "".join(str(DIGITS[c]) for c in m["tail"] or "" if c in DIGITS)
        yield *m.span(), Quantity(float(f"{value_of(m['n'])}.{tail or 0}"), "%", m[0])
    for m in FRACTION.finditer(text):
        whole = value_of(m["whole"])
        if whole:
            yield *m.span(), Quantity(round(100 * value_of(m["part"]) / whole, 1), "%", m[0])
    for m in TENTHS.finditer(text):
        yield *m.span(), Quantity(10 * value_of(m["n"]) + (value_of(m["tail"]) if m["tail"] else 0), "%", m[0])
    for m in HALF.finditer(text):
        yield *m.span(), Quantity(50.0, "%", m[0])
    for m in ARABIC.finditer(text):
        value = float(m["n"])
        for power in m["more"]:
            value *= (POWERS | MYRIADS)[power]
        yield *m.span(), _of(value, m)
    for m in CHINESE.finditer(text):
        lone = m["n"] == "一" and not m["nth"]
        if not (lone and (m["unit"] in ("个", "年", "月", "级", "分", "起") or PLAIN_ONE.search(text[: m.start()]))):
            yield *m.span(), _of(float(value_of(m["n"])), m)


def _of(value: float, m: re.Match[str]) -> Quantity:
    """Money in 元, an ordinal apart from a count."""
    unit = m["unit"] or ""
    if unit in ("万元", "亿元"):
        value, unit = value * MYRIADS[unit[0]], "元"
    return Quantity(round(value, 6), ("第" if m["nth"] else "") + unit, m[0])


def value_of(text: str) -> int:
    """一百二十 is 120, and so is 120; 一二〇 is read digit by digit.

    >>> value_of("三千零五"), value_of("十二"), value_of("一百二十万"), value_of("二〇二五")
    (3005, 12, 1200000, 2025)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    if all(c in DIGITS for c in text) and len(text) > 1:
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in POWERS:
            section += (digit or 1) * POWERS[c]
            digit = 0
        elif c in MYRIADS:
            total = (total + section + digit) * MYRIADS[c]
            section = digit = 0
    return total + section + digit
