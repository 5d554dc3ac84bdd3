"""Pages everybody can use: no serious finding of axe, keyboard reaches the text, policy without holes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    *(
        "/",
        "/ledgers/",
        "/ledgers/foi_request/",
        "/record/study.session_held/",
        "/reports/annual/2025/",
        "/duties/",
        "/rosters/",
    ),
    *(
        "/calendar/",
        "/appraisal/",
        "/books/",
        "/timeline/",
        "/rules/",
        "/system/",
        "/notices/",
        "/account/",
        "/import/",
        "/sheets/",
    ),
    *("/quick/", "/handover/p13/", "/duties/foi.reply/"),
    *(
        "/reports/annual/2025/blanks/",
        "/reports/",
        "/reports/foi/2025/",
        "/reports/brief/2026-02/",
        "/proofread/",
        "/clear/",
        "/fill/",
    ),
]


def grave(page) -> list[str]:
    """Serious and critical findings, with the first node of each."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("path", PAGES)
def test_no_grave_finding(visit, path):
    """axe over each main page."""
    page = visit("clerk", at=path)
    assert grave(page) == []


@pytest.mark.parametrize("account", ["head", "office", "liaison", "county"])
def test_no_grave_finding_at_other_desks(visit, account):
    """Every desk has pages of its own making."""
    page = visit(account, 390 if account == "liaison" else 1024)
    for path in ("/", "/duties/", "/notices/", "/calendar/", "/rosters/"):
        page.goto(path)
        assert grave(page) == [], path


@pytest.mark.parametrize("path", ["/", "/duties/", "/record/study.session_held/"])
def test_dark_and_large_too(visit, path):
    """The same in dark colours and large type."""
    page = visit("clerk")
    for name in ("深色", "大字号"):
        page.get_by_role("button", name=name).click()
    page.goto(path)
    assert grave(page) == []


def test_the_page_of_reasons_too(visit):
    """With its month strips."""
    page = visit("clerk")
    page.locator("a.why-link[href*='why']").first.click()
    assert grave(page) == []


def test_axe_sees_what_is_wrong(visit):
    """Control: a field without a label is found."""
    page = visit("clerk")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any(line.startswith("label") for line in grave(page))


def test_the_policy_stops_inline_script(visit, troubles):
    """Control: what an injected page would try does not run, and the console says so."""
    page = visit("clerk")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s); }"
    )
    assert page.evaluate("window.hit") is None
    assert any("Content Security Policy" in t for t in troubles)
    troubles.clear()
