"""公开前安检: what in a file may not be made public, and a cleaned copy. The original is never touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pypdf
from lxml import etree

from fazhi.kernel.faults import InputFault, Problem
from fazhi.proofread import clean_pdf, clean_sheets, clean_word
from fazhi.proofread.clean_picture import right_name, stripped, telling
from fazhi.proofread.internal_use import internal
from fazhi.proofread.package_edit import Package
from fazhi.proofread.pdf_mask import starred
from fazhi.proofread.read_file import LARGEST, encoded, text_of
from fazhi.proofread.sensitive import Found, sensitive
from fazhi.proofread.told import Item, Told, key
from fazhi.proofread.word_text import OLD_FORMAT, UNPACKED, open_word

BY_HAND = "这个文件洗不干净（见上面写的原因），请改原来的文件，再检查一次"
PDF_BY_HAND = "这个 PDF 里的字取不出来：请改原来的 Word 文件，先在这里检查 Word 的公开版，再另存为 PDF"
KINDS = (".txt", ".md", ".docx", ".xlsx", ".pdf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Clearance:
    """What was found in the text, what is hidden, what cannot be read, and the cleaned copy (None: clean the source by hand).

    warned: what says that it is not for the public (内部资料); somebody must decide, it stays in the copy.
    """

    name: str
    items: tuple[Item, ...]
    hidden: tuple[str, ...]
    cleaned: bytes | None
    unread: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        """Nothing was found against making it public."""
        return not self.items and not self.hidden

    @property
    def kept(self) -> tuple[Item, ...]:
        """What stays in the copy because its user wants it."""
        return tuple(one for one in self.items if one.kept)

    @property
    def by_hand(self) -> str:
        """How a public copy is come by where none could be made."""
        return PDF_BY_HAND if self.name.lower().endswith(".pdf") else BY_HAND


def check(content: bytes, name: str, keep: Iterable[str] = ()) -> Clearance:
    """Look through a file; `keep`: keys of the items that stay in the copy. Price: as reading it twice.

    Raises InputFault for another kind, one too large, broken or encrypted.
    """
    if len(content) > LARGEST:
        raise InputFault(Problem(f"文件 {name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
    ends = "." + name.lower().rpartition(".")[2]
    if ends not in LOOKS:
        raise InputFault(Problem(f"文件 {name}", "不能看这种文件", "、".join(KINDS), "另存为其中一种", "unknown kind"))
    return LOOKS[ends](content, name, Told(keep))


def masked(text: str) -> str:
    """A text with masks in place of persons."""
    return _over(text, sensitive(text))


def _over(text: str, found: list[Found]) -> str:
    pieces, end = [], 0
    for one in found:
        pieces += [text[end : one.start], one.mask]
        end = one.end
    return "".join((*pieces, text[end:]))


def _plain(content: bytes, name: str, told: Told) -> Clearance:
    text = text_of(content, name)
    line = at = 0
    wanted = []
    for one in sensitive(text):
        line += text.count("\n", at, one.start)
        at = one.start
        if told(f"第{line + 1}行", text, one):
            wanted.append(one)
    warned = tuple(internal(text))
    return Clearance(name, tuple(told.items), (), encoded(_over(text, wanted), content), warned=warned)


def _word(content: bytes, name: str, told: Told) -> Clearance:
    open_word(content, name)
    return _package(content, name, told, clean_word.clean)


def _sheets(content: bytes, name: str, told: Told) -> Clearance:
    where = f"文件 {name}"
    if content.startswith(OLD_FORMAT):
        what = "加了密码，或者是旧版 .xls"
        raise InputFault(Problem(where, what, "没有密码的 .xlsx", "去掉密码，另存为 .xlsx", "encrypted or .xls"))
    return _package(content, name, told, clean_sheets.clean)


def _package(content: bytes, name: str, told: Told, clean: Callable[[Package, Told], None]) -> Clearance:
    """A copy is given only when a second look at it finds nothing but what is kept."""
    try:
        _bounded(content, name)
        package = Package(content)
        clean(package, told)
        copy = package.bytes()
        again, second = Told(told.keep), Package(copy)
        clean(second, again)
        if again.open or second.noted:
            package.stuck.append("洗过以后仍有找得到的内容")
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        etree.LxmlError,
        EOFError,
        OSError,
        RuntimeError,
    ):
        ends = name.lower().rpartition(".")[2]
        mend = f"用 WPS 打开，另存为 .{ends}"
        raise InputFault(Problem(f"文件 {name}", "打不开，可能损坏", "", mend, f"broken .{ends}")) from None
    hidden, warned = dict.fromkeys((*package.noted, *package.stuck)), dict.fromkeys(package.warned)
    return Clearance(name, tuple(told.items), tuple(hidden), None if package.stuck else copy, warned=tuple(warned))


def _bounded(content: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(i.file_size for i in archive.infolist()) > UNPACKED:
            raise InputFault(Problem(f"文件 {name}", "解开以后太大", "200MB 以内", "删去图片", "unpacks too large"))


def _pdf(content: bytes, name: str, told: Told) -> Clearance:
    reader = clean_pdf.opened(content, name)
    unread, warned = [], dict[str, None]()
    found: dict[int, tuple[str, list[Found]]] = {}
    for number, text, here, drawn in clean_pdf.pages(reader, name):
        warned |= dict.fromkeys(internal(text))
        if here:
            found[number] = text, here
        if not text.strip() and drawn:
            unread.append(f"第{number}页是扫描的图片，或者字是画出来的，看不了，请人工看")
    try:
        hidden = tuple(clean_pdf.hidden(reader, content))
        copy, keeps = _without(reader, name, found, told.keep)
    except clean_pdf.BROKEN:
        raise InputFault(Problem(f"文件 {name}", "打不开，可能损坏", "", "重新导出一次", "broken .pdf")) from None
    for n, (text, here) in found.items():
        for one in here:
            told(f"第{n}页", text, one, _stars(text[one.start : one.end], one.mask, keeps) if copy else one.mask)
    return Clearance(name, tuple(told.items), hidden, copy, tuple(unread), tuple(warned))


def _without(
    reader: pypdf.PdfReader, name: str, found: dict[int, tuple[str, list[Found]]], keep: frozenset[str]
) -> tuple[bytes | None, bool]:
    """The copy of a PDF in which a second look finds nothing but what is kept, and whether letters that the masks leave are left.

    No copy where there is none such.
    """
    for keeps in (True, False):
        spans = {}
        for n, (text, every) in found.items():
            here = [one for one in every if key(one.kind, text[one.start : one.end]) not in keep]
            ends = [starred(text[one.start : one.end], one.mask, keeps) for one in here]
            spans[n] = text, [(one.start + a, one.end - b) for one, (a, b) in zip(here, ends, strict=True)]
        copy = clean_pdf.cleaned(reader, spans)
        if copy is None:
            break
        again = clean_pdf.pages(clean_pdf.opened(copy, name), name)
        if not any(key(one.kind, text[one.start : one.end]) not in keep for _, text, here, _ in again for one in here):
            return copy, keeps
    return None, True


def _stars(words: str, mask: str, keeps: bool) -> str:
    begin, end = starred(words, mask, keeps)
    gone = "".join(words[begin : len(words) - end].split())
    return words[:begin] + "*" * len(gone) + words[len(words) - end :]


def _image(content: bytes, name: str, _: Told) -> Clearance:
    right_name(content, name)
    unread = ("图片里的字和人脸看不了，请人工看",)
    return Clearance(name, (), tuple(telling(content, name)), stripped(content, name), unread)


LOOKS: dict[str, Callable[[bytes, str, Told], Clearance]] = {
    ".txt": _plain,
    ".md": _plain,
    ".docx": _word,
    ".xlsx": _sheets,
    ".pdf": _pdf,
    ".jpg": _image,
    ".jpeg": _image,
    ".png": _image,
}
