"""Where a form's rows wait: inside its lines, over its totals and signatures; and words that end a table."""

import pytest
from openpyxl.styles import Border

from fazhi.paper.form_read import read_form
from fazhi.paper.table_words import FOOT, TOTAL
from tests.paper.form_sheets import LINE, drawn, rule


def test_empty_rows_under_the_total_do_not_wait():
    """Neither the blank line under 合计 nor anything over the signature, however far the sheet reaches."""
    book, _ = drawn(4, A6="合计", G6="=SUM(G3:G5)", A8="填表人：", J12="选项")
    assert read_form(book).rows == (3, 4, 5)


def test_a_total_called_otherwise_ends_the_table():
    """共计, as the import knows it."""
    book, _ = drawn(4, A6="共计", G6="=SUM(G3:G5)")
    assert read_form(book).rows == (3, 4, 5)


def test_rows_outside_the_lines_do_not_wait():
    """Blank lines between the table and the signature belong to neither."""
    book, _ = drawn(3, A8="单位负责人签字：", E10="2026年  月  日")
    assert read_form(book).rows == (3, 4, 5)


@pytest.mark.parametrize("total", ["合计", None])
def test_a_box_for_an_opinion_does_not_wait(total):
    """Ruled, but merged across headings; after a total or without one."""
    book, sheet = drawn(5, A6=total, A7="主要领导同志批示")
    sheet.merge_cells("A7:B7")
    sheet.merge_cells("C7:G7")
    assert read_form(book).rows == ((3, 4, 5) if total else (3, 4, 5, 6))


def test_subtotals_between_printed_rows_end_nothing():
    """Months go on below the half year."""
    book, sheet = drawn(0)
    for row, words in enumerate(("1月", "2月", "小计", "3月", "合计"), 3):
        sheet.cell(row, 1, words)
    rule(sheet, "A2:G7")
    assert read_form(book).rows == (3, 4, 6)


def test_a_form_without_lines_still_waits():
    """Blank rows over the signature; printed ones too."""
    book, _ = drawn(0, A6="审核人：")
    assert read_form(book).rows == (3, 4, 5)
    book, _ = drawn(0, A3="1月", A4="2月", A5="负责人：")
    assert read_form(book).rows == (3, 4)


@pytest.mark.parametrize("side", ["bottom", "top"])
def test_lines_below_or_above_are_lines(side):
    """A table ruled only across ends where these lines end."""
    book, sheet = drawn(3, A7="注：略")
    for row in sheet["A2:G6"]:
        for cell in row:
            cell.border = Border(**({side: LINE} if cell.row < 6 else {}))
    assert read_form(book).rows == (3, 4, 5)


def test_hidden_rows_do_not_wait():
    """What nobody sees is not filled."""
    book, sheet = drawn(3)
    sheet.row_dimensions[4].hidden = True
    assert read_form(book).rows == (3, 5)


def test_instructions_under_the_headings_end_nothing():
    """They begin as a note does, but stand in most columns; control: a note does end the table."""
    book, _ = drawn(3, A3="填报要求", B3="按实际", C3="与签到一致", D3="下拉", E3="姓名")
    assert read_form(book).rows[-2:] == (4, 5)
    book, _ = drawn(3, A4="填报要求按通知执行")
    assert read_form(book).rows == (3,)


def test_a_sample_is_known_by_its_brackets():
    """A row numbered as the others but with （样例） in it."""
    book, _ = drawn(3, A3=1, B3="2025-01-01", C3="宪法（样例）")
    assert read_form(book).rows == (4, 5)


@pytest.mark.parametrize(
    "words", ["单位负责人（签字）：", "负责人", "分管领导：", "审核人：", "填表说明：1", "注：略", "备注："]
)
def test_words_that_end_a_table(words):
    """The same for forms and for ledgers; control: what only looks like them does not."""
    assert FOOT.match(words) and TOTAL.match("本月合计") and TOTAL.search("共计")
    assert not any(FOOT.match(w) for w in ("审批局", "注册资本", "主要负责人述法", "合同签字仪式", "领导干部学法"))
    assert not any(TOTAL.search(w) for w in ("综合计划", "会计"))
