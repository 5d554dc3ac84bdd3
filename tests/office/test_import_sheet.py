"""Ledger workbooks in: sound rows whole and once, every other named at its cell; nothing half imported."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from fazhi.kernel.faults import AccessFault, ImportFault, InputFault
from fazhi.office import import_sheet
from fazhi.office.import_sheet import import_workbook
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.store import models, notes, read, turn
from fazhi.store.verify import verify
from tests import story

pytestmark = pytest.mark.django_db
STUDY = ["序号", "学法时间", "学法内容", "参加人员", "时长（分钟）", "备注"]
GOOD = [[1, "2025.5.6", "宪法", "赵立、钱进", 45, "照片已存档"], [3, "6月9日", "民法典", "赵立", "60分钟", None]]


@pytest.fixture
def town(db: None, settings, tmp_path: Path) -> None:
    """The invented town under the shipped packs, on 2 March 2026."""
    settings.DEMO_AS_OF = date(2026, 3, 2)
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    story.settle()


def book(
    *rows: list[object], title: str = "清河镇2025年领导干部学法台账", unit: str = "填报单位：清河镇（示例）"
) -> bytes:
    made = Workbook()
    for row in ([title], [unit], *rows):
        made.active.append(row)
    made.active.merge_cells("A1:F1")
    made.active.merge_cells("A2:F2")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def events() -> list[object]:
    return read.events_by_id([e.pk for e in models.Event.objects.all()])


def test_rows_become_records(town, who):
    """Synonyms of headers, names of people, measures behind numbers, days without a year; the note stays with the matter."""
    done = import_workbook(who("chen"), book(STUDY, *GOOD), "学法.xlsx", "qinghe")
    assert (done.words(), done.marked) == ("成功 2 行，失败 0 行", None)
    first, second = events()
    assert (first.happened_on, first.facts["attendees"]) == (date(2025, 5, 6), ("zhao", "qian"))
    assert (second.happened_on, second.facts["minutes"], second.matter_name) == (date(2025, 6, 9), 60, "民法典")
    assert first.late_reason == "台账导入：学法.xlsx" and notes.notes_of(first.matter)[0].text == "照片已存档"
    assert verify().tampers == ()


def test_twice_changes_nothing(town, who):
    """The same file again, and a longer one with the same rows."""
    import_workbook(who("chen"), book(STUDY, *GOOD), "学法.xlsx", "qinghe")
    before = models.Event.objects.count(), models.Matter.objects.count(), models.Note.objects.count()
    again = import_workbook(who("chen"), book(STUDY, *GOOD), "学法.xlsx", "qinghe")
    assert (again.taken, again.known, again.refused) == (0, 2, 0)
    assert (models.Event.objects.count(), models.Matter.objects.count(), models.Note.objects.count()) == before
    more = import_workbook(
        who("chen"), book(STUDY, *GOOD, [4, "2025.7.1", "行政法", "钱进", 30, None]), "学法.xlsx", "qinghe"
    )
    assert (more.taken, more.known) == (1, 2)


def test_wrong_rows_are_refused_whole_and_come_back_red(town, who):
    """Each wrong cell is named; the rows beside them go in."""
    wrong = [
        [4, "2025.2.30", "宪法", "赵立", 45, None],
        [5, "2025.7.1", "刑法", "赵力", 45, None],
        [6, "2025.7.2", "刑法", "赵立", "很久", None],
        [7, "2025.7.3", None, "赵立", 45, None],
        [8, "2027.7.3", "刑法", "赵立", 45, None],
    ]
    done = import_workbook(who("chen"), book(STUDY, *GOOD, *wrong), "学法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (2, 5)
    texts = {e.row: (e.col, e.text) for e in done.errors}
    assert texts[5][0] == 1 and "没有这一天" in texts[5][1]
    assert texts[6][0] == 3 and "是不是“赵立”" in texts[6][1]
    assert texts[7][0] == 4 and "不是数" in texts[7][1]
    assert texts[8][0] == 2 and "没有填写" in texts[8][1]
    assert texts[9][0] == 1 and "还没有到" in texts[9][1]
    sheet = load_workbook(io.BytesIO(done.marked)).active
    assert "没有这一天" in sheet["B6"].comment.text and "成功 2 行，失败 5 行" in sheet["A1"].comment.text


def test_corrected_workbook_adds_only_what_was_mended(town, who):
    """The clerk mends the red cells and sends the file again."""
    wrong = [4, "2025.2.30", "刑法", "赵立", 45, None]
    import_workbook(who("chen"), book(STUDY, *GOOD, wrong), "学法.xlsx", "qinghe")
    done = import_workbook(who("chen"), book(STUDY, *GOOD, [4, "2025.2.28", *wrong[2:]]), "学法.xlsx", "qinghe")
    assert (done.taken, done.known, done.refused) == (1, 2, 0)


def test_a_row_changed_after_import_is_not_overwritten(town, who):
    """An import never corrects: it says where to."""
    import_workbook(who("chen"), book(STUDY, *GOOD), "学法.xlsx", "qinghe")
    done = import_workbook(who("chen"), book(STUDY, [1, "2025.5.6", "宪法", "赵立", 45, None]), "学法.xlsx", "qinghe")
    assert done.refused == 1 and "更正" in done.errors[0].text
    assert events()[0].facts["attendees"] == ("zhao", "qian")


def test_the_same_row_twice_in_one_file(town, who):
    """The second says where the first stands."""
    done = import_workbook(who("chen"), book(STUDY, GOOD[0], GOOD[0]), "学法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (1, 1) and "第4行" in done.errors[0].text


def test_a_procedure_is_one_row_with_a_day_a_step(town, who):
    """Grouped headers: each step has its day and its facts; an empty day is a step not done yet."""
    head = [
        ["序号", "收到申请", None, "答复", None, "归档"],
        [None, "日期", "申请事项", "日期", "办理结果", "日期"],
        [1, "2025-03-03", "征地补偿标准", "2025-03-20", "予以公开", None],
        [2, "2025-03-04", "低保名单", None, "予以公开", None],
    ]
    made = load_workbook(io.BytesIO(book(*head, title="依申请公开台账")))
    for cells in ("A3:A4", "B3:C3", "D3:E3"):
        made.active.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    done = import_workbook(who("chen"), out.getvalue(), "申请2025.xlsx", "qinghe")
    assert (done.taken, done.refused, done.ledgers) == (1, 1, ("依申请公开",))
    assert [(e.step, e.matter_name) for e in events()] == [
        ("foi.application_received", "征地补偿标准"),
        ("foi.reply_issued", "征地补偿标准"),
    ]
    assert "没有日期" in done.errors[0].text


def test_a_step_that_is_new_joins_what_the_desk_opened(town, who):
    """The request was recorded at the desk; the row brings the reply to the same matter, and again brings nothing."""
    facts = {"subject": "征地补偿标准"}
    request = RecordRequest("foi.application_received", date(2025, 3, 3), "qinghe", facts=facts, late_reason="示例补录")
    there = record(who("chen"), request)
    head = ["序号", "收到申请日期", "申请事项", "答复日期", "办理结果"]
    content = book(head, [1, "2025-03-03", "征地补偿标准", "2025-03-20", "予以公开"], title="依申请公开台账")
    done = import_workbook(who("chen"), content, "申请2025.xlsx", "qinghe")
    assert (done.taken, done.known, done.refused) == (1, 0, 0)
    assert [(e.matter, e.step) for e in events()] == [
        (there.matter, "foi.application_received"),
        (there.matter, "foi.reply_issued"),
    ]
    again = import_workbook(who("chen"), content, "申请2025.xlsx", "qinghe")
    assert (again.taken, again.known) == (0, 1) and len(events()) == 2


def test_villages_are_named_in_a_column(town, who):
    """A wrong name says which village is near; a row without one says that the column is missing."""
    head = ["序号", "村", "活动日期", "宣讲内容", "人数"]
    rows = [
        [1, "柳湾村", "2025.5.6", "反诈", 20],
        [2, "柳弯村", "2025.5.7", "反诈", 20],
        [3, None, "2025.5.8", "反诈", 20],
    ]
    done = import_workbook(who("chen"), book(head, *rows, title="送法下村台账"), "送法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (1, 2)
    assert "是不是“柳湾村”" in done.errors[0].text and "加一列" in done.errors[1].text


def test_a_sheet_of_another_township_is_refused(town, who):
    """The unit line counts: nothing of Baishi enters Qinghe."""
    done = import_workbook(who("chen"), book(STUDY, *GOOD, unit="填报单位：白石镇"), "学法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (0, 2) and "填报单位" in done.errors[0].text


def test_a_table_that_is_no_ledger_is_named(town, who):
    """All its rows are refused with the titles that are known; --ledger may say which it is."""
    rows = [["序号", "甲", "乙", "丙"], [1, "一", "二", "三"]]
    done = import_workbook(who("chen"), book(*rows, title="职工通讯录"), "通讯录.xlsx", "qinghe")
    assert (done.taken, done.refused) == (0, 1) and "看不出是哪一本台账" in done.errors[0].text
    with pytest.raises(InputFault, match="没有这本台账"):
        import_workbook(who("chen"), book(STUDY, *GOOD), "学法.xlsx", "qinghe", ledger="nonsense")


def test_a_file_without_a_table_is_refused(town, who):
    """Nothing is written."""
    with pytest.raises(ImportFault, match="没有找到台账表格"):
        import_workbook(who("chen"), book(), "空.xlsx", "qinghe")
    assert not models.ImportRun.objects.exists()


def test_only_who_may_import_does(town, who):
    """A liaison may record, not import."""
    with pytest.raises(AccessFault):
        import_workbook(who("li"), book(STUDY, *GOOD), "学法.xlsx", "qinghe")
    assert not models.Event.objects.exists()


WRONG = [4, "2025.2.30", "宪法", "赵立", 45, None]


def odd_styles(content: bytes) -> bytes:
    """The workbook with an empty fill, as WPS writes it: calamine reads it, openpyxl does not."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.xml":
                data = re.sub(rb"<fills.*?</fills>", b'<fills count="2"><fill/><fill/></fills>', data, flags=re.DOTALL)
            new.writestr(name, data)
    return out.getvalue()


def test_a_file_that_cannot_be_marked_is_imported_all_the_same(town, who):
    """Its sound rows are in, the refused ones are listed with the reason; mended, it brings them."""
    done = import_workbook(who("chen"), odd_styles(book(STUDY, *GOOD, WRONG)), "学法.xlsx", "qinghe")
    assert (done.taken, done.refused, done.marked) == (2, 1, None) and "标不了红" in done.unmarked
    assert models.Event.objects.count() == 2 and "没有这一天" in done.errors[0].text
    mended = odd_styles(book(STUDY, *GOOD, [4, "2025.2.28", *WRONG[2:]]))
    assert import_workbook(who("chen"), mended, "学法.xlsx", "qinghe").words() == "成功 1 行，失败 0 行，已有 2 行"


def test_marking_holds_no_lock(town, who, monkeypatch):
    """When the child starts, everything is written and the turn of the writer is over."""
    seen = []

    def marks(*_: object) -> bytes:
        seen.append((models.ImportRun.objects.count(), turn.held.depth))
        return b""

    monkeypatch.setattr(import_sheet, "mark_errors", marks)
    import_workbook(who("chen"), book(STUDY, *GOOD, WRONG), "学法.xlsx", "qinghe")
    assert seen == [(1, 0)]


def test_unknown_columns_are_listed(town, who):
    """What was not used is said, not dropped in silence."""
    done = import_workbook(who("chen"), book([*STUDY, "天气"], [*GOOD[0], "晴"]), "学法.xlsx", "qinghe")
    assert done.ignored == ("天气",) and done.taken == 1
