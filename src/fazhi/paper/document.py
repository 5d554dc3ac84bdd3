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


@dataclass(frozen=True, slots=True)
class Document:
    """An official document of an issuer to an addressee, with its annex. `draft_note` stands on top, for the writer."""

    title: str
    addressee: str
    blocks: tuple[Heading | Paragraph | Grid, ...]
    issuer: str
    date_text: str
    annex_title: str
    annex: tuple[AnnexRow, ...]
    draft_note: str = ""
