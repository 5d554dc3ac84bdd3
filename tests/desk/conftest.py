"""The invented town under the shipped packs, on 2 March 2026, and people who are signed in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests import story


@pytest.fixture
def town(db: None, settings, tmp_path: Path) -> None:
    """Units and people, nothing recorded."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE = date(2026, 3, 2), date(2026, 1, 1)
    settings.EVIDENCE_DIR, settings.HOME = tmp_path / "evidence", tmp_path
    cache.clear()
    story.settle()


@pytest.fixture
def at(town: None) -> Callable[[str], Client]:
    """`at("chen")`: the browser of that person, signed in."""

    def signed_in(person: str) -> Client:
        browser = Client()
        browser.force_login(User.objects.get(username=person))
        return browser

    return signed_in
