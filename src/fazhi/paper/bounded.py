"""Run one of our modules on bytes from outside, in a process of its own with little memory and little time."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from fazhi.kernel.faults import ImportFault, Problem

if sys.platform != "win32":
    import resource

MEMORY = 1 << 30  # bytes of address space
SECONDS = 30
OUTPUT = 64 << 20


WORKBOOK = ("普通的 .xlsx 台账", "用 Excel 或 WPS 打开，另存为新的 .xlsx 再导入")


def run_bounded(module: str, content: bytes, name: str, wanted: tuple[str, str] = WORKBOOK) -> bytes:
    """What `python -m module` answers to `content`. Raises ImportFault about the file `name` when it fails or takes too much.

    wanted: what the file should be, and how to mend it.
    Price: a Python start, about 0.1 s.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", module],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused(name, f"超过{SECONDS}秒还没有读完", "took too long", wanted) from None
    if done.returncode != 0 or len(done.stdout) > OUTPUT:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise _refused(name, "读不了，文件可能损坏或过大", last[0][:200] if last else "reader failed", wanted)
    return done.stdout


def limit() -> None:
    """Called first in the child: take away memory and processor time, where the system can."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _refused(name: str, what: str, english: str, wanted: tuple[str, str]) -> ImportFault:
    return ImportFault(Problem(f"文件 {name}", what, *wanted, english))
