"""The child that takes the pictures out of a workbook: .xlsx on standard input, a line of JSON and the bytes on standard output.

Runs under `bounded`.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from fazhi.paper.bounded import limit
from fazhi.paper.package_parts import BAD, Parts
from fazhi.paper.picture_places import BROKEN, Place, places

PICTURES, LARGEST, TOGETHER = 2_000, 20 << 20, 56 << 20
ENDINGS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}  # MPO: the JPEG of many phones, with a small one behind it
OTHER = "不是 JPG 或 PNG 图片，或者已经损坏；请另存为 JPG 再放进表格"
TOO_LARGE = f"太大，单张最多{LARGEST >> 20}MB"
TOO_MANY = f"全部图片合计超过{TOGETHER >> 20}MB，请拆成几个文件"
TOO_WIDE = "长宽大得不像照片"


def main() -> None:
    """Answer with {"pictures": [...], "files": [...]} and the files' bytes, or {"fault": words}."""
    limit()
    with zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())) as archive:
        parts = Parts(archive)
        found = list(_first(places(parts)))
        if len(found) > PICTURES:
            answer: dict[str, object] = {"fault": f"有{PICTURES}张以上图片；最多{PICTURES}张"}
            taken = Files(parts)
        else:
            taken = Files(parts)
            answer = {"pictures": [_told(p, *taken.take(p)) for p in found], "files": [*taken.shapes()]}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n" + b"".join(taken.contents))


def _first(found: Iterator[Place]) -> Iterator[Place]:
    """One more than may be: more need not be looked for."""
    for _, place in zip(range(PICTURES + 1), found, strict=False):
        yield place


def _told(place: Place, file: int, fault: str) -> dict[str, object]:
    return {
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "inside": place.inside,
        "file": file,
        "fault": fault,
    }


class Files:
    """The files behind places, each once, as far as there is room."""

    def __init__(self, parts: Parts) -> None:
        self.contents: list[bytes] = []
        self._endings: list[str] = []
        self._known: dict[str, tuple[int, str]] = {}
        self._parts, self._room = parts, TOGETHER

    def take(self, place: Place) -> tuple[int, str]:
        """Number of the file (-1: none) and why there is none."""
        if place.fault:
            return -1, place.fault
        if place.part not in self._known:
            self._known[place.part] = self._read(place.part)
        return self._known[place.part]

    def shapes(self) -> Iterator[dict[str, object]]:
        """Size and ending of each file."""
        for content, ending in zip(self.contents, self._endings, strict=True):
            yield {"size": len(content), "ending": ending}

    def _read(self, part: str) -> tuple[int, str]:
        try:
            content = self._parts.read(part, LARGEST + 1)
        except BAD:
            return -1, BROKEN
        if len(content) > LARGEST:
            return -1, TOO_LARGE
        ending, fault = kind_of(content)
        if not fault and len(content) > self._room:
            fault = TOO_MANY
        if fault:
            return -1, fault
        self._room -= len(content)
        self.contents.append(content)
        self._endings.append(ending)
        return len(self.contents) - 1, ""


def kind_of(content: bytes) -> tuple[str, str]:
    """(ending, why it is not taken) of a picture by what is in it, not by its name; nothing is unpacked."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            kind = picture.format or ""
            picture.verify()
    except Image.DecompressionBombError:
        return "", TOO_WIDE
    except UnidentifiedImageError:
        return "", OTHER
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error):
        return "", BROKEN
    return ENDINGS[kind], ""


if __name__ == "__main__":
    main()
