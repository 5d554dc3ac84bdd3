"""Bring a database up to date; on SQLite also choose its journal, once."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.utils import DatabaseError

from fazhi.kernel.faults import Problem, SetupFault


def install() -> None:
    """Make the tables or bring them up to date; again changes nothing.

    SQLite: write-ahead journal where the library is sound, else the rollback journal (the WAL bug of 3.7.0-3.51.2).
    """
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        if "memory" not in name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA journal_mode={'DELETE' if settings.SQLITE_BANNER else 'WAL'}")
    call_command("migrate", verbosity=0, interactive=False)


def require_tables() -> None:
    """Raise SetupFault when the database cannot be reached or was never installed. Price: one query."""
    try:
        known = connection.introspection.table_names()
    except DatabaseError as error:
        raise SetupFault(
            Problem("数据库", f"连不上：{error}", "", "检查 FAZHI_DATABASE_URL", "cannot reach the database")
        ) from None
    if "store_event" not in known:
        name = str(connection.settings_dict["NAME"])
        raise SetupFault(
            Problem(f"数据库 {name}", "还没有建表", "", "先运行 fazhi demo 或 fazhi serve", "not installed yet")
        )
