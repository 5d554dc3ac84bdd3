"""年份有误: spans that end before they begin, days beyond the report, last year's year left in, papers used before they existed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fazhi.proofread.numerals import number
from fazhi.proofread.report import TOP_HEADING, Mark, Report, each, table
from fazhi.proofread.sieve import Sieve

FAMILY = "11_year"
SPAN = Sieve(r"(20\d\d)\s*年?\s*[—－\-–~～至]+\s*(20\d\d)\s*年?")
DAY = Sieve(r"(?<!\d)(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
SHORT_DAY = Sieve(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")
WORK = (
    r"收到|受理|办理|开展|立案|办结|组织|共|完成|举办|召开|调解|印发|制定|审查|培训|查处"
    r"|我[镇乡县局]|全[镇乡县]|镇|乡|街道|公开|处罚|检查|新增|仅|主动|累计|接待|化解|排查|学法|普法|执法|司法所"
    r"|综合|党委|政府|办|发放|宣传|各村|本|录用|投入|修订|聘|评查|发布|更新"
)
DONE = Sieve(
    rf"(?:(?<=[，。；：、\s])|^)(20\d\d)年(?:全年|度(?!考核|述|报告|计划|总结|评|目标|任务|预|决)|上半年|下半年|第?[一二三四]季度|\d{{1,2}}月(?:\d{{1,2}}日)?)?[，,]?(?=(?:[\u4e00-\u9fff]{{2,4}}[镇乡]|[\u4e00-\u9fff]{{0,3}}街道|{WORK}))",
    re.M,
)
LATER = re.compile(r"\d|次|件|场")
OWNED = re.compile(r"^[^，。；]{0,24}?(?<!目)的(?!是)[\u4e00-\u9fff“《]")
COMPARED = (
    "比",
    "较",
    "上年",
    "同比",
    "去年",
    "历年",
    "以来",
    "自20",
    "从20",
    "结转",
    "遗留",
    "跨年",
    "曾",
    "连续",
    "上一年",
    "近三年",
    "五年",
    "前年",
    "原",
    "此前",
    "早在",
)
AHEAD = (
    "规划",
    "目标",
    "到20",
    "至",
    "期限",
    "有效期",
    "届满",
    "任期",
    "期满",
    "预计",
    "计划",
    "拟",
    "将",
    "底前",
    "前完成",
    "打算",
    "安排",
)
ENDING = re.compile("底|末|以来|以前|之前|前|起|初|至|到|[—－-]")
BEFORE = re.compile("比|较|与|相比|上年|去年|从|自|对比|其中|涉及|遗留|结转")
PLAN_OF = re.compile(
    r"(20\d\d)年(?:度)?(?:的)?(?:工作|法治|下一步)?(?:[\u4e00-\u9fff]{0,6})(?:打算|计划|安排|思路|设想)"
)
TOLD_YEAR = re.compile(r"(?<![（(《—－\-～至\d])(20\d\d)年(?![—－\-～至）)》]|\d*修[订正])")
PERIODS = {
    "五五": 2006,
    "六五": 2011,
    "七五": 2016,
    "八五": 2021,
    "九五": 2026,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}
PERIOD = Sieve(
    r"“(十[二三四五]五|[五六七八九]五)”[^，。；（(“]{0,8}[（(](20\d\d)\s*年?\s*[—－\-–~～至]+\s*(20\d\d)\s*年?[）)]"
)
TITLES = re.compile("《[^》]*》?")  # a plan named in the sentence does not look ahead
HISTORY = (
    "草案",
    "征求意见",
    "立法",
    "即将",
    "将于",
    "施行前",
    "学习宣传准备",
    "意见稿",
    "预备",
    "修订草案",
    "谋划",
    "编制",
    "起草",
)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


AS_OF = Sieve(
    r"(?:^|[。；，\n])截至(20\d\d)年(?:底|末|年底|12月(?:31日)?底?)[，,]?(?=本年度|本年|当年|全|我|辖|镇|乡|街道|已|共|累计|建|有|各|[\u4e00-\u9fff]{2,4}[镇乡])",
    re.M,
)
CUT_SHORT = Sieve(r"(?<![\d.])20[1-3]年(?=度|\d|[\u4e00-\u9fff])")
PLANNED = Sieve(
    r"(?:^|[。；\n])\s*(?:下一?步|下一?阶段|今后|接下来)[^。\n]{0,30}?(20\d\d)年(?:\d{1,2}月|[一二三四]季度|上半年)[^，。；]{0,4}(?:前|底|起|内)",
    re.M,
)
OWN_PAPER = Sieve(
    r"(?:制定|印发|出台|下发|按照|落实|围绕|执行)(?:了)?《[^》\n]{0,12}(20\d\d)年(?:度)?[^》\n]{0,16}(?:要点|计划|方案|清单|安排)》"
)
MONTHS = Sieve(r"(20\d\d)年(\d{1,2})月(?:\d{1,2}日)?(?:起)?[，,]?\s*(?:至|到|—|－|-|～)\s*(20\d\d)年(\d{1,2})月")
DUE = Sieve(
    r"(20\d\d)年(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)?|年?底|上半年|[一二三四]季度)?(?:以?前|之前|底前|起|内)"
)
COMING = re.compile("[，,]?[^，。；\n]{0,10}?(?:计划|拟|打算|将(?!军)|力争|预计)")
INTENDED = re.compile("计划|拟|打算|将(?!军)|力争|预计|争取")
ORDINAL = Sieve(r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})个(?P<day>[\u4e00-\u9fff]{2,12})")
PLACE_IN = Sieve(
    r"(?<![在于])“(?P<plan>十[二三四五]五|[五六七八九]五)”(?:普法)?(?:规划)?(?:的)?(?P<at>开局|启动|收官|收尾|最后一|第[一二三四五1-5])之?年|(?:作为|是)“(?P<plan2>十[二三四五]五|[五六七八九]五)”(?:普法)?(?:规划)?的?(?P<at2>开局|收官)之?年"
)
FOUNDED = {
    "共产党成立": 1921,
    "建党": 1921,
    "中华人民共和国成立": 1949,
    "新中国成立": 1949,
    "改革开放": 1978,
    "抗日战争胜利": 1945,
    "香港回归": 1997,
    "澳门回归": 1999,
    "长征胜利": 1936,
    "建军": 1927,
}
FIRST_YEAR, LAST_YEAR = ("开局", "启动"), ("收官", "收尾", "最后一")
FULL_SPAN = Sieve(r"(20\d\d)年1月(?:1日)?\s*(?:至|到|—|－|-|～)\s*(?:\1年)?12月(?:31日)?")
LONG_AGO = Sieve(r"(?<![自从《（(])(20\d\d)年(?=第?[一二三四]季度|上半年|下半年|全年)")
ANNIVERSARY = Sieve(r"(?P<what>[\u4e00-\u9fff]{2,12}?)(?:成立|建立|胜利|回归|实施|施行|颁布)?(?P<n>\d{2,3})周年")
DECADE = Sieve(r"(?<![自从《（(—－\-～至\d])(20\d\d)年(?=(?:度)?(?:共|累计|年内)[\u4e00-\u9fff]{2,6})")
PLACED = Sieve(
    r"“(?P<plan>十[二三四五]五|[五六七八九]五)”(?:普法)?(?:规划)?的?(?P<at>开局|启动|收官|收尾|最后一|第[一二三四五])之?年(?:是|为|即|（)(?P<year>20\d\d)"
)
WHOLE_YEAR = Sieve(r"(20\d\d)年全年(?=[\u4e00-\u9fff，])")
REVISED = Sieve(r"[（(](20\d\d)年(?:最新)?修[订正][）)]")


def marks(report: Report, papers: Path) -> Iterator[Mark]:
    """Of one report; none about the present when its year is not known. `papers`: the years since which papers exist."""
    for found in each(SPAN, report):
        first, last = int(found[1]), int(found[2])
        if last <= first:
            why = "止年早于起年" if last < first else "起止是同一年"
            yield Mark(FAMILY, *found.span(), "error", why, f"{last}—{first}年" if last < first else "核对")
    for found in each(PERIOD, report):
        begin = PERIODS[found[1]]
        if (int(found[2]), int(found[3])) != (begin, begin + 4) and int(found[3]) > int(found[2]):
            yield Mark(FAMILY, *found.span(), "error", f"“{found[1]}”是{begin}—{begin + 4}年", f"{begin}—{begin + 4}年")
    yield from _days(report)
    yield from _months(report)
    if report.year:
        yield from _stale(report)
        yield from _ahead(report)
        yield from _early(report, papers)
        yield from _due(report)
        yield from _stale_spans(report)
        yield from _counted(report, papers)


SAME_YEAR = Sieve(r"(?:与|同|较|比)(20\d\d)年(?:度)?(?:同期)?(?:相比|比较)?[，,]?\1年")


def _days(report: Report) -> Iterator[Mark]:
    for found in each(DAY, report):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
        sentence = TITLES.sub("", report.sentence_at(found.start()))
        if not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1] - (month == 2 and year % 4 > 0):
            yield Mark(FAMILY, *found.span(), "error", "没有这一天", "核对")
        elif not 1900 <= year <= 2100:
            yield Mark(FAMILY, *found.span(), "error", "年份不对", "核对")
        elif report.year and year > report.year + 1 and not any(word in sentence for word in AHEAD):
            yield Mark(FAMILY, *found.span(), "error", f"{report.year}年的报告里出现{year}年的日期", "核对")
    for found in each(SHORT_DAY, report):
        month, day = int(found[1]), int(found[2])
        if not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1]:
            yield Mark("10_number", *found.span(), "error", "没有这一天", "核对")
    for found in each(SAME_YEAR, report):
        yield Mark(FAMILY, *found.span(), "error", "同一年和自己比", "核对")
    for found in each(CUT_SHORT, report):
        yield Mark(FAMILY, *found.span(), "error", "年份少了数字", "核对")


def _stale(report: Report) -> Iterator[Mark]:
    """Last year's year where this year's work is told; this year's year where next year's plan is."""
    for found in each(DONE, report):
        if int(found[1]) != report.year - 1:
            continue
        clause = report.text[found.start() : _clause_end(report.text, found.end())]
        after = report.text[found.end() : found.end() + 20]
        if re.match(rf"[^。；]{{0,10}}[、，]{report.year}年", after):  # 2020年立案、2021年结案
            continue
        if any(word in clause for word in COMPARED) or OWNED.search(clause) or not LATER.search(clause[5:]):
            continue
        if ENDING.match(report.text, found.start() + 5) or BEFORE.search(
            report.text[max(0, found.start() - 12) : found.start()]
        ):
            continue
        why = f"{report.year}年的报告里写的是{found[1]}年"
        yield Mark(FAMILY, found.start(), found.start() + 5, "warning", why, f"{report.year}年")
    for at, line in report.lines:
        plan = PLAN_OF.search(line)
        heading = re.match(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", line)
        last = heading and not any(TOP_HEADING.match(later) for begin, later in report.lines if begin > at)
        if (
            plan
            and heading
            and len(line) < 40
            and (int(plan[1]) < report.year or (last and int(plan[1]) == report.year))
        ):
            yield Mark(
                FAMILY, at + plan.start(), at + plan.end(), "warning", "安排写的是过去的年份", f"{report.year + 1}年"
            )


def _ahead(report: Report) -> Iterator[Mark]:
    """The end of last year as the present state; the coming year as told; a version of a law that is still to come."""
    for found in each(AS_OF, report):
        if int(found[1]) not in (report.year, 0):
            yield Mark(FAMILY, *found.span(1), "warning", f"{report.year}年的报告截至{found[1]}年", f"{report.year}年")
    for found in each(OWN_PAPER, report):
        if int(found[1]) == report.year - 1:
            yield Mark(
                FAMILY, *found.span(1), "warning", f"{report.year}年制定的是{found[1]}年的文件", f"{report.year}年"
            )
    for found in each(PLANNED, report):
        if int(found[1]) <= report.year:
            yield Mark(FAMILY, *found.span(1), "warning", "安排写的是过去的年份", f"{report.year + 1}年")
    for found in each(WHOLE_YEAR, report):
        clause = report.clause_at(found.start())
        if int(found[1]) > report.year and not any(w in clause for w in (*AHEAD, "力争", "要", "确保")):
            yield Mark(
                FAMILY, *found.span(1), "error", f"{report.year}年的报告写了{found[1]}年全年", f"{report.year}年"
            )
    for found in each(REVISED, report):
        if int(found[1]) > report.year and not any(w in report.sentence_at(found.start()) for w in (*HISTORY, *AHEAD)):
            yield Mark(FAMILY, *found.span(), "error", f"{found[1]}年才修订", "核对")


def _clause_end(text: str, place: int) -> int:
    """Where the clause ends that begins after the year: at the next comma or stop."""
    return min((e for c in "，。；\n" if (e := text.find(c, place)) >= 0), default=len(text))


@cache
def _papers(path: Path) -> tuple[tuple[Sieve, int, str], ...]:
    """The words, the first year, and what was said before."""
    return tuple(
        (Sieve("|".join(row["words"])), row["since"], row.get("before", "核对")) for row in table(path)["paper"]
    )


def _early(report: Report, papers: Path) -> Iterator[Mark]:
    for words, since, before in _papers(papers):
        for found in each(words, report):
            if any(word in report.sentence_at(found.start()) for word in HISTORY):
                continue
            told = [int(y) for y in TOLD_YEAR.findall(report.clause_at(found.start()))]
            ahead = any(a <= found.start() < b for a, b in report.plans)
            if report.year + ahead < since:
                why = f"{since}年才有，{report.year}年的报告里不应已经执行"
            elif told and max(told) < since:
                why = f"{since}年才有，不会在{max(told)}年已经执行"
            else:
                continue
            yield Mark(FAMILY, *found.span(), "error", why, before)


def _months(report: Report) -> Iterator[Mark]:
    """From a month to an earlier one."""
    for found in each(MONTHS, report):
        if (int(found[3]), int(found[4])) < (int(found[1]), int(found[2])):
            yield Mark(FAMILY, *found.span(), "error", "止期早于起期", "核对")


def _due(report: Report) -> Iterator[Mark]:
    """A date by which something is to be done, in the plans or after 计划, that has passed."""
    for found in each(DUE, report):
        planned = any(a <= found.start() < b for a, b in report.plans)
        clause = report.text[max(0, found.start() - 12) : found.start()].rpartition("。")[2].rpartition("，")[2]
        coming = COMING.match(report.text, found.end())  # 底前，镇里将
        clause += coming[0] if coming else ""
        late = int(found[1]) < report.year or (planned and int(found[1]) == report.year)
        if late and (planned or INTENDED.search(clause)) and not re.search("比|自|以来", clause[-4:]):
            yield Mark(FAMILY, *found.span(), "warning", "安排的时间已经过去", f"{report.year + 1}年")


def _counted(report: Report, papers: Path) -> Iterator[Mark]:
    """第十个国家宪法日 against the first one's year; 开局之年 and 收官之年 against the plan's years."""
    first = {row["name"]: row["first"] for row in table(papers)["day"] if "first" in row}
    for found in each(ORDINAL, report):
        name = next((n for n in first if found["day"].startswith(n)), "")
        told = [int(y) for y in TOLD_YEAR.findall(report.sentence_at(found.start()))]
        year = told[-1] if told else report.year
        if name and year - first[name] + 1 != number(found["n"]):
            right = year - first[name] + 1
            yield Mark(FAMILY, *found.span(), "error", f"{year}年是第{right}个{name}", f"第{right}个")
    for found in each(PLACE_IN, report):
        begin, at = PERIODS[found["plan"] or found["plan2"]], found["at"] or found["at2"]
        told = [int(y) for y in TOLD_YEAR.findall(report.clause_at(found.start()))]
        year = told[-1] if told else report.year + any(a <= found.start() < b for a, b in report.plans)
        nth = 1 if at in FIRST_YEAR else 5 if at in LAST_YEAR else number(at[1:])
        # a report of December may look ahead to the first year
        if year != begin + nth - 1 and not (nth == 1 and year == begin - 1):
            yield Mark(
                FAMILY,
                *found.span(),
                "error",
                f"“{found['plan'] or found['plan2']}”第{nth}年是{begin + nth - 1}年",
                "核对",
            )


def _stale_spans(report: Report) -> Iterator[Mark]:
    """January to December of last year as this year's; a quarter of long ago; an anniversary of another year."""
    for found in each(FULL_SPAN, report):
        before = report.text[max(0, found.start() - 6) : found.start()]
        if report.year - 4 < int(found[1]) < report.year and not BEFORE.search(before):
            yield Mark(FAMILY, *found.span(), "warning", f"{report.year}年的报告写的是{found[1]}年", f"{report.year}年")
    for found in each(PLACED, report):
        nth = 1 if found["at"] in FIRST_YEAR else 5 if found["at"] in LAST_YEAR else number(found["at"][1:])
        right = PERIODS[found["plan"]] + nth - 1
        if int(found["year"]) != right:
            yield Mark(FAMILY, *found.span(), "error", f"“{found['plan']}”第{nth}年是{right}年", f"{right}年")
    for found in (*each(LONG_AGO, report), *each(DECADE, report)):
        if int(found[1]) < report.year - 9 and not any(w in report.clause_at(found.start()) for w in COMPARED):
            yield Mark(FAMILY, *found.span(), "warning", f"{report.year}年的报告里出现{found[1]}年", f"{report.year}年")
    for found in each(ANNIVERSARY, report):
        first = next((y for name, y in FOUNDED.items() if name in found[0]), 0)
        told = [int(y) for y in TOLD_YEAR.findall(report.clause_at(found.start()))]
        if first and told and told[-1] - first != int(found["n"]):
            yield Mark(FAMILY, *found.span(), "error", f"{told[-1]}年是{told[-1] - first}周年", "核对")
