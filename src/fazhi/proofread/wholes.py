"""数字不符 between a whole and its parts: two that make up all (男女, 上下半年), shares with the rest told, shares in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.figures import MEASURE, NUMBER, off, tell
from fazhi.proofread.numerals import NUMERAL, number
from fazhi.proofread.report import Mark, Report, in_lines
from fazhi.proofread.sieve import Sieve

PAIRS = (
    "办结 结转", "办结 未结", "审结 未结", "结案 未结",
    "及格 不及格", "达标 不达标", "参加 未参加",
    "男 女", "男性 女性", "男生 女生", "专职 兼职", "简易程序 普通程序", "简易 普通", "合格 不合格", "党员 群众",
    "党员 非党员", "成功 不成功", "成功 未成功", "调解成功 调解不成", "调成 未调成", "已办结 未办结", "办结 未办结",
    "办结 在办", "办结 正在办理", "采纳 未采纳", "采纳 不采纳", "口头 书面", "口头协议 书面协议", "线上 线下",
    "网上 现场", "当场 网上", "个人 单位", "个人 企业", "胜诉 败诉", "维持 撤销", "维持 纠正", "通过 未通过",
    "通过 不通过", "已整改 未整改", "整改到位 未整改", "整改到位 正在整改", "持证 未持证", "持证 无证", "公开 不公开",
    "公开 未公开", "履行 未履行", "满意 不满意", "上半年 下半年",
)  # fmt: skip
COMPLEMENTS = frozenset(frozenset(pair.split()) for pair in PAIRS)
BOTH = Sieve(
    rf"(?<![\d.])(?P<whole>\d{{1,7}})(?P<m>{MEASURE})[，（(：:]?(?:其中)?[：:]?(?P<one>[\u4e00-\u9fff]{{1,5}}?)(?:案件|人员|的|为|有)?(?P<a>\d{{1,7}})(?:(?P=m))?[、，和](?P<other>[\u4e00-\u9fff]{{1,5}}?)(?:案件|人员|的|为|有)?(?P<b>\d{{1,7}})(?P=m)(?=[，。；、）)]|$)",
    re.M,
)
LISTED = re.compile(r"[、和][^，。；、\d]{0,8}\d*$")
HALVES = Sieve(
    rf"上半年[^，。；\d]{{0,8}}(?P<a>\d{{1,7}})(?P<m>{MEASURE})[，、；]下半年[^，。；\d]{{0,8}}(?P<b>\d{{1,7}})(?P=m)[，、；](?:全年|共|合计|总计)[^，。；\d]{{0,8}}(?P<whole>\d{{1,7}})(?P=m)"
)
QUARTERS = Sieve(
    rf"(?P<whole>\d{{1,7}})(?P<m>{MEASURE})[，：:（(](?:其中)?[^，。；\d]{{0,4}}(?P<four>(?:第?[一二三四]季度(?P<x>[^，。；\d]{{0,4}})\d{{1,7}}(?:(?P=m))?[、，]?){{4}})"
)
PARTITION = Sieve(r"(?:[\u4e00-\u9fff]{1,8}占(?:比)?\d{1,3}(?:\.\d+)?[%％][、，]?){2,}")
REST = re.compile("其他|其余|其它|剩余")
WORDED = Sieve(
    rf"(?P<whole>\d{{1,7}})(?P<m>{MEASURE})[^。；\d]{{0,10}}?[，、（(](?:其中|有)?[^，。；\d]{{0,8}}?(?P<part>\d{{1,7}})(?P=m)[^，。；\d]{{0,10}}[，、（(](?:已|约)?(?:占(?:比|总数的?|全部的?|了)?)?(?P<said>超过半数|超半数|过半数?|超过?一半|一半以上|半数以上|近半数?|接近一半|不到一半|不足半数|不足一半|一半|半数|绝大多数|绝大部分|大多数|三分之二以上|四分之三以上|八成以上|九成以上|七成以上|六成以上)"
)
BOUNDS = {
    "超过半数": (0.5, 1), "超半数": (0.5, 1), "过半": (0.5, 1), "过半数": (0.5, 1), "超过一半": (0.5, 1), "超一半": (0.5, 1), "一半以上": (0.5, 1),
    "半数以上": (0.5, 1), "近半": (0.4, 0.5), "近半数": (0.4, 0.5), "接近一半": (0.4, 0.5), "不到一半": (0, 0.5), "不足半数": (0, 0.5),
    "不足一半": (0, 0.5), "一半": (0.48, 0.52), "半数": (0.48, 0.52), "绝大多数": (0.6, 1), "绝大部分": (0.6, 1), "大多数": (0.5, 1),
    "三分之二以上": (0.66, 1), "四分之三以上": (0.75, 1), "六成以上": (0.6, 1), "七成以上": (0.7, 1), "八成以上": (0.8, 1), "九成以上": (0.9, 1),
}  # fmt: skip
TENTHS = Sieve(
    rf"(?P<whole>\d{{1,7}})(?P<m>{MEASURE})[^。；\d]{{0,10}}?[，、（(](?:其中|有)?[^，。；\d]{{0,8}}?(?P<part>\d{{1,7}})(?P=m)[^，。；\d]{{0,10}}[，、（(](?:约)?占(?:比|总数的?|全部的?|了)?(?P<how>近|约|超过?|逾)?(?P<n>[一二三四五六七八九])成(?P<half>半)?(?!以上|以下)"
)
DIGITS = "〇一二三四五六七八九"
REACHED = Sieve(
    rf"(?P<a>增加|新增|减少|调出|退出|净增)[^，。；\d]{{0,6}}(?P<change>\d{{1,6}})(?P<m>{MEASURE})[，、][^，。；\d]{{0,8}}(?:由|从)(?:上年|去年|年初|原来|原)?的?(?P<before>\d{{1,6}})(?:(?P=m))?(?:增加?|减少?|升|降|变|扩大)?(?:到|至|为)(?P<now>\d{{1,6}})(?P=m)"
)
FLOW = Sieve(
    r"(?<![\d.])(?P<before>\d{1,6})(?P<m>名|人|户|家|个|所|支|件|台|条)[，、][^，。；\d]{0,6}(?:退出|流失|调离|调出|离职|减少|注销|撤销|清退|销号)[^，。；\d]{0,4}(?P<out>\d{1,6})(?P=m)[、，][^，。；\d]{0,6}(?:新增|补入|补充|补选|增补|增加|新聘|调入|新招|吸收)[^，。；\d]{0,4}(?P<into>\d{1,6})(?P=m)[，、；][^，。；\d]{0,4}(?:年末|年底|现有|现为|实有|共有|合计|目前)[^，。；\d]{0,6}(?P<now>\d{1,6})(?P=m)"
)

OVER = Sieve(
    rf"{NUMBER}(?P<m>件|名|卷|户|份|处|家|条|人|宗|起|个)[\u4e00-\u9fff]{{1,6}}?(?:中)?(?:空缺|超期|流失|退出|缺编|缺员|空编|退回|脱岗|未办|未结|缺失)[^，。；\d]{{0,6}}?{NUMBER}(?P=m)(?=[，。；、）)]|$)"
)
SUBSET = Sieve(
    rf"{NUMBER}(?:(?P<m>个(?:行政)?村|个社区|个部门|个站所|个单位)|(?P<u>[名家件卷份户起])[\u4e00-\u9fff]{{1,6}}?)(?:中，|中有|中已|中仅|中只|里有|里，)[^，。；\d]{{0,6}}{NUMBER}(?:(?P=m)|(?P=u))"
)
EVERY = Sieve(
    rf"每(?P<t>月|季度|周)(?:固定|定期|召开|开展|举办|组织)?{NUMBER}(?P<m>次|场|期)[^。；\d]{{0,8}}[，、][^，。；\d]{{0,4}}(?:全年|一年|年内)(?:共|累计)?[^，。；\d]{{0,4}}{NUMBER}(?P=m)"
)
MEAN = Sieve(
    rf"{NUMBER}(?P<of>场|期|次|村|所|站|家|户)[，、](?:(?P=of)均|平均每(?P=of))[^，。；\d]{{0,4}}{NUMBER}(?:人次|人|件|份|册|户)[，、](?:共|累计|合计|受众|听众|参加|参训|惠及|到场|发放|共计|总计)[^，。；\d]{{0,4}}{NUMBER}(?:人次|人|件|份|册|户)"
)
TIMES_A_YEAR = {"月": 12, "季度": 4, "周": 53}
REMAINDER = Sieve(
    rf"(?<![\d.])(?P<whole>\d{{1,6}})(?P<m>{MEASURE})[^。；\d]{{0,24}}?[中，、（(][^。；\d]{{0,24}}?(?P<a>\d{{1,6}})(?P=m)[^。；\d]{{0,16}}?[，、；](?:其余|剩余|余下|剩下)的?(?P<b>\d{{1,6}})(?P=m)"
)
FALLEN = Sieve(
    rf"(?:由|从){NUMBER}(?P<m>{MEASURE}|天|日|个工作日)[^，。；\d]{{0,6}}(?:到|至|为){NUMBER}(?:(?P=m))?[，,]?[^，。；\d]{{0,4}}?(?:增|升|提|减|降|缩|压)[^，。；\d]{{0,4}}?(?P<d>{NUMERAL})分之(?P<n>{NUMERAL})"
)
MULTIPLE = Sieve(
    rf"{NUMBER}(?P<m>{MEASURE})[，,]?(?:比|较|是)(?:上年|去年|20\d\d年)(?:的|同期的?)?{NUMBER}(?P=m)[^，。；\d]{{0,2}}(?:翻(?:了)?(?P<twice>{NUMERAL})番|(?:增长|增加|多)(?:了)?(?P<more>{NUMERAL}|\d+)倍|的(?P<times>{NUMERAL}|\d+)倍)"
)
AREA = Sieve(
    r"(?:宣传栏|公示栏|公开栏|展板|展厅|展室|橱窗|横幅|办公室|会议室|调解室|调解中心|服务大厅|便民大厅|书屋|书角|文化墙|长廊|门面|店面|食堂|厂房)[^，。；\d]{0,10}\d[\d.]*(?:余|多)?(?:平方公里|平方千米|公顷)"
)


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    yield from _both(report)
    yield from _shares(report)
    yield from _worded(report)
    yield from _flows(report)
    for pattern in (OVER, SUBSET):
        for begin, found in in_lines(pattern, report):
            if float(found[found.re.groups]) > float(found[1]):
                yield tell(begin, found, "部分多于总数")
    for begin, found in in_lines(MEAN, report):
        real = float(found[1]) * float(found[3])
        if abs(real - float(found[4])) > 0.06 * real:
            yield tell(begin, found, f"{found[1]}×{found[3]}={real:g}")
    for begin, found in in_lines(EVERY, report):
        most = TIMES_A_YEAR[found["t"]] * float(found[2])
        if float(found[4]) > most:
            yield tell(begin, found, f"全年最多{most:g}{found['m']}")
    yield from _times(report)
    for begin, found in in_lines(AREA, report):
        yield tell(begin, found, "没有这么大", "核对单位")


def _both(report: Report) -> Iterator[Mark]:
    """Two parts that make up all, halves and quarters of a year."""
    told = any(all(map(report.may_hold, pair)) for pair in COMPLEMENTS)
    for pattern in (BOTH, HALVES) if told else ():
        for begin, found in in_lines(pattern, report):
            total = int(found["a"]) + int(found["b"])
            among = LISTED.search(found.string[: found.start()])  # 优秀3卷、合格5卷、不合格2卷
            pair = pattern is HALVES or frozenset((found["one"], found["other"])) in COMPLEMENTS
            if total != int(found["whole"]) and pair and not among:
                yield tell(begin, found, f"{found['a']}+{found['b']}={total}，不是{found['whole']}")
    for begin, found in in_lines(QUARTERS, report):
        parts = [int(n) for n in re.findall(r"\d+", found["four"])]
        if sum(parts) != int(found["whole"]):
            yield tell(begin, found, f"{'+'.join(map(str, parts))}={sum(parts)}，不是{found['whole']}")


def _shares(report: Report) -> Iterator[Mark]:
    """Shares of one whole, the rest among them, that are not a hundred."""
    for begin, found in in_lines(PARTITION, report):
        total = sum(float(n) for n in re.findall(r"(\d+(?:\.\d+)?)[%％]", found[0]))
        if REST.search(found[0]) and abs(total - 100) > 0.5:
            yield tell(begin, found, f"各项占比加起来是{total:g}%")


def _worded(report: Report) -> Iterator[Mark]:
    """More than half, eight tenths: what the two numbers before it come to."""
    for begin, found in in_lines(WORDED, report):
        low, high = BOUNDS[found["said"]]
        real = int(found["part"]) / (int(found["whole"]) or 1)
        if real <= 1 and not low - 1e-9 <= real <= high + 1e-9:
            yield tell(begin, found, f"{found['part']}÷{found['whole']}是{100 * real:.0f}%")
    for begin, found in in_lines(TENTHS, report):
        said = 10.0 * DIGITS.index(found["n"]) + (5 if found["half"] else 0)
        real = 100 * int(found["part"]) / (int(found["whole"]) or 1)
        slack = 10 if found["how"] else 5.5
        if real <= 100 and abs(real - said) > slack and off(real, f"{said:g}"):
            yield tell(begin, found, f"{found['part']}÷{found['whole']}是{real:.0f}%")


def _flows(report: Report) -> Iterator[Mark]:
    """So many before, so many less and more, so many now."""
    for begin, found in in_lines(REACHED, report):
        change, before, now = (int(found[k]) for k in ("change", "before", "now"))
        if abs(now - before) != change:
            yield tell(begin, found, f"{before}到{now}相差{abs(now - before)}")
    for begin, found in in_lines(REMAINDER, report):
        total = int(found["a"]) + int(found["b"])
        if total != int(found["whole"]):
            yield tell(begin, found, f"{found['a']}+{found['b']}={total}，不是{found['whole']}")
    for begin, found in in_lines(FLOW, report):
        real = int(found["before"]) - int(found["out"]) + int(found["into"])
        if real != int(found["now"]):
            yield tell(begin, found, f"{found['before']}-{found['out']}+{found['into']}={real}，不是{found['now']}")


def _times(report: Report) -> Iterator[Mark]:
    """By a quarter less, twice as much."""
    for begin, found in in_lines(FALLEN, report):
        before, now = float(found[1]), float(found[3])
        said = number(found["n"]) / (number(found["d"]) or 1)
        if before and abs(abs(now - before) / before - said) > 0.03:
            yield tell(begin, found, f"{before:g}到{now:g}相差{100 * abs(now - before) / before:.0f}%")
    for begin, found in in_lines(MULTIPLE, report):
        now, before = float(found[1]), float(found[3])
        twice, more, times = (number(found[k] or "") for k in ("twice", "more", "times"))
        said = 2.0**twice if twice else float(more + 1 if more else times)
        if before and said and abs(now / before - said) > 0.06 * said:
            yield tell(begin, found, f"{now:g}是{before:g}的{now / before:.2f}倍")
