"""The evaluator agrees with a plain-Python oracle on random duties, logs and calendars."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.duties import After
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Event, Log
from fazhi.kernel.units import Roster
from tests.kernel import worlds
from tests.kernel.reference import Judged, judge

WORLDS, PARTS = int(os.environ.get("FAZHI_ORACLE_EXAMPLES", "20000")), 4  # drawn in all; in that many tests


def seen(finding: Finding) -> Judged:
    """A finding in the oracle's terms."""
    facts = finding.facts
    start = facts.window[0] if facts.window else facts.trigger_on
    flags = facts.flags
    return Judged(
        finding.duty.id,
        finding.subject,
        start,
        facts.verdict,
        facts.due,
        facts.raw_due,
        facts.due_if_rolled,
        facts.count,
        facts.required,
        "provisional" in flags,
        "disputed" in flags,
    )


def differences(world: worlds.Drawn) -> list[Judged]:
    """Findings that only one of the two evaluators gives."""
    calendar, log = world.calendar, Log.from_events(world.events)
    ours = Counter(seen(f) for f in evaluate(world.duties, log, world.roster, calendar, world.today).each())
    oracle = judge(
        world.duties,
        world.events,
        world.roster,
        calendar.is_workday,
        lambda d: d.year in calendar.official,
        world.today,
    )
    theirs = Counter(oracle)
    return [*(ours - theirs), *(theirs - ours)]


@pytest.mark.parametrize("part", range(PARTS))
def test_evaluator_and_oracle_agree(part: int) -> None:
    """On every random world both give the same findings."""
    for seed in range(part, WORLDS, PARTS):
        assert differences(worlds.draw(Random(seed))) == [], f"world {seed}"


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_evaluator_and_oracle_agree_shrinking(rng: Random) -> None:
    """The same on fewer worlds that hypothesis can shrink to the smallest that differs."""
    assert differences(worlds.draw(rng)) == []


def test_control_a_wrong_rule_is_noticed() -> None:
    """The comparison fails when the evaluator is given a different duty than the oracle."""
    from_a = After(
        "x.y", "示例", "S00", "local", date(2019, 1, 1), trigger=worlds.Select("a"), answer=worlds.Select("b")
    )
    longer = replace(from_a, term=worlds.Term(5, "calendar_day"))
    calendar = Calendar.of((), first_year=2020, last_year=2032)
    events = [Event(1, "t", "m", "a", date(2025, 1, 2))]
    roster = Roster((), (), ())
    ours = {seen(f) for f in evaluate([longer], Log.from_events(events), roster, calendar, date(2025, 2, 1)).each()}
    assert ours != set(judge([from_a], events, roster, calendar.is_workday, lambda d: True, date(2025, 2, 1)))
