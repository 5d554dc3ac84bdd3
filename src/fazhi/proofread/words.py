"""错字重复: known wrong words, words and sentences said twice, sets out of their order; another unit's words left in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from fazhi.proofread.report import Mark, Report, each

DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
FOUR_LAWS = re.compile(r"(?:[尊学懂守用]法[、，]?){4}")
RIGHT_ORDERS = ("尊法学法守法用法", "学法尊法守法用法", "学法懂法守法用法", "知法懂法守法用法")
SAME_LEAST = 8
BUREAU = re.compile(r"我局|本局|我委(?!员)")
OTHERS = re.compile(r"([\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?=党委|党工委|政府|人大主席)")


@cache
def typos(path: Path) -> Mapping[str, str]:
    """Wrong -> right."""
    return {str(wrong): str(right) for wrong, right in tomllib.loads(path.read_text("utf-8"))["typos"].items()}


def marks(report: Report, path: Path) -> Iterator[Mark]:
    """Of one report."""
    for wrong, right in typos(path).items():
        for found in re.finditer(wrong, report.text):
            yield Mark("6_typo_repeat", *found.span(), "error", "错字", right)
    for found in each(DOUBLED, report):
        yield Mark("6_typo_repeat", *found.span(), "warning", "字词重复", found[1])
    for found in each(FOUR_LAWS, report):
        plain = re.sub("[、，]", "", found[0])
        if plain not in RIGHT_ORDERS and len(set(plain[::2])) == 4:
            yield Mark("6_typo_repeat", *found.span(), "warning", "固定说法的次序不对", "尊法学法守法用法")
    seen: dict[str, int] = {}
    for begin, sentence in report.sentences:
        plain = sentence.strip()
        if len(plain) >= SAME_LEAST and plain in seen:
            yield Mark("6_typo_repeat", begin, begin + len(sentence), "warning", "和前面一句完全相同", "删去一句")
        seen.setdefault(plain, begin)


def foreign(report: Report) -> Iterator[Mark]:
    """Another unit's name or rank in the place of the own one."""
    if not report.unit.endswith(("乡", "镇", "街道")):
        return
    for found in each(BUREAU, report):
        yield Mark("7_copy_template", *found.span(), "error", f"{report.unit}的报告里写着部门的自称", "我镇、我乡")
    for found in each(OTHERS, report):
        if report.unit not in found[1] and not found[1].endswith(report.unit) and len(found[1]) > 2:
            yield Mark("7_copy_template", *found.span(1), "warning", f"别的单位：{found[1]}", report.unit)
