"""`fazhi deadline`: one term counted day by day, useful to anyone, without records."""

from __future__ import annotations

import argparse
import json
import re

from fazhi.cli.words import a_date, table
from fazhi.kernel.explain import day_sheet
from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.terms import ROLLOVERS, Term
from fazhi.packs.shelf import load_calendar

UNITS = {"wd": "working_day", "d": "calendar_day", "m": "month", "y": "year"}
FORM = "20wd（工作日）、15d（自然日）、3m（月）、2y（年）"
LONGEST = 9_999


def arguments(parser: argparse.ArgumentParser) -> None:
    """--from, --term, --rule, --extend, --json."""
    parser.add_argument(
        "--from", dest="start", metavar="DATE", required=True, help="起因日期，当日不计 / the day of the trigger"
    )
    parser.add_argument("--term", required=True, help=f"期限，如 {FORM} / wd, d, m, y")
    parser.add_argument(
        "--rule", default="by_analogy", choices=ROLLOVERS, help="末日遇休息日怎么办 / when the last day is off"
    )
    parser.add_argument("--extend", type=int, default=0, metavar="N", help="批准延长多少 / units granted in extension")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the counted-day sheet."""
    term, start = _term(args.term, args.rule), a_date(args.start)
    if args.extend < 0 or args.extend > LONGEST:
        raise InputFault(Problem(f"--extend {args.extend}", "延长不对", f"0到{LONGEST}", "改为正数", "out of range"))
    sheet = day_sheet(start, term, load_calendar(), extension=args.extend, begun="起因发生")
    if args.json:
        told = {
            "due": sheet.raw.isoformat(),
            "due_if_rolled": sheet.rolled.isoformat(),
            "provisional": sheet.provisional,
            "sentence": sheet.sentence,
            "days": [
                {"date": r.date.isoformat(), "counted": r.counted, "why": r.why, "running": r.running}
                for r in sheet.rows
            ],
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(sheet.sentence)
    if sheet.raw != sheet.rolled:
        print(f"两种算法：按期限本身 {sheet.raw}；遇休息日顺延 {sheet.rolled}。没有明文规定顺延的，按从严的一种。")
    if sheet.provisional:
        print("其中有的年份放假安排还没有公布，暂按周末和法定节假日计算。")
    rows = [(r.date, r.weekday, r.kind, "计入" if r.counted else "不计", r.running, r.why) for r in sheet.rows]
    print("\n" + table([("日期", "星期", "类别", "是否计入", "累计", "说明"), *rows]))
    return 0


def _term(text: str, rollover: str) -> Term:
    found = re.fullmatch(r"(\d{1,4})(wd|d|m|y)", text.strip().lower())
    if found is None:
        raise InputFault(Problem(f"--term {text}", "看不出是什么期限", FORM, "改成数字加单位", f"{text} is not a term"))
    return Term(int(found[1]), UNITS[found[2]], rollover)
