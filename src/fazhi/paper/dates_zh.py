"""Days as people write them in ledgers, read with the year and month of the sheet they stand on."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
SERIALS = range(20_000, 80_000)
SERIAL_ZERO = date(1899, 12, 30)
FULL = re.compile(
    r"(\d{4}|\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?(?:\s*(?:星期|周)?[一二三四五六日天]?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
SHORT = re.compile(r"(\d{1,2})[月./-](\d{1,2})[日号]?")
DAY_ONLY = re.compile(r"(\d{1,2})[日号]?")
YEAR = re.compile(r"(19\d{2}|20\d{2})年?")
MONTH = re.compile(r"(\d{1,2})月")
TENS = re.compile(r"十[一二三四五六七八九]?|[二三]十[一二三四五六七八九]?")
RANGE = re.compile(r"\d[日号]?\s*(?:至|到|~|—|－)\s*\d|\d[日号]\s*-\s*\d|\d\.\d+\s*-\s*\d")
FORM = "请写成 2025-05-06 这样的日期"


def parse_date(value: object, year: int | None, month: int | None) -> date | str:
    """The day in a cell, or in Chinese why there is none.

    value: a day, a moment, an Excel serial, or words such as 2025.5.6, 2025年5月6日, 5月6日, 6日, 二〇二五年五月六日;
    year and month: those of the sheet, for days that leave them out.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return f"没有日期；{FORM}"
    if isinstance(value, int | float):
        return _number(float(value), year, month)
    text = _plain(str(value))
    if RANGE.search(text):
        return f"“{value}”是一段时间；请只写开始的那一天"
    whole = FULL.fullmatch(text)
    if whole:
        return _day(_year(whole[1]), int(whole[2]), int(whole[3]), str(value))
    short = SHORT.fullmatch(text)
    if short and year:
        return _day(year, int(short[1]), int(short[2]), str(value))
    alone = DAY_ONLY.fullmatch(text)
    if alone and year and month:
        return _day(year, month, int(alone[1]), str(value))
    if short or alone:
        return f"“{value}”没有写年份，表里也看不出年份；{FORM}"
    return f"“{value}”不是日期；{FORM}"


def year_in(text: str) -> int | None:
    """The year that a title, a sheet's name or a line names."""
    found = YEAR.search(_plain(text))
    return int(found[1]) if found else None


def month_in(text: str) -> int | None:
    """The month that a sheet's name or a title names, 1 to 12."""
    found = MONTH.search(_plain(text))
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else None


def _number(value: float, year: int | None, month: int | None) -> date | str:
    """An Excel serial; or 5.6 typed for 5月6日, where 5.1 may be the first or the tenth."""
    if value.is_integer() and int(value) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(value))
    if value.is_integer() and year and month:
        return _day(year, month, int(value), str(int(value)))
    head, _, tail = f"{value:g}".partition(".")
    if tail in ("1", "2", "3"):
        return f"“{value:g}”看不出是{tail}日还是{tail}0日；{FORM}"
    if year and tail and len(tail) <= 2 and value < 13:
        return _day(year, int(head), int(tail), f"{value:g}")
    return f"“{value:g}”不是日期；{FORM}"


def _day(year: int, month: int, day: int, shown: str) -> date | str:
    try:
        return date(year, month, day)
    except ValueError:
        return f"“{shown}”没有这一天；请核对月份和日子"


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _plain(text: str) -> str:
    """Half-width, without spaces inside a day, Chinese numerals as digits."""
    bare = unicodedata.normalize("NFKC", text).strip().replace("。", ".").replace("．", ".").replace("、", ".")
    bare = TENS.sub(lambda m: str(_tens(m[0])), bare)
    bare = re.sub(r"\s*([年月./-])\s*|\s+(?=[日号])", r"\1", bare)
    return "".join(DIGITS.get(c, c) for c in bare)


def _tens(text: str) -> int:
    head, _, tail = text.partition("十")
    return int(DIGITS.get(head, "1")) * 10 + int(DIGITS.get(tail, "0"))
