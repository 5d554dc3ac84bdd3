"""From the rows of a table to requests to record: one row is one matter, with as many steps as it has days."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.ledger import Fact
from fazhi.office.requests import RecordRequest
from fazhi.office.sheet_columns import Mapped
from fazhi.office.sheet_values import Cell, CellFault, Context, day, fact, is_blank, unit, words
from fazhi.paper.sheet_mark import CellError
from fazhi.paper.sheet_read import SheetTable, TableRow

DIGEST = 12
Days = dict[tuple[str, int], date]
Facts = dict[tuple[str, int], dict[str, Fact]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as understood: where it stands, its requests in order, its note, and what is wrong with it.

    matter: the one at the desk that it tells of; empty when it has one of its own.
    runs: idempotency key -> which time, for requests of a step that is done more than once.
    homeless: it names no unit, and the heading names none of ours, which is told there.
    """

    sheet: str
    row: int
    mapped: Mapped
    requests: tuple[RecordRequest, ...] = ()
    note: str = ""
    errors: tuple[CellError, ...] = field(default=())
    matter: str = ""
    runs: Mapping[str, int] = field(default_factory=dict)
    homeless: bool = False

    @property
    def refused(self) -> bool:
        """Whether it cannot be recorded as it stands."""
        return bool(self.errors) or self.homeless


def row_key(name: str, opened_on: date, facts: Mapping[str, Fact]) -> str:
    """What a matter is known by in imports: its name and first day; a nameless one by its facts too."""
    if name:
        return f"{name}/{opened_on.isoformat()}"
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=list)
    return f"{opened_on.isoformat()}/{hashlib.sha256(text.encode()).hexdigest()[:DIGEST]}"


def event_key(unit: str, ledger: str, key: str, step: str, run: int = 1) -> str:
    """What one event is known by, so that the same row again adds nothing. run: which time, of a step done more than once."""
    again = f"\n{run}" if run > 1 else ""
    return hashlib.sha256(f"{unit}\n{ledger}\n{key}\n{step}{again}".encode()).hexdigest()


def rows_of(table: SheetTable, sheet: str, mapped: Mapped, home: str, context: Context, reason: str) -> list[Row]:
    """Every row of a table. home: the unit of rows that name none, empty when it is not known; reason: why they are recorded late."""
    return [_Reader(sheet, row, mapped, context, reason).read(home) for row in table.rows]


class _Reader:
    """Reads one row; collects what is wrong instead of stopping at the first."""

    def __init__(self, sheet: str, row: TableRow, mapped: Mapped, context: Context, reason: str) -> None:
        self.sheet, self.row, self.mapped, self.context, self.reason = sheet, row, mapped, context, reason
        self.errors: list[CellError] = []
        self.homeless = False

    def read(self, home: str) -> Row:
        """The row, with requests only when every cell is right."""
        where = self._unit(home)
        days, facts = self._cells()
        note_at = self.mapped.column_of("note")
        note = "" if note_at is None or is_blank(self.row.values[note_at]) else words(self.row.values[note_at])
        told = [] if self.errors else self._requests(where, days, facts)
        if self.errors or self.homeless:
            errors = tuple(self.errors)
            return Row(self.sheet, self.row.row, self.mapped, errors=errors, homeless=self.homeless)
        runs = {str(request.idempotency_key): run for request, run in told}
        return Row(self.sheet, self.row.row, self.mapped, tuple(r for r, _ in told), note, runs=runs)

    def _wrong(self, column: int | None, text: str) -> None:
        self.errors.append(CellError(self.sheet, self.row.row, column, text))

    def _unit(self, home: str) -> str:
        column = self.mapped.column_of("unit")
        ledger = self.mapped.ledger
        found = home
        if column is not None and not is_blank(self.row.values[column]):
            try:
                found = unit(words(self.row.values[column]), self.context)
            except CellFault as fault:
                self._wrong(column, str(fault))
                return found
        if not found:
            self.homeless = True
            return found
        known = self.context.units.get(found)
        if known is None or known.kind not in ledger.unit_kinds:
            name = known.name if known else "（未写明）"
            self._wrong(column, f"{name}不设“{ledger.title}”台账；请写明是哪个单位（如加一列“村”或“单位”）")
        return found

    def _cells(self) -> tuple[Days, Facts]:
        """(step, time) -> its day, and its facts."""
        days: Days = {}
        facts: Facts = {}
        for column, target in self.mapped.targets.items():
            value: Cell = self.row.values[column]
            if target.step is None or is_blank(value):
                continue
            done = (target.step.id, target.run)
            try:
                if target.field is None:
                    days[done] = day(value, self.context)
                else:
                    facts.setdefault(done, {})[target.field.id] = fact(target.field, value, self.context)
            except CellFault as fault:
                self._wrong(column, str(fault))
        return days, facts

    def _requests(self, where: str, days: Days, facts: Facts) -> list[tuple[RecordRequest, int]]:
        """What is to be recorded, the step that opens first, each with which time it is. The earliest opening step opens."""
        ledger = self.mapped.ledger
        steps = {s.id: s for s in ledger.steps}
        opening = min((d for d in days if steps[d[0]].opens), key=lambda d: days[d], default=None)
        if opening is None:
            columns = [c for s in ledger.steps if s.opens and (c := self.mapped.column_of("date", s.id)) is not None]
            titles = "”或者“".join(s.title for s in ledger.steps if s.opens)
            self._wrong(columns[0] if columns else None, f"没有填写“{titles}”的日期")
            return []
        for step, run in facts:
            if (step, run) not in days:
                text = f"填了“{steps[step].title}”的内容，但没有日期"
                self._wrong(self.mapped.column_of("date", step, run=run), text)
        name = str(facts.get(opening, {}).get(ledger.name_field, ""))
        key = row_key(name, days[opening], facts.get(opening, {}))
        order = {s.id: n for n, s in enumerate(ledger.steps)}
        done = sorted(days, key=lambda d: (d != opening, days[d], order[d[0]], d[1]))
        return [(self._request(where, d, days[d], facts.get(d, {}), key), d[1]) for d in done]

    def _request(
        self, where: str, done: tuple[str, int], on: date, facts: Mapping[str, Fact], key: str
    ) -> RecordRequest:
        return RecordRequest(
            step=done[0],
            happened_on=on,
            unit=where,
            facts=facts,
            late_reason=self.reason,
            key=key,
            idempotency_key=event_key(where, self.mapped.ledger.id, key, *done),
        )
