"""A long heading as a short one under another: 受理本案的人民法院名称 is 人民法院名称 under 受理本案."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from fazhi.office.form_ends import PERSON, UNIT, kinds_of_words
from fazhi.office.form_fit import MANY, WORDS, bag, bare, is_shared, told_by
from fazhi.office.form_left import acts, generic
from fazhi.office.form_meanings import Known
from fazhi.packs.read_toml_once import toml_once

CLAUSE = re.compile(r"^(?P<clause>[^（(]{3,})的(?P<asked>[^的（(]{2,}(?:[（(][^（）()]*[）)])*)$")
NAME_OF = re.compile("的(?=(?:姓名|名称|全称)(?:[（(]|$))")  # 领导干部的姓名 is 领导干部姓名
BY_WHICH = re.compile("所(?P<verb>..)$")  # 列入清单所依据的文件 asks for 依据文件


@lru_cache(MANY)
def parted(label: str) -> tuple[str, str] | None:
    """The clause before the last 的 and what is asked; None without one.

    >>> parted("受理本案的人民法院名称"), parted("列入清单所依据的文件"), parted("案件名称")
    (('受理本案', '人民法院名称'), ('列入清单', '依据文件'), None)
    """
    found = CLAUSE.match(NAME_OF.sub("", re.sub(r"\s", "", label)))
    if found is None:
        return None
    clause, asked = found["clause"], found["asked"]
    by = BY_WHICH.search(clause)
    return (clause[: by.start()], by["verb"] + asked) if by else (clause, asked)


def said_of(clause: str, known: Known) -> bool:
    """Whether a clause says what happens at the step and nothing else: every word is of the step, the field or the ledger."""
    if bare(clause) in known.others or kinds_of_words(clause) & {PERSON, UNIT}:
        return False  # 被检查单位的负责人: of somebody else
    words = [w for w in bag(clause) if w not in generic() | acts() | _empty()]
    return (
        bool(words)
        and all(_known(w, known) for w in words)
        and any(not is_shared((w,)) or w in known.offer.step for w in words)
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset(w for word in toml_once(WORDS)["clause"].split() for w in (word, *bag(word)))


def _known(word: str, known: Known) -> bool:
    return told_by(word, known.offer) or _in_letters(word, (*known.names, *known.groups))


def _in_letters(word: str, names: Sequence[str]) -> bool:
    return len(word) > 1 and any(word in name for name in names)
