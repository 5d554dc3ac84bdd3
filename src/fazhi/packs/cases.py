"""Run the packs' own cases: the county's words, judged by the product's evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.packs.judge import judge
from fazhi.packs.pack import Case
from fazhi.packs.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that came out otherwise; `differs` maps a key to (expected, found)."""

    case: Case
    differs: Mapping[str, tuple[Any, Any]]

    def words(self) -> str:
        """One line for the screen."""
        parts = "，".join(f"{key} 应为 {want}，实为 {got}" for key, (want, got) in self.differs.items())
        return f"{self.case.duty} “{self.case.name}”：{parts}"


def run_case(shelf: Shelf, case: Case) -> Failure | None:
    """None when the case comes out as it says."""
    answer = judge(shelf, {"duty": case.duty, "facts": case.facts, "as_of": case.as_of})
    if "error" in answer:
        return Failure(case, {"error": ("", answer["error"])})
    wanted = {key: value.isoformat() if isinstance(value, date) else value for key, value in case.expect.items()}
    differs = {key: (value, answer[key]) for key, value in wanted.items() if answer[key] != value}
    return Failure(case, differs) if differs else None


def run_cases(shelf: Shelf) -> list[Failure]:
    """Every case of every pack that fails. Price: about a millisecond a case."""
    found = (run_case(shelf, case) for pack in shelf.packs for case in pack.cases)
    return [failure for failure in found if failure is not None]
