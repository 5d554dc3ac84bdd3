"""The child that opens, reads and saves a form before the server does: .xlsx on standard input, JSON on standard output.

Runs under `bounded`.
"""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import suppress
from pathlib import Path

import openpyxl

from fazhi.kernel.faults import InputFault
from fazhi.paper.bounded import limit
from fazhi.paper.form_bounds import BROKEN, Told, beyond
from fazhi.paper.form_lost import lost
from fazhi.paper.form_read import read_form

GROWTH = 20 << 10  # KB that the server may grow by
STATUS = Path("/proc/self/status")
TOO_MUCH: Told = ("打开要占太多内存", "几百行的空白表", "删去图片和多余的格、样式", "takes too much memory")


def main() -> None:
    """Answer with what is wrong with the form, or null, and what saving it loses."""
    limit()
    content, saved = sys.stdin.buffer.read(), io.BytesIO()
    told = rehearse(content, saved)
    answer = {"told": told, "lost": () if told else lost(content, saved.getvalue())}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


def rehearse(content: bytes, saved: io.BytesIO | None = None) -> Told | None:
    """Do with a form what the server will; what is wrong with it when it is too large, breaks a library, or takes too much memory.

    saved: where to leave the form as it is saved.
    """
    try:
        told = beyond(content)
        if told is not None:
            return told
        before = _peak()
        book = openpyxl.load_workbook(io.BytesIO(content))
        with suppress(InputFault):
            read_form(book)
        book.save(saved if saved is not None else io.BytesIO())
    except Exception:  # openpyxl passes on whatever zlib, zipfile, the XML readers and its own parts raise
        return BROKEN
    return TOO_MUCH if _peak() - before > GROWTH else None


def _peak() -> int:
    """The most memory this process ever held, in KB; 0 where the system does not say."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s*(\d+)", STATUS.read_text())
        return int(found[1]) if found else 0
    return 0


if __name__ == "__main__":
    main()
