"""The county's table of many reports: units by families, the passages they share, and every mark, as Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fazhi.kernel.why import zh
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook
from fazhi.proofread.batch import Read
from fazhi.proofread.report import FAMILIES

SEVERITIES = {"error": "应当改", "warning": "请核对", "hint": "供参考"}
PASSAGE = 120
Unread = tuple[str, str]  # the name of a file and why it could not be read


def table_xlsx(reads: Sequence[Read], unit: str, on: date, unread: Sequence[Unread] = ()) -> bytes:
    """Three sheets: counts (what could not be read comes last, with the reason), pairs, marks. Price: as `write_workbook`."""
    said = zh(on)
    families = tuple(ColumnSpec(title, width=9, kind="number") for title in FAMILIES.values())
    counted = tuple(
        (
            n,
            r.unit or r.name,
            r.year or "",
            *(r.counts()[f] or None for f in FAMILIES),
            len(r.marks),
            r.name,
            said_same(r),
        )
        for n, r in enumerate(reads, start=1)
    )
    blank = (None,) * (len(families) + 1)
    refused = tuple((n, "没有读", "", *blank, name, why) for n, (name, why) in enumerate(unread, start=len(reads) + 1))
    head = (
        ColumnSpec("序号", width=6, kind="number"),
        ColumnSpec("单位", width=16),
        ColumnSpec("年度", width=8, kind="number"),
    )
    tail = (ColumnSpec("合计", width=8, kind="number"), ColumnSpec("文件", width=34), ColumnSpec("说明", width=40))
    pairs = tuple(
        (n, name, other, passage, f"{alike:.0%}")
        for n, (name, other, passage, alike) in enumerate(shared_passages(reads), start=1)
    )
    marks = tuple(
        (r.name, FAMILIES[m.family], SEVERITIES[m.severity], r.text[m.start : m.end][:PASSAGE], m.why, m.better)
        for r in reads
        for m in r.marks
    )
    return write_workbook(
        (
            LedgerSheet("汇总", "报告体检汇总表", unit, said, (*head, *families, *tail), counted + refused, paper="A3"),
            LedgerSheet("雷同段落", "报告雷同段落对照表", unit, said, PAIR_COLUMNS, pairs),
            LedgerSheet("逐处", "报告体检逐处清单", unit, said, MARK_COLUMNS, marks),
        )
    )


PAIR_COLUMNS = (
    ColumnSpec("序号", width=6, kind="number"),
    ColumnSpec("文件", width=26),
    ColumnSpec("和它相同的文件", width=26),
    ColumnSpec("语句", width=60),
    ColumnSpec("相似", width=8, kind="number"),
)
MARK_COLUMNS = (
    ColumnSpec("文件", width=24, joined=True),
    ColumnSpec("类别", width=10),
    ColumnSpec("程度", width=9),
    ColumnSpec("原文", width=36),
    ColumnSpec("为什么", width=36),
    ColumnSpec("建议", width=26),
)


def said_same(read: Read) -> str:
    """Which others say the very same; empty when none does."""
    return f"全文和{'、'.join(f'《{name}》' for name in read.same)}相同" if read.same else ""


def shared_passages(reads: Sequence[Read]) -> list[tuple[str, str, str, float]]:
    """(report, other report, passage, how alike), each pair of reports once for a passage."""
    seen: set[tuple[frozenset[str], str]] = set()
    rows = []
    for one in reads:
        for pair in one.pairs:
            passage = one.text[pair.start : pair.end].strip()
            key = (frozenset((one.name, pair.other)), passage)
            if key not in seen:
                seen.add(key)
                rows.append((one.name, pair.other, passage[:PASSAGE], pair.alike))
    return rows
