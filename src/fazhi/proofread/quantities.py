"""数字不符 told by relations that hold whatever is counted: averages, multiples, fractions, spans of days, shares of one whole, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.proofread.figures import FAMILY, MEASURE, NUMBER, off, tell
from fazhi.proofread.numerals import NUMERAL, number
from fazhi.proofread.report import Mark, Report, in_lines
from fazhi.proofread.sieve import Sieve

THINGS = "村|社区|乡镇|镇|站所|所|站|网格|小区|学校|户|家|人|名|件|案|起|场|期|次|批|卷|点|组|队|部门|单位|企业"
AVERAGE = Sieve(
    rf"(?:平均每个?(?P<each>{THINGS})|每个?(?P<every>{THINGS})平均|(?P<mean>{THINGS}|月|季度?|周)均)(?!衡|等|分|[可须应有需])[^，。；、\d]{{0,6}}{NUMBER}(?P<unit>{MEASURE}|平方米|公里|册|张|课时)"
)
MONTHS = {"月": 12, "季": 4, "季度": 4, "周": 52}
TIMES = Sieve(
    rf"{NUMBER}(?P<u>{MEASURE}|万元|元)[^，。；\d]{{0,8}}?(?:增|升|提高|扩大|发展)[^，。；\d]{{0,3}}(?:至|到|为){NUMBER}(?P=u)[，,]?[^，。；\d]{{0,6}}?"
    rf"(?:(?P<more>增长|增加|提高|上升|多)(?:了)?(?P<k>\d+(?:\.\d+)?|{NUMERAL})倍|翻(?:了)?(?P<twice>{NUMERAL})番|(?P<half>增长|增加)(?:了)?(?P<of>近|超过?|逾)?一半)"
)
POINTS = Sieve(
    rf"(?:由|从){NUMBER}[%％][^，。；\d]{{0,6}}(?:至|到|为){NUMBER}[%％][，,]?[^，。；\d]{{0,6}}?(?:提高|提升|上升|增长|增加|下降|降低|减少)(?:了)?{NUMBER}[%％]"
)
FALLEN = Sieve(rf"(?:下降|减少|降低|压减|缩减|降幅(?:为|达)?)(?:了)?{NUMBER}[%％]")
DAYS = Sieve(
    rf"(\d{{1,2}})月(\d{{1,2}})日(?:起)?(?:至|到|—|－|-|～)(?:(\d{{1,2}})月)?(\d{{1,2}})日[，,（(]?[^，。；\d]{{0,4}}(?:共计?|历时|为期|计|持续|连续|期限|时间)[^，。；\d]{{0,4}}{NUMBER}(天|个工作日|日)"
)
SHARES = Sieve(r"(?:[\u4e00-\u9fff“”]{1,10}\d{1,3}(?:\.\d+)?[%％](?:[、，和]|(?=[。；）)]|$))){3,}")
SHARED = re.compile("占|比例|构成|比重|分布|其他|其余")
SEVERAL = re.compile(r"占(?:比|总|全|了|到|\d)")
REST = re.compile("其他|其余|剩余")
FRACTION = Sieve(
    rf"{NUMBER}(?P<u>{MEASURE})[^。；\d]{{0,14}}?{NUMBER}(?P=u)[^。；\d]{{0,14}}?(?:占|约占|为)(?:总数的?|全部的?)?(?P<d>{NUMERAL})分之(?P<n>{NUMERAL})"
)
EACH = Sieve(
    rf"每个?(?P<each>{THINGS})[^，。；\d]{{0,8}}{NUMBER}(?P<unit>{MEASURE}|册|张|块)[，,][^，。；\d]{{0,4}}(?:共计?|合计|总计|累计|计)[^，。；\d]{{0,6}}{NUMBER}(?P=unit)"
)
LISTED = Sieve(
    rf"(?:其中|包括|分别为|分别是|分为)[：:]?(?P<list>(?:[^，。；：、\d]{{1,10}}\d+(?P<unit>{MEASURE})[、，和])+(?:其他|其余|其它)[^，。；、\d]{{0,6}}\d+(?P=unit))"
)
OF_LIST = Sieve(
    rf"(?P<what>[\u4e00-\u9fff]{{2,6}}?)(?:类|案件|纠纷|事项)*(?:约?占)(?:比|总数的?|全部的?)?(?:为|达|约)?{NUMBER}[%％]"
)
PASSED = "合格|通过|及格|达标|优秀|获证|取证"
SAT = "参考|参训|参加|参赛|应考|报考|受训|到会|应试|出席|抽考|抽测|测试|考试"
MORE = (
    Sieve(
        rf"(?:人员|队员|调解员|网格员|干部|明白人|联络员|志愿者){NUMBER}[人名][，、](?:其中)?(?:已)?(?:持证|在岗|到岗|到会|参训|参加|签到|{PASSED})[^，。；、\d]{{0,6}}{NUMBER}[人名]"
    ),
    Sieve(
        rf"(?:{SAT})[^，。；、\d]{{0,6}}{NUMBER}[人名][，、][^，。；、\d]{{0,4}}(?:{PASSED})[^，。；、\d]{{0,4}}{NUMBER}[人名]"
    ),
    Sieve(rf"{NUMBER}[人名](?:{SAT})[^，。；、\d]{{0,4}}[，、](?:其中)?{NUMBER}[人名][^，。；、\d]{{0,4}}(?:{PASSED})"),
    Sieve(rf"(?:立案|受理){NUMBER}(?P<u>[件起宗])[，、]当年(?:立案|受理)当年(?:结案|办结){NUMBER}(?P=u)"),
    Sieve(
        rf"(?:发现|查出|排查出?)[^，。；、\d]{{0,8}}{NUMBER}(?P<u>[处个件条项起])[，、](?:已|现已|全部)?(?:整改|治理|消除|销号)[^，。；、\d]{{0,4}}{NUMBER}(?P=u)"
    ),
)
KINDS = Sieve(
    rf"(?:检查|抽检|抽查|评查|检测|考核|测评|参考|评审)[^，。；、\d]{{0,8}}{NUMBER}(?P<u>{MEASURE}|批次|卷)[，、：]合格{NUMBER}(?:(?P=u))?[、，]不合格{NUMBER}(?P=u)"
)
WRONG_UNITS = (
    Sieve(rf"面积(?:约|达|为|共|近|共计)?[^，。；、\d]{{0,3}}{NUMBER}(?:余)?(?:公里|千米|米|里|吨|公斤)(?![²2方])"),
    Sieve(
        rf"(?:全长|总长|长度|长约|总里程|里程)[^，。；、\d]{{0,3}}{NUMBER}(?:余)?(?:平方米|亩|公顷|平方公里|吨|公斤)"
    ),
    Sieve(rf"(?:重量|总重|净重)[^，。；、\d]{{0,3}}{NUMBER}(?:余)?(?:平方米|亩|公顷|公里|米(?!袋))"),
)
ANY_YEAR = 2025  # for a report that names none: of 365 days
YEARLY = re.compile("全年|年内|一年|累计|本年度|20\\d\\d年")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    yield from _averages(report)
    yield from _multiples(report)
    yield from _lists(report)
    yield from _days(report)
    yield from _shares(report)
    yield from _parts(report)


def _averages(report: Report) -> Iterator[Mark]:
    """An average that no total and no count before it in its paragraph bear out."""
    for begin, found in in_lines(AVERAGE, report):
        said, of, unit = found[4], found["each"] or found["every"] or found["mean"], found["unit"]
        before = found.string[: found.start()]
        at = max(before.rfind("。"), before.rfind("；"))
        totals = [
            float(m[1])
            for m in re.finditer(rf"{NUMBER}余?{unit}{'次?' if unit == '人' else '(?!次)'}", before[at + 1 :])
        ]
        if of in MONTHS:
            counts = [float(MONTHS[of])] if YEARLY.search(before[at + 1 :]) else []
        else:
            counts = [float(m[1]) for m in re.finditer(rf"{NUMBER}(?:个)?(?:行政)?{of}", before) if float(m[1]) > 1]
        if not totals or not counts or re.search("[余约近]", found[0]):
            continue
        if all(off(t / c, said) for t in totals for c in counts):
            total, count = totals[-1], counts[-1]
            yield tell(begin, found, f"{total:g}÷{count:g}是{total / count:.2f}")


def _lists(report: Report) -> Iterator[Mark]:
    """So many for each, and all of them; a list that ends in 其他, against any number before it; the share of one of a list."""
    for begin, found in in_lines(EACH, report):
        counts = [
            float(m[1]) for m in re.finditer(rf"{NUMBER}个?(?:行政)?{found['each']}", found.string[: found.start()])
        ]
        one, total = float(found[2]), float(found[4])
        if counts and one and all(abs(total - c * one) > 1e-6 for c in counts):
            yield tell(begin, found, f"{counts[-1]:g}×{one:g}={counts[-1] * one:g}，不是{total:g}")
    for begin, found in in_lines(LISTED, report):
        parts = [float(n) for n in re.findall(rf"(\d+){found['unit']}", found["list"])]
        before = [float(m[1]) for m in re.finditer(rf"{NUMBER}{found['unit']}", found.string[: found.start()])]
        if before and max(before) >= max(parts) and all(abs(sum(parts) - b) > 1e-6 for b in before):
            yield tell(begin, found, f"加起来是{sum(parts):g}，不是{before[-1]:g}")
    for begin, found in in_lines(OF_LIST, report):
        sentence = found.string[found.string.rfind("。", 0, found.start()) + 1 : found.start()]
        part = re.search(rf"(?:^|[，、：:；]|其中){found['what']}[^，。；、\d]{{0,6}}(\d+)({MEASURE})", sentence)
        if part:
            numbers = [float(n) for n in re.findall(rf"(\d+){part[2]}", sentence)]
            wholes = [n for n in (*numbers, sum(numbers)) if n > float(part[1])]
            if wholes and all(off(100 * float(part[1]) / w, found[2]) for w in wholes):
                yield tell(begin, found, f"{part[1]}÷{wholes[-1]:g}是{100 * float(part[1]) / wholes[-1]:.1f}%")


def _multiples(report: Report) -> Iterator[Mark]:
    """So many times more, doubled, percentage points, falls of more than all."""
    for begin, found in in_lines(TIMES, report):
        before, now = float(found[1]), float(found[3])
        if not before:
            continue
        told = found["k"] or ""
        times = 1.5 if found["half"] else 2.0 ** number(found["twice"]) if found["twice"] else 1 + _value(told)
        slack = 0.13 if found["of"] else 0.06
        if abs(now / before - times) > slack * times:
            yield tell(begin, found, f"{now:g}是{before:g}的{now / before:.2f}倍")
    for begin, found in in_lines(POINTS, report):
        before, now, said = float(found[1]), float(found[2]), float(found[3])
        if abs(abs(now - before) - said) < 0.051:
            yield tell(begin, found, f"相差{said:g}个百分点，不是{said:g}%", f"{said:g}个百分点")
    for begin, found in in_lines(FALLEN, report):
        if float(found[1]) > 100:
            yield tell(begin, found, "下降不会超过100%")


def _value(text: str) -> float:
    return float(text) if text[:1].isdigit() else float(number(text))


def _days(report: Report) -> Iterator[Mark]:
    """How many days a span of days has, with or without its first."""
    for begin, found in in_lines(DAYS, report):
        try:
            first = date(report.year or ANY_YEAR, int(found[1]), int(found[2]))
            last = date(report.year or ANY_YEAR, int(found[3] or found[1]), int(found[4]))
        except ValueError:
            continue
        n = (last - first).days
        wrong = float(found[5]) > n + 1 if "工作" in found[6] else float(found[5]) not in (n, n + 1)
        if n > 0 and wrong:
            yield tell(begin, found, f"首尾都算是{n + 1}天")


def _shares(report: Report) -> Iterator[Mark]:
    """Shares side by side that come to more than the whole, or with 其他 among them to less; fractions in words."""
    for begin, found in in_lines(SHARES, report):
        total = sum(float(n) for n in re.findall(r"(\d+(?:\.\d+)?)[%％]", found[0]))
        context = found.string[max(0, found.start() - 12) : found.end()]
        if (
            "率" in found[0]
            or len(SEVERAL.findall(found[0])) > 1
            or not SHARED.search(context)
            or re.search("增长|下降|提高|上升|同比", found[0])
        ):
            continue
        if 100.5 < total < 200 or (REST.search(found[0]) and total < 99.5):
            yield tell(begin, found, f"各项占比加起来是{total:g}%")
    for begin, found in in_lines(FRACTION, report):
        low, high = sorted((float(found[1]), float(found[3])))
        said = number(found["n"]) / (number(found["d"]) or 1)
        if high and abs(low / high - said) > 0.04:
            yield tell(begin, found, f"{low:g}÷{high:g}是{100 * low / high:.0f}%")


def _parts(report: Report) -> Iterator[Mark]:
    """More passed than sat; passed and failed that do not make up all; lengths in acres."""
    for pattern in MORE:
        for begin, found in in_lines(pattern, report):
            first, last = (float(g) for g in (found[1], found[found.re.groups]))
            if last > first:
                yield tell(begin, found, "部分多于总数")
    for begin, found in in_lines(KINDS, report):
        parts = float(found[3]) + float(found[4])
        if abs(parts - float(found[1])) > 1e-6:
            yield tell(begin, found, f"{found[3]}+{found[4]}={parts:g}，不是{found[1]}")
    for pattern in WRONG_UNITS:
        for begin, found in in_lines(pattern, report):
            yield Mark(
                FAMILY, begin + found.start(), begin + found.end(), "error", "单位和量的是什么对不上", "核对单位"
            )
