"""Two processes write one SQLite file: nobody is turned away, nothing forks."""

import os
import subprocess
import sys
from pathlib import Path

WRITER = """
import sys
import django; django.setup()
from datetime import date, datetime, UTC
from fazhi.store import append
from fazhi.store.rows import NewEvent, NewMatter
name = sys.argv[1]
for i in range(40):
    matter = NewMatter(f"{name}{i}", "foi_request", "qinghe", "x", date(2026, 3, 1))
    event = NewEvent(matter.id, "foi_request", "qinghe", "foi.application_received", date(2026, 3, 1), datetime.now(UTC), "chen")
    append.append_events([event], [matter])
"""
SETTLE = """
import django; django.setup()
from fazhi.store.install import install
from tests.story import settle
install(); settle()
"""
CHECK = """
import django; django.setup()
from fazhi.store.verify import verify
found = verify()
print(found.n_leaves, len(found.tampers))
"""


def start(home: Path, code: str, *args: str) -> subprocess.Popen[str]:
    env = {
        **os.environ,
        "FAZHI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "fazhi.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    env.pop("FAZHI_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", code, *args], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_writers_take_turns(tmp_path: Path):
    """Three writers at once: every event is there with its leaf, in one unforked log, and none saw "locked"."""
    assert start(tmp_path, SETTLE).wait() == 0
    writers = [start(tmp_path, WRITER, name) for name in "abc"]
    assert [(w.communicate()[1], w.returncode) for w in writers] == [("", 0)] * 3
    assert start(tmp_path, CHECK).communicate()[0].split() == ["120", "0"]
