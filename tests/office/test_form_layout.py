"""What is written into a form's narrow cells can be read."""

from datetime import date

import openpyxl
import pytest

from fazhi.office.form_cells import laid_out


@pytest.fixture
def sheet():
    """A sheet whose column A holds six characters and whose B and C hold twenty each."""
    sheet = openpyxl.Workbook().active
    for letter, width in (("A", 6), ("B", 20), ("C", 20)):
        sheet.column_dimensions[letter].width = width
    return sheet


def layout(sheet, place, value):
    """(made smaller, broken into lines) of a value in a cell."""
    sheet[place] = value
    laid_out(sheet[place])
    return bool(sheet[place].alignment.shrink_to_fit), bool(sheet[place].alignment.wrap_text)


def test_a_day_is_made_smaller_where_it_would_show_as_signs(sheet):
    """In a column of six characters, not in one of twenty, nor in one that says no width of its own."""
    day = date(2026, 11, 20)
    assert [layout(sheet, place, day) for place in ("A1", "B1", "Z1")] == [(True, False), (False, False), (True, False)]


def test_a_long_text_is_broken(sheet):
    """Chinese characters count twice; a merged box is as wide as its columns; figures stay as they are."""
    sheet.merge_cells("B3:C3")
    names = "示例·雷鸣、示例·罗松、示例·尹川"
    assert layout(sheet, "B2", names) == (False, True)
    assert [layout(sheet, "B3", names), layout(sheet, "A4", "abc"), layout(sheet, "A5", 12345678)] == [
        (False, False)
    ] * 3


def test_the_rest_of_the_alignment_stays(sheet):
    """What the form's maker chose."""
    sheet["A1"].alignment = openpyxl.styles.Alignment(horizontal="center", vertical="top")
    layout(sheet, "A1", date(2026, 1, 2))
    assert (sheet["A1"].alignment.horizontal, sheet["A1"].alignment.vertical) == ("center", "top")
