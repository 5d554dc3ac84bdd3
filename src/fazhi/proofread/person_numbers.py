"""Numbers of persons in a folded text: identity, disability certificate, mobile, landline of a home, bank card."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from fazhi.proofread.check_digits import is_id, is_old_id, luhn
from fazhi.proofread.disguise import CELL, Run, runs
from fazhi.proofread.person_lines import in_row
from fazhi.proofread.person_names import last_is_person, persons
from fazhi.proofread.personal_words import FAMILY, HAN, NAME, OFFICE, PERSON, WORDS, is_name, trie
from fazhi.proofread.table_titles import title_above

Hit = tuple[str, int, int, str]  # kind, start, end, mask
LENGTHS = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)
REACH, SENTENCE = 16, 60
PUBLIC_LINE = re.compile(
    r"(?:办公|值班|监督|举报|投诉|咨询|服务|公开|受理|报名|窗口|单位|公示|热线|客服|报告|报警|报案|报修|救援|应急|抢修|求助|预约|接警|防汛|防火|维权|信访|受理|调度|法律援助|援助|站内|总机|前台|业务|导办|值守|监测|维修|养护|收费|售后|承办|机构|部门|便民|办证|技术)(?:专线)?(?:电话|热线|手机|号码|专线)[^，。；\n]{0,6}$"
)
NUMBERED = re.compile(
    r"(?:编号|单号|文号|案号|票号|合同号|档号|档案号|卷宗号|备案号|序号|流水号?|项目代码|代码|"
    r"信用代码|许可证号|证书号|证号段?|号段|执法证号?|执业证号?|调解员证|字第|账户?数|金额|发票号码|回单号|注册号|单元号|资产号|设备号|识别号|区划)[^，。；\n\d]{0,4}$"
)
OTHER_NUMBER = (
    "耳标|追溯|溯源|条形?码|二维码|订单|运单|快递|物流|单据|识别码|标识|芯片|批号|批次|出厂|机号|车架|发动机|[电水]表|表号|客户号|户号|工单|受理号"
    "|学号|考号|准考证|防伪|图斑|地块|宗地|林权|序列号|桩号|标签|编码|编号|代码|流水|合同"
)
NO_ID = re.compile(rf"(?:{OTHER_NUMBER})[^，。；\n\d]{{0,6}}$")
NO_ID_TITLE = re.compile(OTHER_NUMBER)
LISTED = re.compile(r"[\d、，, 和及至到~—-]+$")
TO_CALL = re.compile("有权|可以?(?:向|到|拨打|致电|联系|就近)|拨打|致电|如(?:有|需|不服|对)|欢迎|逾期")
ID_LABEL = re.compile(r"(?:身份证|公民身份|证件号|身份号码?|(?<![A-Za-z])ID)[^，。；\n\d]{0,8}$")
CARD_LABEL = re.compile(
    r"(?:(?:[新原旧换补]|到账|收款|发放|工资)卡[:：为是]|卡号|银行卡|一卡通|存折|储蓄卡|借记卡)[^，。；\n\d]{0,6}$"
)
ACCOUNT_LABEL = re.compile(r"(?:账号|帐号|账户|帐户|社保卡|农行|工行|建行|中行|邮储|信用社|银行)[^，。；\n\d]{0,6}$")
PHONE_LABEL = re.compile(
    rf"(?:电话|手机|联系|方式|微信|号码|来电|致电|拨打|tel|TEL|Tel|phone)[^，。；\n\d]{{0,8}}$|{NAME}[ ,，:：(（\t|]{{0,2}}$"
)
UNIT = re.compile(
    r"[^\S\n]?(?:元|万|亿|%|％|平方|立方|米|公里|千米|亩|吨|公斤|千克|人(?!员)|户(?!主|籍|名)|件|份|册|次|字节|余|多)"
)
SURNAME_UNIT = re.compile(rf"[万余米元][{HAN}]{{1,2}}(?![{HAN}])|[|\t\n]")
HAN_NEXT = re.compile(f"[{HAN}]")
DECIMAL = re.compile(r"\.\d{1,2}(?!\d)")
GROUPS = {(11,), (3, 4, 4), (4, 4, 3), (3, 8), (7, 4), (4, 7), (3, 3, 5), (5, 6), (6, 5), (1,) * 11}
LABEL = re.compile(
    rf"(?:身份证|公民身份|证件|号码?|卡号|[新原旧换补]卡[:：为是]|银行卡|借记卡|储蓄卡|宅电|座机|固话|一卡通|存折|账户|账号|帐号|电话|手机|联系|方式|微信|拨打|致电|tel|TEL|Tel)[^，。；\n\d]{{0,8}}$"
    rf"|{NAME}[ ,，:：(（\t|]{{1,2}}$"
)
BARRED = re.compile(
    r"(?<![0-9A-Za-z|])(?=[0-9OolI丨〇 ()（）-]*\|)(?:[0-9OolI|丨〇][ ()（）-]?){9,20}[0-9OolI|丨〇Xx](?![0-9A-Za-z|])"
)
AS_DIGITS = str.maketrans("Oo〇lI丨|", "0001111", " -()（）")
OF_MANY = re.compile(r"(?:证号|号段|编号)[^，。；\n]{0,4}\d{6,}\s?[至到~—-]\s?$")
RANGE = 40
WALL, FEW_PIECES = re.compile(rf"[\t|{CELL}\n]|$"), 6
JOINTS = re.compile(r"[~·•‧・∙。—_*-]")
HOME_LINE = re.compile(
    r"(?:家庭|住宅|家中|家里|家属|亲属|家人|宅|(?<!专)(?<!国)家|本人|私人|个人)的?(?:固定)?(?:联系)?(?:电话|固话|座机|号码|机)?(?:号码?)?[^，。；\n\d]{0,4}$"
)
LINE = re.compile(
    rf"(?:(?<![{HAN}])|{PERSON}[:：]?)(?P<name>{NAME})"
    rf"(?:[ ,，:：(（、\t|]{{0,2}}(?:男|女)?[ ,，、]?(?:的?(?:联系)?(?:电话|固话|固定电话|座机|方式|来电|号码))?(?:号码)?(?:是|为)?[ :：(（]{{0,3}})$"
)
PERSON_BEFORE = re.compile(rf"{PERSON}[:：]?{NAME}(?![{HAN}])|{PERSON}[:：]?{NAME}(?=的|家|住|来电|电话|手机|座机)")
OURS = re.compile("[本我](?:单位|部门|机构|中心|[所站局办院馆队行厂店])(?!有|长|职工)")
DUTY_TITLE = re.compile(
    "(?:值班|办公|单位|公开|监督|举报|投诉|咨询|服务|受理|窗口|热线|应急|公务|工作).{0,4}(?:电话|座机|固话|号码|方式)"
)
IN_CHARGE = re.compile(r"[ \u3000]*(?:受理|承办|责任|主管|经办|办理|监督|咨询|实施|采购)(?:部门|单位|机构|窗口)[:：]")
WORKS_FOR = re.compile(
    rf"(?:{trie(WORDS['desks'].split())}|(?<![经主承包协代])[^，。；：\s]办|[县市区][{HAN}]{{2}}局|[站所局镇乡院校科股]长|主任|书记)"
    r"(?:的?(?:工作人员|干部|同志|主任|所长|站长|局长|负责人))?[ \u3000:：、（(|\t\x1f]?$"
)
HIDDEN_NAME = re.compile(
    rf"(?:(?<![{HAN}])|{PERSON}[:：]?|(?<=[为是给]))(?P<name>{FAMILY}(?:某[某甲乙丙]?|[×*＊]{{1,2}}))"
    r"(?=[ ,，:：(（、\t|]|(?:的?(?:联系)?(?:电话|座机|固话)))"
)
TITLED = re.compile("主任|书记|[站所局镇乡院校科股]长|干部|法官|联系人")
DATA = re.compile(r"(?:身份证|卡号|银行卡|一卡通)[^，。；\n\d]{0,6}(?=[\d ]{9})")
CALLED = re.compile(
    r"[，、,（( ](?:本人|家庭)?的?(?:联系)?(?:电话|座机|固话|固定电话|联系方式)(?:号码)?(?:是|为)?[ :：]{0,2}$"
)
ROW = 160
NEXT_DATE = re.compile("[0-9]?[年月日]")
WIDE = re.compile(r"(?:010|02\d)[2-8]\d{7}|0[3-9]\d\d[2-8]\d{6,7}")
SERIAL = re.compile(r"(?:SN|NO|No|HT|VID|IMG|DSC|SF|EMS|MD|ISBN|CN|GB|DD|[A-Za-z]{6,})[-_:]?$")
ADDRESS_LIKE = re.compile(r"(?:https?:|www\.|[\w-]+\.(?:com|cn|gov|org|net))[^\s\u4e00-\u9fff]*$")


def numbers(text: str) -> Iterator[Hit]:
    """Every number of a person in the folded text, in order; none overlaps another. Price: as the digits in it."""
    for run in runs(text):
        ends = {*run.turns, len(run.digits)}
        done = 0
        for start in run.turns:
            if start < done:
                continue
            for length in LENGTHS:
                if start + length in ends and (hit := _hit(text, run, start, start + length)):
                    yield hit
                    done = start + length
                    break
    if "|" in text:
        yield from _barred(text)


def _barred(text: str) -> Iterator[Hit]:
    """Numbers in which an upright line stands for 1: right by their check digits, or named as a number."""
    for token in BARRED.finditer(text):
        digits = token[0].translate(AS_DIGITS).upper()
        before = text[max(0, token.start() - REACH) : token.start()]
        if is_id(digits):
            yield "id", *token.span(), f"{digits[:6]}********{digits[-4:]}"
        elif WIDE.fullmatch(digits) and private(text, token.start()):
            yield "landline", *token.span(), _line_mask(digits)
        elif not (LABEL.search(before) or before.endswith(("至", "到"))):
            continue
        elif mobile := re.fullmatch(r"(?:86)?(1[3-9]\d{9})", digits):
            begin = token.start() + (len(token[0]) - len(token[0][2:].lstrip("-")) if mobile.start(1) else 0)
            yield "mobile", begin, token.end(), f"{mobile[1][:3]}****{digits[-4:]}"
        elif len(digits) >= 16 and digits.isdigit() and luhn(digits):
            yield "card", *token.span(), "*" * (len(digits) - 4) + digits[-4:]


def _hit(text: str, run: Run, start: int, end: int) -> Hit | None:
    digits = run.digits[start:end]
    if not _may_be(digits):
        return None
    begin, stop = run.places[start], run.places[end - 1] + 1
    before, after = text[max(0, begin - REACH) : begin], text[stop : stop + 8]
    if text[stop - 1] == "一" and text[stop - 2].isascii() and HAN_NEXT.match(after):
        return None
    if after[:1].isascii() and after[:1].isalpha() and len(digits) != 11:
        return None
    cuts = run.starts[bisect_left(run.starts, start + 1) : bisect_left(run.starts, end)]
    sizes = tuple(b - a for a, b in pairwise((start, *cuts, end)))
    linked = start and text[begin - 1] in "-—~_/." and run.places[start - 1] in (begin - 2, begin - 3)
    if linked and NUMBERED.search(text[max(0, run.places[0] - REACH) : run.places[0]]):
        return None
    decimal = bool(linked and text[begin - 1] == ".") or _in_address(text[max(0, begin - 80) : begin])
    loose = len(sizes) > 1 and _in_series(text, run, start, end)
    for judge in (_identity, _card, _mobile, _landline):
        if loose and not (judge is _identity and is_id(digits)) and not LABEL.search(before):
            continue
        made = judge(digits, before, after, (sizes, decimal, text, begin))
        if made:
            kind, cut, mask = made
            begin += run.places[start + cut] - run.places[start]
            if (
                text[begin - 1 : begin] in ("(", "（")
                and text.find("）" if text[begin - 1] == "（" else ")", begin, stop) > 0
            ):
                begin -= 1
            return kind, begin, stop, mask
    return None


def _in_series(text: str, run: Run, start: int, end: int) -> bool:
    """Whether pieces before or after are joined as those inside are, or lines and cells part them: columns of figures."""
    begin, stop = run.places[start], run.places[end - 1] + 1
    inside = re.sub(r"[^\s|]", "", text[begin:stop])
    if inside.count("\n") > 1 or "|" in inside or inside.count("\t") > 1:
        return True
    joints = set(re.findall(r"\s", inside))
    before = start and text[run.places[start - 1] + 1 : begin] in joints
    after = end < len(run.digits) and text[stop : run.places[end]] in joints
    return bool(before or after)


Around = tuple[
    tuple[int, ...], bool, str, int
]  # sizes of the pieces, whether digits and a point stand before, the text, the begin


def _in_address(before: str) -> bool:
    """Whether a web address runs up to here."""
    return "." in before and bool(ADDRESS_LIKE.search(before))


def _may_be(digits: str) -> bool:
    """What a look at the length and the first digit leaves."""
    size, first = len(digits), digits[0]
    return first == "0" if size == 10 else first in "01" if size == 11 else True


def _identity(digits: str, before: str, after: str, around: Around) -> tuple[str, int, str] | None:
    size = len(digits)
    if size == 20 and is_id(digits[:18]):
        return "disabled", 0, f"{digits[:6]}**********{digits[-4:]}"
    glued = before[-1:].isascii() and before[-1:].isalpha() and not ID_LABEL.search(before)
    if size == 18 and is_id(digits) and not glued and not re.search("信用代码[^，。；\n\\d]{0,4}$", before):
        return "id", 0, f"{digits[:6]}********{digits[-4:]}"
    if size == 15 and is_old_id(digits) and not glued and not UNIT.match(after):
        labelled = ID_LABEL.search(before)
        if labelled or not (NUMBERED.search(before) or around[1] or not _whole(around[0]) or _other(*around[2:])):
            return "id", 0, f"{digits[:6]}******{digits[-3:]}"
    if 14 <= size <= 19 and ID_LABEL.search(before):
        return "id_unsure", 0, f"{digits[:6]}{'*' * (size - 10)}{digits[-4:]}"
    return None


def _other(text: str, begin: int) -> bool:
    """Whether fifteen digits are said to be of an ear tag, an order or another thing, by the words before their list or the column."""
    before = LISTED.sub("", text[max(0, begin - SENTENCE * 2) : begin])
    return bool(NO_ID.search(before) or NO_ID_TITLE.search(title_above(text, begin)))


def _whole(sizes: tuple[int, ...]) -> bool:
    """In one piece, in single characters, or in the groups of a number of fifteen digits."""
    return len(sizes) == 1 or set(sizes) == {1} or sizes in ((6, 6, 3), (6, 9), (3,) * 5, (5, 5, 5)) or len(sizes) == 2


def _card(digits: str, before: str, after: str, around: Around) -> tuple[str, int, str] | None:
    size = len(digits)
    if not 12 <= size <= 19 or not digits.isdigit() or NUMBERED.search(before) or around[1]:
        return None
    mask = "*" * (size - 4) + digits[-4:]
    if CARD_LABEL.search(before):
        return "card", 0, mask
    if size < 15:
        return None
    if ACCOUNT_LABEL.search(before):
        sentence = _sentence(around[2], around[3])
        if not OFFICE.search(re.sub("[农工建中商业信合发展邮储储蓄行]*银行|信用社|开户行", "", sentence)):
            return "card", 0, mask
    glued = before[-1:].isascii() and before[-1:].isalpha()
    if (
        size >= 16
        and not glued
        and _grouped(around[0])
        and (digits[0] in "3456" or digits.startswith("9558"))
        and not UNIT.match(after)
        and luhn(digits)
    ):
        return "card", 0, mask
    return None


def _grouped(sizes: tuple[int, ...]) -> bool:
    """In one or two pieces, in single characters, or in fours as cards are printed."""
    return len(sizes) <= 2 or set(sizes) == {1} or set(sizes[:-1]) == {4}


def _mobile(digits: str, before: str, after: str, around: Around) -> tuple[str, int, str] | None:
    country = next((p for p in ("0086", "86") if digits.startswith(p) and len(digits) == 11 + len(p)), "")
    number = digits[len(country) :]
    if len(number) != 11 or not re.fullmatch(r"1[3-9]\d{9}", number):
        return None
    sizes, decimal, text, begin = around
    if (
        OF_MANY.search(text[max(0, begin - RANGE) : begin])
        or PUBLIC_LINE.search(before)
        or NUMBERED.search(before)
        or decimal
        or SERIAL.search(before)
    ):
        return None
    if (UNIT.match(after) and not SURNAME_UNIT.match(after)) or DECIMAL.match(after):
        return None
    if not country and sizes not in GROUPS and len(sizes) > 1 and not PHONE_LABEL.search(before):
        joints = re.sub(r"[^\W_]", "", text[begin : begin + len(digits) + len(sizes) - 1])
        wrapped = len(set(joints)) == 1 and JOINTS.match(joints) and min(sizes) > 1
        wrapped = wrapped or (
            len(sizes) == 2 and "\n" in text[begin : begin + 15] and after[:1] not in ("\t", "|", " ")
        )
        even = len({*sizes[:-1]}) == 1 and sizes[-1] <= sizes[0]
        joint = set(joints) == {" "} and (even or (min(sizes) > 1 and len(sizes) < FEW_PIECES))
        if not wrapped and not (joint and WALL.match(text[begin - 1 : begin]) and WALL.match(after[:1])):
            return None
    return "mobile", len(country), f"{number[:3]}****{number[-4:]}"


def _landline(digits: str, before: str, after: str, around: Around) -> tuple[str, int, str] | None:
    if not WIDE.fullmatch(digits):
        return None
    text, begin = around[2], around[3]
    if NEXT_DATE.match(after) and "\n" in text[begin : begin + len(digits) + len(around[0]) - 1]:
        return None  # the next line begins with a date
    return ("landline", 0, _line_mask(digits)) if private(text, begin) else None


def _line_mask(digits: str) -> str:
    area = digits[: 3 if digits[1] in "12" else 4]
    return f"{area}-****{digits[-3:]}"


def private(text: str, begin: int) -> bool:
    """Whether the line at a place is of a home: so named, or beside a person and no office."""
    sentence = _sentence(text, begin)
    if HOME_LINE.search(sentence):
        return True
    if (
        PUBLIC_LINE.search(sentence)
        or OURS.search(sentence)
        or _of_staff(sentence)
        or DUTY_TITLE.search(title_above(text, begin))
    ):
        return False
    if in_row(text, begin):
        return True
    if TO_CALL.search(sentence):
        beside = LINE.search(sentence)
        return bool(beside and is_name(beside["name"]))
    if ("联系人" not in sentence and last_is_person(sentence)) or _of_the_row(text, begin):
        return True
    if OFFICE.search(sentence) or re.search("传真|公开电话", sentence):
        return False
    if re.search("联系人[^。\n]{0,20}$", sentence) and OFFICE.search(text[max(0, begin - SENTENCE) : begin]):
        return False
    beside = LINE.search(sentence)
    return bool((beside and is_name(beside["name"])) or PERSON_BEFORE.search(sentence))


def _of_the_row(text: str, begin: int) -> bool:
    """Whether a line stands with a name that is masked already (王某某，联系电话), or with his identity or card, and no office after these."""
    row = _sentence(text, begin, ROW)
    if not CALLED.search(row):
        return False
    hidden = [one for one in HIDDEN_NAME.finditer(row) if not WORKS_FOR.search(row[: one.start("name")])]
    data = [one.end() for one in DATA.finditer(row)]
    after = row[max([*data, *(one.end() for one in hidden)], default=len(row)) :]
    return bool(after) and not OFFICE.search(after) and not TITLED.search(row)


def _of_staff(sentence: str) -> bool:
    """Whether the last person stands right behind a body he works for, or in the field of the body in charge."""
    if IN_CHARGE.match(sentence):
        return True
    found = persons(sentence)
    return bool(found) and bool(WORKS_FOR.search(sentence[: found[-1][0]])) and not PERSON_BEFORE.search(sentence)


def _sentence(text: str, begin: int, most: int = SENTENCE) -> str:
    """What stands before a place in its sentence, at most sixty characters (or `most`)."""
    return re.split(r"[。！？；\n]", text[max(0, begin - most) : begin])[-1]
