"""What stands beside an address: a person or a word for home, or else an office, works or a count."""

from __future__ import annotations

import re

from fazhi.proofread.person_names import last_is_person, name_at, name_before, names, persons
from fazhi.proofread.personal_words import FAMILY, HAN, HOME, NAME, OFFICE, OFFICIAL, PERSON, WORDS, is_name, trie

FAR, NEAR, AFTER = 120, 40, 30
HOMELY = re.compile(
    rf"(?:{HOME}|住(?![建院房址])|住址|(?<!办公)(?<!会议)(?<!活动)地址|[，（(]住)(?:地址?|地|址|所|处|信息|详址)?(?:更正|变更|登记|填写|写)?[:：为是在于至到｜|\s]{{0,3}}[^，。；、\n]{{0,24}}$"
)
LABELLED = re.compile(r"(?:(?<![住庭籍])地址|住所地?|经营场所|注册地)[:：为是]?[^，。；、\n]{0,24}$")
SENT = re.compile(r"(?:送达|送至|投递|邮寄|寄往|寄至|寄到|收件|寄件|收货|快递|退回)[^，。；\n]{0,30}$")
DWELLING_AFTER = re.compile(
    r"\s?[）)]?的?(?:老|旧|自建|自有|该|这套|一[套处间])?(?:安置房|自建房|公租房|房屋|住房|住宅|房产|宅院|宅基地|房子|院内|院子|院落|家中|家里|家门|自家|老宅|农房|楼房|住处|居所|家(?![庭具电属人族]))(?!建设|改造|安全|调查|等)|[，,][^，。；\n]{0,12}(?:在家|签收|独居|居住|入住|退租|腾退)|退租|入住|腾退|原址|翻建|建房|邻居|楼[上下]"
)
OWN = re.compile(
    r"(?:自家|其家|本人家|家中|家里|院内|院里|独居|居住|租住|暂住|租房|借住|老宅|住宅|住房|房屋)[^，。；\n]{0,14}$"
)
WORKS = re.compile(trie(WORDS["works"].split()) + r"|第\d+号|至\d|\d+个")
AREA = re.compile(r"地块|地[0-9]|宗地")
COUNTED_AFTER = re.compile(
    r"(?:至|到|、|和)第?\d|门窗|防汛|值守|值班|党|干部|人居|集体|机组|路段|路口|沿线|线|井|泵|闸|文件|决定|公告|通知|令|案卷|村民(?:小组|委|代表)|\d"
)
STEPS = re.compile(r"组|小组|社|队|号|栋|幢|座|单元|室|层|楼|户|#|-|\d[.·•‧~/。]\d")
ROOM = re.compile(
    r"单元|室|[栋幢座#-]\s?\d{3,4}$|[栋幢#-]\s?\d{1,2}-\d{3,4}|-\d{3,4}$|[东西南北中]户$|\d[.·•‧~/。]\d+[.·•‧~/。]\d"
)
STAIRS = re.compile("(?:单元|号楼|栋|幢|座)$")  # which many share
ESTATE = re.compile(
    r"(?:小区|新区|片区|安置区|丽都|人家|宿舍|家属楼|职工楼|花园|家园|苑|公寓|嘉园|华庭|新城|新村|名邸|里|湾|城|郡|府|墅|园|庭|居|坊|岸|寓|邸|馆|舍|轩|阁|台|宅|社区|路|街|大道|巷|院)$"
)
LINK = re.compile(
    rf"(?:[（(，,、 \t|\x1f:：]|男|女|汉族|\d{{1,3}}周?岁|\d{{4}}年[\d月日]*出?生|[{HAN}]{{2,8}}(?=[|\t\x1f｜])|户(?=[，,（(｜|\s])"
    r"|一?家\d*口?|全家|老两口|[0-9一二三四五六七八九十]{1,2}[口人]|户|夫妇|名下|系|是|原?住|(?<![发出实呈体表])现|居|在|位于|的|仍|又|独居|家|之家|户主|等"
    r"|坐落于?|村民代表|就|从|自|由|反映|投诉|称|老屋|老宅|旧宅|房屋|住房|房子|务农|农民|无业|夜间|于?(?:本|上|当|[0-9]{1,2})[年月日]|个体户?|工人|退休|文盲|(?:小学|初中|高中)文化|已婚|未婚|离异|丧偶|群众|党员"
    r"|[0-9]{1,3}(?=[/|\t ])|[签收饲养安装登记发生]{0,4}地[点址]|址|门牌|[—·/~》《<>-]){1,8}$"
)
AFTER_LINK = re.compile(
    rf"[,，]?\s?的?(?:看望|走访|慰问|探望)?(?:[ \t|\x1f、，,（(]{{0,2}})(?:(?:{PERSON})|低保户|脱贫户)?"
)
SOMEBODY = re.compile(r"\s?(?:的?住户|村民(?![小委])|居民(?!小|委)|人家)")
COMMITTEE = re.compile(r"村民?委员?会\s?$|居民?委员?会\s?$|中心(?=大?[街路]|村)")
STAFF_HOMES = re.compile(rf"[{HAN}]{{1,10}}(?:家属[院区楼]|宿舍[楼区]?|职工[楼院]|福利[楼房]|集资[楼房])")
MOVED = re.compile(rf"(?:{OFFICE.pattern})[^，。；\n]{{0,6}}[由从自][^，。；\n]{{0,24}}[迁搬][至到往]?$")
WORKS_SOON = re.compile(
    rf"的?[{HAN}]{{0,8}}?(?:改造|维修|更换|疏通|工程|项目|安装|修缮|加装|清淤|施工|招标|中标|管道|管网|电梯|外墙|屋面|楼道)"
)
LIVES = re.compile(
    r"(?:家住|现住|现居|住在|居住[在于]?|住址|户籍(?:所在)?地?|[，,（(]住(?![所建宅房院]))[:：为是在于]?[^，。；：、\n]{0,16}$"
)
RECEIVED = re.compile(r"[，,（(]\s?(?:收件|收货|签收|收信|受送达)人[:：]?")
MARK_NEXT = re.compile(rf"的?(?:{PERSON})")
MARK = re.compile(rf"(?:{PERSON})[:：]?")
HIS_HOUSE = re.compile(rf"的?(?P<name>{NAME})(?:家(?![庭具电属人族])|一家|户(?![外籍口型])|夫妇|老两口)")
HOUSEHOLD = re.compile("一家|全家|家(?![庭具电属人族])|户(?![外籍口型])|夫妇|老两口")
LABEL_LINE = re.compile(rf"[{HAN}]{{0,6}}(?:地[点址]|住所|坐落|位置|门牌)[:：]\s?")
ROLL = re.compile(rf"[{HAN}]{{0,10}}(?:花名册|名单|名册|登记表?|台账|公示|明细表?|清单|公告)")
SERVED = re.compile("(?:张贴|留置|送达|催告|查封|搜查|强制)")
ALLOTTED = re.compile(
    r"(?:[分租购买抽选]得|分到|分配到?|选中|抽中|配租|购买|买下|继承|退租|腾退|搬[出离进入]|迁[出至到入])[^，。；\n]{0,6}$"
)
SITE = re.compile(
    r"(?:建设|项目|施工|工程|实施|选址|改造|养护|监测|采购|勘[查察验]|开工|安装|采样|抽样|作业|堆放|取土|隐患|巡查|检查|灾害|公厕|厕所|蓄水池|泵站|水塔|水库|机井|广场|村部|活动室|卫生室|变压器|基站|垃圾[站房池]|校舍|集体资产)点?(?:的?具?体?(?:地点|地址|位置|坐落|所在地|范围|区域))[:：为是在于位]*[^，。；\n]{0,24}$"
)
HIS_BUILDING = re.compile(
    r"(?:建房|申请|申报|权利|使用权)人?(?:姓名)?[:：为]?\s?|户主[:：]?\s?|(?:村民|居民|农户)(?![小委])"
)
MASKED_NEXT = re.compile(rf"的?(?:{PERSON}){{0,2}}[:：]?{FAMILY}(?:[{HAN}]?[某×xX*＊]{{1,2}}|某[{HAN}甲乙丙丁]?)")
GROUP = re.compile(r"第?[0-9一二三四五六七八九十]{1,3}(?:村民小组|居民小组|小组|组|社|生产队|队)")
COLLECTIVE = re.compile("[（(]?(?:集体|全体|经济合作社|股份)")
OWNER = re.compile(
    r"(?:权利人|所有权人|使用权人|发包方|承包方|出租方|承租方|甲方|乙方|丙方|转让方|受让方|流出方|申请人|原告|被告|第三人|业主)[:：为是]?\s?$"
)
OWNER_ENDS = re.compile(r"[，,。；、（(）)\s|\x1f]|$")
ROOM_ONLY = re.compile(r"(?:[0-9一二三四五六七八九十]{1,2}[楼层])?\s?[0-9一二三四五六七八九十〇零]{1,4}\s?(?:号?室|房)")
OFFICE_END = re.compile("(?:办|站|所|局|科|股|室|处|中心|机关|窗口|大厅|政府|法庭|办公楼|综合楼|机关楼|行政楼|政务楼)$")
APART = re.compile(r"[，,；。、）)\s|\x1f—·/》]|人[，,。]|$")
NOT_HIS = re.compile(r"[，；、：:\t|\x1f（(]")


def lived_in(text: str, begin: int, door: int, end: int) -> bool:
    """Whether somebody lives behind a door: text[begin:door] is the place, text[door:end] the group, house and room."""
    line = max(0, begin - FAR, *(text.rfind(c, max(0, begin - FAR), begin) + 1 for c in "。！？\n"))
    before = text[line:begin]
    if line and LABEL_LINE.fullmatch(before):
        before = text[text.rfind("\n", 0, line - 1) + 1 : line - 1] + "，" + before
    stops = [at for c in "。；！？\n" if (at := text.find(c, end, end + AFTER)) >= 0]
    after = text[end : min(stops, default=end + AFTER)]
    place = STAFF_HOMES.sub("家属院", COMMITTEE.sub(lambda m: "村" if m[0][-1] == "会" else "", text[begin:door]))
    if GROUP.fullmatch(text[door:end]) and MASKED_NEXT.match(after):
        return False
    if MOVED.search(before) or _collective(before, text[door:end], after) or _office_room(place, text[door:end]):
        return False
    plain = not OFFICE.search(place) and not WORKS.match(after)
    if plain and (
        DWELLING_AFTER.match(after) or _his(after) or _somebody(after) or _received(after) or LIVES.search(before)
    ):
        return True
    if _built(before, place, after):
        return False
    if (APART.match(after) and _tied(before)) or (SERVED.match(after) and persons(before)):
        return True
    if _of_office(before, after) or _office_label(before):
        return False
    if OWN.search(before[-NEAR:]) or HOMELY.search(before[-NEAR:]):
        return True
    if SENT.search(before) and not OFFICE.search(before.split("，")[-1]):
        return True
    return (
        _named(before, after)
        or _deep(place, text[door:end])
        or _told_of(before + place, place, text[door:end], text[end : end + AFTER])
    )


def _collective(before: str, door: str, after: str) -> bool:
    """Whether a group itself owns, lets or asks: 权利人某村第五村民小组（集体）."""
    if not GROUP.fullmatch(door):
        return False
    return bool(COLLECTIVE.match(after)) or (bool(OWNER.search(before)) and bool(OWNER_ENDS.match(after)))


def _office_room(place: str, door: str) -> bool:
    """Whether it is a room of an office: 农业农村办518室."""
    return bool(ROOM_ONLY.fullmatch(door) and OFFICE_END.search(place))


def _next_name(after: str) -> tuple[str, int]:
    """The name that follows at once, over what ties it, and where it ends."""
    tie = AFTER_LINK.match(after)
    name = name_at(after, tie.end()) if tie else ""
    return name, (tie.end() if tie else 0) + len(name)


def _somebody(after: str) -> bool:
    """Whether 监测户, 村民 or another word for a person and his name follow at once."""
    mark = MARK_NEXT.match(after)
    return bool(mark and name_at(after, mark.end()))


def _received(after: str) -> bool:
    """Whether he who receives there is named next."""
    mark = RECEIVED.match(after)
    return bool(mark and name_at(after, mark.end()))


def _his(after: str) -> bool:
    """Whether the name of somebody and his house follow."""
    name, stop = _next_name(after)
    house = HIS_HOUSE.match(after)
    return bool(name and re.match("家|户(?!外)|[的之]?住", after[stop:])) or bool(house and is_name(house["name"]))


def _built(before: str, place: str, after: str) -> bool:
    """Whether an office has that place in its name, or works or plots stand there."""
    clause = ROLL.sub("", NOT_HIS.split(before)[-1])
    if SITE.search(before) and not any(name_at(before, his.end()) for his in HIS_BUILDING.finditer(before)):
        return True
    return bool(
        OFFICE.search(place)
        or (WORKS_SOON.match(after) and not persons(before))
        or WORKS.search(place)
        or WORKS.search(clause)
        or WORKS.match(after)
        or AREA.match(after)
    )


def _of_office(before: str, after: str) -> bool:
    """Whether an office or a count is what stands there."""
    clause = NOT_HIS.split(before)[-1]
    if OFFICE.search(clause[-LAST_WORDS:]) and not persons(clause):
        return True
    if re.search(r"[（(]$", before) and (OFFICE.search(said := NOT_HIS.split(before[:-1])[-1]) or WORKS.search(said)):
        return not OWN.search(before)
    return bool(COUNTED_AFTER.match(after)) or _office_follows(after)


LAST_WORDS = 14


def _office_follows(after: str) -> bool:
    """Whether an office follows at once, in the next clause or in brackets."""
    found = OFFICE.search(after[:20])
    return bool(
        found and not names(after[: found.start()]) and not re.search("[在由；]|签收|反映|申请", after[: found.start()])
    )


def _office_label(before: str) -> bool:
    """Whether 地址 or 住所 is said of an office that stands before it in the sentence."""
    return bool(LABELLED.search(before) and OFFICE.search(before) and not last_is_person(before)) or bool(
        re.search(rf"(?:{OFFICE.pattern})[^，。；]{{0,6}}地址[:：]?$", before)
    )


def _named(before: str, after: str) -> bool:
    """Whether a person stands before the address, tied to it, or right after it."""
    if _tied(before) or (ALLOTTED.search(before) and persons(before)):
        return True
    marked = re.search(rf"(?:{PERSON})[:：]?(?=[{HAN}]{{2,4}}(?:家?住在?|在|于|系|户)[^，。；]{{0,4}}$)", before)
    if marked and name_at(before, marked.end()):
        return True
    name, stop = _next_name(after)
    if _dealt_with(after):
        return True
    return bool(SOMEBODY.match(after)) or bool(
        name and (is_name(name) or re.match("[家户住因的与和、（(]", after[stop:]))
    )


def _tied(before: str) -> bool:
    """Whether the name of somebody stands before it, over nothing but words for a household and marks."""
    link = LINK.search(before)
    while link:
        if name_before(before, link.start()):
            return True
        link = LINK.search(before, link.start() + 1)
    return False


def _told_of(before: str, place: str, door: str, after: str) -> bool:
    """Whether the sentence tells of a household after it, or of a person and a house of a village, and no works."""
    if any(HOUSEHOLD.match(after, b) for _, b in persons(after)):
        return True
    if (
        not re.search("[号室户]$", door)
        or not re.search("村|社区", place)
        or WORKS.search(after[:8])
        or OFFICIAL.search(before)
    ):
        return False
    return bool(persons(before)) or any(name_at(after, one.end()) for one in MARK.finditer(after))


def _dealt_with(after: str) -> bool:
    """Whether what follows says of whom: 将某人查获, 由某人居住, 找某人."""
    tie = re.match(r"(?P<dealt>[，,]?[将把由找与和对向请为给帮替系是])[^，。；]?", after)
    return bool(tie and (name_at(after, tie.end("dealt")) or name_at(after, tie.end())))


def _deep(place: str, door: str) -> bool:
    """Whether it goes down to a flat, or to the door of a group of a village."""
    if ROOM.search(door) and not STAIRS.search(door) and ESTATE.search(place) and len(STEPS.findall(door)) > 1:
        return True
    return bool(re.search(r"村$", place) and re.search(r"(?:组|社|队).*号", door))
