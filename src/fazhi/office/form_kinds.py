"""Which kind of answer a heading asks for: a day, a figure, a person, the number of a paper, yes or no; another kind never fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from fazhi.kernel.ledger import Field
from fazhi.office.form_ends import FIGURE, FILES, WHETHER, kinds_of_field, kinds_of_words, options_met, same_unit
from fazhi.office.form_fit import WORDS, above_words, bag, bare, is_shared, told_by, undated
from fazhi.office.form_letters import NOT
from fazhi.office.form_meanings import Known
from fazhi.office.form_questions import BRACKET
from fazhi.packs.read_toml_once import toml_once

DATED = re.compile(r"日期|时间|年月日|之日|起$|(?<![废停禁中终])止$|截止|有效期")
DAY_SAID = re.compile(r"(?:日期|时间|年月日|之日|的?截止日期|截止)$")
COUNTED = re.compile(r"数|次|人次|金额|数额|总额|时长|学时|成绩")
GENERIC = ("总数", "总场次", "总件数", "件数", "次数", "合计数", "数量")
TALLY = re.compile("[份件次笔场条宗起户]数$|总[数量]$|场次$|件次$")
HOW_MANY = re.compile("[人次件户份个场条项]数$|人次$|数量$")
RATE = re.compile("率|[%％]|占比")
PERSONS = re.compile("姓名|人员|名单|[^各本法个]人$|人[（(]|员$|者$|领导$")
NAMED_PERSONS = re.compile("姓名|人员?$|人员|名单|员$|者$|代表|专家|领导|律师|名字|谁")
ABOUT = re.compile("(?:情况|情形|内容|事项|概况|详情|明细)$")
LEADER, LED = re.compile("领导$|干部$|负责人$"), re.compile("领导|干部|负责人|首长|班子")
NUMBERS = re.compile("号$|编号|文号|号码")
PIECES = re.compile("[（(](?:件|起|次|场|人|户|份|宗)")
MONEY = re.compile("金额|数额|总额|款额|[（(](?:万|亿)?元")
ENDS = re.compile("截止|结束|届满|期满|完毕")
THEIRS = re.compile(
    "(?:申请人|当事人|相对人|信访人|本人|对方|代表|村民|申报人)(?:签收|收到|领取|收悉)"
)  # what others receive
EARLIER = re.compile("上一?年|去年|往年|历年|前年|近[两三几]年")
TICKED = re.compile("√|[打划画][勾钩]|勾选")  # above headings that are answers to tick
NEVER = re.compile("[未没]有?(?:发生|出现|发现)|零发生")
VALID = re.compile("有效期|到期|失效|限期|期限")


def kind_fits(path: Sequence[str], known: Known) -> bool:
    """Dates answer dates, figures answer figures, rates answer rates."""
    label, meaning = path[-1], known.meaning
    field, exact = meaning.field, called(bare(label), known)
    if _of_another_year(path, known) or _is_answer(path, known):
        return False
    if not _day_fits(label, known, exact) or (not exact and not (_told_apart(path, known) and same_unit(label, field))):
        return False
    if meaning.kind in ("sum", "fact") and RATE.search(label) and not any(RATE.search(n) for n in known.names):
        return False
    if meaning.kind == "fact" and field is not None:
        return _said_fits(path, field, exact) and _answer_fits(label, known, field)
    return _figure_fits(path, known, exact)


def _is_answer(path: Sequence[str], known: Known) -> bool:
    """Whether a heading is an answer to tick: 个人 under 类别（打√）, 法院判决（打√）; 是否公开（打√） asks."""
    if any(TICKED.search(group) for group in path[:-1]):
        return True
    field = known.meaning.field
    return bool(TICKED.search(path[-1])) and not (field is not None and field.type == "yes_no")


def called(bared: str, known: Known) -> bool:
    """Whether a heading is one of the names to the letter, that of a day with or without 日期."""
    said = {bared, DAY_SAID.sub("", bared)} if known.meaning.kind == "date" else {bared}
    return not known.bared.isdisjoint(said)


def _of_another_year(path: Sequence[str], known: Known) -> bool:
    """Whether a heading asks for an earlier year (上年度检查次数) and the field is not of one."""
    return any(map(EARLIER.search, path)) and not any(map(EARLIER.search, known.names))


def _day_fits(label: str, known: Known, exact: bool) -> bool:
    """Whether a heading that asks for a day, or for none, can be answered."""
    meaning, field, bared = known.meaning, known.meaning.field, bare(label)
    is_day = meaning.kind == "date" or (field is not None and field.type in ("date", "moment"))
    dated = bool(DATED.search(label)) and "时长" not in label and kinds_of_words(label) != {FIGURE}
    if meaning.kind in ("count", "sum"):
        return not dated
    by_when = field is not None and is_day and bool(VALID.search(label))
    if dated != is_day and not (exact and field) and not by_when:
        return False
    if meaning.kind != "date" or exact:
        return True
    if NEVER.search(label) and not any(NOT.search(n) for n in known.groups):
        return False  # 未发生的核查日期 is no day on which something happened
    late = ends(known) and not (ENDS.search(label) or bared in ("止", "止期"))
    return not (late or VALID.search(label) or THEIRS.search(label))


def _said_fits(path: Sequence[str], field: Field, exact: bool) -> bool:
    """Whether the ending of a heading (文号, 扫描件, 原因) asks for what the field is."""
    said, held = kinds_of_words(path[-1]), kinds_of_field(field)
    if bool(FILES & held) != bool(FILES & said) and not (exact and not FILES & held):
        return False
    if said and not exact and not said & held:
        return False
    if FIGURE not in held or exact:
        return True
    denied = NOT.search(bare(path[-1])) and not any(NOT.search(n) for n in (field.label, *field.synonyms))
    return not denied and (FIGURE in said or _counts(path))  # 未采纳意见数 is not 采纳意见


def _figure_fits(path: Sequence[str], known: Known, exact: bool) -> bool:
    """Whether a number of something or a sum can be a count or a sum of the field."""
    meaning, field, label = known.meaning, known.meaning.field, path[-1]
    if meaning.kind == "count":
        return not MONEY.search(label)
    if meaning.kind != "sum":
        return True
    in_money = field is not None and field.measure in ("元", "万元")
    if bare(label) in GENERIC or TALLY.search(bare(label)) or (in_money and any(PIECES.search(p) for p in path)):
        return False
    return exact or _counts(path)


def _counts(path: Sequence[str]) -> bool:
    return bool(COUNTED.search(path[-1]) or any(re.search("[（(]", p) for p in path))


def _told_apart(path: Sequence[str], known: Known) -> bool:
    """Whether a heading that is no name of a field says enough, and asks for nothing that the field is not."""
    own, alone = undated(bag(path[-1])), len(path) == 1
    if alone and known.meaning.kind == "date" and own and set(own) <= {bag(w)[0] for w in ("截止", "开始")}:
        return False  # 截止日期: of what?
    of_step = not alone and bool(above_words(path[:-1]) & known.offer.step)
    if not of_step and PERSONS.search(path[-1]) and set(own) <= _listed("roles") | {"人员"}:
        return False  # 责任领导: of what?
    if alone and set(own) == {"天数"}:
        return False  # 办理天数: of what?
    step, plain = known.meaning.step, [w for w in own if not is_shared((w,))]
    sort = kinds_of_words(path[-1]) == {"kind"}
    if alone and sort and step and not step.opens and plain and all(_of_ledger(w, known) for w in plain):
        return False  # 救助类别 is no 类别 of a later step
    asked = set(own) & _listed("attributes")
    head = set(own[-1:]) & asked  # 任职文件 is no 职务
    theirs = [set(name) & _listed("attributes") for name in known.offer.names if head <= set(name[-1:])]
    if head and not theirs:
        return False
    rest = [w for w in own if w not in asked]
    of_whom = not asked or all(told_by(w, known.offer) for w in rest)  # 监督电话 is not the 联系电话 of a person
    return (not theirs or (asked in theirs and of_whom)) and not _is_part(path, own, known)


def _is_part(path: Sequence[str], own: Sequence[str], known: Known) -> bool:
    """Whether a figure under 其中 is but a part of what the field counts: 其中废止 of 修改废止."""
    field, offer = known.meaning.field, known.offer
    if field is None or field.type != "number" or not any(p.startswith("其中") for p in path):
        return False
    said = {*own, *above_words(path[:-1])} | offer.step | offer.ledger
    return path[-1].startswith("其中") or not any(said.issuperset(name) for name in offer.names)


def _of_ledger(word: str, known: Known) -> bool:
    """Whether a word says no more than which ledger is meant."""
    offer = known.offer
    return word in offer.ledger and not any(word in name for name in offer.names)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(w for word in toml_once(WORDS)[name].split() for w in (bag(word) or (word,)))


def ends(known: Known) -> bool:
    """Whether a name of the step says that something ends with it."""
    return any(ENDS.search(name) for name in known.groups)


def _answer_fits(label: str, known: Known, field: Field) -> bool:
    """Whether the heading asks for the field's kind of answer: a person, a number of a paper, yes or no."""
    names = (field.label, *field.synonyms)
    if field.type == "choice" and options_met(label, field) > 1:
        return True
    if HOW_MANY.search(bare(label)) and field.type != "number" and bare(label) not in known.bared:
        return False
    if (
        PERSONS.search(label)
        and not ABOUT.search(bare(label))
        and field.type != "persons"
        and not any(NAMED_PERSONS.search(n) for n in names)
    ):
        return False
    if LEADER.search(bare(label)) and not any(LED.search(n) for n in names):
        return False
    if all(NUMBERS.search(n) for n in names) and not NUMBERS.search(label):
        return False
    asked = WHETHER.sub("", BRACKET.sub("", label))
    if field.type == "yes_no" and all(bool(NOT.search(asked)) != bool(NOT.search(n)) for n in names):
        return False
    exact = bare(label) in map(bare, names)
    if field.type == "choice" and WHETHER.search(label) and not any(NOT.search(words) for _, words in field.of):
        return exact
    return (
        exact
        or bool(WHETHER.search(label)) == (field.type == "yes_no")
        or (field.type == "choice" and bool(WHETHER.search(label)))
    )
