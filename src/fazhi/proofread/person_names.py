"""Where names of persons stand in a sentence: a surname and one or two characters between the words of the dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

from fazhi.proofread.personal_words import (
    AFTER_NAME,
    CHILD,
    COMPOUND,
    FAMILY,
    HAN,
    OFFICE,
    OFFICES_WORD,
    PERSON,
    SURNAMES,
    is_name,
)
from fazhi.proofread.segment import cut

FOREIGN = re.compile(rf"[{HAN}]{{2,6}}[·•・][{HAN}]{{2,8}}")
FOREIGN_BEFORE = re.compile(rf"(?:^|[^{HAN}·•・]|{PERSON}|{CHILD})(?P<name>[{HAN}]{{2,5}}[·•・][{HAN}]{{2,6}})$")
DOT = re.compile("[·•・]")
FOREIGN_LONGEST = 16
PARTED = re.compile(rf"{FAMILY} [{HAN}](?![{HAN}])")
PARTED_BEFORE = re.compile(rf"(?:^|[^{HAN}]|{PERSON}|{CHILD})(?P<name>{FAMILY} [{HAN}])$")
MARKS = re.compile(PERSON)
PLACES = re.compile(r"(?:镇|乡|县|市|区|村|社区|小区|路|街|大道|湾|屯|寨|庄|桥|河|山|洼|岗|家园|花园)(?!民)")
MARKED = re.compile(rf"{PERSON}[:：]?$")
DAYS = re.compile("[0-9一二三四五六七八九十][日号月]|[0-9]年")
HAN_NEXT = re.compile(f"[{HAN}]")
LONGEST, LEFT = 4, 8


def persons(sentence: str) -> list[tuple[int, int]]:
    """Places of what are likely names: no common word, and not after a figure."""
    return [
        (a, b)
        for a, b in names(sentence)
        if (is_name(sentence[a:b]) or MARKED.search(sentence[max(0, a - LEFT) : a]))
        and not sentence[a - 1 : a].isdigit()
    ]


def last_is_person(sentence: str) -> bool:
    """Whether a person stands in it, and no office after him."""
    found = persons(sentence)
    return bool(found) and not OFFICE.search(sentence, found[-1][1])


@lru_cache(maxsize=256)
def names(sentence: str) -> tuple[tuple[int, int], ...]:
    """Places of what may be names, in order. Price: about 1 µs a character."""
    found = [one.span() for one in FOREIGN.finditer(sentence)]
    edges = _edges(sentence) | {one.end() for one in MARKS.finditer(sentence)}
    done = 0
    for at in sorted(edges):
        if at >= done and (end := _end(sentence, at, edges)):
            found.append((at, end))
            done = end
    return tuple(sorted(found))


def name_at(text: str, at: int) -> str:
    """The name that begins at a place; empty when there is none."""
    near = text[at : at + LONGEST + LEFT]
    foreign = FOREIGN.match(near) or PARTED.match(near)
    return foreign[0] if foreign else near[: _end(near, 0, _edges(near))]


def name_before(text: str, at: int) -> str:
    """The name that ends at a place; empty when there is none."""
    begin = max(0, at - LONGEST - LEFT)
    near = text[begin:at]
    if parted := PARTED_BEFORE.search(near):
        return parted["name"]
    if DOT.search(near) and (foreign := FOREIGN_BEFORE.search(text, max(0, at - FOREIGN_LONGEST), at)):
        return foreign["name"]
    edges = _edges(near) | {0}
    sizes = [n for n in (4, 3, 2) if n <= len(near) and _fits(near[-n:])]
    closed = not HAN_NEXT.match(text, at)
    fit = [n for n in sizes if is_name(near[-n:], framed=True, closed=closed)]
    clean = [n for n in fit if len(near) - n in edges]
    return near[-(clean or fit)[0] :] if fit else ""


def _edges(text: str) -> frozenset[int]:
    """Where words begin and end."""
    made, at = {0, *(one.end() for one in DAYS.finditer(text))}, 0
    for word in cut(text):
        at += len(word)
        made.add(at)
    return frozenset(made)


def _fits(said: str) -> bool:
    """Whether the length is that of a name with its surname."""
    compound = said[:2] in COMPOUND
    return bool(re.fullmatch(rf"{FAMILY}[{HAN}]{{1,2}}", said)) and (len(said) < 4 or compound)


def _end(text: str, at: int, edges: frozenset[int]) -> int:
    """Where a name that begins here ends, the longest between words; 0: none begins here."""
    if text[at : at + 1] not in SURNAMES and text[at : at + 2] not in COMPOUND:
        return 0
    for size in (4, 3, 2):
        end = at + size
        said = text[at:end]
        closed = size > 2 and not HAN_NEXT.match(text, end)
        if end > len(text) or end not in edges or not _fits(said) or not is_name(said, framed=True, closed=closed):
            continue
        shorter = size > 2 and not closed and said[-1] in AFTER_NAME and end - 1 in edges and _fits(said[:-1])
        if shorter and is_name(said[:-1], framed=True):
            continue
        return 0 if PLACES.match(text, end) or OFFICES_WORD.match(text, end) else end
    return 0
