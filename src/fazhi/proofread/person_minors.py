"""Names of persons under eighteen in a folded text, and every further mention of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from fazhi.proofread.numerals import number
from fazhi.proofread.personal_words import CHILD, FAMILY, HAN, NAME, PERSON, is_name, surname, trie
from fazhi.proofread.segment import is_rare

Hit = tuple[str, int, int, str]
ADULT, BEFORE, AFTER, WORD = 18, 48, 40, 20
COUNT = r"(?P<age>\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
EDGE = rf"(?:(?<![{HAN}0-9])|(?<=其中|包括|接待|走访|慰问|帮扶|救助|帮教)|(?<=[对为给将由和与及])|{PERSON}[:：]?\s?|{CHILD}[:：]?\s?)"
OF_AGE = re.compile(
    rf"(?<![0-9万千百十]){COUNT}\s?(?:周|多)?岁|年龄[:：为]?\s?(?P<bare>\d{{1,2}})(?!\d)(?!\s?[-至到~岁以])"
)
NOT_ONE = re.compile(
    r"^(?:以下|以上|及以|以内|至|到|-|—|~|的(?:儿童|孩子|未成年人|老人|人)|儿童|老人|人群|以前|左右的)"
)
NAMED = rf"(?P<name>{FAMILY}[ ·]?[{HAN}某]{{1,2}}?)"
AGED = re.compile(
    rf"{EDGE}{NAMED}[\s，,、（(|:：]{{0,3}}(?:性别[:：]?)?(?:[男女](?:性|孩|童|生)?[\s，,、|]{{0,2}})?(?:汉族[，,、]?)?(?:现年|今年|年仅|年龄[:：为]?|时年|刚满|刚|才|仅|现|当时|年方|约|，)*\s?$"
)
AGED_AFTER = re.compile(
    rf"^的?(?:{CHILD}|小)?{NAMED}(?=在|因|被|的|于|和|与|向|遭|从|去|失|溺|辍|随|由|是|系|，|。|、|（|\(|\s|$|独|与|患|就)"
)
BIRTH = re.compile(
    r"(?P<year>20\d\d)\s?[年./-]\s?(?:\d{1,2}\s?[月./-]\s?)?(?:\d{1,2}\s?日?)?\s?(?:出生|生)|(?:出生日期|出生年月|生日|出生|生于)[:：于]?\s?(?P<y2>20\d\d)\s?[年./-]"
)
SCHOOL = (
    r"(?:小学|中学|初级中学|高级中学|附中|附小|一中|二中|三中|实小|学校|幼儿园|托儿所|"
    r"[一二三四五六七八九1-9]年级|初[一二三]|高[一二三]|[小中大]班)"
)
PUPIL = re.compile(
    rf"{SCHOOL}[^，。；\n|]{{0,14}}?(?:班)?(?:的)?(?:学生|同学|儿童|幼儿|女生|男生|小朋友){NAMED}(?=[，。；、（(的在因被和与\s]|$|参|获|荣|受|于|代|发)"
)
AT_SCHOOL = re.compile(
    rf"(?:(?<![{HAN}])|{PERSON}[:：]?\s?|{CHILD}[:：]?\s?){NAMED}[，,、（(\s]{{1,2}}(?:[男女][，,、\s])?(?:系|是|现?就读于?|在读于?|在|为|[{HAN}]{{0,12}}?(?={SCHOOL}))[^，。；\n|]{{0,16}}{SCHOOL}"
)
PUPIL_ROW = re.compile(
    rf"{SCHOOL}[^，。；\n|\t]{{0,10}}(?:班)?\s?[|\t\x1f]\s?{NAMED}\s?(?=[|\t\x1f]|$)|(?:^|[|\t\x1f\n])\s?(?P<name2>{NAME})\s?[|\t\x1f](?:\s?[男女]\s?[|\t\x1f])?\s?[^，。；\n|\t]{{0,12}}(?:小学|初级中学|幼儿园|[一二三四五六七八九]年级)"
)
PLACE_OF_PUPILS = re.compile(SCHOOL)
SPLIT = re.compile(r"[|\t\x1f]")
CALLED = re.compile(
    rf"(?<!妇女){CHILD}(?:姓名)?[:：（(]?\s?{NAMED}(?=[，。；、（(）)的在因被患系与和\s|:：]|$|现|家|住|参|就|由|今|诉|受|溺|遭|获|辍|失|离|考|年|已|身)"
)
UNDER = re.compile(
    rf"(?:(?<![{HAN}])|{PERSON}[:：]?\s?)(?P<name>{NAME})[（(，,、\s]{{0,2}}(?:[男女][，,、]|系|为|是){{0,2}}未(?:成年(?!人)|成年人(?=[）)，。；、\s]|$)|满十?[八四六]|满1[468])"
)
TEACHES = re.compile(
    r"教师|老师|校长|教导|主任|书记|检察官|法官|民警|校医|干部|所长|讲师|志愿者|律师|园长|班主任|任教|辅导员|为[^，。]{0,12}(?:学生|师生)"
)
CUES = re.compile(
    r"岁|年龄|出生|生于|[年月日\d]生|生日|未成年|未满|学生|同学|儿童|幼儿|[女男]童|孤儿|少年|[女男][孩生]|婴|儿子|女儿|[孙之长次其][子女]|外孙|孩子|小孩|被监护|小朋友|小学|中学|年级|学校|附[中小]|幼儿园|[一二三]中|辍学"
)


def minors(text: str) -> Iterator[Hit]:
    """Every mention of a name that the text says to be of somebody under eighteen."""
    if not CUES.search(text):
        return
    said = {(n, framed) for n, framed in _names(text) if is_name(re.sub("[ ·]", "", n), framed)}
    found = sorted({n for n, framed in said if framed or is_rare(n, WORD)}, key=len, reverse=True)
    if found:
        for hit in re.finditer(trie(found), text):
            yield "minor", *hit.span(), f"{surname(hit[0])}某某"


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Each name, and whether an age, a day of birth or 未成年 beside it says that it is one; 关爱儿童强化… begins like one."""
    for age in OF_AGE.finditer(text):
        if _years(age["age"] or age["bare"]) < ADULT and not NOT_ONE.match(text[age.end() : age.end() + 6]):
            yield from ((name, True) for name in _beside(text, age.start(), age.end()))
    youngest = datetime.now(UTC).year - ADULT
    for born in BIRTH.finditer(text):
        if int(born["year"] or born["y2"]) >= youngest:
            before = text[max(0, born.start() - BEFORE) : born.start()]
            told = BORN.search(before)
            if told:
                yield told["name"], True
    for pattern in (PUPIL, CALLED):
        yield from ((one["name"], False) for one in pattern.finditer(text))
    for sign in re.finditer("未成年|未满", text):
        yield from ((one["name"], True) for one in UNDER.finditer(text[max(0, sign.start() - 12) : sign.end() + 4]))
    yield from ((name, False) for name in _at_school(text))


def _at_school(text: str) -> Iterator[str]:
    """Names that stand beside a school or a class, but not those who teach or visit there."""
    for sign in PLACE_OF_PUPILS.finditer(text):
        far = max(0, sign.start() - BEFORE)
        begin = max(far, *(text.rfind(c, far, sign.start()) + 1 for c in "。；\n"))
        near = text[begin : sign.end()]
        if TEACHES.search(near) or TEACHES.search(text[sign.end() : sign.end() + 8]):
            continue
        yield from (one["name"] for one in AT_SCHOOL.finditer(near))
        row = text[begin : sign.end() + BEFORE].split("\n")[0]
        if SPLIT.search(row):
            yield from (one["name"] or one["name2"] for one in PUPIL_ROW.finditer(row))


BORN = re.compile(
    rf"{EDGE}{NAMED}[\s，,、（(|:：]{{0,3}}(?:[男女][\s，,、|]{{0,2}})?(?:汉族[，,、]?)?(?:于|系|是)?\s?$"
)


def _years(said: str) -> int:
    return number(said)


def _beside(text: str, begin: int, end: int) -> Iterator[str]:
    """The name before an age, or after it."""
    before = AGED.search(text[max(0, begin - BEFORE) : begin])
    if before:
        yield before["name"]
    after = AGED_AFTER.match(text[end : end + AFTER])
    if after and text[end : end + 1] == "的":
        yield after["name"]
