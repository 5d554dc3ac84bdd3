"""What a cell says, as a fact of its field."""

import pytest

from fazhi.office.rules import shelf
from fazhi.office.sheet_values import CellFault, Context, fact

KIND = next(f for s in shelf().ledgers["penalty_case"].steps for f in s.fields if f.id == "kind")
HERE = Context(units={}, people={}, year=2025, month=None)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("警告", "warning"), ("通报批评", "warning"), ("警告、通报批评", "warning"), ("罚款", "fine")],
)  # fmt: skip
def test_a_part_of_a_choice_names_it(said, meant):
    """As ledgers write it: 警告 for 警告、通报批评."""
    assert fact(KIND, said, HERE) == meant


def test_a_clause_of_a_choice_is_not_the_choice():
    """已答复 does not say 不属实，已答复."""
    steps = shelf().ledgers["village_disclosure_complaint"].steps
    result = next(f for s in steps for f in s.fields if f.type == "choice" and any("，" in words for _, words in f.of))
    with pytest.raises(CellFault, match="不在可选项里"):
        fact(result, next(words for _, words in result.of if "，" in words).split("，")[1], HERE)


def test_what_names_none_is_told_with_what_may_stand_there():
    """Control: neither half of two choices nor a word of its own."""
    with pytest.raises(CellFault, match="不在可选项里；可填：警告、通报批评、罚款"):
        fact(KIND, "警告罚款", HERE)
