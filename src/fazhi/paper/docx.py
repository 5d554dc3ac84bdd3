"""Write a document as Word: every numbered sentence links to its row of the annex, and each row back to it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, cast

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from fazhi.paper.document import AnnexRow, Document, Grid, Heading, PaperRow, Paragraph, Run
from fazhi.paper.gongwen import (
    BODY,
    HEADINGS,
    NOTE_TYPE,
    TABLE_TYPE,
    TITLE_TYPE,
    Type,
    element,
    empty_file,
    in_schema_order,
    lines,
    small,
    write,
)
from fazhi.paper.grid_widths import fitted

EPOCH = (1980, 1, 1, 0, 0, 0)
COVER_TOP, COVER_INDENT = 6, 4  # lines above the title, characters before what the file holds
DATE_FROM_EDGE = 4.0  # characters; GB/T 9704-2012, 7.3.5.1
HALF_WIDTH_ENDS = 0x2E80


def write_document(document: Document) -> bytes:
    """The document as the bytes of a .docx. Equal documents give equal bytes. Price: about 1 ms a paragraph."""
    word = empty_file()
    _properties(word, document)
    if document.draft_note:
        _note(word, document.draft_note)
    if document.cover:
        _cover(word, document)
    _title(word, document.title, on_new_page=bool(document.cover))
    if document.addressee:
        write(lines(word.add_paragraph()), document.addressee, BODY)
    for block in document.blocks:
        _block(word, block)
    _signature(word, document)
    if document.annex:
        cited = {run.note for block in document.blocks if isinstance(block, Paragraph) for run in block.runs}
        _annex(word, document, cited)
    for n, block in enumerate(document.closing):
        _block(word, block, on_new_page=n == 0)
    in_schema_order(word)
    saved = io.BytesIO()
    word.save(saved)
    return _undated(saved.getvalue())


def _properties(word: WordFile, document: Document) -> None:
    core = word.core_properties
    core.title, core.author, core.last_modified_by = document.title, document.issuer, document.issuer
    core.created = core.modified = datetime(*EPOCH, tzinfo=UTC)
    core.comments = core.keywords = ""


def _note(word: WordFile, text: str) -> None:
    paragraph = lines(word.add_paragraph())
    write(paragraph, text, NOTE_TYPE).font.highlight_color = WD_COLOR_INDEX.YELLOW


def _cover(word: WordFile, document: Document) -> None:
    """The title a third down the page, what the file holds below."""
    for _ in range(COVER_TOP):
        lines(word.add_paragraph())
    _title(word, document.title)
    for label, words in document.cover:
        paragraph = lines(word.add_paragraph())
        paragraph.paragraph_format.left_indent = Pt(BODY.size * COVER_INDENT)
        write(paragraph, f"{label}：{words}", BODY)


def _title(word: WordFile, text: str, on_new_page: bool = False) -> None:
    paragraph = lines(word.add_paragraph())
    paragraph.paragraph_format.page_break_before = on_new_page or None
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.get_or_add_pPr().append(element("snapToGrid", val=0))  # LibreOffice would give it two lines
    write(paragraph, text, TITLE_TYPE)
    lines(word.add_paragraph())


def _block(word: WordFile, block: Heading | Paragraph | Grid, on_new_page: bool = False) -> None:
    if isinstance(block, Grid):
        _grid(word, block)
        return
    paragraph = lines(word.add_paragraph(), indent=True)
    paragraph.paragraph_format.page_break_before = on_new_page or None
    if isinstance(block, Heading):
        paragraph.paragraph_format.keep_with_next = True
        paragraph._p.get_or_add_pPr().append(element("outlineLvl", val=block.level - 1))
        write(paragraph, block.text, HEADINGS[block.level])
        return
    for run in block.runs:
        _run(paragraph, run)


def _grid(word: WordFile, grid: Grid) -> None:
    """A table over the width of the text, each column as wide as what stands in it."""
    grid, room = fitted(grid)
    table = word.add_table(rows=2, cols=len(grid.head))
    table.style = "Table Grid"
    table.autofit = False
    caption = table.rows[0].cells[0].merge(table.rows[0].cells[-1])
    _cell(caption, (grid.caption,), centred=True)
    for cell, label in zip(table.rows[1].cells, grid.head, strict=True):
        _cell(cell, (label,), centred=True)
    for head in table.rows:
        head._tr.get_or_add_trPr().append(element("tblHeader"))
    for row in grid.rows:
        made = cast(Any, table).add_row()
        made._tr.get_or_add_trPr().append(element("cantSplit"))
        for n, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
            _cell(cell, (text,), centred=n > 0)
    widths = [Mm(width) for width in room]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice goes by the grid, Word by the cells
    for told in table.rows[1:]:
        for cell, width in zip(told.cells, widths, strict=True):
            cell.width = width
    lines(word.add_paragraph())


def _run(paragraph: WordParagraph, run: Run) -> None:
    written = write(paragraph, run.text, BODY)
    if run.todo:
        written.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if run.note:
        _link(paragraph, f"[{run.note}]", BODY, here=f"sentence_{run.note}", there=f"record_{run.note}")


def _link(paragraph: WordParagraph, text: str, kind: Type, here: str, there: str) -> None:
    """A raised mark that is a bookmark itself and opens the bookmark `there`."""
    number = "".join(c for c in here if c.isdigit()) + ("1" if here.startswith("record") else "0")
    paragraph._p.append(element("bookmarkStart", id=number, name=here))
    written = write(paragraph, text, kind)
    if kind is BODY:
        written.font.superscript = True
    link = element("hyperlink", anchor=there, history=1)
    paragraph._p.append(link)
    link.append(written._r)
    paragraph._p.append(element("bookmarkEnd", id=number))


def _signature(word: WordFile, document: Document) -> None:
    """Issuer centred over the date, the date four characters from the right edge (GB/T 9704-2012, 7.3.5.1).

    On the page of the last words (7.3.5.5): a signature alone on a page proves nothing.
    """
    lines(word.add_paragraph())
    for above in word.element.body.findall(qn("w:p"))[-2:]:
        above.get_or_add_pPr().get_or_add_keepNext()
    for text, edge in zip((document.issuer, document.date_text), signature_edges(document), strict=True):
        paragraph = lines(word.add_paragraph())
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(BODY.size * edge)
        paragraph.paragraph_format.keep_with_next = text is document.issuer  # never the date alone on a page
        write(paragraph, text, BODY)


def signature_edges(document: Document) -> tuple[float, float]:
    """Characters that issuer and date stand from the right edge."""
    issuer, dated = _width(document.issuer), _width(document.date_text)
    return max(0.0, DATE_FROM_EDGE + (dated - issuer) / 2), max(DATE_FROM_EDGE, (issuer - dated) / 2)


def annex_heads(annex_title: str) -> tuple[str, str]:
    """The mark above an annex (empty: none) and its title, of 附件：TITLE."""
    mark, _, title = annex_title.partition("：")
    return (mark, title) if title else ("", annex_title)


def _width(text: str) -> float:
    """Width in characters: a letter or digit is half of one."""
    return sum(1.0 if ord(c) >= HALF_WIDTH_ENDS else 0.5 for c in text)


def _annex(word: WordFile, document: Document, cited: set[int]) -> None:
    mark, heading = annex_heads(document.annex_title)
    if mark:
        paragraph = lines(word.add_paragraph())
        paragraph.paragraph_format.page_break_before = True
        write(paragraph, mark, HEADINGS[1])
        lines(word.add_paragraph())  # the title on the third line: 7.3.7
    _title(word, heading, on_new_page=not mark)
    columns = document.annex_columns
    table = word.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for cell, (label, _) in zip(table.rows[0].cells, columns, strict=True):
        _cell(cell, (label,), centred=True)
    for row in document.annex:
        _row(table, row, linked=row.number in cited)
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _row(table: Table, row: AnnexRow | PaperRow, *, linked: bool) -> None:
    number, *others = cast(Any, table).add_row().cells
    paragraph = _small(number.paragraphs[0], centred=True)
    if linked and isinstance(row, AnnexRow):
        _link(paragraph, str(row.number), TABLE_TYPE, here=f"record_{row.number}", there=f"sentence_{row.number}")
    else:
        write(paragraph, str(row.number), TABLE_TYPE)
    for cell, texts in zip(others, row.cells(), strict=True):
        _cell(cell, texts or ("—",))


def _cell(cell: _Cell, texts: tuple[str, ...], centred: bool = False) -> None:
    for n, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        write(_small(paragraph, centred), text, TABLE_TYPE)


def _small(paragraph: WordParagraph, centred: bool) -> WordParagraph:
    small(paragraph)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _undated(data: bytes) -> bytes:
    """The same package with every entry dated alike, so that equal text is equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
