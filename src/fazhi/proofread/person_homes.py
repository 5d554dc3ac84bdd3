"""Addresses of homes in a folded text: group, door, building and room, where somebody lives; offices are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.personal_words import FAMILY, HAN, HOME, NAME, OFFICE, PERSON, is_name

Hit = tuple[str, int, int, str]
NUMERAL = r"(?:[0-9A-Za-z]{1,4}|[〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,5})"
BARE = r"(?:[0-9A-Za-z]{1,4}|[〇零一二三四五六七八九]{2,4})"
UNIT = r"(?:村民小组|居民小组|小组|组|生产队|队|号院|号楼|号|#楼?|栋|幢|座|单元|排|弄|巷|胡同|支路|室|户|层|楼|门)"
STEP = rf"第?{NUMERAL}\s?{UNIT}"
TAIL = re.compile(
    rf"(?:(?:[东西南北前后中]{{1,2}}(?:街|头|巷|胡同|弄|院)|[东西南北]头)?\s?第?{NUMERAL}\s?{UNIT}"
    rf"|(?<=[{HAN}])\d{{1,3}}-\d{{1,2}}-\d{{2,4}}(?![\d-])|(?<=[苑园城湾区庭庄府院寓郡墅里坊])\d{{1,3}}-\d{{3,4}}(?![\d-]))"
    rf"(?:[\s,，-]?(?:[东西南北中]{{1,2}})?\s?(?:{STEP}|(?<=[元栋幢楼#座号层-])\s?{BARE}(?:\s?-\s?{BARE}){{0,2}}室?))*(?:\s?[东西南北中]户)?"
)
QUICK = re.compile(rf"[0-9A-Za-z〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]\s?(?:{UNIT[3:-1]})|\d-\d")
PLACE = re.compile(rf"[{HAN}·0-9A-Za-z]*[{HAN}]\s?$")
ABOVE = re.compile(
    r"^.*(?:[省市县乡镇]|街道|办事处|(?<!小)(?<!园)(?<!住宅)区|(?:行政|自然)?村(?!镇|街道)(?!路|巷|民小)|(?<!小)社区|屯|寨)"
)
ROAD = re.compile(rf"[{HAN}0-9]{{1,8}}(?:路|街|大道|巷|胡同|大街)$")
LEADS = re.compile(rf"^.*(?:{HOME}|住|址|位于|坐落|系|是|为|在|至|到|往|从|走访|慰问|[:：，,。；;、\t|（( \x1f])")
HOME_BEFORE = re.compile(
    rf"(?:{HOME}|住(?![建院房址])|住址|(?<!办公)地址|[，（(]住)(?:地址?|地|址|所|处|信息|详址)?[:：为是在于]?[^，。；、\n]{{0,24}}$"
)
NAMED_BEFORE = re.compile(
    rf"(?:(?:^|[^{HAN}]|{PERSON}[:：]?)(?P<name>{NAME})"
    rf"(?:[（(，,、 \t|\x1f:：]{{1,2}}(?:男|女)?[，,、 \t|\x1f]?(?:\d{{1,3}}岁[，,])?|系|是|家?住在?)\s?)$"
)
NAMED_AFTER = re.compile(
    rf"[,，]?(?:\s?的?\s?(?:{PERSON})(?P<a>{FAMILY}[{HAN}]{{1,2}})|的?(?P<b>{NAME})(?=家|户|住|[（(]|，(?:男|女))"
    rf"|[ \t|\x1f、，,]{{1,2}}(?P<c>{NAME})(?![{HAN}])|住户|村民(?![小委])|居民(?!小|委)|人家)"
)
DWELLING = re.compile(r"单元|室|[栋幢#-]\s?\d{1,2}-\d{3,4}|-\d{3,4}$|户$")
WORKS = re.compile(
    r"项目|工程|改造|硬化|会议|加装|新修|维修|维护|巡查|排查|整治|案卷|第\d+号|办公|受理|听证|开庭|活动|集合|窗口|住建|至\d|法庭|大厅|号楼会"
)
HOUSEHOLDS = re.compile(r"^[^0-9]{0,3}\s?\d+\s?户$")  # 620户 counts, and is no door
LEAD, LONGEST, FAR = 8, 60, 200
COUNTED = re.compile(r"^第?[0-9一二三四五六七八九十]+(?:组|队|户|号|排|层|楼|室|座|栋|门)$")


def homes(text: str) -> Iterator[Hit]:
    """Every part of an address below the village, road or township that tells where a person lives."""
    done = 0
    for sign in QUICK.finditer(text):
        found = (
            TAIL.search(text, max(done, sign.start() - LEAD), sign.end() + LONGEST) if sign.start() >= done else None
        )
        if found is None or found.start() > sign.end():
            continue
        done = found.end()
        if HOUSEHOLDS.search(found[0]):
            continue
        begin, end = _place(text, *found.span())
        if begin >= 0 and _lived_in(text, begin, found.start(), end):
            kept = below(text[begin : found.start()])
            yield "address", begin + kept, end, "**"


def _place(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the place before a door begins (-1: there is none), and the end without what is no part of it."""
    while end > start and text[end - 1] in " ,，-\n":
        end -= 1
    before = PLACE.search(text[max(0, start - 40) : start])
    if not before:
        line = text[max(0, start - 12) : start]
        alone = re.search(rf"(?:{HOME}|住|址)[:：为是在]?\s?$", line)
        return (start if alone else -1), end
    return start - len(before[0]), end


def below(place: str) -> int:
    """How many of its characters may stay: down to the township or village; 阳光小区 goes, and so does 前街."""
    lead = LEADS.match(place)
    above = ABOVE.match(place)
    road = ROAD.search(place)
    ends = [m.end() for m in (lead, above) if m]
    kept = max(ends, default=0)
    return (
        len(place)
        if road and not re.search(r"[东西南北前后中]街$|[前后]巷$", place[kept:]) and kept < len(place)
        else kept
    )


def _lived_in(text: str, begin: int, door: int, end: int) -> bool:
    """Whether a person or a word for home stands beside it, and no office."""
    line = max(begin - FAR, *(text.rfind(c, max(0, begin - FAR), begin) + 1 for c in "。；！？\n"), 0)
    before = text[max(line, begin - 40) : door]
    stops = [at for c in "。；！？\n" if (at := text.find(c, end, end + 30)) >= 0]
    after = text[end : min(stops, default=end + 30)]
    clause = before[max(before.rfind(c) for c in "，；、\t|\x1f") + 1 :]
    if (
        OFFICE.search(clause)
        or WORKS.search(clause)
        or re.match("地块|地[0-9]|宗地", after)
        or WORKS.match(after)
        or _of_office(after)
    ):
        return False
    if re.match(r"(?:至|到|、|和)第?\d|门窗|党|干部|人居|集体|案卷|村民(?:小组|委|代表)", after):
        return False
    if HOME_BEFORE.search(before) and not (re.search("住所地?", before) and OFFICE.search(after)):
        return not re.search(rf"(?:{OFFICE.pattern})[^，。；]{{0,6}}地址", before)
    named = NAMED_BEFORE.search(text[max(line, begin - 12) : begin]) or NAMED_BEFORE.search(
        text[max(line, begin - 12) : begin + below(text[begin:door])]
    )
    inside = re.search(rf"(?:{PERSON})(?P<name>{NAME})(?:家?住在?|在|于|系)", before)
    for one in (named, inside):
        if one and is_name(one["name"], framed=True):
            return not COUNTED.match(text[door:end]) or bool(re.search("组|号|户", text[door:end]))
    follows = NAMED_AFTER.match(after)
    if follows:
        name = follows["a"] or follows["b"] or follows["c"]
        return name is None or is_name(name, framed=True) or is_name(name[:2])
    return bool(DWELLING.search(text[door:end])) and "单元" in text[door:end]


def _of_office(after: str) -> bool:
    """Whether an office follows at once, in the next clause or in brackets."""
    found = OFFICE.search(after[:20])
    return bool(
        found
        and not re.search(rf"{FAMILY}[{HAN}]{{1,2}}", after[: found.start()])
        and "在" not in after[: found.start()]
    )
