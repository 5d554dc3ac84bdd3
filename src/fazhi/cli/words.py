"""What several verbs say and read alike: dates, files, tables and progress."""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from fazhi.kernel.faults import InputFault, Problem

Item = TypeVar("Item")
BAR = 24


def a_date(text: str) -> date:
    """A date argument in the form 2025-05-06."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputFault(
            Problem(
                f"日期 {text}",
                "不是日期",
                "2025-05-06 这样的写法",
                "按年-月-日重写",
                f"{text} is not a date like 2025-05-06",
            )
        ) from None


def read_bytes(path: Path) -> bytes:
    """The content of a file; InputFault says what is wrong with it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputFault(Problem(f"文件 {path}", "没有这个文件", "", "检查路径", f"no such file: {path}")) from None
    except IsADirectoryError:
        raise InputFault(Problem(f"文件 {path}", "这是文件夹", "文件", "指明文件", f"is a folder: {path}")) from None
    except OSError as error:
        raise InputFault(
            Problem(f"文件 {path}", f"读不了（{error.strerror}）", "", "检查权限", f"cannot read: {path}")
        ) from None


def read_text(path: Path) -> str:
    """Text of a UTF-8 file (a byte order mark is allowed)."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputFault(
            Problem(f"文件 {path}", "不是 UTF-8 文本", "UTF-8", "另存为 UTF-8", f"not UTF-8: {path}")
        ) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file through a temporary one beside it, so that a failure leaves nothing half written."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, suffix=path.suffix, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
        path.chmod(0o644)
    except OSError as error:
        raise InputFault(
            Problem(
                f"文件 {path}",
                f"写不了（{error.strerror}）",
                "",
                "检查文件夹和权限，关闭已打开的文件",
                f"cannot write {path}",
            )
        ) from None


def width(text: str) -> int:
    """Columns a text takes on a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(rows: Sequence[Sequence[object]]) -> str:
    """Rows (the first is the header) in aligned columns."""
    cells = [[str(c) for c in row] for row in rows]
    widths = [max(width(row[i]) for row in cells) for i in range(len(cells[0]))]
    return "\n".join(
        "  ".join(c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def progress(items: Iterable[Item], total: int, title: str) -> Iterator[Item]:
    """Yield the items, drawing a bar on a terminal's standard error; silent elsewhere."""
    draw = bar(title)
    for n, item in enumerate(items, start=1):
        yield item
        draw(n, total)


def bar(title: str) -> Callable[[int, int], None]:
    """A progress call for long work: (done, total); draws on a terminal's standard error, silent elsewhere."""

    def draw(done: int, total: int) -> None:
        if sys.stderr.isatty() and total > 0:
            filled = BAR * done // total
            end = "\n" if done >= total else ""
            print(f"\r{title} [{'█' * filled}{'·' * (BAR - filled)}] {done}/{total}", end=end, file=sys.stderr)

    return draw
