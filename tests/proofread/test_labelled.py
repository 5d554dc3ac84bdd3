"""Texts that others wrote and labelled, in the manner of real reports: what the rules were mended by, and what they never saw.

Whoever mends a rule by a text of the set "unseen" makes it "seen". H is unseen: written by somebody who knew neither rules nor other
texts, and marked at first sight with precision 0.96, recall 0.94, 3 of 148 traps touched.
"""

import json
from pathlib import Path

import pytest

from bench.proofread import score

ROWS = [json.loads(line) for line in Path(__file__).with_name("labelled.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("kind", sorted({r["set"] for r in ROWS}))
def test_marks_agree_with_a_careful_reader(kind):
    """Nine marks of ten are right, eight defects of ten are found, one trap of twenty is touched at most."""
    made = score([r for r in ROWS if r["set"] == kind])
    assert made.precision >= 0.9 and made.recall >= 0.8 and made.touched <= 0.05 * made.traps, made


def test_the_measure_sees_a_reader_who_marks_nothing(monkeypatch):
    """The control: without marks nothing is hit."""
    monkeypatch.setattr("bench.proofread.proofread", lambda *a: [])
    made = score([r for r in ROWS if not r.get("compare_with")])
    assert made.hit == 0 and made.lost > 500
