"""What a reader calls a place in a Word file: the third paragraph, or the first cell of the third row of the second table."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Places:
    """Paragraphs (outside tables, with words in them), outermost tables and their rows, counted once."""

    def __init__(self, root: etree._Element) -> None:
        outside = [p for p in root.iter(f"{W}p") if _outer(p, f"{W}tbl") is None]
        self._paragraphs = {p: n for n, p in enumerate((p for p in outside if _said(p)), start=1)}
        tables = [t for t in root.iter(f"{W}tbl") if _outer(t, f"{W}tbl") is None]
        self._rows = {
            row: f"表格{n}第{r}行"
            for n, table in enumerate(tables, start=1)
            for r, row in enumerate(table.iterchildren(f"{W}tr"), start=1)
        }

    def where(self, paragraph: etree._Element | None) -> str:
        """第3段, or 表格2第3行第1列; empty for what stands in neither."""
        if paragraph is None:
            return ""
        if paragraph in self._paragraphs:
            return f"第{self._paragraphs[paragraph]}段"
        row = next((r for r in paragraph.iterancestors(f"{W}tr") if r in self._rows), None)
        cell = next((c for c in paragraph.iterancestors(f"{W}tc") if row is not None and c.getparent() is row), None)
        if row is None or cell is None:
            return ""
        column = 1 + sum(_wide(c) for c in cell.itersiblings(f"{W}tc", preceding=True))
        return f"{self._rows[row]}第{column}列"


def _outer(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _said(paragraph: etree._Element) -> bool:
    return any((t.text or "").strip() for t in paragraph.iter(f"{W}t"))


def _wide(cell: etree._Element) -> int:
    """How many columns a cell spans."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = span.get(f"{W}val", "") if span is not None else ""
    return int(said) if said.isdigit() else 1
