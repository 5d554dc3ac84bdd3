"""Every shipped sentence reads as official prose whatever its numbers are."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fazhi.kernel.duties import NoneOf, Select
from fazhi.kernel.figures import Figure
from fazhi.kernel.findings import Finding
from fazhi.kernel.sentences import BRANCHES, Section, compose
from fazhi.kernel.why import Facts
from fazhi.packs.shelf import load_shelf

SECTIONS = [s for s in load_shelf().sections]
TODAY = date(2026, 1, 10)
VERDICT = {"all_met": ("met", "met"), "any_missed": ("violated", "met"), "otherwise": ("open", "unproven")}
# Words of the ledger's machinery, of the corridor, and a whole made of one.
UNFIT = re.compile(
    r"[\[\]{}]|见台账|任务清单|不能说|迟了|(?<![\d.])0[一-龥]|，，|，。|^[，。、]|[^。]$|1[一-龥][^，。]*，均"
)


def said(section: Section, branch: str, number: int) -> str:
    """The sentence of a branch when every figure is `number`."""
    found = []
    for n, verdict in enumerate(VERDICT[branch]):
        duty = NoneOf(
            section.duties[0] if section.duties else "x", "示例", "S", "local", date(2020, 1, 1), what=Select("x")
        )
        facts = Facts(verdict, "", None, None, None, None, None, None, 1, 1, (), None, TODAY)
        found.append(Finding(duty, f"m{n}", f"示例事项{n}", "t", facts, (n,), None, "", f"k{n}"))
    figures = {name: Figure(number, ()) for name, _ in section.figures}
    made = compose(section, figures, found, 2025, TODAY)
    return made.text if made else "。"


def unfit(text: str) -> bool:
    """Whether a sentence may not go to the public."""
    return text != "。" and UNFIT.search(text) is not None


@pytest.mark.parametrize("number", [0, 1, 23])
@pytest.mark.parametrize("branch", BRANCHES)
def test_every_branch_reads_well(branch: str, number: int) -> None:
    """No count of 0, no 均 of one, no word of the machinery, with no, one and many records."""
    assert [t for t in (said(s, branch, number) for s in SECTIONS) if unfit(t)] == []


@pytest.mark.parametrize(
    "text",
    [
        "举行听证0次，要求均已落实。",
        "决定不予公开1件，均写明理由。",
        "其余3项见台账。",
        "有1件公布迟了。",
        "办理[{n}件]。",
    ],
)
def test_control_sentences_of_before_are_caught(text: str) -> None:
    """Control: what the reports said before is caught."""
    assert unfit(text)
