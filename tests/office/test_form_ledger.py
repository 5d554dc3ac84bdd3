"""Which ledger a form asks for: a word of the title that one ledger alone is called by decides, two too near are asked about."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from fazhi.kernel.faults import InputFault
from fazhi.office.form_understand import understand
from fazhi.office.rules import shelf
from fazhi.paper.form_read import read_form

PENALTY = ("序号", "当事人", "案由", "决定日期", "决定书文号", "罚款金额（元）")


def form(title: str, *headings: str):
    """A form with a title above its headings and three rows."""
    book = Workbook()
    book.active.append([title])
    book.active.append(headings)
    for number in range(1, 4):
        book.active.append([number])
    return read_form(book)


def test_a_word_in_the_title_decides() -> None:
    """简易程序（当场处罚） is the ledger of summary penalties though its headings are those of any penalty."""
    for title, ledger in (
        ("2024年适用简易程序（当场处罚）案件统计表", "summary_case"),
        ("2024年行政处罚案件统计表", "penalty_case"),
    ):
        assert understand(form(title, *PENALTY)).ledger.id == ledger


def test_packs_may_change(monkeypatch) -> None:
    """Words of one ledger alone are those of the packs as they stand, not of the first form that was read."""
    title = "2024年适用简易程序（当场处罚）案件统计表"
    assert understand(form(title, *PENALTY)).ledger.id == "summary_case"
    ours = replace(shelf().ledgers["summary_case"], id="ours")
    monkeypatch.setattr("fazhi.office.form_understand.shelf", lambda: SimpleNamespace(ledgers={"ours": ours}))
    assert understand(form(title, *PENALTY)).ledger.id == "ours"


def test_two_too_near_are_asked_about() -> None:
    """A form that the annual report and other reports answer alike is filled only when its ledger is named."""
    with pytest.raises(InputFault, match="看不准要填哪一本台账"):
        understand(form("法治建设各类报告材料报送情况登记表", "序号", "报告标题", "定稿日期", "报出日期", "报往单位"))


def test_a_colon_inside_a_heading() -> None:
    """其中：党员 is a heading; 填报单位： is a line to fill in."""
    sheet = form("法治讲座统计表", "序号", "举办日期", "讲座主题", "评估结论：有效（项）", "其中：党员（人）")
    assert [h.path[-1] for h in sheet.headings][-2:] == ["评估结论：有效（项）", "其中：党员（人）"]
    with pytest.raises(InputFault, match="没有找到表头"):
        form("法治讲座统计表", "序号", "举办日期", "讲座主题", "听课人数（人）", "填报日期：")


def test_a_ledger_chosen_in_vain_is_told_so() -> None:
    """A form of indicators, one a row: no advice to choose the ledger that was chosen."""
    sheet = form("法治建设指标统计表", "指标名称", "计量单位", "数量", "指标说明")
    with pytest.raises(InputFault) as raised:
        understand(sheet, shelf().ledgers["publicity_event"])
    assert "换一本台账" in str(raised.value) and "选一本" not in str(raised.value)
