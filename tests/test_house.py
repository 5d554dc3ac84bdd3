"""Guards of the house: what would make it decay fails here. Every guard has a control that shows it bites."""

import ast
import os
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from fazhi.kernel import duties, ledger

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").rglob("*.py"), *(ROOT / "bench").rglob("*.py")])
ROOMS = ("kernel", "packs", "paper", "store", "office", "desk", "cli", "site")
DUMPS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"}
UNDONE = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"]))
HOSTS = r"(?:pypi|pythonhosted|npmjs|npmmirror|deb\.debian)\.(?:org|com)"
PLACES = r"(?<![\w.~/-])/(?:work|root|home/\w+|tmp|opt)/"
TELLTALE = re.compile(f"{HOSTS}|{PLACES}")


def lines_of(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def long_functions(source: str, limit: int = 40) -> list[str]:
    """`name:lines` of every function over the limit, from `def` to its last line."""
    found = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    sizes = ((f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for f in found)
    return [f"{name}:{size}" for name, size in sizes if size > limit]


def dumps(names: Iterable[str]) -> set[str]:
    """Module names that invite dumping."""
    return {n for n in names if n.removesuffix(".py") in DUMPS}


def hidden_flow(source: str) -> list[str]:
    """Overridden `save` or `delete`, and imports of Django's signals."""
    tree = list(ast.walk(ast.parse(source)))
    methods = [f.name for c in tree if isinstance(c, ast.ClassDef) for f in c.body if isinstance(f, ast.FunctionDef)]
    imports = [n.module or "" for n in tree if isinstance(n, ast.ImportFrom)]
    signals = [i for i in imports if "signals" in i or i == "django.dispatch"]
    return [m for m in methods if m in ("save", "delete")] + signals


def kinds_of_duty(module: object) -> set[str]:
    """Concrete classes of duty that a module defines."""
    found = (v for v in vars(module).values() if isinstance(v, type) and issubclass(v, duties.Duty))
    return {c.__name__ for c in found if c is not duties.Duty}


def tracked() -> list[Path]:
    """Files that git knows, as far as they are text."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [f for f in files if f.is_file() and b"\0" not in f.read_bytes()[:4096]]


def contract(root: Path) -> int:
    """Exit code of the import contract on the package under `root`."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, check=False).returncode


@pytest.fixture
def model_house(tmp_path: Path) -> Path:
    """A package with every room of the contract and nothing in them."""
    for room in ("", *ROOMS):
        (tmp_path / "fazhi" / room).mkdir(exist_ok=True, parents=True)
        (tmp_path / "fazhi" / room / "__init__.py").touch()
    return tmp_path


@pytest.mark.parametrize("file", CODE, ids=lambda f: str(f.relative_to(ROOT)))
def test_module_stays_readable(file: Path):
    """No module has more than 400 lines and no function more than 40."""
    assert lines_of(file) <= 400
    assert long_functions(file.read_text("utf-8")) == []


def test_long_function_is_seen():
    """Control: 41 lines are too many, 40 are not."""
    body = "\n".join(["    a = 1"] * 39)
    assert long_functions(f"def f():\n{body}") == []
    assert long_functions(f"def f():\n{body}\n    a = 2") == ["f:41"]


def test_median_module_is_short():
    """Half of the modules have fewer than 150 lines."""
    sizes = [lines_of(f) for f in CODE if f.name != "__init__.py"]
    assert statistics.median(sizes) < 150


def test_no_module_invites_dumping():
    """No module or package is called utils, helpers, common, misc, base or manager."""
    assert dumps(part for f in CODE for part in f.relative_to(ROOT).parts) == set()


def test_dump_is_seen():
    """Control: a file and a folder of that name are found."""
    assert dumps(["utils.py", "common", "units.py"]) == {"utils.py", "common"}


@pytest.mark.parametrize("file", CODE, ids=lambda f: str(f.relative_to(ROOT)))
def test_nothing_hidden_or_undone(file: Path):
    """No signal, no overridden save or delete, no note that something is still to be done."""
    source = file.read_text("utf-8")
    assert hidden_flow(source) == []
    assert UNDONE.findall(source) == []


def test_hidden_flow_is_seen():
    """Control: an overridden save, a signal and a note are found."""
    source = "from django.db.models.signals import post_save\nclass A:\n    def save(self): ...\n"
    assert hidden_flow(source) == ["save", "django.db.models.signals"]
    assert UNDONE.findall("# TO" + "DO: later")


def test_lists_are_closed():
    """Six kinds of duty and ten types of field; one more needs a decision record."""
    assert kinds_of_duty(duties) == {"Times", "After", "Before", "InForce", "NoneOf", "Apart"}
    assert len(ledger.FIELD_TYPES) == len(set(ledger.FIELD_TYPES)) == 10


def test_seventh_kind_is_seen():
    """Control: a class of duty added to the module is counted."""
    seventh = type("Sometimes", (duties.Duty,), {})
    assert kinds_of_duty(SimpleNamespace(**vars(duties), Sometimes=seventh)) - kinds_of_duty(duties) == {"Sometimes"}


def test_floors_hold():
    """The import contract holds for the package as it is."""
    assert contract(ROOT / "src") == 0


def test_empty_house_holds(model_house: Path):
    """Control: the model house keeps the contract until something is broken in it."""
    assert contract(model_house) == 0


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("kernel", "import fazhi.packs"),
        ("packs", "import fazhi.paper"),
        ("desk", "import fazhi.cli"),
        ("store", "import fazhi.office"),
        ("kernel", "import django"),
        ("paper", "import django"),
        ("attic", ""),
    ],
)
def test_broken_floor_is_seen(model_house: Path, room: str, line: str):
    """Control: looking up, sideways, at Django, or a room without a floor breaks the contract."""
    (model_house / "fazhi" / room).mkdir(exist_ok=True)
    (model_house / "fazhi" / room / "__init__.py").write_text(line + "\n")
    assert contract(model_house) == 1


def test_no_trace_of_a_machine():
    """No tracked file names a registry host or an absolute path of somebody's machine."""
    assert [str(f.relative_to(ROOT)) for f in tracked() if TELLTALE.search(f.read_text("utf-8"))] == []


@pytest.mark.parametrize("text", ["see /{}/x", '"/{}/main"', "cd /{}/li/f"])
@pytest.mark.parametrize("place", ["root", "work", "tmp", "opt", "home/li"])
def test_path_of_a_machine_is_seen(text: str, place: str):
    """Control: such a path is found, in prose and in quotes."""
    assert TELLTALE.search(text.format(place))


@pytest.mark.parametrize("host", ["pypi", "npmjs", "deb.debian"])
def test_registry_is_seen(host: str):
    """Control: the name of a registry is found."""
    assert TELLTALE.search(f"https://{host}.org/simple")


def test_relative_path_is_no_trace():
    """Control: a path inside the repository or a rate is not one."""
    assert not TELLTALE.search("src/work/x.py 3/work ./tmp/y $HOME/root/z")


def test_every_pin_is_hashed():
    """Each package of each lock has at least one hash."""
    for lock in (ROOT / "requirements").glob("*.lock"):
        pins = re.split(r"^(?=[a-z0-9])", lock.read_text("utf-8"), flags=re.MULTILINE)[1:]
        assert pins
        assert [p.splitlines()[0] for p in pins if "--hash=sha256:" not in p] == []


def test_base_holds_what_the_project_needs():
    """pyproject.toml and requirements/base.in name the same packages, the build tools aside."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "requirements" / "base.in").read_text("utf-8").splitlines()
    names = {re.split(r"[^\w-]", x)[0] for x in lines if x and not x.startswith("#")}
    assert names - {"hatchling", "editables"} == {re.split(r"[^\w-]", d)[0] for d in project["dependencies"]}


def test_make_and_dev_know_the_same_verbs():
    """Each target of the Makefile is a verb of tools/dev.py, and the other way round."""
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    done = subprocess.run([sys.executable, "tools/dev.py", "--help"], cwd=ROOT, capture_output=True, check=True)
    assert targets is not None
    assert set(targets[1].split()) == set(re.findall(r"^  (\w+) ", done.stdout.decode(), re.MULTILINE))


def test_assets_are_of_locked_packages():
    """What assets.json places comes from a package that the lock pins."""
    locked = (ROOT / "frontend" / "package-lock.json").read_text("utf-8")
    named = re.findall(r'"package": "([^"]+)"', (ROOT / "frontend" / "assets.json").read_text("utf-8"))
    assert [n for n in named if f'"node_modules/{n}"' not in locked] == []
    assert '"resolved"' not in locked


def test_ci_script_is_sound():
    """The CI script parses."""
    bash = shutil.which("bash")
    assert bash is not None
    assert subprocess.run([bash, "-n", ".ci/run"], cwd=ROOT, check=False).returncode == 0
