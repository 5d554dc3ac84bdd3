"""A Word file as lines of text, each line with the paragraphs it was read from, so that a place in the text is a place in the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordFile
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from fazhi.kernel.faults import InputFault, Problem

UNPACKED = 200 << 20
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BETWEEN = "　"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph and the offset of its first character in the text."""

    start: int
    paragraph: Paragraph


def open_word(content: bytes, name: str) -> WordFile:
    """The file opened. Raises InputFault for a broken, encrypted or swollen one."""
    where = f"文件 {name}"
    if content.startswith(OLD_FORMAT):
        what = "加了密码，或者是旧版 .doc"
        raise InputFault(
            Problem(where, what, "没有密码的 .docx", "用 WPS 打开，去掉密码，另存为 .docx", "encrypted or .doc")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(i.file_size for i in package.infolist()) > UNPACKED:
                raise InputFault(Problem(where, "解开以后太大", "200MB 以内", "删去图片", "unpacks too large"))
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise InputFault(Problem(where, "打不开，可能损坏", "", "用 WPS 打开，另存为 .docx", "broken .docx")) from None


def lines_of(word: WordFile) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """(line, the paragraphs in it, with offsets in the whole text): paragraphs, and rows of tables with cells side by side."""
    at = 0
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [(c.text.strip(), c.paragraphs[0]) for c in row.cells]
                places, begin = [], at
                for text, paragraph in cells:
                    places.append(Place(begin, paragraph))
                    begin += len(text) + len(BETWEEN)
                line = BETWEEN.join(text for text, _ in cells)
                yield line, tuple(places)
                at += len(line) + 1
        else:
            yield block.text, (Place(at, block),)
            at += len(block.text) + 1
