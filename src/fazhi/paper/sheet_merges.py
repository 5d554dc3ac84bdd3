"""The merged ranges of a sheet, found by row or column without looking at all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

Range = tuple[int, int, int, int]  # row, column, last row, last column, from 0


class Merges:
    """An index of ranges that do not overlap; of those that do, the one that begins lower is found. Price: a sort."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._beginning: dict[int, list[Range]] = {}
        self._of_column: dict[int, list[Range]] = {}
        for one in sorted(ranges):
            self._beginning.setdefault(one[0], []).append(one)
            self._of_column.setdefault(one[1], []).append(one)

    def beginning(self, row: int) -> Sequence[Range]:
        """Those whose first row it is, from the left."""
        return self._beginning.get(row, ())

    def within(self, first: int, last: int) -> Iterator[Range]:
        """Those that begin in rows `first` to `last`, from the top."""
        for row in range(first, last + 1):
            yield from self.beginning(row)

    def over(self, row: int, column: int) -> Range | None:
        """The one that a cell lies in."""
        found = (self.of_column(row, c) for c in range(column, -1, -1))
        return next((one for one in found if one is not None and column <= one[3]), None)

    def of_column(self, row: int, column: int) -> Range | None:
        """The one that begins in the column and goes through the row."""
        found = self._of_column.get(column, [])
        n = bisect_right(found, row, key=itemgetter(0))
        return found[n - 1] if n and row <= found[n - 1][2] else None
