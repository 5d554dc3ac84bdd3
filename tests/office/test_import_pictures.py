"""Pictures of a workbook become evidence of the record of their row: once, whole, and what does not come along is named."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from fazhi.kernel.faults import ImportFault
from fazhi.office import attach_pictures, import_pictures, import_sheet
from fazhi.office.attach import attach
from fazhi.office.correct_event import Correction, correct
from fazhi.office.evidence import NewFile
from fazhi.office.import_preview import preview
from fazhi.office.import_sheet import Imported, import_workbook
from fazhi.office.open_evidence import open_evidence
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.store import models, read
from fazhi.store.verify import verify
from tests import story
from tests.picture_books import dispimg, lay, photo, saved, with_cell_pictures

pytestmark = pytest.mark.django_db
HEAD = ["序号", "活动日期", "活动名称", "类别", "参加人数", "现场照片"]
FIRST = [1, "2025.3.15", "赶集日宣传", "其他", 80, dispimg("ID_A")]
SECOND = [2, "2025.6.26", "禁毒宣传", "6·26禁毒", 60, dispimg("ID_B")]
WRONG = [3, "2025.2.30", "反诈宣传", "其他", 60, dispimg("ID_C")]
PICTURES = {"ID_A": photo("red"), "ID_B": photo("blue", "JPEG"), "ID_C": photo("green")}


@pytest.fixture
def town(db: None, settings, tmp_path: Path) -> None:
    """The invented town under the shipped packs, on 2 March 2026."""
    settings.DEMO_AS_OF = date(2026, 3, 2)
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    story.settle()


def sheet(*rows: list[object], title: str = "清河镇2025年普法活动台账") -> Workbook:
    """A ledger whose data begin in row 3."""
    made = Workbook()
    made.active.title = "台账"
    for row in ([title], *rows):
        made.active.append(row)
    made.active.merge_cells("A1:F1")
    return made


def book(*rows: list[object], **pictures: bytes) -> bytes:
    return with_cell_pictures(saved(sheet(HEAD, *rows)), {**PICTURES, **pictures})


def taken_in(who, content: bytes, name: str = "普法.xlsx") -> Imported:
    return import_workbook(who("chen"), content, name, "qinghe")


def evidence() -> list[tuple[str, str, str]]:
    """(what the record is about, name, media type) of every file."""
    rows = models.Evidence.objects.order_by("id").select_related("event__matter")
    return [(e.event.matter.name, e.name, e.media_type) for e in rows]


def on_disk(settings) -> list[Path]:
    return [p for p in Path(settings.EVIDENCE_DIR).rglob("*") if p.is_file()]


def test_a_picture_becomes_evidence_of_its_row(town, who):
    """Named after its row, of its real kind, sealed, opened with the bytes it had in the workbook."""
    done = taken_in(who, book(FIRST, SECOND))
    assert done.words() == "成功 2 行，失败 0 行，附上照片 2 张" and (done.notices, done.ignored) == ((), ())
    assert evidence() == [
        ("赶集日宣传", "第3行 照片1.png", "image/png"),
        ("禁毒宣传", "第4行 照片1.jpg", "image/jpeg"),
    ]
    first = models.Evidence.objects.order_by("id")[0]
    _, path = open_evidence(who("chen"), first.pk)
    assert path.read_bytes() == PICTURES["ID_A"] and first.recorded_by_id == "chen"
    assert verify().tampers == ()


def test_taken_in_again_adds_nothing(town, who):
    """The same file, a longer one with the rows moved, and one whose picture lies over the sheet instead."""
    taken_in(who, book(FIRST, SECOND))
    before = evidence()
    again = taken_in(who, book(FIRST, SECOND))
    assert (again.known, again.pictures, again.notices) == (2, 0, ()) and evidence() == before
    moved = taken_in(who, book([0, "2025.1.5", "送法进校", "其他", 9, None], FIRST, SECOND))
    assert (moved.taken, moved.pictures) == (1, 0) and evidence() == before
    other = sheet(HEAD, [*FIRST[:5], None])
    lay(other.active, "F3", PICTURES["ID_A"])
    assert taken_in(who, saved(other)).pictures == 0 and evidence() == before


def test_a_picture_added_later_comes_to_the_known_row(town, who):
    """The row was taken without one; only what is new is attached."""
    taken_in(who, book([*FIRST[:5], None]))
    done = taken_in(who, book(FIRST))
    assert (done.taken, done.known, done.pictures) == (0, 1, 1) and len(evidence()) == 1
    more = sheet(HEAD, FIRST)
    lay(more.active, "A3", photo("pink"))
    done = taken_in(who, with_cell_pictures(saved(more), PICTURES))
    assert done.pictures == 1 and len(evidence()) == 2


def test_what_was_attached_at_the_desk_is_not_doubled(town, who):
    """A row recorded at the desk before, with one of its two photos; the other joins the same record."""
    facts = {"title": "赶集日宣传", "theme": "other", "people_count": 80}
    request = RecordRequest("publicity.event_held", date(2025, 3, 15), "qinghe", facts=facts, late_reason="示例补录")
    there = record(who("chen"), request)
    attach(who("chen"), there.event, [NewFile("现场.png", PICTURES["ID_A"])])
    two = sheet(HEAD, FIRST)
    lay(two.active, "G3", photo("pink"))
    done = taken_in(who, with_cell_pictures(saved(two), PICTURES))
    assert (done.taken, done.known, done.pictures) == (0, 1, 1)
    assert {e.event_id for e in models.Evidence.objects.all()} == {there.event} and len(evidence()) == 2


def test_rows_that_are_refused_leave_nothing(town, who, settings):
    """No evidence and no file; the marked copy still has the picture, and mended brings it along."""
    done = taken_in(who, book(FIRST, WRONG))
    assert (done.taken, done.refused, done.pictures) == (1, 1, 1) and len(on_disk(settings)) == 1
    made = load_workbook(io.BytesIO(done.marked))
    made.active["B4"] = "2025.2.28"
    mended = taken_in(who, saved(made), "普法（错误标注）.xlsx")
    assert (mended.taken, mended.known, mended.pictures, mended.notices) == (1, 1, 1, ())
    assert [name for name, *_ in evidence()] == ["赶集日宣传", "反诈宣传"]
    assert models.Evidence.objects.filter(digest=read.evidence(1).digest).count() == 1


@pytest.mark.parametrize("place", ["append_files", "keep_all"])
def test_nothing_is_half_written(town, who, monkeypatch, settings, place):
    """Whichever of the last steps fails, no row, no evidence and no import is there."""

    def fails(*_: object) -> None:
        raise ImportFault

    where = {"append_files": attach_pictures.append, "keep_all": attach_pictures}[place]
    with monkeypatch.context() as broken:
        broken.setattr(where, place, fails)
        with pytest.raises(ImportFault):
            taken_in(who, book(FIRST, WRONG))
    counts = (models.Event, models.Evidence, models.ImportRun, models.Leaf)
    assert [m.objects.count() for m in counts] == [0, 0, 0, 0]
    assert place == "append_files" or on_disk(settings) == []
    assert taken_in(who, book(FIRST, WRONG)).pictures == 1


def test_pictures_outside_the_rows_are_named(town, who):
    """A badge beside the title and a seal below the table are no evidence of anything; they are not dropped in silence."""
    made = sheet(HEAD, FIRST, ["合计", None, None, None, 80])
    lay(made.active, "F1", photo("pink"))
    lay(made.active, "C9", photo("gray"))
    done = taken_in(who, with_cell_pictures(saved(made), PICTURES))
    assert done.pictures == 1 and [n.partition("，")[0] for n in done.notices] == [
        "[台账] 第1行的图片",
        "[台账] 第9行的图片",
    ]
    assert all("没有带入：不在数据行里" in n for n in done.notices)


def test_a_picture_that_cannot_be_had_is_named_and_its_row_taken(town, who):
    """A kind that evidence does not take, and a name that nothing stands behind."""
    lost = [3, "2025.5.6", "宪法宣传", "其他", 5, dispimg("ID_LOST")]
    done = taken_in(who, book(FIRST, SECOND, lost, ID_B=photo(kind="GIF")))
    assert (done.taken, done.pictures) == (3, 1)
    assert "第4行的图片，没有带入：不是 JPG 或 PNG" in done.notices[0]
    assert "第5行的图片，没有带入：文件里没有这张图片" in done.notices[1]


def test_an_old_workbook_is_told_to_be_saved_anew(town, who):
    """Its rows come in; a control without pictures says nothing."""
    assert import_sheet.bring(bytes.fromhex("d0cf11e0a1b11ae1") + photo(), "a.xls", []).notices[0].startswith("旧格式")
    assert import_sheet.bring(bytes.fromhex("d0cf11e0a1b11ae1"), "a.xls", []).notices == ()


def test_a_picture_goes_to_the_step_of_its_column(town, who):
    """A scan under 答复 proves the reply; one in no step's column proves the opening."""
    rows = [
        ["序号", "收到申请", None, "答复", None, None],
        [None, "日期", "申请事项", "日期", "办理结果", "答复书"],
        [1, "2025-03-03", "征地补偿标准", "2025-03-20", "予以公开", dispimg("ID_A")],
    ]
    made = sheet(*rows, title="依申请公开台账")
    for cells in ("A2:A3", "B2:C2", "D2:F2"):
        made.active.merge_cells(cells)
    lay(made.active, "A4", photo("pink"))
    done = taken_in(who, with_cell_pictures(saved(made), PICTURES), "申请2025.xlsx")
    assert (done.taken, done.pictures) == (1, 2), done
    steps = {e.name: e.event.step for e in models.Evidence.objects.select_related("event")}
    assert steps == {"第4行 照片1.png": "foi.application_received", "第4行 照片2.png": "foi.reply_issued"}


def test_a_picture_in_a_merged_cell_is_of_all_its_rows(town, who):
    """As words are; and the same picture twice in one row is one."""
    made = sheet(HEAD, [*FIRST[:5], dispimg("ID_A"), dispimg("ID_A")], [*SECOND[:5], None])
    made.active.merge_cells("F3:F4")
    done = taken_in(who, with_cell_pictures(saved(made), PICTURES))
    assert done.pictures == 2 and [e[:2] for e in evidence()] == [
        ("赶集日宣传", "第3行 照片1.png"),
        ("禁毒宣传", "第4行 照片1.png"),
    ]


def test_more_than_a_row_may_have_is_named(town, who):
    """Twenty, as at the desk."""
    made = sheet(HEAD, [*FIRST[:5], None])
    for n in range(21):
        lay(made.active, "F3", photo(f"#0000{n:02x}"))
    done = taken_in(who, saved(made))
    assert done.pictures == 20 and "有21张图片，一行最多带20张" in done.notices[0]


def test_corrected_and_voided_records(town, who):
    """What lies behind the corrected record counts as there; the correction takes what is new; a voided one takes nothing."""
    taken_in(who, book(FIRST))
    (event,) = models.Event.objects.all()
    better = correct(
        who("chen"),
        Correction(event.pk, "示例更正", facts={"title": "赶集日宣传", "theme": "other", "people_count": 81}),
    )
    assert taken_in(who, book(FIRST)).pictures == 0
    done = taken_in(who, book(FIRST, ID_A=photo("pink")))
    assert done.pictures == 1 and models.Evidence.objects.order_by("-id")[0].event_id == better.event
    correct(who("chen"), Correction(better.event, "示例作废", void=True))
    done = taken_in(who, book(FIRST, ID_A=photo("gray")))
    assert done.pictures == 0 and "记录已经作废，照片没有附上" in done.notices[0]
    assert taken_in(who, book(FIRST)).notices == ()


def test_the_preview_tells_what_comes_along(town, who, settings):
    """How many, with which rows, and what will not; nothing is written."""
    made = sheet(HEAD, FIRST, SECOND)
    lay(made.active, "F1", photo("pink"))
    seen = preview(who("chen"), with_cell_pictures(saved(made), PICTURES), "普法.xlsx", "qinghe")
    assert seen.tables[0].pictures == "2张照片，在第3、4行" and "第1行的图片" in seen.notices[0]
    assert not models.Event.objects.exists() and on_disk(settings) == []
    bare = preview(who("chen"), book([*FIRST[:5], None]), "普法.xlsx", "qinghe")
    assert (bare.tables[0].pictures, bare.notices) == ("", ())


def test_a_column_of_pictures_alone_is_not_called_unused(town, who):
    """One that nobody's synonyms know; with words in it, it is."""
    head = [*HEAD[:5], "风采展示"]
    made = saved(sheet(head, FIRST))
    assert taken_in(who, with_cell_pictures(made, PICTURES)).ignored == ()
    mixed = saved(sheet(head, FIRST, [*SECOND[:5], "见附件"]))
    assert taken_in(who, with_cell_pictures(mixed, PICTURES)).ignored == ("风采展示",)


def test_pictures_of_too_many_rows_are_refused(town, who, monkeypatch):
    """Two thousand pictures in one tall merged cell would each be of every row; nothing is written."""
    monkeypatch.setattr(import_pictures, "PLACES", 0)
    with pytest.raises(ImportFault, match="合并格太高"):
        taken_in(who, book(FIRST, WRONG))
    assert not models.Event.objects.exists()
