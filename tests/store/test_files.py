"""Evidence is on disk, flushed, before a row names it; nothing harmful or half is kept."""

import os
from pathlib import Path

import pytest

from fazhi.kernel.faults import EvidenceFault
from fazhi.store import append, files
from tests.story import NOON, some_events


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


def left(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


def test_name_is_the_digest(evidence):
    """The same bytes under two names are one file."""
    one, two = files.keep(b"%PDF-1", "a.pdf"), files.keep(b"%PDF-1", "c:\\x\\b.PDF")
    assert one.digest == two.digest and two.name == "b.PDF"
    assert left(evidence) == [files.path_of(one.digest)]
    assert files.is_intact(one.digest)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "空文件"),
        (b"<html>", "a.html", "不收"),
        (b"<script>", "a.pdf", "内容不是"),
        (b"a\0b", "a.txt", "内容不是"),
        (b"%PDF", "pdf", "不收|内容不是"),
    ],
)
def test_harmful_file_is_refused(evidence, content, name, words):
    """An empty, disguised or unknown file is refused with words, and nothing stays behind."""
    with pytest.raises(EvidenceFault, match=words):
        files.keep(content, name)
    assert left(evidence) == []


def test_large_file_is_refused(evidence, monkeypatch):
    """The limit counts bytes as they come, not what the sender says."""
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    with pytest.raises(EvidenceFault, match="太大"):
        files.keep(b"%PDF-1.7 and more", "a.pdf")
    assert left(evidence) == []


def test_long_name_keeps_its_ending():
    """A name is cut to 255 characters and cleaned of control characters."""
    name = files.keep(b"%PDF-1", "名\x07" * 300 + ".pdf").name
    assert len(name) == 255 and name.endswith(".pdf") and "\x07" not in name


@pytest.mark.django_db
def test_file_is_flushed_before_its_row(town, evidence, monkeypatch):
    """Bytes, then the folder that names them, then the row: in that order."""
    some_events(1)
    seen: list[str] = []
    real, bulk = os.fsync, append.models.Evidence.objects.bulk_create

    def fsync(handle: int) -> None:
        seen.append(str(Path(f"/proc/self/fd/{handle}").resolve().name))
        real(handle)

    def rows(*args, **kwargs):
        seen.append("row")
        return bulk(*args, **kwargs)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(append.models.Evidence.objects, "bulk_create", rows)
    stored = files.keep(b"%PDF-1", "a.pdf")
    append.append_evidence(1, [stored], NOON, "chen")
    assert seen[0].startswith("tmp")
    assert seen[1:] == [stored.digest[:2], "evidence", evidence.parent.name, "row"]
