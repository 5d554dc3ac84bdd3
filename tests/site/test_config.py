"""Settings: one file from the environment; nonsense is refused at start."""

import os
import stat
from pathlib import Path

import pytest

from fazhi.kernel.faults import SetupFault
from fazhi.site.config import Database, read_config, secret_of


def config(tmp_path: Path, **given: str):
    return read_config({"FAZHI_HOME": str(tmp_path / "home"), **{f"FAZHI_{k}": v for k, v in given.items()}}, tmp_path)


def test_nothing_set_is_enough(tmp_path: Path):
    """Without any setting, all lies in `var` and the database is SQLite there."""
    plain = read_config({}, tmp_path)
    assert plain.home == tmp_path / "var"
    assert plain.database == Database("sqlite", str(tmp_path / "var" / "fazhi.db"))
    assert (plain.debug, plain.as_of, plain.packs) == (False, None, ())


def test_one_variable_moves_to_postgresql(tmp_path: Path):
    """The URL is taken apart; odd characters in the password are unquoted."""
    found = config(tmp_path, DATABASE_URL="postgresql://li:p%40ss@db.example:5433/fazhi").database
    assert found == Database("postgresql", "fazhi", "db.example", "5433", "li", "p@ss")


def test_secret_is_made_once_and_kept_private(tmp_path: Path):
    """The same key at the next start; nobody else may read the file."""
    first = secret_of(config(tmp_path))
    assert secret_of(config(tmp_path)) == first and len(first) >= 50
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "home" / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("DATABASE_URL", "mysql://x/y", "sqlite:///"),
        ("DATABASE_URL", "sqlite://", "sqlite:///"),
        ("DATABASE_URL", "postgresql://h:port/x", "postgresql://"),
        ("DEBUG", "maybe", "1 或 0"),
        ("AS_OF", "2026-13-01", "2026-03-31"),
        ("ALLOWED_HOSTS", "http://x", "只写主机名"),
        ("ALLOWED_HOSTS", " ", "只写主机名"),
        ("PACKS", "no-such-folder", "no-such-folder"),
        ("SECRET_KEY", "short", "32"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, key, value, words):
    """Each message names the variable and what is allowed."""
    with pytest.raises(SetupFault, match=words) as caught:
        config(tmp_path, **{key: value})
    assert caught.value.problems[0].where == f"FAZHI_{key}"


def test_all_nonsense_is_named_at_once(tmp_path: Path):
    """Two wrong settings are two problems in one start; a password is never shown."""
    with pytest.raises(SetupFault) as caught:
        config(tmp_path, DEBUG="maybe", DATABASE_URL="oracle://me:geheim@h/x")
    assert len(caught.value.problems) == 2 and "geheim" not in str(caught.value)


def test_file_gives_what_the_environment_does_not(tmp_path: Path):
    """fazhi.toml is read; the environment wins."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "fazhi.toml").write_text('as_of = 2026-03-31\nallowed_hosts = ["a", "b"]\ndebug = true\n')
    found = config(tmp_path, DEBUG="0")
    assert (str(found.as_of), found.allowed_hosts, found.debug) == ("2026-03-31", ("a", "b"), False)


@pytest.mark.parametrize(("text", "words"), [("as_off = 1", "as_of"), ("as_of = ", "TOML")])
def test_wrong_file_is_refused(tmp_path: Path, text, words):
    """An unknown key names the nearest; broken TOML says where."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "fazhi.toml").write_text(text)
    with pytest.raises(SetupFault, match=words):
        config(tmp_path)


def test_home_that_cannot_be_made_is_refused(tmp_path: Path):
    """A file in the way of the home folder is said so."""
    (tmp_path / "home").write_text("")
    with pytest.raises(SetupFault, match="FAZHI_HOME"):
        config(tmp_path)
