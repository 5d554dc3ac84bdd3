"""Log: columnar, sorted, read-only events. Rows are ordered by (unit, matter, day, seq)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fazhi.kernel.calendar import day_number, to_date
from fazhi.kernel.duties import Bound, Profile, Select
from fazhi.kernel.ledger import Fact

Rows = NDArray[np.int32]
ABSENT = -1
FEW = 16


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact on a step, as the store hands it over. `minute` of the day is -1 when no hour is known.

    `corrects` names the event it replaces; `void` means it replaces it with nothing.
    """

    id: int
    unit: str
    matter: str
    step: str
    happened_on: date
    minute: int = -1
    recorded_on: date | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    corrects: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Facts of one field, dictionary-coded: for row i the values at codes[offsets[i]:offsets[i+1]]."""

    offsets: Rows
    codes: Rows
    values: tuple[Bound, ...]

    def single(self, rows: Rows) -> Rows:
        """Code of the first value of each row; -1 where the row has none."""
        begin = self.offsets[rows]
        has = self.offsets[rows + 1] > begin
        if not len(self.codes):
            return np.full(len(rows), ABSENT, np.int32)
        return np.where(has, self.codes[np.minimum(begin, len(self.codes) - 1)], ABSENT).astype(np.int32)

    def numbers(self, rows: Rows) -> NDArray[np.float64]:
        """Numeric value of each row; NaN where there is none."""
        table = np.array([_number(v) for v in self.values] + [np.nan], np.float64)
        return table[self.single(rows)]

    def exploded(self, rows: Rows) -> tuple[Rows, Rows]:
        """(index into `rows`, code) for every value of the rows, for fields that list several."""
        begin, end = self.offsets[rows], self.offsets[rows + 1]
        count = end - begin
        which = np.repeat(np.arange(len(rows), dtype=np.int32), count)
        within = np.arange(len(which), dtype=np.int32) - np.repeat(np.cumsum(count) - count, count)
        return which, self.codes[np.repeat(begin, count) + within]


def _number(value: Bound) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


class Log:
    """Events as arrays. Price of building from events: one sort plus one pass over the facts."""

    def __init__(
        self,
        unit: Rows,
        matter: Rows,
        step: NDArray[np.int16],
        day: Rows,
        ids: NDArray[np.int64],
        *,
        units: Sequence[str],
        matters: Sequence[str],
        steps: Sequence[str],
        minute: Rows | None = None,
        recorded: Rows | None = None,
        columns: Mapping[str, Column] | None = None,
        matter_names: Mapping[str, str] | None = None,
    ) -> None:
        """The arrays must already be ordered by (unit, matter, day, seq); matter codes rise with the row.

        matter_names: what people call a matter id, where they call it anything.
        """
        self.unit, self.matter, self.step, self.day, self.ids = unit, matter, step, day, ids
        self.units, self.matters, self.steps = units, matters, steps
        self.minute, self.recorded = minute, recorded
        self.columns: Mapping[str, Column] = columns or {}
        self.matter_names: Mapping[str, str] = matter_names or {}
        self._selected: dict[Select, Rows] = {}
        self._pads: dict[Select, Rows] = {}
        self._counts: dict[Select, Rows] = {}
        self._answers: dict[tuple[Select, Select], Rows] = {}
        self._opened: dict[Profile, NDArray[np.bool_]] = {}

    @classmethod
    def from_events(cls, events: Iterable[Event], matter_names: Mapping[str, str] | None = None) -> Log:
        """Order, code and freeze; corrected events are left out (the correction stands in their place)."""
        kept = _standing(list(events))
        units = sorted({e.unit for e in kept})
        steps = sorted({e.step for e in kept})
        unit_code = {u: i for i, u in enumerate(units)}
        step_code = {s: i for i, s in enumerate(steps)}
        kept.sort(key=lambda e: (unit_code[e.unit], e.matter, e.happened_on, e.id))
        pairs = [(e.unit, e.matter) for e in kept]
        firsts = [i for i, p in enumerate(pairs) if i == 0 or p != pairs[i - 1]]
        size = [after - first for first, after in pairwise([*firsts, len(kept)])]
        return cls(
            np.array([unit_code[e.unit] for e in kept], np.int32),
            np.repeat(np.arange(len(firsts), dtype=np.int32), size),
            np.array([step_code[e.step] for e in kept], np.int16),
            np.array([day_number(e.happened_on) for e in kept], np.int32),
            np.array([e.id for e in kept], np.int64),
            units=units,
            matters=[pairs[i][1] for i in firsts],
            steps=steps,
            minute=np.array([e.minute for e in kept], np.int32),
            recorded=np.array([day_number(e.recorded_on or e.happened_on) for e in kept], np.int32),
            columns=_columns(kept),
            matter_names=matter_names,
        )

    def __len__(self) -> int:
        return len(self.step)

    @cached_property
    def _by_step(self) -> tuple[Rows, NDArray[np.int64]]:
        order = np.argsort(self.step, kind="stable").astype(np.int32)
        bounds = np.searchsorted(self.step[order], np.arange(len(self.steps) + 1))
        return order, bounds

    @cached_property
    def _step_code(self) -> dict[str, int]:
        return {s: i for i, s in enumerate(self.steps)}

    @cached_property
    def matter_end(self) -> Rows:
        """For each matter code up to the last, the row after its last row."""
        codes = np.arange((int(self.matter[-1]) + 1) if len(self) else 0)
        return np.searchsorted(self.matter, codes, side="right").astype(np.int32)

    @cached_property
    def days(self) -> tuple[int, int]:
        """First and last day of the log; (0, 0) when it is empty."""
        return (int(self.day.min()), int(self.day.max())) if len(self) else (0, 0)

    @cached_property
    def matter_last(self) -> Rows:
        """The last row of each matter that has rows, rising."""
        if not len(self):
            return np.empty(0, np.int32)
        return np.flatnonzero(np.append(self.matter[1:] != self.matter[:-1], True)).astype(np.int32)

    def rows(self, select: Select) -> Rows:
        """Rows of the selected events, rising. Price: a slice for a bare step, one comparison per `where`; cached."""
        found = self._selected.get(select)
        if found is None:
            found = self._selected[select] = self._find(select)
        return found

    def _find(self, select: Select) -> Rows:
        code = self._step_code.get(select.step)
        if code is None:
            return np.empty(0, np.int32)
        order, bounds = self._by_step
        rows = order[bounds[code] : bounds[code + 1]]
        for name, value in select.where:
            column = self.columns.get(name)
            wanted = _code_of(column, value)
            if column is None or wanted == ABSENT:
                return np.empty(0, np.int32)
            rows = rows[column.single(rows) == wanted]
        for name, least in select.minimum:
            column = self.columns.get(name)
            if column is None:
                return np.empty(0, np.int32)
            rows = rows[column.numbers(rows) >= least]
        return rows

    def fits(self, rows: Rows, profile: Profile) -> NDArray[np.bool_]:
        """Whether the matter of each row is one the profile is for, by its opening record. Price: one pass, then a look-up."""
        known = self._opened.get(profile)
        if known is None:
            known = self._opened[profile] = self._opened_with(profile)
        return known[self.matter[rows]]

    def _opened_with(self, profile: Profile) -> NDArray[np.bool_]:
        size = int(self.matter[-1]) + 1 if len(self) else 0
        fits = np.full(size, profile.but, np.bool_)
        column = self.columns.get(profile.field)
        if column is None or not size:
            return fits
        first = np.concatenate(([0], self.matter_last[:-1] + 1)).astype(np.int32)
        wanted = [c for c in (_code_of(column, v) for v in profile.values) if c != ABSENT]
        fits[self.matter[first]] = np.isin(column.single(first), wanted) != profile.but
        return fits

    def until(self, as_of: int) -> Log:
        """The log as it stood on day `as_of`: later events are left out. Returns itself when there are none."""
        keep = np.flatnonzero(self.day <= as_of).astype(np.int32)
        return self if len(keep) == len(self) else self._take(keep)

    def of_matters(self, first: int, last: int) -> Log:
        """The rows of matter codes first..last as a log of its own. Price: views, plus facts of those rows."""
        lo, hi = np.searchsorted(self.matter, [first, last + 1])
        return self._take(np.arange(lo, hi, dtype=np.int32))

    def _take(self, keep: Rows) -> Log:
        return Log(
            self.unit[keep],
            self.matter[keep],
            self.step[keep],
            self.day[keep],
            self.ids[keep],
            units=self.units,
            matters=self.matters,
            steps=self.steps,
            minute=None if self.minute is None else self.minute[keep],
            recorded=None if self.recorded is None else self.recorded[keep],
            columns={name: _taken(c, keep) for name, c in self.columns.items()},
            matter_names=self.matter_names,
        )

    @cached_property
    def coarse(self) -> bool:
        """True when some event has no hour, so that the order within its day is not known."""
        return self.minute is not None and bool((self.minute < 0).any())

    def following(self, rows: Rows, select: Select) -> Rows:
        """For each row the next selected event on its matter, -1 if none; on a day without hours an earlier one counts.

        Price: one look-up per row, by a running count when the rows are many, by binary search when they are few.
        """
        return self._beside(rows, select, forward=True)

    def preceding(self, rows: Rows, select: Select) -> Rows:
        """For each row the last selected event before it on its matter, -1 if none; the mirror of `following`."""
        return self._beside(rows, select, forward=False)

    def answers(self, trigger: Select, answer: Select) -> Rows:
        """`following` for all rows of `trigger`, remembered: several duties may ask it of one pair."""
        known = self._answers.get((trigger, answer))
        if known is None:
            known = self._answers[trigger, answer] = self.following(self.rows(trigger), answer)
        return known

    def _beside(self, rows: Rows, select: Select, *, forward: bool) -> Rows:
        if not len(self.rows(select)) or not len(rows):
            return np.full(len(rows), ABSENT, np.int32)
        padded = self._padded(select)
        found = self._same_matter(rows, padded, self._rank(rows, select, after=forward) + int(forward))
        if self.coarse and (found < 0).any():
            other = self._same_matter(rows, padded, self._rank(rows, select, after=not forward) + int(not forward))
            same_day = (other >= 0) & (other != rows) & (self.day[other] == self.day[rows])
            found = np.where((found < 0) & same_day, other, found)
        return found

    def _padded(self, select: Select) -> Rows:
        """Rows of `select` between two rows that belong to no matter."""
        known = self._pads.get(select)
        if known is None:
            nobody = np.array([len(self)], np.int32)
            known = self._pads[select] = np.concatenate((nobody, self.rows(select), nobody))
        return known

    def _rank(self, rows: Rows, select: Select, *, after: bool) -> NDArray[np.integer]:
        """How many selected rows lie before each row (`after`: or at it)."""
        if len(rows) * FEW < len(self):
            return np.searchsorted(self.rows(select), rows, side="right" if after else "left")
        count = self._counts.get(select)
        if count is None:
            marks = np.zeros(len(self) + 1, np.int32)
            marks[self.rows(select) + 1] = 1
            count = self._counts[select] = np.cumsum(marks, dtype=np.int32)
        return count.take(rows + 1) if after else count.take(rows)

    @cached_property
    def _matter_or_none(self) -> Rows:
        """Matter of each row, and of the row after the last none."""
        return np.append(self.matter, np.int32(ABSENT))

    def _same_matter(self, rows: Rows, padded: Rows, place: NDArray[np.integer]) -> Rows:
        found = padded.take(place)
        return np.where(self._matter_or_none.take(found) == self.matter.take(rows), found, np.int32(ABSENT))

    def fact(self, row: int, name: str) -> tuple[Bound, ...]:
        """Values of field `name` in `row`; empty when the record leaves it out."""
        column = self.columns.get(name)
        if column is None:
            return ()
        return tuple(column.values[c] for c in column.codes[column.offsets[row] : column.offsets[row + 1]])

    def date_of(self, row: int) -> date:
        """The day the event of `row` happened."""
        return to_date(int(self.day[row]))


def _standing(events: list[Event]) -> list[Event]:
    """Events that no later event corrects, without the void corrections themselves."""
    gone = {e.corrects for e in events if e.corrects is not None}
    return [e for e in events if e.id not in gone and not e.void]


def _code_of(column: Column | None, value: Bound) -> int:
    if column is None:
        return ABSENT
    for code, known in enumerate(column.values):
        if known == value and isinstance(known, bool) == isinstance(value, bool):
            return code
    return ABSENT


def _taken(column: Column, keep: Rows) -> Column:
    which, codes = column.exploded(keep)
    counts = np.bincount(which, minlength=len(keep)) if len(keep) else np.empty(0, np.int64)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return replace(column, offsets=offsets, codes=codes)


def _columns(events: Sequence[Event]) -> dict[str, Column]:
    """A column a fact name, in one pass over the facts: rows and values are gathered by name, then coded."""
    gathered: dict[str, tuple[list[int], list[Bound]]] = {}
    for row, event in enumerate(events):
        for name, value in event.facts.items():
            if value is None:
                continue
            rows, values = gathered.setdefault(name, ([], []))
            several = value if isinstance(value, tuple | list) else (value,)
            rows.extend([row] * len(several))
            values.extend(several)
    return {name: _column(len(events), *gathered[name]) for name in sorted(gathered)}


def _column(size: int, rows: Sequence[int], given: Sequence[Bound]) -> Column:
    table: dict[tuple[bool, Bound], int] = {}
    codes = [table.setdefault((isinstance(one, bool), one), len(table)) for one in given]
    counts = np.bincount(np.array(rows, np.int64), minlength=size) if rows else np.zeros(size, np.int64)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return Column(offsets, np.array(codes, np.int32), tuple(value for _, value in table))
