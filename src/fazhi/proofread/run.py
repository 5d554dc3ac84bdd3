"""Read a report with every family; findings in the order of the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fazhi.proofread import (
    arithmetic,
    claims,
    copied,
    counted,
    enumeration,
    figures,
    in_force,
    law_names,
    markup,
    outdated,
    paragraph_ends,
    parts,
    quantities,
    sensitive,
    signed,
    table_sums,
    vague,
    wholes,
    words,
    years,
)
from fazhi.proofread.report import SEVERITIES, Mark, Report, unit_of, year_of

FOLDER, OUTDATED, WORDS, SETS = "_proofread", "outdated.toml", "words.toml", "sets.toml"
PAPERS, VAGUE, LAWS = "papers.toml", "vague.toml", "laws.toml"

ABSOLUTE = "4_absolute"
ONCE = (figures.FAMILY, ABSOLUTE)
OLD = "2_outdated"

OF_LAST_YEAR, TITLE_REACH = "政府工作报告", 200  # given in January to the congress, about the year before


def proofread(text: str, rules: Path, year: int = 0, unit: str = "", whole: bool = True) -> list[Mark]:
    """What a careful reader would mark in `text`.

    rules: the folder with outdated.toml and words.toml; year: the year it is about (0: as its first lines say); unit: whose it
    is (empty: as its first line says); whole: it is a whole report, whose parts can be missing. Price: about 5 ms a thousand
    characters.
    """
    about = year or year_of(text)
    if about and OF_LAST_YEAR in text[:TITLE_REACH]:
        about -= 1
    report = Report(text, about, unit or unit_of(text))
    found = [
        *enumeration.marks(report, rules / SETS),
        *counted.marks(report),
        *outdated.marks(report, rules / OUTDATED),
        *law_names.misnamed(report, rules / LAWS),
        *(parts.missing(report) if whole else ()),
        *claims.absolute(report),
        *vague.marks(report, rules / VAGUE),
        *words.marks(report, rules / WORDS),
        *copied.marks(report, rules / words.LANGUAGE),
        *markup.marks(report),
        *sensitive.marks(report),
        *figures.marks(report),
        *arithmetic.marks(report),
        *quantities.marks(report),
        *wholes.marks(report),
        *years.marks(report, rules / PAPERS),
        *in_force.marks(report, rules / PAPERS),
        *table_sums.marks(report),
        *paragraph_ends.marks(report),
        *signed.marks(report),
    ]
    found = _told_once(found)
    claimed = [m for m in found if m.family == ABSOLUTE]  # a claim of all says something, though too much
    found = [m for m in found if m.family != "5_vague" or not any(m.start < c.end and c.start < m.end for c in claimed)]
    return sorted(found, key=lambda m: (m.start, m.end, m.family))


def _told_once(found: list[Mark]) -> list[Mark]:
    """Without sums and claims that another rule has marked already at the same words; two marks of one old law are one.

    Price: the characters that are marked.
    """
    kept: list[Mark] = []
    taken: dict[tuple[str, int], int] = {}  # family and place of a character -> its mark in `kept`
    for mark in found:
        if mark.family not in (*ONCE, OLD):
            kept.append(mark)
            continue
        places = [(mark.family, place) for place in range(mark.start, mark.end)]
        at = next((taken[p] for p in places if p in taken), -1)
        if at < 0:
            kept.append(mark)
            taken.update(dict.fromkeys(places, len(kept) - 1))
        elif mark.family == OLD:
            kept[at] = _whole(kept[at], mark)
            taken.update(dict.fromkeys(places, at))
    return kept


def _whole(one: Mark, other: Mark) -> Mark:
    """The more severe of two marks, over the characters of both."""
    severe = min(one, other, key=lambda m: SEVERITIES.index(m.severity))
    return replace(severe, start=min(one.start, other.start), end=max(one.end, other.end))
