"""Words that clerks use in the ledgers' headers and cells, whatever the ledger; a pack adds its own as `synonyms`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DATE = ("日期", "时间", "办理日期", "办理时间", "开展日期", "开展时间", "活动日期", "活动时间", "发生日期", "年月日")
UNIT = (
    "单位",
    "村",
    "行政村",
    "村居",
    "村社区",
    "村名",
    "站所",
    "所属村",
    "单位名称",
    "填报单位",
    "承办单位",
    "主办单位",
    "举办单位",
    "组织单位",
    "开展单位",
)
NOTE = ("备注", "说明", "附注")
NUMBER = ("序号", "编号", "号")
YES = ("是", "有", "√", "✓", "对", "已", "y", "yes", "1")
NO = ("否", "无", "×", "✗", "没有", "未", "n", "no", "0")
BLANK = ("", "—", "－", "-", "/", "／", "无内容")
NAME_BREAKS = "、，,；;／/\n\t "


@lru_cache(maxsize=32_768)  # the words of all packs many times over; a header is held against every one of them
def plain(text: str) -> str:
    """A header word for comparing: half-width, without spaces, brackets and marks; 参加人数（人） becomes 参加人数."""
    bare = unicodedata.normalize("NFKC", text)
    head = bare.split("(", 1)[0] or bare
    return "".join(c for c in head if c.isalnum()).lower()


def same(text: str, words: tuple[str, ...]) -> bool:
    """Whether `text` is one of `words` when both are bare."""
    return plain(text) in _bare(words)


@lru_cache(maxsize=16_384)
def _bare(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(w) for w in words)


def alike(text: str, word: str) -> bool:
    """Whether `text` is `word` but for width and spaces, what stands in brackets included."""
    return _close(text) == _close(word)


@lru_cache(maxsize=16_384)
def _close(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
