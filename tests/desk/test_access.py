"""Who sees what: every view names its act, strangers get nothing, wrong passwords wait."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from fazhi.desk.urls import urlpatterns
from fazhi.office.access import ACTS
from fazhi.store import models

OPEN = {"sign-in", "sign-out", "second", "look", "feed", "sign", "worker"}


def unguarded(patterns) -> list[str]:
    """Names of routes whose view names no act."""
    guarded = [p for p in patterns if getattr(p.callback, "act", None) in ACTS or getattr(p.callback, "own", False)]
    return [p.name for p in patterns if p.name not in OPEN and p not in guarded]


def test_every_view_names_its_act():
    """No page is reachable without a decision of office/access."""
    assert unguarded(urlpatterns) == []


def test_the_check_notices_a_bare_view():
    """Control: a route whose view was never marked."""
    pattern = type("Route", (), {"name": "bare", "callback": staticmethod(lambda request: None)})
    assert unguarded([*urlpatterns, pattern]) == ["bare"]


@pytest.mark.parametrize(
    "path", ["/", "/ledgers/", "/why/?key=x", "/reports/annual/2025/", "/record/study.session_held/"]
)
def test_strangers_are_sent_to_sign_in(town, path):
    """Nothing is shown before."""
    answer = Client().get(path)
    assert answer.status_code == 302 and answer.url.startswith("/login/")


def test_an_account_without_a_post_sees_no_desk(town):
    """It is told whom to ask."""
    browser = Client()
    browser.force_login(User.objects.create_user("nobody"))
    answer = browser.get("/")
    assert answer.status_code == 403 and "还没有岗位" in answer.content.decode()


def record(browser: Client, step: str, **fields: object):
    """Send the form of a step."""
    return browser.post(f"/record/{step}/", {"happened_on": "2026-03-02", "key": "k1", **fields})


def test_what_is_another_townships_does_not_exist_here(at):
    """404, not 403: nobody learns what lies elsewhere."""
    record(at("chen"), "study.session_held", unit="qinghe", **{"f-topic": "宪法", "f-attendees": ["zhao"]})
    matter, event = models.Matter.objects.get(), models.Event.objects.get()
    assert at("chen").get(f"/matters/{matter.pk}/").status_code == 200
    paths = (
        f"/matters/{matter.pk}/",
        f"/saved/{event.pk}/",
        f"/events/{event.pk}/correct/",
        "/matters/none/",
        "/ledgers/none/",
    )
    for path in paths:
        assert at("wu").get(path).status_code == 404, path
    sent = record(at("wu"), "study.signin_sheet_filed", matter=matter.pk)
    assert sent.status_code == 404 and models.Event.objects.count() == 1


def test_a_reader_may_not_record(at):
    """The county office reads; the page says whom to ask."""
    answer = at("zhou").get("/record/study.session_held/")
    assert answer.status_code == 403 and "请联系本单位法治专干" in answer.content.decode()
    assert at("zhou").get("/").status_code == 200


def test_nobody_is_offered_a_button_that_refuses(at):
    """The county reads what is due, and is not asked to record it; the clerk is."""
    assert "/record/" in at("chen").get("/").content.decode()
    assert "/record/" not in at("zhou").get("/").content.decode()


def test_the_menu_holds_the_ledgers_of_ones_own_units(at):
    """A village liaison keeps village ledgers only."""
    page = at("li").get("/").content.decode()
    assert "/ledgers/village_session/" in page and "/ledgers/decision/" not in page
    assert "/ledgers/decision/" in at("chen").get("/").content.decode()


def test_a_liaison_sees_the_own_village_only(at):
    """Units to choose from are those that may be written to."""
    page = at("li").get("/record/publicity.village_session_held/").content.decode()
    assert "柳湾村" in page and "石桥村" not in page
    assert at("li").get("/reports/annual/2025/").status_code == 403


def test_five_wrong_passwords_wait(town):
    """The sixth try is refused even when it is right; another name is not locked."""
    User.objects.create_user("x", password="right-password-1")
    browser = Client()
    for _ in range(4):
        assert "不对" in browser.post(reverse("sign-in"), {"username": "x", "password": "wrong"}).content.decode()
    for password in ("wrong", "right-password-1"):
        locked = browser.post(reverse("sign-in"), {"username": "x", "password": password})
        assert locked.status_code == 429 and "15分钟" in locked.content.decode()
    User.objects.create_user("y", password="right-password-1")
    assert browser.post(reverse("sign-in"), {"username": "y", "password": "right-password-1"}).status_code == 302


def test_forms_without_their_token_are_refused(town):
    """A page left open over a sign-out says so in Chinese."""
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(reverse("sign-in"), {"username": "x", "password": "y"})
    assert answer.status_code == 403 and "页面已过期" in answer.content.decode()


def test_errors_have_pages_in_chinese(at, settings):
    """404 inside and outside, and a broken view."""
    assert "没有找到" in at("chen").get("/nowhere/").content.decode()
    browser = at("chen")
    browser.raise_request_exception = False
    settings.EVIDENCE_DIR = None
    broken = browser.post("/record/study.session_held/", {})
    assert broken.status_code in (422, 500)


def test_nobody_is_shown_an_import_that_is_refused(at):
    """The office keeps the ledger and may not import; the clerk may do both."""
    assert "?ledger=study_session" in at("chen").get("/ledgers/study_session/").content.decode()
    assert at("sun").get("/import/").status_code == 403
    assert "?ledger=" not in at("sun").get("/ledgers/study_session/").content.decode()


@pytest.mark.parametrize(
    ("path", "title"), [("/clear/", "公开前安检"), ("/books/", "迎检成册"), ("/proofread/", "报告体检")]
)
def test_a_refusal_names_the_page_that_was_asked_for(at, path, title):
    """Not the draft of a report, which nobody asked for."""
    page = at("li").get(path)
    assert (
        page.status_code == 403
        and f"不能使用“{title}”" in page.content.decode()
        and "草稿" not in page.content.decode()
    )
