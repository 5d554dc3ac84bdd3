"""Illnesses and disabilities of a named person in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.disguise import GAPS, Folded
from fazhi.proofread.person_names import name_at, names, persons
from fazhi.proofread.personal_words import HAN, OFFICIAL, PERSON, WHOLE_NAME, WORDS, is_name, trie
from fazhi.proofread.segment import cut, is_rare

Hit = tuple[str, int, int, str]
FAR, AFTER, NEAR = 120, 24, 14
GRADE = r"(?:[一二三四1-4ⅠⅡⅢⅣ]\s?[级期](?:[、和]?极?高危)?)"
SORTS = ("肢体", "智力", "精神", "视力", "听力", "言语", "语言", "多重")
DISABLED = re.compile(rf"(?:{'|'.join(SORTS)}){{1,2}}(?:残疾?{GRADE}?|{GRADE}(?:残疾?)?)人?")
SIGNS = re.compile(f"[{WORDS['illness_signs'].strip()}]")
STATES, OF_MANY = (WORDS[k].split() for k in ("states", "states_of_many"))
ILL = (*WORDS["illnesses"].split(), *STATES, *OF_MANY)
LONGEST = max(map(len, ILL))
TERM = re.compile(trie((*ILL, *SORTS)))
STATED = re.compile(rf"(?:{trie(STATES)})|.*(?:手术|移植|切除|支架|透析|化疗|放疗|流产)术?")
OPERATION = re.compile("(?:手术|切除术?|移植术?|透析|化疗|放疗|流产)(?![室台费])")
TREATED = re.compile(rf"[做行动受](?:了|完|过|的)?(?P<ill>[{HAN}]{{0,8}})$")
TREATED_REACH = 11
ROLL = re.compile(rf"[{HAN}0-9]{{0,16}}(?:花名册|名单|名册|登记表?|台账|公示|明细表?)[:：、，,|\s]")
LISTED = 5
FIRST = re.compile(
    rf"(?:重度|中度|轻度|严重|重症|慢性|急性|间歇性|反复|晚期|早期|先天性|双侧|原发性|继发性|多发性|双目|下身|上身|全身|双[眼耳下上]肢?|[左右]?[侧眼耳手脚足臂腿]|[左右]?[上下]肢|左|右|{GRADE})+$"
)
AFTERMATH = rf"(?:{GRADE}|[晚早中]期|终末期|及?并发症|后遗症|综合征|合并症|术后|恢复期|复发|骨转移|转移|急性发作|发作|极?高危|残疾|致残|手术|在床)"
LAST = re.compile(rf"(?:[（(]{AFTERMATH}[）)]|\s?{AFTERMATH})+(?!人|以上|及以)")
GAP = re.compile(rf"[ \t\n·•‧・-]{{1,3}}(?=[{HAN}A-Z])")
HAN_BEFORE = re.compile(f"[{HAN}A-Z]")
BEFORE_GAP, AFTER_GAP = 12, 20
PUBLIC = re.compile(trie(WORDS["after_illnesses"].split()))
PUBLIC_FORM = re.compile(
    r"\s?(?:日(?!常)|周(?!岁)|所|人(?!员|，|。|\s|[（(])|\d+[人名例]|患?者?\d+[人名例]|[一二三四]?级?及?以上|(?:患者|病人)(?:家庭)?\d)"
    r"|[、和及或与]?[^，。；\n]{0,10}?(?:等|患者)?(?:防治|健康管理|筛查|疫苗|知识|门诊|特殊病)"
)
CUE = (
    r"(?:患有?|身患|罹患|因患|得了?|查出|检出|确诊|诊断|鉴定|评定|认定|感染|突发|复发|显示|提示|因病"
    r"|致残|做了?完?|行|接受|类别|致[困贫]原因|病情|病种|病名|病因|疾病|残疾类别|系|为|是|有|属|因|持|受|遭)"
)
STRONG = re.compile(
    r"(?:患|罹|等级|伤残|结论|查出|确诊|诊断|检出|鉴定|评定|感染|得了|体检|突发|发作|卧病|卧床|术后|服药|身体|丧失|瘫|家庭困难|病[情种名因]|致[困贫残]|住院|手术|病史)"
)
EDGE = re.compile(rf"(?:^|[^{HAN}0-9]|{PERSON}|[由为对将给被帮替让请与])$")
EDGE_REACH = 8
PATIENT = re.compile("(?:患者|病人|感染者|(?<=残疾)人)(?:村民|居民|群众)?")
VERB = re.compile("[需应可须全均及][即按时遵定主自当尽]")
FULL_NAME = 3
DOES = re.compile(r"[（(，,。；：:\t|]|领|申请|反映|[因由在已住家患称来到获收向持为被与和的说经今现于]|享受|报名|$")
PARALYSED = re.compile("(?:交通|网络|系统|电力|通[信讯]|[道线]路|供[水电]|设备|平台|业务|生产)[^，。；\n]{0,6}$")
OF_OTHERS = re.compile(
    "[，、；：,的对为向给等将把被帮助让]|老人|老年人|患者|群众|家庭|护理|照[顾料看]|服务|陪护|走访|看望|慰问|上门"
)
BODILY = frozenset((*WORDS["bodily"].split(), *OF_MANY))
GENERAL = frozenset((*WORDS["general"].split(), *OF_MANY))
GENERIC = re.compile(
    r"(?:患有?|身患|因患|罹患|得了|查出|确诊(?:为|患有?)?|诊断为|检出|感染|因(?<![病原成起外]因))(?:了|上|有|出)?"
    r"(?P<ill>[^，。；\n、0-9（）()的]{0,10}?(?:病毒|病(?![人房床]|致|故|情|返|重)|症(?!状)|癌|瘤|炎|障碍|结核|阳性|综合征|硬化|衰竭|梗死|残疾|骨折))"
)
BESIDE = re.compile(
    rf"^(?:[\s，,、|\x1f（()）:：]|自?\d{{4}}年(?:\d{{1,2}}月)?(?:起|以来|至今)?|(?:男|女)性?|[{HAN}]{{1,3}}族|现年|今年|\d{{1,3}}周?岁|患者|病人|本人)*(?:{CUE}[:：]?|(?:重度|妊娠|合并|伴有?|长期|多年|已|被|经|现|曾|又|均|不幸|自幼|先天|医院|一直|于|体检|报告))*$"
)
LABEL = re.compile(
    r"\s*[^：:\n，。]{0,4}(?:病[情种名因]|诊断|疾病|残疾[类等][别级]|致[贫困]原因|健康状况|身体状况|病史)[^：:\n，。]{0,4}[:：]\s*"
)
PROVED = re.compile("的?(?:折磨|困扰|缠身|诊断|病历|病史|住院|出院|确诊|手术|证明材料|鉴定书|报告单)")
SAID_OF_ONE = re.compile(
    r"(?:[他她其]|本人|自己|该人|[妻夫父母子女]|长期|已|被|曾|不幸|又|自述|常年)*(?:得了?|患了?有?上?|身患|罹患|身有|查出|确诊|检出|因患|突发|感染了?|病倒|治疗?|医治|[去来到][^，。；]{1,8}看)(?:是|为|有|了|上|患有?)?$"
)
TITLES = r"(?:主任|书记|[局镇乡县区市科所院部股队会]长|医[生师]|教授|专家|委员|护士|讲师|村医|干部|队员|网格员)"
TITLED = re.compile(TITLES)
TITLE, TITLE_AT = re.compile(f"{TITLES}$"), re.compile(f".?{TITLES}")
SEEN, SEEN_REACH = re.compile("(?:随访|走访|排查|筛查|签约|看望|慰问)[^：:，。]{0,4}[:：]$"), 8
SUFFERS = re.compile(
    rf"(?:^|[，,。；：:、（(\s|]|{PERSON}|[因对])(?P<who>[{HAN}]{{2,3}})(?:身?患有?|罹患|得了|被?确诊(?:为|患有?)|经[{HAN}]{{2,12}}(?:诊断|鉴定|评定|确诊)(?:为|患有?))$"
)
NOT_HIM = re.compile(
    "[的者员户类群众体生工童妇期间内时等若如凡其他她曾均未已被且又也都或因对由经先后现仍还并不无"
    "确再该此某各我你您本自长常多年月日号岁人]"
)
COMMON_GIVEN = 300  # of sixty million words
DIAGNOSED = re.compile(r"(?:诊断|确诊|鉴定|评定|认定|核定|核实|确定|查出|发现|检出)$")
OF_SUCH = re.compile(
    r"等?[^，。；\n]{0,6}?的?(?:群众|人群|人员|居民|老年?人|儿童|家庭|村民|困难|对象|职工|农户|妇女|学生|人(?=[，。可应需]))"
)
HELPING = ("为", "给", "对", "向", "帮", "帮助", "陪", "替")
HELPED = re.compile(rf"{OF_SUCH.pattern}[{HAN}]")
NEXT_CLAUSE = re.compile(rf"[，,]\s?(?:{PERSON})?")
OF_KIN = re.compile("的(?:妻|夫|父|母|儿|女|老伴|爱人|丈夫|孩子|哥|弟|姐|妹|孙)")
COUNTED = re.compile(r"[0-9一二两三四五六七八九十百余]+[名例位个]$")
SHORT = re.compile(rf"^[^，。；：\n]{{0,6}}(?:{CUE})[^，。；：\n]{{0,3}}$")
AFTERWARDS = re.compile(
    rf"(?:的|患者|病人|感染者|者)+(?:{PERSON}|[一]?名)?|(?:老人|村民|妇女|男子|女子)(?![{HAN}]{{0,2}}[家的])"
)
ITS = re.compile(rf"(?:{PERSON}|其|本人|该(?:人|户|同志)|患者)[^，。；\n]{{0,6}}$")


def illnesses(text: str) -> Iterator[Hit]:
    """Every illness that the text ties to a person with his name."""
    for start, end in _told(text):
        core = text[start:end]
        if core == "瘫痪" and PARALYSED.search(text[max(0, start - NEAR) : start]):
            continue
        first, last = FIRST.search(text[max(0, start - 8) : start]), LAST.match(text, end)
        start -= len(first[0]) if first else 0
        end = last.end() if last else end
        if _tied(text, start, end) or _listed(text, start, end) or (STATED.fullmatch(core) and _said(text, start, end)):
            yield "health", start, end, "***"


def terms(text: str) -> Iterator[tuple[int, int]]:
    """Where illnesses and disabilities stand."""
    at = 0
    for sign in SIGNS.finditer(text):
        if sign.start() < at:
            continue
        for found in TERM.finditer(text, max(at, sign.start() - LONGEST), sign.end() + LONGEST):
            if found.start() > sign.start():
                break
            at = found.end()
            disabled = DISABLED.match(text, found.start())
            if disabled or found[0] not in SORTS:
                yield found.start(), disabled.end() if disabled else found.end()


def _told(text: str) -> Iterator[tuple[int, int]]:
    """The same, though their characters be spread out, and what is named an illness by the words before it."""
    yield from terms(text)
    yield from (found.span("ill") for found in GENERIC.finditer(text))
    for done in OPERATION.finditer(text):
        if treated := TREATED.search(text, max(0, done.start() - TREATED_REACH), done.start()):
            yield treated.start("ill"), done.end()
    at = 0
    for gap in GAP.finditer(text):
        if gap.start() >= at and HAN_BEFORE.match(text, gap.start() - 1):
            begin = max(0, gap.start() - BEFORE_GAP)
            at = gap.end() + AFTER_GAP - BEFORE_GAP
            squeezed = Folded(text[begin : gap.end() + AFTER_GAP]).without(GAPS)
            for start, end in terms(squeezed.text):
                yield begin + squeezed.original(start), begin + squeezed.original(end - 1) + 1


def _is_one(name: str) -> bool:
    """Whether there is a name, and no common word."""
    return bool(name) and is_name(name)


def _alone(sentence: str, found: list[tuple[int, int]]) -> bool:
    """Whether a name stands where a name would: at the begin, after a mark, or after a word for a person."""
    return any(EDGE.search(sentence[max(0, a - EDGE_REACH) : a]) for a, _ in found)


def _tied(text: str, start: int, end: int) -> bool:
    """Whether a private person stands beside it, and neither a service nor a campaign."""
    after = text[end : end + AFTER]
    if _patient(text, start, end):
        return True
    if PUBLIC.match(after) or PUBLIC_FORM.match(after):
        return False
    line = max(0, start - FAR, *(text.rfind(c, max(0, start - FAR), start) + 1 for c in "。；！？\n"))
    before = text[line:start]
    if line and text[line - 1] == "\n" and (not before.strip(" 　·•-\t") or LABEL.fullmatch(before)):
        before = text[max(0, start - FAR) : start]
    if _followed(text, end, before) or _of_anyone(before):
        return True
    if COUNTED.search(before):
        return False
    said = before.replace("\n", " ")
    found = [(a, b) for a, b in names(said) if not next(terms(said[a:b]), None)]
    return bool(found) and _of_named(text[start:end], before, found, after)


def _of_named(core: str, before: str, found: list[tuple[int, int]], after: str) -> bool:
    """Whether it is said of one of those who are named before it."""
    said, tail = before.replace("\n", " "), before[found[-1][1] :]
    if core in BODILY and _predicate(said, tail) and not OF_SUCH.match(after):
        return True
    if tail in HELPING and HELPED.match(after):
        return False
    if _of_one(before, found, tail) and not OF_SUCH.match(after):
        return True
    if (
        len(tail) <= NEAR
        and (tail or _alone(said, found[-1:]))
        and (BESIDE.match(tail) or (SHORT.match(tail) and not OF_SUCH.match(after)))
    ):
        said = before[max(0, found[-1][0] - SEEN_REACH) : found[-1][0]]
        return bool(SEEN.search(said)) or not OFFICIAL.search(said[-4:])
    if not persons(said):
        return False
    if OFFICIAL.search(before):
        return False
    alone = core not in GENERAL and _alone(said, persons(said))
    return alone or bool(
        PROVED.match(after) or STRONG.search(before[found[0][1] :]) or ITS.search(before) or "因" in tail
    )


def _patient(text: str, start: int, end: int) -> bool:
    """Whether 人 or 患者 and a name follow; where a verb may begin like one, as 应主动, only what stands as a name does."""
    at = end + (text[end : end + 1] == "人")
    if text[start:end] not in GENERAL and text[at - 1] == "人" and _is_one(name_at(text, at)):
        return True
    patient = PATIENT.match(text, end)
    name = name_at(text, patient.end()) if patient else ""
    if not patient or len(name) < FULL_NAME or not is_name(name) or VERB.search(name):
        return False
    does = patient[0] != "人" or DOES.match(text, patient.end() + len(name))
    return bool(does) and is_rare(name[-2:], COMMON_GIVEN)


def _predicate(before: str, tail: str) -> bool:
    """Whether a state is said of the private person who begins the clause: 某人大病后生活不能自理."""
    found = persons(before)
    if not found or before[found[-1][1] :] != tail or len(tail) > NEAR or OF_OTHERS.search(tail):
        return False
    return not OFFICIAL.search(before[max(0, found[-1][0] - 4) :]) and not TITLE_AT.match(tail)


def _line_before(text: str, at: int) -> str:
    """What stands before a place in its sentence, without the title of a roll."""
    far = max(0, at - FAR)
    return ROLL.sub("", text[max(far, *(text.rfind(c, far, at) + 1 for c in "。；！？\n")) : at])


def _said(text: str, start: int, end: int) -> bool:
    """Whether a state that is said of nobody but one person stands in a sentence that names one."""
    before = _line_before(text, start)
    found = [(a, b) for a, b in persons(before) if not next(terms(before[a:b]), None)]
    if not found or COUNTED.search(before) or PUBLIC.match(text, end) or OF_SUCH.match(text, end):
        return False
    return not OFFICIAL.search(before[max(0, found[-1][0] - 4) :]) and not TITLE_AT.match(before, found[-1][1])


def _of_anyone(before: str) -> bool:
    """Whether 患有 is said of two or three characters that are no word: a name, though its surname be unknown."""
    suffers = SUFFERS.search(before)
    if not suffers or NOT_HIM.search(suffers["who"]):
        return False
    who = suffers["who"]
    return is_rare(who, 1) and all(len(word) < 2 or is_rare(word, COMMON_GIVEN) for word in cut(who))


def _listed(text: str, start: int, end: int) -> bool:
    """Whether it is a whole member of a list, some members after a name."""
    mark = text[max(0, start - 1) : start]
    if not mark or mark not in "、，,|" or text[end : end + 1] != mark:
        return False
    before = _line_before(text, start - 1)
    if OFFICIAL.search(before):
        return False
    cells = (one.strip() for one in before.split(mark)[-LISTED:])
    return any(WHOLE_NAME.fullmatch(one) and is_name(one, framed=True) and not next(terms(one), None) for one in cells)


def _followed(text: str, end: int, before: str) -> bool:
    """Whether the patient, his kin or the one whom it concerns is named right after it."""
    later = AFTERWARDS.match(text, end)
    name = name_at(text, later.end()) if later else ""
    if _is_one(name) and not TITLED.search(name):
        return True
    if COUNTED.search(before):
        return False
    if OF_KIN.match(text, end) and persons(before + text[end : end + AFTER]):
        return True
    nearby = NEXT_CLAUSE.match(text, end)
    name = name_at(text, nearby.end()) if nearby and not OFFICIAL.search(before) else ""
    return bool(nearby and _is_one(name) and not TITLE_AT.match(text, nearby.end() + len(name)))


def _of_one(before: str, found: list[tuple[int, int]], tail: str) -> bool:
    """Whether 得知他得了 or 诊断某人为 stands before it: said of one person, whoever of an office went to see him."""
    if tail in ("为", "是", "患", "患有", "系") and DIAGNOSED.search(before[: found[-1][0]]):
        return True
    private = any(not TITLE.search(before[:a]) and not TITLE.search(before[b : b + 2]) for a, b in found)
    return private and bool(SAID_OF_ONE.search(before))
