"""数字不符 in a table: the row 合计 against the rows above it, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from fazhi.proofread.figures import FAMILY
from fazhi.proofread.report import Mark, Report

WALL = re.compile("[\t|　]")
TOTAL = re.compile(r"[合总]\s*计")
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
NO_SUM = re.compile(
    "其中|小计|率|[%％]|占|比|平均|均|排名|名次|序号|编号|年度|年份|上年|去年|电话|满意度|得分|评分|分值|单价|标准|元/|年龄"
)
LEVELS = (
    re.compile("[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十\d]+[）)]"),
    re.compile(r"[①-⑩]|[-—·]"),
)
Cells = list[tuple[int, str]]  # where each begins in the text, and what it says


def marks(report: Report) -> Iterator[Mark]:
    """Of one report. Nothing of a table with parts of rows (其中, 小计), nor of columns of shares, ranks and years."""
    table: list[Cells] = []
    for begin, line in report.lines:
        cells = _cells(begin, line)
        if len(cells) < 2 or (table and len(cells) != len(table[0])):
            table = []
        if len(cells) < 2:
            continue
        if table and TOTAL.fullmatch(next((said for _, said in cells if said), "")):
            yield from _sums(table, cells)
            table = []
        else:
            table.append(cells)


def _cells(begin: int, line: str) -> Cells:
    made = []
    for piece in WALL.split(line):
        said = piece.strip()
        made.append((begin + (len(piece) - len(piece.lstrip()) if said else 0), said))
        begin += len(piece) + 1
    return made


def _level(label: str) -> int:
    """Of what level a row is, by its number; a row of another level may be a part of one."""
    return next((n for n, level in enumerate(LEVELS) if level.match(label)), len(LEVELS))


def _sums(table: list[Cells], total: Cells) -> Iterator[Mark]:
    head = next((n for n, row in enumerate(table) if any(NUMBER.fullmatch(said) for _, said in row)), len(table))
    rows, titles = table[head:], ["".join(row[n][1] for row in table[:head]) for n in range(len(total))]
    labels = [row[0][1] + row[1][1] for row in rows]
    if not head or not rows or any(map(NO_SUM.search, labels)) or len({_level(label) for label in labels}) > 1:
        return
    for n, (begin, said) in enumerate(total):
        parts = [row[n][1] for row in rows if row[n][1] not in ("", "—", "-", "/")]
        if not NUMBER.fullmatch(said) or NO_SUM.search(titles[n]) or not all(map(NUMBER.fullmatch, parts)) or not parts:
            continue
        if len(parts) > 1 and min(map(float, parts)) <= float(said) <= max(map(float, parts)):
            continue  # an average, or the largest of them
        real, once = (sum(map(float, some)) for some in (parts, [part for part, _ in groupby(parts)]))
        if all(
            abs(one - float(said)) > 1e-6 * max(one, 1) for one in (real, once)
        ):  # a cell over rows is read in each of them
            why = (
                f"合计是{_plain(real)}，不是{said}"
                if len(parts) < 2
                else f"{'+'.join(parts[:6])}{'…' * (len(parts) > 6)}={_plain(real)}，不是{said}"
            )
            yield Mark(FAMILY, begin, begin + len(said), "error", why, "核对")


def _plain(figure: float) -> str:
    return f"{figure:.4f}".rstrip("0").rstrip(".")
