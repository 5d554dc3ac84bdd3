"""套用照抄: another unit's name, rank or way of speaking of itself left in; sentences shared with last year's or a neighbour's report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fazhi.proofread.report import Mark, Report, each

FAMILY = "7_copy_template"

SELF = re.compile(
    r"(?:我|本)(乡|镇|街道|县|区|市|省|局|委(?!员|托|派)|厅|院(?!落|子)|校|处(?!罚|理|置)|司(?!法)|公司|单位(?=作为县直|系县))"
)
OTHERS = re.compile(
    r"([\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?=党委|党工委|政府|人大|人民政府|办事处|综合执法|司法所|党政|主要负责人|领导|书记|镇长|乡长|主任|平安|法治|机关|干部|各村|村(?:级|民|干部)|辖区|全(?:体|年)|紧紧|坚持|高度|将|把|召开|制定|印发|组织|开展|认真|始终|积极|深入|扎实|以|按照|严格)"
)
TOGETHER = re.compile(
    r"(?:与|和|同|跟|、|及|赴|到|往|来自|联合|邻近|毗邻|相邻|交界|对接|向|由|被|从|原|对|给|为|例如|比如|学习|借鉴|参观|考察)$"
)

SHORTEST, ALIKE, SHINGLE, TOO_COMMON = 16, 0.55, 5, 4
STOCK, TRIED = 40, 12  # pieces in more sentences than this say nothing; so many of the likeliest are compared
NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of this text and the one it resembles in another: offsets, the other's name, and how alike (0 to 1)."""

    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    alike: float


def marks(report: Report) -> Iterator[Mark]:
    """Another unit's name or rank in the place of the own one."""
    rank = next((r for r in ("街道", "镇", "乡") if report.unit.endswith(r)), "")
    if not rank:
        return
    for found in each(SELF, report):
        if found[1] != rank and not _quoted(report, found.start()):
            why = f"{report.unit}的报告里写着“{found[0]}”"
            yield Mark(FAMILY, *found.span(), "error", why, f"我{rank}")
    for found in each(OTHERS, report):
        name, before = found[1], report.text[max(0, found.start() - 3) : found.start()]
        own = name in report.unit or report.unit.endswith(name) or name.endswith(report.unit)
        if (
            own
            or len(name) <= len(rank) + 1
            or TOGETHER.search(before)
            or re.match(
                "与|和|同|跟|及|赴|到|往|向|由|被|从|经|给|为|请|邻|我|本|全|各|该|其|某|一|两|每|所|以|对|在|配合|各级|协助|指导|组织|邀请|报",
                name,
            )
        ):
            continue
        yield Mark(FAMILY, *found.span(1), "warning", f"别的单位：{name}", report.unit)


def _quoted(report: Report, place: int) -> bool:
    """Whether a place is inside quotation marks or a title."""
    line_begin = report.text.rfind("\n", 0, place) + 1
    before = report.text[line_begin:place]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


class Passages:
    """The sentences of many texts, laid out once so that each can be compared with all others.

    Alike: 0.55 of the five-character pieces of both, numbers left out of account. What stands in more than four of the texts is a
    county's stock phrase and is left out. Price: linear in all characters, about 4 µs each.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.sentences: list[tuple[str, int, int]] = []
        self.pieces: list[frozenset[str]] = []
        self.of: dict[str, list[int]] = {name: [] for name in texts}
        self.where: dict[str, list[int]] = {}
        self.spread: Counter[str] = Counter()
        for name, text in texts.items():
            rows = _sentences(text)
            self.spread.update({_bare(s) for _, s in rows})
            for begin, sentence in rows:
                number = len(self.sentences)
                self.sentences.append((name, begin, begin + len(sentence)))
                pieces = _pieces(sentence)
                self.pieces.append(pieces)
                self.of[name].append(number)
                for piece in pieces:
                    self.where.setdefault(piece, []).append(number)
        self.texts = texts

    def shared(self, name: str) -> list[Pair]:
        """Sentences of one text that stand alike in another, the most alike of each."""
        return [pair for number in self.of[name] if (pair := self._best(number)) is not None]

    def _best(self, number: int) -> Pair | None:
        name, begin, end = self.sentences[number]
        mine = self.pieces[number]
        if self.spread[_bare(self.texts[name][begin:end])] > TOO_COMMON:
            return None
        hits: Counter[int] = Counter()
        for piece in mine:
            places = self.where[piece]
            if len(places) <= STOCK:
                hits.update(places)
        best: tuple[float, int] | None = None
        for other, _ in hits.most_common(TRIED):
            alike = len(mine & self.pieces[other]) / len(mine | self.pieces[other])
            if self.sentences[other][0] != name and alike >= ALIKE and (best is None or alike > best[0]):
                best = alike, other
        if best is None:
            return None
        return Pair(begin, end, *self.sentences[best[1]], round(best[0], 2))


def copies(pairs: Iterable[Pair]) -> Iterator[Mark]:
    """Pairs as marks of the text."""
    for pair in pairs:
        why = f"和《{pair.other}》里的一句{'相同' if pair.alike == 1 else f'相似（{pair.alike:.0%}）'}"
        yield Mark(FAMILY, pair.start, pair.end, "warning", why, "写本单位、本年度自己的做法")


def _sentences(text: str) -> list[tuple[int, str]]:
    return [(at, s) for at, s in Report(text, 0).sentences if len(_bare(s)) >= SHORTEST]


def _bare(sentence: str) -> str:
    """The sentence without blanks, numbers and punctuation."""
    return re.sub(r"[\s，。、；：！？“”（）()]", "", NUMBERS.sub("", sentence))


def _pieces(sentence: str) -> frozenset[str]:
    bare = _bare(sentence)
    return frozenset(bare[k : k + SHINGLE] for k in range(len(bare) - SHINGLE + 1))
