"""错字重复: a paragraph of prose that ends without its full stop, in a text whose other paragraphs end with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report

FAMILY = "6_typo_repeat"
PROSE, SHORT, SENTENCES = 30, 15, 2  # characters of one that is judged, of one that ends well; marks inside
STOPS = "。！？；：…”’）)"
UNENDED = re.compile("[\u4e00-\u9fff](?<![的和与及或对在是为把被摄])$")  # 记者某某摄 is the foot of a picture
INSIDE = re.compile("[。，；]")
COUNTED = re.compile(r"，[^，]*\d[余多]?[\u4e00-\u9fff]{1,2}$")  # 收到意见120条
NO_PROSE = re.compile(
    r"(?<=\S)[\t|　]+\S|^\s*(?:附件|附[:：]|来源|责任编辑|抄送|印发|主送|注[:：]|[（(]?[一二三四五六七八九十\d]+[、）).．][^。]*$)"
)
FEWEST, SHARE = 2, 0.1  # others that end well; those that do not


def marks(report: Report) -> Iterator[Mark]:
    """Of one report; none where lines are cut at a width, so that few of them end a sentence."""
    lines = [(at, line.rstrip()) for at, line in report.lines if line.strip()]
    prose = [(n, at, line) for n, (at, line) in enumerate(lines) if _prose(line)]
    open_ended = [(n, at, line) for n, at, line in prose if line[-1] not in STOPS]
    well = sum(len(line) >= SHORT and line[-1] in STOPS and "，" in line for _, line in lines)
    if well < FEWEST or len(open_ended) > max(1, SHARE * len(prose)):
        return
    for n, at, line in open_ended:
        if n + 1 < len(lines) and UNENDED.search(line):
            end = at + len(line)
            yield Mark(FAMILY, end - 1, end, "warning", "段末没有句号", f"{line[-1]}。")


def _prose(line: str) -> bool:
    """Long, with two marks inside, one of them a full stop or a count at its end, and no row of a table, heading or note."""
    said = line.strip()
    return (
        len(said) >= PROSE
        and ("。" in said[:-1] or bool(COUNTED.search(said)))
        and len(INSIDE.findall(said)) >= SENTENCES
        and not NO_PROSE.search(line)
    )
