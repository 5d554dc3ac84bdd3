"""From the rows of a table to requests to record: one row is one matter, with as many steps as it has days."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.ledger import Fact, Ledger, Step
from fazhi.office.requests import RecordRequest
from fazhi.office.sheet_columns import Mapped
from fazhi.office.sheet_values import Cell, CellFault, Context, day, fact, is_blank, unit, words
from fazhi.paper.sheet_mark import CellError
from fazhi.paper.sheet_read import SheetTable, TableRow

DIGEST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row as understood: where it stands, its requests in order, its note, and what is wrong with it.

    matter: the one at the desk that it tells of; empty when it has one of its own.
    """

    sheet: str
    row: int
    mapped: Mapped
    requests: tuple[RecordRequest, ...] = ()
    note: str = ""
    errors: tuple[CellError, ...] = field(default=())
    matter: str = ""


def row_key(name: str, opened_on: date, facts: Mapping[str, Fact]) -> str:
    """What a matter is known by in imports: its name and first day; a nameless one by its facts too."""
    if name:
        return f"{name}/{opened_on.isoformat()}"
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=list)
    return f"{opened_on.isoformat()}/{hashlib.sha256(text.encode()).hexdigest()[:DIGEST]}"


def event_key(unit: str, ledger: str, key: str, step: str) -> str:
    """What one event is known by, so that the same row again adds nothing."""
    return hashlib.sha256(f"{unit}\n{ledger}\n{key}\n{step}".encode()).hexdigest()


def rows_of(table: SheetTable, sheet: str, mapped: Mapped, home: str, context: Context, reason: str) -> list[Row]:
    """Every row of a table. home: the unit of rows that name none; reason: why they are recorded late."""
    return [_Reader(sheet, row, mapped, context, reason).read(home) for row in table.rows]


class _Reader:
    """Reads one row; collects what is wrong instead of stopping at the first."""

    def __init__(self, sheet: str, row: TableRow, mapped: Mapped, context: Context, reason: str) -> None:
        self.sheet, self.row, self.mapped, self.context, self.reason = sheet, row, mapped, context, reason
        self.errors: list[CellError] = []

    def read(self, home: str) -> Row:
        """The row, with requests only when every cell is right."""
        where = self._unit(home)
        days, facts = self._cells()
        note_at = self.mapped.column_of("note")
        note = "" if note_at is None or is_blank(self.row.values[note_at]) else words(self.row.values[note_at])
        requests = () if self.errors else self._requests(where, days, facts)
        if self.errors:
            return Row(self.sheet, self.row.row, self.mapped, errors=tuple(self.errors))
        return Row(self.sheet, self.row.row, self.mapped, requests, note)

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
        known = self.context.units.get(found)
        if known is None or known.kind not in ledger.unit_kinds:
            name = known.name if known else "（未写明）"
            self._wrong(column, f"{name}不设“{ledger.title}”台账；请写明是哪个单位（如加一列“村”或“单位”）")
        return found

    def _cells(self) -> tuple[dict[str, date], dict[str, dict[str, Fact]]]:
        """Step -> its day, and step -> its facts."""
        days: dict[str, date] = {}
        facts: dict[str, dict[str, Fact]] = {}
        for column, target in self.mapped.targets.items():
            value: Cell = self.row.values[column]
            if target.step is None or is_blank(value):
                continue
            try:
                if target.field is None:
                    days[target.step.id] = day(value, self.context)
                else:
                    facts.setdefault(target.step.id, {})[target.field.id] = fact(target.field, value, self.context)
            except CellFault as fault:
                self._wrong(column, str(fault))
        return days, facts

    def _requests(
        self, where: str, days: Mapping[str, date], facts: Mapping[str, dict[str, Fact]]
    ) -> tuple[RecordRequest, ...]:
        ledger = self.mapped.ledger
        opening = next((s for s in ledger.steps if s.opens and s.id in days), None)
        if opening is None:
            first = next(s for s in ledger.steps if s.opens)
            self._wrong(self.mapped.column_of("date", first.id), f"没有填写“{first.title}”的日期")
            return ()
        for step in ledger.steps:
            if step.id in facts and step.id not in days:
                self._wrong(self.mapped.column_of("date", step.id), f"填了“{step.title}”的内容，但没有日期")
        name = str(facts.get(opening.id, {}).get(ledger.name_field, ""))
        key = row_key(name, days[opening.id], facts.get(opening.id, {}))
        steps = sorted((s for s in ledger.steps if s.id in days), key=lambda s: (s is not opening, days[s.id]))
        return tuple(self._request(where, ledger, s, days[s.id], facts.get(s.id, {}), key) for s in steps)

    def _request(
        self, where: str, ledger: Ledger, step: Step, on: date, facts: Mapping[str, Fact], key: str
    ) -> RecordRequest:
        return RecordRequest(
            step=step.id,
            happened_on=on,
            unit=where,
            facts=facts,
            late_reason=self.reason,
            key=key,
            idempotency_key=event_key(where, ledger.id, key, step.id),
        )
