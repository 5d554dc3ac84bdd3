"""Loader errors name file, table, key, what is allowed and the nearest right key; all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi.kernel.faults import PackFault
from fazhi.packs.shelf import SHIPPED, load_shelf

EDITS = [
    ("duties.toml", 'kind = "after"', 'kind = "afterr"', ("kind", "afterr", "after")),
    ("duties.toml", "answer =", "anwser =", ("anwser", "answer")),
    ("duties.toml", 'unit = "working_day"', 'unit = "workday"', ("unit", "workday", "working_day")),
    ("duties.toml", "number = 7", "number = -7", ("number", "-7")),
    ("duties.toml", 'trigger = "penalty.decided"', 'trigger = "penalty.decide"', ("trigger", "penalty.decided")),
    ("duties.toml", "month = 1, day = 31", "month = 2, day = 30", ("2月30日",)),
    ("duties.toml", 'force = "statute"', 'force = "law"', ("force", "statute")),
    ("duties.toml", "since = 2021-07-15\nsources", 'since = "2021"\nsources', ("since", "日期")),
    ("ledger.toml", 'type = "number"', 'type = "numbr"', ("type", "number")),
    ("ledger.toml", 'name_field = "cause"', 'name_field = "causes"', ("name_field", "causes")),
    ("ledger.toml", 'title = "立案"', 'titel = "立案"', ("titel", "title")),
    ("report.toml", "{filed}件，][作出", "{fild}件，][作出", ("fild", "filed")),
    ("report.toml", "{short}个环节", "[几个]环节", ("方括号里没有数",)),
    ("duties.toml", 'lacking = "没有公开', 'lacking = "{counts}没有公开', ("counts", "required")),
    ("report.toml", "otherwise =", "otherwize =", ("otherwise", "otherwize")),
    ("report.toml", 'duty = ["penalty.prior-notice"', 'duty = ["penalty.prior-notis"', ("penalty.prior-notice",)),
    ("report.toml", "{short}个环节未达到", "均未达到", ("全称",)),
    ("pack.toml", 'id = "penalty"', 'id = "penalties"', ("id", "penalty")),
    ("cases.toml", 'duty = "penalty.service"', 'duty = "penalty.servise"', ("penalty.service",)),
]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of a shipped pack and those whose words it uses, with the calendar and the shared rosters."""
    for name in ("penalty", "assessment", "responsibility", "_calendar"):
        shutil.copytree(SHIPPED / name, tmp_path / "packs" / name)
    shutil.copy(SHIPPED / "rosters.toml", tmp_path / "packs")
    return tmp_path / "packs"


def edited(packs: Path, file: str, old: str, new: str) -> str:
    """The message after one edit of the pack."""
    path = packs / "penalty" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackFault) as caught:
        load_shelf(packs)
    return str(caught.value)


@pytest.mark.parametrize(("file", "old", "new", "words"), EDITS, ids=[f"{f}:{n[:24]}" for f, _, n, _ in EDITS])
def test_a_wrong_key_is_named(packs: Path, file: str, old: str, new: str, words: tuple[str, ...]) -> None:
    """The message names the file and says what is wrong and what was meant."""
    message = edited(packs, file, old, new)
    assert all(word in message for word in words), message


def test_control_the_copy_is_sound(packs: Path) -> None:
    """Without an edit nothing is refused."""
    assert len(load_shelf(packs).packs) == 3


def test_syntax_error_tells_the_line(packs: Path) -> None:
    """Broken TOML is told with its place."""
    message = edited(packs, "duties.toml", 'title = "处罚决定之前先告知"', "title = ")
    assert "penalty/duties.toml" in message and "line" in message


def test_all_problems_at_once(packs: Path) -> None:
    """Two faults in two files come in one message."""
    path = packs / "penalty" / "ledger.toml"
    path.write_text(path.read_text("utf-8").replace('title = "立案"', 'titel = "立案"', 1), "utf-8")
    message = edited(packs, "duties.toml", 'kind = "before"', 'kind = "befor"')
    assert "titel" in message and "befor" in message


def test_overlapping_versions_are_refused(packs: Path) -> None:
    """Two versions of a duty that hold on one day."""
    path = packs / "penalty" / "duties.toml"
    text = path.read_text("utf-8")
    block = text[text.index('[[duty."penalty.service"]]') : text.index('[[duty."penalty.publication"]]')]
    path.write_text(text + "\n" + block, "utf-8")
    with pytest.raises(PackFault, match="重叠"):
        load_shelf(packs)


def test_missing_cases_are_refused(packs: Path) -> None:
    """A duty without three cases is not shipped."""
    (packs / "penalty" / "cases.toml").write_text("", "utf-8")
    with pytest.raises(PackFault, match="案例"):
        load_shelf(packs)
