"""绝对化, 空泛 and 缺少部分: claims of zero and of all without base or source; parts that a report must have."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from fazhi.proofread.report import Mark, Report

ZERO = re.compile(
    r"无一起|未发生(?:过)?(?:一起|任何)?|从未发生|没有发生(?:过)?(?:一起)?|零发生|实现零[\u4e00-\u9fff]{1,6}"
)
ALL = re.compile(r"全覆盖|无死角|零容忍|(?<![\d.])100%|百分之百|百分百")
SOURCE = re.compile(
    r"回函|核查|系统(?:导出|显示|查询)|据.{1,12}(?:统计|记录)|公安(?:机关)?.{0,6}(?:提供|确认|出具)"
    r"|法院.{0,8}(?:提供|确认|出具|\d)|来源"
)
OPENING = re.compile(r"习近平|党的|中央|省委|市委|县委")
LONGEST_BARE = 60
HEADING = re.compile(r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．])[^，；]{0,24}。?$")
HEAD = r"(?m)^[一二三四五六七八九十]+、[^\n]{0,12}"
PARTS = {
    "measures": re.compile(
        r"主要(?:举措|做法|工作|措施|成效)|工作(?:开展|完成)情况|开展了|组织开展|完成了|全年(?:共|组织|开展|办理)"
    ),
    "problems": re.compile(
        HEAD + r"(?:问题|不足|短板|差距)|(?:存在|主要|突出)[^。\n]{0,8}(?:问题|不足|短板|困难|差距)"
        r"|(?:还|仍)(?:有|存在)[^。\n]{0,6}(?:差距|不足|问题)"
    ),
    "causes": re.compile(r"原因|由于|因为|根源|主要在于|源于"),
    "first_responsible": re.compile(r"第一责任人|主要负责人[^。\n]{0,20}(?:职责|法治|履)"),
    "next_steps": re.compile(
        HEAD + r"(?:打算|安排|计划|思路)|下一?步|下一?年度|来年|明年|今后|工作(?:打算|安排|计划)|继续努力"
    ),
}
NEEDED = {
    "measures": "主要举措和成效",
    "problems": "存在的不足",
    "causes": "不足的原因",
    "first_responsible": "主要负责人履行第一责任人职责情况",
    "next_steps": "下一年度安排",
}
SHORT_KINDS = re.compile(r"普法|行政执法.{0,6}(?:年报|年度|总体情况)|政务公开|信息公开")


def absolute(report: Report) -> Iterator[Mark]:
    """Claims of zero or of everything in a sentence that gives neither a number to measure by nor where it was checked."""
    for begin, sentence in report.sentences:
        based = SOURCE.search(sentence)
        for found in ZERO.finditer(sentence):
            if not based:
                yield _mark(begin, found, "“零”要有核查来源", "写明向谁核查、哪天核查")
        counted = re.search(r"\d+\s*(?:人|名|件|个|户|村|次|家|起)", sentence)
        if not counted and not based:
            for found in ALL.finditer(sentence):
                yield _mark(begin, found, "没有基数，也没有来源", "写明应有多少、实有多少")


def _mark(begin: int, found: re.Match[str], why: str, better: str) -> Mark:
    return Mark("4_absolute", begin + found.start(), begin + found.end(), "warning", why, better)


def vague(report: Report, path: Path) -> Iterator[Mark]:
    """Short sentences of stock phrases alone: no number, no name of a document, no quotation; political openings are exempt."""
    stock = re.compile("|".join(tomllib.loads(path.read_text("utf-8"))["vague"]["phrases"]))
    for begin, sentence in report.sentences:
        plain = sentence.strip()
        if HEADING.match(plain):
            continue
        bare = len(plain) <= LONGEST_BARE and not re.search(r"[0-9《“]", plain) and not OPENING.search(plain)
        if bare and stock.search(plain) and plain.endswith("。"):
            yield Mark(
                "5_vague",
                begin,
                begin + len(sentence),
                "hint",
                "没有数字、日期、做法或者责任单位",
                "写明做了什么、多少、谁负责",
            )


def missing(report: Report) -> Iterator[Mark]:
    """Parts of a whole report that nothing in it speaks of (督察规定 art. 25); a short kind needs three."""
    needed = ("measures", "problems", "next_steps") if SHORT_KINDS.search(report.text[:60]) else tuple(NEEDED)
    absent = [name for name in needed if not PARTS[name].search(report.text)]
    if "problems" in absent and "causes" in absent:
        absent.remove("causes")
    for name in absent:
        yield Mark("3_missing", 0, 0, "error", f"没有写“{NEEDED[name]}”", "补上这一部分", name)
