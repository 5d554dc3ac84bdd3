"""Sieves find what the bare pattern finds, in the same places, on every labelled text."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest

from fazhi import proofread
from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.outdated import rules
from fazhi.proofread.report import Report, each
from fazhi.proofread.sieve import Catalog, Mesh, Sieve, Sifted

LABELLED = Path(__file__).with_name("labelled.jsonl")
RULES = SHIPPED / "_proofread"


def told(value: object) -> list[tuple[Sieve, int]]:
    """The sieves in a constant of a module, with the flags they were made with."""
    if isinstance(value, Sieve):
        return [(value, value.meshes[0].pattern.flags & ~re.UNICODE)]
    return [s for v in value for s in told(v)] if isinstance(value, tuple) else []


SIEVES = [
    sieve
    for module in pkgutil.iter_modules(proofread.__path__)
    for value in vars(importlib.import_module(f"{proofread.__name__}.{module.name}")).values()
    for sieve in told(value)
]
SIEVES += [(rule.words, 0) for rule in rules(RULES / "outdated.toml")]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    rows = map(json.loads, LABELLED.read_text("utf-8").splitlines())
    return [Report(row["text"], 2024) for row in rows]


def test_the_same_matches(reports):
    """Of every sieve of the house."""
    found = 0
    for sieve, flags in SIEVES:
        plain = re.compile(sieve.pattern, flags)
        for report in reports:
            spans = [m.span() for m in plain.finditer(report.text)]
            assert [m.span() for m in each(sieve, report)] == spans, sieve.pattern
            found += len(spans)
    assert len(SIEVES) > 300 and found > 2000


def test_a_wrong_need_loses_matches(reports):
    """Control: the comparison sees it."""
    plain = re.compile("[一二三]是")
    wrong = Sifted(tuple(m for m in (Mesh(plain, (frozenset(["龘"]),)),) if m.fits(reports[0])))
    assert plain.search("".join(r.text for r in reports)) and not list(wrong.finditer(reports[0].text))


def test_none_matches_nothing():
    """An empty match would be found without end."""
    assert [s.pattern for s, _ in SIEVES if any(m.pattern.match("") for m in s.meshes)] == []


@pytest.mark.parametrize(
    ("pattern", "text", "spans"),
    [
        ("甲乙|乙丙|乙", "甲乙丙乙", [(0, 2), (3, 4)]),
        ("乙|乙丙", "乙丙", [(0, 1)]),
        ("丙|甲乙丙", "甲乙丙丙", [(0, 3), (3, 4)]),
        ("(甲)|(乙)", "乙甲", [(0, 1), (1, 2)]),
    ],
)
def test_alternatives_take_turns_as_in_re(pattern, text, spans):
    """The leftmost, then the first of them, then on from its end."""
    assert [m.span() for m in each(Sieve(pattern), Report(text, 0))] == spans
    assert [m.span() for m in re.finditer(pattern, text)] == spans


def test_letters_of_either_case():
    """With IGNORECASE nothing is looked for beforehand."""
    assert [m[0] for m in each(Sieve("kimi|甲", re.I), Report("KIMI说", 0))] == ["KIMI"]


def test_the_catalog_names_what_may_match():
    """By the first two characters; what needs nothing is always named."""
    catalog = Catalog([(frozenset(["甲乙丙", "丁"]),), (), (frozenset(["戊己"]),)])
    assert catalog.among(Report("甲乙", 0).pieces) == [0, 1]
    assert catalog.among(Report("己戊丁", 0).pieces) == [0, 1]
    assert catalog.among(Report("戊己", 0).pieces) == [1, 2]
