"""公开前安检: what in a file may not be made public, and a cleaned copy. The original is never touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fazhi.kernel.faults import InputFault, Problem
from fazhi.proofread import clean_copy
from fazhi.proofread.hidden import of_image, of_pdf, of_sheets, of_word, open_pdf, open_sheets
from fazhi.proofread.read_file import LARGEST, text_of
from fazhi.proofread.sensitive import Found, sensitive
from fazhi.proofread.word_text import open_word

KINDS = (".txt", ".md", ".docx", ".xlsx", ".pdf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Item:
    """Something found: where (line, cell, page), what kind (one of sensitive.KINDS), its words, and what may stand there."""

    where: str
    kind: str
    words: str
    mask: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """What was found in the text, what is hidden, and the cleaned copy (None: the source must be cleaned by hand)."""

    name: str
    items: tuple[Item, ...]
    hidden: tuple[str, ...]
    cleaned: bytes | None

    @property
    def clear(self) -> bool:
        """Nothing stands against making it public."""
        return not self.items and not self.hidden


class Told:
    """Collects what was masked."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def __call__(self, where: str, text: str, found: Found) -> None:
        """Note one place."""
        self.items.append(Item(where, found.kind, text[found.start : found.end], found.mask))


def check(content: bytes, name: str) -> Clearance:
    """Look through a file. Raises InputFault for another kind, one too large, broken or encrypted. Price: as reading it twice."""
    if len(content) > LARGEST:
        raise InputFault(Problem(f"文件 {name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
    ends = "." + name.lower().rpartition(".")[2]
    if ends not in LOOKS:
        raise InputFault(Problem(f"文件 {name}", "不能看这种文件", "、".join(KINDS), "另存为其中一种", "unknown kind"))
    return LOOKS[ends](content, name)


def masked(text: str) -> str:
    """A text with masks in place of persons."""
    for one in reversed(sensitive(text)):
        text = text[: one.start] + one.mask + text[one.end :]
    return text


def _plain(content: bytes, name: str) -> Clearance:
    text, told = text_of(content, name), Told()
    for one in sensitive(text):
        told(f"第{text.count(chr(10), 0, one.start) + 1}行", text, one)
    return Clearance(name, tuple(told.items), (), masked(text).encode())


def _word(content: bytes, name: str) -> Clearance:
    told = Told()
    hidden = tuple(of_word(content, name))
    cleaned = clean_copy.word(open_word(content, name), told)
    return Clearance(name, tuple(told.items), hidden, cleaned)


def _sheets(content: bytes, name: str) -> Clearance:
    told, book = Told(), open_sheets(content, name)
    hidden = tuple(of_sheets(book))
    cleaned = clean_copy.sheets(book, told)
    return Clearance(name, tuple(told.items), hidden, cleaned)


def _pdf(content: bytes, name: str) -> Clearance:
    reader, told = open_pdf(content, name), Told()
    for number, text in clean_copy.pages(reader):
        for one in sensitive(text):
            told(f"第{number}页", text, one)
    cleaned = None if told.items else clean_copy.pdf(reader)
    return Clearance(name, tuple(told.items), tuple(of_pdf(reader)), cleaned)


def _image(content: bytes, name: str) -> Clearance:
    hidden = tuple(of_image(content, name))
    return Clearance(name, (), hidden, clean_copy.image(content))


LOOKS: dict[str, Callable[[bytes, str], Clearance]] = {
    ".txt": _plain,
    ".md": _plain,
    ".docx": _word,
    ".xlsx": _sheets,
    ".pdf": _pdf,
    ".jpg": _image,
    ".jpeg": _image,
    ".png": _image,
}
