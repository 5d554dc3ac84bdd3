"""Cleaned copies: masks in place of persons, nothing hidden left. Functions take a file opened for the purpose and give new bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import openpyxl
import pypdf
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image

from fazhi.proofread.sensitive import Found, sensitive

UNWRAPPED, DROPPED = ("ins", "moveTo"), ("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "object")
JPEG = "image/jpeg"


def word(file: WordFile, told: Callable[[str, str, Found], None]) -> bytes:
    """A .docx with tracked changes accepted, comments, hidden text and authors gone, and masks over persons.

    told(where, text, found): called for everything that was masked.
    """
    parts = [file.element.body]
    for section in file.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        _settle(part)
    for n, element in enumerate((e for part in parts for e in part.iter(qn("w:p"))), start=1):
        paragraph = Paragraph(element, file)
        text, runs = _runs(paragraph)
        found = sensitive(text)
        for one in found:
            told(f"第{n}段", text, one)
        _mask(runs, found)
    for comment in list(file.comments):
        comment._comment_elm.getparent().remove(comment._comment_elm)
    for related in file.part.related_parts.values():
        if related.content_type == JPEG:
            related._blob = image(related.blob)
    core = file.core_properties
    core.author = core.last_modified_by = ""
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _settle(body: object) -> None:
    """Accept insertions, drop deletions, marks of comments, hidden runs and embedded files."""
    found = getattr(body, "iter")  # noqa: B009 - an lxml element, untyped
    for tag in UNWRAPPED:
        for element in list(found(qn(f"w:{tag}"))):
            parent = element.getparent()
            at = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(at, child)
            if element.getparent() is not None:
                parent.remove(element)
    for tag in DROPPED:
        for element in list(found(qn(f"w:{tag}"))):
            element.getparent().remove(element)
    for tag in ("vanish", "commentReference"):
        for element in list(found(qn(f"w:{tag}"))):
            run = next((a for a in element.iterancestors() if a.tag == qn("w:r")), None)
            if run is not None and run.getparent() is not None:
                run.getparent().remove(run)
            elif run is None:
                element.getparent().remove(element)


def _runs(paragraph: Paragraph) -> tuple[str, list[Run]]:
    runs = [Run(r, paragraph) for r in paragraph._p.iter(qn("w:r"))]
    return "".join(r.text for r in runs), runs


def _mask(runs: list[Run], found: list[Found]) -> None:
    """Put each mask into the first run it touches; the rest of the words go from the others."""
    for one in reversed(found):
        at, put = 0, False
        for run in runs:
            text = run.text
            begin, end = max(0, one.start - at), min(len(text), one.end - at)
            at += len(text)
            if begin < end:
                run.text = text[:begin] + ("" if put else one.mask) + text[end:]
                put = True


def sheets(book: openpyxl.Workbook, told: Callable[[str, str, Found], None]) -> bytes:
    """A workbook without hidden sheets, hidden rows' and columns' contents, comments and authors, and masks over persons."""
    for sheet in [s for s in book.worksheets if s.sheet_state != "visible"]:
        book.remove(sheet)
    for sheet in book.worksheets:
        hidden = {n for n, d in sheet.row_dimensions.items() if d.hidden}
        columns = {i for d in sheet.column_dimensions.values() if d.hidden for i in range(d.min or 0, (d.max or 0) + 1)}
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, openpyxl.cell.MergedCell):
                    continue
                cell.comment = None
                if cell.row in hidden or cell.column in columns:
                    cell.value = None
                _mask_cell(cell, sheet.title, told)
        for dimension in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()):
            dimension.hidden = False
    book.properties.creator = book.properties.lastModifiedBy = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mask_cell(cell: openpyxl.cell.Cell, title: str, told: Callable[[str, str, Found], None]) -> None:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    found = sensitive(text)
    for one in found:
        told(f"[{title}] {cell.coordinate}", text, one)
    for one in reversed(found):
        text = text[: one.start] + one.mask + text[one.end :]
    if found:
        cell.value = text


def pdf(reader: pypdf.PdfReader) -> bytes:
    """The same pages without notes, attached files and author."""
    writer = pypdf.PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.remove_annotations(subtypes=["/Text", "/FreeText", "/Popup"])
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def image(content: bytes) -> bytes:
    """The same picture without what it tells beside itself."""
    with Image.open(io.BytesIO(content)) as picture:
        kind = picture.format or "PNG"
        out = io.BytesIO()
        plain = picture.copy()
        plain.info = {}
        plain.save(out, format=kind, **({"quality": 95} if kind == "JPEG" else {}))
    return out.getvalue()


def pages(reader: pypdf.PdfReader) -> Iterator[tuple[int, str]]:
    """(number from 1, text) of each page."""
    for n, page in enumerate(reader.pages, start=1):
        yield n, page.extract_text()
