"""The blank forms are what they say they are; nothing here knows how forms are recognised."""

import ast
import io
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import coordinate_from_string, coordinate_to_tuple
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import load_workbook as load_calamine

from tests.office.superior_forms import FORMS, Form
from tests.office.superior_sheet import GREY, SPECIAL

ROOT = Path(__file__).resolve().parents[2]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{FORMS.index(f) + 1}-{f.ledger}-{f.orientation}")


@cache
def ledgers() -> dict[str, dict[str, Any]]:
    """Ledger id to its table, from every pack."""
    files = sorted((ROOT / "packs").glob("*/ledger.toml"))
    return {key: table for f in files for key, table in tomllib.loads(f.read_text("utf-8"))["ledger"].items()}


def plain(words: str) -> str:
    """Words without blanks, line breaks and what stands in brackets."""
    return re.sub(r"\s|（.*?）|\(.*?\)", "", words)


def known_words(ledger: str) -> set[str]:
    """Every label and synonym of a ledger's steps and fields, and 日期 and 时间 behind the title of a step."""
    found = set()
    for step in ledgers()[ledger]["step"].values():
        found |= {step["title"], f"{step['title']}日期", f"{step['title']}时间", *step.get("synonyms", ())}
        for field in step.get("field", {}).values():
            found |= {field["label"], *field.get("synonyms", ())}
    return {plain(words) for words in found}


def not_meant(meaning: str, of: dict[str, dict[str, Any]]) -> str:
    """Why a meaning says nothing in these ledgers; "" where it is sound."""
    kind, _, rest = meaning.partition(":") if meaning.startswith(("count:", "sum:")) else ("", "", meaning)
    step_id, _, field_id = rest.partition(":")
    steps = {key: step for ledger in of.values() for key, step in ledger["step"].items()}
    if step_id not in steps:
        return f"no step {step_id}"
    if (kind, field_id) == ("count", "") or (kind, field_id) == ("", "date"):
        return ""
    field_id, _, choices = field_id.partition("=")
    field = steps[step_id].get("field", {}).get(field_id)
    if field is None:
        return f"no field {field_id}"
    strange = set(choices.split("|")) - set(field.get("of", ())) if kind == "count" else set()
    return (
        "" if not strange and (kind != "sum" or field["type"] == "number") else f"{field_id} cannot be {kind} {strange}"
    )


def opened(form: Form) -> tuple[Workbook, Worksheet]:
    """The workbook as saved, and the page that carries the form."""
    book = load_workbook(io.BytesIO(form.build()))
    return book, book[form.sheet]


def misplaced(form: Form, data: bytes) -> list[str]:
    """Cells of headings and lines where openpyxl or calamine read other words, and merged ranges that are not there."""
    sheet = load_workbook(io.BytesIO(data))[form.sheet]
    rows = load_calamine(io.BytesIO(data)).get_sheet_by_name(form.sheet).to_python(skip_empty_area=False)
    merged = {str(area) for area in sheet.merged_cells.ranges}
    wanted = {at.partition(":")[0]: words for at, (words, _) in form.heads.items()} | dict(form.lines)
    found = [f"{at} is not merged" for at in form.heads if ":" in at and at not in merged]
    for at, words in wanted.items():
        row, column = coordinate_to_tuple(at)
        if (sheet[at].value, rows[row - 1][column - 1]) != (words, words):
            found.append(f"{at} is not {words!r}")
    return found


def waiting(form: Form, sheet: Worksheet) -> list[str]:
    """The cells of the form that wait for data."""
    if form.orientation == "pairs":
        return list(form.answers.values())
    heads = {**form.held, **form.elsewhere, **form.unknown, **form.remarks}
    columns = sorted({coordinate_from_string(at)[0] for at in heads})
    return [f"{column}{row}" for row in form.data_rows for column in columns]


def test_twelve_forms_of_five_kinds():
    """Eight lists, two statistics, a matrix of months and a page for one matter; each has a name of its own."""
    assert len({f.name for f in FORMS}) == len({f.build() for f in FORMS}) == 12
    assert Counter(f.orientation for f in FORMS) == {"list": 8, "units": 1, "villages": 1, "months": 1, "pairs": 1}
    assert len({f.ledger for f in FORMS if f.orientation == "list"}) == 8


@every_form
def test_headings_stand_where_the_form_says(form: Form):
    """Both readers find the same words at each heading's cell, and its range is merged."""
    assert misplaced(form, form.build()) == []


def test_moved_heading_is_seen():
    """Control: a heading torn apart and one in other words are both found."""
    form = next(f for f in FORMS if f.sheet == "案件明细")
    book, sheet = opened(form)
    sheet.unmerge_cells("J4:K4")
    sheet["B3"] = "案由"
    out = io.BytesIO()
    book.save(out)
    assert misplaced(form, out.getvalue()) == ["J4:K4 is not merged", "B3 is not '案   由\\n（涉嫌违法行为）'"]


@every_form
def test_every_heading_is_accounted_for(form: Form):
    """No column of the table lacks a heading, and no heading has two meanings."""
    sides = [form.expected, form.unknown, form.remarks, form.computed, form.elsewhere]
    cells = [cell for side in sides for cell in side]
    assert len(cells) == len(set(cells))
    assert 1 <= len(form.unknown) <= 3
    assert len(form.held) >= 5
    if form.orientation != "pairs":
        _, sheet = opened(form)
        ranges = [CellRange(at) for at in form.heads if at.partition(":")[0] in cells]
        columns = [column for area in ranges for column in range(area.min_col, area.max_col + 1)]
        assert sorted(columns) == list(range(1, sheet.max_column + 1))


@every_form
def test_meanings_are_in_the_ledger(form: Form):
    """Steps, fields and choices exist; a list and a matter ask for facts, statistics ask for numbers."""
    own = {form.ledger: ledgers()[form.ledger]}
    asked = [meant.meaning for meant in form.held.values()]
    assert [not_meant(m, own) for m in asked if not_meant(m, own)] == []
    assert [not_meant(m.meaning, ledgers()) for m in form.elsewhere.values() if not_meant(m.meaning, ledgers())] == []
    assert len(set(asked)) == len(asked)
    assert all(m.startswith(("count:", "sum:")) for m in asked) == (form.orientation in ("villages", "units", "months"))
    assert set(form.measures) <= set(form.held)


def test_wrong_meanings_are_seen():
    """Control: a step, a field and a choice that no ledger has, and a sum of words."""
    wrong = (
        "foi.lost:date",
        "foi.reply_issued:mood",
        "count:foi.reply_issued:outcome=late",
        "sum:foi.reply_issued:reply_no",
    )
    assert all(not_meant(meaning, ledgers()) for meaning in wrong)
    assert not_meant("count:foi.reply_issued:outcome=granted|partly", ledgers()) == ""


@every_form
def test_unknown_headings_are_in_no_label_or_synonym(form: Form):
    """What the form calls unknown is not a word of its ledger."""
    assert {plain(words) for words in form.unknown.values()} & known_words(form.ledger) == set()


def test_known_word_is_seen():
    """Control: a label with a blank and a unit in it counts as a word of the ledger."""
    assert plain("罚款 数额\n（万元）") in known_words("penalty_case")


@pytest.mark.parametrize("form", [f for f in FORMS if f.orientation in ("list", "pairs")], ids=lambda f: f.name)
def test_wording_differs_from_the_packs(form: Form):
    """At least three headings of each list are in words that no label or synonym uses."""
    strange = [m.header for m in form.held.values() if plain(m.header) not in known_words(form.ledger)]
    assert len(strange) >= 3


@every_form
def test_blanks_are_blank(form: Form):
    """Cells that wait for data are empty; printed rows carry their labels; formulas of the form are formulas."""
    _, sheet = opened(form)
    assert [at for at in waiting(form, sheet) if sheet[at].value is not None] == []
    assert {row: sheet.cell(row, 1).value for row in form.row_labels} == dict(form.row_labels)
    for cell in form.computed:
        column = coordinate_from_string(cell)[0]
        assert all(str(sheet[f"{column}{row}"].value).startswith("=") for row in form.data_rows)
    assert len(form.data_rows) == form.blank_rows - len(form.skip_rows)


@pytest.mark.parametrize("form", [f for f in FORMS if f.orientation != "pairs"], ids=lambda f: f.name)
def test_rows_end_where_the_form_says(form: Form):
    """The row after the blanks holds words or formulas, or lies outside the table; subtotals between are the form's."""
    _, sheet = opened(form)
    last, end = form.data_rows[-1], sheet.max_row
    assert sheet.cell(last, 2).border.bottom.style == "thin"
    assert last == end or any(cell.value is not None for cell in sheet[last + 1])
    assert all(sheet.cell(row, 2).value is not None for row in form.skip_rows)
    last_head = max(sheet[at.partition(":")[2] or at].row for at in form.heads)
    assert last_head < form.first_row
    if form.sample_row:
        assert last_head < form.sample_row < form.first_row
        sample = sheet.cell(form.sample_row, 1)
        assert (sample.value, sample.font.color.rgb) == ("例：", f"00{GREY}")


def test_page_for_one_matter_has_a_blank_beside_each_label():
    """Right of each label stands its own empty cell; labels and blanks do not overlap."""
    form = next(f for f in FORMS if f.orientation == "pairs")
    _, sheet = opened(form)
    assert set(form.answers) == {*form.expected, *form.unknown}
    assert len(set(form.answers.values())) == len(form.answers)
    for label, blank in form.answers.items():
        (row, column), (blank_row, blank_column) = coordinate_to_tuple(label), coordinate_to_tuple(blank)
        assert (blank_row, blank_column) == (row, column + 1)
        assert not isinstance(sheet[blank], MergedCell)


def test_own_words_are_in_the_list():
    """A form with words of its own has a word for each choice, and each stands in its drop-down list."""
    found = 0
    for form in FORMS:
        _, sheet = opened(form)
        for cell, words in form.own_words.items():
            step, _, field = form.held[cell].meaning.partition(":")
            assert set(words) == set(ledgers()[form.ledger]["step"][step]["field"][field]["of"])
            below = f"{coordinate_from_string(cell)[0]}{form.first_row}"
            (rule,) = [r for r in sheet.data_validations.dataValidation if below in r.sqref]
            assert set(words.values()) == set(rule.formula1.strip('"').split(","))
            found += 1
    assert found == 1


def habits(form: Form) -> set[str]:
    """Habits of offices that the workbook shows."""
    book, sheet = opened(form)
    heads = [words for words, _ in form.heads.values()]
    texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    merged = [area for area in sheet.merged_cells.ranges if area.max_col - area.min_col >= 5]
    depth = {sheet[at.partition(":")[2] or at].row for at in form.heads}
    shown = {
        "merged title": any(area.min_row <= 2 for area in merged),
        "two header rows": len(depth) == 2,
        "three header rows": len(depth) == 3,
        "unit line": any(t.startswith("填报单位") or "乡（镇）" in t for t in texts),
        "foot": any("联系电话" in t or "审核" in t or "负责人" in t for t in texts),
        "notes below": any(t.startswith(("注：", "说明：", "填表说明：")) for t in texts),
        "notes page": len(book.sheetnames) == 2,
        "form not first": book.sheetnames.index(form.sheet) > 0,
        "sum": any(t.startswith("=SUM(") for t in texts),
        "sample row": form.sample_row is not None,
        "hidden column": any(d.hidden for d in sheet.column_dimensions.values()),
        "drop-down": bool(sheet.data_validations.dataValidation),
        "A3": sheet.page_setup.paperSize == 8 and sheet.page_setup.orientation == "landscape",
        "upright": sheet.page_setup.orientation == "portrait",
        "header on each page": bool(sheet.print_title_rows),
        "frozen": sheet.freeze_panes is not None,
        "broken heading": any("\n" in words for words in heads),
        "spaced heading": any(" " in words for words in heads),
        "unit in brackets": any(re.search(r"[（(](?:人|元|万元|条|件|小时)[）)]", words) for words in heads),
        "remarks": bool(form.remarks),
        "widths": len({d.width for d in sheet.column_dimensions.values()}) > 2,
        "borders": any(c.border.left.style for row in sheet.iter_rows() for c in row),
        "protected": sheet.protection.sheet,
        "merged data": any(area.min_row == form.first_row + 1 for area in sheet.merged_cells.ranges),
        "column numbers": any(row[1:4] in ((1, 2, 3), ("乙", 1, 2)) for row in sheet.iter_rows(values_only=True)),
    }
    return {habit for habit, there in shown.items() if there}


def test_habits_of_offices():
    """Every habit is in at least one form; some are in all; no two forms have the same set."""
    seen = [habits(form) for form in FORMS]
    count = Counter(habit for one in seen for habit in one)
    always = {"merged title", "widths", "borders", "unit line", "broken heading"}
    assert {habit for habit, number in count.items() if number == len(FORMS)} >= always
    assert len(count) == 25
    assert count["A3"] >= 2 and count["sum"] >= 5 and count["three header rows"] >= 3 and count["notes page"] >= 3
    assert len({frozenset(one) for one in seen}) >= 11


def test_forms_know_nothing_of_the_program():
    """The builders import openpyxl and each other, nothing of the package that reads forms."""
    for file in Path(__file__).parent.glob("superior_*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        modules += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        assert [m for m in modules if m.split(".")[0] == "fazhi"] == []


def test_special_words_are_few():
    """Beside facts, a heading may ask only for the number of the row, the unit, the village or the month."""
    used = {m.meaning for form in FORMS for m in form.expected.values() if ":" not in m.meaning}
    assert used == set(SPECIAL)
