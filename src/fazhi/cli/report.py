"""`fazhi report --year Y -o FILE.docx`: the annual report, or another kind, from the records."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fazhi.cli.townships import day, one_township
from fazhi.cli.words import write_whole
from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.why import zh
from fazhi.office.draft_report import kind_of
from fazhi.office.report_copies import pdf_copy, word_copy
from fazhi.office.report_cycle import shown
from fazhi.office.report_draft import period_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """--year, --kind, -o, --unit, --as-of, --json."""
    parser.add_argument(
        "--year", required=True, metavar="YEAR[-MM]", help="报告年度，如 2025；月报如 2025-06 / the period"
    )
    parser.add_argument("--kind", default="annual", help="报告种类，默认 annual / which report")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.docx",
        help="写到这个文件，.docx 或 .pdf，默认用报告标题 / default: named by its title",
    )
    parser.add_argument("--unit", help="乡镇编号或名称 / township id or name")
    parser.add_argument("--as-of", metavar="DATE", help="按这一天的记录 / records as of this day")
    parser.add_argument("--json", action="store_true", help="同时输出各句及其依据 / print sentences with their trace")


def run(args: argparse.Namespace) -> int:
    """Write the file whole or not at all, and say what is left for the writer."""
    unit, as_of = one_township(args.unit), day(args.as_of)
    kind = kind_of(args.kind)
    made, cycle, _ = shown(unit.id, kind, period_of(args.year, kind, as_of), as_of)
    asked = Path(args.output) if args.output else None
    if asked and asked.suffix.lower() not in (".docx", ".pdf"):
        allowed = "以 .docx 或 .pdf 结尾"
        raise InputFault(
            Problem(f"-o {asked}", "不是 .docx 文件名", allowed, f"改为 {asked.stem}.docx", "must end in .docx or .pdf")
        )
    as_pdf = asked is not None and asked.suffix.lower() == ".pdf"
    copy = pdf_copy(made, cycle) if as_pdf else word_copy(made, cycle)
    if copy is None:
        raise InputFault(
            Problem("报告", "定稿的文件不在了", "", "另开一稿再定稿", "the files of the frozen version are gone")
        )
    path = asked or Path(copy[0])
    write_whole(path, copy[1])
    sentences = made.sentences()
    todo = sum(s.todo for s in sentences)
    if args.json:
        rows = [
            {"text": s.text, "branch": s.branch, "todo": s.todo, "events": s.trace, "findings": s.findings}
            for s in sentences
        ]
        print(json.dumps({"file": str(path), "sentences": rows}, ensure_ascii=False))
    else:
        proven = sum(bool(s.trace) for s in sentences)
        if not cycle.open:
            last = cycle.frozen[-1]
            print(f"已定稿，写出的是第{last.version}稿（{zh(last.event.happened_on)}）的发文稿，不按今天的台账重写。")
            print(f"frozen: this is version {last.version} as it was sealed, not the records of today")
        print(f"已写出 {path}：{proven} 句有记录支持，{todo} 处留给起草人。")
        print(f"written: {proven} sentences with records, {todo} places for the writer")
    return 0
