"""What a person may overlook in a filled form: other sheets, hidden columns, records that a list does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.office.form_understand import Understood
from fazhi.office.form_values import Told
from fazhi.paper.dates_zh import Span
from fazhi.paper.form_read import other_forms
from fazhi.store.rows import EventRow, MatterRow

NAMED = 8  # records or columns that are named


def of_the_workbook(book: Workbook, asked: Understood) -> list[str]:
    """Other sheets that wait to be filled, and hidden columns that were filled."""
    sheet = asked.blank.sheet
    others, hidden = other_forms(book, sheet), _hidden(book[sheet], asked)
    found = [f"只填了“{sheet}”这一张，另有{_named(others)}没有填。"] if others else []
    return found + ([f"这几栏在表里是隐藏的，也填了：{_named(hidden)}。"] if hidden else [])


def _hidden(sheet: Worksheet, asked: Understood) -> list[str]:
    found = []
    for heading in asked.blank.headings:
        column = coordinate_to_tuple(heading.answer)[1] if heading.answer else heading.column
        spans = [d for d in sheet.column_dimensions.values() if d.hidden]
        inside = any((d.min or 0) <= column <= (d.max or 0) or d.index == get_column_letter(column) for d in spans)
        if heading.cell in asked.meanings and inside:
            found.append("·".join(heading.path))
    return found


def of_the_records(
    asked: Understood,
    told: Sequence[Told],
    matters: Sequence[MatterRow],
    standing: Mapping[str, Sequence[EventRow]],
    span: Span,
) -> list[str]:
    """Records of these days whose matter began before, how records are chosen where there is none, steps that were repeated.

    standing: by matter, without what was voided or corrected.
    """
    shown = {matter.id: matter for matter, _ in told}
    earlier = [
        m.name
        for m in matters
        if m.opened_on < span[0] and any(span[0] <= e.happened_on <= span[1] for e in standing.get(m.id, ()))
    ]
    found = []
    if not told:
        opening = "、".join(step.title for step in asked.ledger.steps if step.opens)
        found.append(
            f"填进表里的，是在{span[0]}到{span[1]}之间开头的事（{opening}的日期）；这段日子里没有，要别的日子的请改日期。"
        )
    if earlier:
        found.append(
            f"{span[0]}以前开头、这段日子里还有记录的，没有填：{_named(earlier)}；要填它们，把开始的日期往前改。"
        )
    for step in {m.step.id: m.step for m in asked.meanings.values() if m.step}.values():
        often = [m.name for id, m in shown.items() if sum(e.step == step.id for e in standing.get(id, ())) > 1]
        if often:
            found.append(f"“{step.title}”记录过几次的，表里只有最后一次：{_named(often)}。")
    return found


def _named(names: Sequence[str]) -> str:
    more = f"等{len(names)}项" if len(names) > NAMED else ""
    return "、".join(f"“{name}”" for name in names[:NAMED]) + more
