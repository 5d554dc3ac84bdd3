"""Ledger workbooks that would fill or hold up the server by their merged ranges or their size."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator

import pytest
from openpyxl import Workbook as Book

from fazhi.paper import sheet_parse
from fazhi.paper.sheet_merges import Merges
from fazhi.paper.sheet_read import Sheet, find_tables, read_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["序号", "日期", "学习内容", "参加人员"]


def ledger(merges: str = "", n: int = 3, last: str = "") -> bytes:
    """A ledger of `n` rows whose sheet says `merges` besides, and whose cell `last` is filled."""
    book = Book()
    for row in (["学法台账"], HEAD, *([k, "2025-5-6", "宪法", "甲"] for k in range(1, n + 1))):
        book.active.append(row)
    if last:
        book.active[last] = "乙"
    out, whole = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == SHEET and merges:
                data = data.replace(b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode())
            new.writestr(name, data)
    return whole.getvalue()


def merged(refs: Iterator[str]) -> str:
    return "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)


def parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for n in range(60_000):
            package.writestr(zipfile.ZipInfo(f"{n}"), b"")
    return out.getvalue()


RUNAWAY = {
    "one wide merge": (lambda: ledger(merged(iter(["A4:XFD1000"]))), "太大"),
    "100 tall merges": (lambda: ledger(merged(f"A{n}:B1048576" for n in range(4, 104))), "太大"),
    "100 overlapping merges": (lambda: ledger(merged(f"A{n}:B19000" for n in range(4, 104))), "合并的格太大"),
    "200,000 small merges": (lambda: ledger(merged(f"A{n}:B{n}" for n in range(4, 200_004))), "太多"),
    "a million cells": (lambda: ledger(last="IV19000"), "格太多"),
    "60,000 parts": (parts, "不是 Excel 工作簿"),
}
GROWTH_OF = """
import sys
from fazhi.kernel.faults import ImportFault
from fazhi.paper.form_rehearse import _peak
from fazhi.paper.sheet_read import find_tables, read_workbook
content = sys.stdin.buffer.read()
before = _peak()
try:
    for sheet in read_workbook(content, "台账.xlsx").sheets:
        find_tables(sheet)
except ImportFault as fault:
    print(_peak() - before, fault)
"""


@pytest.mark.parametrize("case", RUNAWAY)
def test_what_would_run_away_is_refused(case):
    """Within 20 s, named, and the server, here a process of its own, takes less than 20 MB more."""
    make, words = RUNAWAY[case]
    content, began = make(), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-X", "utf8", "-c", GROWTH_OF]
    done = subprocess.run(command, input=content, capture_output=True, check=True, env=environment)
    grown, _, told = done.stdout.decode().partition(" ")
    assert time.monotonic() - began < 20 and int(grown) < (20 << 10)
    assert told.startswith("文件 台账.xlsx：") and words in told


def test_the_most_merges_are_read_soon():
    """Twenty thousand ranges over many headers: each row looks at its own."""
    rows = 18_000
    cells = tuple(("序号", "日期", f"内容{r}", "人数") if r % 3 == 0 else (r, "5.6", "甲", 1) for r in range(rows))
    sheet = Sheet("a", cells, tuple((r, 1, r, 1) for r in range(rows)) + tuple((r, 2, r + 1, 2) for r in range(2000)))
    began = time.process_time()
    assert len(find_tables(sheet)) > 5000
    assert time.process_time() - began < 10


def test_a_title_merged_over_the_whole_row_is_no_fault():
    """People choose the row and merge; the range ends with what is filled, and so does a column."""
    (sheet,) = read_workbook(ledger(merged(iter(["A1:XFD1", "B3:B1048576"]))), "台账.xlsx").sheets
    assert sheet.merged == ((0, 0, 0, 3), (2, 1, 4, 1))
    assert len(find_tables(sheet)[0].rows) == 3


def test_merged_ranges_are_found_by_place():
    """By the row they begin in, by a cell in them; not above, below or beside."""
    merges = Merges([(4, 2, 6, 3), (0, 0, 0, 5), (7, 2, 9, 2)])
    assert [merges.over(*at) for at in ((5, 3), (5, 4), (3, 2), (9, 2))] == [(4, 2, 6, 3), None, None, (7, 2, 9, 2)]
    assert merges.of_column(8, 2) == (7, 2, 9, 2) and merges.of_column(5, 3) is None
    assert list(merges.within(1, 7)) == [(4, 2, 6, 3), (7, 2, 9, 2)] and merges.beginning(1) == ()


def test_the_bound_is_what_refuses(monkeypatch):
    """Control: with more room the same workbook is read."""
    content = RUNAWAY["100 overlapping merges"][0]()
    assert "fault" in json.loads(json.dumps(sheet_parse._sheets(content)))
    monkeypatch.setattr(sheet_parse, "AREA", 1 << 40)
    assert "sheets" in sheet_parse._sheets(content)
