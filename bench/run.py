"""`make bench`: the product's evaluator beside pm4py's DECLARE conformance and a bare scan, in one process.

Every round runs the three in a shuffled order with garbage collection off for all; medians of ROUNDS rounds are printed as a
table of times and ratios. The constraints both can judge must give the same deviating cases.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import pandas as pd
import pm4py

from bench.logs import Constraints, Measured, constraints, read
from bench.terms import terms_table
from fazhi.kernel.calendar import Calendar
from fazhi.kernel.duties import Duty
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.findings import VERDICTS, Findings
from fazhi.kernel.log import Log
from fazhi.kernel.units import Roster
from fazhi.packs.calendars import read_calendar

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
AS_OF = date(2026, 1, 1)
NOBODY = Roster((), (), ())
POLICE = "real_roadtraffic_fines_full.parquet"
SIZES = (2_000, 100_000, 1_000_000)
Row = tuple[str, ...]
HEADER: Row = (
    "log",
    "events",
    "fazhi 80 ms",
    "fazhi 50 ms",
    "pm4py 50 ms",
    "scan ms",
    "pm4py/fazhi80",
    "fazhi80/scan",
    "one event %",
    "differ",
)


def cold(log: Log) -> Log:
    """The same arrays as a log that remembers no look-ups."""
    return Log(
        log.unit,
        log.matter,
        log.step,
        log.day,
        log.ids,
        units=log.units,
        matters=log.matters,
        steps=log.steps,
        minute=log.minute,
    )


def judged(duties: Sequence[Duty], log: Log, calendar: Calendar) -> Findings:
    """The product's own evaluation, exceptions included."""
    return evaluate(duties, log, NOBODY, calendar, AS_OF, keep="exceptions")


def timed(work: Callable[[], object]) -> float:
    """Seconds one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def peer_table(measured: Measured) -> pd.DataFrame:
    """The log in pm4py's own columns, in the order of the log."""
    padded = measured.table["case"].astype(str).str.zfill(9)
    return pm4py.format_dataframe(
        measured.table.assign(case=padded), case_id="case", activity_key="activity", timestamp_key="ts"
    )


def measure(measured: Measured, rules: Constraints, calendar: Calendar, with_peer: bool) -> Row:
    """One line of the table."""
    log = measured.log
    table = peer_table(measured) if with_peer else None
    touched = int(log.matter[len(log) // 2])
    runs: dict[str, Callable[[], object]] = {
        "all": lambda: judged(rules.duties, cold(log), calendar),
        "untimed": lambda: judged(rules.untimed, cold(log), calendar),
        "scan": lambda: [column.sum() for column in measured.columns],
        "one": lambda: judged(rules.duties, log.of_matters(touched, touched), calendar),
    }
    if with_peer:
        runs["peer"] = lambda: pm4py.conformance_declare(table, rules.model)
    seconds = _rounds(runs)
    differ = str(len(_differences(measured, rules, calendar, table))) if with_peer else "-"
    peer = seconds.get("peer")
    return (
        measured.name,
        f"{len(log):,}",
        f"{seconds['all'] * 1e3:.1f}",
        f"{seconds['untimed'] * 1e3:.1f}",
        f"{peer * 1e3:.0f}" if peer else "-",
        f"{seconds['scan'] * 1e3:.2f}",
        f"{peer / seconds['all']:.1f}" if peer else "-",
        f"{seconds['all'] / seconds['scan']:.0f}",
        f"{100 * seconds['one'] / seconds['all']:.2f}",
        differ,
    )


def _rounds(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each run; order shuffled each round, collector off while anything is timed."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    order = list(runs)
    dice = random.Random(20260101)
    for work in runs.values():
        work()
    for _ in range(ROUNDS):
        dice.shuffle(order)
        for name in order:
            gc.collect()
            gc.disable()
            taken[name].append(timed(runs[name]))
            gc.enable()
    return {name: median(values) for name, values in taken.items()}


def _differences(
    measured: Measured, rules: Constraints, calendar: Calendar, table: pd.DataFrame
) -> set[tuple[int, str, str]]:
    """(case, constraint, activities) that only one of the two calls deviating."""
    ours = _our_deviations(measured.log, rules, calendar)
    peers = pm4py.conformance_declare(table, rules.model)
    cases = measured.table["case"].drop_duplicates().to_list()
    theirs = {(case, kind, str(on)) for case, row in zip(cases, peers, strict=True) for kind, on in row["deviations"]}
    return ours ^ theirs


def _our_deviations(log: Log, rules: Constraints, calendar: Calendar) -> set[tuple[int, str, str]]:
    found = judged(rules.untimed, cold(log), calendar)
    asked = {VERDICTS.index(v) for v in ("open", "violated")}
    return {
        (int(log.matter[row]), kind, str(on))
        for (kind, on), batch in zip(rules.names, found.batches, strict=True)
        for row, verdict in zip(batch.row, batch.verdict, strict=True)
        if int(verdict) in asked
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; exit 1 when the two evaluators differ anywhere, 3 when the logs are not here."""
    parser = argparse.ArgumentParser(prog="bench", description="measures beside peers, as ratios of one run")
    parser.add_argument(
        "--logs", type=Path, default=ROOT.parent / "shared" / "bench", help="folder of the *.parquet logs"
    )
    parser.add_argument("--quick", action="store_true", help="skip pm4py on one million events")
    args = parser.parse_args(argv)
    paths = sorted(args.logs.glob("*.parquet"))
    if not paths:
        print(f"没有事件日志，跳过 / no event logs in {args.logs}: pass --logs FOLDER", file=sys.stderr)
        return 3
    calendar = read_calendar(ROOT / "packs" / "_calendar")
    police = read(args.logs / POLICE, "police")
    rules = constraints(police.log)
    rows = [HEADER]
    for path in paths:
        log = read(path, path.stem.removeprefix("real_"))
        rows.append(measure(log, constraints(log.log), calendar, with_peer=True))
        print("  ".join(rows[-1]), flush=True)
    for size in SIZES:
        log = read(args.logs / POLICE, f"police {size:,}", size)
        rows.append(measure(log, rules, calendar, with_peer=not (args.quick and size == SIZES[-1])))
        print("  ".join(rows[-1]), flush=True)
    print_table(rows)
    print_table(terms_table(calendar))
    return 1 if any(row[-1] not in ("0", "-") for row in rows[1:]) else 0


def print_table(rows: Sequence[Row]) -> None:
    """Rows in aligned columns, the first as header."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    print()
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    raise SystemExit(main())
