"""What may not stand on a public page: numbers of persons, however disguised, homes, minors, health; with the official masks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fazhi.proofread.check_digits import PLATE, is_id, luhn
from fazhi.proofread.disguise import Piece, runs
from fazhi.proofread.report import Mark, Report
from fazhi.proofread.segment import is_rare

KINDS = {
    "id": "身份证号",
    "disabled": "残疾人证号",
    "mobile": "手机号码",
    "card": "银行卡号",
    "address": "家庭住址",
    "minor": "未成年人",
    "health": "健康信息",
    "plate": "车牌号",
}
OFFICE = re.compile(
    r"(?:办公|值班|监督|举报|投诉|咨询|服务|公开|受理|报名|窗口|单位|公示)(?:电话|热线|手机|号码)[^，。；\n]{0,6}$"
)
NUMBERED = re.compile(
    r"(?:编号|单号|文号|案号|票号|合同号|档号|备案号|序号|流水号|项目代码|信用代码|许可证号|证书号|执法证号|字第|账户?数|金额)[^，。；\n\d]{0,4}$"
)
CARD_LABEL = re.compile(
    r"(?:银行|打入|转入|存入|个人|一卡通|社保|借记|储蓄)?卡号[:：为是]?\s*$|(?:银行卡|一卡通|存折)[^，。；\n\d]{0,6}$"
)
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭鲁韦马方任袁柳史唐费薛雷贺倪汤罗毕郝邬安常乐于时傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米明计成戴宋茅庞熊纪舒屈项祝"
    "董梁杜阮季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应丁邓洪崔龚程邢裴陆荣翁荀惠曲封储靳段焦侯全班仰秋仲伊宫宁仇甘武刘景詹龙叶司黎薄白蒲从索籍赖卓蔺池乔闻党谭姬申冉桑桂牛寿边温庄晏柴瞿阎"
    "慕连习向古易廖步耿满文寇广欧"
)
NAME = rf"[{SURNAMES}][\u4e00-\u9fff某×xX*＊]{{1,2}}"
LABEL = (
    r"(?:姓名|申请人|当事人|村民|居民|学生|患者|儿童|孩子|女儿|儿子|未成年人|被救助人"
    r"|(?:人员|患者|感染者|服刑人|残疾人|低保户|贫困户|特困户|五保户|妇女|老人|男子|女子|司机|车主|业主|租客|房主|家属|住户|农户)|救助对象|低保对象|户主|联系人|举报人|受害人|被害人|信访人|伤者|其子|其女|同学|老人|被处罚人)[:：]?\s*"
)
PERSON = re.compile(
    rf"{LABEL}(?P<a>{NAME})|(?:^|[，。；：、（(\s]|其中|包括|接待|走访|慰问|帮扶|救助|帮教|对|为|给|将|由)(?P<b>{NAME})(?=[，、（(][男女]|[（(][^）)]{{0,24}}(?:\d[组号]|[一-九]组|病|癌|瘤|残|障碍|症)|[，、（(]?\d{{1,2}}(?:周)?岁|患|确诊|因患|身患|家住|住在?|现住|系)"
)
NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
ADDRESS = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,8}}?(?:村|社区|小区|花园|家园|新村|路|街|巷|庄|里|苑|湾|寨|屯|楼)){{1,3}}\s*"
    rf"(?:{NUMERAL}\s*(?:组|队|号院|号楼|号|栋|幢|座|单元|排|弄|室|户|层))(?:[-－]?{NUMERAL}\s*(?:号|栋|幢|座|单元|排|弄|室|户|层|号楼)?)*"
)
HOME = re.compile(r"住址|家住|住在|居住|现住|户籍|家庭地址|住所|地址|[，（(]住(?=[\u4e00-\u9fff])|上门")
UNIT_ADDRESS = re.compile(
    r"(?:办公|受理|咨询|报名|邮寄|通讯|服务|听证|开庭|活动|集合|会议)(?:地址|地点)|政府|中心|大厅|司法所|派出所|法院|公司|企业|学校|医院"
)
AGE = re.compile(
    rf"(?<![万千百\d])(?P<name>{NAME})(?<!以下)\s*[，、（(]?(?:[男女][，、]?)?\s*(?:现年|今年)?(?P<age>\d{{1,2}})\s*(?:周)?岁"
)
CHILD = r"(?:学生|同学|儿童|幼儿|女童|男童|孤儿|未成年人|少年|女孩|男孩|儿子|女儿(?!童)|孙子|孙女|之子|之女|长子|次子|长女|次女)[:：（(]?"
PUPIL = re.compile(
    rf"{CHILD}(?P<name3>{NAME})|(?P<name4>{NAME})[，、（(]?[^，。；\n]{{0,4}}[，、（(]?(?:20[012]\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:出)?生|"
    rf"(?:小学|中学|初中|高中|幼儿园|[一二三四五六七八九]年级)[^，。；\n]{{0,12}}?(?:班)?(?:的)?(?:学生|同学|儿童|幼儿|女生|男生)(?P<name>{NAME})"
    rf"|(?<![\u4e00-\u9fff])(?P<name2>{NAME})[，、（(]?(?:系|是|就读于|在读于)[^，。；\n]{{0,14}}(?:小学|中学|初中|幼儿园|[一二三四五六七八九]年级)"
)
HEALTH = re.compile(
    r"(?:患有?|身患|因患|确诊(?:为)?|诊断为|检出|感染)[^，。；\n、]{0,10}(?:病|症|癌|瘤|炎|障碍|结核|艾滋|阳性|毒)|精神(?:分裂症?|障碍|残疾|病(?!防))|[一二三四]级(?:肢体|智力|精神|视力|听力|言语|多重)?残疾"
    r"|(?:肢体|智力|精神|视力|听力|言语|多重)(?:残疾(?:[一二三四]级)?|[一二三四]级)|尿毒症|白血病|抑郁症|艾滋病|HIV|乙肝|癌症?|肿瘤|脑瘫|癫痫|自闭症|流产|怀孕"
)
SCHOOL, DOOR = (
    re.compile("小学|中学|初[中一二三]|高[中一二三]|幼儿|年级|儿童|学生|同学|孤儿|未成年|辍学|[女男]童|出生"),
    re.compile("[组队院楼号栋幢座元排弄室户层]"),
)
MASKED = re.compile("[某*＊×]")
COMMON = 500  # of sixty million words
MOST_PIECES, MINOR_AGE, SENTENCE = 19, 18, re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start`..`end` of the text, what they are (one of KINDS), and what may stand there instead."""

    kind: str
    start: int
    end: int
    mask: str


def marks(report: Report) -> Iterator[Mark]:
    """个人信息 in a report, as marks of the proofreader."""
    for one in sensitive(report.text):
        yield Mark("9_pii", one.start, one.end, "error", f"{KINDS[one.kind]}不能写进公开的报告", one.mask)


def sensitive(text: str) -> list[Found]:
    """Everything in a text that names a person more closely than a public page may. Price: about 5 ms a thousand characters."""
    found = [*_numbers(text), *_plates(text)]
    for sentence in SENTENCE.finditer(text):
        found += _persons(sentence[0], sentence.start())
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -(f.end - f.start))):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _numbers(text: str) -> Iterator[Found]:
    for pieces in runs(text):
        n = 0
        while n < len(pieces):
            hit = next(
                (h for m in range(min(len(pieces), n + MOST_PIECES), n, -1) if (h := _number(text, pieces[n:m]))), None
            )
            if hit is None:
                n += 1
                continue
            one, used = hit
            yield one
            n += used


def _number(text: str, pieces: tuple[Piece, ...]) -> tuple[Found, int] | None:
    digits = "".join(p.digits for p in pieces)
    places = [at for p in pieces for at in p.places]
    before = text[max(0, places[0] - 16) : places[0]]
    if text[places[0] - 1 : places[0]].isascii() and text[places[0] - 1 : places[0]].isalpha():
        return None
    after = text[places[-1] + 1 : places[-1] + 2]
    if after.isascii() and after.isalpha():
        return None
    kind = ""
    if (len(digits) == 18 and is_id(digits)) or (
        len(digits) == 15 and _old_id(digits) and re.search("身份证|证件", before)
    ):
        kind = "id"
    elif len(digits) == 20 and is_id(digits[:18]):
        kind = "disabled"
    elif CARD_LABEL.search(before) and re.fullmatch(r"[3-6]\d{15,18}", digits):
        kind = "card"
    elif re.fullmatch(r"1[3-9]\d{9}", digits) and not OFFICE.search(before) and not NUMBERED.search(before):
        kind = "mobile"
    elif (
        16 <= len(digits) <= 19
        and digits.isdigit()
        and digits[0] in "3456"
        and luhn(digits)
        and not NUMBERED.search(before)
    ):
        kind = "card"
    if not kind:
        return None
    mask = {
        "disabled": f"{digits[:6]}**********{digits[-4:]}",
        "id": f"{digits[:6]}********{digits[-4:]}",
        "mobile": f"{digits[:3]}****{digits[-4:]}",
        "card": f"************{digits[-4:]}",
    }[kind]
    return Found(kind, places[0], places[-1] + 1, mask), len(pieces)


def _old_id(digits: str) -> bool:
    try:
        date(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))
    except ValueError:
        return False
    return digits.isdigit()


def _plates(text: str) -> Iterator[Found]:
    for found in PLATE.finditer(text):
        yield Found("plate", *found.span(), f"{found[0][:2]}***{found[0][-2:]}")


def _persons(sentence: str, at: int) -> Iterator[Found]:
    if "岁" in sentence:
        for found in AGE.finditer(sentence):
            if int(found["age"]) < MINOR_AGE and not MASKED.search(found["name"]):
                yield Found("minor", at + found.start("name"), at + found.end("name"), f"{found['name'][0]}某某")
    if SCHOOL.search(sentence):
        for found in PUPIL.finditer(sentence):
            group = next(g for g in ("name", "name2", "name3", "name4") if found[g])
            if not MASKED.search(found[group]) and _name(found[group]):
                yield Found("minor", at + found.start(group), at + found.end(group), f"{found[group][0]}某某")
    homes = list(ADDRESS.finditer(sentence)) if DOOR.search(sentence) else []
    illnesses = list(HEALTH.finditer(sentence))
    person = _person(sentence) if homes or illnesses else ""
    for found in homes:
        home = HOME.search(sentence[: found.start() + 4]) or re.search("单元|室", found[0])
        clause = sentence[max(sentence.rfind(c, 0, found.start()) for c in "，；（(") + 1 : found.end()]
        if (person or home) and not UNIT_ADDRESS.search(clause):
            inner = re.match(r"(?P<lead>.*(?:住址?|址|于|在|[:：]))?(?P<kept>.*?(?:村|社区|小区|路|街))?", found[0])
            lead = len(inner["lead"] or "") if inner else 0
            kept = (inner["kept"] or "") if inner else ""
            yield Found("address", at + found.start() + lead, at + found.end(), f"{kept}**")
    for found in illnesses if person and not MASKED.search(person) else ():
        yield Found("health", at + found.start(), at + found.end(), "***")


def _person(sentence: str) -> str:
    """The first name of a person in it; empty when there is none."""
    names = (found["a"] or found["b"] for found in PERSON.finditer(sentence))
    return next((name for name in names if _name(name)), "")


def _name(words: str) -> bool:
    """安全教 of 安全教育 begins like a name and is none."""
    return is_rare(words[:2], COMMON) and is_rare(words, COMMON)
