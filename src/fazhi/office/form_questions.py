"""How a question of a heading is put as the noun it asks for: 由谁核查 as 核查人, 在哪里开展 as 开展地点, 到期日 as 到期日期."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from fazhi.office.form_fit import COUNTING, MANY, WORDS
from fazhi.packs.read_toml_once import toml_once

BRACKET = re.compile(r"[（(][^（）()]*[）)]")
AGENT = "(?:通过|采取|采用|交由|从|凭|由|在|向|报|交|送|以|用|因|是|系|属于|属|为|于|经)?"
WHICH = re.compile(
    AGENT + "(?P<which>哪一个|哪几个|哪一级|哪一家|哪个|哪家|哪些|哪级|哪种|哪类|哪项|何种|何类|何|什么|啥)"
    "(?:样的)?(?P<noun>机关|单位|部门|机构|科室|法院|村|平台|载体|渠道|途径|方式|形式|原因|理由|内容|事项|问题|活动|材料|文件|程序"
    "|措施|结果|结论|类型|类别|种类|等级|级别|会议|人员|领导|干部|专家|网址|依据|意见|身份|职务|企业|公司|权力|职权|法律|法规|政策|制度|领域|行业)"
)
MEASURED = re.compile(
    "(?:有|共|是|为)?(?:多少|几)(?P<unit>小时|学时|课时|分钟|人次|人|名|位|份|次|场|件|条|项|个|天|日|页|卷|分|元|钱|户|起)"
)
SORTS = ("类型", "类别", "种类", "等级", "级别", "方式", "形式", "途径", "渠道", "平台", "载体", "身份")
NAMED = ("活动", "会议", "企业", "公司")  # asked for by their names
OF_UNIT = {"分": "分值", "元": "金额", "钱": "金额", "小时": "时长", "分钟": "时长", "学时": "学时", "课时": "学时"}
DAY_END = re.compile("(?<![节假作纪传统整工每当今本平即生])日$")
ADDRESSED = re.compile(
    "向[^向]{1,8}?(?=提交|递交|报送|送达|反馈|报告|公布|公开|提出|移送|告知|答复|通报|发出|呈报|上报)"
)

TO_WHOM = re.compile("(?<=送达|送到|告知|通知|交给|送交)(?:给)?(?:申请人|当事人|相对人|信访人|本人|对方)")
TWOFOLD = re.compile("(.)[没不]\\1(.?)")
PLACES = ("地点", "位置")


@lru_cache(MANY)
def asked_as(label: str) -> tuple[str, ...]:
    """Other ways to put a heading, most likely first; empty for one that asks nothing in an odd way.

    >>> asked_as("由谁核查"), asked_as("何时收到"), asked_as("由哪个机关复议"), asked_as("法治占几分")
    (('核查人', '核查人员', '核查单位', '核查机关'), ('收到日期',), ('复议机关',), ('法治占分值',))
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", COUNTING.sub("", label)))
    inside = "".join(BRACKET.findall(plain))
    core = BRACKET.sub("", plain).rstrip("?？。:：")
    stem, nouns = _question(core)
    if not nouns and DAY_END.search(core) and len(core) > 1:
        stem, nouns = core.removesuffix("日").removesuffix("之"), ("日期",)
    stem = TWOFOLD.sub(lambda m: f"是否{_whole(m[1] + m[2])}", TO_WHOM.sub("", ADDRESSED.sub("", stem)))
    if not nouns and stem != core:
        nouns = ("",)
    whole = _whole(_plain(stem))
    return tuple(f"{'' if noun in PLACES and len(_plain(stem)) == 1 else whole}{noun}{inside}" for noun in nouns)


def _question(core: str) -> tuple[str, tuple[str, ...]]:
    """The rest of a heading, and the nouns that its question stands for."""
    which = WHICH.search(core)
    if which:
        noun = which["noun"]
        if which["which"][-1] in "类种" and noun not in SORTS:
            return _without(core, which), (f"{noun}种类",)
        return _without(core, which), (f"{noun}名称" if noun in NAMED else noun,)
    measured = MEASURED.search(core)
    if measured:
        return _without(core, measured), (OF_UNIT.get(measured["unit"], f"{measured['unit']}数"),)
    pattern, nouns = _questions()
    put = pattern.search(core)
    return (_without(core, put), nouns[put[0]]) if put else (core, ())


def _without(core: str, found: re.Match[str]) -> str:
    return core[: found.start()] + core[found.end() :]


def _whole(stem: str) -> str:
    """A verb of one character as the word it is short for."""
    verbs: Mapping[str, str] = toml_once(WORDS)["verbs"]
    return verbs.get(stem, stem)


def _plain(stem: str) -> str:
    return re.sub("^(?:[由在于因系为]|是(?!否))|[的了过]$|(?<=[一-鿿])了|(?:的|时)$", "", stem)


@cache
def _questions() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    nouns = {word: tuple(n) for words, n in toml_once(WORDS)["questions"].items() for word in words.split()}
    return re.compile("|".join(sorted(map(re.escape, nouns), key=len, reverse=True))), nouns
