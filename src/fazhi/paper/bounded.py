"""Run one of our modules on bytes from outside, in a process of its own with little memory and little time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO

from fazhi.kernel.faults import ImportFault, Problem

if sys.platform != "win32":
    import resource

MEMORY = 1 << 30  # bytes of address space
SECONDS = 18  # with all around it a bad file is refused within 20
OUTPUT, LINE = 64 << 20, 4096
# What libraries import to ask whether a number is one of its own takes half of a start; no child reckons.
START = "import runpy, sys; sys.modules['numpy'] = None; runpy.run_module(sys.argv[1], run_name='__main__')"

WORKBOOK = ("普通的 .xlsx 台账", "用 Excel 或 WPS 打开，另存为新的 .xlsx 再导入")


def run_bounded(module: str, content: bytes, name: str, wanted: tuple[str, str] = WORKBOOK) -> bytes:
    """What `python -m module` answers to `content`. Raises ImportFault about the file `name` when it fails or takes too much.

    wanted: what the file should be, and how to mend it.
    Price: a Python start, about 0.1 s.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    # Into files: what a child writes without end fills the disk as far as `limit` lets it, never our memory.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            done = subprocess.run(
                [sys.executable, "-X", "utf8", "-c", START, module],
                input=content,
                stdout=out,
                stderr=err,
                timeout=SECONDS,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _refused(name, f"超过{SECONDS}秒还没有读完", "took too long", wanted) from None
        if done.returncode != 0 or out.seek(0, os.SEEK_END) > OUTPUT:
            last = _tail(err).decode(errors="replace").strip().splitlines()[-1:]
            raise _refused(name, "读不了，文件可能损坏或过大", last[0][:200] if last else "reader failed", wanted)
        out.seek(0)
        return out.read()


def _tail(file: IO[bytes]) -> bytes:
    """The last bytes of a file, enough for a line."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LINE))
    return file.read()


def limit() -> None:
    """Called first in the child: take away memory, processor time and disk, where the system can."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_FSIZE, (2 * OUTPUT, 2 * OUTPUT))


def _refused(name: str, what: str, english: str, wanted: tuple[str, str]) -> ImportFault:
    return ImportFault(Problem(f"文件 {name}", what, *wanted, english))
