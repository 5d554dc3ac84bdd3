"""The invented township: always the same, sound, of a believable size, with the faults it was given."""

import copy
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import PackFault
from fazhi.kernel.ledger import check_facts
from fazhi.kernel.log import Event, Log
from fazhi.kernel.units import Roster
from fazhi.office.rules import shelf
from fazhi.specials.demo_township.build import affairs_until
from fazhi.specials.demo_township.people import VILLAGES, holdings, units
from fazhi.specials.demo_township.plan import read_plan

LAST = date(2026, 11, 20)


def test_it_is_always_the_same():
    """Nothing of the clock or of chance between two runs."""
    assert affairs_until(LAST) == affairs_until(LAST)


def test_a_shorter_story_is_the_beginning_of_the_longer():
    """What had happened by January is not told differently in November."""
    early = {(a.ledger.id, a.unit.id, a.key()): a for a in affairs_until(LAST)}
    for affair in affairs_until(date(2026, 1, 31)):
        whole = early[affair.ledger.id, affair.unit.id, affair.key()]
        assert whole.happenings[: len(affair.happenings)] == affair.happenings


def test_every_happening_fits_its_step_and_no_two_affairs_are_one():
    """Facts are of their fields; a key names one affair only."""
    affairs = affairs_until(LAST)
    wrong = [p for a in affairs for h in a.happenings for p in check_facts(h.step, h.facts)]
    keys = Counter((a.ledger.id, a.unit.id, a.key()) for a in affairs)
    assert wrong == [] and max(keys.values()) == 1
    assert max(h.on for a in affairs for h in a.happenings) <= LAST


def test_its_size_is_a_townships():
    """About two thousand events a year; twelve villages, six stations; nobody reads as real."""
    years = Counter(h.on.year for a in affairs_until(LAST) for h in a.happenings)
    assert 1900 < years[2025] < 2800 and 1700 < years[2026] < 2600
    kinds = Counter(u.kind for u in units())
    assert (kinds["village"], kinds["station"], len(set(VILLAGES))) == (12, 6, 12)
    assert all(h.name.startswith("示例·") for h in holdings())


def test_a_wrong_key_in_demo_toml_is_named():
    """Control: a misspelt key, step and field each come back with the nearest right one."""
    pack = next(p for p in shelf().packs if p.id == "foi")
    demo = copy.deepcopy(dict(pack.demo))
    demo["ledger"]["foi_request"]["per_yaer"] = 3
    demo["ledger"]["foi_request"]["step"]["foi.replly_issued"] = {}
    demo["defect"][0]["steps"]["foi.reply_isued"] = date(2025, 1, 1)
    broken = replace(shelf(), packs=(replace(pack, demo=demo),))
    with pytest.raises(PackFault) as raised:
        read_plan(broken)
    words = str(raised.value)
    assert all(w in words for w in ("per_yaer", "per_year", "foi.replly_issued", "foi.reply_isued"))


def judged_nowhere() -> set[str]:
    """Duties without a single finding in the invented township, judged from the story alone."""
    events, n = [], 0
    for affair in affairs_until(LAST):
        for h in affair.happenings:
            n += 1
            events.append(
                Event(
                    n,
                    affair.unit.id,
                    f"{affair.ledger.id}/{affair.key()}/{affair.unit.id}",
                    h.step.id,
                    h.on,
                    facts=h.facts,
                )
            )
    roster = Roster(units(), holdings(), shelf().roster_rules)
    log = Log.from_events(events)
    found = evaluate(shelf().duties, log, roster, shelf().calendar, LAST, "exceptions", date(2025, 1, 1))
    return {d.id for d in shelf().duties} - {duty for (_, duty, _), k in found.counts().items() if k}


def test_no_duty_is_silently_never_judged():
    """Those whose event never happened in two years are listed; any other that falls silent is noticed."""
    listed = set((Path(__file__).parent / "never_happened.txt").read_text("utf-8").split())
    assert judged_nowhere() == listed
