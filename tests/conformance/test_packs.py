"""Every pack, by parameter: its cases come out, its lock holds, its duties cover the list they come from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi.packs.cases import run_case
from fazhi.packs.judge import judge
from fazhi.packs.lock import broken, read_lock, unreleased
from fazhi.packs.pack import Case
from fazhi.packs.shelf import load_shelf

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LISTED = json.loads((HERE / "listed.json").read_text("utf-8"))
SHELF = load_shelf()
CASES = [(pack.id, case) for pack in SHELF.packs for case in pack.cases]


@pytest.mark.parametrize(("pack", "case"), CASES, ids=[f"{p}:{c.duty}:{c.name}" for p, c in CASES])
def test_case(pack: str, case: Case) -> None:
    """The case comes out as its pack says."""
    failure = run_case(SHELF, case)
    assert failure is None, failure.words()


def test_control_a_wrong_expectation_fails() -> None:
    """A case that expects another verdict is noticed."""
    case = next(c for _, c in CASES if c.expect.get("verdict") == "met")
    assert run_case(SHELF, replace(case, expect={"verdict": "violated"})) is not None


def test_released_ids_stand() -> None:
    """Nothing released is gone or retyped, and everything in the packs is released."""
    lock = read_lock(ROOT / "packs.lock")
    assert lock and not broken(lock, SHELF.packs) and not unreleased(lock, SHELF.packs)


def test_control_a_removed_id_is_noticed() -> None:
    """A lock that knows one more id than the packs refuses, and so does a retyped one."""
    lock = read_lock(ROOT / "packs.lock")
    name = next(n for n, kind in lock.items() if kind == "text")
    assert broken({**lock, "foi.gone": "step foi_request"}, SHELF.packs)
    assert broken({**lock, name: "number"}, SHELF.packs)


@pytest.mark.parametrize("row", LISTED, ids=lambda r: str(r["id"]))
def test_listed_duty_is_built(row: dict[str, list[str]]) -> None:
    """Every priority-1 duty of the systems built stands in a pack and understands the list's event codes."""
    facts = {code: "2026-03-02" for code in row["codes"]}
    answer = judge(SHELF, {"duty": row["id"], "facts": facts, "as_of": "2026-11-20"})
    assert "error" not in answer, answer


def test_examples_come_out_as_given() -> None:
    """The ten published examples, to the letter."""
    for line in (HERE / "judge-examples.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        expected = case.pop("expected")
        answer = judge(SHELF, case)
        assert {k: answer.get(k) for k in expected} == expected
