"""Write a document as PDF/A with typst, an optional extra. Equal documents give equal bytes; words are data, never markup."""

from __future__ import annotations

import importlib
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fazhi.kernel.faults import InputFault, Problem, SetupFault
from fazhi.paper.document import Document, Grid, Heading

PAGE = Path(__file__).with_name("pdf.typ")
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
KINDS = {Heading: "heading", Grid: "grid"}


def write_pdf(document: Document) -> bytes:
    """The document as the bytes of a PDF/A-2b. Raises SetupFault without the extra [pdf], InputFault for a letter no font holds.

    Price: about 2 s, most of it the fonts.
    """
    try:
        typst: Any = importlib.import_module("typst")
        fonts: Any = importlib.import_module("noto_cjk_sans_otc")
    except ImportError:
        mend = "安装：pip install 'fazhi[pdf]'"
        raise SetupFault(Problem("PDF", "没有安装 PDF 组件", "", mend, "install the extra [pdf]")) from None
    data = asdict(document)
    for block, made in zip(data["blocks"], document.blocks, strict=True):
        block["kind"] = KINDS.get(type(made), "paragraph")
    content, warnings = typst.compile_with_warnings(
        str(PAGE),
        font_paths=[str(Path(fonts.FONT_PATH).parent)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
        timestamp=int(STAMP.timestamp()),
    )
    told = [w.message for w in warnings]
    if told:
        raise InputFault(Problem("PDF", f"有写不出的字：{told[0]}", "常用汉字", "改用 Word", told[0]))
    return bytes(content)
