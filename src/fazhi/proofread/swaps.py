"""错字 in longer terms (分篇包干), and words that rewriting tools put in for usual ones (窗口事情职员), told by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from fazhi.proofread.report import table
from fazhi.proofread.segment import is_rare
from fazhi.proofread.slips import FUNCTIONS, HAN, MEASURES, Language, language

SHORTEST, LONGEST = 3, 6
HOLE = "*"


@cache
def _holed(path: Path) -> dict[str, tuple[tuple[int, str], ...]]:
    """Term with a hole in it -> (place of the hole, term)."""
    found: dict[str, list[tuple[int, str]]] = {}
    for term in table(path)["terms"].split():
        for k in range(len(term)):
            found.setdefault(term[:k] + HOLE + term[k + 1 :], []).append((k, term))
    return {key: tuple(rows) for key, rows in found.items()}


def slips_in_terms(words: Sequence[str], path: Path) -> Iterator[tuple[int, str, str]]:
    """(offset, what stands there, the term) where whole pieces of a cut text spell a term but for one character that sounds or looks the same.

    Price: about 1 ms a thousand characters.
    """
    known, holed = language(path), _holed(path)
    at = 0
    for n, word in enumerate(words):
        run = ""
        for piece in words[n : n + LONGEST]:
            run += piece
            if len(run) > LONGEST:
                break
            if len(run) >= SHORTEST and len(run) > len(word) and HAN.match(run):
                term = _term(run, words, n, known, holed)
                if term:
                    yield at, run, term
                    break
        at += len(word)


def _term(
    run: str, words: Sequence[str], n: int, known: Language, holed: dict[str, tuple[tuple[int, str], ...]]
) -> str:
    pieces, left = [], len(run)
    while left > 0:
        pieces.append(words[n + len(pieces)])
        left -= len(pieces[-1])
    for k in range(len(run)):
        for place, term in holed.get(run[:k] + HOLE + run[k + 1 :], ()):
            wrong, right = run[place], term[place]
            if (
                wrong == right
                or wrong in FUNCTIONS - MEASURES
                or (place == 0 and n and words[n - 1][-1:].isdigit())
                or known.alike(wrong, right) < 2
                or not is_rare(run)
            ):
                continue
            if _alone(place, pieces) and not (place == len(run) - 1 and len(run) == SHORTEST):
                return term
    return ""


def _alone(place: int, pieces: Sequence[str]) -> bool:
    """Whether the character at a place is no part of a usual word."""
    at = 0
    for piece in pieces:
        if at <= place < at + len(piece):
            return len(piece) == 1 or is_rare(piece)
        at += len(piece)
    return False


@cache
def _swaps(path: Path) -> dict[str, tuple[str, ...]]:
    """Word of a rewriting tool -> the usual words it may have been put in for."""
    found: dict[str, list[str]] = {}
    for right, wrongs in table(path)["swaps"].items():
        for wrong in wrongs.split():
            found.setdefault(wrong, []).append(right)
    return {wrong: tuple(rights) for wrong, rights in found.items()}


def swapped(words: Sequence[str], path: Path, usual: Path) -> Iterator[tuple[int, str, str]]:
    """(offset, what stands there, the usual words): beside its neighbour the usual word is often met and the other never."""
    known, swaps = language(usual), _swaps(path)
    at = 0
    for one, other in pairwise(words):
        firsts, seconds = swaps.get(one, ()), swaps.get(other, ())
        if (firsts or seconds) and len(one) == len(other) == 2 and not _beside(one, other, known):
            both = next((a + b for a in firsts for b in seconds if _beside(a, b, known) or not is_rare(a + b)), "")
            if both:
                yield at, one + other, both
            elif better := next((a for a in firsts if _beside(a, other, known)), ""):
                yield at, one, better
            elif better := next((b for b in seconds if _beside(one, b, known)), ""):
                yield at + len(one), other, better
        at += len(one)


def _beside(one: str, other: str, known: Language) -> bool:
    return other in known.after.get(one, ())
