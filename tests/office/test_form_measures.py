"""Units that a superior's form names, wherever it names them."""

import openpyxl
import pytest

from fazhi.kernel.ledger import Field
from fazhi.office.form_measures import Measures
from fazhi.paper.form_read import read_form

AMOUNT, MINUTES = (
    Field("amount", "罚款金额", "number", measure="元"),
    Field("minutes", "时长", "number", measure="分钟"),
)
PEOPLE = Field("people", "参加人数", "number", measure="人")


def asked(
    heading: str, field: Field, *, title: str = "统计表", line: str = "", group: str = "", foot: str = ""
) -> object:
    """What 20000 becomes under a heading, else why it is left."""
    sheet = openpyxl.Workbook().active
    for row in (
        [title],
        [line],
        ["序号", "案由", "当事人", group or heading],
        [None, None, None, heading if group else None],
    ):
        sheet.append(row)
    if group:
        for column in "ABC":
            sheet.merge_cells(f"{column}3:{column}4")
        sheet.merge_cells("D3:E3")
        sheet["E4"] = "处罚种类"
    sheet["A9"] = foot
    blank = read_form(sheet.parent)
    measures = Measures(sheet, blank)
    (found,) = [h for h in blank.headings if h.path[-1] == heading]
    factor = measures.factor(found, field)
    return factor if isinstance(factor, str) else measures.measured(20000, found, field)


@pytest.mark.parametrize(
    ("heading", "places", "value"),
    [
        ("罚款金额", {"line": "金额单位：万元"}, 2),
        ("罚款金额", {"line": "填报单位：清河镇  单 位：件、万元"}, 2),
        ("罚款金额", {"title": "统计表（金额单位：万元）"}, 2),
        ("罚款金额", {"title": "统计表（万元）"}, 2),
        ("罚款金额", {"foot": "注：金额以万元为单位。"}, 2),
        ("罚款金额", {"group": "处罚情况（万元）"}, 2),
        ("罚款金额/万元", {}, 2),
        ("罚款金额（含没收）（万元）", {}, 2),
        ("罚款金额（亿元）", {}, 0.0002),
        ("罚款金额（元）", {"line": "金额单位：万元"}, 20000),
        ("罚款金额（5000元以上）", {"line": "填报单位：清河镇"}, 20000),
    ],
)
def test_amounts_are_in_the_unit_that_the_form_names(heading, places, value):
    """In any bracket of the heading or of those above it, behind a stroke, or in a line; the nearest one goes first."""
    assert asked(heading, AMOUNT, **places) == value


def test_lines_of_money_change_nothing_else():
    """People, counted as 人次 too, and minutes stay; minutes are told in hours by their own heading."""
    assert asked("参加人数（人次）", PEOPLE) == 20000
    assert asked("参加人数（人）", PEOPLE, line="金额单位：万元") == 20000
    assert asked("时长", MINUTES, line="单位：万元") == 20000
    assert asked("时长（小时）", MINUTES) == pytest.approx(333.3333)


@pytest.mark.parametrize(
    ("heading", "field", "reason"),
    [
        ("罚款金额（大写）（万元）", AMOUNT, "大写"),
        ("罚款金额（美元）", AMOUNT, "换算不了"),
        ("罚款金额（件）", AMOUNT, "换算不了"),
        ("时长（天）", MINUTES, "换算不了"),
        ("参加人数（万元）", PEOPLE, "换算不了"),
    ],
)
def test_a_unit_that_cannot_be_had_has_a_reason(heading, field, reason):
    """Nothing is written in another unit than the one asked."""
    assert reason in str(asked(heading, field))


def test_two_units_in_the_lines_are_not_chosen_between():
    """元 above the table and 万元 below it."""
    assert "几种单位" in str(asked("罚款金额", AMOUNT, line="金额单位：元", foot="注：单位：万元"))
