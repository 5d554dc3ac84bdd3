"""The site as configured: a sound SQLite with the right pragmas, and headers that keep pages inert."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from fazhi.site.csp import HEADERS, InertPages
from fazhi.site.sqlite import is_affected


@pytest.mark.parametrize(
    ("version", "affected"),
    [((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)],
)
def test_versions_with_the_wal_bug(version, affected):
    """3.7.0 to 3.51.2 are affected, both ends included."""
    assert is_affected(version) == affected


@pytest.mark.django_db
def test_pragmas():
    """Every connection flushes fully, checks foreign keys and wipes what it deletes."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        for name, value in (("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)):
            assert cursor.execute(f"PRAGMA {name}").fetchone()[0] == value
    assert not is_affected(connection.Database.sqlite_version_info)


def test_pages_are_inert():
    """Every header is set on a plain response; one that sets its own keeps it."""
    plain = InertPages(lambda request: HttpResponse("x"))(RequestFactory().get("/"))
    assert {k: plain.headers[k] for k in HEADERS} == HEADERS
    assert "unsafe" not in plain.headers["Content-Security-Policy"]
    own = InertPages(lambda r: HttpResponse("x", headers={"X-Robots-Tag": "all"}))(RequestFactory().get("/"))
    assert own.headers["X-Robots-Tag"] == "all"


@pytest.mark.django_db
def test_tables_match_the_models():
    """No migration is missing."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


INSTALL = """
import django; django.setup()
from django.db import connection
from fazhi.store.install import install
install(); install()
cursor = connection.cursor()
print(cursor.execute("PRAGMA journal_mode").fetchone()[0], connection.Database.sqlite_version_info >= (3, 51, 3))
"""


def test_installing_twice_gives_one_sound_database(tmp_path: Path):
    """A new home gets its tables and, with a sound SQLite, the write-ahead journal."""
    env = {**os.environ, "FAZHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fazhi.site.settings"}
    env.pop("FAZHI_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", INSTALL], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["wal", "True"]
    assert (tmp_path / "fazhi.db").exists()
