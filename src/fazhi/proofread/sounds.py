"""Which characters sound alike: pypinyin's first reading of each, and a few more for those that have many."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pypinyin.pinyin_dict import pinyin_dict

OTHER_READINGS = {
    "长": "zhang chang", "重": "chong", "调": "tiao diao", "行": "hang", "率": "lv shuai", "差": "cha chai", "传": "zhuan", "处": "chu", "还": "huan",
    "参": "can", "都": "du", "给": "ji", "应": "ying", "量": "liang", "降": "xiang", "便": "pian", "觉": "jue jiao", "会": "kuai", "校": "jiao",
    "担": "dan", "更": "geng", "强": "qiang", "解": "jie", "纪": "ji", "数": "shu", "种": "zhong", "相": "xiang", "教": "jiao", "供": "gong",
}  # fmt: skip


@cache
def _readings() -> dict[str, frozenset[str]]:
    exact: dict[str, frozenset[str]] = {}
    for code, readings in pinyin_dict.items():
        if 0x4E00 <= code <= 0x9FA5:
            first = _bare(readings.split(",")[0]).replace("ü", "v")
            exact[chr(code)] = frozenset({first, *OTHER_READINGS.get(chr(code), "").split()})
    return exact


def _bare(reading: str) -> str:
    """A reading without its tone."""
    parts = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c) or c == "\u0308"))


def _blurred(sound: str) -> str:
    """As those say it who do not tell zh from z or in from ing."""
    return re.sub("ang$", "an", re.sub("(?<=[ie])ng$", "n", re.sub("^([zcs])h", r"\1", sound)))


@cache
def sound_alike(one: str, other: str) -> int:
    """2: they sound the same but for the tone; 1: nearly; 0: they do not."""
    a, b = (_readings().get(c, frozenset()) for c in (one, other))
    if a & b:
        return 2
    return int(bool({_blurred(s) for s in a} & {_blurred(s) for s in b}))
