"""The pictures of a workbook, each with its place: those that WPS or Excel laid into a cell, and those that lie over the sheet."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.kernel.faults import ImportFault, Problem
from fazhi.paper.bounded import run_bounded

ZIP = b"PK"
# What a JPEG or PNG begins with, wherever in an .xls it lies.
IN_OLD = re.compile(rb"\xff\xd8\xff[\xe0\xe1]..(?:JFIF|Exif)|\x89PNG\r\n\x1a\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at a cell (row and column from 0; None: tied to no cell), or the reason why it cannot be had.

    inside: it stands in the cell in place of words. digest: SHA-256. ending: jpg or png, by what is in it.
    """

    sheet: str
    row: int | None
    column: int | None
    inside: bool
    content: bytes = b""
    digest: str = ""
    ending: str = ""
    fault: str = ""


def read_pictures(content: bytes, name: str) -> tuple[Picture, ...]:
    """The pictures of the visible sheets of a workbook that `read_workbook` could read; none of an .xls.

    Bounds: 2,000 pictures, 20 MB each, 56 MB together. Raises ImportFault about the file `name` when there are too many.
    Price: about 0.2 s, and a read of each picture.
    """
    if not content.startswith(ZIP):
        return ()
    head, _, rest = run_bounded("fazhi.paper.picture_parse", content, name).partition(b"\n")
    answer = json.loads(head)
    if "fault" in answer:
        raise ImportFault(Problem(f"文件 {name}", answer["fault"], "", "拆成几个文件", "too many pictures"))
    files: list[tuple[bytes, str, str]] = []
    at = 0
    for file in answer["files"]:
        found = rest[at : at + file["size"]]
        files.append((found, hashlib.sha256(found).hexdigest(), file["ending"]))
        at += file["size"]
    return tuple(
        Picture(p["sheet"], p["row"], p["column"], p["inside"], *_file(files, p["file"]), p["fault"])
        for p in answer["pictures"]
    )


def _file(files: Sequence[tuple[bytes, str, str]], number: int) -> tuple[bytes, str, str]:
    return files[number] if number >= 0 else (b"", "", "")


def old_pictures(content: bytes) -> bool:
    """Whether a workbook of the old form holds pictures, which stay behind."""
    return not content.startswith(ZIP) and IN_OLD.search(content) is not None
