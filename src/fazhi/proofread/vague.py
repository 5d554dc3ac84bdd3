"""空泛: sentences made of words that any report could use of anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fazhi.proofread.report import Mark, Report, table
from fazhi.proofread.segment import cut

POLITICAL = re.compile(
    r"习近平|党的(?:[一二]?十[一二三四五六七八九]?|二十)大|[一二三四五六七八九十]+届[一二三四五六七八九十]+中|党中央|中央|国务院|省委|市委|县委[^，。]{0,6}(?:领导|指导)|两个确立|两个维护|四个意识"
    r"|(?:认识|看|意识)到[，。]"
)
CONCRETE = re.compile(
    r"[0-9０-９《“]|由[^，。]{2,14}(?:负责|牵头|承担|办理)|每(?:周|月|季度?|半年|年|日|村|户|件)|(?:制定|印发|出台|修订|建立|设立)(?:了)?[^，。]{2,16}(?:制度|办法|方案|清单|细则|规定|台账|机制|专班)"
    r"|周[一二三四五]|逐[村户件案]|(?:[二三四五六七八九十两]|十)+(?:人|名|件|次|场|个月|季度|天|日内|期|项|份|村)"
)
NUMBERED = re.compile(r"\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[（(]?\d+[）)]?[.．、]?)\s*[^，；]")
LEAD = re.compile(
    r"\s*(?:(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．、]|[一二三四五]是|[一二三四五]要|第[一二三四五六七八九十]+[，、])\s*)"
)
WORDS = re.compile(r"[\u4e00-\u9fff]+")
SHORTEST, LONGEST, TOPIC_FOLLOWED = 8, 80, 150
EMPTY, EMPTY_LONG = 0.65, 0.86  # in a long report only the plainest, lest the reader drown in hints
HEADED, OPENED, OPENED_LONG, LONG_REPORT = 32, 12, 20, 1500
PIECE = re.compile(r"[^；]+；?")


def marks(report: Report, path: Path) -> Iterator[Mark]:
    """Sentences of empty words alone: no number, no name of a document, no quotation, nobody who does it.

    Political openings are exempt, and so is the first sentence of a paragraph that goes on at length with figures.
    """
    long = len(report.text) >= LONG_REPORT
    empty, least = words(path, not long), EMPTY_LONG if long else EMPTY
    for begin, sentence in report.sentences:
        if not sentence.rstrip().endswith("。") or _heading(report, begin, sentence) or POLITICAL.search(sentence):
            continue
        for piece in PIECE.finditer(sentence):
            at, said = begin + piece.start(), piece[0]
            bare = LEAD.sub("", said).strip()
            if not SHORTEST <= len(bare) <= LONGEST or CONCRETE.search(bare):
                continue
            if hollow(bare, empty) >= least and not _topic(report, begin, sentence):
                why = "没有数字、日期、做法或者责任单位"
                yield Mark("5_vague", at, at + len(said), "hint", why, "写明做了什么、多少、谁负责")


@cache
def words(path: Path, figures: bool) -> frozenset[str]:
    """The empty words of a file, its figures of speech among them or not."""
    rows = table(path)
    return frozenset(f"{rows['words']} {rows['figures'] if figures else ''}".split())


def hollow(sentence: str, empty: frozenset[str]) -> float:
    """The share of its characters that stand in empty words (0 to 1)."""
    hit = total = 0
    for word in cut(sentence):
        if WORDS.fullmatch(word):
            total += len(word)
            hit += len(word) * _is_empty(word, empty)
    return hit / total if total else 0.0


def _is_empty(word: str, empty: frozenset[str]) -> bool:
    """In the list, or put together of two words of it (深入推进)."""
    return word in empty or any(word[:k] in empty and _is_empty(word[k:], empty) for k in range(2, len(word) - 1))


def _heading(report: Report, begin: int, sentence: str) -> bool:
    """A numbered line, or a short sentence without a comma that leads what follows in its paragraph."""
    at = report.text.rfind("\n", 0, begin) + 1
    end = report.text.find("\n", begin)
    rest = report.text[begin + len(sentence) : end if end >= 0 else len(report.text)]
    opens, bare = not report.text[at:begin].strip(), LEAD.sub("", sentence).strip()
    long = len(report.text) > LONG_REPORT
    below = report.text[end + 1 :].lstrip() if end >= 0 else ""
    if opens and NUMBERED.match(sentence) and not long and not rest and "，" in bare and NUMBERED.match(below):
        return False  # nothing stands under it
    if opens and (NUMBERED.match(sentence) or (not rest and long)):
        return len(bare) <= HEADED
    leads = "，" not in bare and len(rest) > HEADED
    return leads and (len(bare) <= OPENED_LONG if long else opens and "\n" in report.text and len(bare) <= OPENED)


def _topic(report: Report, begin: int, sentence: str) -> bool:
    """A lead that its paragraph bears out: much text with figures follows it."""
    end = report.text.find("\n", begin)
    rest = report.text[begin + len(sentence) : end if end >= 0 else len(report.text)]
    return len(rest) > TOPIC_FOLLOWED and bool(re.search(r"\d", rest[: 2 * TOPIC_FOLLOWED]))
