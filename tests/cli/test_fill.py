"""`fazhi fill` on the command line: whose days are filled, and what is said of each column."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from fazhi.cli.main import main
from tests import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(settings, tmp_path: Path) -> Path:
    """A list of last year's study, with the same heading twice."""
    settings.DEMO_AS_OF = date(2026, 3, 2)
    story.settle()
    book, out = Workbook(), io.BytesIO()
    for row in (["2025年领导干部集中学法情况表"], ["序号", "学习日期", "学习日期", "学习内容"], [1]):
        book.active.append(row)
    book.save(out)
    path = tmp_path / "表.xlsx"
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("given", "span"),
    [
        ([], ["2025-01-01", "2025-12-31"]),
        (["--from", "2025-07-01"], ["2025-07-01", "2025-12-31"]),
        (["--to", "2025-06-30"], ["2025-01-01", "2025-06-30"]),
        (["--from", "2026-01-01", "--to", "2026-03-02"], ["2026-01-01", "2026-03-02"]),
    ],
)
def test_a_day_left_alone_is_the_titles(form, capsys, given, span):
    """As the help says, for each end of the days; both given are taken as they are."""
    assert main(["fill", str(form), "--unit", "qinghe", *given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["span"] == span


def test_two_columns_of_one_name_are_told_apart(form, capsys):
    """By their cells: one is filled, the other is named as left empty."""
    assert main(["fill", str(form), "--unit", "qinghe", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    taken = {cell: code for cell, _, code in told["taken"]}
    assert (taken["B2"], taken["C2"]) == ("study.session_held:date", "")
    assert told["left"] == ["学习日期（C2格）"]
