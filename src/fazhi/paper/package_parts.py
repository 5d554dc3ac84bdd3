"""The parts of an Office file that came from outside: read by name with limits, their XML in one set of namespaces."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The strict form of the format (ISO/IEC 29500-1) has other names for the same things.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
# What reading a broken part may raise; RuntimeError for an entry that is locked or packed in an unknown way.
BAD = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, KeyError, ValueError, OSError, RuntimeError)


class _Builder(ElementTree.TreeBuilder):
    """A tree without document type: ISO/IEC 29500-2 forbids one, and entities could swell without end."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Called before anything in it is read."""
        raise ValueError(f"document type {name}")


class Parts:
    """The parts of an open archive. Their names are the same in any case (ISO/IEC 29500-2); some writers put a slash before."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self._names = {name.lstrip("/").lower(): name for name in archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str, most: int = -1) -> bytes:
        """The bytes of a part, `most` of them at the most. Raises one of BAD."""
        with self.archive.open(self._names[part.lower()]) as file:
            return file.read(most)

    def xml(self, part: str) -> ElementTree.Element:
        """A part as a tree. Raises one of BAD, also for a document type."""
        data = self.read(part)
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Builder()))

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """(id, last word of the type, part name) of what a part refers to inside the file; "" is the package itself."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self:
            return
        for relation in self.xml(name):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target
