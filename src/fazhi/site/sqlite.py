"""SQLite version gate: 3.7.0-3.51.2 can corrupt a database in WAL mode, so a newer wheel takes its place."""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys

FIRST_BAD, LAST_BAD = (3, 7, 0), (3, 51, 2)


def is_affected(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the WAL-reset bug.

    >>> is_affected((3, 40, 1)), is_affected((3, 53, 4))
    (True, False)
    """
    return FIRST_BAD <= version <= LAST_BAD


def use_sound_sqlite() -> bool:
    """Swap in the wheel `pysqlite3` when the system's SQLite is affected; whether the SQLite now in use is sound.

    Must run before Django imports its SQLite backend. Where it gives False, only a rollback journal is safe.
    """
    if not is_affected(sqlite3.sqlite_version_info):
        return True
    if importlib.util.find_spec("pysqlite3") is None:
        return False
    newer = importlib.import_module("pysqlite3")
    if is_affected(newer.sqlite_version_info):
        return False
    sys.modules["sqlite3"] = newer
    sys.modules["sqlite3.dbapi2"] = newer.dbapi2
    return True
