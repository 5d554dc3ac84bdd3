"""Write a document as PDF/A-2b: the pages of the Word file, for reading and keeping, with the same links.

Set by Typst from `pdf.typ`, which gets all words as data. The one typeface that may be shipped, Noto Sans CJK,
stands for all of the standard's; whoever needs 仿宋 and 小标宋 prints the Word file.
"""

from __future__ import annotations

import importlib
import json
import re
from functools import cache
from importlib import resources
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from fazhi.kernel.faults import InputFault, Problem, SetupFault
from fazhi.paper.document import Document, Grid, Heading, Paragraph
from fazhi.paper.docx import annex_heads, signature_edges
from fazhi.paper.gongwen import printable
from fazhi.paper.grid_widths import fitted

MOMENT = 315_532_800  # 1 January 1980, UTC, as in the Word file: nothing of the clock enters
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def write_pdf(document: Document) -> bytes:
    """The document as the bytes of a PDF/A-2b. Equal documents give equal bytes.

    Raises SetupFault where Typst is not installed, InputFault where the typeface lacks a character. Price: 0.5 s once, 5 ms a page.
    """
    typst = _part("typst")
    sent = {"document": json.dumps(_data(document), ensure_ascii=False)}
    source = resources.files("fazhi.paper").joinpath("pdf.typ").read_bytes()
    compiler = typst.Compiler(source, font_paths=_fonts(), sys_inputs=sent)
    try:
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards="a-2b", timestamp=MOMENT)
    except typst.TypstError as error:
        missing = NO_GLYPH.search(error.message)
        if missing is None:
            raise
        told = Problem(
            "PDF", f"字体里没有“{missing[1]}”", "思源黑体里有的字", "改字，或改写 .docx", f"no glyph: {missing[1]}"
        )
        raise InputFault(told) from None
    if warnings:
        english = "; ".join(warning.message for warning in warnings)
        raise InputFault(Problem("PDF", "排版程序有警告，没有生成", "没有警告", "改写 .docx", english))
    return bytes(made)


def is_installed() -> bool:
    """Whether this machine can write PDF."""
    return all(find_spec(name) is not None for name in ("typst", "noto_cjk_sans_otc"))


@cache
def _fonts() -> Any:  # noqa: ANN401 - typst is optional, so its types are not there to be named
    folder = _part("noto_cjk_sans_otc").FONT_PATH.parent
    return _part("typst").Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _part(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError:
        mend = "安装：pip install 'fazhi[pdf]'，或改写 .docx"
        raise SetupFault(
            Problem("PDF", "没有安装排版程序", ".docx 不需要它", mend, f"{name} is not installed")
        ) from None


def _data(document: Document) -> dict[str, object]:
    """What the template prints, by the names it uses."""
    proven = {row.number for row in document.annex}
    cited: set[int] = set()
    blocks = [_block(block, proven, cited) for block in document.blocks]
    rows: set[int] = set()
    annex = []
    for row in document.annex:
        annex.append(
            {
                "number": row.number,
                "cells": [[_plain(t) for t in texts or ("—",)] for texts in row.cells()],
                **_ends("record", "sentence", row.number, rows, cited),
            }
        )
    mark, title = annex_heads(document.annex_title)
    issuer_edge, date_edge = signature_edges(document)
    return {
        "title": _plain(document.title),
        "note": _plain(document.draft_note),
        "addressee": _plain(document.addressee),
        "blocks": blocks,
        "issuer": _plain(document.issuer),
        "issuer_edge": issuer_edge,
        "date": _plain(document.date_text),
        "date_edge": date_edge,
        "annex_mark": _plain(mark),
        "annex_title": _plain(title),
        "columns": document.annex_columns,
        "annex": annex,
        "cover": [f"{label}：{_plain(words)}" for label, words in document.cover],
        "closing": [_block(block, proven, cited) for block in document.closing],
    }


def _block(block: Heading | Paragraph | Grid, proven: set[int], cited: set[int]) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": _plain(block.text)}
    if isinstance(block, Grid):
        block, room = fitted(block)
        rows = [[_plain(t) for t in row] for row in block.rows]
        return {
            "kind": "grid",
            "caption": _plain(block.caption),
            "head": [_plain(t) for t in block.head],
            "widths": room,
            "rows": rows,
        }
    runs = [
        {"text": _plain(run.text), "todo": run.todo, "note": run.note}
        | (_ends("sentence", "record", run.note, cited, proven) if run.note else {})
        for run in block.runs
    ]
    return {"kind": "paragraph", "runs": runs}


def _ends(here: str, there: str, number: int, seen: set[int], others: set[int]) -> dict[str, str | None]:
    """The names of both ends of a link; none for an end that has its name already, or is nowhere."""
    first = number not in seen
    seen.add(number)
    return {"here": f"{here}_{number}" if first else None, "there": f"{there}_{number}" if number in others else None}


def _plain(text: str) -> str:
    return printable(text).replace("\t", "　")
