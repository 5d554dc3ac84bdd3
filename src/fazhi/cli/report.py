"""`fazhi report --year Y -o FILE.docx`: the annual report, or another kind, from the records."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fazhi.cli.townships import day, one_township
from fazhi.cli.words import write_whole
from fazhi.kernel.faults import InputFault, Problem
from fazhi.office.draft_report import kind_of
from fazhi.office.report_cycle import current
from fazhi.office.report_draft import period_of
from fazhi.office.write_report import document_of, report_docx
from fazhi.paper.pdf import write_pdf


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
    made, _ = current(unit.id, kind, period_of(args.year, kind, as_of), as_of)
    name, word = report_docx(made)
    path = Path(args.output or name)
    if path.suffix.lower() not in (".docx", ".pdf"):
        allowed = "以 .docx 或 .pdf 结尾"
        raise InputFault(
            Problem(f"-o {path}", "不是 .docx 文件名", allowed, f"改为 {path.stem}.docx", "must end in .docx or .pdf")
        )
    write_whole(path, write_pdf(document_of(made)) if path.suffix.lower() == ".pdf" else word)
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
        print(f"已写出 {path}：{proven} 句有记录支持，{todo} 处留给起草人。")
        print(f"written: {proven} sentences with records, {todo} places for the writer")
    return 0
