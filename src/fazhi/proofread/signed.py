"""年份有误: the day under a report that lies before the year it tells of is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report

FAMILY = "11_year"
DAY = re.compile(r"\s*(20\d\d)年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日[）)]?\s*$")
LAST_LINES, TITLE_REACH, CLOSED = 6, 120, 11  # a report of a year may be signed from November on
OF_A_YEAR = re.compile("(?:年度|法治|依法行政)[^。]{0,30}(?:报告|总结|情况)")
OF_OTHERS = re.compile("半年|季度|1?[0-9]月|计划|要点|方案|安排|打算|规划|通知|意见|截至")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report whose title says that it is of a year."""
    title = report.text[:TITLE_REACH]
    if not report.year or not OF_A_YEAR.search(title) or OF_OTHERS.search(title.split("。")[0]):
        return
    last = [(at, line) for at, line in report.lines if line.strip()][-LAST_LINES:]
    for at, line in last:
        day = DAY.match(line)
        if not day or int(day[1]) > report.year or (int(day[1]) == report.year and int(day[2]) >= CLOSED):
            continue
        why = f"{report.year}年的报告，落款是{day[1]}年{int(day[2])}月"
        yield Mark(FAMILY, at + day.start(1), at + day.end(3) + 1, "warning", why, "核对落款日期和报告年度")
