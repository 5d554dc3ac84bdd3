"""What tests of several rooms share: settings on a home of their own, tools of the system, a PostgreSQL cluster."""

import atexit
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator

import django
import pytest
from django.conf import settings
from django.test import TransactionTestCase

from tools.postgres import cluster, programs

# Django reads its settings after this file: whoever's records FAZHI_HOME names, no test touches them.
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker inherits what is set here
    os.environ["FAZHI_HOME"] = tempfile.mkdtemp(prefix="fazhi-test-")
    atexit.register(shutil.rmtree, os.environ["FAZHI_HOME"], ignore_errors=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"
django.setup()
# How long a password takes to hash is the point of the real one; what is tested here are accounts. The browser's tests hash in full.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Name in a test -> (how to see that it is there, the Debian package that brings it).
TOOLS: dict[str, tuple[Callable[[], object], str]] = {
    "chromium": (lambda: shutil.which("chromium"), "chromium"),
    "soffice": (lambda: shutil.which("soffice"), "libreoffice-writer-nogui libreoffice-calc-nogui"),
    "pdftotext": (lambda: shutil.which("pdftotext"), "poppler-utils"),
    "pdftoppm": (lambda: shutil.which("pdftoppm"), "poppler-utils"),
    "postgres": (lambda: programs(), "postgresql"),
    "typst": (lambda: importlib.util.find_spec("typst"), "requirements/test.lock"),
    "playwright": (lambda: importlib.util.find_spec("playwright"), "requirements/test.lock"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads or writes a database, which runs once more on PostgreSQL."""
    for item in items:
        if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker("database")


def demand(tool: str) -> None:
    """Go on when the tool is there; else skip with the reason, or fail where FAZHI_REQUIRE_ALL is set."""
    present, package = TOOLS[tool]
    if present():
        return
    reason = f"{tool} is not on this machine (install: {package})"
    if os.environ.get("FAZHI_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def require() -> Callable[[str], None]:
    """`require("soffice")`: what a test calls first when it needs a program of the system."""
    return demand


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL database that lives for this session."""
    demand("postgres")
    bin_dir = programs()
    assert bin_dir is not None
    with cluster(bin_dir) as url:
        yield url


@pytest.fixture(scope="session", autouse=True)
def emptied_tables() -> Iterator[None]:
    """Tests that commit empty the tables when they end; the append-only guards stand aside for that, and only for that."""
    empty = TransactionTestCase._fixture_teardown

    def with_guards_off(case: TransactionTestCase) -> None:
        with importlib.import_module("tests.story").guards_off():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", with_guards_off)
        yield
