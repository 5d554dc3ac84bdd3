"""The folder of years: compared day by day with two libraries; a slip in a file is named with its key."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.faults import PackFault
from fazhi.packs.calendars import read_calendar

FOLDER = Path(__file__).parents[2] / "packs" / "_calendar"
OFFICIAL = range(2018, 2027)
CHINA = holidays.country_holidays("CN", years=range(2008, 2100))
NAMES = {"春节": "Spring Festival", "清明": "Tomb-Sweeping", "端午": "Dragon Boat", "中秋": "Mid-Autumn"}


def by_chinesecalendar(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def by_holidays(day: date) -> bool:
    return bool(CHINA.is_working_day(day))


def days(years: range) -> Iterator[date]:
    day = date(years[0], 1, 1)
    while day.year <= years[-1]:
        yield day
        day += timedelta(days=1)


@pytest.fixture(scope="module")
def china() -> Calendar:
    return read_calendar(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "_calendar"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("other", [by_chinesecalendar, by_holidays])
def test_every_official_day(china: Calendar, other: Callable[[date], bool]):
    """All 3,287 days of 2018-2026 are what the library says."""
    assert [d for d in days(OFFICIAL) if china.is_workday(d) != other(d)] == []


@pytest.mark.parametrize("other", [by_chinesecalendar, by_holidays])
def test_one_wrong_day_is_seen(folder: Path, other: Callable[[date], bool]):
    """Control: a make-up day left out is found by either library."""
    spoil(folder / "2023.toml", "2023-10-08]", "]")
    calendar = read_calendar(folder)
    assert [d for d in days(OFFICIAL) if calendar.is_workday(d) != other(d)] == [date(2023, 10, 8)]


def test_years_without_a_notice(china: Calendar):
    """Nine years are official; the years around them are provisional."""
    assert china.official == frozenset(OFFICIAL)
    assert [china.is_provisional(d) for d in (date(2017, 12, 31), date(2018, 1, 1), date(2027, 1, 1))] == [
        True,
        False,
        True,
    ]
    assert china.kind_of(date(2027, 2, 5)) == "法定节假日（暂按）"  # 除夕 of 2027


def test_festivals_that_move(china: Calendar):
    """From 2027 on the four moving festivals fall where `holidays` has them; the solar term where chinesecalendar has it."""
    for day in days(range(2027, 2099)):
        name = china.name_of(day)
        assert name not in NAMES or NAMES[name] in CHINA.get(day, "") or chinese_new_years_eve(day), day
    clear = [d for d in days(range(2008, 2099)) if china.name_of(d) == "清明" and china.is_provisional(d)]
    assert all(chinese_calendar.get_solar_terms(d, d) == [(d, "清明")] for d in clear)
    assert len(clear) == 10 + 72


def chinese_new_years_eve(day: date) -> bool:
    return "Spring Festival" in CHINA.get(day + timedelta(days=1), "")


def test_a_year_has_thirteen_statutory_days(china: Calendar):
    """A provisional year has the 13 days of the 2024 revision (fewer dates when two festivals meet)."""
    found = {y: sum(china.kind_of(d).startswith("法定") for d in days(range(y, y + 1))) for y in range(2027, 2099)}
    assert set(found.values()) == {12, 13}
    assert [y for y, n in found.items() if n == 12] == [y for y in found if CHINA_MOON[y] in NATIONAL]


NATIONAL = {(10, 1), (10, 2), (10, 3)}
CHINA_MOON = {d.year: (d.month, d.day) for d, name in CHINA.items() if re.search(r"Mid-Autumn Festival(;|$)", name)}


def test_county_year_replaces(folder: Path, tmp_path: Path):
    """A year in a later folder wins; its other years stay."""
    county = tmp_path / "county"
    county.mkdir()
    shutil.move(folder / "2026.toml", county / "2026.toml")
    spoil(county / "2026.toml", "2026-10-10]", "]")
    both = read_calendar(FOLDER, county)
    assert not both.is_workday(date(2026, 10, 10))
    assert both.official == frozenset(OFFICIAL)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year = 2023", "year = 2024", "2023.toml 键 year：2024与文件名不符"),
        ("work =", "wrok =", "键 wrok：不认识的键.*请改为work"),
        ("work =", "works = []\nwork =", "键 works：不认识的键"),
        ('number = ""', "number = 7", "键 number：值的类型不对：7"),
        ("source =", "# source =", "键 source：缺这个键"),
        ("2023-10-08]", "2023-10-09]", "2023-10-09不能是补班日；允许：没有放假的周六或周日"),
        ("2023-10-08]", "2023-09-30]", "2023-09-30不能是补班日"),
        ("2023-10-08]", "2024-10-12]", "2024-10-12不能是补班日"),
        ("2023-10-08]", "8]", "8不能是补班日"),
        ("last = 2023-01-27", "last = 2023-01-20", "off\\[2\\]：放假时段2023-01-21至2023-01-20不对"),
        ("last = 2023-01-27", "last = 2023-04-27", "放假时段2023-01-21至2023-04-27不对"),
        ("last = 2023-01-27", "last = 2023-01-27T09:00:00", "off\\[2\\] 键 last：值的类型不对"),
        ('name = "春节"', 'nmae = "春节"', "off\\[2\\] 键 nmae"),
        ("first = 2023-06-22", "first = 2023-06-23", "端午（2023-06-22）没有放假"),
        ("notices = [", "notices = [1, ", "键 notices：要写通知的全称"),
        ("year = 2023", "year = = 2023", "不是可读的TOML文件.*line 2"),
    ],
)
def test_slip_in_a_year_is_named(folder: Path, old: str, new: str, expected: str):
    """The fault names the file, the key and what is allowed."""
    spoil(folder / "2023.toml", old, new)
    with pytest.raises(PackFault, match=expected):
        read_calendar(folder)


def test_all_slips_are_told_at_once(folder: Path):
    """Two spoilt files and one that does not belong give three problems."""
    spoil(folder / "2019.toml", "work", "wrok")
    spoil(folder / "lunar.toml", "2030-02-03", "2031-02-03")
    (folder / "next.toml").write_text("year = 2027\n", "utf-8")
    with pytest.raises(PackFault) as caught:
        read_calendar(folder)
    where = [p.where for p in caught.value.problems]
    assert {"_calendar/lunar.toml 键 2030", "_calendar/2019.toml 键 wrok", "_calendar/next.toml"} <= set(where)


def test_folder_without_the_table(tmp_path: Path):
    """Without lunar.toml nothing is guessed."""
    with pytest.raises(PackFault, match="找不到农历节日表"):
        read_calendar(tmp_path)


@pytest.mark.parametrize("row", ["1950 = [", "2099 = ["])
def test_hole_in_the_table_is_seen(folder: Path, row: str):
    """A year missing in the table of festivals is named."""
    spoil(folder / "lunar.toml", row, f"# {row}")
    with pytest.raises(PackFault, match=f"缺{row[:4]}年"):
        read_calendar(folder)
