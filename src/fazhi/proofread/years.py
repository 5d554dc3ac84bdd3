"""年份有误: spans that end before they begin, days that lie beyond the report, last year's year left in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report, each

SPAN = re.compile(r"(20\d\d)\s*(?:年)?\s*[—－\-–~～至]+\s*(20\d\d)\s*年?")
DAY = re.compile(r"(20\d\d)年(\d{1,2})月(?:\d{1,2}日)?")
DONE = re.compile(r"(20\d\d)年度?(?:共)?(?:收到|受理|办理|开展|全年|立案|办结|组织)")
COMPARED = ("比", "较", "上年", "同比", "去年", "历年")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report; none about the present when its year is not known."""
    for found in each(SPAN, report):
        if int(found[2]) < int(found[1]):
            yield Mark("11_year", *found.span(), "error", "止年早于起年", f"{found[2]}—{found[1]}年")
    if not report.year:
        return
    for found in each(DAY, report):
        year, month = int(found[1]), int(found[2])
        if not 1 <= month <= 12:
            yield Mark("11_year", *found.span(), "error", "没有这个月份", "核对")
        elif year > report.year + 2 and "规划" not in report.sentence_at(found.start()):
            yield Mark("11_year", *found.span(), "error", f"{report.year}年的报告里出现{year}年的日期", "核对")
    for found in each(DONE, report):
        sentence = report.sentence_at(found.start())
        if int(found[1]) == report.year - 1 and not any(word in sentence for word in COMPARED):
            yield Mark(
                "11_year", *found.span(), "warning", f"{report.year}年的报告里写的是{found[1]}年", f"{report.year}年"
            )
