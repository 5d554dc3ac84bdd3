"""How a form's headings are read: groups of few words, merged headings, colons; and what is said where there are none."""

import pytest

from fazhi.kernel.faults import InputFault
from fazhi.paper.form_read import read_form
from tests.paper.form_sheets import drawn, headed

GROUPS = {"A2:A3": "序号", "B2:D2": "收到申请情况", "E2:G2": "答复情况"}
UNDER = dict(
    zip(("B3", "C3", "D3", "E3", "F3", "G3"), ("申请人", "申请内容", "时间", "时间", "结果", "方式"), strict=True)
)


def paths(book) -> dict[str, str]:
    """Cell of a heading -> its words."""
    return {h.cell: "·".join(h.path) for h in read_form(book).headings}


@pytest.mark.parametrize("number", ["A2:A3", "A3"])
def test_groups_of_few_words_stand_over_their_headings(number):
    """Three texts on top are a header too; they are no part of the title."""
    book = headed({"B2:D2": "收到申请情况", "E2:G2": "答复情况", number: "序号", **UNDER}, "A2:G8")
    found = paths(book)
    assert found["G3"] == "答复情况·方式" and found["D3"] == "收到申请情况·时间" and len(found) == 7
    blank = read_form(book)
    assert blank.title == "政府信息公开申请办理情况表" and blank.rows == (4, 5, 6, 7, 8)


def test_three_levels_of_few_words():
    """From the row of four headings up to the first and down to the last."""
    heads = {"A2:A4": "序号", "B2:D2": "申请", "E2:F2": "答复", "B3:B4": "申请人", "C3:D3": "其他"}
    heads |= {"C4": "内容", "D4": "日期", "E3:E4": "时间", "F3:F4": "结果"}
    found = paths(headed(heads, "A2:F9"))
    assert found["D4"] == "申请·其他·日期" and found["F3"] == "答复·结果" and found["A2"] == "序号"


@pytest.mark.parametrize(
    "above", [{"A2": "填报单位：", "F2": "（单位：件）"}, {"A2:E2": "办理情况统计表", "F2:G2": "附件1"}]
)
def test_titles_and_unit_lines_are_no_groups(above):
    """Control: a row over the header that is split but no part of it."""
    under = {cell.replace("3", "4"): words for cell, words in UNDER.items()} | {"A4": "序号"}
    found = paths(headed(above | under, "A4:G8"))
    assert found["B4"] == "申请人" and found["G4"] == "方式"


WIDE = {"A2": "序号", "B2:C2": "学习日期", "D2:F2": "学习内容", "G2": "主持人", "H2:I2": "到场领导干部"}


def test_a_heading_over_several_columns_is_one():
    """Its first column is filled, and the first empty row waits."""
    blank = read_form(headed(WIDE, "A2:I7"))
    assert [(h.cell, h.column) for h in blank.headings] == [("A2", 1), ("B2", 2), ("D2", 4), ("G2", 7), ("H2", 8)]
    assert blank.rows == (3, 4, 5, 6, 7)


def test_a_matter_under_a_merged_heading_is_no_heading():
    """One value below it, in a row without a number; control: two divide it, be they years."""
    assert paths(headed(WIDE | {"D3": "去年的专题"}, "A2:I7"))["D2"] == "学习内容"
    blank = read_form(headed(WIDE | {"D3": 2025, "E3": 2026}, "A2:I7"))
    assert blank.rows == (4, 5, 6, 7)


def test_printed_months_are_no_part_of_the_header():
    """With 备注 over two columns and words below it."""
    heads = {"A2": "月份", "B2": "收到申请（件）", "C2": "答复（件）", "D2": "予以公开（件）", "E2:F2": "备注"}
    months = {"A3": "1月", "A4": "2月", "E3:F3": "含上年结转"}
    blank = read_form(headed(heads | months, "A2:F4"))
    assert blank.rows == (3, 4) and blank.headings[-1].path == ("备注",)


@pytest.mark.parametrize("words", ["罚款金额（单位：万元）", "主持人（姓名：职务）", "学习内容："])
def test_colons_in_brackets_and_at_the_end_are_headings(words):
    """Side by side with others; control: lines to fill in are none."""
    book, _ = drawn(3, ("序号", "案由", words, "当事人"))
    assert paths(book)["C2"] == words
    book, _ = drawn(3, ("填报单位：", "填表人：", "联系电话：", "报送时间："))
    with pytest.raises(InputFault, match="没有找到表头"):
        read_form(book)


def test_what_came_nearest_to_a_header_is_said():
    """The row, its words, and how many headings are wanted."""
    book, _ = drawn(0, ("学习日期", "学习内容"), A3="x", C3="y", F4="z")
    with pytest.raises(InputFault, match=r"第2行“学习日期、学习内容”.*只有2格.*至少4格左右相连"):
        read_form(book)
