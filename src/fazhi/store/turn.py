"""Writers take turns: one transaction at a time, in the order they asked, so that order and seal never fork."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction

from fazhi.store.memo import forget

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ADVISORY_LOCK = 0x66617A6869  # "fazhi"
held = threading.local()


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction; all of it is kept, or nothing. Nested use joins the outer one.

    SQLite: a file lock beside the database is taken first (waiters are served in order), then BEGIN IMMEDIATE.
    PostgreSQL: an advisory lock is held until the transaction ends.
    """
    if getattr(held, "depth", 0):
        with transaction.atomic():
            yield
        return
    held.depth = 1
    try:
        with _file_turn(), transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
            yield
    finally:
        held.depth = 0
        forget()


@contextmanager
def _file_turn() -> Iterator[None]:
    path = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in path:
        yield
        return
    with Path(f"{path}.turn").open("a+b") as file:
        _lock(file)
        try:
            yield
        finally:
            _unlock(file)


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        while True:
            file.seek(0)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                return
            except OSError:  # it gives up after ten seconds
                continue

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
