"""Events go in with their leaf, in one order, all or nothing."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from unittest.mock import Mock

import pytest
from django.db import DatabaseError, IntegrityError, connection

from fazhi.store import append, files, models, read
from fazhi.store.verify import verify
from tests.story import NOON, Ticket, a_matter, an_event, some_events

pytestmark = pytest.mark.django_db


def everything() -> tuple[int, ...]:
    tables = (models.Matter, models.Event, models.Evidence, models.Leaf, models.Checkpoint)
    return tuple(t.objects.count() for t in tables)


def test_ids_rise_without_gaps(town):
    """Event ids are 1, 2, 3 ... in the order of appending."""
    assert some_events(3) == [1, 2, 3]
    assert read.last_event_id() == 3


def test_leaf_comes_with_the_event(town):
    """Each event and each file has a leaf, and each transaction a checkpoint."""
    stored = files.keep(b"%PDF-1.7 x", "a.pdf")
    append.append_events([an_event(files=(stored,))], [a_matter()])
    assert everything() == (1, 1, 1, 2, 1)


def test_facts_come_back_as_they_went_in(town):
    """A list of persons is a tuple again, a number stays a number."""
    append.append_events([an_event()], [a_matter()])
    assert read.events()[0].facts == {"subject": "征地补偿标准", "copies": 2, "people": ("chen", "sun")}


def test_same_idempotency_key_is_refused(town):
    """The database itself holds a key to one event."""
    append.append_events([an_event(idempotency_key="k")], [a_matter()])
    with pytest.raises(IntegrityError):
        append.append_events([an_event(idempotency_key="k")])


def test_event_is_corrected_once(town):
    """Two corrections of one event are refused; the second must correct the first."""
    append.append_events([an_event()], [a_matter()])
    append.append_events([an_event(corrects=1)])
    with pytest.raises(IntegrityError):
        append.append_events([an_event(corrects=1)])


def one_of_each() -> None:
    stored = files.keep(b"%PDF-1.7 x", "a.pdf")
    append.append_events([an_event("m9", files=(stored,)), an_event("m9")], [a_matter("m9")])


def correction() -> None:
    append.append_events([an_event(corrects=1, facts={"subject": "改"})])


def attachment() -> None:
    append.append_evidence(1, [files.keep(b"%PDF-1.7 y", "b.pdf")], NOON, "chen")


def cut_everywhere(act: Callable[[], None]) -> int:
    """Run `act` with the first, second, third ... statement failing until it gets through; how often it was cut."""
    before, n = everything(), 0
    while True:
        n += 1
        try:
            with connection.execute_wrapper(Ticket(n)):
                act()
        except RuntimeError:
            assert everything() == before
            continue
        return n - 1


@pytest.mark.parametrize("act", [one_of_each, correction, attachment])
def test_power_cut_at_any_statement_leaves_nothing(committed_town, act):
    """Whatever statement fails, no row of the act is there afterwards; uncut, all of it is."""
    some_events(1)
    before = everything()
    assert cut_everywhere(act) > 3
    assert everything() != before
    assert verify().tampers == ()


def test_failed_commit_leaves_nothing(committed_town, monkeypatch):
    """When COMMIT itself fails, nothing of the act is there."""
    before = everything()
    with monkeypatch.context() as patch, pytest.raises(DatabaseError):
        patch.setattr(connection, "_commit", Mock(side_effect=DatabaseError("disk full")))
        append.append_events([an_event()], [a_matter()])
    assert everything() == before


def test_control_without_transaction_half_an_act_remains(committed_town, monkeypatch):
    """Control: with the transaction switched off, a cut leaves half an act."""
    monkeypatch.setattr(append, "writing", nullcontext)
    with pytest.raises(AssertionError):
        cut_everywhere(one_of_each)


def test_two_thousand_events_take_seconds(town):
    """A year's import is one transaction, sealed and sound."""
    began = time.monotonic()
    matters = [a_matter(f"x{i}") for i in range(2000)]
    ids = append.append_events([an_event(m.id) for m in matters], matters)
    assert time.monotonic() - began < 20
    assert ids == list(range(1, 2001))
    assert verify().tampers == ()
