"""Accounts of a person in a folded text: WeChat, QQ and other services, and mailboxes that are not of an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.person_names import last_is_person, name_at, name_before, names, persons
from fazhi.proofread.personal_words import HAN, OFFICE, WORDS, trie

Hit = tuple[str, int, int, str]
SENTENCE = 60
SERVICE = re.compile(trie((*WORDS["services"].split(), "v:", "V:", "v：", "V：")))
MAY_BE_MAIL = re.compile(r"[@#*圈]|[艾爱]特|[aA][tT](?![A-Za-z])")
NUMERALS = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
SIGN = rf"[A-Za-z0-9_{NUMERALS}]"
PIECES = r"[0-9]{1,6}(?:[ .·-]{1,2}[0-9]{1,6}){1,10}"
DATE = (
    r"(?:19|20)[0-9]{2}(?P<mark>[-./])(?:1[0-2]|0?[1-9])"
    r"(?:(?P=mark)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9-])|(?![0-9]|[-./ ·][0-9]))"
)
SAID = re.compile(
    r"(?:个人|联系|账|帐|用户|昵称)?(?:号码|号|账户|名|[iI][dD]|邮箱)?(?:同号)?(?:[\s/:：是为（(“\"'-]|也是|[（(]?同手机号?[）)]?|(?<=[（(])(?:微信|个人|用户)?(?:号码?|[账帐]号|名|[iI][dD])){0,4}"
    rf"(?!-?{DATE})"
    r"(?P<said>[A-Za-z][A-Za-z0-9_-]{0,24}(?: {1,2}(?!QQ|VX|WX)[A-Za-z0-9_]{1,12}){1,4}"
    rf"(?=[{HAN}]{{2}}|[|\t\x1f，。；）)]|$)(?![年月日元号])"
    rf"|{PIECES}(?![\w@年月日元.:：]| ?[0-9])"
    rf"|(?:[A-Za-z][A-Za-z0-9_.-]{{0,24}}?)?[0-9A-Za-z_{NUMERALS}-]{{5,24}}(?![A-Za-z0-9_@]))",
)
CIPHERS = re.compile(rf"[0-9{NUMERALS}]")
FEWEST, MOST = 5, 11
DOT = r"\s?(?:[.。]|[（(\[]?(?:点|dot|DOT|\.)[)）\]]?)\s?"
HOSTS = rf"(?:{trie(WORDS['mail'].split())})"
AT = re.compile(
    rf"@|艾特|爱特|[（(\[【]\s?(?:[aA][tT]|圈[aA]?|@)\s?[)）\]】]|(?<=[A-Za-z0-9])\s?(?:[aA][tT]|圈[aA]|[#*])(?=\s?{HOSTS}(?:{DOT})(?:com|cn|net))"
)
LOCAL = re.compile(
    rf"(?:{PIECES}|(?<=[{HAN}:：（(])[A-Za-z0-9_.]{{1,20}}(?: {{1,2}}[A-Za-z0-9_.]{{1,20}}){{1,6}}"
    rf"|[A-Za-z0-9{NUMERALS}][A-Za-z0-9_.+{NUMERALS}-]{{1,40}})\s?$"
)
HOST = re.compile(
    rf"\s?(?P<at>{HOSTS}(?:{DOT}com)?(?:{DOT}(?:cn|com|net))?)(?![A-Za-z0-9]|\.\w)", re.ASCII | re.IGNORECASE
)
LONGEST = 42
OF_ALL = re.compile(
    "群(?!众)|官方|平台|政务|发布|窗口|热线|客服|(?:办公|工作|单位|咨询|业务|报名|投诉|举报|值班|监督|服务|企业)$"
)
CHANNEL = re.compile("公众号|官微|官方|服务号|订阅号|视频号|政务号|小程序|融媒|微讯")
OF_ALL_AFTER = re.compile(rf"[”\"]?\s?[（(，]\s?(?:[{HAN}]{{0,8}}(?:官方|公众号|单位|办公|工作))")
OWN = re.compile(
    r"个人|本人|私人|(?<![尤与及])其(?![中他余它])|该(?:户|人)|加[了上过]?(?:对方|群众|来[访电]人|申请人|当事人|村民|老人|家长|[他她])|您(?:此前|于|的|发自|来自|用|通过)"
)
BOX = re.compile(
    r"(?:的?(?:个人|电子|私人|投稿|报名|反馈|联系|接收|预留|指定|常用|注册|报送)*(?:邮箱|邮件|[eE]-?mail|[mM]ail)(?:地址|账号)?)?[:：为是\s（(|\t]*$"
)
LABEL_LINE = re.compile(r"[^，。；：:]{0,8}[:：]?\s*")
AFTERWARDS = re.compile(r"\s?(?:[（(，,]|由)\s?(?:联系人|收件人|经办人|负责人)?[:：]?")
FIELD = re.compile(rf"[ \u3000]*[{HAN}/（）()]{{2,12}}[:：]")
FIELDS = 6
ASKER = re.compile(
    r"[ \u3000]*(?:姓名|(?:(?:申请|投诉|举报|信访|来信|来访|反映|咨询|提问|诉求|求助|报名|应聘|建议|当事|委托|受援|留言|来电)[人者]"
    r"|网友|户主)(?:姓名|名称)?)[:：]\s?"
)
PUBLIC_MAIL = re.compile(
    r"(?:意见|征集|建议|投稿|举报|监督|受理|公开|官方|办公|工作|报名|报送|单位|政务|公务|咨询|服务|投诉|信访)[^，。；@\n]{0,6}$"
)


def accounts(text: str) -> Iterator[Hit]:
    """Every account by which one person can be reached."""
    for sign in SERVICE.finditer(text):
        found = SAID.match(text, sign.end())
        if sign[0][-1] in ":：" and text[sign.start() - 1 : sign.start()].isascii():
            continue  # of a web address or another word
        if found and _is_account(found["said"]) and not _of_all(text, sign.start(), found.end()):
            yield "account", *found.span("said"), f"{found['said'][0]}***"
    for at in AT.finditer(text) if MAY_BE_MAIL.search(text) else ():
        local, host = LOCAL.search(text[max(0, at.start() - LONGEST) : at.start()]), HOST.match(text, at.end())
        if local and host:
            begin = at.start() - len(local[0])
            before = _sentence(text, begin)
            if _private(before, local[0].strip()) or _named_after(text, host.end()) or _of_asker(text, begin, before):
                yield "account", begin, host.end(), f"{local[0][0]}***@{host['at']}"


def in_cell(cell: str) -> tuple[int, int] | None:
    """Where a cell below 微信, QQ or 邮箱 holds an account; None where it holds none."""
    said = cell.strip()
    bare = re.sub(rf"艾特|爱特|[点圈{NUMERALS}A-Za-z0-9_@.+()（）\[\]# -]", "", said)
    if bare or "*" in said or len(re.findall(SIGN, said)) < FEWEST:
        return None
    begin = cell.index(said)
    return begin, begin + len(said)


def _is_account(said: str) -> bool:
    """Whether letters begin it, or it is of digits only, five to eleven; 一二三四五 alone is a count, Office PPT words."""
    figures = re.sub(r"[ .·-]", "", said)
    if len(CIPHERS.findall(figures)) == len(figures):
        return FEWEST <= len(figures) <= MOST
    return bool(re.match("[A-Za-z]", said)) and (" " not in said or bool(re.search("[0-9_]", said)))


def _of_all(text: str, begin: int, end: int) -> bool:
    """Whether an account is of an office or open to everybody."""
    before = _sentence(text, begin)
    channel = [one.end() for one in CHANNEL.finditer(before)]
    if channel and not persons(before[channel[-1] :]) and not OWN.search(before[channel[-1] :]):
        return True
    said = re.split("[：:\n]", text[max(0, begin - SENTENCE) : begin])[-1]
    if OFFICE.search(said) and not persons(said) and not OWN.search(said) and not _named_after(text, end):
        return True
    open_to_all = OF_ALL.search(before[-6:])
    if open_to_all and not OWN.search(before[-6:], open_to_all.end()):
        return True
    return bool(OF_ALL_AFTER.match(text, end)) or _of_office(before)


def _private(before: str, name: str) -> bool:
    """Whether a mailbox is of the person who stands before it, or is named by a number and no office stands there."""
    clause = re.split("[，、；]|(?:单位|委员会|村委会|居委会|站所|部门)[:：]", before)[-1]
    box = BOX.search(clause)
    if OWN.search(clause) or (box and name_before(clause, box.start())):
        return True
    if PUBLIC_MAIL.search(before) or (OFFICE.search(clause) and not last_is_person(clause)):
        return False
    return last_is_person(before) or (len(CIPHERS.sub("", name)) == 0 and not OFFICE.search(before))


def _of_asker(text: str, begin: int, before: str) -> bool:
    """Whether a field of a form, not said to be of a body, stands below the field that names who asks."""
    line = text.rfind("\n", 0, begin) + 1
    if PUBLIC_MAIL.search(before) or OFFICE.search(text, line, begin) or not FIELD.match(text, line):
        return False
    for _ in range(FIELDS):
        line, end = text.rfind("\n", 0, max(0, line - 1)) + 1, line
        asker = ASKER.match(text, line)
        if line == end or (asker and name_at(text, asker.end())):
            return line < end
        if not FIELD.match(text, line):
            return False
    return False


def _of_office(before: str) -> bool:
    """Whether an office stands last before it, and no person after that office."""
    clause = re.split("[，、；]", before)[-1]
    offices = [one.end() for one in OFFICE.finditer(clause)]
    return bool(offices) and not names(clause[offices[-1] :]) and not OWN.search(clause[offices[-1] :])


def _sentence(text: str, begin: int) -> str:
    """What stands before a place in its line and sentence."""
    before = text[max(0, begin - SENTENCE) : begin]
    said = re.split(r"[。！？\n]", before)[-1]
    return before.replace("\n", "，") if LABEL_LINE.fullmatch(said) else said


def _named_after(text: str, end: int) -> bool:
    """Whether the name of somebody follows, as in （联系人：…）."""
    tie = AFTERWARDS.match(text, end)
    return bool(tie and name_at(text, tie.end()))
