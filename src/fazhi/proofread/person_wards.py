"""Names in a folded text by what is done only to a child: moved to a school, brought up by the parents, kept by a guardian."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.person_names import name_at, name_before
from fazhi.proofread.personal_words import CHILD, HAN, PERSON, WORDS, is_name, trie

BEFORE, SENTENCE, TITLE = 32, 60, 6
SCHOOL = r"小学|中学|初中|高中|学校|幼儿园|[一二三四]中|职高|职教(?:中心)?|附[中小]|中心校|年级|[一二三四五六七八九0-9）)大中小]班|班级"
ELDERS = r"(?:其?(?:父母|父亲?|母亲?)|祖父母?|祖母|爷爷|奶奶|外[公婆祖]|姥[姥爷]|养[父母]|爸|妈)"
TO_SCHOOL = rf"[入到至回往](?=[^，。；\n]{{0,14}}(?:{SCHOOL}))"
FELLOWS = "(?:同班|同学|同桌|同校|高年级|室友)"
DONE = re.compile(  # every branch begins with a character of its own, so that a text is read through at once
    "|".join(
        (
            *(f"{c}{TO_SCHOOL}" for c in "升置调插分编退"),
            rf"转(?:学|{TO_SCHOOL})",
            *WORDS["schooling"].split(),
            "退学(?!费)",
            f"送(?:教上门|{TO_SCHOOL})",
            "在校(?!园)",
            rf"报名(?=[^，。；\n]{{0,4}}(?:{SCHOOL}))",
            r"办理(?=[^，。；\n]{0,14}(?:入学|入园|转学|学籍|休学))",
            "满月(?!后)",
            "接种",
            *(
                rf"{c}[着随]?{ELDERS}(?=[^，。；\n]{{0,10}}(?:生活|居住|过(?!世)|住|共同|外出|来|迁|长大|相依|抚养))"
                for c in "随跟靠与和"
            ),
            rf"由{ELDERS}(?=[^，。；\n]{{0,10}}(?:抚养|照顾|照料|照看|监护|陪同|[领带接]))",
            r"归(?=[^，。；\n]{2,8}(?:抚养|监护|照顾))",
            *(f"{c}(?=[^，。；\\n]{{2,14}}婚生[子女])" for c in "系是"),
            "法定监护人",
            "监护人(?![员责])",
            "家长(?!会|学校)",
            *(rf"{c}(?=[^。\n]{{0,30}}(?:{SCHOOL}))" for c in ("妈妈", "爸爸", "奶奶", "爷爷", "外婆", "外公")),
            *(f"{c}{FELLOWS}" for c in "被与和跟遭同"),
            "同学(?![们会录之间])",
            "小朋友(?![们会])",
        )
    )
)
OVER = re.compile(
    r"(?:的|同学|小朋友|多次|经常|长期|学生|等?[0-9两三]?[名位]?(?:学生)?|暂时|重新|顺利|已经?|正式|自愿|申请|要求|办理|今年|在[^，。；\n]{2,14}|[由从自因][^，。；\n]{1,12}|于[0-9年月日]{2,11})$"
)
GRANTED = trie(WORDS["granted"].split())
EDGE = re.compile(rf"(?:^|[^{HAN}]|{PERSON}|{CHILD}|{GRANTED})\s?$")
PUNISHED = re.compile("处分|警告|记过|劝退|开除|停课|批评教育|心理")
DISCIPLINED = re.compile(rf"(?:{SCHOOL})(?:已|决定|拟|要求)?(?:对|给予|给|将|把|让)(?=[^，。；\n]{{2,12}}$)")
STAFF = re.compile("教师|老师|校长|主任|书记|民警|检察官|法官|干部|职工|园长|镇长|所长|志愿者|医生|护士")
PASSED = re.compile("[以被考获升（(，,。、]|录取|总分|成绩")
NAMED = re.compile("(?:取名|起名|随[父母]姓名?)[为叫]?[:：“]?")
NEWBORN = re.compile(
    "孩子(?!们)|儿子|女儿|孙[子女]|[男女][孩婴]|婴[儿孩]|新生儿|宝宝|双胞胎|[长次幼其][子女]|出生|[产生诞]下|喜得|满月|落户|上户"
)
NAME_ENDS = re.compile(rf"[^{HAN}]|$|[并由随于已的办因落]")
SENTENCE_END = re.compile(r"[。！？\n]")
EXAMINED = re.compile("(?:考生|学子|毕业生)[:：]?")
TO_NEXT_SCHOOL = re.compile("中考|小升初|初中|[一二三1-3]中(?:学|录取)|高中|职高|中学")
AGENT = re.compile("[）给为对将把向帮]")


def wards(text: str) -> Iterator[str]:
    """Each such name."""
    for done in DONE.finditer(text):
        begin = max(0, done.start() - BEFORE)
        yield from _before(text[begin : done.start()])
    for examined in EXAMINED.finditer(text):
        if TO_NEXT_SCHOOL.search(text, max(0, examined.start() - BEFORE), examined.end() + BEFORE):
            name = name_at(text, examined.end())
            if PASSED.match(text, examined.end() + len(name)):
                yield name
    yield from (_given(text, *named.span()) for named in NAMED.finditer(text))
    for punished in PUNISHED.finditer(text):
        begin = max(0, punished.start() - BEFORE)
        if said := DISCIPLINED.search(text[begin : punished.start()]):
            yield name_at(text, begin + said.end())


def _given(text: str, begin: int, end: int) -> str:
    """The name given there to a child of the sentence; empty where a hall or project is named."""
    name = name_at(text, end)
    child = NEWBORN.search(SENTENCE_END.split(text[max(0, begin - SENTENCE) : begin])[-1])
    return name if child and NAME_ENDS.match(text, end + len(name)) else ""


def _before(before: str) -> Iterator[str]:
    """The name that ends there, or before the words between."""
    end = len(before)
    while True:
        name = name_before(before, end)
        begin = end - len(name)
        if name and EDGE.search(before[:begin]) and is_name(name, framed=True):
            if not STAFF.search(AGENT.split(before[max(0, begin - TITLE) : begin])[-1]):
                yield name
            return
        link = OVER.search(before[:end])
        if not link or not link[0]:
            return
        end = link.start()
