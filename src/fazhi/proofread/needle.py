"""What must stand in a text for a pattern to match: looking for a few plain characters first is ten times cheaper than trying the pattern."""

from __future__ import annotations

import re

OPTIONAL = re.compile(r"[?*]|\{0?,")
PLAIN = re.compile("[\u4e00-\u9fffA-Za-z0-9《》“”]")


def needle(pattern: str) -> str:
    r"""The longest run of plain characters that every match of a pattern holds; "" when there is none.

    What stands in brackets or may be left out is not counted, and of alternatives nothing is.

    >>> needle("(?:中华人民共和国)?婚姻法(?!司法解释)"), needle("进一度"), needle("甲乙|丙丁"), needle(r"第\d+条款?规定")
    ('婚姻法', '进一度', '', '规定')
    """
    runs, run, depth, n = [], "", 0, 0
    while n < len(pattern):
        char = pattern[n]
        step = _length(pattern, n)
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            return ""
        kept = depth == 0 and step == 1 and PLAIN.match(char) and not OPTIONAL.match(pattern, n + 1)
        if kept:
            run += char
        else:
            runs.append(run)
            run = ""
        n += step
    return max((*runs, run), key=len)


def needles(pattern: str) -> tuple[str, ...]:
    """One needle for each alternative of a pattern: a text without any of them cannot match.

    >>> needles("甲乙丙|丁戊(?:己)?"), needles("甲乙|(?:丙|丁)")
    (('甲乙丙', '丁戊'), ('甲乙', ''))
    """
    found, depth, begin, n = [], 0, 0, 0
    while n < len(pattern):
        depth += (pattern[n] == "(") - (pattern[n] == ")")
        if pattern[n] == "|" and not depth:
            found.append(needle(pattern[begin:n]))
            begin = n + 1
        n += _length(pattern, n)
    return (*found, needle(pattern[begin:]))


def _length(pattern: str, n: int) -> int:
    """How many characters the class, the repeat or the escape at a place takes; 1 for any other."""
    ends = {"[": "]", "{": "}"}
    if pattern[n] in ends:
        return pattern.index(ends[pattern[n]], n + 2) + 1 - n
    return 2 if pattern[n] == "\\" else 1
