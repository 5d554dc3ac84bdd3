"""What is drawn once is drawn anew as soon as something is recorded, for another person, another wish, another language."""

from fazhi.desk import drawn
from fazhi.store import models

FORM = {"happened_on": "2026-03-02", "unit": "qinghe", "key": "k1", "f-topic": "宪法学习", "f-attendees": ["zhao"]}


def test_a_record_shows_at_once_on_lists_and_today(at):
    """Kept pages do not hide what was just saved, nor its correction."""
    browser, other = at("chen"), at("sun")
    for path in ("/", "/ledgers/study_session/"):
        assert "宪法学习" not in browser.get(path).content.decode()
        assert "宪法学习" not in other.get(path).content.decode()
    browser.post("/record/study.session_held/", FORM)
    for path in ("/", "/ledgers/study_session/"):
        assert "宪法学习" in browser.get(path).content.decode() and "宪法学习" in other.get(path).content.decode()
    event = models.Event.objects.get()
    browser.post(f"/events/{event.pk}/correct/", {**FORM, "f-topic": "民法典学习", "reason": "写错"})
    assert "民法典学习" in other.get("/ledgers/study_session/").content.decode()


def test_nobody_sees_what_was_drawn_for_another(at):
    """The clerk's page has buttons to record, the head's has none; another township's list is its own."""
    at("chen").post("/record/study.session_held/", FORM)
    assert "/record/" in at("chen").get("/").content.decode()
    assert "/record/" not in at("zhao").get("/").content.decode()
    assert "宪法学习" not in at("wu").get("/ledgers/study_session/").content.decode()


def test_a_wish_and_a_language_are_pages_of_their_own(at):
    """The same page is drawn once; another filter is another page."""
    browser = at("chen")
    drawn.parts.clear()
    browser.get("/")
    first = len(drawn.parts)
    browser.get("/")
    assert len(drawn.parts) == first == 1
    browser.get("/?system=S05")
    browser.post("/look/", {"switch": "english", "back": "/"})
    browser.get("/")
    assert len(drawn.parts) == 3
    browser.get("/ledgers/study_session/?q=" + "x" * 600)
    assert len(drawn.parts) == 3


def test_many_wishes_do_not_fill_the_memory(at, monkeypatch):
    """Only so many are kept."""
    monkeypatch.setattr(drawn, "KEPT", 3)
    browser = at("chen")
    for n in range(8):
        browser.get(f"/?unit=u{n}")
    assert len(drawn.parts) <= 3
