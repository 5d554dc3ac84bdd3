"""A PDF looked through: text by page, what is hidden in it, and a copy without that when its text may stay."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import pypdf
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from fazhi.kernel.faults import InputFault, Problem
from fazhi.proofread.clean_picture import telling
from fazhi.proofread.excerpts import counted
from fazhi.proofread.package_edit import LINK
from fazhi.proofread.pdf_cells import Page, in_cells
from fazhi.proofread.pdf_mask import mask_page
from fazhi.proofread.sensitive import Found, sensitive

UNITS = "(?:小?组|号|栋|幢|单元|室|户|楼|排|岁)"
BROKEN_LINES = (  # a home cut by the edge of its cell; a line cut by the edge of the page
    re.compile(rf"(?<=[\u4e00-\u9fff\d])\n(?=(?:\d{{1,4}} ?)?{UNITS})|(?<=\d) (?={UNITS})"),
    re.compile(rf"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff\d])|(?<=\d)\n(?=[\u4e00-\u9fff])|(?<=\d) (?={UNITS})"),
)
Spans = Sequence[tuple[int, int]]
PAGES = 2000
PROPERTIES = {"/Author": "作者", "/Title": "标题", "/Subject": "主题", "/Keywords": "关键词"}
BROKEN = (
    PyPdfError,
    DependencyError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RuntimeError,
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is broken is told in our own words


def opened(content: bytes, name: str) -> pypdf.PdfReader:
    """Raises InputFault for a broken or locked one."""
    where = f"文件 {name}"
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(where)
        len(reader.pages)
    except InputFault:
        raise
    except BROKEN as error:
        if "cryptography" in str(error) or "AES" in str(error):
            raise _locked(where) from None
        raise InputFault(Problem(where, "打不开，可能损坏", "", "重新导出一次", "broken .pdf")) from None
    if len(reader.pages) > PAGES:
        raise InputFault(Problem(where, f"有{len(reader.pages)}页", f"最多{PAGES}页", "拆成几个", "too many pages"))
    return reader


def _locked(where: str) -> InputFault:
    return InputFault(Problem(where, "加了密码或者限制了权限", "没有加密的文件", "去掉密码和权限限制再来", "encrypted"))


def pages(reader: pypdf.PdfReader, name: str) -> Iterator[tuple[int, str, list[Found], bool]]:
    """(number from 1, text, persons, whether something is drawn) of each page. Raises InputFault where a page cannot be read."""
    for n, page in enumerate(reader.pages, start=1):
        try:
            contents = page.get_contents()
            drawn = contents is not None and bool(
                contents.get_data().strip()
            )  # raises where the text would be left out
            text, here = _told(page)
            yield n, text, here, drawn
        except BROKEN:
            raise InputFault(Problem(f"文件 {name}", f"第{n}页读不了", "", "重新导出一次", "unreadable page")) from None


def _told(page: pypdf.PageObject) -> tuple[str, list[Found]]:
    """The text of a page and the persons in it, by lines and by cells.

    Where the pieces do not make up the text both are given: persons are found in either, and no letter is taken out of it.
    """
    cells = Page()
    text = page.extract_text(visitor_text=cells)
    if cells.text != text:
        cells.text += f"\n{text}"
    return cells.text, in_cells(cells, persons(cells.text))


def persons(text: str) -> list[Found]:
    """As `sensitive`, and again with cut lines joined and without what was found: a number may stand between a name and a home.

    Price: three times `sensitive`.
    """
    kept = sensitive(text)
    for cut in BROKEN_LINES:
        gone = {n for found in cut.finditer(text) for n in range(*found.span())}
        gone |= {n for one in kept for n in range(one.start, one.end)}
        places = [n for n in range(len(text)) if n not in gone]
        for one in sensitive("".join(text[n] for n in places)):
            start, end = places[one.start], places[one.end - 1] + 1
            if not any(k.start < end and start < k.end for k in kept):
                kept.append(Found(one.kind, start, end, one.mask))
    return sorted(kept, key=lambda k: k.start)


def hidden(reader: pypdf.PdfReader, content: bytes) -> Iterator[str]:
    """What it carries beside the text of its pages."""
    root = cast(DictionaryObject, reader.trailer["/Root"].get_object())
    properties = dict(reader.metadata or {})
    for key, what in PROPERTIES.items():
        said = str(properties.get(key, "")).strip()
        if said:
            yield f"文件属性里的{what}：{said}"
    if "/Metadata" in root and re.search(
        rb">[^<\s][^<]*<", cast(StreamObject, root["/Metadata"].get_object()).get_data()
    ):
        yield "文件属性（XMP）"
    if "/Outlines" in root and any(sensitive(title) for title in _titles(reader.outline)):
        yield "目录里的个人信息"
    if reader.attachments:
        yield f"附带的文件{len(reader.attachments)}个"
    if _scripts(reader, root):
        yield "脚本（JavaScript）"
    if "/OCProperties" in root and _layers_off(root):
        yield "隐藏的图层"
    if content.count(b"%%EOF") > 1 and b"/Prev" in content and b"/Linearized" not in content[:2048]:
        yield "文件里留着以前保存的内容"
    yield from _on_pages(reader)


def _layers_off(root: DictionaryObject) -> bool:
    layers = cast(DictionaryObject, root["/OCProperties"].get_object())
    usual = cast(DictionaryObject, layers.get("/D", DictionaryObject()).get_object())
    return bool(usual.get("/OFF"))


def _titles(outline: Sequence[object]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(getattr(one, "title", ""))


def _scripts(reader: pypdf.PdfReader, root: DictionaryObject) -> bool:
    names = root.get("/Names", DictionaryObject()).get_object()
    action = root.get("/OpenAction", DictionaryObject()).get_object()
    opens = isinstance(action, DictionaryObject) and action.get("/S") in ("/JavaScript", "/Launch")
    return opens or "/JavaScript" in names or "/AA" in root or any("/AA" in page for page in reader.pages)


def _on_pages(reader: pypdf.PdfReader) -> Iterator[str]:
    notes, forms = list[str](), list[str]()
    counts = {"链接的地址": 0, "图片里的拍摄信息": 0}
    for page in reader.pages:
        for note in _annotations(page):
            kind = note.get("/Subtype")
            if kind not in ("/Link", "/Widget"):
                notes.append(str(note.get("/Contents", "")))
            counts["链接的地址"] += kind == "/Link" and _bad_link(note)
            if kind == "/Widget" and (value := _value(note)):
                forms.append(value)
        for _, picture in _pictures(page):
            counts["图片里的拍摄信息"] += _tells(picture)
    yield from (counted(what, said) for what, said in (("批注", notes), ("表单里填的内容", forms)) if said)
    yield from (f"{what}{n}处" for what, n in counts.items() if n)


def _annotations(page: pypdf.PageObject) -> Iterator[DictionaryObject]:
    for one in page.get("/Annots", ArrayObject()).get_object() or ():
        note = one.get_object()
        if isinstance(note, DictionaryObject):
            yield note


def _bad_link(note: DictionaryObject) -> bool:
    action = note.get("/A", DictionaryObject()).get_object()
    target = str(action.get("/URI", action.get("/F", "")))
    return action.get("/S") in ("/JavaScript", "/Launch") or bool(LINK.search(target) or sensitive(target))


def _value(note: DictionaryObject) -> str:
    parent = note.get("/Parent", DictionaryObject()).get_object()
    return str(note.get("/V", parent.get("/V", ""))).strip("/ ").replace("Off", "")


def _pictures(page: pypdf.PageObject) -> Iterator[tuple[str, StreamObject]]:
    things = page.get("/Resources", DictionaryObject()).get_object().get("/XObject", DictionaryObject()).get_object()
    for name, one in things.items():
        found = one.get_object()
        if isinstance(found, StreamObject) and found.get("/Subtype") == "/Image":
            yield name, found


def _tells(picture: StreamObject) -> bool:
    filters = picture.get("/Filter")
    if filters != "/DCTDecode" and filters != ["/DCTDecode"]:
        return "/Metadata" in picture
    try:
        return any(telling(picture._data, "图片"))
    except InputFault:
        return False


def cleaned(reader: pypdf.PdfReader, found: Mapping[int, tuple[str, Spans]]) -> bytes | None:
    """The same pages without notes, filled fields, telling links, scripts, attached files, layers' names and properties.

    found: page -> its text and the letters of it that go. None where letters cannot be taken out of a page, or its former contents
    would stay in the file.
    """
    writer = pypdf.PdfWriter()
    former: set[bytes] = set()
    for number, page in enumerate(reader.pages, start=1):
        made = writer.add_page(page)
        for key in ("/AA", "/Metadata", "/PieceInfo", "/Thumb"):
            made.pop(key, None)
        notes = [n.get_object() for n in made.get("/Annots", ArrayObject()).get_object() or ()]
        kept = [n for n in notes if n.get("/Subtype") == "/Link" and not _bad_link(n) and not (found and "/A" not in n)]
        made[NameObject("/Annots")] = ArrayObject(kept)
        for _, picture in _pictures(made):
            picture.pop("/Metadata", None)
            if picture.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
                picture._data = without_segments(picture._data)
        if number in found:
            before = mask_page(made, *found[number])
            if before is None:
                return None
            former.add(before)
    return _only_what_is_used(writer, former)


def _only_what_is_used(writer: pypdf.PdfWriter, former: set[bytes]) -> bytes | None:
    """The file written anew from its pages: what was replaced in them is not carried along."""
    once, out = io.BytesIO(), io.BytesIO()
    writer.metadata = None
    writer.write(once)
    anew = pypdf.PdfWriter()
    for page in pypdf.PdfReader(once).pages:
        anew.add_page(page)
    anew.metadata = None
    anew.write(out)
    made = pypdf.PdfReader(out)
    streams = (made.get_object(n) for n in range(1, len(anew._objects) + 1))
    left = any(isinstance(one, StreamObject) and _holds(one, former) for one in streams) if former else False
    return None if left else out.getvalue()


def _holds(stream: StreamObject, former: set[bytes]) -> bool:
    return stream.get("/Subtype") != "/Image" and stream.get_data() in former


def without_segments(photo: bytes) -> bytes:
    """A JPEG without its application segments beside those of colour, its comments and what follows its end; pixels untouched."""
    at, kept = 2, [photo[:2]]
    while at + 4 <= len(photo) and photo[at] == 0xFF and photo[at + 1] != 0xDA:
        size = int.from_bytes(photo[at + 2 : at + 4], "big") + 2
        if photo[at + 1] not in (0xE1, 0xED, 0xFE):
            kept.append(photo[at : at + size])
        at += size
    end = photo.rfind(b"\xff\xd9")
    return b"".join((*kept, photo[at : end + 2 if end > at else len(photo)]))
