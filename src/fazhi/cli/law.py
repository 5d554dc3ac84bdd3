"""`fazhi law diff`: which duties start, end or change between two days, and how the records stand under them."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date

from fazhi.cli.townships import townships
from fazhi.cli.words import a_date, table
from fazhi.kernel.faults import InputFault, Problem
from fazhi.office.law_changes import Step, changes_between
from fazhi.office.review import review
from fazhi.office.rules import shelf


def arguments(parser: argparse.ArgumentParser) -> None:
    """diff --from DATE --to DATE, --unit, --json."""
    parser.add_argument("act", choices=("diff",), help="diff：两天之间的变化 / what changes between two days")
    parser.add_argument("--from", dest="first", metavar="DATE", required=True, help="从哪一天 / the earlier day")
    parser.add_argument("--to", dest="last", metavar="DATE", required=True, help="到哪一天 / the later day")
    parser.add_argument("--unit", help="乡镇编号或名称 / township id or name")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the steps of the law, each with how the records of the townships stand under the duty on the later day."""
    first, last = a_date(args.first), a_date(args.last)
    if first >= last:
        raise InputFault(Problem("--from/--to", "先后不对", "先早后晚", "交换两个日期", "--from must be before --to"))
    steps = changes_between(shelf().duties, first, last)
    standing = _standing({s.duty.id for s in steps}, args.unit, last)
    if args.json:
        print(json.dumps([_row(s, standing) for s in steps], ensure_ascii=False))
        return 0
    print(f"{first}至{last}：{len(steps)} 项变化 / duties that start, end or change\n")
    if steps:
        rows = [(s.on, s.what, s.duty.id, s.duty.title, s.words, _counts(standing.get(s.duty.id, {}))) for s in steps]
        print(table([("日期", "变化", "义务", "标题", "内容", "现有记录"), *rows]))
    return 0


def _row(step: Step, standing: dict[str, dict[str, int]]) -> dict[str, object]:
    found = standing.get(step.duty.id, {})
    return {"duty": step.duty.id, "what": step.what, "on": step.on.isoformat(), "words": step.words, "findings": found}


def _standing(duties: set[str], unit: str | None, on: date) -> dict[str, dict[str, int]]:
    """Duty -> verdict -> number of findings on a day, over the townships asked for."""
    total: dict[str, Counter[str]] = {}
    for one in townships(unit):
        for (_, duty, verdict), n in review(one.id, on).findings.counts().items():
            if duty in duties:
                total.setdefault(duty, Counter())[verdict] += n
    return {duty: dict(counter) for duty, counter in total.items()}


def _counts(verdicts: dict[str, int]) -> str:
    return "、".join(f"{v} {n}" for v, n in verdicts.items() if n) or "没有记录"
