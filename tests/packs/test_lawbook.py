"""The law book carries every citation; one it cannot carry is refused with what is there."""

import shutil
from pathlib import Path

import pytest

from fazhi.kernel.faults import PackFault
from fazhi.packs.lawbook import number_of
from fazhi.packs.shelf import SHIPPED, load_shelf


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of one shipped pack with what it leans on."""
    for name in ("foi", "_calendar", "_lawbook"):
        shutil.copytree(SHIPPED / name, tmp_path / "packs" / name)
    shutil.copy(SHIPPED / "rosters.toml", tmp_path / "packs")
    return tmp_path / "packs"


EDITS = [
    (
        "foi/duties.toml",
        'document = "中华人民共和国政府信息公开条例"',
        'document = "政府信息公开条列"',
        "改为“政府信息公开条例”",
    ),
    ("foi/duties.toml", 'article = "第二十六条"', 'article = "第五十七条"', "没有第57条"),
    (
        "foi/duties.toml",
        "since = 2018-12-29, until = 2025-12-31 }",
        "since = 2018-12-30, until = 2025-12-31 }",
        "没有 2018-12-30 施行的版本",
    ),
    ("_lawbook/laws.toml", 'rank = "法律"', 'rank = "法津"', "改为 法律"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), EDITS, ids=[e[3] for e in EDITS])
def test_a_citation_the_book_cannot_carry_is_refused(packs, file, old, new, words):
    """The message names the duty and what the book has."""
    path = packs / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackFault) as caught:
        load_shelf(packs)
    assert words in str(caught.value)


def test_control_the_copy_is_sound(packs):
    """Unedited, it loads, and laws answer to short names."""
    law = load_shelf(packs).laws.find("政府信息公开条例")
    assert law is not None and (law.rank, law.versions[0].articles) == ("行政法规", 56)


def test_numerals_of_articles():
    """As they stand in citations."""
    assert [number_of(w) for w in ("八", "十", "十四", "三十", "四十八", "一百零三", "一百二十")] == [
        8,
        10,
        14,
        30,
        48,
        103,
        120,
    ]
