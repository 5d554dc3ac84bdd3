"""Names of persons under eighteen in a folded text, and every further mention of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from fazhi.proofread.numerals import number
from fazhi.proofread.person_names import name_at, name_before, names
from fazhi.proofread.person_wards import wards
from fazhi.proofread.personal_words import CHILD, HAN, PERSON, WHOLE_NAME, is_name, surname, trie
from fazhi.proofread.segment import is_rare

Hit = tuple[str, int, int, str]
ADULT, BEFORE, AFTER, WORD, CLASS_WORD = 18, 48, 40, 20, 500
SIGN = re.compile(
    r"岁|月龄|个月大|年龄|20\d\d\s?[年./-]|未成年|未满|不满|年级|初[一二三]|高[一二三]|班(?<=[大中小0-9一二三四五六七八九）)]班)|小学(?!习|会)|中学(?!习|会)"
    r"|初中|高中|中心校|职教中心|职高|附中|附小|一中|二中|三中|学校|幼儿园|托儿所"
)
COUNT = r"(?P<age>\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
OF_AGE = re.compile(rf"(?<![0-9万千百十.—~-]){COUNT}\s?(?:周|多)?$")
NOT_ONE = re.compile(
    r"以[下上内前]|及以|[至到~—-]|的(?:儿童|孩子|未成年人|老人|人)(?!\S{2,3}[，。在因（(])|儿童(?!\S{2,3}[，。在因（(走])|老人|人群|左右的"
)
BARE_AGE = re.compile(r"年龄[:：为]?\s?(?P<age>\d{1,2})(?!\d)(?!\s?[-至到~以])")
BORN = re.compile(
    r"(?P<year>20\d\d)\s?[年./-]\s?(?:\d{1,2}\s?[月./-]?\s?)?(?:\d{1,2}\s?日?)?\s?(?:出生|生(?![产活效态长成育]))|(?P<y2>20\d\d)\s?[年./-]"
)
BIRTHDAY = re.compile(r"(?:出生日期|出生年月日?|生日|出生|生于)[:：于]?\s?$")
LINK = (
    r"(?:[\s，,、|:：\x1f（(]|性别[:：]?|[男女](?:性|孩|童|生|婴)?(?=[\s，,、|:：\x1f）)（(]|\d|$)|学生|幼儿|儿童|[年已刚]满|虚岁|民族[:：]|\n"
    r"|(?:汉|回|满|苗|藏|壮|蒙古|维吾尔|彝|土家)族|(?:(?:[长次幼养继]|婚生)?[子女]|儿子|女儿|外?孙[子女]?)(?=[\s，,、])|现年|今年|年仅|年龄[:：为]?|时年|刚满|刚|才|仅|现|当时|年方|约|于|系|是|为|均|因其?|[都皆]|[二两三四五六七八九十][名个]?(?:人|孩子|学生|儿童))"
)
LINKED = re.compile(rf"{LINK}*$")
CHILD_WORD = rf"(?:{CHILD}|小(?=[{HAN}]{{2}}))"
TO_NAME = re.compile(
    rf"(?:[）)])?半?(?:的|左右|大)?(?:在[^，。；\n]{{1,12}}的)?(?:[（(][男女][）)])?(?:{CHILD_WORD}|[男女](?:孩|童|生|婴|性)?|名叫|名|叫|姓名|[\s，,、:：（(|\x1f])*"
)
OF_ALL = re.compile("(?:妇|妇女|见义勇为|好)$")
CALLED = re.compile(rf"{CHILD}(?P<link>(?:姓名|名叫|名为)?[:：（(“\s|]{{0,2}})(?=[{HAN}])")
CLASS_TO_NAME = re.compile(
    rf"(?:[（(]?[0-9一二三四五六七八九十]{{1,2}}[）)]?班?|班长|班|部|的|在[读校]|住校|[\s，,、:：|\x1f]|{CHILD_WORD}|小朋友|选手|班长|课代表|考生|学子|困境|贫困|留守|(?:[一二三四五六七八九1-9]年级)|[初高][一二三]|[大中小][一二三0-9]?班|[{HAN}]{{0,2}}(?:小学|中学|学校|幼儿园))*"
)
NAME_TO_CLASS = re.compile(
    rf"(?:同学|小朋友|等(?:[0-9一二两三四五六七八九十]{{1,3}}[名位个])?)?(?:等[0-9一二两三四五六七八九十]{{1,3}}[名位个]|[\s，,、（(|\x1f]{{1,2}}(?:[男女](?:生|孩|童)?[\s，,、|\x1f])?(?:[{HAN}]{{1,3}}族[，,、])?(?:[^，。；\n|\t\x1f（(]{{0,14}}[，,])?(?:[原均都]?[系是为]|现?就?读于|在读于?|在)?|(?:[均都皆]?[系是为]|现?就?读于|在读于?|来自|(?:今年|现在?|目前|刚|正|已|将)*(?:上|读|念|升|转|考|就读)(?:入|到|了|至|学到)?|在[{HAN}0-9]{{2,14}}(?:就|上|读|念)))"
    rf"[{HAN}0-9·（）()]{{0,18}}$"
)
EDGE = re.compile(
    rf"(?:^|[^{HAN}]|{PERSON}|{CHILD}|资助|帮扶|慰问|结对|其中|走访|包括|分别[是为]|以及|表彰|奖励|看望|护送|祝贺|恭喜|授予|推荐|选派|评选|找到|发现|救助|[的由与和对将为给请向把被让带及同])\s?$"
)
IN_BRACKETS = re.compile(rf"[（(][{HAN}0-9]{{0,18}}")  # of which 石鼓桥 begins like a name and is a school's
HAN_CHAR = re.compile(f"[{HAN}]")
LEARNED = re.compile("[（(]?(?:文化|学历|毕业|肄业|程度|文凭|水平|以[上下])")
GROWN = re.compile(r"[\s，,、（(|]{0,2}(?:[男女]性?[\s，,、|]{0,2})?(?:现年|今年|年龄[:：]?)?(?P<age>\d{2,3})周?岁")
BORN_GROWN = re.compile(
    rf"[\s，,、（(|]{{0,2}}(?:[男女]性?[\s，,、|]{{0,2}})?(?:[{HAN}]{{1,3}}族[\s，,、|]{{1,2}})?19\d\d\s?[年./-]"
)
HIS_CHILD = re.compile("其[子女孙]|儿子|女儿|孩子|孙[子女]|子女|家长")
STUDENT = re.compile("大学|学院|研究生|硕士|博士|大专|本科|大[一二三四五]|师范|医专|高校|农大|党校|老年")
OF_STUDENTS = re.compile("(?:大|研究|留|[硕博]士?)$")
YEARS = rf"(?:今年|现年|年仅|才|刚满|已)?(?:{COUNT.replace('?P<age>', '?:')})周?岁"
YOUNG = re.compile(
    rf"[，,（(\s|\x1f]{{0,2}}(?:[男女][孩童]?[，,\s|]{{0,2}})?(?:今年|现年|年仅|才|刚满|已)?{COUNT}周?岁"
)
GIVEN = re.compile(
    rf"(?:{CHILD}|外?孙[子女]|[长次小幼][子女])(?P<name>[{HAN}]{{2,3}})(?=[，,（(]?(?:[男女][，,])?{YEARS})"
)
LITTLE_FRIEND = re.compile("小朋友(?!们)")
NO_GIVEN = re.compile("[人名位个只均们等的年级班]")
PUPIL_SIGN = (
    "(?:年级|[0-9一二三四五六七八九大中小）)]班|[在就]读|学生|上学|读书|求学"
    "|[上读念](?:幼儿园|[小中]学|[初高][中一二三]|[一二三四五六七八九]年))"
)
KIN = re.compile(
    r"(?:的|之)(?:外?孙[子女]?|[大小二三四]?(?:儿子|女儿)|[长次幼小]?[子女]|孩子)(?=[，,（(\s|\x1f]{1,2}(?:[男女][孩童]?[，,\s|])?"
    rf"(?:{YEARS}|(?P<school>[^，。；|\n]{{0,14}}?(?:(?:幼儿园|[小中]学|学校|初中|高中)[，,\s]?[^，。；|\n]{{0,8}}?)?{PUPIL_SIGN})))"
)
ONCE = re.compile("曾|毕业|[任执]教|担任|现[任为]")
STUDIES = re.compile("就读|上学|读书|求学|读[一二三四五六七八九初高大中小]|[上念](?![^，。；]{0,6}课)")
ALONE = re.compile(rf"落户|已?送|走失|失踪|溺|被|因|患|系|在[{HAN}]{{0,8}}(?:[小中]学|学校|幼儿园|上学)")
PUPIL_DOES = re.compile(
    "同学|小朋友|作文|[荣]?获|被|参赛|代表|的(?:家长|父|母|爷|奶|作)|因|在[家校]|家[庭里中]|申请|受助|领取|收到|走失|失踪|溺|受伤|朗诵|演讲|担任|拾|主动|演唱|创作"
)
CLAUSE_END = re.compile(r"[，。；、：:）)\n]")
AT_PLACE = re.compile(rf"(?:现|一直|目前)?在[{HAN}0-9（）()]{{0,14}}$")
HAS_CHILD = re.compile(f"{CHILD_WORD}|班长|考生|选手|课代表")
MONTHS = re.compile("[0-9一二三四五六七八九十]{1,3}个?$")
GRADED = re.compile("年级|班|[初高][一二三]")
AND = frozenset("、和与及")
TEACHES = re.compile(
    r"教师|老师|校长|教导|主任|书记|检察官|法官|民警|校医|干部|所长|讲师|志愿者|律师|园长|任教|辅导员|镇长|局长|院长|保安|食堂|厨师|门卫|负责人|法定代表|会计|后勤|保洁|为[^，。]{0,12}(?:学生|师生)"
)
TEACHER_ALONE = re.compile(rf"[^，。；、\n（(]{{0,6}}[（(，,、 ]\s?(?:{TEACHES.pattern})(?=[，。；）)、\s]|$)")
ADVISER = re.compile("指导|辅导|带队|班主任")
TITLE, BESIDE = 6, 8


def minors(text: str) -> Iterator[Hit]:
    """Every mention of a name that the text says to be of somebody under eighteen."""
    yield from _through_kin(text)
    found = sorted({n for n, framed in _names(text) if n and _is_one(n, framed)}, key=len, reverse=True)
    if found:
        hits = list(re.finditer(trie(found), text))
        grown = {hit[0] for hit in hits if _grown(text, hit.end())}
        for hit in (h for h in hits if h[0] not in grown):
            yield "minor", *hit.span(), _initial(hit[0])


def _initial(name: str) -> str:
    """李某某; 某某 where the surname is not told."""
    return f"{surname(name) if WHOLE_NAME.match(name) else ''}某某"


def _through_kin(text: str) -> Iterator[Hit]:
    """The name of the adult by whom a nameless child of a told age or class is known: 某人的外孙女，11岁."""
    for kin in KIN.finditer(text):
        name = name_before(text, kin.start())
        young = YOUNG.match(text, kin.end())
        of_age = number(young["age"]) >= ADULT if young else _left_school(text, *kin.span("school"))
        if name and is_name(name, framed=True) and not of_age:
            yield "minor", kin.start() - len(name), kin.start(), _initial(name)


def _left_school(text: str, begin: int, end: int) -> bool:
    """Whether what is said with a school is of a teacher, a former pupil or a student."""
    said = text[begin:end] + CLAUSE_END.split(text[end : end + BESIDE])[0]
    return any(sign.search(said) for sign in (TEACHES, ONCE, STUDENT))


def _grown(text: str, end: int) -> bool:
    """Whether an age from eighteen on, or a birth in the last century, follows a name."""
    age = GROWN.match(text, end)
    return bool(age and int(age["age"]) >= ADULT) or bool(BORN_GROWN.match(text, end))


def _is_one(name: str, framed: bool) -> bool:
    """Whether it is a name; without a frame, one that is no word at all."""
    said = re.sub("[ ·]", "", name)
    return (is_name(said, framed) and (framed or is_rare(said, WORD))) or (
        len(said) > 2 and is_name(said, framed=True) and is_rare(said, 1)
    )


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Each name, and whether an age, a day of birth or 未成年 beside it says that it is one; 关爱儿童强化… begins like one."""
    for sign in SIGN.finditer(text):
        begin, end, said = *sign.span(), sign[0]
        if said in ("月龄", "个月大") and (months := MONTHS.search(text[max(0, begin - 3) : begin])):
            yield from ((n, True) for n in _linked(text, begin - len(months[0])))
        elif said == "岁" or said == "年龄":
            yield from _aged(text, begin, end, said)
        elif said[0] == "2":
            yield from ((n, True) for n in _born(text, begin))
        elif said in ("未成年", "未满", "不满"):
            yield from ((n, True) for n in _under(text, begin, end))
        else:
            yield from ((n, is_rare(n, CLASS_WORD)) for n in _in_class(text, begin, end) if n)
    yield from ((n, True) for n in wards(text) if n)
    friends = (name_before(text, f.start()) for f in LITTLE_FRIEND.finditer(text))
    yield from ((n, True) for n in friends if n and is_rare(n))
    yield from (
        (one["name"], True) for one in GIVEN.finditer(text) if is_rare(one["name"]) and not NO_GIVEN.search(one["name"])
    )
    one = CALLED.search(text)
    while one:
        said = text[max(0, one.start() - 4) : one.start()]
        name = "" if OF_ALL.search(said) or OF_STUDENTS.search(said) else name_at(text, one.end())
        if name:
            yield name, bool(one["link"].strip()) or bool(ALONE.match(text, one.end() + len(name)))
        one = CALLED.search(text, one.end() if name else one.start() + 1)


def _aged(text: str, begin: int, end: int, said: str) -> Iterator[tuple[str, bool]]:
    """The name before an age below eighteen, or after it."""
    count = OF_AGE.search(text[max(0, begin - 6) : begin]) if said == "岁" else BARE_AGE.match(text, begin)
    if not count or number(count["age"]) >= ADULT or NOT_ONE.match(text, end):
        return
    at = begin if said != "岁" else begin - len(count[0])
    yield from ((n, True) for n in _linked(text, at))
    link = TO_NAME.match(text, end) if said == "岁" else None
    if link and (not link[0] or link[0].strip(" ，,、）)")):
        yield from ((n, bool(link[0])) for n in _listed(text, link.end()))


def _born(text: str, begin: int) -> Iterator[str]:
    """The name before a day of birth less than eighteen years ago."""
    born = BORN.match(text, begin)
    if not born:
        return
    label = BIRTHDAY.search(text[max(0, begin - 8) : begin])
    if int(born["year"] or born["y2"]) >= datetime.now(UTC).year - ADULT and (label or born["year"]):
        yield from _linked(text, begin - len(label[0]) if label else begin)
        if text[born.end() : born.end() + 1] == "的":
            yield from _listed(text, born.end() + 1)


def _under(text: str, begin: int, end: int) -> Iterator[str]:
    """The name before 未满十八周岁 or 未成年, and after 未成年人."""
    if text[begin:end] != "未成年" and not re.match(r"十?[二四六八]|1[2468]|[8十]", text[end : end + 2]):
        return
    if text[end : end + 1] != "人" or re.match(r"人(?=[）)，。；、\s]|$)", text[end : end + 2]):
        yield from _linked(text, begin)
    if text[begin:end] == "未成年":
        yield name_at(text, end)
    elif link := re.match(rf"[^，。；（(\n]{{0,6}}周?岁的?(?:{CHILD})?", text[end : end + AFTER]):
        yield from _listed(text, end + link.end())


def _listed(text: str, at: int) -> Iterator[str]:
    """The names that begin at a place, one after the other."""
    while name := name_at(text, at):
        yield name
        at += len(name) + 1
        if text[at - 1 : at] not in AND:
            return


def _listed_before(text: str, at: int) -> Iterator[str]:
    """The names that end at a place, the last first."""
    while name := name_before(text, at):
        yield name
        at -= len(name) + 1
        if at < 1 or text[at] not in AND:
            return


def _linked(text: str, at: int) -> Iterator[str]:
    """The names before a place, over words that tie them."""
    link = LINKED.search(text, max(0, at - BEFORE), at)
    if link:
        yield from _listed_before(text, link.start())


def _in_class(text: str, begin: int, end: int) -> Iterator[str]:
    """Names beside a school or a class, but not of those who teach or visit there."""
    far = max(0, begin - BEFORE)
    far = max(far, *(text.rfind(c, far, begin) + 1 for c in "。；\n"))
    before = text[far:begin]
    after = ADVISER.split(CLAUSE_END.split(text[end : end + 12])[0])[0]
    if (
        STUDENT.search(before[-BESIDE:])
        or LEARNED.match(text, end)
        or TEACHES.search(after)
        or TEACHER_ALONE.match(text, end)
    ):
        return
    link = CLASS_TO_NAME.match(text, end)
    if link and not TEACHES.search(before[-TITLE:]) and (link[0] or GRADED.search(text[begin:end])):
        name = name_at(text, link.end())
        stop = link.end() + len(name)
        fellow = HAS_CHILD.search(link[0]) or not HAN_CHAR.match(text, stop) or PUPIL_DOES.match(text, stop)
        stop += text[stop : stop + 1] in ("\t", "|")
        if fellow and not TEACHES.match(text, stop):
            yield from _listed(text, link.end())
    if STUDIES.match(text, end) and (place := AT_PLACE.search(before)):
        yield from _no_teachers(before, place.start(), tuple(_listed_before(before, place.start())))
    nearest: tuple[str, ...] = ()
    tie = NAME_TO_CLASS.search(before)
    while tie:
        found = () if HIS_CHILD.search(tie[0]) else tuple(_listed_before(before, tie.start()))
        nobody = IN_BRACKETS.fullmatch(tie[0]) or not names(text[far + tie.start() : end])
        if found and nobody and EDGE.search(before[: tie.start() - len(found[0])]):
            nearest = tuple(_no_teachers(before, tie.start(), found))
        tie = NAME_TO_CLASS.search(before, tie.start() + 1)
    yield from nearest


def _no_teachers(before: str, end: int, found: tuple[str, ...]) -> Iterator[str]:
    """These names that end there, unless a word for a teacher or visitor stands before, among or after them."""
    begin = end - sum(len(one) + 1 for one in found)
    near = [*re.split("[）)—]", before[max(0, begin - TITLE) : begin])][-1]
    if not TEACHES.search(near + before[begin:]):
        yield from found
