"""A settled town on an empty database, with evidence in a folder of its own."""

from pathlib import Path

import pytest

from tests import story


@pytest.fixture
def town(db: None, settings, tmp_path: Path) -> None:
    """Units, people and an empty ledger."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    story.settle()


@pytest.fixture
def committed_town(transactional_db: None, settings, tmp_path: Path) -> None:
    """The same, for tests in which transactions really end."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    story.settle()
