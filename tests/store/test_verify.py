"""Every kind of tampering is found; an untouched ledger raises no alarm."""

from dataclasses import replace

import pytest
from django.db import connection

from fazhi.kernel.seal import Checkpoint, hash_leaf, root_of
from fazhi.store import append, files, models
from fazhi.store.frontier import Frontier
from fazhi.store.sealing import last_checkpoint
from fazhi.store.verify import verify
from tests.story import NOON, some_events, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(town) -> None:
    some_events(6)
    append.append_evidence(2, [files.keep(b"%PDF-1.7 y", "b.pdf")], NOON, "chen")


def kinds() -> set[str]:
    return {t.kind for t in verify().tampers}


def test_untouched_ledger_is_sound(ledger):
    """No false alarm, and the figures say what was checked."""
    found = verify()
    assert (found.n_leaves, found.n_files, found.tampers) == (7, 1, ())


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ('UPDATE store_event SET facts = \'{"subject": "x"}\' WHERE id = 1', "changed"),
        ("UPDATE store_event SET happened_on = '2026-02-01' WHERE id = 3", "changed"),
        ("UPDATE store_event SET recorded_at = '2026-01-01 00:00:00+00' WHERE id = 3", "changed"),
        ("UPDATE store_event SET recorded_by_id = 'sun' WHERE id = 3", "changed"),
        ("UPDATE store_event SET unit_id = 'baishi' WHERE id = 3", "changed"),
        ("UPDATE store_matter SET ledger = 'other' WHERE id = 'm3'", "changed"),
        ("UPDATE store_event SET matter_id = 'm1' WHERE id = 3", "changed"),
        ("UPDATE store_event SET late_reason = '补' WHERE id = 3", "changed"),
        ("UPDATE store_leaf SET salts = '{}' WHERE subject = 3 AND kind = 'event'", "changed"),
        ("UPDATE store_leaf SET hash = 'zz' WHERE subject = 3 AND kind = 'event'", "root"),
        ("DELETE FROM store_event WHERE id = 6", "missing"),
        ("UPDATE store_event SET id = 60 WHERE id = 6", "missing"),
        ("DELETE FROM store_leaf WHERE subject = 3 AND kind = 'event'", "order"),
        ("DELETE FROM store_leaf WHERE kind = 'evidence'", "truncated"),
        ("UPDATE store_checkpoint SET root = 'aa' WHERE size = 4", "root"),
        ("UPDATE store_checkpoint SET frontier = '[]' WHERE size = 4", "root"),
        ("DELETE FROM store_checkpoint WHERE size = 7", "added"),
        ("UPDATE store_evidence SET name = 'c.pdf'", "changed"),
    ],
)
def test_tampering_is_found(ledger, sql, kind):
    """Edit, delete, back-date, move, renumber, truncate, forge: each is named."""
    tamper(sql)
    assert kind in kinds()


def test_inserted_event_is_found(ledger):
    """A row written past the system has no leaf."""
    fields = [f.column for f in models.Event._meta.fields]
    chosen = ", ".join({"id": "99", "idempotency_key": "NULL", "corrects_id": "NULL"}.get(f, f) for f in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO store_event ({', '.join(fields)}) SELECT {chosen} FROM store_event WHERE id = 1")
    assert kinds() == {"added"}


def test_swapped_order_is_found(ledger):
    """Two leaves that changed places break the root."""
    tamper("UPDATE store_leaf SET index = 90 WHERE index = 1".replace("index", '"index"'))
    tamper("UPDATE store_leaf SET index = 1 WHERE index = 2".replace("index", '"index"'))
    tamper("UPDATE store_leaf SET index = 2 WHERE index = 90".replace("index", '"index"'))
    assert "root" in kinds()


@pytest.mark.parametrize("content", [b"%PDF-1.7 z", None])
def test_changed_or_lost_file_is_found(ledger, content):
    """A file whose bytes changed, or that is gone, is named by its digest."""
    path = files.path_of(models.Evidence.objects.get().digest)
    path.write_bytes(content) if content else path.unlink()
    assert kinds() == {"file"}


def test_rebuilt_log_is_found_by_a_witness(ledger):
    """Somebody who rebuilds everything is seen only beside a checkpoint kept elsewhere."""
    kept = last_checkpoint()
    assert verify(kept).tampers == ()
    assert {t.kind for t in verify(replace(kept, root=bytes(32))).tampers} == {"witness"}
    assert {t.kind for t in verify(replace(kept, size=8)).tampers} == {"truncated"}


def test_frontier_grows_like_the_tree():
    """The right edge alone gives the same root as the whole tree, for every size."""
    leaves = [hash_leaf(bytes([i]), "sm3") for i in range(70)]
    frontier = Frontier("sm3")
    for n, leaf in enumerate(leaves):
        assert frontier.root() == root_of(leaves[:n], "sm3")
        frontier = frontier.grown(leaf)


def test_checkpoint_survives_its_own_text(ledger):
    """What a witness prints can be read back and checked against."""
    assert verify(Checkpoint.from_text(last_checkpoint().text())).tampers == ()
