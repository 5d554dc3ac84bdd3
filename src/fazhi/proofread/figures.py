"""数字不符: parts that do not sum, shares and growth that do not come out. A year said wrongly is in `years`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report

NUMBER = r"(?<!\d)(\d{1,9}(?:\.\d{1,4})?)"
MEASURE = "件|条|起|人|次|场|份|个|户|项|名|宗|期|亩|元"
WHOLE = re.compile(rf"{NUMBER}({MEASURE})(?:，其中|（其中|，包括|：)([^。；\n]*)")
PART = re.compile(rf"[\u4e00-\u9fff]{{1,10}}?{NUMBER}({MEASURE})")
RATE = rf"率(?:为|达|达到)?{NUMBER}%"
SHARE = re.compile(
    rf"(?:应|共有|总|现有|在编)[^，。；\d]{{0,12}}{NUMBER}(人|名|件|户)[^。；]{{0,24}}?{NUMBER}\2[^。；\d]{{0,14}}{RATE}"
)
SHARE_SHORT = re.compile(rf"{NUMBER}(人|名)[^。；\d]{{0,16}}{NUMBER}\2[^。；\d]{{0,10}}{RATE}")
GROWTH = re.compile(
    rf"{NUMBER}({MEASURE})[^。；]{{0,16}}?(?:比|较)[^。；\d]{{0,8}}?{NUMBER}\2[^。；\d]{{0,4}}"
    rf"(增长|上升|增加|提高|下降|减少|降低)(?:了)?{NUMBER}%"
)


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    for begin, line in report.lines:
        yield from _sums(begin, line)
        for pattern in (SHARE, SHARE_SHORT):
            for found in pattern.finditer(line):
                part, whole = sorted((float(found[1]), float(found[3])))
                said = float(found[4])
                if whole and abs(100 * part / whole - said) > 0.1:
                    yield Mark(
                        "10_number", begin + found.start(), begin + found.end(), "error",
                        f"{part:g}÷{whole:g}是{100 * part / whole:.1f}%，不是{said:g}%", "核对",
                    )  # fmt: skip
        for found in GROWTH.finditer(line):
            now, before, said = float(found[1]), float(found[3]), float(found[5])
            real = 100 * abs(now - before) / before if before else 0.0
            up = found[4] in ("增长", "上升", "增加", "提高")
            if before and (abs(real - said) > 0.1 or up != (now > before)):
                yield Mark(
                    "10_number", begin + found.start(), begin + found.end(), "error",
                    f"{before:g}到{now:g}是{'增长' if now > before else '下降'}{real:.1f}%", "核对",
                )  # fmt: skip


def _sums(begin: int, line: str) -> Iterator[Mark]:
    for found in WHOLE.finditer(line):
        parts = [float(p[1]) for p in PART.finditer(found[3]) if p[2] == found[2]]
        pieces = [p for p in re.split("[、，]", found[3]) if p.strip()]
        listed = [p for p in pieces if re.search(rf"\d(?:{found[2]})$", p)]
        if len(parts) < 2 or len(parts) != len(listed) or len(listed) != len(pieces):
            continue
        total = sum(parts)
        if abs(total - float(found[1])) > 1e-9:
            said = "+".join(f"{p:g}" for p in parts)
            yield Mark(
                "10_number",
                begin + found.start(),
                begin + found.end(),
                "error",
                f"{said}={total:g}，不是{found[1]}",
                "核对",
            )
