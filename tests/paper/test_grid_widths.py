"""How wide the columns of a table are."""

from __future__ import annotations

from fazhi.paper.document import Grid
from fazhi.paper.grid_widths import CHARACTER, fitted, grid_widths, width_of

ROWS = (
    ("村和站所法治责任人：登记责任人[128]", "1284", "1283", "+1（+7.1%）", "人次"),
    ("开展普法活动（参加人数）[9]", "12", "3", "-231（-38.5%）", "人"),
)
CHANGE = Grid("比较", ("项目", "2026年截至11月20日", "2025年同期", "增减", "单位"), ROWS)


def test_no_cell_of_a_usual_length_breaks_within_a_word():
    """Every line of the table of changes fits its column; a name goes on after its colon, and the columns fill the text."""
    grid, widths = fitted(CHANGE)
    assert abs(sum(widths) - 156) < 0.01
    cells = [(n, cell) for row in grid.rows for n, cell in enumerate(row)]
    assert [cell for n, cell in cells if width_of(cell) * CHARACTER + 4 > widths[n]] == []
    assert grid.rows[0][0] == "村和站所法治责任人：\n登记责任人[128]"


def test_what_is_too_wide_is_cut_and_nothing_else():
    """A long name takes what the others leave."""
    widths = grid_widths(Grid("", ("职责", "份数"), (("长" * 90, "12"),)))
    assert widths[1] < 25 and abs(sum(widths) - 156) < 0.01
