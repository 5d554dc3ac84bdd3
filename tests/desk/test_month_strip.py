"""The counted days as months, as one would draw them on paper."""

from datetime import date

import numpy as np

from fazhi.desk.month_strip import months
from fazhi.kernel.explain import day_sheet
from fazhi.kernel.terms import Term
from fazhi.office.rules import shelf


def test_months_show_which_days_counted():
    """Twenty working days from 26 September 2025: the holiday stands still, the make-up days count, 30 October is due."""
    sheet = day_sheet(date(2025, 9, 26), Term(20, "working_day", basis="own"), shelf().calendar)
    found = months(sheet)
    assert [m.title for m in found] == ["2025年9月", "2025年10月"]
    cells = {c.number: c for w in found[1].weeks for c in w if c}
    assert (cells[30].tone, cells[30].mark) == ("due", "到期")
    assert (cells[1].tone, cells[11].tone) == ("off", "makeup")
    assert cells[9].tone == "counted" and int(np.sum([c.tone == "out" for c in cells.values()])) >= 1


def test_a_start_is_marked_and_not_counted():
    """The first day carries 起."""
    sheet = day_sheet(date(2025, 3, 3), Term(3, "working_day", basis="own"), shelf().calendar)
    cells = {c.number: c for m in months(sheet) for w in m.weeks for c in w if c}
    assert (cells[3].tone, cells[3].mark) == ("start", "起")
