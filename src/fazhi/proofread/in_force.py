"""年份有误: laws applied before they came into force, days kept before there was such a day or under the date of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fazhi.proofread.report import Mark, Report, each, table
from fazhi.proofread.sieve import Sieve

FAMILY, OUTDATED = "11_year", "2_outdated"
APPLIED = r"(?:依照|依据|根据|按照|适用|援引|依|按)"
LAW = Sieve(
    rf"{APPLIED}(?P<new>[^，。；《》]{{0,8}}?)《(?:中华人民共和国)?(?P<name>[\u4e00-\u9fff]{{2,24}}(?:法|条例|办法|法典))》"
)
NEW = re.compile("修订|修改|修正|新版|新的")
MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
YEAR = re.compile(r"(20\d\d)年")
LEARNED = re.compile("学习|宣传|宣讲|草案|征求|准备|培训|讲解|解读|将于|即将|公布|通过")
DATED = Sieve(
    r"(?<![\d—－-])(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:的|是|为)?[“《]?(?P<day>[\u4e00-\u9fff]{3,12}[日节])"
)
VERSION = Sieve(
    r"(?P<y>(?:19|20)\d\d)年(?:修[正订改]|版|颁布|通过)的?《?(?:中华人民共和国)?(?P<n>[\u4e00-\u9fff]{2,16}?(?:法|条例))(?![\u4e00-\u9fff]*》?草案)|《(?:中华人民共和国)?(?P<name>[\u4e00-\u9fff]{2,16}(?:法|条例))》[（(](?P<year>(?:19|20)\d\d)年?(?:修[正订]|版|本)?[）)]"
)
DATED_TEXT = frozenset(("年修", "年版", "年颁", "年通", "》（"))
ISSUED = Sieve(
    r"(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?[^，。；《》]{0,10}?(?:印发|出台|公布|颁布|发布|通过|下发|颁行|施行|实施|生效)(?:了|的)*《(?:中华人民共和国)?(?P<name>[^》\n]{3,40})》"
)


@cache
def _laws(path: Path, kind: str) -> dict[str, tuple[int, int]]:
    """Name -> year and month."""
    return {name: (int(said[:4]), int(said[5:])) for name, said in table(path)[kind].items()}


@cache
def _days(path: Path) -> tuple[dict[str, int], dict[str, str], Sieve]:
    """Name -> first year, name -> date, and all names."""
    rows = table(path)["day"]
    names = sorted((r["name"] for r in rows), key=len, reverse=True)
    first = {r["name"]: r["first"] for r in rows if "first" in r}
    return first, {r["name"]: r["date"] for r in rows if "date" in r}, Sieve("|".join(names))


def marks(report: Report, papers: Path) -> Iterator[Mark]:
    """Of one report that names its year, but for the dates of days."""
    yield from _misdated(report, papers)
    if report.year:
        yield from _too_soon(report, papers)
        yield from _not_yet(report, papers)
        yield from _old_versions(report, papers)
    issued = table(papers)["issued"]
    for found in each(ISSUED, report):
        years = issued.get(found["name"], "")
        if years and found["year"] not in years:
            yield Mark(FAMILY, *found.span(), "hint", f"《{found['name']}》是{years.replace(' ', '、')}年的", "核对")


def _misdated(report: Report, path: Path) -> Iterator[Mark]:
    """A day under the date of another (6月26日世界无烟日); any other date may be when it was kept."""
    dates = _days(path)[1]
    taken = set(dates.values())
    for found in each(DATED, report):
        told = f"{found[1]}-{found[2]}"
        name = next((n for n in sorted(dates, key=len, reverse=True) if found["day"].endswith(n)), "")
        if name and told in taken and dates[name] != told:
            month, day = dates[name].split("-")
            yield Mark(OUTDATED, *found.span(), "hint", f"{name}是{month}月{day}日", "核对名称和日期")


def _too_soon(report: Report, path: Path) -> Iterator[Mark]:
    """A law applied in a month, or in a year, before it was in force."""
    force, revised = _laws(path, "force"), _laws(path, "revised")
    for found in each(LAW, report):
        dated = YEAR.search(found["new"])  # 按2017年修正的 names its text
        since = None if dated else (revised if NEW.search(found["new"]) else force).get(found["name"])
        sentence_at, sentence = report.sentence_around(found.start())
        if not since or LEARNED.search(report.clause_at(found.start())):
            continue
        before = sentence[: found.start() - sentence_at]
        years, months = YEAR.findall(before), MONTH.findall(before)
        year, month = int(years[-1]) if years else report.year, int(months[-1]) if months else 12
        lately = year >= since[0] - 1 or found["name"] not in revised  # long before, an older revision was meant
        if lately and (year, month) < since:
            why = f"{since[0]}年{since[1]}月起施行，不会在这之前依照它办理"
            yield Mark(FAMILY, *found.span(), "hint", why, "核对年份和依据")


def _not_yet(report: Report, path: Path) -> Iterator[Mark]:
    """A day before the year of its first."""
    first, _, names = _days(path)
    for found in each(names, report):
        years = YEAR.findall(report.clause_at(found.start()))
        year = max(map(int, years), default=report.year)
        since = first.get(found[0], 0)
        if year < since and not re.search("设立|确定|建议|草案|通过", report.clause_at(found.start())):
            yield Mark(FAMILY, *found.span(), "hint", f"{since}年才有{found[0]}", "核对")


def _old_versions(report: Report, path: Path) -> Iterator[Mark]:
    """A text of a law that its last revision has taken the place of."""
    revised = _laws(path, "revised")
    for found in each(VERSION, report) if DATED_TEXT & report.pieces else ():
        since = revised.get(found["n"] or found["name"])
        months = MONTH.findall(report.clause_at(found.start()))
        now = (report.year, int(months[-1]) if months else 12)
        if since and now >= since and int(found["y"] or found["year"]) < since[0] - 1:
            why = f"{since[0]}年{since[1]}月起施行新的文本"
            yield Mark(OUTDATED, *found.span(), "hint", why, "核对文本和条文序号")
