"""Every page of every desk over a township's data: it opens, in few queries, and its links lead somewhere."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.specials.demo_township.build import build
from fazhi.specials.demo_township.people import ACCOUNTS

BUDGET = 25
LINKS = re.compile(r'href="(/[^"#]*)"')


def quiet(_: str) -> object:
    return lambda done, total: None


def kind_of(path: str, whole: bool = True) -> str:
    """The route of a path without what varies; unless `whole`, all duties, ledgers and steps are one."""
    bare = re.sub(r"[0-9a-f]{32}|\d+", "…", path.split("?")[0])
    return bare if whole else re.sub(r"^(/(?:duties|ledgers|record|quick)/)[\w.-]+", r"\1…", bare)


@pytest.mark.django_db
def test_walk(settings, tmp_path: Path):
    """From 今日 along the links of each desk, a few of every kind; each within the budget, none broken.

    The clerk's desk opens every duty and ledger there is, the others a few.
    """
    settings.DEMO_AS_OF, settings.KEPT_SINCE = date(2026, 3, 2), date(2025, 1, 1)
    settings.EVIDENCE_DIR, settings.HOME = tmp_path / "evidence", tmp_path
    build(tmp_path / "books", settings.DEMO_AS_OF, quiet)
    worst: dict[str, int] = {}
    for name in ACCOUNTS:
        browser = Client()
        browser.force_login(User.objects.get(username=name))
        browser.get("/")  # the review is made once and kept
        todo, seen, kinds = ["/"], {"/"}, dict.fromkeys(["/"], 1)
        while todo:
            path = todo.pop(0)
            with CaptureQueriesContext(connection) as asked:
                answer = browser.get(path)
            allowed = (200,) if name == "clerk" else (200, 403)
            assert answer.status_code in allowed, f"{name} {path} {answer.status_code}"
            worst[kind_of(path)] = max(worst.get(kind_of(path), 0), len(asked))
            if answer.streaming or "text/html" not in answer.headers["Content-Type"]:
                continue
            for link in LINKS.findall(answer.content.decode()):
                link = link.replace("&amp;", "&")
                kind = kind_of(link, whole=name == "clerk")
                if link not in seen and not link.startswith(("/static/", "/login/")) and kinds.get(kind, 0) < 3:
                    kinds[kind] = kinds.get(kind, 0) + 1
                    seen.add(link)
                    todo.append(link)
    over = {path: n for path, n in worst.items() if n > BUDGET}
    assert over == {} and len(worst) > 40
