"""Every page of the desk as a picture, at three widths: `make gallery` builds the demo, serves it and fills gallery/."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "gallery"
WIDTHS = {1440: 900, 1024: 768, 390: 844}
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
# Account -> name of the picture -> address; "@" takes the first link of a page that matches.
PAGES: dict[str, dict[str, str]] = {
    "clerk": {
        "today": "/",
        "ledgers": "/ledgers/",
        "ledger": "/ledgers/penalty_case/",
        "matter": "@/ledgers/decision/ tbody a",
        "record": "/record/publicity.village_session_held/",
        "why": "@/ a.why-link",
        "duties": "/duties/",
        "duty": "/duties/foi.reply/",
        "rosters": "/rosters/",
        "calendar": "/calendar/",
        "appraisal": "/appraisal/",
        "timeline": "/timeline/",
        "rules": "/rules/",
        "system": "/system/",
        "handover": "/handover/p13/",
        "notices": "/notices/",
        "account": "/account/",
        "import": "/import/",
        "sheets": "/sheets/",
        "report": "/reports/annual/2025/",
        "report-blanks": "/reports/annual/2025/blanks/",
        "reports": "/reports/",
        "foi-report": "/reports/foi/2025/",
        "proofread": "/proofread/",
        "clear": "/clear/",
        "fill": "/fill/",
        "not-found": "/nowhere/",
    },
    "head": {"today": "/", "duties": "/duties/"},
    "liaison": {"today": "/", "quick": "/quick/", "record": "/record/publicity.village_session_held/"},
    "county": {"today": "/", "duties": "/duties/"},
}


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, password) of a server over a fresh demo township."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FAZHI_")}
    environment |= {"FAZHI_HOME": str(folder / "home"), "PYTHONUTF8": "1"}
    fazhi = [sys.executable, "-m", "fazhi.cli.main"]
    built = [*fazhi, "demo", "--no-serve", "--folder", str(folder / "demo")]
    subprocess.run(built, env=environment, check=True, stdout=subprocess.DEVNULL)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*fazhi, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/login/", timeout=2).close()
                break
            except OSError:
                time.sleep(0.25)
        yield address, (folder / "home" / "demo_password").read_text("utf-8").strip()
    finally:
        server.terminate()
        server.wait(20)


def shoot(browser: Browser, address: str, password: str, width: int, only: list[str]) -> list[str]:
    """Every page at one width; what was wrong with any of them."""
    wrong: list[str] = []
    for account, pages in PAGES.items():
        context = browser.new_context(locale="zh-CN", viewport={"width": width, "height": WIDTHS[width]})
        page = context.new_page()
        page.on("console", partial(_heard, wrong, account))
        page.goto(f"{address}/login/")
        page.fill("#id_username", account)
        page.fill("#id_password", password)
        page.click("main button[type=submit]")
        page.wait_for_load_state()
        for name, target in pages.items():
            if not only or name in only:
                wrong += _one(page, address, account, name, target, width)
        context.close()
    return [w for w in wrong if "404" not in w]


def _heard(wrong: list[str], account: str, message: ConsoleMessage) -> None:
    if message.type == "error":
        wrong.append(f"{account}: {message.text}")


def _one(page: Page, address: str, account: str, name: str, target: str, width: int) -> list[str]:
    if target.startswith("@"):
        start, selector = target[1:].split(" ", 1)
        page.goto(address + start)
        target = page.locator(selector).first.get_attribute("href") or "/"
    page.goto(address + target)
    page.screenshot(path=OUT / f"{account}-{name}-{width}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{account}-{name}: {wide} wide at {width}"] if wide > width else []


def main() -> int:
    """Exit code 1 when a page is wider than its window or its console shows an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these pages")
    parser.add_argument("--width", type=int, choices=sorted(WIDTHS), action="append")
    args = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (address, password),
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for width in args.width or WIDTHS:
            wrong += shoot(browser, address, password, width, args.names)
    for line in wrong:
        print(f"✗ {line}")
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.name}/")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
