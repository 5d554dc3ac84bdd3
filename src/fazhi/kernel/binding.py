"""Whether a reworded sentence still says no more than its records: numbers, zero claims, universal claims, and what was not done.

What a sentence of the machine may claim is decided in `sentences`; here a person's words are held against it. A false alarm costs the
writer one tick; a claim that slips through stands in a frozen report, so whoever is in doubt is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.kernel.quantities import Quantity, plain, quantities

HARM = (
    "案件|事件|事故|投诉|上访|信访|诉讼|复议|败诉|情形|行为|问题|现象|差错|违法|违规|违纪|纠纷|发生|超期|遗漏|死角|情况"
)
ZERO = re.compile(
    rf"无一[起例件人次户宗名处]?|没有(?:一[起例件人次户宗名处]|发生|出现|收到|接到|查出)|没有(?=[\u4e00-\u9fff]{{0,10}}(?:{HARM}))|没发生|没出现"
    rf"|未曾|未(?:有|发生|出现|发现|收到|接到|产生|引发|查出)|从未|从不|从来没有|不存在|一[起例件人次户宗]也?都?没有|无(?=[\u4e00-\u9fff、]{{0,10}}(?:{HARM}))"
    r"|零(?=[\u4e00-\u9fff]{1,4})|杜绝|(?:为|归)零|清零"
)
EVERY = re.compile(
    r"全部|全覆盖|所有(?![权者制])|全体|悉数|一律|完全|尽数|皆|无一例外|无一遗漏|(?<!平)均(?![衡值匀等])(?=[\u4e00-\u9fff])|(?<!首)都(?!市|城|会|督)(?=[\u4e00-\u9fff])|每一?[个名件次项村户位]"
    r"|各村(?=有|设|配|建)|村村|人人|件件|户户|处处|百分之百|100%|达标率100|到位(?=[。，；]|$)|圆满|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]"
)
LACKING = re.compile("[不未缺没难欠弱差]")  # 各村都没有专人 owns up to something
SHORT = re.compile("未(?!来|成年)|尚|逾期|超期|不能|不足|不够|不满|没有|没能|缺(?!席)|迟|仍|短缺|差\\d|违反|不符")
NOTHING_ELSE = re.compile(
    "(?:没有|无)其他需要(?:报告|说明)的(?:情况|事项)(?=[，。；\n]|$)"
)  # answers the form, claims nothing
DAYS = ("年", "月", "日", "季度", "第季度", "工作日", "天")
STOPS = re.compile("[，。；！？、:：]")
LACKING_REACH = 4
NEW_MOST, LEAST_PAIRS = 0.65, 6  # so much of a sentence in words its records do not have is another sentence


def loosened(made: str, written: str, *, dates: bool = True) -> tuple[str, ...]:
    """What `written` claims that `made` does not: Chinese reasons, none when the sentence is still bound to its records.

    made: the sentence as composed from the records; empty for a paragraph of the writer's own. Numbers may be left out, not changed,
    added or given to something else; zero and universal claims may stand only where the findings carried them, of the same thing; what
    the records say was not done may not fall silent. dates: whether a year, month or day counts as a number; it does not where the form
    asks for one. Price: about 0.1 ms a sentence.
    """
    ours, theirs = plain(made), plain(written)
    reasons = [
        f"数字{q.written}不是记录里数出来的"
        for q in _added(quantities(ours), quantities(theirs))
        if dates or q.unit not in DAYS
    ]
    reasons += [f"“{word}”没有核对结论支持" for word in _claims(ours, NOTHING_ELSE.sub("", theirs))]
    if ours:
        reasons += ["记录说没有做到，改写以后看不出来"] if _silenced(ours, theirs) else []
        reasons += ["改动太大，和记录对不上"] if _another(ours, theirs) else []
    return tuple(dict.fromkeys(reasons))


def _added(known: Sequence[Quantity], said: Sequence[Quantity]) -> Iterator[Quantity]:
    """Quantities that the records do not have, unit by unit and in their order."""
    left: dict[str, list[float]] = {}
    for quantity in known:
        left.setdefault(quantity.unit, []).append(quantity.value)
    for quantity in said:
        rest = left.get(quantity.unit, [])
        if quantity.value in rest:
            del rest[: rest.index(quantity.value) + 1]
        else:
            yield quantity


def _claims(made: str, written: str) -> Iterator[str]:
    """Claims of zero and of all, each of something that no such claim of the records is about."""
    for pattern in (ZERO, EVERY):
        granted = [(made[: m.start()], made[m.end() :]) for m in pattern.finditer(made)]
        for claim in pattern.finditer(written):
            before, after = written[: claim.start()], written[claim.end() :]
            if pattern is EVERY and LACKING.search(
                _last(before)[-LACKING_REACH:] + STOPS.split(after, maxsplit=1)[0][:LACKING_REACH]
            ):
                continue
            same = _same_of_zero if pattern is ZERO else _same_of_all
            if not any(same(g, (before, after)) for g in granted):
                yield claim[0]


def _same_of_zero(granted: tuple[str, str], said: tuple[str, str]) -> bool:
    """What did not happen is the same: what follows up to the next stop has a pair of characters in common, and nothing else is joined to it."""
    ours, theirs = (STOPS.split(after, 1)[0] for after in (granted[1], said[1]))
    return bool(_pairs(ours) & _pairs(theirs)) or (
        not theirs and bool(_pairs(_last(granted[0])) & _pairs(_last(said[0])))
    )


def _same_of_all(granted: tuple[str, str], said: tuple[str, str]) -> bool:
    """Of the same subject, and what is said of all of it begins alike."""
    subject = _pairs(_last(granted[0])) & _pairs(_last(said[0])) or _last(granted[0])[-1:] == _last(said[0])[-1:]
    return bool(subject) and granted[1][:1] == said[1][:1]


def _last(text: str) -> str:
    """The clause that a claim stands in, up to it."""
    return STOPS.split(text)[-1]


def _silenced(made: str, written: str) -> bool:
    """Whether fewer things are said not to have been done than in the records; zero claims are no such things."""
    return len(SHORT.findall(ZERO.sub("", made))) > len(SHORT.findall(ZERO.sub("", written)))


def _another(made: str, written: str) -> bool:
    pairs = _pairs(written)
    return len(pairs) >= LEAST_PAIRS and len(pairs - _pairs(made)) > NEW_MOST * len(pairs)


def _pairs(text: str) -> set[str]:
    """Neighbouring Chinese characters."""
    return {text[k : k + 2] for k in range(len(text) - 1) if all("\u4e00" <= c <= "\u9fff" for c in text[k : k + 2])}
