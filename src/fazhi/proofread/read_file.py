"""The text of a report's file: .txt and .md as they are, paragraphs and tables of a .docx, the text of a .pdf."""

from __future__ import annotations

import io
import re

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from fazhi.kernel.faults import InputFault, Problem
from fazhi.proofread.word_text import OLD_FORMAT, lines_of, open_word

LARGEST, PAGES = 20 << 20, 300
KINDS = (".docx", ".txt", ".md", ".pdf")
OTHERS = (
    (
        (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".heic", ".tif", ".tiff"),
        "是图片，里面的字读不出来",
        "找原来的 Word 文件；没有的，用 WPS 或手机的“图片转文字”认成文字，核对以后存为 .docx",
    ),
    ((".doc", ".wps", ".rtf", ".odt", ".ofd"), "是另一种格式的文档", "用 WPS 打开，另存为 .docx"),
    ((".xls", ".xlsx", ".et", ".csv"), "是表格，不是报告", "把要看的文字复制到 Word，存为 .docx"),
    ((".ppt", ".pptx", ".dps"), "是演示文稿，不是报告", "把要看的文字复制到 Word，存为 .docx"),
    ((".zip", ".rar", ".7z"), "是压缩包", "先解开，再选里面的文件"),
)
WRAPPED = re.compile(
    r"(?<=[^。！？：；\n])\n(?!\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.．、]|\n))"
)


def text_of(content: bytes, name: str) -> str:
    """Raises InputFault that says what is wrong with the file: another kind, too large, broken, encrypted, no text."""
    where = f"文件 {name}"
    if len(content) > LARGEST:
        raise InputFault(Problem(where, "太大", "20MB 以内", "拆成几个文件", "file too large"))
    lower = name.lower()
    if lower.endswith(".docx"):
        text = "\n".join(line for line, _ in lines_of(open_word(content, name)))
    elif lower.endswith(".pdf"):
        text = _pdf(content, name)
    elif lower.endswith((".txt", ".md")):
        text = _plain(content, name)
    else:
        raise _other(where, lower)
    if not text.strip():
        what = "里面没有文字，可能是扫描的图片" if lower.endswith(".pdf") else "没有文字"
        raise InputFault(Problem(where, what, "有文字的文件", "用原来的 Word 文件", "no text"))
    return text


def _other(where: str, lower: str) -> InputFault:
    """What a file of another kind is, and how its text can be had."""
    what, mend = next(
        ((what, mend) for ends, what, mend in OTHERS if lower.endswith(ends)),
        ("不能读这种文件", "另存为 .docx 或 .txt"),
    )
    return InputFault(Problem(where, what, "、".join(KINDS), mend, "unknown kind"))


def encodings(content: bytes) -> tuple[str, ...]:
    """What the bytes may be written in, the likeliest first."""
    return ("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8", "gb18030")


def encoded(text: str, like: bytes) -> bytes:
    """A text in the encoding and with the line ends of the bytes that it was read from."""
    for encoding in encodings(like):
        try:
            ends = "\r\n" in like.decode(encoding)
            return (text.replace("\n", "\r\n") if ends else text).encode(encoding)
        except UnicodeError:
            continue
    return text.encode()


def _plain(content: bytes, name: str) -> str:
    if content.startswith(OLD_FORMAT):
        raise InputFault(Problem(f"文件 {name}", "不是文本文件", "、".join(KINDS), "另存为 .docx", "not a text"))
    for encoding in encodings(content):
        try:
            text = content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise InputFault(Problem(f"文件 {name}", "不是文本文件", "、".join(KINDS), "另存为 .docx", "not a text"))
        return text
    raise InputFault(Problem(f"文件 {name}", "看不懂的编码", "UTF-8、GB18030", "另存为 UTF-8", "unknown encoding"))


def _pdf(content: bytes, name: str) -> str:
    """Text of the pages; lines that were broken by the width of the page are joined again."""
    where = f"文件 {name}"
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputFault(Problem(where, "加了密码", "没有密码的文件", "去掉密码再来", "encrypted"))
        if len(reader.pages) > PAGES:
            raise InputFault(Problem(where, f"有{len(reader.pages)}页", f"最多{PAGES}页", "拆成几个", "too many pages"))
        pages = [page.extract_text() for page in reader.pages]
    except DependencyError:
        raise InputFault(Problem(where, "加了密码", "没有密码的文件", "去掉密码再来", "encrypted")) from None
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise InputFault(Problem(where, "打不开，可能损坏", "", "重新导出一次", "broken .pdf")) from None
    return WRAPPED.sub("", "\n".join(pages))
