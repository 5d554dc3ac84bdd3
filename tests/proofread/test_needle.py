"""A text without the needle cannot match; every rule's own matches hold theirs."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.needle import needle, needles

FOLDER = SHIPPED / "_proofread"
PATTERNS = [
    *tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))["typos"],
    *(w for row in tomllib.loads((FOLDER / "outdated.toml").read_text("utf-8"))["rule"] for w in row["words"]),
]
PLAIN = [p for p in PATTERNS if "(?!" not in p and "(?<" not in p and "(?=" not in p]


@given(st.data())
@settings(max_examples=1000, deadline=None)
def test_every_match_holds_the_needle(data):
    """Of patterns without a look ahead or behind, which the generator cannot make texts for."""
    pattern = data.draw(st.sampled_from(PLAIN))
    made = data.draw(st.from_regex(pattern, fullmatch=True))
    assert needle(pattern) in made and any(n in made for n in needles(pattern))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("(?:中华人民共和国)?婚姻法", "婚姻法"),
        ("甲乙|丙丁", ""),
        ("旧法?规定", "规定"),
        ("[^，]{0,6}(?:甲|乙)", ""),
        ("[甲乙]丙丁戊{0,2}", "丙丁"),
        (r"第\d+条款", "条款"),
    ],
)
def test_what_may_be_missing_is_no_needle(pattern, wanted):
    """Brackets, alternatives, classes and repeats."""
    assert needle(pattern) == wanted


def test_most_rules_have_one():
    """The control of the saving: otherwise every pattern would be tried on every text."""
    assert sum(bool(needle(p)) for p in PATTERNS) > 0.9 * len(PATTERNS)
