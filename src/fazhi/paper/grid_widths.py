"""How wide each column of a table in the text is: by what stands in it, so that no usual word is broken."""

from __future__ import annotations

from dataclasses import replace

from fazhi.paper.document import Grid

TEXT_WIDTH = 156.0  # mm
CHARACTER, MARGINS = 3.71, 4.6  # mm: one of 10.5 points, and what stands free beside the words
NARROW_ENDS, NARROW = 0x2E80, 0.6  # letters, digits and signs against a Chinese character
LONG_HEAD = 4.0  # characters; a longer heading may take two lines
FIRST = 1.5  # the column of the names may be so many times as wide as another that is too wide


def grid_widths(grid: Grid) -> tuple[float, ...]:
    """Millimetres of each column, together the width of the text; what is too wide is cut, what is left over is shared."""
    needs = [_need(grid, n) for n in range(len(grid.head))]
    spare = TEXT_WIDTH - sum(needs)
    if spare >= 0:
        return tuple(need + spare / len(needs) for need in needs)
    return tuple(_cut(needs))


def fitted(grid: Grid) -> tuple[Grid, tuple[float, ...]]:
    """The table with its widths; a name too long for its column goes on after its colon, not in the middle of a word."""
    widths = grid_widths(grid)
    rows = tuple((_after_colon(row[0], widths[0]), *row[1:]) for row in grid.rows)
    return replace(grid, rows=rows), widths


def _after_colon(name: str, width: float) -> str:
    lead, colon, rest = name.partition("：")
    room = (width - MARGINS) / CHARACTER
    breaks = rest and width_of(name) > room >= max(width_of(lead) + 1, width_of(rest))
    return f"{lead}{colon}\n{rest}" if breaks else name


def _cut(needs: list[float]) -> list[float]:
    """Needs that are more than the text is wide, those beyond a fair share cut down to it."""
    shares = [FIRST if n == 0 else 1.0 for n in range(len(needs))]
    kept: set[int] = set()
    while True:
        left = TEXT_WIDTH - sum(needs[n] for n in kept)
        fair = left / sum(share for n, share in enumerate(shares) if n not in kept)
        small = {n for n, need in enumerate(needs) if n not in kept and need <= fair * shares[n]}
        if not small:
            return [need if n in kept else fair * shares[n] for n, need in enumerate(needs)]
        kept |= small


def _need(grid: Grid, column: int) -> float:
    head = width_of(grid.head[column])
    widest = max((width_of(row[column]) for row in grid.rows), default=0.0)
    return MARGINS + CHARACTER * max(head if head <= LONG_HEAD else head / 2 + 1, widest)


def width_of(text: str) -> float:
    """Width in Chinese characters, of the widest line."""
    return max(sum(1.0 if ord(c) >= NARROW_ENDS else NARROW for c in line) for line in text.split("\n"))
