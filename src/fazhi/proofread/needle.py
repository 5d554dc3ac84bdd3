"""What must stand in a text for a pattern to match: looking for a few characters first is ten times cheaper than trying the pattern."""

from __future__ import annotations

import re

Need = frozenset[str]  # one of these stands in every text that matches
REPEAT = re.compile(r"([?*+]|\{(\d*),?\d*\})[?+]?")
KIND = re.compile(r"\(\?(?:P<\w+>|P=\w+\)|<?[=!]|:)|\((?!\?)")
PASSED_OVER = ("(?!", "(?<!")
MOST = 24  # more of them are seldom all missing, and dear to look for


def needs(pattern: str) -> tuple[Need, ...]:
    r"""Sets of strings: a text that lacks all of one set cannot match. The rarest to meet come first, () when nothing is known.

    What may be left out counts for nothing, and so does a class with a range in it. Flags that change letters are not thought of.

    >>> [sorted(n) for n in needs("(?:中华人民共和国)?婚姻法(?!司法解释)")], [sorted(n) for n in needs("第[甲乙]+条|(?:丙丁|戊)")]
    ([['婚姻法']], [['丙丁', '戊', '第']])
    """
    found, end = _alternation(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"pattern ends at {end}: {pattern}")
    return tuple(sorted((n for n in found if len(n) <= MOST), key=_worth, reverse=True))


def alternatives(pattern: str) -> list[str]:
    """What stands between the bars outside all brackets.

    >>> alternatives("甲乙丙|丁(?:戊|己)|[|]")
    ['甲乙丙', '丁(?:戊|己)', '[|]']
    """
    found, begin, n, depth = [], 0, 0, 0
    while n < len(pattern):
        if pattern[n] == "|" and not depth:
            found.append(pattern[begin:n])
            begin = n + 1
        depth += (pattern[n] == "(") - (pattern[n] == ")")
        n = _class_end(pattern, n) if pattern[n] == "[" else n + (2 if pattern[n] == "\\" else 1)
    return [*found, pattern[begin:]]


def _worth(need: Need) -> tuple[int, int]:
    return min(map(len, need)), -len(need)


def _alternation(pattern: str, n: int) -> tuple[list[Need], int]:
    """What any branch up to the closing bracket needs: all of one branch, the most telling of each of several."""
    branches = []
    while True:
        branch, n = _branch(pattern, n)
        branches.append(branch)
        if n >= len(pattern) or pattern[n] == ")":
            break
        n += 1
    if len(branches) == 1:
        return branches[0], n
    if not all(branches):
        return [], n
    return [frozenset().union(*(max(b, key=_worth) for b in branches))], n


def _branch(pattern: str, n: int) -> tuple[list[Need], int]:
    """Up to a bar or a closing bracket."""
    found: list[Need] = []
    run = ""
    while n < len(pattern) and pattern[n] not in "|)":
        plain, needed, n = _atom(pattern, n)
        repeat = REPEAT.match(pattern, n)
        n = repeat.end() if repeat else n
        optional = repeat is not None and (repeat[1] in "?*" or repeat[2] in ("", "0"))
        if plain and not optional:
            run += plain
        else:
            found += [] if optional else needed
        if run and (not plain or repeat):
            found.append(frozenset([run]))
            run = ""
    return found + ([frozenset([run])] if run else []), n


def _atom(pattern: str, n: int) -> tuple[str, list[Need], int]:
    """(the character it is, or what it needs, where it ends) of a character, an escape, a class or a group."""
    char = pattern[n]
    if char == "[":
        end = _class_end(pattern, n)
        inside = pattern[n + 1 : end - 1]
        telling = not re.search(r"^\^|\\[a-zA-Z]|.-.", inside)
        return "", [frozenset(inside.replace("\\", ""))] if telling else [], end
    if char == "(":
        kind = KIND.match(pattern, n)
        if kind is None:
            raise ValueError(f"group at {n}: {pattern}")
        if kind[0].startswith("(?P="):
            return "", [], kind.end()
        found, end = _alternation(pattern, kind.end())
        return "", [] if kind[0] in PASSED_OVER else found, end + 1
    if char == "\\":
        return ("", [], n + 2) if pattern[n + 1].isalnum() else (pattern[n + 1], [], n + 2)
    return ("", [], n + 1) if char in ".^$" else (char, [], n + 1)


def _class_end(pattern: str, n: int) -> int:
    """Behind the bracket that closes a class."""
    n += 2 if pattern[n + 1] == "^" else 1
    n += 1 if pattern[n] == "]" else 0
    while pattern[n] != "]":
        n += 2 if pattern[n] == "\\" else 1
    return n + 1
