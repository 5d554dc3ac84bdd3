"""`fazhi proofread FILE…`: what a careful reader would mark in reports; nothing is changed, and nothing is called lawful."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from fazhi.cli.main import ATTENTION, REFUSED
from fazhi.cli.words import read_bytes, write_whole
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.office.clock import today
from fazhi.office.outside_file import with_comments
from fazhi.office.proofread_table import Unread, table_xlsx
from fazhi.office.read_report import RULES, report_text
from fazhi.proofread.batch import Read, read_all
from fazhi.proofread.marked_page import page
from fazhi.proofread.read_file import KINDS
from fazhi.proofread.report import FAMILIES, Mark

SHOWN = 40
SIGNS = {"error": "✗", "warning": "!", "hint": "·"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE…, --year, --unit, --part, --against, --comments, --html, --table, --json."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="、".join(KINDS))
    parser.add_argument("--year", type=int, default=0, help="报告所属年度，默认看开头 / the year it is about")
    parser.add_argument("--unit", default="", help="报告单位，默认看标题 / whose report it is")
    parser.add_argument("--part", action="store_true", help="只是一部分，不查缺少的部分 / an excerpt only")
    parser.add_argument(
        "--against", action="append", default=[], metavar="FILE", help="和它比对照抄，例如上一年的报告 / compare with"
    )
    parser.add_argument("--comments", action="store_true", help="另存一份带批注的 Word / a copy with Word comments")
    parser.add_argument("--html", action="store_true", help="另存一份标出来的网页 / a page with the marks")
    parser.add_argument("--table", metavar="FILE.xlsx", help="多份报告的汇总表 / a table of all as Excel")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when there is an error or a warning in any file, 2 when one cannot be read; the others are read all the same."""
    contents, texts, unread = _texts(args.files)
    _, against, _ = _texts(args.against)
    reads = read_all(texts, RULES, year=args.year, unit=args.unit, whole=not args.part, against=against)
    stems = Counter(Path(name).with_suffix("") for name in texts)
    for one in reads:
        _copies(one, contents[one.name], args, alone=stems[Path(one.name).with_suffix("")] == 1)
        if not args.json:
            _print(one)
    if args.table:
        write_whole(Path(args.table), table_xlsx(reads, args.unit, today(), unread))
    if args.json:
        refused = [{"file": name, "error": why} for name, why in unread]
        print(json.dumps([*map(_row, reads), *refused], ensure_ascii=False))
    if unread:
        return REFUSED
    return ATTENTION if any(m.severity != "hint" for one in reads for m in one.marks) else 0


def _texts(names: Sequence[str]) -> tuple[dict[str, bytes], dict[str, str], list[Unread]]:
    """(bytes by name, text by name, what could not be read and why, which is also told at once)."""
    contents: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    unread: list[Unread] = []
    for name in names:
        try:
            content = read_bytes(Path(name))
            texts[name] = report_text(content, Path(name).name)
            contents[name] = content
        except Fault as fault:
            unread.append((name, "；".join(p.chinese() for p in fault.problems)))
            for problem in fault.problems:
                print(f"错误 / error: {problem.both()}", file=sys.stderr)
    return contents, texts, unread


def _copies(one: Read, content: bytes, args: argparse.Namespace, *, alone: bool) -> None:
    """Files beside the report; where another one has its name but for the ending, theirs tells the ending."""
    path = Path(one.name)
    stem = path.stem if alone else path.name
    if args.comments:
        if path.suffix.lower() != ".docx":
            what = "只有 Word 文件能加批注"
            raise InputFault(Problem(f"文件 {path.name}", what, ".docx", "改用 --html", "comments need a .docx"))
        write_whole(path.with_name(f"{stem}（批注）.docx"), with_comments(content, path.name, one.marks))
    if args.html:
        write_whole(path.with_name(f"{stem}（体检）.html"), page(one).encode())


def _row(one: Read) -> dict[str, object]:
    return {"file": one.name, "unit": one.unit, "year": one.year, "marks": [_mark(m, one.text) for m in one.marks]}


def _mark(mark: Mark, text: str) -> dict[str, object]:
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


def _print(one: Read) -> None:
    about = f"按{one.year}年的报告核对" if one.year else "看不出是哪一年，不判断过时"
    print(f"{one.name}：{len(one.marks)} 处，{about} / marks")
    for mark in one.marks:
        line = one.text.count("\n", 0, mark.start) + 1
        shown = one.text[mark.start : mark.end].strip().replace("\n", " ")[:SHOWN]
        where = f"第{line}行“{shown}”" if mark.end else "全文"
        better = f"　→ {mark.better}" if mark.better else ""
        print(f"  {SIGNS[mark.severity]} [{FAMILIES[mark.family]}] {where}：{mark.why}{better}")
