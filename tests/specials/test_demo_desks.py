"""The invented township as it is built: through the doors every township uses; every page of every desk opens over it."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.office.review import review
from fazhi.specials.demo_township.build import Built, affairs_until, build
from fazhi.specials.demo_township.people import ACCOUNTS, TOWNSHIP
from fazhi.store import models
from fazhi.store.verify import verify

LAST = date(2026, 3, 2)
BUDGET = 25  # queries of a page
FILE = re.compile(r"[/.](?:docx|pdf|xlsx|zip)$")
LINKS = re.compile(r'href="(/[^"#]*)"')


def quiet(_: str) -> object:
    return lambda done, total: None


@pytest.mark.django_db
def test_it_is_built_once_and_every_page_opens(settings, tmp_path: Path):
    """Through the import and record by record; building again adds nothing; then every desk walks over it."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE = LAST, date(2025, 1, 1)
    settings.EVIDENCE_DIR, settings.HOME = tmp_path / "evidence", tmp_path
    is_as_told(tmp_path / "books", build(tmp_path / "books", LAST, quiet))
    for name in ACCOUNTS:
        walk(name)


def is_as_told(folder: Path, built: Built) -> None:
    """2025 comes by workbooks, of which three rows are refused; later years record by record; again adds nothing."""
    assert sum(rows[2] for rows in built.imported.values()) == 3
    assert sum(rows[0] for rows in built.imported.values()) == sum(a.year == 2025 for a in affairs_until(LAST))
    told = sum(len(a.happenings) for a in affairs_until(LAST))
    assert models.Event.objects.count() == told and verify().tampers == ()
    assert len(list(folder.glob("*（错误标注）.xlsx"))) == 1
    verdicts = {(f.duty.id, f.subject_name, f.verdict) for f in review(TOWNSHIP, LAST).exceptions}
    assert ("foi.reply", "清河镇集镇改造拆迁补偿明细", "late") in verdicts
    assert ("decision.legality-review-before-deliberation", "清河镇农贸市场改造项目", "violated") in verdicts
    again = build(folder, LAST, quiet)
    assert (sum(rows[0] for rows in again.imported.values()), again.recorded) == (0, 0)
    assert models.Event.objects.count() == told


def kind_of(path: str, whole: bool = True) -> str:
    """The route of a path without what varies; unless `whole`, all duties, ledgers and steps are one."""
    bare = re.sub(r"[0-9a-f]{32}|\d+", "…", path.split("?")[0])
    return bare if whole else re.sub(r"^(/(?:duties|ledgers|record|quick)/)[\w.-]+", r"\1…", bare)


def walk(name: str) -> None:
    """From 今日 along the links of each desk, a few pages and one file of every kind; each within the budget, none broken.

    The clerk's desk opens every duty and ledger there is, the others a few.
    """
    browser = Client()
    browser.force_login(User.objects.get(username=name))
    browser.get("/")  # the review is made once and kept
    todo, seen, kinds = ["/"], {"/"}, dict.fromkeys(["/"], 1)
    many, allowed = (3, (200,)) if name == "clerk" else (2, (200, 403))
    over: dict[str, int] = {}
    while todo:
        path = todo.pop(0)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(path)
        if answer.status_code == 302:  # to what is in work today
            todo += [answer.url] if answer.url not in seen else []
            seen.add(answer.url)
            continue
        assert answer.status_code in allowed, f"{name} {path} {answer.status_code}"
        if len(asked) > BUDGET:
            over[path] = len(asked)
        if answer.streaming or "text/html" not in answer.headers["Content-Type"]:
            continue
        for link in LINKS.findall(answer.content.decode()):
            link = link.replace("&amp;", "&")
            kind = kind_of(link, whole=name == "clerk")
            if (
                link not in seen
                and not link.startswith(("/static/", "/login/"))
                and kinds.get(kind, 0) < (1 if FILE.search(kind) else many)
            ):
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                todo.append(link)
    assert (name, over) == (name, {}) and len(kinds) > 15
