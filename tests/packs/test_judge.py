"""Bare facts in, a verdict out; what is wrong is named with the nearest right word."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fazhi.packs.judge import judge
from fazhi.packs.shelf import load_shelf

SHELF = load_shelf()


def asked(duty: str, facts: dict[str, Any], as_of: str = "2026-03-20") -> dict[str, Any]:
    return judge(SHELF, json.dumps({"duty": duty, "facts": facts, "as_of": as_of}))


def test_unknown_duty_names_the_nearest() -> None:
    """A slip of the pen is answered with the duty meant."""
    assert "penalty.publication" in asked("penalty.publicaton", {})["error"]


def test_unknown_code_names_the_nearest() -> None:
    """So is an event code."""
    assert "penalty.decided" in asked("penalty.publication", {"penalty.decide": "2025-04-28"})["error"]


@pytest.mark.parametrize("bad", ["2025-13-01", "昨天", "2025/04/28", 20250428.5])
def test_a_date_that_is_none_is_refused(bad: object) -> None:
    """Every fact that should be a date and is not gives an error line, never a guess."""
    assert "error" in asked("penalty.publication", {"penalty.decided": bad})


@pytest.mark.parametrize(
    "line", ["", "[]", "{", '{"duty": 5}', '{"duty": "penalty.publication", "facts": []}', '{"dutty": "x"}']
)
def test_a_malformed_line_is_refused(line: str) -> None:
    """Lines that are no case are answered with what a case looks like."""
    answer = judge(SHELF, line, 7)
    assert answer["line"] == 7 and "error" in answer


def test_facts_after_the_day_are_not_known_yet() -> None:
    """What happens later does not count on the day asked."""
    facts = {"penalty.decided": "2025-04-28", "penalty.published": "2025-05-06"}
    assert asked("penalty.publication", facts, "2025-05-01")["verdict"] == "open"


def test_nothing_that_triggers() -> None:
    """Without its trigger a duty does not apply."""
    assert asked("penalty.publication", {})["verdict"] == "not_applicable"


def test_an_event_with_facts_of_its_own() -> None:
    """A table in place of a date gives further facts."""
    facts = {"penalty.decided": {"on": "2025-04-28", "amount": 200}}
    assert asked("penalty.publication", facts)["due"] == "2025-05-12"
