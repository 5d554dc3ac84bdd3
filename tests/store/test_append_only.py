"""The database refuses to change or remove what was recorded."""

import pytest
from django.db import DatabaseError, connection, transaction

from fazhi.store import append, files, report_entries
from fazhi.store.verify import verify
from tests.story import NOON, guards_off, some_events

pytestmark = pytest.mark.django_db
TABLES = ("store_event", "store_leaf", "store_checkpoint", "store_evidence", "store_reportentry")


def run(sql: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.fixture
def some(town):
    some_events(2)
    append.append_evidence(1, [files.keep(b"%PDF-1.7 y", "b.pdf")], NOON, "chen")
    report_entries.add(report_entries.Entry("qinghe", "annual", "2026", "word", "todo:5", "无", "chen", "陈静", NOON))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sql", ["DELETE FROM {0}", "UPDATE {0} SET {1} = {1}"])
def test_change_is_refused(some, table, sql):
    """UPDATE and DELETE fail on each sealed table."""
    column = {"store_leaf": "hash", "store_checkpoint": "root"}.get(table, "id")
    with pytest.raises(DatabaseError, match="append-only"):
        run(sql.format(table, column))


def test_without_the_guard_it_goes_through_and_is_seen(some):
    """Control: with the triggers off the change goes through, and verify names the row."""
    with guards_off():
        assert run("UPDATE store_event SET happened_on = '2020-01-01' WHERE id = 2") == 1
    assert [(t.kind, t.subject) for t in verify().tampers] == [("changed", "记录2")]


def test_missing_guard_is_seen(some):
    """A trigger that is gone is itself a finding."""
    with guards_off():
        assert {t.subject for t in verify().tampers if t.kind == "trigger"} == set(TABLES)
