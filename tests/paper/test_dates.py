"""Days as people write them in ledgers."""

from datetime import date, datetime

import pytest

from fazhi.paper.dates_zh import month_in, month_named, parse_date, span_named, year_in

RIGHT = [
    (date(2025, 5, 6), date(2025, 5, 6)),
    (datetime.fromisoformat("2025-05-06T09:30"), date(2025, 5, 6)),
    ("2025.5.6", date(2025, 5, 6)),
    ("2025-05-06", date(2025, 5, 6)),
    ("2025/5/6", date(2025, 5, 6)),
    ("2025年5月6日", date(2025, 5, 6)),
    ("2025 年 5 月 6 日", date(2025, 5, 6)),
    ("２０２５．５．６", date(2025, 5, 6)),
    ("25.5.6", date(2025, 5, 6)),
    ("5月6日", date(2025, 5, 6)),
    ("5.6", date(2025, 5, 6)),
    ("6日", date(2025, 5, 6)),
    ("二〇二五年五月六日", date(2025, 5, 6)),
    ("五月十六日", date(2025, 5, 16)),
    ("二〇二五年十二月三十一日", date(2025, 12, 31)),
    (45783, date(2025, 5, 6)),
    (45783.0, date(2025, 5, 6)),
    (5.6, date(2025, 5, 6)),
    (12.25, date(2025, 12, 25)),
    (6, date(2025, 5, 6)),
]
WRONG = [
    ("2025.2.30", "没有这一天"),
    ("5.1-5.3", "一段时间"),
    ("2025年5月1日至3日", "一段时间"),
    ("上半年", "不是日期"),
    ("", "不是日期"),
    (None, "没有日期"),
    (True, "没有日期"),
    (5.1, "看不出是1日还是10日"),
    (99.99, "不是日期"),
]


@pytest.mark.parametrize(("written", "meant"), RIGHT, ids=lambda v: str(v))
def test_days_are_read_as_they_are_written(written, meant):
    """With the sheet's year 2025 and month 5 where the cell leaves them out."""
    assert parse_date(written, 2025, 5) == meant


@pytest.mark.parametrize(("written", "reason"), WRONG, ids=lambda v: str(v))
def test_what_is_no_day_says_why(written, reason):
    """The reason is Chinese and names how to write it."""
    said = parse_date(written, 2025, 5)
    assert isinstance(said, str) and reason in said and "请" in said


def test_a_day_without_any_year_is_not_guessed():
    """No year in the cell, none on the sheet: refused."""
    assert "没有写年份" in str(parse_date("5月6日", None, None))


def test_titles_name_year_and_month():
    """The sheet's name and title give the context."""
    assert (year_in("清河镇2025年学法台账"), month_in("5月"), month_in("十一月")) == (2025, 5, 11)
    assert (year_in("学法台账"), month_in("13月")) == (None, None)
    assert [year_in(t) for t in ("云法办〔2025〕3号", "电话13820011234", "2026")] == [None, None, 2026]


SPANS = {
    "2026年2月学法情况表": "2026-02-01 2026-02-28",
    "2026年上半年学法情况表": "2026-01-01 2026-06-30",
    "2026年度（下半年）": "2026-07-01 2026-12-31",
    "2026年第一季度": "2026-01-01 2026-03-31",
    "2026年前三季度": "2026-01-01 2026-09-30",
    "2026年二至三季度": "2026-04-01 2026-09-30",
    "2025年第三、四季度": "2025-07-01 2025-12-31",
    "2025年第一、三季度": "2025-01-01 2025-12-31",
    "2026年1月至今": "2026-01-01 2026-09-09",
    "2025年7月1日至今": "2025-07-01 2026-09-09",
    "2026年1-6月": "2026-01-01 2026-06-30",
    "2025年7月至2026年6月": "2025-07-01 2026-06-30",
    "2026年1月1日至6月30日": "2026-01-01 2026-06-30",
    "截至2026年6月底": "2026-01-01 2026-06-30",
    "2024-2026年": "2024-01-01 2026-12-31",
    "二〇二五年度学法情况表（云法办〔2026〕3号附件）": "2025-01-01 2025-12-31",
    "情况表（云法办〔2025〕3号附件）": "",
    "情况表 咨询电话13820011234": "",
    "情况表 2025年12月20日": "",
    "有效期至：2027年6月": "",
}


@pytest.mark.parametrize(("title", "days"), SPANS.items())
def test_titles_name_the_days_they_are_about(title, days):
    """Days, months, quarters, halves and years; the number of a paper, a telephone and the day of a signature are none."""
    assert " ".join(map(str, span_named(title, date(2026, 9, 9)) or ())) == days


def test_months_of_a_row_are_read():
    """As figures or numerals, with a year or without; several months are none."""
    assert [month_named(t) for t in ("一月", "2026年1月", "11", "1-3月", "合计")] == [
        (None, 1),
        (2026, 1),
        (None, 11),
        None,
        None,
    ]
