"""The text of a report's file: .txt and .md as they are, the paragraphs and tables of a .docx in their order."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from fazhi.kernel.faults import InputFault, Problem

LARGEST, UNPACKED = 20 << 20, 200 << 20
KINDS = (".docx", ".txt", ".md")


def text_of(content: bytes, name: str) -> str:
    """Raises InputFault that says what is wrong with the file: another kind, too large, broken, no text."""
    if len(content) > LARGEST:
        raise InputFault(Problem(f"文件 {name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
    lower = name.lower()
    if lower.endswith(".docx"):
        text = _word(content, name)
    elif lower.endswith((".txt", ".md")):
        text = _plain(content, name)
    else:
        raise InputFault(
            Problem(f"文件 {name}", "不能读这种文件", "、".join(KINDS), "另存为 .docx 或 .txt", "unknown kind")
        )
    if not text.strip():
        raise InputFault(Problem(f"文件 {name}", "没有文字", "", "检查文件", "no text"))
    return text


def _plain(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise InputFault(Problem(f"文件 {name}", "看不懂的编码", "UTF-8、GB18030", "另存为 UTF-8", "unknown encoding"))


def _word(content: bytes, name: str) -> str:
    broken = InputFault(
        Problem(f"文件 {name}", "打不开，可能损坏或者加了密码", "", "用 WPS 打开另存为 .docx", "broken .docx")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(i.file_size for i in package.infolist()) > UNPACKED:
                raise InputFault(Problem(f"文件 {name}", "解开以后太大", "200MB 以内", "删去图片", "unpacks too large"))
        word = docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise broken from None
    lines = []
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            lines += ["　".join(c.text.strip() for c in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)
