"""What stands hidden in a file, shown: how many places, and what the first of them say, shortened."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

SHOWN, LONGEST = 3, 40


def counted(what: str, said: Sequence[str], n: int = 0) -> str:
    """批注2处：“…”、“…”; of more than three the rest is only counted. n: how many there are, where some say nothing."""
    words = [short for one in said if (short := shortened(one))]
    told = "、".join(f"“{one}”" for one in words[:SHOWN])
    more = "等" if len(words) > SHOWN else ""
    return f"{what}{n or len(said)}处" + (f"：{told}{more}" if told else "")


def shortened(said: str) -> str:
    """One line of at most forty characters, without what a terminal obeys."""
    seen = "".join(" " if c.isspace() else c for c in said if c.isspace() or unicodedata.category(c)[0] != "C")
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
