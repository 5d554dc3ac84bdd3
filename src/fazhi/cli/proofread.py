"""`fazhi proofread FILE…`: what a careful reader would mark in a report; nothing is changed, and nothing is called lawful."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import read_bytes
from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.read_file import text_of
from fazhi.proofread.report import FAMILIES, Mark, year_of
from fazhi.proofread.run import FOLDER, proofread

SHOWN = 40
SIGNS = {"error": "✗", "warning": "!", "hint": "·"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE…, --year, --unit, --part, --json."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=".docx、.txt、.md")
    parser.add_argument("--year", type=int, default=0, help="报告所属年度，默认看开头 / the year it is about")
    parser.add_argument("--unit", default="", help="报告单位，默认看标题 / whose report it is")
    parser.add_argument("--part", action="store_true", help="只是一部分，不查缺少的部分 / an excerpt only")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when there is an error or a warning in any file."""
    told = []
    worst = 0
    for name in args.files:
        text = text_of(read_bytes(Path(name)), Path(name).name)
        marks = proofread(text, SHIPPED / FOLDER, args.year, args.unit, not args.part)
        worst += sum(m.severity != "hint" for m in marks)
        if args.json:
            told.append({"file": name, "marks": [_row(m, text) for m in marks]})
        else:
            _print(name, text, marks, args.year)
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
    return ATTENTION if worst else 0


def _row(mark: Mark, text: str) -> dict[str, object]:
    return {
        "category": mark.family,
        "start": mark.start,
        "end": mark.end,
        "text": text[mark.start : mark.end],
        "severity": mark.severity,
        "why": mark.why,
        "better": mark.better,
        **({"missing": mark.missing} if mark.missing else {}),
    }


def _print(name: str, text: str, marks: list[Mark], year: int) -> None:
    about = year or year_of(text)
    print(
        f"{name}：{len(marks)} 处，按{about}年的报告核对 / marks"
        if about
        else f"{name}：{len(marks)} 处，看不出是哪一年，不判断过时 / marks"
    )
    for mark in marks:
        line = text.count("\n", 0, mark.start) + 1
        shown = text[mark.start : mark.end].strip().replace("\n", " ")[:SHOWN]
        where = f"第{line}行“{shown}”" if mark.end else "全文"
        better = f"　→ {mark.better}" if mark.better else ""
        print(f"  {SIGNS[mark.severity]} [{FAMILIES[mark.family]}] {where}：{mark.why}{better}")
