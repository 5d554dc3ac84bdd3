"""Superiors' forms that would hang or fill the server, or break a library: refused with words, by a child that tried them first."""

import io
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from fazhi.kernel.faults import InputFault
from fazhi.paper.form_bounds import beyond
from fazhi.paper.form_read import open_form, read_form
from fazhi.paper.form_rehearse import rehearse
from fazhi.paper.form_rows import add_rows
from tests.office.superior_forms import FORMS

SHEET = "xl/worksheets/sheet1.xml"


def dateless(content: bytes) -> bytes:
    """The package without the hour it was made at: mutants are the same on every day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-02T03:04:05Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


FORM = dateless(FORMS[0].build())


def changed(part: str, change: Callable[[bytes], bytes], content: bytes = FORM) -> bytes:
    """The form with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def with_merges(*refs: str) -> bytes:
    """The form with more merged ranges."""
    more = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs).encode()
    return changed(SHEET, lambda d: d.replace(b"</mergeCells>", more + b"</mergeCells>"))


def with_more(xml: str, after: str) -> bytes:
    """The form with XML put behind the first `after` of its sheet."""
    return changed(SHEET, lambda d: d.replace(after.encode(), f"{after}{xml}".encode(), 1))


def with_styles(n: int) -> bytes:
    return changed("xl/styles.xml", lambda d: re.sub(rb"(<cellXfs[^>]*>)", rb"\1" + b'<xf numFmtId="0"/>' * n, d))


def moved(content: bytes) -> bytes:
    """The sheet under a name that no sheet has."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if not name.endswith("sheet1.xml"):
                data = data.replace(b"worksheets/sheet1.xml", b"media/a.png")
            new.writestr(name.replace("worksheets/sheet1.xml", "media/a.png"), data)
    return out.getvalue()


def utf16(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = re.sub(r"^<\?xml[^>]*>", "", package.read(SHEET).decode())
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def many_parts() -> bytes:
    out = io.BytesIO(FORM)
    with zipfile.ZipFile(out, "a") as package:
        for n in range(2100):
            package.writestr(f"{n}", b"")
    return out.getvalue()


END = "</mergeCells>"
ENTITY = b'<!DOCTYPE a [<!ENTITY b "cccc">]><worksheet'
RUNAWAY = {
    "one wide merge": (lambda: with_merges("A4:XFD1000"), "太大"),
    "one huge merge": (lambda: with_merges("A4:XFD20000"), "太大"),
    "merged whole columns": (lambda: with_merges("A:Z"), "太大"),
    "many tall merges": (lambda: with_merges(*[f"{c}9:{c}4000" for c in "ABCDEFGHIJKLMNOP"]), "格太多"),
    "many small merges": (lambda: with_merges(*[f"A{n}:B{n}" for n in range(50, 2900)]), "区域太多"),
    "under another name": (lambda: moved(with_merges("A4:XFD1000")), "太大"),
    "in UTF-16": (lambda: changed(SHEET, lambda d: utf16(with_merges("A4:XFD1000"))), "太大"),
    "link over a sheet": (
        lambda: with_more('<hyperlinks><hyperlink ref="A1:XFD9000" display="x"/></hyperlinks>', END),
        "太大",
    ),
    "far empty cell": (lambda: with_more('<row r="1048576"><c r="A1048576"/></row>', "<sheetData>"), "太远"),
    "cells without places": (lambda: with_more(f'<row r="70">{"<c/>" * 300}</row>', "<sheetData>"), "太远"),
    "many cells": (lambda: with_more(f"<row>{'<c/>' * 250}</row>" * 170, "<sheetData>"), "格太多"),
    "many rows": (lambda: with_more("<row/>" * 6000, "<sheetData>"), "行太多"),
    "coloured rules": (
        lambda: with_more(f'<conditionalFormatting sqref="{"A1 " * 3000}"></conditionalFormatting>', END),
        "区域太多",
    ),
    "styles": (lambda: with_styles(12_000), "样式太多"),
    "names": (
        lambda: changed(
            "xl/workbook.xml",
            lambda d: d.replace(b"</sheets>", b"</sheets><definedNames>" + b'<definedName name="a"/>' * 1500),
        ),
        "名称太多",
    ),
    "entities": (lambda: changed(SHEET, lambda d: d.replace(b"<worksheet", ENTITY, 1)), "打不开"),
    "much XML": (lambda: changed("docProps/core.xml", lambda d: d + b" " * (9 << 20)), "内容太多"),
    "many parts": (many_parts, "解开以后太大"),
}


@pytest.mark.parametrize("case", RUNAWAY)
def test_what_would_run_away_is_named(case):
    """Seen in the XML, at once, whatever the part is called or how it is written."""
    make, words = RUNAWAY[case]
    content = make()
    began = time.process_time()
    told = beyond(content)
    assert told is not None and words in told[0]
    assert time.process_time() - began < 5


GROWTH_OF = """
import sys
from fazhi.kernel.faults import InputFault
from fazhi.paper.form_read import open_form
from fazhi.paper.form_rehearse import _peak
content = sys.stdin.buffer.read()
before = _peak()
try:
    open_form(content, "表.xlsx")
except InputFault as fault:
    print(_peak() - before, fault)
"""


@pytest.mark.parametrize("case", ["one huge merge", "many tall merges", "many parts"])
def test_the_server_does_not_grow(case):
    """Through the door, in a process of its own to measure: refused within 20 s, and it takes less than 20 MB more."""
    began = time.monotonic()
    command = [sys.executable, "-X", "utf8", "-c", GROWTH_OF]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(command, input=RUNAWAY[case][0](), capture_output=True, check=True, env=environment)
    grown, _, words = done.stdout.decode().partition(" ")
    assert time.monotonic() - began < 20 and int(grown) < (20 << 10)
    assert words.startswith("文件 表.xlsx：") and RUNAWAY[case][1] in words


PAST_BOUNDS = """import sys
from fazhi.paper import form_bounds, form_rehearse
form_bounds.CELLS, form_bounds.COLUMNS, form_bounds.ROWS = 1 << 40, 1 << 20, 1 << 21
form_bounds.MOST["row"] = 1 << 20
content = sys.stdin.buffer.read()
print(form_bounds.beyond(content), form_rehearse.rehearse(content) == form_rehearse.TOO_MUCH)
"""


def test_the_child_stops_what_no_bound_saw():
    """Control: with the bounds taken away the rehearsal, in a process of its own, still refuses what takes too much memory."""
    rows = "".join(f"<row>{'<c/>' * 250}</row>" for _ in range(900))
    content = with_more(rows, "<sheetData>")
    command = [sys.executable, "-X", "utf8", "-c", PAST_BOUNDS]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(command, input=content, capture_output=True, check=True, env=environment)
    assert done.stdout.decode().split() == ["None", "True"]


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_real_forms_are_small(form):
    """None of the twelve comes near a bound."""
    assert rehearse(form.build()) is None


def mutants(n: int) -> list[bytes]:
    """A form with a few bytes changed or its end cut off, and with XML bent inside a sound package; the same every time."""
    rnd, made = random.Random(11), []
    with zipfile.ZipFile(io.BytesIO(FORM)) as package:
        xml = [name for name in package.namelist() if name.endswith(("xml", "rels"))]
    for number in range(n):
        if number % 2:
            made.append(changed(rnd.choice(xml), lambda d: bent(d, rnd)))
            continue
        data = bytearray(FORM)
        for _ in range(rnd.randint(1, 6)):
            data[rnd.randrange(len(data))] = rnd.randrange(256)
        made.append(bytes(data[: rnd.randrange(len(data))] if rnd.random() < 0.2 else data))
    return made


def bent(data: bytes, rnd: random.Random) -> bytes:
    """One attribute, element or stretch of it changed."""
    kind = rnd.random()
    if kind < 0.3:
        at = rnd.randrange(len(data))
        return data[:at] + data[at + rnd.randint(1, 40) :]
    if kind < 0.7:
        old = rnd.choice(re.findall(rb'"[^"]*"', data))
        return data.replace(old, rnd.choice([b'""', b'"-1"', b'"99999999"', b'"x"', b'"A0"']), 1)
    return data.replace(rnd.choice(re.findall(rb"<[a-zA-Z:]+", data)), b"<zz", 1)


def plain(content: bytes) -> str:
    """What opening and reading it without the guard raises; "" for nothing."""
    try:
        read_form(openpyxl.load_workbook(io.BytesIO(content)))
    except InputFault:
        return ""
    except Exception as error:
        return type(error).__name__
    return ""


def test_every_mutant_is_taken_or_told():
    """Of 400 not one raises; control: openpyxl alone breaks on many, and each of those is refused."""
    told = {content: rehearse(content) for content in mutants(400)}
    breaking = {content: error for content, error in ((c, plain(c)) for c in told) if error}
    assert len(breaking) > 100 and "BadZipFile" in breaking.values() and len(set(breaking.values())) > 4
    assert [error for content, error in breaking.items() if told[content] is None] == []
    assert all(len(t) == 4 and re.search(r"[一-鿿]", t[0]) for t in told.values() if t)


def test_a_mutant_at_the_door():
    """The one fault of input, with words; what is refused is refused again."""
    broken = next(content for content in mutants(40) if plain(content) in ("error", "BadZipFile"))
    for _ in range(2):
        with pytest.raises(InputFault, match="打不开，可能损坏"):
            open_form(broken, "表.xlsx")


def test_the_mutants_know_no_hour():
    """A form saved at another hour gives the same bytes; control: the saved one differs."""
    later = changed("docProps/core.xml", lambda d: d.replace(b"2026-01-02", b"2031-07-08"))
    assert later != FORM and dateless(later) == FORM


def test_a_form_is_tried_once(monkeypatch):
    """The same bytes again need no child."""
    open_form(FORM, "表.xlsx")
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert open_form(FORM, "表.xlsx").sheetnames


def test_a_large_form_is_read_soon():
    """Reading is linear in the cells: openpyxl looks at all of them to tell how large a sheet is, so it is asked once."""
    book = openpyxl.Workbook()
    for row in range(1, 3001):
        book.active.append([f"{row}"] * 12)
    began = time.process_time()
    read_form(book)
    assert time.process_time() - began < 3


def test_rows_are_added_soon():
    """Two thousand more in a form of two thousand: the width is asked once."""
    book = openpyxl.Workbook()
    for row in range(1, 2001):
        book.active.append([row] * 12)
    began = time.process_time()
    add_rows(book.active, 1990, 2000)
    assert time.process_time() - began < 3
