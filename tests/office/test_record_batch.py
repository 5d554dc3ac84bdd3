"""Many at once: what is sound goes in, all of a matter or nothing of it; the same batch twice adds nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fazhi.kernel.faults import AccessFault, InputFault
from fazhi.office.record_batch import record_batch
from fazhi.office.requests import RecordRequest
from fazhi.store import models, read
from fazhi.store.verify import verify
from tests.office.small_shelf import DELIBERATED, DRAFTED, RECEIVED, REPLIED

pytestmark = pytest.mark.django_db


def received(key: str, **changes: object) -> RecordRequest:
    first = RecordRequest(
        RECEIVED,
        date(2025, 3, 3),
        unit="qinghe",
        facts={"subject": f"申请{key}"},
        late_reason="台账导入",
        key=key,
        idempotency_key=f"foi/{key}/1",
    )
    return replace(first, **changes)


def replied(key: str, **changes: object) -> RecordRequest:
    second = received(key, step=REPLIED, happened_on=date(2025, 3, 20), facts={}, idempotency_key=f"foi/{key}/2")
    return replace(second, **changes)


def count() -> tuple[int, int]:
    return models.Matter.objects.count(), models.Event.objects.count()


def test_rows_of_a_matter_find_each_other(town, who):
    """Opening and reply of one key are one matter, named and judged like any other."""
    batch = record_batch(who("chen"), [received("1"), replied("1"), received("2")])
    assert (list(batch.taken.values()), batch.refused) == ([1, 2, 3], {})
    assert count() == (2, 3)
    assert {e.source for e in read.events_by_id([1, 2])} == {"import"}
    assert verify().tampers == ()


def test_same_batch_twice_adds_nothing(town, who):
    """The second time everything is known; a row added since goes in."""
    rows = [received("1"), replied("1")]
    record_batch(who("chen"), rows)
    batch = record_batch(who("chen"), [*rows, received("2")])
    assert (batch.known, list(batch.taken)) == (frozenset({0, 1}), [2])
    assert count() == (2, 3)


def test_matter_goes_in_whole_or_not(town, who):
    """One bad date refuses its whole matter and nothing else."""
    rows = [received("1"), replied("1", happened_on=date(2027, 1, 1)), received("2")]
    batch = record_batch(who("chen"), rows)
    assert (list(batch.taken), sorted(batch.refused)) == ([2], [0, 1])
    assert "还没有到" in str(batch.refused[1])
    assert count() == (1, 1)


def test_later_step_joins_what_was_imported(town, who):
    """A reply that arrives in the next workbook goes on the matter of its key."""
    record_batch(who("chen"), [received("1")])
    record_batch(who("chen"), [replied("1")])
    assert count() == (1, 2)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([replied("1")], "没有开头"),
        ([received("1"), received("1", idempotency_key="foi/1/x")], "两次"),
        ([received("1"), replied("1"), replied("1", idempotency_key="foi/1/x")], "两次"),
    ],
)
def test_steps_that_cannot_follow_are_refused(town, who, rows, words):
    """No opening, or the same step twice: named, and nothing of the matter is written."""
    batch = record_batch(who("chen"), rows)
    assert words in str(batch.refused[0])
    assert count() == (0, 0)


def test_past_that_broke_a_gate_is_recorded(town, who):
    """A meeting without review goes in as it happened, and is violated there for all to see."""
    draft = received("d", step=DRAFTED, facts={"title": "改造"}, idempotency_key="d/1")
    meeting = received("d", step=DELIBERATED, facts={}, idempotency_key="d/2")
    assert len(record_batch(who("chen"), [draft, meeting]).taken) == 2


def test_rights_and_keys_come_first(town, who):
    """A liaison, another township, or a row without keys: nothing is written."""
    for person in ("li", "wu", "sun"):
        with pytest.raises(AccessFault):
            record_batch(who(person), [received("1")])
    with pytest.raises(InputFault):
        record_batch(who("chen"), [replace(received("1"), key="")])
    assert count() == (0, 0)


def test_demo_data_carries_its_own_moments(town, who):
    """Recorded when the demo says, and late only against that day."""
    at = datetime(2025, 3, 4, 2, tzinfo=UTC)
    batch = record_batch(who("chen"), [received("1", late_reason="")], "demo", [at])
    assert read.events_by_id(list(batch.taken.values()))[0].recorded_at == at
