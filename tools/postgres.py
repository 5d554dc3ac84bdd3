"""A PostgreSQL cluster that lives as long as a command: `python tools/postgres.py COMMAND...`.

The command runs with FAZHI_DATABASE_URL set to an empty database. Server programs come from the
system (`initdb` and `pg_ctl`); as root they run through `su postgres`, because PostgreSQL refuses root.
Without them the command is not run: exit 0 with the reason, or 1 when FAZHI_REQUIRE_ALL is set.
"""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version first; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def free_port() -> int:
    """A TCP port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_server(command: list[str]) -> None:
    """Run a server program, as the user postgres when we are root; raises with its output on failure."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    full = ["su", "postgres", "-s", "/bin/sh", "-c", shlex.join(command)] if is_root else command
    with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server
        done = subprocess.run(full, cwd="/", stdout=said, stderr=said, stdin=subprocess.DEVNULL, check=False)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]} failed:\n{said.read().decode('utf-8', 'replace')[-2000:]}")


@contextmanager
def cluster(bin_dir: Path) -> Iterator[str]:
    """A fresh cluster on a free port; gives the URL of its database, and removes all on leaving.

    Durability is off: this is for tests. Start takes about two seconds.
    """
    home = Path(tempfile.mkdtemp(prefix="fazhi-pg-"))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    data, port = str(home / "data"), free_port()
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    try:
        as_server([str(bin_dir / "initdb"), "-D", data, "-U", "fazhi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
        as_server([str(bin_dir / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start"])
        try:
            yield f"postgresql://fazhi@127.0.0.1:{port}/postgres"
        finally:
            as_server([str(bin_dir / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run the command beside a cluster; gives its exit code."""
    bin_dir = programs()
    if bin_dir is None:
        print("跳过 PostgreSQL：本机没有 initdb / PostgreSQL skipped: no initdb on this machine (Debian: postgresql)")
        return 1 if os.environ.get("FAZHI_REQUIRE_ALL") else 0
    with cluster(bin_dir) as url:
        return subprocess.run(command, env={**os.environ, "FAZHI_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
