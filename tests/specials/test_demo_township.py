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
from fazhi.office.review import review
from fazhi.office.rules import shelf
from fazhi.specials.demo_township.build import affairs_until, build
from fazhi.specials.demo_township.people import TOWNSHIP, VILLAGES, holdings, units
from fazhi.specials.demo_township.plan import read_plan
from fazhi.store import models
from fazhi.store.verify import verify

LAST = date(2026, 11, 20)


def quiet(_: str) -> object:
    return lambda done, total: None


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


@pytest.mark.django_db
def test_it_is_built_through_the_import_once(settings, tmp_path: Path):
    """2025 comes by workbooks, of which three rows are refused; later years record by record; again adds nothing."""
    settings.DEMO_AS_OF = last = date(2026, 3, 2)
    settings.KEPT_SINCE = date(2025, 1, 1)
    settings.EVIDENCE_DIR, settings.HOME = tmp_path / "evidence", tmp_path
    built = build(tmp_path / "books", last, quiet)
    assert sum(rows[2] for rows in built.imported.values()) == 3
    assert sum(rows[0] for rows in built.imported.values()) == sum(a.year == 2025 for a in affairs_until(last))
    told = sum(len(a.happenings) for a in affairs_until(last))
    assert models.Event.objects.count() == told and verify().tampers == ()
    assert len(list((tmp_path / "books").glob("*（错误标注）.xlsx"))) == 1
    verdicts = {(f.duty.id, f.subject_name, f.verdict) for f in review(TOWNSHIP, last).exceptions}
    assert ("foi.reply", "清河镇集镇改造拆迁补偿明细", "late") in verdicts
    assert ("decision.legality-review-before-deliberation", "清河镇农贸市场改造项目", "violated") in verdicts
    again = build(tmp_path / "books", last, quiet)
    assert (sum(rows[0] for rows in again.imported.values()), again.recorded) == (0, 0)
    assert models.Event.objects.count() == told
