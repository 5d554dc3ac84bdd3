"""A county adds ledgers and promises without Python; it may ask more than the law, never less."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from fazhi.kernel.faults import PackFault
from fazhi.packs.cases import run_cases
from fazhi.packs.shelf import HENAN, SHIPPED, load_shelf

DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
EXAMPLE = SHIPPED / "_example_county"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the example county's folder."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "county"))


def spoilt(county: Path, old: str, new: str) -> str:
    """The message after one edit of the county's duties."""
    path = county / "yunling_local" / "duties.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackFault) as caught:
        load_shelf(SHIPPED, county)
    return str(caught.value)


def test_the_example_county_is_sound():
    """Its ledger, its promises and its cases stand beside the national ones, which do not change."""
    shelf = load_shelf(SHIPPED, EXAMPLE)
    assert "open_day" in shelf.ledgers and {"foi.reply", "yunling.foi-reply"} <= {d.id for d in shelf.duties}
    assert [f.words() for f in run_cases(shelf) if f.case.duty.startswith("yunling.")] == []
    assert "yunling.foi-reply" not in {d.id for d in load_shelf(SHIPPED).duties}


def test_a_promise_may_not_ask_less_than_the_law(county):
    """Twenty-five working days where the regulation gives twenty."""
    message = spoilt(county, "number = 15", "number = 25")
    assert "放宽了法定要求" in message and "期限25不短于20" in message and "yunling.foi-reply" in message


def test_nor_something_else(county):
    """Another unit, another answer, a duty that does not exist."""
    assert "期限单位不同" in spoilt(county, 'number = 15, unit = "working_day"', 'number = 15, unit = "calendar_day"')


def test_a_misspelt_duty_of_the_law_is_named(county):
    """With the nearest right one."""
    assert "改为 foi.reply" in spoilt(county, 'tightens = "foi.reply"', 'tightens = "foi.replly"')


def test_the_law_cannot_be_told_again(county):
    """A county that takes a duty's own id is told to give another."""
    message = spoilt(county, '[[duty."yunling.open-day"]]', '[[duty."foi.reply"]]')
    assert "更严的要求另起编号" in message


def test_a_countys_year_of_holidays_replaces_one_year_only(county):
    """The other years stay as shipped."""
    (county / "_calendar").mkdir()
    text = (SHIPPED / "_calendar" / "2026.toml").read_text("utf-8")
    (county / "_calendar" / "2026.toml").write_text(text.replace(", 2026-10-10]", "]"), "utf-8")
    ours, theirs = load_shelf(SHIPPED, county).calendar, load_shelf(SHIPPED).calendar
    days = [d for d in DAYS if ours.is_workday(d) != theirs.is_workday(d)]
    assert [str(d) for d in days] == ["2026-10-10"]


def test_gates_that_wait_for_each_other_are_refused(county):
    """Signing needs review, and the county lets review wait for signing."""
    path = county / "yunling_local" / "duties.toml"
    circle = """
[[duty."yunling.circle"]]
title = "互相等待"
says = "示例"
kind = "before"
act = "contract.legality_opinion_issued"
needs = "contract.signed"
gate = true
force = "local"
since = 2026-01-01
sources = [{ document = "云岭县政务公开服务承诺（虚构示例）", article = "第六条", status = "seed", since = 2026-01-01 }]
"""
    path.write_text(path.read_text("utf-8") + circle, "utf-8")
    with pytest.raises(PackFault, match="互相等待"):
        load_shelf(SHIPPED, HENAN, county)
