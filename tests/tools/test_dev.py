"""The chores of tools/dev.py: what is done, what is left alone, and what is said when it cannot be done."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tools import dev


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout: locks, a project file, an icon plan, and a node_modules that has what the plan names."""
    for name in ("requirements", "frontend", "node_modules/pkg/svg", ".venv"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("base", "test", "assets"):
        (tmp_path / "requirements" / f"{name}.lock").write_text(name)
    (tmp_path / "pyproject.toml").write_text("")
    plan = {"files": [{"package": "pkg", "from": "a.css", "to": "x/a.css"}]}
    plan["icons"] = {"package": "pkg", "from": "svg", "to": "icons", "names": ["home"]}
    (tmp_path / "frontend" / "assets.json").write_text(json.dumps(plan))
    (tmp_path / "node_modules/pkg/a.css").write_text("a{}")
    (tmp_path / "node_modules/pkg/svg/home.svg").write_text("<svg/>")
    for name, path in {"ROOT": "", "VENV": ".venv", "LOCKS": "requirements", "FRONTEND": "frontend"}.items():
        monkeypatch.setattr(dev, name, tmp_path / path)
    return tmp_path


@pytest.fixture
def done(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `ensure` did: environments made, locks and the project installed."""
    acts: list[str] = []
    monkeypatch.setattr(dev, "make_venv", lambda env: acts.append("venv"))
    monkeypatch.setattr(dev, "install", lambda env, lock: acts.append(lock))
    monkeypatch.setattr(dev, "quiet", lambda command, failure: acts.append("project"))
    monkeypatch.setattr(dev, "read_stamp", lambda env: stamp_of(env))
    return acts


def stamp_of(env: Path) -> dict[str, str]:
    file = env / "fazhi-stamp.json"
    return json.loads(file.read_text()) if file.exists() else {}


def test_second_run_does_nothing(checkout: Path, done: list[str]):
    """An environment that its stamp calls current is left alone."""
    dev.ensure("base", checkout / ".venv")
    assert done == ["venv", "base", "project"]
    dev.ensure("base", checkout / ".venv")
    assert done == ["venv", "base", "project"]


def test_changed_lock_is_installed(checkout: Path, done: list[str]):
    """Control: one changed byte of the lock installs it again, and only it."""
    dev.ensure("base", checkout / ".venv")
    (checkout / "requirements" / "base.lock").write_text("other")
    dev.ensure("base", checkout / ".venv")
    assert done == ["venv", "base", "project", "base"]


def test_test_environment_serves_the_demo(checkout: Path, done: list[str]):
    """After the test lock, the base lock need not be installed."""
    dev.ensure("test", checkout / ".venv")
    dev.ensure("base", checkout / ".venv")
    assert done == ["venv", "test", "project"]


def test_moved_checkout_gets_a_new_environment(checkout: Path):
    """A stamp written for another folder counts as none, because scripts hold absolute paths."""
    (checkout / ".venv" / "fazhi-stamp.json").write_text(json.dumps({"root": "elsewhere", "base": "1"}))
    assert dev.read_stamp(checkout / ".venv") == {}


def test_broken_stamp_counts_as_none(checkout: Path):
    """A stamp cut off in the middle does not stop anybody."""
    (checkout / ".venv" / "fazhi-stamp.json").write_text('{"root": ')
    assert dev.read_stamp(checkout / ".venv") == {}


def test_assets_are_placed(checkout: Path):
    """Files and icons land where the plan says."""
    dev.place(checkout / "node_modules", checkout / "vendor")
    assert (checkout / "vendor/x/a.css").read_text() == "a{}"
    assert (checkout / "vendor/icons/home.svg").exists()


def test_missing_icon_is_named(checkout: Path):
    """A name that the package does not have stops the work and is said in both languages."""
    (checkout / "node_modules/pkg/svg/home.svg").unlink()
    with pytest.raises(dev.Halt, match=r"svg/home\.svg(.|\n)*has no file svg/home\.svg"):
        dev.place(checkout / "node_modules", checkout / "vendor")


def test_python_without_pip_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """No ensurepip, no wheel, no apt: the message names the package."""
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(()))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(dev.Halt, match="apt-get install -y python3-venv"):
        dev.borrowed_pip(tmp_path)


def test_failed_command_shows_what_it_said():
    """The end of the output and our advice are both in the message."""
    with pytest.raises(dev.Halt, match="no such thing\nadvice"):
        dev.quiet([sys.executable, "-c", "import sys; sys.exit('no such thing')"], "advice")


@pytest.mark.parametrize(("argv", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_unknown_verb_lists_the_verbs(argv: list[str], code: int, capsys: pytest.CaptureFixture[str]):
    """A wrong verb is answered with all verbs and exit 2; help with exit 0."""
    assert dev.main(argv) == code
    said = capsys.readouterr()
    assert all(verb in (said.err if code else said.out) for verb in dev.VERBS)


def test_arguments_reach_the_product(monkeypatch: pytest.MonkeyPatch):
    """What follows the verb is handed to `fazhi demo` as it is."""
    called: list[list[str]] = []
    monkeypatch.setattr(dev, "ensure", lambda lock: None)
    monkeypatch.setattr(dev, "assets", lambda: 0)
    monkeypatch.setattr(dev, "run", lambda command: called.append([str(c) for c in command]) or 7)
    assert dev.main(["demo", "--no-serve", "--as-of", "2026-03-31"]) == 7
    assert called[0][1:] == ["-m", "fazhi.cli.main", "demo", "--no-serve", "--as-of", "2026-03-31"]


def test_clean_keeps_records(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    """Records in var/ and the report in demo/ survive `clean`; the environment does not."""
    for name, path in {"BENCH_VENV": ".venv-bench", "VENDOR": "vendor"}.items():
        monkeypatch.setattr(dev, name, checkout / path)
    for name in ("var", "demo"):
        (checkout / name).mkdir()
    assert dev.main(["clean"]) == 0
    assert (checkout / "var").exists()
    assert (checkout / "demo").exists()
    assert not (checkout / ".venv").exists()
