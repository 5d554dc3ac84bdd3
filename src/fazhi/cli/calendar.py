"""`fazhi calendar show YEAR | import FILE`: a year's days off, and the yearly notice taken in."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from pathlib import Path

from fazhi.cli.import_ledger import acting_for
from fazhi.cli.townships import one_township
from fazhi.cli.words import read_bytes, table
from fazhi.kernel.calendar import MAKE_UP, OFF, STATUTORY
from fazhi.kernel.faults import InputFault, Problem
from fazhi.office.import_calendar import import_year
from fazhi.office.rules import shelf
from fazhi.store.install import require_tables

FIRST, LAST = 1950, 2098
SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """show YEAR or import FILE; --by, --json."""
    parser.add_argument("act", choices=("show", "import"), help="show 查看，import 导入一年的放假安排 / show or import")
    parser.add_argument("what", metavar="YEAR|FILE", help="年份，或者 2027.toml / a year, or a file YEAR.toml")
    parser.add_argument("--unit", help="乡镇编号或名称，看哪个乡镇的结论有变化 / whose findings to compare")
    parser.add_argument("--by", metavar="NAME", help="以谁的名义导入，默认法治专干 / in whose name; default: the clerk")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Show a year, or import one and list what moves."""
    return _import(args) if args.act == "import" else _show(args.what, args.json)


def _import(args: argparse.Namespace) -> int:
    require_tables()
    path, home = Path(args.what), one_township(args.unit).id
    actor = acting_for(home, args.by)
    moved = import_year(actor, read_bytes(path), path.name, [home])
    if args.json:
        rows = [
            {"title": m.title, "subject": m.subject_name, "before": str(m.before), "after": str(m.after)} for m in moved
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    print(f"已导入 {path.name}（{actor.name}），{len(moved)} 项结论的日期有变化 / imported; findings whose day moved")
    for m in moved[:SHOWN]:
        print(f"  {m.title}　{m.subject_name}：{m.before} → {m.after}")
    return 0


def _show(text: str, as_json: bool) -> int:
    if not text.isdigit() or not FIRST <= int(text) <= LAST:
        raise InputFault(Problem(f"年份 {text}", "不在范围里", f"{FIRST}到{LAST}", "改年份", "year out of range"))
    year, calendar = int(text), shelf().calendar
    begin = date(year, 1, 1)
    days = [begin + timedelta(days=n) for n in range((date(year + 1, 1, 1) - begin).days)]
    kinds = [(d, calendar.kind_of(d)) for d in days]
    special = [(d, kind, calendar.name_of(d)) for d, kind in kinds if kind in (OFF, STATUTORY, MAKE_UP)]
    work, provisional = sum(calendar.is_workday(d) for d in days), calendar.is_provisional(begin)
    if as_json:
        told = [{"date": d.isoformat(), "kind": kind, "name": name} for d, kind, name in special]
        print(
            json.dumps(
                {"year": year, "working_days": work, "provisional": provisional, "days": told}, ensure_ascii=False
            )
        )
        return 0
    note = "放假安排还没有公布，暂按周末和法定节假日" if provisional else "按国务院办公厅通知"
    print(f"{year}年：工作日 {work} 天，{note} / working days; {'provisional' if provisional else 'as announced'}\n")
    rows = [(d, f"周{'一二三四五六日'[d.weekday()]}", kind, name) for d, kind, name in special]
    print(table([("日期", "星期", "类别", "节日"), *rows]))
    return 0
