"""Homes told by landmarks in a folded text: 七组村口老槐树往北第二家, 村委会东侧红砖房, a hamlet of a village."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fazhi.proofread.person_names import name_before, persons
from fazhi.proofread.personal_words import HAN

NUMERAL = "[0-9一二三四五六七八九十两]{1,3}"
SIDE = "[东西南北左右前后上下里外]"
BUILDING = "(?:[红青砖土瓦平楼木老旧新层]{1,4}(?:房子?|屋子?|楼房?|院子?)|平房|瓦房|楼房|老宅|老屋|祖屋|窑洞|院子|院落|小院|门面房)"
SPOT = (
    rf"(?:(?:第{NUMERAL}(?:家|户|间|个门|道门)|第?{NUMERAL}[排栋层])(?:{BUILDING}|[左右东西]手(?:边|门)?)?"
    rf"|(?:旁边?|斜?对面|对过|隔壁|附近|边上|脚下|门口|尽头|{SIDE}{{1,2}}(?:侧|边|面|头|首|手|角)|[村河塘沟路桥井渠坡山树田][头尾口边下旁脚坎]|里[屋面])(?:的?{BUILDING})?|的?{BUILDING})"
)
REST = re.compile(rf"(?:[{HAN}0-9]{{0,12}}?{SPOT})+")
NOT_PLACE = re.compile(  # what is done, or stands, there
    "反映|投诉|村民|居民|群众|老人|人员|家庭|对(?!面|过)|[因与将被向和就是有让请给并又已均于由]|种植|养殖"
    "|修建|搭建|发生|路段|污水|垃圾|道路|农户|邻居"
)
DWELL = re.compile(
    r"(?:家住|(?<!入)(?<!收)(?<!常)住(?!院|房|宅|户|建|校|址|所|宿|处|下|进|满|了|过|的)(?:在|于)?|现居|居住(?:在|于)?"
    rf"|(?:住址|住所|家庭地址)[:：是为]?|独居于?|寄居|家在|位于)(?=[{HAN}])|[（(，](?=[{HAN}]{{2,8}}?(?:村|社区)[{HAN}])"
)
PLACE = re.compile(rf"[{HAN}0-9]{{3,36}}")
HAMLET = re.compile(
    rf"(?P<village>[{HAN}]{{2,8}}?(?:村|社区|组))(?P<hamlet>[{HAN}]{{1,4}}(?:屯|寨|湾|坝|冲|坡|垸|院子|大屋场?|屋场|岭|塘|沟|坪|庄|台子?|营|堡|畈|垄|坳|垭|咀|嘴|埠|墩|窝|洼|塬|梁|峁))(?=的?家[中里]|[，。；、）)]|$)"
)
COUNTED = (  # 周 and 万 are surnames too
    r"\s?[多余来几]?(?:[人天位个年月日岁亩里次口千百%％]|户(?!主)|名(?!下)|公里|小时|分钟|平方"
    r"|[周元米万](?=[，。、；元亩人]|[左不]|以[上下内]|[内后前]))"
)
JOINED = re.compile(rf"[{HAN}]{{2,12}}?(?:村|社区|小区|[组苑园城])(?P<door>\d{{1,3}}[-—]\d{{1,4}})(?![\d—-]|{COUNTED})")
PUBLIC = re.compile("[老利医法卫]院|中心|学校|政府|办公|厂|公司")
OTHERS = re.compile("的(?!家|房|屋|老宅|住)|[0-9一二三四五六七八九十两几]+[户名位人]")
CROWD = re.compile("(?:群众|农户|居民|村民们?|人员|大家|住户|老人们)(?:[都均多]|大多)?$")
ENDS = re.compile(r"[，。；、）)]|$")
WHOLE = re.compile(rf"(?:{BUILDING}|[家户]|屋场|院子|[屯寨湾坝冲坡垸岭塘坪庄营堡畈垄坳垭墩窝洼塬峁])$")
HOUSE_NEXT = re.compile("的?(?:家[中里]|住[宅处房]|房屋|老[宅屋])")
REACH = 60


def beyond(text: str, end: int) -> int:
    """Where a home ends that goes on with landmarks after its group or estate."""
    rest = REST.match(text, end, end + REACH // 2)
    return rest.end() if rest and not NOT_PLACE.search(rest[0]) else end


def by_landmark(text: str, below: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Places of homes without a number, after a word for dwelling in a sentence that names a person, or right after a name."""
    for dwell in DWELL.finditer(text):
        if joined := JOINED.match(text, dwell.end()):
            yield joined.span("door")
        place = PLACE.match(text, dwell.end())
        found = _spot(place[0], below) if place else None
        if not place or not found:
            continue
        after = text[place.start() + found[1] :][:4]
        if (OTHERS.match(after) and dwell[0] != "位于") or (dwell[0] == "位于" and not HOUSE_NEXT.match(after)):
            continue
        if dwell[0] in "（(，":
            known = bool(
                ENDS.match(after) and WHOLE.search(place[0], found[0], found[1]) and name_before(text, dwell.start())
            )
        else:
            before = re.split(r"[。！？；\n]", text[max(0, dwell.start() - REACH) : dwell.start()])[-1]
            known = bool(persons(before)) and not CROWD.search(before)
        if known:
            yield place.start() + found[0], place.start() + found[1]


def _spot(place: str, below: Callable[[str], int]) -> tuple[int, int] | None:
    """The part of a place below its village that tells one house or hamlet."""
    hamlet = HAMLET.match(place)
    if hamlet:
        return hamlet.span("hamlet")
    rest = REST.match(place)
    if not rest or NOT_PLACE.search(rest[0]) or PUBLIC.search(rest[0][-4:]):
        return None
    begin = below(rest[0])
    return (begin, rest.end()) if begin < rest.end() else None
