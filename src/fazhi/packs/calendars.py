"""Reads the folder _calendar (one file per year with a notice, lunar.toml for the others) into a Calendar."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from fazhi.kernel.calendar import FIRST_YEAR, LAST_YEAR, Calendar, YearNotice
from fazhi.kernel.faults import PackFault, Problem, nearest

LUNAR = "lunar.toml"
FESTIVALS = ("春节", "清明", "端午", "中秋")
YEAR_FILE = re.compile(r"[12]\d{3}\.toml")
KEYS: Mapping[str, type] = {"year": int, "notices": list, "number": str, "source": str, "work": list, "off": list}
SPAN_KEYS: Mapping[str, type] = {"name": str, "first": date, "last": date}
LONGEST = 20
ALL_SEVEN_SINCE = 2008  # before, 清明, 端午 and 中秋 were working days


def read_calendar(*folders: Path) -> Calendar:
    """The calendar of the folders' years; a year in a later folder (the county's) replaces the same year of an earlier one.

    A folder holds YYYY.toml files and, in the first of them that has it, lunar.toml: the days of the festivals that move.
    Raises PackFault with every problem found: unknown or missing keys, wrong types, days outside the year's notice, a
    make-up day that is no weekend, a statutory day that is not off.
    Source of what is statutory: 全国年节及纪念日放假办法 (2024-11-10) art. 2.
    """
    problems: list[Problem] = []
    moving = _read_moving(folders, problems)
    notices = [
        notice
        for folder in folders
        for file in sorted(folder.glob("*.toml"))
        if file.name != LUNAR and (notice := _read_notice(file, moving, problems))
    ]
    if problems:
        raise PackFault(*problems)
    return Calendar.of(notices, festivals={d: n for year in moving for d, n in _statutory(year, moving[year]).items()})


def _statutory(year: int, moving: tuple[date, ...]) -> dict[date, str]:
    """The 13 statutory days off of a year by name, as revised in 2024."""
    spring, clear, dragon, moon = moving
    new_year = {spring + timedelta(days=k): "春节" for k in (-1, 0, 1, 2)}
    labour = {date(year, 5, k): "劳动节" for k in (1, 2)}
    national = {date(year, 10, k): "国庆" for k in (1, 2, 3)}
    return {date(year, 1, 1): "元旦", **new_year, clear: "清明", **labour, dragon: "端午", moon: "中秋", **national}


def _loaded(file: Path, problems: list[Problem]) -> dict[str, object] | None:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        problems.append(Problem(_where(file), f"不是可读的TOML文件（{e}）", "", "按报错的行列改正", str(e)))
        return None


def _where(file: Path, key: str = "") -> str:
    return f"{file.parent.name}/{file.name}" + (f" 键 {key}" if key else "")


def _read_moving(folders: Iterable[Path], problems: list[Problem]) -> dict[int, tuple[date, ...]]:
    """Days of 春节, 清明, 端午 and 中秋 by year."""
    file = next((f / LUNAR for f in folders if (f / LUNAR).is_file()), None)
    if file is None:
        problems.append(
            Problem(LUNAR, "找不到农历节日表", f"文件夹里要有{LUNAR}", "恢复该文件", "no table of festivals")
        )
        return {}
    table = (_loaded(file, problems) or {}).get("festivals", {})
    found: dict[int, tuple[date, ...]] = {}
    for key, days in table.items() if isinstance(table, dict) else ():
        year = int(key) if re.fullmatch(r"[12]\d{3}", key) else 0
        if isinstance(days, list) and len(days) == len(FESTIVALS) and all(_is_day(d) and d.year == year for d in days):
            found[year] = tuple(days)
        else:
            problems.append(
                Problem(_where(file, key), "应是四个同年的日期", "、".join(FESTIVALS), "改正", "four dates")
            )
    if missing := [y for y in range(FIRST_YEAR, LAST_YEAR + 1) if y not in found]:
        allowed = f"{FIRST_YEAR}至{LAST_YEAR}各年"
        problems.append(Problem(_where(file), f"缺{missing[0]}年等{len(missing)}年", allowed, "补齐", "years missing"))
    return found


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _read_notice(file: Path, moving: Mapping[int, tuple[date, ...]], problems: list[Problem]) -> YearNotice | None:
    if not YEAR_FILE.fullmatch(file.name):
        problems.append(Problem(_where(file), "文件名不是年份", f"YYYY.toml 或 {LUNAR}", "改文件名", "not a year"))
        return None
    table = _loaded(file, problems)
    if table is None or not _fits(table, KEYS, _where(file), problems):
        return None
    found: list[Problem] = []
    year = int(file.stem)
    if table["year"] != year:
        found.append(
            Problem(_where(file, "year"), f"{table['year']}与文件名不符", str(year), "改正", "year and file differ")
        )
    off = _days_off(file, table, found)
    work = _make_up_days(file, table, off, found)
    titles = _titles(file, table, found)
    found += _unlisted(file, year, off, moving) if not found else []
    problems += found
    notice = "；".join(titles) + (f"（{table['number']}）" if table["number"] else "")
    return YearNotice(year, tuple(off), work, notice, str(table["source"]), tuple(off.values()))


def _fits(table: Mapping[str, object], keys: Mapping[str, type], where: str, problems: list[Problem]) -> bool:
    """Whether a table has exactly these keys with values of these types; problems are noted."""
    before, allowed = len(problems), "、".join(keys)
    for key in table.keys() - keys.keys():
        hint = nearest(key, keys)
        mend = f"改为{hint}" if hint else "删去"
        problems.append(Problem(f"{where} 键 {key}", "不认识的键", allowed, mend, "unknown key"))
    for key, kind in keys.items():
        value = table.get(key)
        if value is None:
            problems.append(Problem(f"{where} 键 {key}", "缺这个键", allowed, "补上", "missing key"))
        elif not isinstance(value, kind) or isinstance(value, bool | datetime):
            problems.append(
                Problem(f"{where} 键 {key}", f"值的类型不对：{value!r}", kind.__name__, "改正", "wrong type")
            )
    return len(problems) == before


def _days_off(file: Path, table: Mapping[str, object], problems: list[Problem]) -> dict[date, str]:
    """Every day off with its festival, from the spans."""
    spans, year = table["off"], table["year"]
    assert isinstance(spans, list)
    days: dict[date, str] = {}
    for i, span in enumerate(spans, 1):
        where = _where(file, f"off[{i}]")
        if not isinstance(span, dict) or not _fits(span, SPAN_KEYS, where, problems):
            continue
        first, size = span["first"], (span["last"] - span["first"]).days + 1
        found = [first + timedelta(days=k) for k in range(size if 0 < size <= LONGEST else 0)]
        if not found or any(d in days or not _in_notice(d, year) for d in found):
            allowed = f"{LONGEST}天以内、互不重叠、在上年12月至当年年底"
            text = f"放假时段{first}至{span['last']}不对"
            problems.append(Problem(where, text, allowed, "核对通知", "bad span of days off"))
        days |= dict.fromkeys(found, span["name"])
    return days


def _in_notice(day: date, year: object) -> bool:
    return day.year == year or (day.year + 1 == year and day.month == 12)


def _make_up_days(
    file: Path, table: Mapping[str, object], off: Mapping[date, str], problems: list[Problem]
) -> tuple[date, ...]:
    days = table["work"]
    assert isinstance(days, list)
    for day in days:
        if not _is_day(day) or day.weekday() < 5 or day in off or not _in_notice(day, table["year"]):
            what = f"{day}不能是补班日"
            allowed = "没有放假的周六或周日，在上年12月至当年年底"
            problems.append(Problem(_where(file, "work"), what, allowed, "核对通知", "bad make-up day"))
    return tuple(d for d in days if _is_day(d))


def _titles(file: Path, table: Mapping[str, object], problems: list[Problem]) -> list[str]:
    titles = table["notices"]
    assert isinstance(titles, list)
    if not titles or not all(isinstance(t, str) and t for t in titles):
        problems.append(Problem(_where(file, "notices"), "要写通知的全称", "一个或多个标题", "补上", "no notice named"))
    return [str(t) for t in titles]


def _unlisted(file: Path, year: int, off: Mapping[date, str], moving: Mapping[int, tuple[date, ...]]) -> list[Problem]:
    """Festivals of the year on which nobody would be off: the sign of a slip."""
    if year not in moving or year < ALL_SEVEN_SINCE:
        return []
    core = {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节", date(year, 10, 1): "国庆"}
    core |= dict(zip(moving[year], FESTIVALS, strict=True))
    return [
        Problem(_where(file, "off"), f"{name}（{day}）没有放假", "节日当天都应放假", "核对通知", "festival not off")
        for day, name in core.items()
        if day not in off
    ]
