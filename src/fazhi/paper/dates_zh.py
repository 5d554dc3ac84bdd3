"""Days, months and years as people write them: in cells, read with the year and month of their sheet, and in titles."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta

DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
SERIALS = range(20_000, 80_000)
SERIAL_ZERO = date(1899, 12, 30)
FULL = re.compile(
    r"(\d{4}|\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?(?:\s*(?:星期|周)?[一二三四五六日天]?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
SHORT = re.compile(r"(\d{1,2})[月./-](\d{1,2})[日号]?")
DAY_ONLY = re.compile(r"(\d{1,2})[日号]?")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?")
MONTH = re.compile(r"(\d{1,2})月")
TENS = re.compile(r"十[一二三四五六七八九]?|[二三]十[一二三四五六七八九]?")
RANGE = re.compile(r"\d[日号]?\s*(?:至|到|~|—|－)\s*\d|\d[日号]\s*-\s*\d|\d\.\d+\s*-\s*\d")
# The number of a paper, till when a form may be used.
ISSUED = re.compile(r"〔[^〕]*〕|\[\d{4}年?\]|有效期[至到]?:?[\d年月日]+")
_Y, _M, _TO = r"(?<!\d)(20\d{2})年度?\(?", r"(?:份|度)?", r"(?:至|到|~|—+|－|–|-)"
DAYS = re.compile(rf"{_Y}(\d{{1,2}})月(\d{{1,2}})日{_TO}(?:(20\d{{2}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日")
SINCE = re.compile(rf"{_Y}(?:(\d{{1,2}})月{_M})?(?:(\d{{1,2}})日)?至今")
UNTIL = re.compile(rf"截[至止]到?{_Y}(?:(\d{{1,2}})月)?(?:(\d{{1,2}})日)?")
MONTHS = re.compile(rf"{_Y}(\d{{1,2}})月?{_M}{_TO}(?:(20\d{{2}})年)?(\d{{1,2}})月(?!\d)")
ONE_MONTH = re.compile(rf"{_Y}(\d{{1,2}})月(?!\d)")
QUARTERS = re.compile(rf"{_Y}第?(?:(前)|([1-4])(?:季度)?(?:{_TO}|([.和及]))第?)?([1-4])季度")
HALF = re.compile(rf"{_Y}(上|下)半年")
YEARS = re.compile(rf"(?<!\d)(20\d{{2}})年?度?{_TO}(20\d{{2}})年")
ONE_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!\d*月\d*日)")
MONTH_ALONE = re.compile(r"(?:(20\d{2})(?:年|[./-]))?(\d{1,2})(?:月(?:份|度)?)?")
Span = tuple[date, date]
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
    """The year that a title, a sheet's name or a line names; not that of a paper's number."""
    found = YEAR.search(ISSUED.sub("", _plain(text)))
    return int(found[1]) if found else None


def month_in(text: str) -> int | None:
    """The month that a sheet's name or a title names, 1 to 12."""
    found = MONTH.search(_plain(text))
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else None


def month_named(text: str) -> tuple[int | None, int] | None:
    """(year where it is said, month) of words that are a month and nothing else; None for others.

    >>> month_named("2026年1月"), month_named("十一月份"), month_named("3"), month_named("1-3月")
    ((2026, 1), (None, 11), (None, 3), None)
    """
    found = MONTH_ALONE.fullmatch(_plain(text))
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return (int(found[1]) if found[1] else None), int(found[2])


def span_named(text: str, today: date) -> Span | None:
    """The days that a title is about: days, months, quarters, half a year, a year or several; None where it names no year.

    A single day is when something was signed, and names none. 至今 is till `today`.

    >>> span_named("2026年第一季度学法情况表（云法办〔2025〕3号附件）", date(2026, 5, 6))
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """
    plain = ISSUED.sub("", _plain(text))
    return _since(plain, today) or next((span for read in _SPANS if (span := read(plain))), None)


def _since(plain: str, today: date) -> Span | None:
    found = SINCE.search(plain)
    begin = _day(int(found[1]), int(found[2] or 1), int(found[3] or 1), found[0]) if found else None
    return (begin, today) if isinstance(begin, date) and begin <= today else None


def _from_days(plain: str) -> Span | None:
    found = DAYS.search(plain)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    begin = _day(year, month, int(found[3]), found[0])
    end = _day(int(found[4] or year), int(found[5] or month), int(found[6]), found[0])
    return (begin, end) if isinstance(begin, date) and isinstance(end, date) and begin <= end else None


def _from_until(plain: str) -> Span | None:
    found = UNTIL.search(plain)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    last = _day(year, month, int(found[3]), found[0]) if found[3] else _months(year, 1, year, month)
    return (date(year, 1, 1), last) if isinstance(last, date) else last if isinstance(last, tuple) else None


def _from_months(plain: str) -> Span | None:
    if several := MONTHS.search(plain):
        year = int(several[1])
        return _months(year, int(several[2]), int(several[3] or year), int(several[4]))
    one = ONE_MONTH.search(plain)
    return _months(int(one[1]), int(one[2]), int(one[1]), int(one[2])) if one else None


def _from_parts(plain: str) -> Span | None:
    if half := HALF.search(plain):
        year, first = int(half[1]), 1 if half[2] == "上" else 7
        return _months(year, first, year, first + 5)
    found = QUARTERS.search(plain)
    if not found:
        return None
    year, last = int(found[1]), int(found[5])
    first = 1 if found[2] else int(found[3] or last)
    if found[4] and last != first + 1:  # 第一、三季度 leaves one out
        return None
    return _months(year, 3 * first - 2, year, 3 * last)


def _from_years(plain: str) -> Span | None:
    if several := YEARS.search(plain):
        return _months(int(several[1]), 1, int(several[2]), 12)
    one = ONE_YEAR.search(plain)
    return _months(int(one[1]), 1, int(one[1]), 12) if one else None


_SPANS = (_from_days, _from_until, _from_parts, _from_months, _from_years)


def _months(year: int, month: int, last_year: int, last_month: int) -> Span | None:
    """From the first day of a month to the last day of another."""
    if not (1 <= month <= 12 and 1 <= last_month <= 12) or (year, month) > (last_year, last_month):
        return None
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


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
