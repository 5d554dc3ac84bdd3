"""`fazhi explain FINDING`: the verdict, the law, the facts and the days counted one by one."""

from __future__ import annotations

import argparse
import json

from fazhi.cli.check import WORDS
from fazhi.cli.townships import day, townships
from fazhi.cli.words import table
from fazhi.kernel.explain import Sheet
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.kernel.findings import Finding
from fazhi.kernel.why import zh
from fazhi.office.clock_sheet import sheet_of
from fazhi.office.review import Review, review
from fazhi.office.rules import shelf
from fazhi.store import read

FORCE = {"statute": "法定", "by_reference": "参照", "policy": "政策", "local": "本地承诺"}
STATUS = {
    "verified": "已核原文",
    "verified_secondary": "据转载核对",
    "partial": "部分核对",
    "unverified": "未核",
    "seed": "本地文件",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """FINDING, --as-of, --json."""
    parser.add_argument(
        "finding", metavar="FINDING", help="fazhi check 列出的编号，如 foi.reply~… / a key printed by fazhi check"
    )
    parser.add_argument("--as-of", metavar="DATE", help="按这一天判断 / judge as of this day")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Print one finding in full."""
    as_of = day(args.as_of)
    for unit in townships(None):
        one = review(unit.id, as_of)
        finding = one.find(args.finding)
        if finding is not None:
            _show(one, finding, args.json)
            return 0
    raise InputFault(_unknown(args.finding))


def _unknown(key: str) -> Problem:
    duty = key.split("~", 1)[0]
    known = {d.id for d in shelf().duties}
    if duty not in known:
        close = nearest(duty, known)
        return Problem(
            f"编号 {key}",
            f"没有义务 {duty}",
            "",
            f"改为 {close}" if close else "用 fazhi check 查看",
            f"no duty {duty}",
        )
    return Problem(
        f"编号 {key}", "当天没有这一项结论", "", "用 fazhi check --all 查看编号", "no such finding on that day"
    )


def _show(one: Review, finding: Finding, as_json: bool) -> None:
    sheet = sheet_of(finding, one)
    events = read.events_by_id(finding.trace)
    facts = [(str(e.id), e.happened_on.isoformat(), shelf().steps[e.step].title, e.matter_name) for e in events]
    if as_json:
        print(json.dumps(_as_json(finding, sheet, facts), ensure_ascii=False))
        return
    print(f"[{WORDS[finding.verdict]}] {finding.duty.title}　{finding.subject_name}\n{finding.why}\n")
    print(f"依据（{FORCE[finding.duty.force]}）：")
    for source in finding.duty.sources:
        print(
            f"  {source.document}{f'（{source.number}）' if source.number else ''} {source.article}　[{STATUS[source.status]}]"
        )
    print(f"  {finding.duty.says}\n\n记录：")
    print(table([("编号", "日期", "环节", "事项"), *facts]) if facts else "  （没有记录）")
    if sheet is not None:
        print(f"\n期限计算书：{sheet.sentence}")
        print(
            table(
                [
                    ("日期", "星期", "类别", "计数", "说明"),
                    *(_sheet_row(r.date, r.weekday, r.kind, r.running if r.counted else "", r.why) for r in sheet.rows),
                ]
            )
        )
    if finding.raw_due and finding.due_if_rolled and finding.raw_due != finding.due_if_rolled:
        print(f"\n两种算法：从严 {zh(finding.raw_due)}，从宽 {zh(finding.due_if_rolled)}")


def _sheet_row(*cells: object) -> tuple[str, ...]:
    return tuple(str(c) for c in cells)


def _as_json(finding: Finding, sheet: Sheet | None, facts: list[tuple[str, str, str, str]]) -> dict[str, object]:
    days = [(r.date.isoformat(), r.kind, r.counted, r.running, r.why) for r in sheet.rows] if sheet else []
    return {
        "key": finding.key,
        "verdict": finding.verdict,
        "why": finding.why,
        "force": finding.duty.force,
        "sources": [f"{s.document} {s.article}" for s in finding.duty.sources],
        "events": facts,
        "days": days,
    }
