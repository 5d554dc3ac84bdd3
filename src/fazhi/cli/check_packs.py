"""`fazhi check --packs`: the packs' own cases, their released ids, sources that want reading again."""

from __future__ import annotations

import json
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import write_whole
from fazhi.kernel.faults import PackFault, Problem
from fazhi.office.clock import today
from fazhi.office.rules import shelf
from fazhi.packs.cases import run_cases
from fazhi.packs.coverage import coverage_table
from fazhi.packs.lock import broken, read_lock, unreleased, write_lock
from fazhi.packs.shelf import HENAN, SHIPPED, load_shelf
from fazhi.packs.soundness import stale_sources

LOCK = SHIPPED.parent / "packs.lock"


def check_packs(write: bool, as_json: bool, coverage: str | None = None) -> int:
    """Exit code 1 when a case fails or new ids are not released; PackFault when a released id is gone or retyped."""
    packs = load_shelf(SHIPPED, HENAN).packs  # the lock is of all that is shipped, whichever province holds here
    problems = broken(read_lock(LOCK), packs)
    if problems:
        raise PackFault(*problems)
    added = write_lock(LOCK, packs) if write else 0
    if coverage:
        write_whole(Path(coverage), coverage_table(shelf()).encode())
    failures = [f.words() for f in run_cases(shelf())]
    new = unreleased(read_lock(LOCK), packs)
    stale = stale_sources(shelf().duties, today())
    n_cases = sum(len(p.cases) for p in shelf().packs)
    if as_json:
        print(
            json.dumps({"cases": n_cases, "failures": failures, "unreleased": new, "stale": stale}, ensure_ascii=False)
        )
    else:
        _print(n_cases, failures, new, stale, added)
    return ATTENTION if failures or new else 0


def _print(n_cases: int, failures: list[str], new: list[str], stale: list[str], added: int) -> None:
    duties = {d.id for d in shelf().duties}
    print(
        f"规则包 {len(shelf().packs)} 个，义务 {len(duties)} 项，案例 {n_cases} 个，失败 {len(failures)} 个 / packs, duties, cases, failed"
    )
    for words in failures:
        print(f"  ✗ {words}")
    if added:
        print(f"packs.lock 新增 {added} 行 / lines added")
    if new:
        print(
            Problem(
                "packs.lock",
                f"有 {len(new)} 个新编号还没有发布",
                "",
                "运行 fazhi check --packs --write-lock",
                "new ids are not released",
            ).both()
        )
    if stale:
        print(f"出处超过四百天没有重读的义务 {len(stale)} 项：{'、'.join(stale[:5])} / sources worth reading again")
