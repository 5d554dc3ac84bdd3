"""Every page for every role: the status that access gives, few queries, nothing from elsewhere, no inline script or style."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.desk.urls import urlpatterns
from fazhi.office.access import GRANTS, ROLES
from tests.story import PEOPLE

BUDGET = 25
PERSON = {role: next(p.person for p in PEOPLE if role in p.tags) for role in ROLES}
# Address -> act its view is for; pages with an id of their own are opened in tests/specials/test_demo_desks.py.
PAGES = {
    "/": "read",
    "/ledgers/": "read",
    "/ledgers/foi_request/": "read",
    "/duties/": "read",
    "/duties/foi.reply/": "read",
    "/books/": "report",
    "/rosters/": "read",
    "/rosters/xlsx": "read",
    "/calendar/": "read",
    "/timeline/": "read",
    "/rules/": "read",
    "/notices/": "read",
    "/appraisal/": "report",
    "/reports/annual/2025/": "report",
    "/proofread/": "report",
    "/fill/": "report",
    "/clear/": "report",
    "/reports/": "report",
    "/reports/foi/2025/": "report",
    "/reports/brief/2025-06/": "report",
    "/system/": "system",
    "/accounts/": "accounts",
    "/import/": "import",
    "/quick/": "record",
    "/quick/token": "record",
    "/sheets/": "record",
    "/record/publicity.village_session_held/": "record",
    "/account/": "",
}
ELSEWHERE = re.compile(r'(?:src|href|action)="(?:https?:)?//(?!testserver)')
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=")


def expected(role: str, path: str) -> set[int]:
    """200 where the role may; the start page leads administrators on; else 403 with the reason."""
    act = PAGES[path]
    if not act or act in GRANTS[role]:
        return {200}
    return {302} if path == "/" and GRANTS[role] & {"system", "accounts"} else {403}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", PAGES)
def test_page(at, role, path):
    """One page, one role."""
    browser = at(PERSON[role])
    browser.get("/ledgers/")  # the review is made once and kept
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    assert answer.status_code in expected(role, path), answer.status_code
    assert len(asked) <= BUDGET
    if "text/html" in answer.headers["Content-Type"]:
        page = answer.content.decode()
        assert not ELSEWHERE.search(page) and not INLINE.search(page)
        assert answer.status_code == 302 or re.search(r'class="top-unit">[^<]+<', page)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_no_page_is_left_out():
    """A route without parameters is in the list above, or is a form's or a device's own address."""
    plain = {f"/{p.pattern}" for p in urlpatterns if "<" not in str(p.pattern)}
    others = {"/login/", "/login/second/", "/logout/", "/look/", "/worker.js", "/why/"}
    assert plain - others <= set(PAGES)


def test_control_an_inline_handler_is_seen():
    """The patterns find what they are for."""
    assert INLINE.search('<a onclick="x()">') and INLINE.search("<script>x()</script>")
    assert ELSEWHERE.search('<img src="https://cdn.example/x.png">')


@pytest.mark.django_db
def test_the_worker_needs_no_desk(client: Client):
    """A browser fetches it before anybody signs in; it holds no data."""
    assert client.get("/worker.js").headers["Content-Type"].startswith("text/javascript")
    assert User.objects.count() == 0
