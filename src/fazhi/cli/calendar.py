"""`fazhi calendar show YEAR`: the year's days off and make-up days, and the notice they come from."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta

from fazhi.cli.words import table
from fazhi.kernel.calendar import MAKE_UP, OFF, STATUTORY
from fazhi.kernel.faults import InputFault, Problem
from fazhi.packs.shelf import load_calendar

FIRST, LAST = 1950, 2098


def arguments(parser: argparse.ArgumentParser) -> None:
    """show YEAR, --json."""
    parser.add_argument("act", choices=("show",), help="show：查看 / show")
    parser.add_argument("year", type=int, metavar="YEAR", help="年份，如 2026 / the year")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the days that differ from an ordinary week."""
    if not FIRST <= args.year <= LAST:
        raise InputFault(Problem(f"年份 {args.year}", "不在范围里", f"{FIRST}到{LAST}", "改年份", "year out of range"))
    calendar = load_calendar()
    days = [
        date(args.year, 1, 1) + timedelta(days=n)
        for n in range((date(args.year + 1, 1, 1) - date(args.year, 1, 1)).days)
    ]
    special = [
        (d, calendar.kind_of(d), calendar.name_of(d)) for d in days if calendar.kind_of(d) in (OFF, STATUTORY, MAKE_UP)
    ]
    work = sum(calendar.is_workday(d) for d in days)
    provisional = calendar.is_provisional(days[0])
    if args.json:
        rows = [{"date": d.isoformat(), "kind": kind, "name": name} for d, kind, name in special]
        print(
            json.dumps(
                {"year": args.year, "working_days": work, "provisional": provisional, "days": rows}, ensure_ascii=False
            )
        )
        return 0
    note = "放假安排还没有公布，暂按周末和法定节假日" if provisional else "按国务院办公厅通知"
    print(
        f"{args.year}年：工作日 {work} 天，{note} / working days; {'provisional' if provisional else 'as announced'}\n"
    )
    print(
        table(
            [
                ("日期", "星期", "类别", "节日"),
                *((d, f"周{'一二三四五六日'[d.weekday()]}", kind, name) for d, kind, name in special),
            ]
        )
    )
    return 0
