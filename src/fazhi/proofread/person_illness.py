"""Illnesses and disabilities of a named person in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.disguise import GAPS, Folded
from fazhi.proofread.personal_words import HAN, ILLNESS, NAME, PERSON, is_name

Hit = tuple[str, int, int, str]
BEFORE, AFTER, FAR = 40, 16, 120
PUBLIC = re.compile(
    r"\s?(?:[防预]|科|门诊|宣传|讲座|筛查|检测|检查|知识|医院|专家|专科|疫苗|日(?!常)|周(?!岁)|救治|控制|监测|监管|管理|服务|条例|协会|研究|学会|中心|所|普查|教育|"
    r"患者(?:健康|规范|管理|服务|救助|随访|监护|筛|救治)|[、和及][^，。；]{0,8}(?:患者)?(?:防治|健康管理|筛查|检查|疫苗|知识)|人(?!员|，|。)|事业|联合会|康复|儿童|学校|等?(?:疾病|慢性病)|病区|病房|联系|专项|保险|宣教|义诊|治疗技术|工作|补贴|两项|[一二三四]?级?及?以上|\d+[人名例]|患?者?\d+[人名例])"
)
TIES = (
    r"(?:(?:长期|一直|现在|现|已|曾|被|经|确|检查|诊断|鉴定|认定|评定|医院|患者|自幼|先天|本人|均|也|又|还|另|不幸|于|近年|去年|今年|[一二]?\d{2,4}年)*"
    r"(?:患有?|身患|罹患|因患?|系|为|是|有|属|确诊(?:为|患有?|患)?|诊断(?:为|出)|鉴定为|评定为|感染|得了?|查出(?:患有?)?|检出|持有?|伴有?|并发|突发|病发|残疾类别[:：为]?|残疾[:：]?|致[困贫]原因[:：为]?|病情[:：为]?|病种[:：为]?|疾病[:：为]?|诊断[:：为]?|病名[:：为]?)"
    r"(?:重度|中度|轻度|慢性|晚期|早期|严重的?|先天性|急性|多年|[一二三四]级|右|左|双|下肢|过|上了?|为|[^，。；、\n]{0,3}(?:致|导致))*)"
)
STRONG = re.compile(
    r"(?:患有?|身患|罹患|因患|确诊(?:为|患有?)?|诊断(?:为|出)|鉴定为|评定为|感染|查出|检出|检测为|致[困贫]原因[:：为]|病情[:：为]|病种[:：为]|病名[:：为])[^，。；\n]{0,8}$"
)
ASIDE = (
    r"(?:[\s，,、|\x1f（(:：]{1,2}(?:[男女](?:性)?[\s，,、|\x1f]{1,2})?"
    r"(?:汉族[，,])?(?:现年|今年|年)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:周?岁)?[\s，,、|\x1f]{0,2})"
)
BOUND = rf"(?:(?<![{HAN}])|(?:{PERSON}|经?鉴定|经查|[对为给将由和与妻夫父母子女])[:：]?\s?)"
TIED = re.compile(rf"{BOUND}(?P<name>{NAME})(?:{ASIDE}?{TIES}|{ASIDE})$|{PERSON}[:：]?(?P<labelled>{NAME})$")
ANY_PERSON = re.compile(
    rf"{PERSON}[:：]?\s?(?P<a>{NAME})(?=[^{HAN}]|$|患|罹|身|因|系|确|被|家|住|之|的|持|有|为|现|自|于|长|经)|(?:^|[，。；：、\s（(|])(?P<b>{NAME})(?=[，、（(\s][男女\d]|[，、（(][^，。]{{0,12}}(?:病|癌|瘤|残|症)|患|罹|确诊|因患|身患|家住|系|[，、]\d)"
)
AFTERWARDS = re.compile(
    rf"(?:的|患者|病人|感染者|者)*(?:{PERSON}|[一]?名)?(?P<name>{NAME})(?=[^{HAN}]|$|因|被|的|在|申|由|家|住|之|于|来|到|进|办|每)"
)
ENDS = re.compile(
    r"$|[，。；、,;）)\s|\x1f：:]|患者|病史|病人|证|等|手术|治疗|住院|晚期|早期|多年|去世|死亡|致|急性|术后|[，]|申请|长期|后|，|在|引|需|而|失|卧|丧|无法|生活|花费|病故|不能"
)
OFFICIALS = re.compile(
    r"主持|督导|部署|强调|讲授|授课|主讲|调研|看望|慰问|宣传|出席|参加|主任|局长|书记|[镇乡县区市]长|科长|所长|院长|医生|医师|教授|专家|坐诊|宣讲"
)
GRADE = re.compile(r"\s?[一二三四1-4]\s?级")
GENERIC = re.compile(
    r"(?:患有?|身患|因患|罹患|确诊(?:为|患有?)?|诊断为|检出|感染)(?P<ill>[^，。；\n、0-9]{0,10}?(?:病毒|病|症|癌|瘤|炎|障碍|结核|阳性|综合征|硬化|衰竭|梗死|残疾))(?!人|房|床)"
)


def illnesses(text: str) -> Iterator[Hit]:
    """Every illness that the text ties to a person with his name."""
    told: list[tuple[int, int]] = []
    squeezed = Folded(text).without(GAPS)
    for found in ILLNESS.finditer(squeezed.text):
        start, end = squeezed.original(found.start()), squeezed.original(found.end() - 1) + 1
        grade = GRADE.match(text, end)
        start -= 2 if GRADE.fullmatch(text[max(0, start - 2) : start]) else 0
        told.append((start, grade.end() if grade else end))
    told += [found.span("ill") for found in GENERIC.finditer(text)]
    for start, end in told:
        if _tied(text, start, end):
            yield "health", start, end, "***"


def _tied(text: str, start: int, end: int) -> bool:
    after = text[end : end + AFTER]
    if PUBLIC.match(after):
        return False
    line = max(0, start - FAR, *(text.rfind(c, max(0, start - FAR), start) + 1 for c in "。；！？\n"))
    near = text[max(line, start - BEFORE) : start]
    if re.search(r"[\n·•-]$", near) or (line == start and text[start - 1 : start] == "\n"):
        near = text[max(0, start - BEFORE) : start]
    beside = TIED.search(near)
    if beside and is_name(beside["name"] or beside["labelled"], framed=True) and ENDS.match(after):
        return True
    before = text[max(line, start - FAR) : start]
    if STRONG.search(before) and not OFFICIALS.search(before) and _person(before):
        return True
    later = AFTERWARDS.match(text[end : end + 24])
    return bool(later and re.match("的|患者|病人|感染者|者", text[end : end + 3]) and is_name(later["name"]))


def _person(sentence: str) -> str:
    """The first name of a person in it; empty when there is none."""
    names = (found["a"] or found["b"] for found in ANY_PERSON.finditer(sentence))
    return next((name for name in names if is_name(name)), "")
