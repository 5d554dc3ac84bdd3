"""A superior's table of figures: a row for a unit, a village or a month, with what the ledger counts and sums for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.units import Unit
from fazhi.office import clock
from fazhi.office.form_meanings import Meaning
from fazhi.office.form_measures import Measures
from fazhi.office.form_understand import Understood
from fazhi.office.unit_names import units_called
from fazhi.paper.dates_zh import Span, month_named
from fazhi.paper.form_read import Heading
from fazhi.store import read
from fazhi.store.rows import EventRow

NAMED = 12  # rows that a warning names

Write = tuple[int, int, Heading, object]  # row, column, heading, value


@dataclass(slots=True)
class Figures:
    """What is to be written into a table whose rows stand for `kind` (unit, village, month), and what to look at.

    events: standing ones of the ledger in `scope`, the township `unit` with everything under it. Price: none, all is at hand.
    """

    sheet: Worksheet
    asked: Understood
    measures: Measures
    kind: str
    events: Sequence[EventRow]
    span: Span
    unit: str
    units: Mapping[str, Unit]
    scope: AbstractSet[str]
    warnings: list[str] = field(default_factory=list)

    def writes(self) -> Iterator[Write]:
        """Cell by cell, the names of empty rows too; `warnings` are whole when it ends."""
        heads = {self.asked.meanings[h.cell].kind: h for h in self._headings()}
        head = heads[self.kind]
        rows = {row: self.sheet.cell(row, head.column).value for row in self.asked.blank.rows}
        found = self._months(rows) if self.kind == "month" else self._places(rows)
        for number, (row, name, events) in enumerate(found, start=1):
            yield row, head.column, head, name
            for heading in self._headings() if events is not None else ():
                meaning = self.asked.meanings[heading.cell]
                if meaning.kind == "sequence":
                    yield row, heading.column, heading, number
                elif meaning.step is not None:
                    yield row, heading.column, heading, self._figure(meaning, heading, events or [])

    def _headings(self) -> Iterator[Heading]:
        return (h for h in self.asked.blank.headings if h.cell in self.asked.meanings)

    def _months(self, rows: Mapping[int, object]) -> Iterator[tuple[int, str, list[EventRow] | None]]:
        """Rows of months with what happened in them; of a month that lies in the span in part, what lies in the span."""
        strange, outside, cut = [], [], []
        for row, value in rows.items():
            name = _words(value)
            month = month_named(name)
            if month is None:
                strange += [name] if name else []
                continue
            days = self._days(*month)
            if days is None:
                outside.append(name)
            elif days[0].day != 1 or (days[1] + timedelta(days=1)).day != 1:
                cut.append(f"{name}（{days[0]}到{days[1]}）")
            yield row, "", None if days is None else [e for e in self.events if days[0] <= e.happened_on <= days[1]]
        self._warn("这几行没有认出，没有填", strange)
        self._warn("这几个月不在填的日期里，留空了", outside)
        self._warn("只填了这个月的一部分", cut)
        if not any(map(_words, rows.values())):
            self.warnings.append("月份一栏是空的，没有填；请先写上月份再填。")

    def _days(self, year: int | None, month: int) -> Span | None:
        """The days of a month that lie in the span and not after today; of the year said, else of the one in the span."""
        begin, end = self.span[0], min(self.span[1], clock.today())
        for one in (year,) if year else range(begin.year, end.year + 1):
            first = date(one, month, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            if max(first, begin) <= min(last, end):
                return max(first, begin), min(last, end)
        return None

    def _places(self, rows: Mapping[int, object]) -> Iterator[tuple[int, str, list[EventRow] | None]]:
        """Rows of units or villages: printed names are looked up, the others are written into empty rows in their order."""
        names = {row: _words(value) for row, value in rows.items()}
        known = {row: self._place(name) for row, name in names.items() if name}
        printed = {unit.id for unit in known.values() if unit}
        waiting = iter(self._own(printed))
        for row, name in names.items():
            unit = known[row] if name else next(waiting, None)
            if unit is not None:
                below = read.below(unit.id, self.units)
                inside = [e for e in self.events if self.span[0] <= e.happened_on <= self.span[1] and e.unit in below]
                yield row, "" if name else unit.name, inside
            elif name:
                yield row, "", None
        self._warn("这几行没有认出，没有填", [names[row] for row, unit in known.items() if unit is None])
        self._warn("空行不够，没有写进去", [unit.name for unit in waiting])

    def _own(self, printed: AbstractSet[str]) -> list[Unit]:
        """Who is written into empty rows: the township where no unit of its own is printed, or each village that is not."""
        if self.kind == "unit":
            return [] if printed else [self.units[self.unit]]
        villages = [u for u in self.units.values() if u.id in self.scope - printed and u.kind == "village"]
        return sorted(villages, key=lambda u: u.id)

    def _place(self, printed: str) -> Unit | None:
        """The one unit of ours that a name means: 清河镇人民政府, 柳湾村村委会, 清河镇柳湾村, 柳湾."""
        found = units_called(printed, {u.id: u for u in self.units.values() if u.id in self.scope})
        return found[0] if len(found) == 1 else None

    def _figure(self, meaning: Meaning, heading: Heading, events: Sequence[EventRow]) -> float | int | None:
        assert meaning.step is not None
        rows = [e for e in events if e.step == meaning.step.id]
        if meaning.field is not None and meaning.kind == "sum":
            total = sum(v for e in rows if isinstance(v := e.facts.get(meaning.field.id), int | float))
            return self.measures.measured(total, heading, meaning.field)
        if meaning.field is not None:
            rows = [e for e in rows if e.facts.get(meaning.field.id) in meaning.choices]
        return len(rows)

    def _warn(self, what: str, names: Sequence[str]) -> None:
        if names:
            more = f"等{len(names)}行" if len(names) > NAMED else ""
            self.warnings.append(f"{what}：{'、'.join(names[:NAMED])}{more}。")


def _words(value: object) -> str:
    """What a row is called: words without blanks, of a day its month."""
    if isinstance(value, date | datetime):
        return f"{value.year}年{value.month}月"
    return re.sub(r"\s+", "", str(value if value is not None else ""))
