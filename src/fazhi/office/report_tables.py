"""Fill a part of a report with a table: its figures, what must tie out, a month's counts, this year beside last year."""

from __future__ import annotations

import numpy as np

from fazhi.kernel.calendar import day_number
from fazhi.kernel.duties import Select
from fazhi.kernel.figures import Figure, FigureRule, figure
from fazhi.kernel.log import Log
from fazhi.office.report_draft import DraftParagraph, DraftTable
from fazhi.office.report_fills import Material
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import Cell, Part

MOST_CHANGES = 24


def table(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """The part's cells as rows, and which sums do not tie out."""
    values = {c.id: _value(c, material) for c in part.cells}
    rows = tuple((c.label, values[c.id].text(), c.measure) for c in part.cells)
    labels = {c.id: c.label for c in part.cells}
    faults = []
    for tie in part.ties:
        left, right = (sum(values[i].value for i in side) for side in (tie.left, tie.right))
        if left != right:
            names = ["＋".join(f"“{labels[i]}”" for i in side) for side in (tie.left, tie.right)]
            faults.append(f"表中勾稽不符：{names[0]}是{left:g}，{names[1]}是{right:g}")
    traces = tuple(values[c.id].trace for c in part.cells)
    made = DraftTable(_caption(material, part), ("项目", "数量", "单位"), rows, traces, tuple(faults))
    return (DraftParagraph("", table=made),)


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
    """The figures of the part's sentences this year and last year; nothing when last year's ledgers were not kept."""
    before = material.before
    if before is None:
        return ()
    rows, traces = [], []
    for label, measure, rule in _rules(part):
        now = figure(rule, material.log, material.period.begin, material.last)
        then = figure(rule, material.log, before.begin, before.end)
        if now.value or then.value:
            rows.append((label, now.text(), then.text(), _moved(now.value, then.value), measure))
            traces.append((*now.trace, *then.trace))
    shown = tuple(rows[:MOST_CHANGES])
    head = ("项目", f"{material.period.year}年", f"{before.year}年", "增减", "单位")
    cut = f"（列前{MOST_CHANGES}项，共{len(rows)}项）" if len(rows) > MOST_CHANGES else ""
    made = DraftTable(_caption(material, part) + cut, head, shown, tuple(traces[:MOST_CHANGES]))
    return (DraftParagraph("", table=made),) if shown else ()


def _rules(part: Part) -> list[tuple[str, str, FigureRule]]:
    """(label, measure, rule) of every figure in the part's sentences, each once."""
    found: dict[tuple[str, str, object], tuple[str, str, FigureRule]] = {}
    for section in sorted(shelf().sections, key=lambda s: s.order):
        wanted = section.part in (part.numbers or (1,)) and (
            not part.packs or section.id.partition(".")[0] in part.packs
        )
        for _, rule in section.figures if wanted else ():
            step = shelf().steps.get(rule.select.step)
            if step is None:
                continue
            field = next((f for f in step.fields if f.id == rule.field), None)
            title = rule.select.title or step.title
            label = title if rule.op == "count" else f"{title}：{field.label if field else rule.field}"
            found.setdefault(
                (rule.op, rule.field, rule.select), (label, (field.measure if field else "") or "次", rule)
            )
    return [row for row in found.values() if row[2].op != "distinct"]


def _moved(now: float, then: float) -> str:
    """The difference, and the growth in percent where there was something before."""
    step = now - then
    if not step:
        return "持平"
    share = f"（{100 * step / then:+.1f}%）" if then else ""
    return f"{step:+g}{share}"
