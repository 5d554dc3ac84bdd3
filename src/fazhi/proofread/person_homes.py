"""Addresses of homes in a folded text: group, door, building and room, where somebody lives; offices are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.disguise import Folded
from fazhi.proofread.home_beside import lived_in
from fazhi.proofread.home_landmarks import beyond, by_landmark
from fazhi.proofread.person_names import name_before
from fazhi.proofread.personal_words import HAN, HOME

Hit = tuple[str, int, int, str]
DIGIT = "0-9A-Za-z〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾"
NUMERAL = rf"[{DIGIT}]{{1,5}}"
BARE = r"(?:[0-9〇零][0-9A-Za-z〇零]{0,3}|[0-9A-Za-z]{1,4}|[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]{2,4})"
UNIT = r"(?:村民小组|居民小组|小组|组|生产队|队|社(?!区|会)|屯|号院|号楼|号|#楼?|栋|幢|座|单元|排|弄|巷|胡同|支路|室|户|层|楼|门)"
SEP = r"\s?[-—.·•‧~/_]\s?"
BUILT_AS = re.compile("自建房|自建楼|自住房|安置房|平房|瓦房|出租屋|出租房")
ROOM_NUMBER = re.compile(
    r"[，,、 |\t]?(?:的)?(?:房号|房间号|室号|门牌号?|楼栋号?)[:：为是]{0,2}\s?(?P<room>\d{1,3}(?:[-—.#]\d{1,4}){1,3})(?![\d-])"
)
STEP = rf"第?{NUMERAL}(?:-\d{{1,3}}(?=号))?\s?{UNIT}"
JOINED = r"\d{1,3}(?P<joint>[-—.·•‧~/#。])\d{1,2}(?:(?P=joint)\d{1,4}){1,2}(?![\d.—-])"
TAIL = re.compile(
    rf"(?:(?:[东西南北前后中]{{1,2}}(?:街|头|巷|胡同|弄|院)|[东西南北]头)?\s?第?{NUMERAL}\s?{UNIT}"
    rf"|(?<=[{HAN}])(?<![话机号码证卡为是约第]){JOINED}"
    rf"|(?<=[苑园城湾区庭庄府院寓郡墅里坊居邸岸岛港轩阁台馆舍谷洲])\d{{1,3}}[-#—]\d{{3,4}}(?![\d-]|—\d))"
    rf"(?:[\s,，-]?(?:附|之|旁)?(?:[东西南北中]{{1,2}})?\s?(?:{STEP}|(?<=[元栋幢楼#座层院-]) ?{BARE}(?:\s?-\s?{BARE}){{0,2}}室?))*"
    rf"(?:\s?[东西南北中左右]户)?"
)
QUICK = re.compile(rf"[{DIGIT}]\s?(?:{UNIT[3:-1]})|\d[-—.·•‧~/#。]\d")
BROKEN = re.compile(
    rf"\n(?<=[{HAN}0-9]\n)[ \t]*(?=[{HAN}0-9]{{0,8}}?(?:村|委会|[{DIGIT}]\s?(?:{UNIT[3:-1]})|[{HAN}0-9]{{0,4}}(?:号|室)))"
    rf"|\n(?<=[元栋幢楼座]\n)[ \t]*(?=\d{{3,4}}(?!\d))"
    rf"| (?<= [{HAN}0-9] )(?=[{HAN}0-9])| (?<=[{HAN}0-9] )(?=[{HAN}0-9](?:[ \n，。；、）)]|$))"
    rf"|(?<=[{HAN}]){SEP}(?=(?:第|附)?{NUMERAL}\s?{UNIT})"
    rf"|(?<=[元栋幢楼座院]){SEP}(?=\d{{1,4}}(?:-\d{{3,4}})?(?!\d))|(?<=村){SEP}(?=[{HAN}]{{2,4}}[屯寨庄湾坪园组]{SEP})"
    rf"|(?<=[{HAN}])\s?门牌号?\s?(?=[{DIGIT}])|(?<=[{HAN}]){SEP}门牌号?\s?(?=[{DIGIT}])|(?<=[村路街巷屯组社队]) (?=[{DIGIT}]{{1,5}} ?(?:组|号|社|队))"
)
BREAKS = re.compile(r"[-—.·•‧~/_\s]|门牌")
BAR = re.compile(r"(?<=[栋幢座楼元号村路街组社队院])\|(?=\d{0,3}[室号组栋])|(?<=[元楼栋幢组社号]\d)\|(?=\d{1,3}[室号])")
PLACE = re.compile(rf"[{HAN}0-9A-Za-z]*[{HAN}]\s?$")
ABOVE = re.compile(
    r"^(?:.*(?:县城|城区|镇区|集镇|[省市县乡镇](?!中|城)|街道(?!办)|办事处|(?<!小)(?<!园)(?<!住宅)区))?(?:(?:(?!自然村).)*?(?:(?<!自然)村(?!镇|街道|民|小区|社区|庄)(?!路|巷)|(?<!小)社区|屯(?!村)|寨(?!村)))?(?=.|$)"
)
LEADS = re.compile(
    rf"^.*(?:{HOME}|住|址|位于|坐落|[选抽]中|搬[出离进入]|迁[出入]"
    rf"|反映|投诉|[系是为在至到往从于得]|走访|慰问|村民(?!小|委)|户口|五保户|[:：，,。；;、\t|（( \x1f])"
)
FLAT = re.compile("[栋幢座楼室]|单元")
NEW_VILLAGE = re.compile(rf"(?:社区|[镇乡县市]|街道|^)(?P<estate>[{HAN}]{{1,4}}新[村区])$")
HOUSEHOLDS = re.compile(rf"^第?{NUMERAL}\s?(?:户|座|栋|幢|层|门|排|社|屯)$")  # 620户 may count; the place before tells
COUNTING = re.compile(
    "(?:星期|周|[共约达近等超余计有的了各建完收]|完成|改造|拆除|建设|公园|矿山|水库|驿站|桥梁?|机|油库|电站|公里|[0-9]个村|年|月|日|第)$"
)
HOUSED = re.compile("(?:小区|花园|家园|苑|公寓|村|村委会|居委会|社区|自然村|[东西南北]头|[前后]街|湾|庄|屯|寨)$")
NUMBERED_DOOR = re.compile(
    rf"第?{NUMERAL}\s?(?:村民|居民)?(?:小?组|社|生产队|队)[-—.·•]?(?:附)?{NUMERAL}\s?号(?=[，,。；、）)|\t \n]|$)"
)
NEXT_TO_NAME = re.compile(r"[，,、（(|\t ]$")
LEAD, LONGEST, LABEL = 8, 60, 12


def homes(text: str) -> Iterator[Hit]:
    """Every part of an address below the village, road or township that tells where a person lives; broken or spread out too."""
    if "|" in text:
        text = BAR.sub("1", text)
    yield from _homes(text)
    for start, end in by_landmark(text, below):
        yield "address", start, end, "**"
    for room in ROOM_NUMBER.finditer(text):
        if name_before(text, room.start()):
            yield "address", *room.span("room"), "**"
    joined = Folded(text).less(_broken(text))
    if joined.kept:
        for kind, start, end, mask in _homes(joined.text):
            yield kind, joined.original(start), joined.original(end - 1) + 1, mask


def _homes(text: str) -> Iterator[Hit]:
    done = 0
    for sign in QUICK.finditer(text):
        if sign.start() < done:
            continue
        found = TAIL.search(text, max(done, sign.start() - LEAD), sign.end() + LONGEST)
        if found is None or found.start() > sign.end():
            continue
        done = found.end()
        begin, end = _place(text, *found.span())
        if begin < 0 or COUNTING.search(text[begin : found.start()]) or _counts(text[begin : found.start()], found[0]):
            continue
        kept = below(text[begin : found.start()], found[0])
        lead = LEADS.match(text[begin : found.start()])
        if lived_in(text, begin + (lead.end() if lead else 0), found.start(), end):
            built = BUILT_AS.match(text, end)
            yield "address", begin + kept, built.end() if built else beyond(text, end), "**"


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """What parts an address: ends of lines, blanks, joints."""
    done = 0
    for sign in BREAKS.finditer(text):
        if sign.start() >= done and (found := BROKEN.match(text, sign.start())):
            done = found.end()
            yield found.span()


def _counts(place: str, door: str) -> bool:
    """Whether 620户 or 50座 after no estate and no village counts what was built."""
    return bool(HOUSEHOLDS.search(door)) and not HOUSED.search(place)


def _place(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the place before a door begins (-1: there is none), and the end without what is no part of it."""
    while end > start and text[end - 1] in " ,，-\n":
        end -= 1
    before = PLACE.search(text[max(0, start - 40) : start])
    if not before:
        alone = re.search(rf"(?:{HOME}|住|址)[:：为是在]?\s?$", text[max(0, start - LABEL) : start])
        named = NEXT_TO_NAME.search(text, max(0, start - 2), start)
        return (
            start if alone or (named and NUMBERED_DOOR.match(text, start) and name_before(text, named.start())) else -1
        ), end
    return start - len(before[0]), end


def below(place: str, door: str = "") -> int:
    """How many of its characters may stay: down to the township or village; 阳光小区, 前街 and 农机路 go."""
    lead = LEADS.match(place)
    begin = lead.end() if lead else 0
    if door and FLAT.search(door) and (estate := NEW_VILLAGE.search(place[begin:])):
        return begin + estate.start("estate")
    above = ABOVE.match(place[begin:])
    return begin + (above.end() if above else 0)
