"""The text of a report that came from outside, and where the rules for reading it are."""

from __future__ import annotations

from fazhi.kernel.faults import InputFault, Problem
from fazhi.office.outside_text import text_from
from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.read_file import LARGEST, text_of
from fazhi.proofread.run import FOLDER

RULES = SHIPPED / FOLDER
LONGEST = 300_000  # characters, about ten times the longest report seen; read in 2 s


def report_text(content: bytes, name: str) -> str:
    """The text of a report's file. Raises InputFault or ImportFault that says what is wrong and how to mend it.

    Price: a Python start for .docx and .pdf, about 0.3 s.
    """
    foreign = len(content) <= LARGEST and name.lower().endswith((".docx", ".pdf"))
    text = text_from(content, name) if foreign else text_of(content, name)
    if len(text) > LONGEST:
        what = f"有{len(text)}个字"
        raise InputFault(Problem(f"文件 {name}", what, f"最多{LONGEST}个字", "拆成几个文件", "text too long"))
    return text
