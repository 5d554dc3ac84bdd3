"""A real browser against a real server with the demo township; nothing from elsewhere, no error on the console."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def site(require, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """(address, password) of a server over the demo township as of 2026-03-02."""
    require("chromium")
    require("playwright")
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(_built(tmp_path_factory), home)
    fazhi, environment = [sys.executable, "-m", "fazhi.cli.main"], _environment(home)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen([*fazhi, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/login/")
            yield address, (home / "demo_password").read_text("utf-8").strip()
        finally:
            server.terminate()
            server.wait(20)


def _environment(home: Path) -> dict[str, str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith("FAZHI_")}
    return own | {"FAZHI_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demo township, built once for all processes of a run: the first one builds, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo_township"
    home, done, failed = shared / "home", shared / "done", shared / "failed"
    try:
        shared.mkdir()
    except FileExistsError:
        for _ in range(4 * PATIENCE):
            if done.exists() or failed.exists():
                break
            time.sleep(0.25)
        assert done.exists(), "the demo township was not built; the process that tried says why"
        return home
    command = [sys.executable, "-m", "fazhi.cli.main", "demo", "--no-serve", "--as-of", "2026-03-02"]
    command += ["--folder", str(shared / "files")]
    try:
        subprocess.run(command, env=_environment(home), check=True, capture_output=True, timeout=PATIENCE)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return home


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="session")
def browser(site) -> Iterator[Browser]:
    """Chromium of the system."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """The cookies of each account that has signed in."""
    return {}


@pytest.fixture
def troubles() -> list[str]:
    """Console errors, script errors and requests to elsewhere, as they come; a test ends with none."""
    return []


@pytest.fixture
def visit(
    site, browser: Browser, troubles: list[str], signed_in: dict[str, StorageState]
) -> Iterator[Callable[..., Page]]:
    """`visit("clerk", width=390, script=False, at="/duties/")`: a page, 今日 or `at`, as that account, which signs in the first time."""
    address, password = site
    contexts: list[BrowserContext] = []

    def opened(name: str, width: int = 1440, *, script: bool = True, at: str = "/") -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="zh-CN",
            storage_state=signed_in.get(name),
        )
        contexts.append(context)
        page = context.new_page()
        # A refused form answers 422, which Chromium reports as a failed resource; nothing else may be reported.
        page.on(
            "console",
            lambda m: troubles.append(f"console: {m.text}") if m.type == "error" and "422" not in m.text else None,
        )
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else troubles.append(r.url))
        page.goto(at)
        if page.url.startswith(f"{address}/login/"):
            page.get_by_label("用户名").fill(name)
            page.get_by_label("密码").fill(password)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(f"{address}{at}")
            signed_in[name] = context.storage_state()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
