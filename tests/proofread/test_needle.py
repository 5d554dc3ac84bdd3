"""A text without what is needed cannot match; every rule's own matches hold theirs."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.needle import alternatives, needs

FOLDER = SHIPPED / "_proofread"
PATTERNS = [
    *tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))["typos"],
    *(w for row in tomllib.loads((FOLDER / "outdated.toml").read_text("utf-8"))["rule"] for w in row["words"]),
]
PLAIN = [p for p in PATTERNS if "(?!" not in p and "(?<" not in p and "(?=" not in p]


@given(st.data())
@settings(max_examples=1000, deadline=None)
def test_every_match_holds_what_is_needed(data):
    """Of patterns without a look ahead or behind, which the generator cannot make texts for."""
    pattern = data.draw(st.sampled_from(PLAIN))
    made = data.draw(st.from_regex(pattern, fullmatch=True))
    assert all(any(said in made for said in need) for need in needs(pattern))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("(?:中华人民共和国)?婚姻法", [{"婚姻法"}]),
        ("甲乙|丙丁", [{"甲乙", "丙丁"}]),
        ("甲乙|(?:丙丁)?", []),
        ("旧法?规定", [{"规定"}, {"旧"}]),
        ("[^，]{0,6}(?:甲|乙)", [{"甲", "乙"}]),
        ("[甲乙]丙丁戊{0,2}", [{"丙丁"}, {"甲", "乙"}]),
        (r"第\d+条款", [{"条款"}, {"第"}]),
        ("甲(?!乙)(?<!丙)(?=丁)(?P<n>戊)(?P=n)", [{"甲"}, {"丁"}, {"戊"}]),
        (r"[甲-丁]\[己\]|庚", [{"[己]", "庚"}]),
        ("[^甲]乙+丙", [{"乙"}, {"丙"}]),
        ("(?:甲乙|丙)(?:丁|戊){2,}", [{"丁", "戊"}, {"甲乙", "丙"}]),
    ],
)
def test_what_may_be_missing_is_not_needed(pattern, wanted):
    """Brackets, alternatives, classes, looks and repeats."""
    assert sorted(map(sorted, needs(pattern))) == sorted(map(sorted, wanted))


def test_a_bar_in_brackets_divides_nothing():
    """Groups and classes stay whole."""
    assert alternatives(r"甲(?:乙|丙)|[|)]丁|\|戊") == ["甲(?:乙|丙)", "[|)]丁", r"\|戊"]


def test_most_rules_need_something():
    """The control of the saving: otherwise every pattern would be tried on every text."""
    assert sum(bool(needs(p)) for p in PATTERNS) > 0.9 * len(PATTERNS)


@pytest.mark.parametrize("pattern", ["甲)", "(?i)甲"])
def test_what_it_cannot_read_is_told(pattern):
    """No pattern is half understood."""
    with pytest.raises(ValueError, match="甲"):
        needs(pattern)
