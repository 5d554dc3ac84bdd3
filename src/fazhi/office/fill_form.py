"""填任意上级表: a superior's blank form filled in place from the ledgers; what is not known stays empty and is listed."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.faults import ChoiceFault, InputFault, Problem
from fazhi.kernel.ledger import Field, Ledger
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.form_cells import Refused, is_lost, room_for, takes
from fazhi.office.form_fit import WORDS, bare
from fazhi.office.form_guessed import guessed
from fazhi.office.form_letters import alike
from fazhi.office.form_meanings import Meaning
from fazhi.office.form_memory import ledger_called, put_right, remembered
from fazhi.office.form_understand import Understood, counting, understand
from fazhi.office.prepare import fact_words, names_of
from fazhi.packs.read_toml_once import toml_once
from fazhi.paper.dates_zh import year_in
from fazhi.paper.form_lists import drop_downs
from fazhi.paper.form_read import Blank, Heading, lost_on_saving, open_form, read_form
from fazhi.store import read
from fazhi.store.rows import EventRow, MatterRow

MEASURE = re.compile(r"[（(]([^）)]*)[）)]")
MOST = 5000
SIGNED = re.compile("填报|填表|制表|报送")  # what follows a title says when it was written
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled: the bytes, the ledger, what each heading was taken for, headings left empty, rows written and added.

    guessed: of those, the ones taken by their sense and not by name, in words, until the township has looked at the form once.
    measure: what a row is, 件 or, of figures, 行. warnings: what the person who sends it should look at.
    span: the days whose records are in it; note: why they are not this year's, when the title said so.
    """

    content: bytes
    ledger: Ledger
    taken: Mapping[str, str]
    left: tuple[str, ...]
    n_rows: int
    added: int
    measure: str
    span: tuple[date, date]
    guessed: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    note: str = ""


def fill(
    actor: Actor,
    content: bytes,
    name: str,
    unit: str,
    span: tuple[date, date] | None,
    *,
    ledger: str = "",
    matter: str = "",
) -> Filled:
    """Fill a form for township `unit` with what happened in `span`; `matter` names the record a form of label and cell is about.

    span: None for the year that the title names, else this year to today.
    Raises AccessFault, InputFault. Widths, merges, formulas and print set-up stay. Price: opening the workbook, four queries.
    """
    require(actor, "read", unit)
    book = open_form(content, name)
    asked, seen = _asked(_with_room(read_form(book)), unit, ledger)
    kind = counting(asked.meanings, asked.blank)
    span, note = (span, "") if span else titled_span(asked.blank)
    _check_span(span, kind)
    scope = read.below(unit, actor.units)
    matters, _ = read.matters(scope, asked.ledger.id, "", (None, None), size=MOST)
    events = read.events_of_matters([m.id for m in matters])
    told = _told(asked, matters, events, span, matter)
    pen = Pen(book[asked.blank.sheet], asked, names_of(e.facts for r in events.values() for e in r), actor, unit)
    added = 0
    if not asked.blank.rows:
        _one(pen, told, matter)
    elif kind:
        pen.counts(kind, [e for m in matters for e in events.get(m.id, ()) if _standing(e)], span, scope)
    else:
        added = pen.listed(told)
    out = io.BytesIO()
    book.save(out)
    left, taken = _mapping(asked)
    said = (*_warnings(asked.blank, span), *pen.refused.said(), *lost_on_saving(content, name))
    number = len(pen.written) if asked.blank.rows else len(told)
    measure, look = "行" if kind else "件", () if seen else guessed(asked)
    return Filled(out.getvalue(), asked.ledger, taken, left, number, added, measure, span, look, said, note)


def _mapping(asked: Understood) -> tuple[tuple[str, ...], dict[str, str]]:
    """Headings left empty, and what each of the others was taken for."""
    named = [("·".join(h.path), asked.meanings.get(h.cell)) for h in asked.blank.headings]
    return tuple(words for words, m in named if m is None), {words: m.code() for words, m in named if m is not None}


def _asked(blank: Blank, unit: str, ledger: str) -> tuple[Understood, bool]:
    """What the form asks for, with what the township put right before (then also True) unless another ledger is chosen now."""
    kept, cells = remembered(blank, unit)
    found = understand(blank, ledger_called(ledger or kept))
    if found.ledger.id != kept:
        return found, False
    return Understood(blank, found.ledger, put_right(found.ledger, found.meanings, cells)), True


def usual_span() -> tuple[date, date]:
    """This year to today."""
    today = clock.today()
    return date(today.year, 1, 1), today


def titled_span(blank: Blank) -> tuple[tuple[date, date], str]:
    """The past year that the title names, and that it was taken; the usual days without one."""
    begin, today = usual_span()
    year = year_in(SIGNED.split(blank.title)[0])
    if year is None or year >= today.year:
        return (begin, today), ""
    span = date(year, 1, 1), date(year, 12, 31)
    return (
        span,
        f"表的标题写的是{year}年，日期没有另选，填的是{span[0]}到{span[1]}的记录；只要其中几个月的，请改日期再填。",
    )


def _with_room(blank: Blank) -> Blank:
    """The form itself; refused where there is nowhere to write, whatever it asks for."""
    if not blank.rows and not any(h.answer for h in blank.headings):
        raise InputFault(
            Problem("表格", "表头下面没有空着等填的行", "表头下面有空行", "在表头下面留几行空行", "no rows wait")
        )
    return blank


def _check_span(span: tuple[date, date], kind: str) -> None:
    """Refuse days in the wrong order, and for a form of months (`kind`) a month that comes twice."""
    begin, end = span
    if begin > end:
        raise InputFault(
            Problem("日期", f"从{begin}到{end}，头尾反了", "开始不晚于结束", "改日期", "begin is after end")
        )
    if kind == "month" and 12 * (end.year - begin.year) + end.month - begin.month >= 12:
        what = f"表按月份填，从{begin}到{end}有同一个月的两年"
        raise InputFault(Problem("日期", what, "十二个月以内", "按年度分开填", "the same month of two years"))


def _warnings(blank: Blank, span: tuple[date, date]) -> tuple[str, ...]:
    year = year_in(SIGNED.split(blank.title)[0])
    if year is None or span[0].year == span[1].year == year:
        return ()
    return (f"表的标题写的是{year}年，填的是{span[0]}到{span[1]}的记录，请核对日期。",)


def _standing(event: EventRow) -> bool:
    return not event.void and not event.corrected_by


Told = tuple[MatterRow, dict[str, EventRow]]


def _told(
    asked: Understood,
    matters: Sequence[MatterRow],
    events: Mapping[str, Sequence[EventRow]],
    span: tuple[date, date],
    only: str,
) -> list[Told]:
    """Matters that opened in the span, the oldest first, each with its standing record of every step."""
    rows: list[Told] = []
    for one in sorted(matters, key=lambda m: (m.opened_on, m.name)):
        standing = {e.step: e for e in events.get(one.id, ()) if _standing(e)}
        wanted = one.id == only if only else span[0] <= one.opened_on <= span[1]
        if standing and wanted:
            rows.append((one, standing))
    return rows


def _one(pen: Pen, told: Sequence[Told], matter: str) -> None:
    if not told:
        return
    if not matter and len(told) > 1:
        names = "、".join(m.name for m, _ in told[:8])
        problem = Problem("表格", f"这张表只填一件，台账里有{len(told)}件", names, "选一件再填", "choose one record")
        raise ChoiceFault(problem, ((m.id, f"{m.name}（{m.opened_on}）") for m, _ in told))
    for heading in pen.asked.blank.headings:
        meaning = pen.asked.meanings.get(heading.cell)
        if meaning is not None and heading.answer:
            pen.put(
                pen.sheet[heading.answer].row,
                pen.sheet[heading.answer].column,
                heading,
                pen.value(meaning, heading, told[0], 1),
            )


class Pen:
    """Writes into a form's empty cells; a cell that holds something, or a formula, is left as it is."""

    def __init__(self, sheet: Worksheet, asked: Understood, people: Mapping[str, str], actor: Actor, unit: str) -> None:
        self.sheet, self.asked, self.people, self.actor, self.unit = sheet, asked, people, actor, unit
        self.drop_downs = drop_downs(sheet)
        self.refused = Refused()
        self.written: set[int] = set()  # rows that hold more than a number now

    def listed(self, told: Sequence[Told]) -> int:
        """One record a row; how many rows had to be added under the last one, as a person would."""
        room = room_for(self.sheet, self.asked, len(told))
        self.drop_downs, self.refused.stuck = drop_downs(self.sheet), room.stuck
        for (row, number), one in zip(room.rows, told, strict=False):
            for heading in self.asked.blank.headings:
                meaning = self.asked.meanings.get(heading.cell)
                if meaning is not None:
                    self.put(row, heading.column, heading, self.value(meaning, heading, one, number))
        return room.added

    def counts(self, kind: str, events: Sequence[EventRow], span: tuple[date, date], scope: Collection[str]) -> None:
        """One unit, village or month a row: printed names are looked up, empty ones are written in their order."""
        inside = [e for e in events if span[0] <= e.happened_on <= span[1]]
        heads = {
            self.asked.meanings[h.cell].kind: h for h in self.asked.blank.headings if h.cell in self.asked.meanings
        }
        key = heads[kind].column
        villages = [u for u in self.actor.units.values() if u.id in scope and u.kind == "village"]
        waiting = iter(sorted(villages, key=lambda u: u.id))
        number = 0
        for row in self.asked.blank.rows:
            printed = re.sub(r"\s+", "", str(self.sheet.cell(row, key).value or ""))
            chosen = self._chosen(kind, printed, inside, villages)
            if chosen is None and not printed and kind == "village":
                village = next(waiting, None)
                if village is None:
                    return
                self.put(row, key, heads[kind], village.name)
                chosen = [e for e in inside if e.unit == village.id]
            if chosen is None:
                continue
            number += 1
            for heading in self.asked.blank.headings:
                meaning = self.asked.meanings.get(heading.cell)
                if meaning is None:
                    continue
                if meaning.kind == "sequence":
                    self.put(row, heading.column, heading, number)
                elif meaning.step is not None:
                    self.put(row, heading.column, heading, self._figure(meaning, heading, chosen))

    def _chosen(
        self, kind: str, printed: str, inside: Sequence[EventRow], villages: Sequence[object]
    ) -> list[EventRow] | None:
        """Events of the unit, village or month that a row names; None when it names none of ours."""
        if kind == "month":
            month = re.match(r"(\d{1,2})月", printed)
            return [e for e in inside if e.happened_on.month == int(month[1])] if month else None
        if not printed:
            return None
        own = [
            u for u in self.actor.units.values() if bare(printed) in (bare(u.name), bare(u.name).removesuffix("示例"))
        ]
        if len(own) != 1 or (kind == "unit" and own[0].id != self.unit and own[0].id not in self.actor.scope()):
            return None
        below = read.below(own[0].id, self.actor.units)
        return [e for e in inside if e.unit in below]

    def _figure(self, meaning: Meaning, heading: Heading, events: Sequence[EventRow]) -> float | int | None:
        assert meaning.step is not None
        rows = [e for e in events if e.step == meaning.step.id]
        if meaning.field is not None and meaning.kind == "sum":
            total = sum(v for e in rows if isinstance(v := e.facts.get(meaning.field.id), int | float))
            return self._measured(total, heading, meaning.field)
        if meaning.field is not None:
            rows = [e for e in rows if e.facts.get(meaning.field.id) in meaning.choices]
        return len(rows)

    def value(self, meaning: Meaning, heading: Heading, told: Told, number: int) -> object:
        """What a heading asks of one record; None when the record does not say."""
        matter, standing = told
        if meaning.kind == "sequence":
            return number
        if meaning.kind in ("unit", "village"):
            return matter.unit_name
        event = standing.get(meaning.step.id) if meaning.step else None
        if event is None:
            return None
        if meaning.kind == "date":
            return event.happened_on
        field = meaning.field
        given = event.facts.get(field.id) if field else None
        if field is None or given is None:
            return None
        if field.type == "number" and isinstance(given, int | float):
            return self._measured(given, heading, field)
        if field.type == "file" and isinstance(given, tuple):
            return f"附{len(given)}份"
        if field.type == "date":
            return date.fromisoformat(str(given))
        return fact_words(field, given, self.people)

    def _measured(self, value: float, heading: Heading, field: Field) -> float | int | None:
        """In the unit that the heading asks for; None when it asks for one that cannot be had from ours."""
        asked = MEASURE.search(heading.path[-1])
        units = re.split("[、/，]", asked[1]) if asked else []
        if not units or not field.measure or field.measure in units:
            return value
        table: Mapping[str, float] = toml_once(WORDS)["measure"]
        factor = next((table[f"{u}:{field.measure}"] for u in units if f"{u}:{field.measure}" in table), None)
        if factor is not None:
            return round(value * factor, 4)
        money_or_time = {u for pair in table for u in pair.split(":")}
        return None if money_or_time & {*units, field.measure} else value

    def put(self, row: int, column: int, heading: Heading, value: object) -> None:
        """Write where the cell waits; a drop-down list takes only its own words."""
        cell, meaning = self.sheet.cell(row, column), self.asked.meanings.get(heading.cell)
        if value is None or value == "":
            return
        if not takes(cell):
            self.refused.full += [cell.coordinate] if is_lost(cell, value, meaning) else []
            return
        allowed = next((d.words for d in self.drop_downs if row in d.rows and column in d.columns), None)
        if allowed is not None and isinstance(value, str):
            score, word = max((alike(value, w), w) for w in allowed)
            if score < 0.75:
                self.refused.unlisted.append(cell.coordinate)
                return
            value = word
        cell.value = value
        if meaning is not None and meaning.kind != "sequence":
            self.written.add(row)
        if isinstance(value, str) and unicodedata.normalize("NFKC", value).lstrip()[:1] in FORMULA:
            cell.data_type, cell.quotePrefix = "s", True  # a text to whoever opens it, and after it is edited too
        if isinstance(value, date) and cell.number_format == "General":
            cell.number_format = "yyyy-mm-dd"
