"""`fazhi plan MATTER`: the earliest and latest lawful day of each step a matter has before it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from fazhi.cli.import_ledger import acting_for
from fazhi.cli.main import ATTENTION
from fazhi.cli.townships import day, one_township
from fazhi.cli.words import table
from fazhi.kernel.deadlock import Deadlock
from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.plan import Planned
from fazhi.office.matter_page import matter_page
from fazhi.office.plan_matter import deadlocks_of, plan_of
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.rows import MatterRow

SHOWN = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    """MATTER, --unit, --as-of, --json."""
    parser.add_argument(
        "matter", metavar="MATTER", help="事项编号，或者名称里的字 / id of a matter, or words of its name"
    )
    parser.add_argument("--unit", help="乡镇编号或名称 / township id or name")
    parser.add_argument("--as-of", metavar="DATE", help="从这一天起排 / plan from this day")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the plan; exit code 1 when a step has no lawful day left."""
    home, as_of = one_township(args.unit).id, day(args.as_of)
    actor = acting_for(home, None)
    matter = _matter(args.matter, read.below(home, read.units()))
    page = matter_page(actor, matter.id, as_of)
    planned = plan_of(page.findings, page.history, as_of)
    stuck = deadlocks_of(page.findings, page.history, as_of)
    if args.json:
        print(json.dumps(_told(matter, planned, stuck), ensure_ascii=False))
    elif not planned:
        print(f"{matter.name}：没有正在计算的期限。/ no term is running")
    else:
        print(f"{matter.name}：从 {as_of} 起 / from\n")
        print(table([("步骤", "最早", "最迟", "在此之前先", "提示"), *(_row(p) for p in planned)]))
        for one in stuck:
            words = f"“{one.clock.title}”最迟 {one.latest}，前面的步骤最早 {one.earliest} 才办得完"
            print(f"期限冲突：{words} / no lawful day is left")
    return ATTENTION if stuck or any(not p.lawful for p in planned) else 0


def _told(matter: MatterRow, planned: Sequence[Planned], stuck: Sequence[Deadlock]) -> dict[str, object]:
    rows = [
        {
            "step": p.step,
            "earliest": p.earliest.isoformat(),
            "latest": p.latest.isoformat() if p.latest else None,
            "lawful": p.lawful,
        }
        for p in planned
    ]
    return {"matter": matter.id, "name": matter.name, "plan": rows, "deadlocks": [s.clock.id for s in stuck]}


def _row(one: Planned) -> tuple[object, ...]:
    steps = shelf().steps
    before = "、".join(steps[s].title for s in one.after)
    return (steps[one.step].title, one.earliest, one.latest or "—", before, "" if one.lawful else "没有合法的日子了")


def _matter(words: str, scope: frozenset[str]) -> MatterRow:
    """The matter of this id, or the only one whose name holds these words."""
    exact = read.matter(words)
    if exact is not None and exact.unit in scope:
        return exact
    found, number = read.matters(scope, words=words, size=SHOWN)
    if number != 1:
        names = "、".join(f"{m.name}（{m.id}）" for m in found)
        what = "没有这件事项" if not number else f"有 {number} 件事项"
        raise InputFault(Problem(f"事项 {words}", what, names, "写编号或者更多的字", "name exactly one matter"))
    return found[0]
