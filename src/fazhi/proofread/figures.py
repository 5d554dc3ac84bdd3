"""数字不符: parts that do not sum, shares and growth that do not come out, amounts said twice unlike, values that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report, in_lines
from fazhi.proofread.sieve import Sieve

FAMILY = "10_number"
NUMBER = r"(?<![\d.])(\d{1,9}(?:\.\d{1,4})?)"
MEASURE = "件|条|起|人次|人|次|场|份|个|户|项|名|宗|期|亩|万元|元|村|处|家|篇|辆|卷|例|所|支|批|本|块|幅|套|节|学时|小时|公里|台"
WHOLE = Sieve(
    rf"{NUMBER}\s*({MEASURE})(?P<link>[，,；]?(?:其中|包括|包含|含有?)[：:]?|（其中[：:]?|[，,]?(?:按[^，。；、\d]{{1,8}})?(?:分别为|分别是|分为|即|为)[：:]?|[^，。；：:、\d（）()]{{0,6}}：|[^，。；：:、\d（）()]{{0,6}}（(?=[\u4e00-\u9fff]{{1,8}}\d))([^。；\n）]*)"
)
LOOSE, NEARLY = re.compile("其中|包括|包含|含"), 0.7
PARTS = re.compile(rf"\d\s*(?:{MEASURE})")
PART = re.compile(rf"[\u4e00-\u9fff、“”]{{1,14}}?{NUMBER}\s*({MEASURE})?(?=$|[，、；。）])")
SHARE = Sieve(
    rf"(?:应|共有|共|总|现有|在编|受理|收到|接到|立案|全[镇乡村]|登记|发现|排查(?:出)?|需|抽查|评查)[^，。；\d]{{0,14}}{NUMBER}({{m}})[^。；]{{0,24}}?{NUMBER}(?:\2|(?!{{m}}))[^。；\d]{{0,14}}率(?:为|达到|达|是|均为)?{NUMBER}[%％]".replace(
        "{m}", MEASURE
    )
)
SHARE_SHORT = Sieve(
    rf"{NUMBER}({MEASURE})[^。；、\d]{{0,16}}{NUMBER}\2[^。；\d]{{0,10}}率(?:为|达到|达|是)?{NUMBER}[%％]"
)
PART_OF = Sieve(rf"{NUMBER}({MEASURE})[^。；\d]{{0,14}}占[^。；\d]{{0,8}}?{NUMBER}\2的{NUMBER}[%％]")
PART_SHARE = Sieve(
    rf"{NUMBER}({MEASURE})[，,]?(?:其中)?[^。；\d]{{1,14}}{NUMBER}\2[，,（]?(?:约)?占(?:比|总数的?|全部的?|比为)?{NUMBER}[%％]"
)
GROWTH = Sieve(
    rf"{NUMBER}({MEASURE})[^。；]{{0,16}}?(?:比|较|上年|去年|同比)[^。；\d]{{0,12}}?{NUMBER}\2[^。；\d]{{0,6}}"
    rf"(增长|上升|增加|提高|多|下降|减少|降低|少)(?:了)?{NUMBER}([%％]|\2)"
)
GROWTH_FIRST = Sieve(
    rf"{NUMBER}({MEASURE})[，,（(]?(?:同比|比上年|较上年|比去年|较去年)(增长|上升|增加|提高|下降|减少|降低)(?:了)?{NUMBER}[%％][）)，,]{{0,2}}(?:上年|去年|上一年|20\d\d年)(?:同期)?(?:为|是|共)?{NUMBER}\2"
)
PERCENT = Sieve(rf"(?P<what>[\u4e00-\u9fff]{{2,6}}率)(?:为|达到|达|高达|是|均为)?{NUMBER}[%％]")
OVER_ONE = (
    "完成率",
    "增长率",
    "增速",
    "升率",
    "超额率",
    "周转率",
    "覆盖倍率",
    "杠杆率",
    "负债率",
    "偿付率",
    "拨备覆盖率",
)
ATTEND = Sieve(
    rf"应(?:到|参加|参训|参考|出席)[^，。；\d]{{0,8}}{NUMBER}(人|名)[^。；\d]{{0,8}}实(?:际)?(?:到|参加|参训|参考|出席)[^，。；\d]{{0,6}}{NUMBER}\2"
)
DONE_OF = Sieve(
    rf"(?:受理|收到|接到|立案)[^，。；\d]{{0,12}}{NUMBER}({MEASURE})[，,][^，。；\d]{{0,4}}(?:办结|审结|答复|结案|回复|反馈)[^，。；\d]{{0,4}}{NUMBER}\2"
)
PART_OF_ALL = Sieve(
    rf"(?:共有|现有|在编|在册|全[镇乡]有)[^，。；\d]{{0,10}}{NUMBER}(人|名)[，,](?:其中)?[^，。；\d]{{0,4}}(?:参加|参训|参考|持证|到会|签到|合格|通过)[^，。；\d]{{0,6}}{NUMBER}(?:人|名)(?!次)"
)
FULL_MARKS = Sieve(
    rf"{NUMBER}分[^。；\d]{{0,6}}满分(?:为|是)?{NUMBER}分|满分(?:为|是)?{NUMBER}分[^。；\d]{{0,8}}{NUMBER}分|{NUMBER}分[（(，,]?(?P<hundred>百分制)"
)
ROUGH = Sieve(rf"(?<![\d.])(\d{{1,7}})余(?={MEASURE}|[\u4e00-\u9fff])")
SHARE_OF = Sieve(rf"占[^，。；\d]{{0,10}}{NUMBER}[%％]")
RATE = re.compile(r"([\u4e00-\u9fff]{2})率")
TAKEN = re.compile("受理|收到|接到|立案|登记|发现|排查|抽查|评查")
CARRIED = re.compile("结转|积案|含上年|含去年|历年|往年")
SHARES = re.compile(rf"占(?:比)?(?:为|达)?{NUMBER}[%％]")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    yield from _sums(report)
    shares = list(_shares(report))
    yield from shares
    yield from _growth(report)
    yield from (m for m in _impossible(report) if not any(s.start <= m.start and m.end <= s.end for s in shares))


def tell(begin: int, found: re.Match[str], why: str, better: str = "核对") -> Mark:
    """An error over all that was matched, in a line that begins at `begin`."""
    return Mark(FAMILY, begin + found.start(), begin + found.end(), "error", why, better)


def off(real: float, said: str) -> bool:
    """Whether a percentage is not `real` rounded to the digits that were said, a little slack for rounding."""
    digits = len(said.partition(".")[2])
    slack = 0.05 * 10.0**-digits
    return abs(real - float(said)) > 0.5 * 10.0**-digits + slack


def _shares(report: Report) -> Iterator[Mark]:
    told: set[int] = set()
    for pattern in (SHARE, SHARE_SHORT, PART_OF, PART_SHARE):
        for begin, found in in_lines(pattern, report):
            part, whole = _part_and_whole(found)
            if not whole or begin + found.end() in told or CARRIED.search(found[0]):
                continue
            real = 100 * part / whole
            over = part > whole and not CARRIED.search(found.string)
            if over or (part <= whole and off(real, found[4])):
                told.add(begin + found.end())
                more = f"{_too_many(found)}，先核对这两个数" if over else f"不是{found[4]}%"
                yield tell(begin, found, f"{part:g}÷{whole:g}是{real:.1f}%，{more}")


def _too_many(found: re.Match[str]) -> str:
    """What may not be more than what."""
    rate, whole = RATE.search(found[0]), TAKEN.match(found[0])
    return (
        f"{rate[1]}不应多于{whole[0]}" if rate and whole and rate[1] in found[0][: rate.start()] else "部分不应多于总数"
    )


def _part_and_whole(found: re.Match[str]) -> tuple[float, float]:
    """Of two amounts: the one that the rate is named after is the part, wherever it stands; else the smaller."""
    first, second = float(found[1]), float(found[3])
    rate = RATE.search(found[0])
    if rate:
        line = found.string
        before, between = line[max(0, found.start(1) - 6) : found.start(1)], line[found.end(1) : found.start(3)]
        if rate[1] in between:
            return second, first
        if rate[1] in before:
            return first, second
    return min(first, second), max(first, second)


def _claim(begin: int, found: re.Match[str], group: int, why: str) -> Mark:
    """An error over what is claimed, from a group on; the figures before it are told rightly."""
    return Mark(FAMILY, begin + found.start(group), begin + found.end(), "error", why, "核对")


def _growth(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(GROWTH, report):
        now, before, said = float(found[1]), float(found[3]), found[5]
        up = found[4] in ("增长", "上升", "增加", "提高", "多")
        word = "增长" if now > before else "下降"
        if found[6] in "%％":
            real = 100 * abs(now - before) / before if before else 0.0
            if before and (off(real, said) or up != (now > before)):
                yield _claim(begin, found, 3, f"{before:g}到{now:g}是{word}{real:.1f}%")
        elif abs(abs(now - before) - float(said)) > 1e-9 or up != (now > before):
            yield _claim(begin, found, 3, f"{before:g}到{now:g}是{word}{abs(now - before):g}{found[2]}")
    for begin, found in in_lines(GROWTH_FIRST, report):
        now, before = float(found[1]), float(found[5])
        real = 100 * abs(now - before) / before if before else 0.0
        if before and (off(real, found[4]) or (found[3] in ("增长", "上升", "增加", "提高")) != (now > before)):
            yield tell(begin, found, f"{before:g}到{now:g}是{'增长' if now > before else '下降'}{real:.1f}%")


def _sums(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(WHOLE, report):
        listed = found[4].split("，")[0]
        listed = listed if len(PARTS.findall(listed)) > 1 else found[4]
        if re.search(r"\d[\d.]*[%％]|同比|比上年|占", listed):
            continue
        pieces = [p.strip() for p in re.split("[、，,]|和(?=[\u4e00-\u9fff]{1,8}\\d)", listed) if p.strip()]
        parts = [PART.fullmatch(p) for p in pieces]
        kept = [p for p in parts if p and p[2] in (found[2], None)]
        if len(kept) < 2 or len(kept) != len(pieces) or not any(p[2] for p in kept):
            continue
        total, whole = sum(float(p[1]) for p in kept), float(found[1])
        some = LOOSE.search(found["link"]) and total < NEARLY * whole  # 其中 may name a few of many
        if abs(total - whole) > 1e-9 and not some:
            said = "+".join(p[1] for p in kept)
            yield tell(begin, found, f"{said}={total:g}，不是{found[1]}")


def _impossible(report: Report) -> Iterator[Mark]:
    for begin, found in in_lines(PERCENT, report):
        if float(found[2]) > 100 and not any(found["what"].endswith(w) for w in OVER_ONE):
            yield tell(begin, found, f"{found['what']}不能超过100%")
    for begin, found in in_lines(SHARE_OF, report):
        if float(found[1]) > 100:
            yield tell(begin, found, "占比不能超过100%")
    for pattern, why in ((ATTEND, "实到多于应到"), (DONE_OF, "办结不应多于受理"), (PART_OF_ALL, "部分多于总数")):
        for begin, found in in_lines(pattern, report):
            if float(found[3]) > float(found[1]) and not CARRIED.search(found.string):
                yield tell(begin, found, why)
    for begin, found in in_lines(FULL_MARKS, report):
        if found["hundred"]:
            said, most = found[5], "100"
        else:
            said, most = (found[1], found[2]) if found[1] else (found[4], found[3])
        if float(said) > float(most):
            yield tell(begin, found, "得分高于满分")
    yield from _rough(report)


def _rough(report: Report) -> Iterator[Mark]:
    """A small exact number with 余; shares of one whole that come to more than it."""
    for begin, found in in_lines(ROUGH, report):
        n = int(found[1])
        if n % 10 or n < 10:
            yield Mark(
                FAMILY,
                begin + found.start(),
                begin + found.end(),
                "warning",
                f"{n}是确数，不能说“余”",
                f"{n}或者{n // 10 * 10}余",
            )
    for begin, line in report.lines if report.may_hold("其中") else ():
        if "其中" not in line or line.count("。") > 1:
            continue
        told = list(SHARES.finditer(line))
        total = sum(float(m[1]) for m in told)
        if len(told) > 2 and 100.5 < total < 130:
            span = begin + told[0].start(), begin + told[-1].end()
            yield Mark(FAMILY, *span, "warning", f"各项占比加起来是{total:g}%", "核对")
