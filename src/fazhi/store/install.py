"""Bring a database up to date; on SQLite also choose its journal, once."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection


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
