"""Which kind of answer the last word of a heading or of a name asks for: 日期 a day, 文号 a number, 扫描件 a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from fazhi.kernel.ledger import Field
from fazhi.office.form_fit import MANY, WORDS, bag, bare
from fazhi.office.form_questions import BRACKET
from fazhi.packs.read_toml_once import toml_once

WHAT, OPEN, DAY, FIGURE, YES_NO, NUMBER = "what", "open", "day", "figure", "whether", "number"
PERSON, UNIT = "person", "unit"
FILES = frozenset({"paper", "photo", "proof"})
HOW_MANY = re.compile("(人|份|次|场|件|条|户|卷|页|天|项)数$")
STOPPED = re.compile("[废停禁中终]止$")
EITHER = re.compile("(..)还是(..)")
EITHER_OF = re.compile("或者?")  # 网址或张贴位置
ENCLOSED = re.compile("附.{0,4}(?:件|后|照片)")
PHOTO = re.compile("照片|图片|影像")
OF_CHOICE = frozenset({"kind", "way", "result", YES_NO, OPEN})
WHETHER = re.compile(
    "是否|有无|与否|能否|可否|有没有|是不是|能不能|([^没不])[没不]\\1|[（(](?:是|有|能|可|已)[/、或]?(?:否|无|不|未)"
)
SAME_UNIT = (
    "人 人次 名 位",
    "份 本 册 张",
    "部",
    "件 条 项 个 起 宗 次 场 期",
    "元 万元",
    "小时 学时 分钟 课时",
    "天 日 工作日",
    "% 分",
)


@lru_cache(MANY)
def kinds_of_words(label: str) -> frozenset[str]:
    """Which kinds of answer a heading asks for, by what it ends in; none where it does not say."""
    core = bare(label)
    if WHETHER.search(label):
        return frozenset({YES_NO})
    said = {_ends()[e] for part in EITHER_OF.split(core) if (e := _end_of(part)) and not STOPPED.search(part)}
    if said:
        return frozenset(said)
    if unit_of(label):
        return frozenset({FIGURE})
    inside = "".join(BRACKET.findall(label))
    return frozenset({"photo" if PHOTO.search(inside) else "paper"}) if ENCLOSED.search(inside) else frozenset()


def _end_of(core: str) -> str:
    """The longest word at the end of a heading that says a kind."""
    return max((e for e in _ends() if core.endswith(e)), key=len, default="")


@cache
def _ends() -> Mapping[str, str]:
    return {word: kind for kind, words in toml_once(WORDS)["kinds"].items() for word in words.split()}


@cache
def words_of_kinds(kinds: frozenset[str]) -> frozenset[str]:
    """Words that say nothing but a kind; that of a figure says of what."""
    said = [w for w, kind in _ends().items() if kind in kinds - {FIGURE}]
    plain = frozenset({"内容", "名称", "事项"}) if WHAT in kinds else frozenset()
    return frozenset(b for w in said for b in bag(w)) | plain


@lru_cache(MANY)
def kinds_of_field(field: Field | None) -> frozenset[str]:
    """Which kinds of answer a field is; None stands for the day of a step."""
    if field is None or field.type in ("date", "moment"):
        return frozenset({DAY})
    names = (field.label, *field.synonyms)
    sorts = (("photo", PHOTO.search(field.label)), ("paper", not PHOTO.search(field.label)))
    said = frozenset(k for n in names for k in kinds_of_words(n))
    by_type = {
        "persons": frozenset({PERSON}),
        "number": frozenset({"year"}) if "year" in said else frozenset({FIGURE}),
        "yes_no": frozenset({YES_NO}),
        "choice": OF_CHOICE | said - {WHAT},
        "file": frozenset({"proof", *(s for s, there in sorts if there)}),
        "unit": frozenset({UNIT}),
    }
    said = said - {"place"} if "link" in said else said  # 网址或者位置
    text = said - {DAY, FIGURE, YES_NO} - FILES
    return by_type.get(field.type) or (text if kinds_of_words(field.label) else text | {WHAT, OPEN})


def unit_of(label: str) -> str:
    """The unit in a heading's brackets (人次, 份); empty for none."""
    inside = [b.strip("（）()") for b in BRACKET.findall(label)]
    ends = HOW_MANY.search(bare(label))
    told = ends[1] if ends else ""
    return next((u for i in inside for u in re.split("[、/，]", i) if any(u in s.split() for s in SAME_UNIT)), told)


def same_unit(label: str, field: Field | None) -> bool:
    """Whether what a heading counts in is what the field is counted in."""
    asked = unit_of(label)
    if not asked or field is None or not field.measure:
        return True
    return any(asked in s.split() and field.measure in s.split() for s in SAME_UNIT)


@lru_cache(MANY)
def options_of(label: str) -> tuple[str, ...]:
    """The answers that a heading lists in brackets: （领导出庭/委托工作人员）; none for 是/否 or for fewer than two."""
    inside = [[m[1], m[2]] for m in EITHER.finditer(bare(label))]
    inside += [re.split("[/／、或；;]", b.strip("（）()").removesuffix("等")) for b in BRACKET.findall(label)]
    listed = next((tuple(bare(o) for o in parts) for parts in inside if len(parts) > 1), ())
    return () if any(o in ("", "是", "否", "有", "无") for o in listed) else listed


def options_met(label: str, field: Field) -> int:
    """How many labels of a choice the listed answers stand for, each answer for one; 0 where an answer stands for none."""
    met: set[str] = set()
    for option in options_of(label):
        own = set(bag(option))
        near = [key for key, words in field.of if own & set(bag(words)) or option in bare(words)]
        fresh = [key for key in near if key not in met]
        if not near:
            return 0
        met.update(fresh[:1])
    return len(met)
