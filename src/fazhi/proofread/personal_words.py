"""The words of packs/_proofread/sensitive.toml, and patterns made of them: names, persons, homes, offices, illnesses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from fazhi.proofread.report import table
from fazhi.proofread.segment import is_rare

HERE = Path(__file__).resolve()
FOLDERS = (HERE.parents[3] / "packs", HERE.parents[1] / "_packs")
WORDS = table(next((p for p in FOLDERS if p.is_dir()), FOLDERS[0]) / "_proofread" / "sensitive.toml")
COMMON, COMMON_FRAMED, COMMON_HEAD = 500, 2000, 4000  # of sixty million words
HAN = "\u4e00-\u9fff"


def trie(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first, grouped by their first characters so that a text is read once."""
    heads: dict[str, set[str]] = {}
    for word in words:
        heads.setdefault(word[:1], set()).add(word[1:])
    if set(heads) == {""}:
        return ""
    rest = [re.escape(head) + trie(tails) for head, tails in heads.items() if head]
    made = rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"
    return f"(?:{made})?" if "" in heads else made


SURNAMES = "".join(WORDS["surnames"].split())
COMPOUND = WORDS["compound_surnames"].split()
FAMILY = rf"(?:{trie(COMPOUND)}|[{SURNAMES}])"
NAME = rf"{FAMILY}[{HAN}某×*＊]{{1,2}}?"  # the shortest that fits what follows
PERSON = trie(WORDS["persons"].split())
CHILDREN = tuple(WORDS["children"].split())
CHILD = trie(CHILDREN)
KIND_OF_CHILD = re.compile(rf"(?:{trie(WORDS['kinds_of_children'].split())})(?:[（(][^（）()]{{1,8}}[）)])?")
HOME = trie(WORDS["homes"].split())
OFFICE = re.compile(trie(WORDS["offices"].split()))
OFFICIAL = re.compile(trie(WORDS["officials"].split()))
OFFICES_WORD = re.compile(trie(WORDS["bodies"].split()))
AFTER_NAME = frozenset("".join(WORDS["after_names"].split()))
NUMBERED_ITEM = re.compile(
    r"(?:[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.、．)]?|附件\d*[:：]|【[^】]*】|（[^）]*）|\S{2,14}?[:：，])*"
)
NO_NAMES = frozenset(WORDS["no_names"].split())
MASKED = re.compile("[某*＊×]")
WHOLE_NAME = re.compile(rf"(?:{trie(COMPOUND)}[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}})")
NOT_GIVEN = re.compile(
    r"^全[镇乡县村市区省州街校]|^[左右][一二三四五六七八九起上下]|^[支分]行|^[初高][一二三]|^万[人个名余元亩户次件]|[的了是至与及或对被把从到由向不等这那其该此第日号村镇乡县市区街组局科院所校班级人病癌症炎瘤费款残障压岁办站厅室队厂店司]$|^.[年月]$|[0-9一二三四五六七八九十几每当本上下去今两半全多次同近历往前后整][年月]$|(?:小学|中学|大学|先生|女士|同志|主任|书记|局长|镇长|老师|校长|医生)$"
)


UNSETTLED = re.compile("[在和为有以]$")  # ends a name where a mark follows it: 张有为， but 张有为人


def is_name(words: str, framed: bool = False, closed: bool = False) -> bool:
    """安全教 of 安全教育 begins like a name and is none, nor is 钱某某, who is masked already.

    framed: what stands on both sides says that it is a name, so that 高峰 and 韩国庆 may be one.
    closed: a mark follows, so that 张有为 may be one.
    """
    if words in NO_NAMES or MASKED.search(words) or NOT_GIVEN.search(words) or (UNSETTLED.search(words) and not closed):
        return False
    short, long = (COMMON_FRAMED, COMMON_HEAD) if framed else (COMMON, COMMON)
    whole = words[:2] in COMPOUND or len(words) == 2
    return is_rare(words, short) and (whole or is_rare(words[:2], long))


def surname(name: str) -> str:
    """欧阳 of 欧阳明; 李 of 李明."""
    return name[:2] if name[:2] in COMPOUND else name[:1]
