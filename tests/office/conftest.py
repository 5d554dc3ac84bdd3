"""A settled town, a small shelf of packs, and 2 March 2026."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fazhi.office import rules
from fazhi.office.access import Actor, acting
from fazhi.office.review import reviews
from tests import story
from tests.office.small_shelf import small_shelf

TODAY = date(2026, 3, 2)


def use_other_packs() -> None:
    """Forget the packs that were read, and what was judged by them."""
    rules.shelf.cache_clear()
    reviews.rows.clear()


@pytest.fixture
def rulebook(monkeypatch, settings, tmp_path: Path):
    """The small shelf in place of the shipped packs, a fixed day, evidence in a folder of its own."""
    monkeypatch.setattr(rules, "load_shelf", small_shelf)
    use_other_packs()
    settings.DEMO_AS_OF = TODAY
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    yield
    use_other_packs()


@pytest.fixture
def town(db: None, rulebook) -> None:
    """Units and people, nothing recorded."""
    story.settle()


@pytest.fixture
def committed_town(transactional_db: None, rulebook) -> None:
    """The same, for tests in which transactions really end."""
    story.settle()


@pytest.fixture
def who(request: pytest.FixtureRequest) -> Callable[[str], Actor]:
    """`who("chen")`: that person at work today."""
    names = {h.person: h.name for h in story.PEOPLE}
    return lambda person: acting(person, names[person], TODAY)
