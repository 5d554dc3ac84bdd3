"""Fill a part of a report with a table: its figures, what must tie out, a month's counts, this year beside last year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from fazhi.kernel.calendar import day_number
from fazhi.kernel.duties import Select
from fazhi.kernel.figures import Figure, FigureRule, figure
from fazhi.kernel.log import Log
from fazhi.kernel.sentences import Section
from fazhi.kernel.told import quoted
from fazhi.office.report_columns import Columns, spread_of, untied
from fazhi.office.report_draft import DraftParagraph, DraftSentence, DraftTable, Period
from fazhi.office.report_fills import Material, blank, bound, sections_of
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import Cell, Part


def table(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """The part's cells as rows, what no ledger holds as blanks below, and which sums do not tie out."""
    held = [c for c in part.cells if not c.unheld]
    values = {c.id: _value(c, material) for c in held}
    columns = spread_of(part.spread, values, material.log) if part.spread else None
    rows = tuple(_cells(c, values, columns) for c in part.cells)
    traces = tuple(values[c.id].trace if c.id in values else () for c in part.cells)
    head = ("项目", *columns.labels, "总计") if columns else ("项目", "数量", "单位")
    caption = _caption(material, part)
    if columns:
        caption += f"（单位：{part.cells[0].measure}）"
    faults = tuple(untied(part, values, columns, material.log))
    below = [blank(f"cell:{c.id}", f"{c.label}（{c.measure}），台账没有记载") for c in part.cells if c.unheld]
    below += _without_kind(columns, held, number)
    made = DraftTable(caption, head, rows, traces, faults, len(head) - 1 if columns else 1)
    return (DraftParagraph("", table=made), *((DraftParagraph("", tuple(below)),) if below else ()))


def _cells(cell: Cell, values: Mapping[str, Figure], columns: Columns | None) -> tuple[str, ...]:
    """One row; a figure that is not held leaves its place empty, which is not 0."""
    total = values[cell.id].text() if cell.id in values else ""
    if columns is None:
        return (cell.label, total, cell.measure)
    known = columns.rows.get(cell.id)
    return (cell.label, *(str(n) if known else "" for n in known or columns.labels), total)


def _without_kind(columns: Columns | None, held: Sequence[Cell], number: int) -> list[DraftSentence]:
    """Which rows have no columns, and of how many records the kind is not known."""
    if columns is None or not columns.unknown:
        return []
    labels = "、".join(quoted(c.label) for c in held if c.id not in columns.rows)
    text = f"表中{labels}有{len(columns.unknown)}件没有登记{columns.title}，分类各栏未填。"
    return [bound(f"unspread:{number}", text, columns.unknown)]


def _caption(material: Material, part: Part) -> str:
    return part.caption.format(year=material.period.year, month=material.period.month)


def _value(cell: Cell, material: Material) -> Figure:
    if not cell.pending:
        return figure(cell.rule, material.log, material.period.begin, material.last)
    day = day_number(material.period.begin) - 1 if cell.at_begin else day_number(material.last)
    return _pending(cell.rule.select, Select(cell.pending), material.log, day)


def _pending(opened: Select, closed: Select, log: Log, day: int) -> Figure:
    """Matters opened on or before a day and not closed by then."""
    begun, done = (r[log.day[r] <= day] for r in (log.rows(opened), log.rows(closed)))
    waiting = begun[~np.isin(log.matter[begun], log.matter[done])]
    return Figure(len(np.unique(log.matter[waiting])), tuple(int(i) for i in log.ids[waiting]))


def counts(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """How many records each ledger got in the period; ledgers without any are left out."""
    rows, traces = [], []
    for ledger in shelf().ledgers.values():
        found = [
            figure(FigureRule("count", Select(s.id)), material.log, material.period.begin, material.last)
            for s in ledger.steps
        ]
        trace = tuple(i for f in found for i in f.trace)
        if trace:
            rows.append((ledger.title, str(len(trace)), "条"))
            traces.append(trace)
    made = DraftTable(_caption(material, part), ("台账", "记录数", "单位"), tuple(rows), tuple(traces))
    return (DraftParagraph("", table=made),) if rows else ()


def change(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """The figures that the packs compare, this year and the same span of last year; nothing when last year's ledgers were not kept."""
    before = material.before
    if before is None:
        return ()
    until = _as_far(before, material)
    rows, traces = [], []
    for label, measure, rule in _rules(part):
        now = figure(rule, material.log, material.period.begin, material.last)
        then = figure(rule, material.log, before.begin, until)
        if now.value or then.value:
            rows.append((label, now.text(), then.text(), _moved(now.value, then.value), measure))
            traces.append((*now.trace, *then.trace))
    year, last = material.period.year, material.last
    whole = until == before.end
    spans = (
        (f"{year}年", f"{before.year}年")
        if whole
        else (f"{year}年截至{last.month}月{last.day}日", f"{before.year}年同期")
    )
    made = DraftTable(_caption(material, part), ("项目", *spans, "增减", "单位"), tuple(rows), tuple(traces))
    return (DraftParagraph("", table=made),) if rows else ()


def _as_far(before: Period, material: Material) -> date:
    """The day of the period before up to which it is counted: its end when this one is over, else the same day of its year."""
    last = material.last
    if last == material.period.end:
        return before.end
    return date(before.year, last.month, min(last.day, calendar.monthrange(before.year, last.month)[1]))


def _rules(part: Part) -> list[tuple[str, str, FigureRule]]:
    """(label, measure, rule) of every figure that the part's sections compare, each once."""
    found: dict[tuple[str, str, object, str], tuple[str, str, FigureRule]] = {}
    for section in sections_of(part):
        for name, rule in section.figures:
            step = shelf().steps.get(rule.select.step)
            if step is None or name not in section.compare:
                continue
            label, ledger = rule.select.title or step.title, shelf().ledgers[step.ledger].title
            if ledger not in label:
                label = f"{ledger}：{label}"
            field = step.field(rule.field)
            if rule.op == "total":
                label += f"（{field.label if field else rule.field}）"
            measure = (field.measure if field else "") or _measure(section, name)
            found.setdefault((rule.op, rule.field, rule.select, rule.year_field), (label, measure, rule))
    return list(found.values())


def _measure(section: Section, name: str) -> str:
    """The unit that the section's sentences give a figure: 件 in 答复{n}件."""
    text = section.all_met + section.otherwise + section.any_missed
    said = re.search(rf"\{{{name}\}}(人次|[\u4e00-\u9fff])", text)
    return said[1] if said else "次"


def _moved(now: float, then: float) -> str:
    """The difference, and the growth in percent where there was something before."""
    step = now - then
    if not step:
        return "持平"
    share = f"（{100 * step / then:+.1f}%）" if then else ""
    return f"{step:+g}{share}"
