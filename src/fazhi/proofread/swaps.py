"""错字 in longer terms (分篇包干), and words that rewriting tools put in for usual ones (窗口事情职员), told by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from fazhi.proofread.report import table
from fazhi.proofread.segment import NUMBER, SINGLE, is_rare
from fazhi.proofread.slips import FUNCTIONS, MEASURES, Language, language

SHORTEST, LONGEST = 3, 6
HOLE, ALIKE = "*", 2
LITTLE = FUNCTIONS - MEASURES  # the, of, and: they are never put in for another character


@cache
def _holed(path: Path) -> dict[str, tuple[tuple[int, str], ...]]:
    """Term with a hole in it -> (place of the hole, term)."""
    found: dict[str, list[tuple[int, str]]] = {}
    for term in table(path)["terms"].split():
        for k in range(len(term)):
            found.setdefault(term[:k] + HOLE + term[k + 1 :], []).append((k, term))
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _heads(path: Path) -> frozenset[str]:
    """Every beginning of every term."""
    return frozenset(term[:k] for term in table(path)["terms"].split() for k in range(1, len(term)))


@cache
def _around(path: Path) -> frozenset[str]:
    """What stands around one character of a term: the two before the last, the two behind the first, one on either side of any other."""
    terms = table(path)["terms"].split()
    inner = {t[k - 1] + HOLE + t[k + 1] for t in terms for k in range(1, len(t) - 1)}
    return frozenset(inner | {HOLE + t[1:3] for t in terms} | {t[-3:-1] + HOLE for t in terms if len(t) > SHORTEST})


def slips_in_terms(words: Sequence[str], kinds: str, path: Path) -> Iterator[tuple[int, str, str]]:
    """(offset, what stands there, the term) where whole pieces of a cut text spell a term but for one character that sounds or looks the same.

    Price: about 0.5 ms a thousand characters.
    """
    known, holed, heads = language(path), _holed(path), _heads(path)
    begins = list(accumulate(map(len, words), initial=0))
    tried: set[int] = set()
    for n in _suspects(words, kinds, begins, _around(path)):
        tried.update(range(max(0, n - LONGEST + 1), n + 1))
    for n in sorted(tried):
        # what stands before the slip is right, so a term begins with it
        if (kinds[n] == SINGLE and words[n] not in LITTLE) or words[n] in heads:
            found = _spelled(words[n : n + LONGEST], n > 0 and kinds[n - 1] == NUMBER, known, holed, heads)
            if found:
                yield begins[n], *found


def _suspects(words: Sequence[str], kinds: str, begins: list[int], around: frozenset[str]) -> Iterator[int]:
    """Single characters with what stands around some character of a term."""
    text = "".join(words)
    for single in re.finditer(SINGLE, kinds):
        at = begins[single.start()]
        before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
        if words[single.start()] not in LITTLE and (
            before[-1:] + HOLE + after[:1] in around or HOLE + after in around or before + HOLE in around
        ):
            yield single.start()


def _spelled(
    pieces: Sequence[str],
    after_number: bool,
    known: Language,
    holed: dict[str, tuple[tuple[int, str], ...]],
    heads: frozenset[str],
) -> tuple[str, str] | None:
    """(what stands there, the term) for the shortest run of pieces that is a term but for one character."""
    run, places = pieces[0], [0] if len(pieces[0]) == 1 else []
    for piece in pieces[1:]:
        if not places and run not in heads:
            return None
        if len(piece) == 1 and piece not in LITTLE:
            places.append(len(run))
        run += piece
        if len(run) > LONGEST:
            return None
        for place in places if len(run) >= SHORTEST else ():
            if (place == 0 and after_number) or (place == len(run) - 1 and len(run) == SHORTEST):
                continue
            for k, term in holed.get(run[:place] + HOLE + run[place + 1 :], ()):
                if k == place and term != run and known.alike(run[place], term[place]) == ALIKE and is_rare(run):
                    return run, term
    return None


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
    if swaps.keys().isdisjoint(words):
        return
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
