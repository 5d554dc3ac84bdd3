"""What may not stand on a public page: numbers of persons, however disguised, homes, minors, health; with the official masks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from fazhi.proofread.closed_up import close, cut_lines
from fazhi.proofread.disguise import Folded, plain, together
from fazhi.proofread.person_accounts import accounts
from fazhi.proofread.person_homes import homes
from fazhi.proofread.person_illness import illnesses
from fazhi.proofread.person_lines import in_lines
from fazhi.proofread.person_minors import minors
from fazhi.proofread.person_numbers import numbers
from fazhi.proofread.person_plates import plates
from fazhi.proofread.person_rows import in_rows
from fazhi.proofread.report import Mark, Report
from fazhi.proofread.short_lines import short_lines

KINDS = {
    "id": "身份证号",
    "id_unsure": "像身份证号（位数或校验码不对，请核对）",
    "disabled": "残疾人证号",
    "mobile": "手机号码",
    "landline": "家庭电话",
    "card": "银行卡号",
    "address": "家庭住址",
    "minor": "未成年人",
    "health": "健康信息",
    "plate": "车牌号",
    "account": "微信、QQ、邮箱",
}

SURE = ("id", "id_unsure", "disabled")  # of themselves
Hit = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start`..`end` of the text, what they are (one of KINDS), and what may stand there instead."""

    kind: str
    start: int
    end: int
    mask: str


def marks(report: Report) -> Iterator[Mark]:
    """个人信息 in a report, as marks of the proofreader."""
    for one in sensitive(report.text):
        severity = "warning" if one.kind == "id_unsure" else "error"
        yield Mark("9_pii", one.start, one.end, severity, f"{KINDS[one.kind]}不能写进公开的报告", one.mask)


def sensitive(text: str) -> list[Found]:
    """Everything in a text that names a person more closely than a public page may. Price: about 0.3 ms a thousand characters, at most twice that."""
    seen = plain(text)
    folded, closed = together(seen), close(seen)
    hits = [
        *_hits(folded, numbers(folded.text)),
        *_hits(folded, plates(folded.text)),
        *_hits(folded, _said(folded.text)),
    ]
    if closed.text != folded.text:
        whole = list(_hits(closed, (*numbers(closed.text), *plates(closed.text), *_said(closed.text))))
        hits = [*_in_whole_lines(hits, whole, cut_lines(seen)), *whole]
    kept: list[Found] = []
    for kind, begin, stop, mask in sorted(hits, key=lambda h: (h[1], -h[2])):
        if not kept or begin >= kept[-1].end:
            kept.append(Found(kind, begin, stop, mask))
        elif kind == kept[-1].kind and stop > kept[-1].end:
            kept[-1] = Found(kind, kept[-1].start, stop, kept[-1].mask)
    return kept


def _in_whole_lines(hits: list[Hit], whole: list[Hit], cut: list[tuple[int, int, bool]]) -> Iterator[Hit]:
    """Those that the reading of whole lines did not take back: a cut line hides the office before an address.

    An account is taken back only in a line that begins inside a word, as in 官/方微信.
    """
    ends = [end for _, end, _ in cut]
    spans = sorted((start, end) for _, start, end, _ in whole)
    starts, reach = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    for kind, start, end, mask in hits:
        at, before = bisect_right(ends, start), bisect_left(starts, end)
        inside = at < len(cut) and cut[at][0] <= start and (kind != "account" or cut[at][2])
        if kind in SURE or not inside or (before and reach[before - 1] > start):
            yield kind, start, end, mask


def _said(text: str) -> Iterator[Hit]:
    """What words and columns tell of persons; numbers and plates know by themselves what may part their digits."""
    for rule in (in_rows, in_lines, accounts, short_lines, homes, minors, illnesses):
        yield from rule(text)


def _hits(folded: Folded, found: Iterable[Hit]) -> Iterator[Hit]:
    """The same at its places in the original text."""
    for kind, start, end, mask in found:
        yield kind, folded.original(start), folded.original(end - 1) + 1, mask
