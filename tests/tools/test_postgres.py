"""The PostgreSQL cluster that tests borrow."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tools import postgres as tool


def test_cluster_answers(postgres: str):
    """The URL leads to an empty database in UTF-8."""
    with psycopg.connect(postgres) as connection:
        assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)


def test_cluster_leaves_nothing(require: Callable[[str], None], monkeypatch: pytest.MonkeyPatch):
    """After the block neither server nor folder is there."""
    require("postgres")
    programs = tool.programs()
    assert programs is not None
    homes: list[Path] = []
    make = tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda prefix: homes.append(Path(make(prefix=prefix))) or str(homes[-1]))
    with tool.cluster(programs) as url:
        assert (homes[0] / "data").is_dir()
    assert not homes[0].exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_exit_code_is_the_command_s(require: Callable[[str], None]):
    """The launcher ends as its command ended."""
    require("postgres")
    assert tool.main([sys.executable, "-c", "import sys; sys.exit(3)"]) == 3


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_without_server_says_so(
    required: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Without initdb the command is not run: told, and a failure only where everything is required."""
    monkeypatch.setattr(tool, "programs", lambda: None)
    monkeypatch.setenv("FAZHI_REQUIRE_ALL", required)
    assert tool.main([sys.executable, "-c", "raise SystemExit(9)"]) == code
    assert "no initdb" in capsys.readouterr().out


def test_failing_program_is_quoted(require: Callable[[str], None]):
    """A server program that fails is raised with what it said."""
    require("postgres")
    programs = tool.programs()
    assert programs is not None
    with pytest.raises(RuntimeError, match="initdb failed"):
        tool.as_server([str(programs / "initdb"), "--no-such-option"])


def test_missing_tool_skips_or_fails(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):
    """`require` skips with the package to install; under FAZHI_REQUIRE_ALL it fails."""
    demand = request.getfixturevalue("require")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("FAZHI_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="poppler-utils"):
        demand("pdftotext")
    monkeypatch.setenv("FAZHI_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="poppler-utils"):
        demand("pdftotext")
