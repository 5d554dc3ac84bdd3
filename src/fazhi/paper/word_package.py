"""The XML parts of a .docx that came from outside: opened with limits, in one set of namespaces, refused in plain words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from fazhi.kernel.faults import InputFault, Problem
from fazhi.paper.package_parts import BAD, Parts, W

LARGEST, UNPACKED = 20 << 20, 200 << 20  # bytes
OLE = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")


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
            made = _read(Parts(archive))
    except BAD:
        raise _refused(name, "打不开，可能损坏，或者不是 .docx", ".docx", "用 WPS 打开另存为 .docx", "broken") from None
    if made is None or made.main.tag != f"{W}document":
        raise _refused(name, "不是文字文档", ".docx", "选公文本身，不要选表格或演示", "not a text document")
    return made


def _read(parts: Parts) -> Package | None:
    start = [target for _, kind, target in parts.relations("") if kind == "officeDocument"]
    if not start:
        return None
    named, kinds = {}, {}
    for id, kind, target in parts.relations(start[0]):
        if target in parts and target.endswith(".xml"):
            named[id] = kinds[kind] = parts.xml(target)
    return Package(parts.xml(start[0]), named, kinds)


def _refused(name: str, what: str, allowed: str, mend: str, english: str) -> InputFault:
    return InputFault(Problem(f"文件 {name}", what, allowed, mend, english))
