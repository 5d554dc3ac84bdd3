"""`python -m bench.web`: the web desk under load, beside a bare Django list page over the same database, in one run.

A demo township is built in a fresh home and copied as further townships of its county until the database holds --events
events (the copies are not sealed). Two real servers are started, the desk and the bare page; threads with sessions of their
own ask without pausing, so that the p50 of N users is about N times what one request costs once the server is busy.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Barrier
from typing import Any, NamedTuple
from urllib.parse import urlencode

import django
from django.apps import apps
from django.db import connections, transaction
from django.db.models import Count, Model, Q

from fazhi.specials.demo_township.people import COUNTY, TOWNSHIP

ROOT = Path(__file__).resolve().parent.parent
HOST, PATIENCE = "127.0.0.1", 120
FAZHI = (sys.executable, "-m", "fazhi.cli.main")
AS_OF = "2026-03-02"
STEP = "publicity.village_session_held"
SAVED = {"unit": f"{TOWNSHIP}-v01", "happened_on": AS_OF, "f-topic": "防汛和用电安全", "f-form": "lecture"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HEADER = ("page", "users", "kB", "requests", "bad", "p50 ms", "p95 ms", "requests/s", "p50/bare")
BARE = '''
import sys
from fazhi.site.sqlite import use_sound_sqlite
use_sound_sqlite()
import django, waitress
from django import shortcuts, urls
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
LIST = """<!doctype html><title>Events</title><table>{% for e in events %}<tr><td>{{ e.id }}<td>{{ e.unit }}
<td>{{ e.step }}<td>{{ e.happened_on }}<td>{{ e.recorded_at }}</tr>{% endfor %}</table>"""
LOADER = ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"list.html": LIST})])
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [LOADER]}}],
)
django.setup()
class Event(models.Model):
    id = models.BigIntegerField(primary_key=True)
    unit, step = models.CharField(max_length=64, db_column="unit_id"), models.CharField(max_length=100)
    happened_on, recorded_at = models.DateField(), models.DateTimeField()
    class Meta:
        app_label, db_table, managed = "bare", "store_event", False
def listing(request):
    return shortcuts.render(request, "list.html", {"events": Event.objects.order_by("-id")[:50]})
urlpatterns = [urls.path("", listing)]
waitress.serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[2]), threads=8, _quiet=True)
'''


class Answer(NamedTuple):
    """What a server said; status 0: nothing."""

    status: int
    body: bytes = b""


class Visitor:
    """One browser: a connection that is kept open, its cookies, and the token that its forms carry."""

    def __init__(self, port: int) -> None:
        self.line = HTTPConnection(HOST, port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(self, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """GET `path`, or POST `form` to it."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None if form is None else urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request("POST" if body else "GET", path, body, headers)
            answer = self.line.getresponse()
            content = answer.read()
        except (OSError, HTTPException):
            self.line.close()
            return Answer(0)
        for line in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(answer.status, content)

    def sign_in(self, password: str) -> None:
        """Sign in as the clerk, and take the token of the form that will be sent."""
        self._take_token("/login/")
        answer = self.ask("/login/", {"username": "clerk", "password": password, "next": ""})
        assert answer.status == 302, f"clerk could not sign in: {answer.status}"
        self._take_token(f"/record/{STEP}/")

    def _take_token(self, path: str) -> None:
        found = TOKEN.search(self.ask(path).body.decode())
        assert found is not None, f"{path} has no form"
        self.token = found[1]


class Page(NamedTuple):
    """Something to ask for, and the status it comes with."""

    name: str
    ask: Callable[[Visitor], Answer]
    status: int = 200


class Point(NamedTuple):
    """One page under one load: seconds of each request, rising; seconds in all; wrong answers; bytes of a right one."""

    taken: Sequence[float]
    elapsed: float
    bad: int
    size: int

    def part(self, share: float) -> float:
        """Milliseconds within which that share of the requests was answered."""
        return 1e3 * self.taken[min(len(self.taken) - 1, int(share * len(self.taken)))]

    def row(self, name: str, users: int, bare: float) -> tuple[str, ...]:
        """A line of the table; bare: p50 of the bare page under the same load, in ms."""
        n, half = len(self.taken), self.part(0.5)
        times = (half, self.part(0.95), n / self.elapsed, half / bare)
        return (name, str(users), f"{self.size / 1024:.0f}", str(n), str(self.bad), *(f"{x:.1f}" for x in times))


def load(page: Page, visitors: Sequence[Visitor], seconds: float) -> Point:
    """Every visitor asks again and again for `seconds`, and finishes what was begun."""
    for visitor in visitors:
        visitor.line.close()  # the server may have closed it meanwhile; the next request opens it again
    size = [len(page.ask(visitors[0]).body) for _ in range(3)][-1]
    ready, taken, bad = Barrier(len(visitors)), [], []

    def visit(visitor: Visitor) -> None:
        ready.wait()
        until = time.perf_counter() + seconds
        while (begun := time.perf_counter()) < until:
            answer = page.ask(visitor)
            taken.append(time.perf_counter() - begun)
            if answer.status != page.status:
                bad.append(answer.status)

    with ThreadPoolExecutor(len(visitors)) as pool:
        begun = time.perf_counter()
        list(pool.map(visit, visitors))
    return Point(sorted(taken), time.perf_counter() - begun, len(bad), size)


def environment(home: Path) -> dict[str, str]:
    """The variables of this process with nothing of Fazhi's but its home."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FAZHI_", "DJANGO_"))}
    return kept | {"FAZHI_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


@contextmanager
def served(command: Sequence[str], path: str, log: Path, env: Mapping[str, str]) -> Iterator[int]:
    """The port a server listens on, given as its last argument; it ends with the block."""
    with closing(socket.socket()) as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    with log.open("wb") as out:
        server = subprocess.Popen([*command, str(port)], env=dict(env), stdout=out, stderr=out)
        try:
            visitor, until = Visitor(port), time.monotonic() + 60
            while visitor.ask(path).status != 200:
                assert server.poll() is None and time.monotonic() < until, log.read_text("utf-8")[-2000:]
                time.sleep(0.25)
            yield port
        finally:
            server.terminate()
            server.wait(20)


def twin(row: Model, **changed: object) -> Model:
    """The same row but for what is changed."""
    return type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields} | changed)


def fill(total: int) -> int:
    """Copy the demo township as further ones until there are `total` events, the last as far as needed; how many now."""
    unit, matter, event = (apps.get_model("store", name) for name in ("Unit", "Matter", "Event"))
    units = sorted(unit.objects.filter(Q(id=TOWNSHIP) | Q(parent=TOWNSHIP)), key=lambda u: u.id != TOWNSHIP)
    matters, events = list(matter.objects.all()), list(event.objects.order_by("id"))
    townships = 1
    while (above := len(events) * townships) < total:
        townships += 1
        _copy(f"copy{townships:03}", townships, above, (units, matters, events[: total - above]))
    return townships


def _copy(place: str, number: int, above: int, rows: tuple[list[Any], list[Any], list[Any]]) -> None:
    """One more township: units called `place`, matters of that number, events with ids from `above` on."""
    units, matters, events = rows
    places = {u.id: u.id.replace(TOWNSHIP, place, 1) for u in units}
    names = {m.id: f"{number:04x}{m.id[4:]}" for m in matters}

    def event(row: Any) -> Model:  # noqa: ANN401 - the models are not known before Django is set up
        at = {"unit_id": places[row.unit_id], "matter_id": names[row.matter_id], "id": above + row.id}
        return twin(row, **at, corrects_id=row.corrects_id and above + row.corrects_id, idempotency_key=None)

    top = {TOWNSHIP: {"parent_id": COUNTY, "name": f"示例{number}镇"}}
    copies = (
        [twin(u, **({"id": places[u.id], "parent_id": place} | top.get(u.id, {}))) for u in units],
        [twin(m, id=names[m.id], unit_id=places[m.unit_id]) for m in matters],
        [event(e) for e in events],
    )
    with transaction.atomic():
        for made in copies:
            type(made[0])._default_manager.bulk_create(made, batch_size=500)


def pages() -> list[Page]:
    """The desk's pages to measure: the longest list and the fullest matter of the clerk's township; saving comes last."""
    own = Q(unit=TOWNSHIP) | Q(unit__parent=TOWNSHIP)
    matters, events = (apps.get_model("store", n).objects.filter(own) for n in ("Matter", "Event"))
    ledger = matters.values_list("ledger").annotate(n=Count("id")).order_by("-n", "ledger")[0][0]
    matter = events.values_list("matter").annotate(n=Count("id")).order_by("-n", "matter")[0][0]
    return [
        Page("today", lambda v: v.ask("/")),
        Page("list", lambda v: v.ask(f"/ledgers/{ledger}/")),
        Page("matter", lambda v: v.ask(f"/matters/{matter}/")),
        Page("save", lambda v: v.ask(f"/record/{STEP}/", {**SAVED, "key": uuid.uuid4().hex}), 302),
    ]


def prepare(home: Path, events: int) -> list[Page]:
    """Build the demo, fill its database, and say what is to be measured."""
    env = environment(home)
    built = [*FAZHI, "demo", "--no-serve", "--as-of", AS_OF, "--folder", str(home / "files")]
    subprocess.run(built, env=env, check=True, stdout=subprocess.DEVNULL)
    os.environ.clear()
    os.environ.update(env, DJANGO_SETTINGS_MODULE="fazhi.site.settings")
    django.setup()
    townships = fill(events)
    counts = [f"{apps.get_model('store', n).objects.count():,} {n.lower()}s" for n in ("Event", "Matter", "Unit")]
    print(", ".join([*counts, f"{townships} townships; {os.cpu_count()} processors"]), flush=True)
    found = pages()
    connections.close_all()
    return found


def measure(home: Path, asked: Sequence[Page], users: Sequence[int], seconds: float) -> Iterator[tuple[str, ...]]:
    """Start both servers; the lines of the table as they come."""
    file, env = home / "bare.py", environment(home)
    file.write_text(BARE, "utf-8")
    password = (home / "demo_password").read_text("utf-8").strip()
    with (
        served([*FAZHI, "serve", "--port"], "/login/", home / "serve.log", env) as desk,
        served([sys.executable, str(file), str(home / "fazhi.db")], "/", home / "bare.log", env) as simple,
    ):
        visitors, strangers = ([Visitor(port) for _ in range(max(users))] for port in (desk, simple))
        for visitor in visitors:
            visitor.sign_in(password)
        yield HEADER
        for n in users:
            bare = load(Page("bare", lambda v: v.ask("/")), strangers[:n], seconds)
            yield bare.row("bare", n, bare.part(0.5))
            for page in asked:
                yield load(page, visitors[:n], seconds).row(page.name, n, bare.part(0.5))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="bench.web", description="measures the web desk beside a bare Django page")
    parser.add_argument("--seconds", type=float, default=5, help="how long each page is asked for under each load")
    parser.add_argument("--users", default="1,10,50", help="how many ask at a time, in turn")
    parser.add_argument("--events", type=int, default=100_000, help="how many events the database holds")
    args = parser.parse_args(argv)
    users = [int(n) for n in args.users.split(",")]
    with tempfile.TemporaryDirectory(prefix="fazhi-web-") as home:
        for row in measure(Path(home), prepare(Path(home), args.events), users, args.seconds):
            print("".join(cell.rjust(11) for cell in row), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
