"""`fazhi check`: every duty of every township judged on a day; a table by system and the findings that matter most."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from fazhi.cli.check_coverage import check_coverage
from fazhi.cli.check_packs import check_packs
from fazhi.cli.main import ATTENTION
from fazhi.cli.townships import day, system, townships
from fazhi.cli.words import table
from fazhi.kernel.duties import FORCES
from fazhi.kernel.findings import SHORT, VERDICTS, Finding
from fazhi.office.review import Review, review
from fazhi.office.rules import shelf

WORDS = {
    "met": "已落实",
    "late": "迟办",
    "open": "进行中",
    "overdue": "逾期",
    "violated": "违反",
    "unproven": "未证实",
    "not_applicable": "不适用",
}
URGENCY = {"violated": 3, "overdue": 2, "late": 1}
SHOWN = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """--as-of, --unit, --system, --json."""
    parser.add_argument("--as-of", metavar="DATE", help="按这一天判断，如 2026-03-02 / judge as of this day")
    parser.add_argument("--unit", help="乡镇编号或名称 / township id or name")
    parser.add_argument("--system", help="只看一个系统，如 S05 / one system only")
    parser.add_argument("--all", action="store_true", help="列出全部问题，不只前五项 / list every shortfall")
    parser.add_argument(
        "--packs", action="store_true", help="核对规则包：案例、已发布的编号 / check the packs themselves"
    )
    parser.add_argument("--write-lock", action="store_true", help="把新编号写入 packs.lock / release new ids")
    parser.add_argument("--coverage-table", metavar="FILE.md", help="把规则覆盖表写到文件 / write the table of duties")
    parser.add_argument(
        "--coverage", action="store_true", help="列出没有对象、没有记录可判断的义务 / duties never judged"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when something is overdue or violated on that day, or a pack's case fails."""
    if args.packs or args.write_lock or args.coverage_table:
        return check_packs(args.write_lock, args.json, args.coverage_table)
    if args.coverage:
        return check_coverage(day(args.as_of), args.unit, args.json)
    as_of, only = day(args.as_of), system(args.system)
    reviews = [review(unit.id, as_of) for unit in townships(args.unit)]
    counts = _counts(reviews, only)
    short = _worst(f for r in reviews for f in r.exceptions if only is None or f.duty.system == only)
    if args.json:
        print(
            json.dumps(
                {"as_of": as_of.isoformat(), "systems": counts, "short": [_row(f) for f in short]}, ensure_ascii=False
            )
        )
    else:
        _print(as_of, counts, short, SHOWN if not args.all else len(short))
    pressing = any(c["overdue"] or c["violated"] for c in counts.values())
    return ATTENTION if pressing else 0


def _counts(reviews: Sequence[Review], only: str | None) -> dict[str, dict[str, int]]:
    """System -> verdict -> number of findings."""
    systems = {d.id: d.system for d in shelf().duties}
    totals: dict[str, Counter[str]] = {s: Counter() for s in sorted(set(systems.values())) if only in (None, s)}
    for one in reviews:
        for (_, duty, verdict), n in one.findings.counts().items():
            if systems[duty] in totals:
                totals[systems[duty]][verdict] += n
    return {name: {v: counter[v] for v in VERDICTS} for name, counter in totals.items()}


def _worst(findings: Iterable[Finding]) -> list[Finding]:
    """Shortfalls, the gravest first: how bad, how binding, how heavy, how recent."""
    short = [f for f in findings if f.verdict in SHORT]
    return sorted(
        short, key=lambda f: (-URGENCY[f.verdict], FORCES.index(f.duty.force), -f.duty.weight, -_recent(f), f.key)
    )


def _recent(finding: Finding) -> int:
    when = finding.due or finding.facts.trigger_on or (finding.window[1] if finding.window else None)
    return when.toordinal() if when else 0


def _row(finding: Finding) -> dict[str, object]:
    return {
        "key": finding.key,
        "duty": finding.duty.id,
        "system": finding.duty.system,
        "unit": finding.unit,
        "subject": finding.subject_name,
        "verdict": finding.verdict,
        "due": finding.due.isoformat() if finding.due else None,
        "flags": list(finding.flags),
        "force": finding.duty.force,
        "why": finding.why,
        "events": list(finding.trace),
    }


def _print(as_of: date, counts: dict[str, dict[str, int]], short: Sequence[Finding], shown: int) -> None:
    titles = shelf().systems
    rows: list[Sequence[object]] = [("系统", "名称", *(WORDS[v] for v in VERDICTS))]
    rows += [(s, titles.get(s, ""), *(c[v] or "·" for v in VERDICTS)) for s, c in counts.items()]
    print(f"截至 {as_of.isoformat()} / as of\n")
    print(table(rows))
    if not short:
        print("\n没有逾期、违反或迟办的事项。/ nothing overdue, violated or late.")
        return
    print(f"\n最要紧的 {min(shown, len(short))} 项（共 {len(short)} 项，--all 看全部）/ what matters most:")
    for finding in short[:shown]:
        print(f"  [{WORDS[finding.verdict]}] {finding.duty.title}　{finding.subject_name}")
        print(f"      {finding.why}")
        print(f"      fazhi explain '{finding.key}'")
