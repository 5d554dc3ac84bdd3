"""What Django and `fazhi doctor` warn of at start."""

from pathlib import Path

from django.core.checks import run_checks

from fazhi.site import apps


def test_missing_assets_are_named(monkeypatch, tmp_path: Path):
    """Without the stamp there is a warning with the command; with it there is none."""
    monkeypatch.setattr(apps, "STAMP", tmp_path / ".stamp")
    assert [(m.id, m.hint) for m in run_checks() if m.id == "fazhi.W001"] == [("fazhi.W001", "make assets")]
    (tmp_path / ".stamp").touch()
    assert "fazhi.W001" not in {m.id for m in run_checks()}


def test_unsound_sqlite_is_named(settings):
    """The banner flag is also a warning; a sound SQLite gives none."""
    assert "fazhi.W002" not in {m.id for m in run_checks()}
    settings.SQLITE_BANNER = True
    assert "fazhi.W002" in {m.id for m in run_checks()}
