"""The XML parts of a .docx that came from outside: opened with limits, in one set of namespaces, refused in plain words."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from fazhi.kernel.faults import InputFault, Problem

LARGEST, UNPACKED = 20 << 20, 200 << 20  # bytes
OLE = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The strict form of the format (ISO/IEC 29500-1) has other names for the same things.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
BAD = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, KeyError, ValueError, OSError)


class _Builder(ElementTree.TreeBuilder):
    """A tree without document type: ISO/IEC 29500-2 forbids one, and entities could swell without end."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Called before anything in it is read."""
        raise ValueError(f"document type {name}")


@dataclass(frozen=True, slots=True)
class Package:
    """The main part, the parts it names (by relationship id and by kind), as XML."""

    main: ElementTree.Element
    parts: dict[str, ElementTree.Element]
    kinds: dict[str, ElementTree.Element]


def open_package(content: bytes, name: str) -> Package:
    """Raises InputFault about the file `name`: too large, locked with a password, an old .doc, another kind, broken."""
    if len(content) > LARGEST:
        raise _refused(name, "太大", "20MB 以内", "删去或压缩图片", "file too large")
    if content.startswith(OLE):
        if LOCKED in content:
            raise _refused(name, "加了密码", "没有密码的 .docx", "用 WPS 打开，去掉密码再保存", "locked by a password")
        raise _refused(name, "是旧格式的 .doc 或 .wps", ".docx", "用 WPS 打开，另存为 .docx", "an old .doc")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise _refused(name, "解开以后太大", "200MB 以内", "删去图片", "unpacks too large")
            made = _read(archive)
    except (*BAD, RuntimeError):  # the last for an entry that is locked or packed in an unknown way
        raise _refused(name, "打不开，可能损坏，或者不是 .docx", ".docx", "用 WPS 打开另存为 .docx", "broken") from None
    if made is None or made.main.tag != f"{W}document":
        raise _refused(name, "不是文字文档", ".docx", "选公文本身，不要选表格或演示", "not a text document")
    return made


def _read(archive: zipfile.ZipFile) -> Package | None:
    start = [target for _, kind, target in _relations(archive, "") if kind == "officeDocument"]
    if not start:
        return None
    parts, kinds = {}, {}
    names = set(archive.namelist())
    for id, kind, target in _relations(archive, start[0]):
        if target in names and target.endswith(".xml"):
            parts[id] = kinds[kind] = _parse(archive.read(target))
    return Package(_parse(archive.read(start[0])), parts, kinds)


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """(id, last word of the type, part name) of what a part refers to; "" is the package itself."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in archive.namelist():
        return
    for relation in _parse(archive.read(name)):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target


def _parse(data: bytes) -> ElementTree.Element:
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Builder()))


def _refused(name: str, what: str, allowed: str, mend: str, english: str) -> InputFault:
    return InputFault(Problem(f"文件 {name}", what, allowed, mend, english))
