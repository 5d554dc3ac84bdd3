"""填任意上级表: a superior's blank form filled in place from the ledgers; what is not known stays empty and is listed."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.faults import ChoiceFault, InputFault, Problem
from fazhi.kernel.ledger import Ledger
from fazhi.office.access import Actor, require
from fazhi.office.form_cells import Refused, is_lost, laid_out, room_for, takes
from fazhi.office.form_days import days_of
from fazhi.office.form_figures import Figures
from fazhi.office.form_guessed import guessed
from fazhi.office.form_letters import alike
from fazhi.office.form_meanings import Meaning
from fazhi.office.form_measures import Measures
from fazhi.office.form_memory import ledger_called, put_right, remember, remembered
from fazhi.office.form_overlooked import of_the_records, of_the_workbook
from fazhi.office.form_understand import Understood, counting, understand
from fazhi.office.form_values import Told, value_of
from fazhi.office.prepare import names_of
from fazhi.paper.dates_zh import Span
from fazhi.paper.form_lists import drop_downs
from fazhi.paper.form_read import Blank, Heading, lost_on_saving, open_form, read_form
from fazhi.store import read
from fazhi.store.rows import EventRow, MatterRow

MOST = 5000
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled: the bytes, the ledger, what each heading (by cell) was taken for, headings left empty, rows written and added.

    guessed: of those, the ones taken by their sense and not by name, in words, until the township has looked at the form once.
    measure: what a row is, 件 or, of figures, 行. warnings: what the person who sends it should look at.
    span: the days whose records are in it; note: which they are, when they were not both chosen and no record was.
    """

    content: bytes
    blank: Blank
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
    begin: date | None = None,
    end: date | None = None,
    *,
    ledger: str = "",
    matter: str = "",
    corrected: Mapping[str, str] | None = None,
) -> Filled:
    """Fill a form for township `unit` with what happened in some days; `matter` names the record a form of label and cell is about.

    begin, end: None for those of the days that the title names, else this year to today. corrected: what headings were put right to
    now (cell -> code), kept for the unit first. Raises AccessFault, InputFault. Widths, merges, formulas and print set-up stay.
    Price: opening the workbook, four queries.
    """
    require(actor, "read", unit)
    book = open_form(content, name)
    blank = _with_room(read_form(book))
    if corrected:
        remember(actor, blank, unit, ledger, corrected)
    asked, seen = _asked(blank, unit, ledger)
    kind = counting(asked.meanings, blank)
    days = days_of(blank, begin, end, kind)
    matters, _ = read.matters(read.below(unit, actor.units), asked.ledger.id, "", (None, None), size=MOST)
    standing = _standing(matters)
    pen = Pen(book[blank.sheet], asked, names_of(e.facts for r in standing.values() for e in r), actor)
    if kind:
        events = [e for r in standing.values() for e in r]
        number, added, look_at = _figures(pen, kind, events, days.span, unit)
    else:
        number, added, look_at = _records(pen, matters, standing, days.span, matter)
    out = io.BytesIO()
    book.save(out)
    left, taken = _mapping(asked, pen.measures)
    measure, look, note = "行" if kind else "件", () if seen else guessed(asked), "" if matter else days.note
    said = (*days.warnings, *of_the_workbook(book, asked), *look_at, *lost_on_saving(content, name))
    return Filled(out.getvalue(), blank, asked.ledger, taken, left, number, added, measure, days.span, look, said, note)


Written = tuple[int, int, list[str]]  # records or rows written, rows added, what to look at


def _figures(pen: Pen, kind: str, events: Sequence[EventRow], span: Span, unit: str) -> Written:
    """Write a table whose rows stand for `kind`."""
    units = pen.actor.units
    scope = read.below(unit, units)
    figures = Figures(pen.sheet, pen.asked, pen.measures, kind, events, span, unit, units, scope)
    for row, column, heading, value in figures.writes():
        pen.put(row, column, heading, value)
    return len(pen.written), 0, [*figures.warnings, *pen.refused.said()]


def _records(
    pen: Pen, matters: Sequence[MatterRow], standing: Mapping[str, Sequence[EventRow]], span: Span, matter: str
) -> Written:
    """Write a list of records, or the one record that a form of label and cell is about."""
    told = _told(matters, standing, span, matter)
    look_at = [] if matter else of_the_records(pen.asked, told, matters, standing, span)
    if pen.asked.blank.rows:
        added = pen.listed(told)
        return len(pen.written), added, [*look_at, *pen.refused.said()]
    _one(pen, told, matter)
    return len(told), 0, [*look_at, *pen.refused.said()]


def _mapping(asked: Understood, measures: Measures) -> tuple[tuple[str, ...], dict[str, str]]:
    """Headings left empty in words, with the reason where it is the unit asked, and cell -> what each was taken for."""
    headings = asked.blank.headings
    often = Counter(h.path for h in headings)
    left = []
    for heading in headings:
        words, meaning = "·".join(heading.path), asked.meanings.get(heading.cell)
        if meaning is None:
            left.append(f"{words}（{heading.cell}格）" if often[heading.path] > 1 else words)
        elif meaning.kind in ("fact", "sum") and meaning.field and meaning.field.type == "number":
            factor = measures.factor(heading, meaning.field)
            left += [f"{words}（{factor}）"] if isinstance(factor, str) else []
    return tuple(left), {h.cell: asked.meanings[h.cell].code() for h in headings if h.cell in asked.meanings}


def _asked(blank: Blank, unit: str, ledger: str) -> tuple[Understood, bool]:
    """What the form asks for, with what the township put right before (then also True) unless another ledger is chosen now."""
    kept, cells = remembered(blank, unit)
    found = understand(blank, ledger_called(ledger or kept))
    if found.ledger.id != kept:
        return found, False
    return Understood(blank, found.ledger, put_right(found.ledger, found.meanings, cells)), True


def _with_room(blank: Blank) -> Blank:
    """The form itself; refused where there is nowhere to write, whatever it asks for."""
    if not blank.rows and not any(h.answer for h in blank.headings):
        raise InputFault(
            Problem("表格", "表头下面没有空着等填的行", "表头下面有空行", "在表头下面留几行空行", "no rows wait")
        )
    return blank


def _standing(matters: Sequence[MatterRow]) -> dict[str, list[EventRow]]:
    """Matter -> what is recorded on it by day, without what was voided or corrected."""
    events = read.events_of_matters([m.id for m in matters])
    return {m.id: [e for e in events.get(m.id, ()) if not e.void and not e.corrected_by] for m in matters}


def _told(
    matters: Sequence[MatterRow], standing: Mapping[str, Sequence[EventRow]], span: Span, only: str
) -> list[Told]:
    """Matters that opened in the span, the oldest first, each with its last record of every step."""
    rows: list[Told] = []
    for one in sorted(matters, key=lambda m: (m.opened_on, m.name)):
        wanted = one.id == only if only else span[0] <= one.opened_on <= span[1]
        if wanted and standing[one.id]:
            rows.append((one, {e.step: e for e in standing[one.id]}))
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

    def __init__(self, sheet: Worksheet, asked: Understood, people: Mapping[str, str], actor: Actor) -> None:
        self.sheet, self.asked, self.people, self.actor = sheet, asked, people, actor
        self.measures = Measures(sheet, asked.blank)
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

    def value(self, meaning: Meaning, heading: Heading, told: Told, number: int) -> object:
        """What a heading asks of one record; None when the record does not say."""
        return value_of(meaning, heading, told, number, self.measures, self.people, self.actor.units)

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
        laid_out(cell)
        if meaning is not None and meaning.kind != "sequence":
            self.written.add(row)
        if isinstance(value, str) and unicodedata.normalize("NFKC", value).lstrip()[:1] in FORMULA:
            cell.data_type, cell.quotePrefix = "s", True  # a text to whoever opens it, and after it is edited too
