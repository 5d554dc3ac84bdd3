"""Evidence files: on disk and flushed, with their folder, before any row names them. The name is the digest."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from fazhi.kernel.faults import EvidenceFault, Problem
from fazhi.store.rows import Stored

MAX_BYTES = 50 * 1024 * 1024
MAX_NAME = 255
CHUNK = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# Ending -> (media type, what such a file begins with; empty: any text without NUL).
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "ofd": ("application/ofd", (ZIP,)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (ZIP,)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (ZIP,)),
    "doc": ("application/msword", (OLE,)),
    "xls": ("application/vnd.ms-excel", (OLE,)),
    "wps": ("application/vnd.ms-works", (OLE, ZIP)),
    "et": ("application/vnd.ms-excel", (OLE, ZIP)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "mp4": ("video/mp4", (b"\x00\x00\x00",)),
    "txt": ("text/plain", ()),
}


def keep(content: BinaryIO | bytes, name: str, claimed_on: date | None = None, file_on: date | None = None) -> Stored:
    """Put a file on disk under its digest; when this returns, it and its folder are flushed.

    name: what the sender called it, only its ending is believed, and only if the first bytes agree.
    Raises EvidenceFault when the kind is not taken, it is empty or larger than MAX_BYTES; nothing is left behind then.
    Price: one write and four fsyncs; a file that is already there is only flushed.
    """
    shown = _plain(name)
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    incoming = folder() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=incoming)
    temporary = Path(path)
    try:
        with os.fdopen(handle, "wb") as out:
            digest, size, head = _copy(source, out, shown)
            media_type = _kind(shown, size, head)
            out.flush()
            os.fsync(out.fileno())
        target = path_of(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
        for place in (target.parent, folder(), folder().parent):
            _flush_folder(place)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
    return Stored(digest, shown, size, media_type, claimed_on, file_on)


def folder() -> Path:
    """Where evidence lies."""
    return Path(settings.EVIDENCE_DIR)


def path_of(digest: str) -> Path:
    """Where the file of this digest lies, or would lie."""
    return folder() / digest[:2] / digest


def is_intact(digest: str) -> bool:
    """Whether the file is there and its bytes still give `digest`. Price: one read of the file."""
    path = path_of(digest)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _plain(name: str) -> str:
    """The last part of a path, without control characters, short enough, its ending kept."""
    last = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if ord(c) >= 32).strip()
    stem, dot, ending = last.rpartition(".")
    if len(last) > MAX_NAME and dot:
        return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"
    return last[:MAX_NAME]


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _copy(source: BinaryIO, out: BinaryIO, name: str) -> tuple[str, int, bytes]:
    """(digest, size, first bytes) of what was copied."""
    digest, size, head = hashlib.sha256(), 0, b""
    for chunk in _chunks(source):
        size += len(chunk)
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            raise EvidenceFault(Problem(name, "文件太大", f"{limit}MB以内", "压缩或拆分后再传", "file too large"))
        head = head or chunk[:4096]
        digest.update(chunk)
        out.write(chunk)
    return digest.hexdigest(), size, head


def _kind(name: str, size: int, head: bytes) -> str:
    """Media type by the ending, if the first bytes agree."""
    if not size:
        raise EvidenceFault(Problem(name or "附件", "是空文件", "有内容的文件", "重新选择文件", "empty file"))
    ending = name.rpartition(".")[2].lower()
    if ending not in KINDS:
        raise EvidenceFault(
            Problem(name or "附件", "不收这种文件", "、".join(KINDS), "转成 PDF 或图片再传", "file type not accepted")
        )
    media_type, starts = KINDS[ending]
    agrees = head.startswith(starts) if starts else b"\0" not in head
    if not agrees:
        raise EvidenceFault(
            Problem(
                name,
                f"内容不是 {ending} 文件",
                f"真正的 {ending} 文件",
                "用原软件另存后再传",
                "content does not match its ending",
            )
        )
    return media_type


def _flush_folder(place: Path) -> None:
    """Make a rename survive a power cut; Windows flushes names with the file."""
    if os.name == "nt":
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
