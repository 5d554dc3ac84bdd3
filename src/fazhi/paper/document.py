"""What a report is before it is a file: headings, paragraphs, numbered sentences, and the annex that proves them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `todo`: left for the writer, marked in yellow. `note`: the annex row that proves it; 0 for none."""

    text: str
    todo: bool = False
    note: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text of one paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that carries its own number: level 1 一、, level 2 （一）, level 3 1., level 4 （1）."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in the text: its caption, its head, its rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """Row `number` of the annex: the sentence, the records it rests on, their files."""

    number: int
    sentence: str
    records: tuple[str, ...]
    files: tuple[str, ...]

    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The lines of each cell after the number."""
        return (self.sentence,), self.records, self.files


@dataclass(frozen=True, slots=True)
class PaperRow:
    """Row `number` of an annex that lists papers, which no sentence cites: one text for each column after the number."""

    number: int
    texts: tuple[str, ...]

    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The lines of each cell after the number."""
        return tuple((text,) for text in self.texts)


# Heading and width in mm of each column, the number's first; together as wide as the text, 156 mm.
PROOFS = (("序号", 12), ("报告中的语句", 52), ("依据的记录", 58), ("佐证材料", 34))


@dataclass(frozen=True, slots=True)
class Document:
    """An official document of an issuer to an addressee, with its annex. `draft_note` stands on top, for the writer.

    annex_columns: heading and width of each column of the annex. cover: (label, words) on a page of their own under the title,
    before everything else. closing: what stands on a page of its own after the annex.
    """

    title: str
    addressee: str
    blocks: tuple[Heading | Paragraph | Grid, ...]
    issuer: str
    date_text: str
    annex_title: str
    annex: tuple[AnnexRow | PaperRow, ...]
    draft_note: str = ""
    annex_columns: tuple[tuple[str, int], ...] = PROOFS
    cover: tuple[tuple[str, str], ...] = ()
    closing: tuple[Heading | Paragraph | Grid, ...] = ()
