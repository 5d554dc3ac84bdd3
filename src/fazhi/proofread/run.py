"""Read a report with every family; findings in the order of the text."""

from __future__ import annotations

from pathlib import Path

from fazhi.proofread import claims, enumeration, figures, markup, outdated, personal, words, years
from fazhi.proofread.report import Mark, Report, unit_of, year_of

FOLDER, OUTDATED, WORDS = "_proofread", "outdated.toml", "words.toml"


def proofread(text: str, rules: Path, year: int = 0, unit: str = "", whole: bool = True) -> list[Mark]:
    """What a careful reader would mark in `text`.

    rules: the folder with outdated.toml and words.toml; year: the year it is about (0: as its first lines say); unit: whose it
    is (empty: as its first line says); whole: it is a whole report, whose parts can be missing. Price: about 1 ms a thousand
    characters.
    """
    report = Report(text, year or year_of(text), unit or unit_of(text))
    found = [
        *enumeration.marks(report),
        *outdated.marks(report, rules / OUTDATED),
        *(claims.missing(report) if whole else ()),
        *claims.absolute(report),
        *claims.vague(report, rules / WORDS),
        *words.marks(report, rules / WORDS),
        *words.foreign(report),
        *markup.marks(report),
        *personal.marks(report),
        *figures.marks(report),
        *years.marks(report),
    ]
    return sorted(found, key=lambda m: (m.start, m.end, m.family))
