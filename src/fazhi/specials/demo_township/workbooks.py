"""The year 2025 as the township's Excel ledgers: one workbook a ledger, in the habits of people who keep them by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.kernel.units import Unit
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook
from fazhi.specials.demo_township.generate import Affair, Happening

MONTHLY_FROM = 40
WIDE = 12
NUMBER_GAP = 0.04
NOTED = 0.03
NOTES = ("照片已存档", "原件在司法所", "补填", "与党建活动合并开展")
SPOILT = ("2025.2.30", "几十人", "柳木村")


@dataclass(frozen=True, slots=True)
class Place:
    """A column: the day of a step (`field` None), one of its facts, or the unit (`step` None)."""

    step: Step | None
    field: Field | None
    spec: ColumnSpec


def workbooks(affairs: Iterable[Affair], names: Mapping[str, str], year: int, unit: Unit) -> dict[str, bytes]:
    """File name -> workbook, for the affairs written down in `year`. names: person id -> name.

    The biggest ledger has three rows that nobody can import: a day that does not exist, words for a number, an unknown village.
    """
    by_ledger: dict[str, list[Affair]] = {}
    for affair in affairs:
        if affair.year == year:
            by_ledger.setdefault(affair.ledger.id, []).append(affair)
    spoilt = max(by_ledger, key=lambda one: (by_ledger[one][0].ledger.unit_kinds != ("township",), len(by_ledger[one])))
    made = {}
    for id, rows in by_ledger.items():
        book = _Book(rows[0].ledger, names, year, unit)
        made[f"{unit.name}{year}年{book.ledger.title}台账.xlsx"] = book.write(rows, id == spoilt)
    return made


class _Book:
    """One ledger's workbook: a sheet a month when it is long and plain, else one sheet."""

    def __init__(self, ledger: Ledger, names: Mapping[str, str], year: int, unit: Unit) -> None:
        self.ledger, self.names, self.year, self.unit = ledger, names, year, unit
        self.chance = random.Random(f"{ledger.id}/{year}")
        self.several = ledger.unit_kinds != ("township",)

    def write(self, affairs: Sequence[Affair], spoilt: bool) -> bytes:
        """The workbook of these affairs."""
        recorded = [Affair(a.ledger, a.unit, a.year, self._of_year(a)) for a in affairs]
        places = self._places(recorded)
        if len(self.ledger.steps) > 1 or len(recorded) < MONTHLY_FROM:
            return write_workbook([self._sheet(f"{self.year}年", recorded, places, spoilt)])
        months: dict[int, list[Affair]] = {}
        for affair in recorded:
            months.setdefault(affair.happenings[0].on.month, []).append(affair)
        first = min(months)
        return write_workbook([self._sheet(f"{m}月", months[m], places, spoilt and m == first) for m in sorted(months)])

    def _of_year(self, affair: Affair) -> tuple[Happening, ...]:
        return tuple(h for h in affair.happenings if h.on.year <= self.year)

    def _places(self, affairs: Sequence[Affair]) -> list[Place]:
        used = {(h.step.id, k) for a in affairs for h in a.happenings for k in h.facts}
        days = {h.step.id for a in affairs for h in a.happenings}
        unit_word = "村" if self.ledger.unit_kinds == ("village",) else "单位"
        places = [Place(None, None, ColumnSpec(unit_word, "", 12, joined=True))] if self.several else []
        for n, step in enumerate(s for s in self.ledger.steps if s.id in days):
            group = step.title if len(self.ledger.steps) > 1 else ""
            places.append(Place(step, None, ColumnSpec("日期", group, 12, "date")))
            for m, field in enumerate(f for f in step.fields if (step.id, f.id) in used):
                label = field.synonyms[0] if field.synonyms and (n + m) % 3 == 2 else field.label
                kind = "number" if field.type == "number" else "text"
                places.append(Place(step, field, ColumnSpec(label, group, 18 if kind == "text" else 8, kind)))
        return places

    def _sheet(self, name: str, affairs: Sequence[Affair], places: Sequence[Place], spoilt: bool) -> LedgerSheet:
        rows = []
        number = 0
        for affair in sorted(affairs, key=lambda a: a.unit.id) if self.several else affairs:
            number += 2 if self.chance.random() < NUMBER_GAP else 1
            note = self.chance.choice(NOTES) if self.chance.random() < NOTED else ""
            rows.append((number, *(self._cell(affair, place) for place in places), note))
        if spoilt:
            rows += self._spoilt(rows, places, number)
        columns = (ColumnSpec("序号", "", 6, "number"), *(p.spec for p in places), ColumnSpec("备注", "", 14))
        total = (f"合计：{len(rows)}条", *("" for _ in columns[1:]))
        title = f"{self.unit.name}{self.year}年{self.ledger.title}台账"
        paper = "A3" if len(columns) > WIDE else "A4"
        return LedgerSheet(name, title, self.unit.name, f"{self.year}年", columns, tuple(rows), total, paper=paper)

    def _cell(self, affair: Affair, place: Place) -> object:
        if place.step is None:
            return affair.unit.name
        done = next((h for h in affair.happenings if h.step.id == place.step.id), None)
        if done is None:
            return None
        if place.field is None:
            return self._day(done.on)
        value = done.facts.get(place.field.id)
        if value is None or isinstance(value, bool):
            return None if value is None else "是" if value else "否"
        if isinstance(value, tuple):
            return "、".join(self.names.get(v, v) for v in value)
        if place.field.type == "choice":
            return dict(place.field.of).get(str(value), value)
        return date.fromisoformat(str(value)) if place.field.type == "date" else value

    def _day(self, on: date) -> object:
        """A day as somebody would type it: mostly a real date, often with dots, sometimes without the year."""
        way = self.chance.random()
        if way < 0.5 or on.year != self.year:
            return on
        if way < 0.8:
            return f"{on.year}.{on.month}.{on.day}"
        return f"{on.month}月{on.day}日"

    def _spoilt(
        self, rows: Sequence[tuple[object, ...]], places: Sequence[Place], number: int
    ) -> Iterable[tuple[object, ...]]:
        """Copies of the first row, each with one cell that makes no sense."""
        wrong = {
            next((i for i, p in enumerate(places) if p.step and p.field is None), None): SPOILT[0],
            next((i for i, p in enumerate(places) if p.field and p.field.type == "number"), None): SPOILT[1],
            next((i for i, p in enumerate(places) if p.step is None), None): SPOILT[2],
        }
        for n, (place, text) in enumerate(wrong.items(), start=1):
            if place is not None:
                cells = list(rows[0])
                cells[0], cells[place + 1] = number + n, text
                yield tuple(cells)
