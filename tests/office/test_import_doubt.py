"""What is guessed of a sheet is not taken for certain when most rows would come back for it."""

import io

import openpyxl
import pytest

from fazhi.kernel.units import Unit
from fazhi.office.import_preview import preview
from fazhi.office.import_rehearse import rehearse
from fazhi.office.import_sheet import import_workbook
from fazhi.office.unit_names import units_called
from fazhi.store import models
from tests.office.test_import_sheet import GOOD, STUDY, book, pytestmark, town

__all__ = ["pytestmark", "town"]
HEAD = ["序号", "收到日期", "信访事项", "承办单位", "送达日期"]
TITLE = "信访台账"


def petitions(*offices: str) -> bytes:
    rows = [[n, f"2025-05-0{n}", f"事项{n}", office, f"2025-05-1{n}"] for n, office in enumerate(offices, start=1)]
    return book(HEAD, *rows, title=TITLE)


def test_offices_that_keep_no_ledger_are_left_out(town, who):
    """承办单位 of departments is no unit: not read, said why, the rows are the township's; shown before as it is done."""
    content = petitions("综治办", "卫生院", "规划办")
    seen = preview(who("chen"), content, "信访.xlsx", "qinghe").tables[0]
    codes = {c.header: (c.code, c.unknown) for c in seen.columns}
    assert codes["承办单位"] == ("", True) and codes["送达日期"] == ("", True)
    told = rehearse(who("chen"), content, "信访.xlsx", "qinghe")[0]
    assert (told.taken, told.refused) == (3, 0) and "“承办单位”有3行" in told.said[0]
    done = import_workbook(who("chen"), content, "信访.xlsx", "qinghe")
    assert (done.taken, done.refused, done.said) == (3, 0, told.said)


def test_one_odd_office_is_still_refused(town, who):
    """The control: where most name the township, the one that does not comes back."""
    done = import_workbook(who("chen"), petitions("清河镇", "清河镇", "综治办"), "信访.xlsx", "qinghe")
    assert (done.taken, done.refused, done.said) == (2, 1, ())


def test_rows_of_a_neighbour_stay_out(town, who):
    """The control: a column that names another township is not passed over."""
    done = import_workbook(who("chen"), petitions("白石镇", "白石镇", "白石镇"), "信访.xlsx", "qinghe")
    assert (done.taken, done.refused) == (0, 3)


def test_a_mistyped_village_is_no_office(town, who):
    """Its row comes back with the village that is near, and is not booked under the township."""
    rows = [[1, "2025-03-15", "甲", "其他", "柳弯村"]]
    head = ["序号", "活动日期", "活动名称", "活动类别", "单位"]
    done = import_workbook(who("chen"), book(head, *rows, title="普法活动台账"), "普法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (0, 1) and "是不是“柳湾村”" in done.errors[0].text


def test_an_office_in_the_head_stands_for_its_township(town, who):
    """填报单位：综治办 is nobody's ledger: the rows are the township's, and that is said."""
    done = import_workbook(who("chen"), book(STUDY, *GOOD, unit="填报单位：综治办"), "学法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (2, 0) and "“综治办”" in done.said[0] and "清河镇" in done.said[0]


EVENTS = ["序号", "活动日期", "活动名称", "活动类别", "主办单位"]
WRONG = "填报单位：白石镇卫生院"


def test_a_heading_that_is_nobodys_is_told_once_at_its_cell(town, who):
    """Rows wait for it, with their own errors told beside; the cell of the heading is the one that comes back red."""
    rows = [
        [1, "2025-03-15", "甲", "其他", None],
        [2, "2025-02-30", "乙", "其他", None],
        [3, "2025-03-17", "丙", "其他", None],
    ]
    done = import_workbook(who("chen"), book(EVENTS, *rows, title="普法活动台账", unit=WRONG), "普法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (0, 3)
    assert [(e.row, e.col) for e in done.errors] == [(1, 0), (4, 1)]
    assert "（A2）：没有“白石镇卫生院”这个单位" in done.errors[0].text and "3行没有另写单位" in done.errors[0].text
    sheet = openpyxl.load_workbook(io.BytesIO(done.marked)).active
    assert sheet["A2"].comment and "卫生院" in sheet["A2"].comment.text and sheet["A4"].comment is None


def test_the_rows_own_unit_goes_before_the_heading(town, who):
    """A row that names its unit is taken, whatever the heading says; the other waits."""
    rows = [[1, "2025-03-15", "甲", "其他", "清河镇卫生院"], [2, "2025-03-16", "乙", "其他", None]]
    done = import_workbook(who("chen"), book(EVENTS, *rows, title="普法活动台账", unit=WRONG), "普法.xlsx", "qinghe")
    assert (done.taken, done.refused, len(done.errors)) == (1, 1, 1)
    assert models.Event.objects.get().unit_id == "qinghe-s1"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("清河镇人民政府", "qinghe"),
        ("清河", "qinghe"),
        ("清河镇卫生院", "qinghe-s1"),
        ("清河卫生院", "qinghe-s1"),
        ("柳湾村村民委员会", "qinghe-v1"),
        ("清河镇柳湾村委会", "qinghe-v1"),
        ("柳湾", "qinghe-v1"),
        ("柳湾村委", "qinghe-v1"),
        ("柳湾村村委", "qinghe-v1"),
        ("白石镇卫生院", ""),
        ("河卫生院", ""),
    ],
)
def test_common_forms_of_a_name_are_the_unit(town, who, name, unit):
    """With or without the township's name and the words for its office; another township's name is never passed over."""
    units = {u: one for u, one in who("chen").units.items() if u.startswith("qinghe")}
    assert [u.id for u in units_called(name, units)] == ([unit] if unit else [])


def test_a_form_that_two_units_share_names_both():
    """Nothing is guessed."""
    units = {n: Unit(n, n, "station", "town") for n in ("清河司法所", "司法所")} | {
        "town": Unit("town", "清河镇", "township")
    }
    assert len(units_called("清河镇司法所", units)) == 2


def test_a_village_and_a_community_of_one_name_are_told_apart():
    """By the ending or the committee; the bare name is both."""
    units = {n: Unit(n, n, "village", "town") for n in ("大柳村", "大柳社区")} | {
        "town": Unit("town", "清河镇", "township")
    }
    names = ("大柳社区居委会", "清河镇大柳村委会", "大柳")
    assert [[u.id for u in units_called(n, units)] for n in names] == [["大柳社区"], ["大柳村"], ["大柳村", "大柳社区"]]


def test_an_unknown_kind_is_pointed_to_the_others(town, who):
    """反诈 is none of the kinds: the message says what to write in its place."""
    rows = [[1, "2025-03-15", "甲", "反诈", None]]
    done = import_workbook(who("chen"), book(EVENTS, *rows, title="普法活动台账"), "普法.xlsx", "qinghe")
    assert done.errors[0].text.endswith("没有合适的，请在表里填“其他”")
