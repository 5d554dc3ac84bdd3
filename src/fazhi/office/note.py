"""Add a remark to a matter; it proves nothing and counts for no duty."""

from __future__ import annotations

from fazhi.kernel.faults import AccessFault, FactFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.store import append, read

LIMIT = 2000


def add_note(actor: Actor, matter: str, text: str) -> int:
    """The id of the new note. Raises AccessFault, or FactFault when the text is empty or over LIMIT characters."""
    row = read.matter(matter)
    if row is None:
        raise AccessFault(Problem("本事项", "没有这个单位的权限", "", "", "no such matter"))
    require(actor, "note", row.unit)
    words = "".join(c for c in text if ord(c) >= 32 or c == "\n").strip()
    if not 0 < len(words) <= LIMIT:
        raise FactFault(
            Problem("备注", f"有{len(words)}字", f"1到{LIMIT}字", "改短或补写", "note is empty or too long")
        )
    return append.append_note(matter, words, clock.now(), actor.person)


def note_parts(text: str) -> list[str]:
    """`text` as notes of at most LIMIT characters, cut between lines where it can be; none for an empty text."""
    parts: list[str] = []
    for line in text.splitlines():
        pieces = [line[i : i + LIMIT] for i in range(0, len(line), LIMIT)] or [""]
        for piece in pieces:
            if parts and len(parts[-1]) + 1 + len(piece) <= LIMIT:
                parts[-1] += f"\n{piece}"
            else:
                parts.append(piece)
    return [p for p in parts if p.strip()]
