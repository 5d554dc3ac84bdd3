"""数字不符 in sentences that carry their own sum: so many at so much, from so much to so much, one unit in another, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.proofread.figures import FAMILY, MEASURE, NUMBER, off, tell
from fazhi.proofread.report import Mark, Report, in_lines
from fazhi.proofread.sieve import Sieve

MONEY = {"元": 1.0, "千元": 1e3, "万元": 1e4, "亿元": 1e8}
UNITS = (
    {"平方米": 1.0, "㎡": 1.0, "亩": 2000 / 3, "公顷": 10_000.0, "平方公里": 1_000_000.0},
    {"米": 1.0, "公里": 1000.0, "千米": 1000.0, "里": 500.0},
    {"斤": 0.5, "公斤": 1.0, "千克": 1.0, "吨": 1000.0},
    MONEY,
)
BOUND = "|".join(sorted({u for kind in UNITS for u in kind}, key=len, reverse=True))
TWICE = Sieve(
    rf"{NUMBER}({BOUND})[（(](?:折合|合计|合|即|约合|约为|约|计|共计)*{NUMBER}({BOUND})[）)]|{NUMBER}({BOUND})[，,]?(?:折合|约合|合|即){NUMBER}({BOUND})"
)
FROM_TO = Sieve(
    rf"(?:由|从)(?:20\d\d年)?[^，。；\d]{{0,14}}{NUMBER}(个工作日|个月|{MEASURE}|[%％]|分|万元|元|天|小时|分钟)?[^，。；\d]{{0,8}}?(?:增加|增长|上升|提高|提升|扩大|增|升|减少|下降|降低|压缩|缩短|减|降|变)(?:到|至|为|成)(?:了)?[^，。；\d]{{0,10}}{NUMBER}(个工作日|个月|{MEASURE}|[%％]|分|万元|元|天|小时|分钟)"
    rf"[，,、]?(?!年均|年增)(?:同比|比上年|较上年)?[^。；，、\d]{{0,6}}?(?P<way>增长|上升|增加|提高|提升|增幅|多|增|下降|减少|降低|缩短|压缩|降幅|少|减|降)(?:了|为|达|约)*{NUMBER}(?P<unit>[%％]|个百分点|个工作日|个月|{MEASURE}|分|万元|元|天|小时|分钟)"
)
UP = re.compile("增|升|提|多|扩")
AVERAGE = Sieve(
    rf"{NUMBER}(亿元|万元|元)[^。；\d]{{0,14}}{NUMBER}(万)?(?P<of>人次|人|户|件|村|个村|个|名|起|家|亩|场|期)[^。；\d]{{0,8}}?(?:人均|户均|件均|案均|村均|平均每?[人户件村个名起家场期]?|每[人户件村]平均|亩均|场均)[^。；\d]{{0,6}}{NUMBER}(亿元|万元|元)"
)
AVERAGE_AFTER = Sieve(
    rf"{NUMBER}(?P<of>人次|人|户|件|村|个|名|起|家|场|期)[^。；，\d]{{0,8}}(?:共计?|合计|总计|计)[^。；，\d]{{0,4}}{NUMBER}(亿元|万元|元)[，,][^。；，\d]{{0,4}}(?:人均|户均|件均|案均|平均每?(?P=of)?|每(?P=of)平均)[^。；\d]{{0,4}}{NUMBER}(亿元|万元|元)"
)
TIMES = Sieve(
    rf"{NUMBER}(?P<of>{MEASURE})[^。；\d]{{0,12}}每(?:人次|人|名|件|户|场|次|个|期|村|起|亩|份|处|家|台|套|本|辆)[^。；\d]{{0,8}}{NUMBER}(亿元|万元|元)[^。；\d]{{0,10}}?(?:共计?|合计|总计|计)[^。；\d]{{0,8}}{NUMBER}(亿元|万元|元)"
)
RESPECTIVELY = Sieve(
    rf"(?:分别占|各占|占比分别为|占比为|比例分别为|分别为)[^。；\d]{{0,8}}((?:{NUMBER}[%％][、，和]?){{2,}})"
)
RUNNING = Sieve(
    rf"(?P<first>[一二三]季度末?|上半年|[1-9]月底?|[1-9]月末|半年)(?:累计)?(?:[^。；\d]{{0,8}}累计)?[^。；，\d]{{0,8}}{NUMBER}({MEASURE})[，；]?[^。；\d]{{0,4}}(?:全年|年底|年末|到年底|截至年底|四季度末)(?:累计)?[^。；，\d]{{0,10}}{NUMBER}\3"
)
OUTCOMES = Sieve(
    rf"(?:收到|受理|办理|办结|立案|结案|接到|登记|处理)[^，。；\d]{{0,14}}{NUMBER}(件|起|宗|份)[，：:（(](?P<parts>[^。；）)]{{4,80}})"
)
OUTCOME = re.compile(
    rf"(?:[，、：:（(]|^)(?:其中)?[^\d，、。；]{{0,8}}?(?:予以公开|部分公开|不予公开|其他处理|无法提供|不予处理|维持|撤销|驳回|终止|变更|确认违法|简易程序|普通程序|一般程序|简易|普通|调解成功|调解不成|不予受理|转办|已办结|未办结|正在办理|警告|罚款|不予处罚)[^\d，、。；]{{0,4}}{NUMBER}(件|起|宗|份)"
)


EACH = Sieve(
    rf"{NUMBER}(?:个)?(?P<of>期|场|次|个?村|社区|个|户|家|天|名|人|所|站|组|班)[^。；\d]{{0,14}}?(?:每期|每场|每次|每村|每个|每户|每家|每天|每名|每人|每所|每站|每组|每班|各)[^。；\d]{{0,8}}"
    rf"{NUMBER}(?P<what>人次|人|名|份|件|次|个|场|元|处|块|台|本|天|课时|学时|小时|节|页|公里|户|家|起|条|篇|张|册)[^。；\d]{{0,8}}?(?:共计?|合计|总计|累计|计|听众|受众|听课|参训|受训|到课|参加|到场|受教育|发放|印发)[^。；，\d]{{0,6}}{NUMBER}(?P<total>人次|人|名|份|件|次|个|场|元|处|块|台|本|天|课时|学时|小时|节|页|公里|户|家|起|条|篇|张|册)"
)
MEAN = Sieve(
    rf"(?:平均每|每)(?P<of>村|所|站|人|家|户|月|季度|期|场)[^，。；\d]{{0,6}}{NUMBER}(?P<m>{MEASURE})[，,][^，。；\d]{{0,4}}{NUMBER}个?(?P=of)[^，。；\d]{{0,4}}共[^，。；\d]{{0,6}}{NUMBER}(?P=m)"
)
THEN_TOTAL = Sieve(
    rf"(?:^|[，。；：（(])(?P<parts>[^，。；：、\d（(]{{1,10}}{NUMBER}(?P<m>{MEASURE})(?:[、，][^，。；：、\d]{{1,10}}{NUMBER}(?P=m))+)[，,](?:共计?|合计|总计|总共|全年共|累计)(?:[^，。；\d]{{0,6}}){NUMBER}(?P=m)"
)
BARE_LIST = Sieve(
    rf"分别[^，。；\d]{{0,8}}(?P<parts>\d+(?:、\d+)+)(?P<m>{MEASURE})[，,；][^，。；\d]{{0,6}}(?:共计?|合计|总计|累计)[^，。；\d]{{0,6}}{NUMBER}(?P=m)"
)
RATE_FIRST = Sieve(
    rf"{NUMBER}(?P<m>{MEASURE})[，,][^，。；\d]{{0,6}}率(?:为|达到|达)?{NUMBER}[%％][，,；](?:共|总共|全年共|累计)[^，。；\d]{{0,8}}{NUMBER}(?P=m)"
)
AMONG = Sieve(
    rf"(?:在|全[镇乡]|辖区|现有|共有)[^，。；\d]{{0,4}}{NUMBER}(?P<m>个|名|件|户|家|人)[^，。；\d]{{0,8}}(?:中|当中|的)[，]?(?:有|已有|已)?[^，。；\d]{{0,4}}{NUMBER}(?P=m)"
)
WAY = Sieve(
    rf"(?:由|从)[^，。；\d]{{0,10}}{NUMBER}(?P<m>{MEASURE}|[%％]|天|分)[^，。；\d]{{0,6}}?(?P<way>增加|增长|上升|提高|提升|扩大|增|升|减少|下降|降低|压缩|缩短|减|降)(?:到|至|为){NUMBER}(?P=m)"
)
CLOCK = Sieve(r"(?<!\d)(2[5-9]|[3-9]\d)(?:时|点)(?:\d{1,2}分|整|至|到|，|开|前|许)|(?<!\d)\d{1,2}时(6[0-9]|[7-9]\d)分")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    yield from _totals(report)
    yield from _ways(report)
    yield from _told_twice(report)
    yield from _from_to(report)
    yield from _products(report)
    yield from _shares(report)
    yield from _running(report)
    yield from _outcomes(report)


def _told_twice(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(TWICE, report):
        amount, unit, again, other = [g for g in found.groups() if g]
        kind = next((k for k in UNITS if unit in k and other in k), None)
        if kind is None or unit == other:
            continue
        real = float(amount) * kind[unit] / kind[other]
        if abs(real - float(again)) > max(0.02 * real, 0.5 * 10.0 ** -len(again.partition(".")[2])):
            yield tell(begin, found, f"{amount}{unit}是{real:.6g}{other}")


def _from_to(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(FROM_TO, report):
        before, now, said = float(found[1]), float(found[3]), found[6]
        change, grows = abs(now - before), bool(UP.search(found["way"]))
        if found[2] and found[2] != found[4]:
            continue
        if found["unit"] in "%％" and found[4] not in "%％":
            real = 100 * change / before if before else 0.0
            wrong = bool(before) and off(real, said)
            told = f"{real:.1f}%"
        else:
            wrong, told = abs(change - float(said)) > 1e-6, f"{change:g}{found['unit']}"
        if wrong or (now != before and grows != (now > before)):
            yield tell(begin, found, f"{before:g}到{now:g}是{'增加' if now > before else '减少'}{told}")


def _products(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(AVERAGE, report):
        total = float(found[1]) * MONEY[found[2]]
        count = float(found[3]) * (1e4 if found[4] else 1)
        said = float(found[6]) * MONEY[found[7]]
        if count and abs(total / count - said) > 0.011 * said:
            yield tell(begin, found, f"{found[1]}{found[2]}÷{found[3]}{found[4] or ''}是{total / count:.6g}元")
    for begin, found in in_lines(AVERAGE_AFTER, report):
        total, said = float(found[3]) * MONEY[found[4]], float(found[5]) * MONEY[found[6]]
        if float(found[1]) and abs(total / float(found[1]) - said) > 0.011 * said:
            yield tell(begin, found, f"{found[3]}{found[4]}÷{found[1]}是{total / float(found[1]):.6g}元")
    for begin, found in in_lines(TIMES, report):
        real = float(found[1]) * float(found[3]) * MONEY[found[4]]
        if abs(real - float(found[5]) * MONEY[found[6]]) > 0.011 * real:
            yield tell(begin, found, f"{found[1]}×{found[3]}{found[4]}是{real:.9g}元")


def _totals(report: Report) -> Iterator[Mark]:
    """So many each, or one after the other, and then all together."""
    for begin, found in in_lines(EACH, report):
        real = float(found[1]) * float(found[3])
        if found["what"] in found["total"] and abs(real - float(found[5])) > 1e-6:
            yield tell(begin, found, f"{found[1]}×{found[3]}={real:g}，不是{found[5]}")
    for begin, found in in_lines(MEAN, report):
        real = float(found[2]) * float(found[4])
        if abs(real - float(found[5])) > max(0.5, 0.05 * real):
            yield tell(begin, found, f"{found[2]}×{found[4]}={real:g}，不是{found[5]}")
    for pattern in (THEN_TOTAL, BARE_LIST):
        for begin, found in in_lines(pattern, report):
            parts = re.findall(r"\d+(?:\.\d+)?", found["parts"])
            total, said = sum(map(float, parts)), float(found[found.re.groups])
            if abs(total - said) > 1e-6:
                yield tell(begin, found, f"{'+'.join(parts)}={total:g}，不是{said:g}")


def _ways(report: Report) -> Iterator[Mark]:
    """A rate told before its total, a part larger than the whole, a rise that falls, an hour that is none."""
    for begin, found in in_lines(RATE_FIRST, report):
        part, whole = float(found[1]), float(found[4])
        if whole and off(100 * part / whole, found[3]):
            yield tell(begin, found, f"{part:g}÷{whole:g}是{100 * part / whole:.1f}%，不是{found[3]}%")
    for begin, found in in_lines(AMONG, report):
        if float(found[3]) > float(found[1]):
            yield tell(begin, found, "部分多于总数")
    for begin, found in in_lines(WAY, report):
        before, now = float(found[1]), float(found[4])
        if now != before and bool(UP.search(found["way"])) != (now > before):
            yield tell(begin, found, f"{before:g}到{now:g}是{'增加' if now > before else '减少'}")
    for begin, found in in_lines(CLOCK, report):
        yield tell(begin, found, "没有这个时刻")


def _shares(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(RESPECTIVELY, report):
        shares = [float(n) for n in re.findall(r"(\d+(?:\.\d+)?)[%％]", found[1])]
        if "占" in found[0] and sum(shares) > 100.5:
            yield tell(begin, found, f"各项占比加起来是{sum(shares):g}%")


def _running(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(RUNNING, report):
        if float(found[4]) < float(found[2]):
            yield tell(begin, found, "到年底的累计数不会少于年中的")


def _outcomes(report: Report) -> Iterator[Mark]:
    """How a number of cases ended: more endings than cases, or, when three or more are told, fewer."""
    for begin, found in in_lines(OUTCOMES, report):
        ends = [m for m in OUTCOME.finditer(found["parts"]) if m[2] == found[2]]
        total = sum(float(m[1]) for m in ends)
        adjoining = all(a.end() >= b.start() - 1 for a, b in pairwise(ends))
        if "结转" not in found[0] and len(ends) > 1 and adjoining and total > float(found[1]):
            said = "+".join(m[1] for m in ends)
            yield Mark(
                FAMILY,
                begin + found.start(),
                begin + found.start("parts") + ends[-1].end(),
                "error",
                f"{said}={total:g}，不是{found[1]}",
                "核对",
            )
