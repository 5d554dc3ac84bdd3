"""What a file carries beside its visible text: comments, tracked changes, hidden sheets and rows, authors, places in photos."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
import pypdf
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException
from PIL import ExifTags, Image, UnidentifiedImageError
from pypdf.errors import PyPdfError

from fazhi.kernel.faults import InputFault, Problem
from fazhi.proofread.word_text import OLD_FORMAT, UNPACKED, open_word

TELLING = {
    "GPSInfo": "拍摄位置",
    "Artist": "作者",
    "CameraOwnerName": "机主",
    "BodySerialNumber": "机身号",
    "Copyright": "版权人",
}


def of_word(content: bytes, name: str) -> Iterator[str]:
    """Hidden things of a .docx in Chinese words. Raises InputFault as `open_word`."""
    word = open_word(content, name)
    body = word.element.body
    counts = {
        "批注": len(list(word.comments)),
        "修订": sum(1 for tag in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(qn(f"w:{tag}"))),
        "隐藏文字": sum(1 for e in body.iter(qn("w:vanish")) if e.get(qn("w:val")) not in ("0", "false")),
        "嵌入的文件": sum(1 for _ in body.iter(qn("w:object"))),
    }
    yield from (f"{what}{n}处" for what, n in counts.items() if n)
    core = word.core_properties
    people = {p for p in (core.author, core.last_modified_by) if p and p != "python-docx"}
    if people:
        yield f"文件属性里的作者：{'、'.join(sorted(people))}"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if re.search(r"word/media/.*\.jpe?g$", part, re.I):
                yield from (f"图片里的{w}" for w in of_image(package.read(part), part))


def open_sheets(content: bytes, name: str) -> openpyxl.Workbook:
    """The workbook opened for cleaning. Raises InputFault for a broken, encrypted or swollen one."""
    where = f"文件 {name}"
    if content.startswith(OLD_FORMAT):
        raise InputFault(
            Problem(
                where, "加了密码，或者是旧版 .xls", "没有密码的 .xlsx", "去掉密码，另存为 .xlsx", "encrypted or .xls"
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(i.file_size for i in package.infolist()) > UNPACKED:
                raise InputFault(Problem(where, "解开以后太大", "200MB 以内", "删去图片", "unpacks too large"))
        return openpyxl.load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, etree.XMLSyntaxError):
        raise InputFault(Problem(where, "打不开，可能损坏", "", "用 WPS 打开，另存为 .xlsx", "broken .xlsx")) from None


def of_sheets(book: openpyxl.Workbook) -> Iterator[str]:
    """Hidden things of a workbook."""
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            yield f"隐藏的工作表：{sheet.title}"
        rows = sum(1 for d in sheet.row_dimensions.values() if d.hidden)
        columns = sum(1 for d in sheet.column_dimensions.values() if d.hidden)
        notes = sum(1 for row in sheet.iter_rows() for cell in row if cell.comment)
        for n, what in ((rows, "隐藏的行"), (columns, "隐藏的列"), (notes, "批注")):
            if n:
                yield f"[{sheet.title}] {what}{n}处"
    people = {p for p in (book.properties.creator, book.properties.lastModifiedBy) if p and p != "openpyxl"}
    if people:
        yield f"文件属性里的作者：{'、'.join(sorted(people))}"


def open_pdf(content: bytes, name: str) -> pypdf.PdfReader:
    """The PDF opened. Raises InputFault for a broken or encrypted one."""
    where = f"文件 {name}"
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputFault(Problem(where, "加了密码", "没有密码的文件", "去掉密码再来", "encrypted"))
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise InputFault(Problem(where, "打不开，可能损坏", "", "重新导出一次", "broken .pdf")) from None
    return reader


def of_pdf(reader: pypdf.PdfReader) -> Iterator[str]:
    """Hidden things of a PDF."""
    author = reader.metadata.author if reader.metadata else None
    if author:
        yield f"文件属性里的作者：{author}"
    notes = sum(
        1
        for page in reader.pages
        for a in page.get("/Annots") or ()
        if a.get_object().get("/Subtype") in ("/Text", "/FreeText", "/Popup")
    )
    if notes:
        yield f"批注{notes}处"
    if reader.attachments:
        yield f"附带的文件{len(reader.attachments)}个"


def of_image(content: bytes, name: str) -> Iterator[str]:
    """What a photo tells beside the picture. Raises InputFault for what is no picture."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            tags = image.getexif()
            inner = {**dict(tags), **dict(tags.get_ifd(ExifTags.IFD.Exif))}
            if dict(tags.get_ifd(ExifTags.IFD.GPSInfo)):
                yield TELLING["GPSInfo"]
            for key in inner:
                word = TELLING.get(ExifTags.TAGS.get(key, ""))
                if word and word != TELLING["GPSInfo"]:
                    yield word
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise InputFault(
            Problem(f"文件 {name}", "不是图片，或者已经损坏", "jpg、png", "重新导出", "broken image")
        ) from None
