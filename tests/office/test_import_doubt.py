"""What is guessed of a sheet is not taken for certain when most rows would come back for it."""

from fazhi.office.import_preview import preview
from fazhi.office.import_rehearse import rehearse
from fazhi.office.import_sheet import import_workbook
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


def test_an_office_in_the_head_stands_for_its_township(town, who):
    """填报单位：综治办 is nobody's ledger: the rows are the township's, and that is said."""
    done = import_workbook(who("chen"), book(STUDY, *GOOD, unit="填报单位：综治办"), "学法.xlsx", "qinghe")
    assert (done.taken, done.refused) == (2, 0) and "“综治办”" in done.said[0] and "清河镇" in done.said[0]
