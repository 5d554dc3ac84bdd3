"""One story for all tests with a database: an invented township, its clerk, a liaison of one village, and a stranger."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

from django.contrib.auth.models import User
from django.db import connection

from fazhi.kernel.units import Holding, Unit
from fazhi.store import append, people
from fazhi.store.rows import NewEvent, NewMatter

UNITS = (
    Unit("yunling", "云岭县（示例）", "county"),
    Unit("qinghe", "清河镇（示例）", "township", "yunling"),
    Unit("qinghe-v1", "柳湾村", "village", "qinghe"),
    Unit("qinghe-v2", "石桥村", "village", "qinghe"),
    Unit("qinghe-s1", "卫生院", "station", "qinghe"),
    Unit("baishi", "白石镇（示例）", "township", "yunling"),
    Unit("baishi-v1", "东坡村", "village", "baishi"),
)
PEOPLE = (
    Holding("chen", "陈静", "qinghe", "法治专干", frozenset({"clerk"})),
    Holding("zhao", "赵立", "qinghe", "镇长", frozenset({"head", "leader", "heads"})),
    Holding("qian", "钱进", "qinghe", "党委书记", frozenset({"head", "leader", "heads"})),
    Holding("sun", "孙敏", "qinghe", "党政办主任", frozenset({"office"})),
    Holding("li", "李秋", "qinghe-v1", "普法联络员", frozenset({"liaison"})),
    Holding("zhou", "周县", "yunling", "县司法局法治科", frozenset({"county"})),
    Holding("wu", "吴远", "baishi", "法治专干", frozenset({"clerk"})),
    Holding("deng", "邓分管", "baishi", "政法委员", frozenset({"deputy"})),
    Holding("fang", "方执法", "baishi", "执法队员", frozenset({"officer"})),
    Holding("shen", "沈审计", "baishi", "审计员", frozenset({"auditor"})),
    Holding("xi", "席系统", "baishi", "系统管理员", frozenset({"system_admin"})),
    Holding("an", "安安全", "baishi", "安全管理员", frozenset({"security_admin"})),
    Holding("ji", "纪审计", "baishi", "审计管理员", frozenset({"audit_admin"})),
)
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def settle() -> None:
    """Write the units and people; everyone gets an account named like the person, for `client.force_login`."""
    people.put_units(UNITS)
    people.put_holdings(PEOPLE)
    for holding in PEOPLE:
        user = User.objects.create_user(holding.person)
        people.give_account(holding.person, user.pk)


def an_event(matter: str = "m1", **changes: object) -> NewEvent:
    """A received request of Qinghe."""
    event = NewEvent(
        matter=matter,
        ledger="foi_request",
        unit="qinghe",
        step="foi.application_received",
        happened_on=date(2026, 3, 1),
        recorded_at=NOON,
        recorded_by="chen",
        facts={"subject": "征地补偿标准", "copies": 2, "people": ("chen", "sun")},
        pack_version="foi@2026.1",
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def a_matter(id: str = "m1", **changes: object) -> NewMatter:
    """The matter such an event opens."""
    return replace(NewMatter(id, "foi_request", "qinghe", "征地补偿标准", date(2026, 3, 1)), **changes)  # type: ignore[arg-type]


def some_events(n: int = 5) -> list[int]:
    """`n` matters with one event each, appended one transaction each."""
    return [append.append_events([an_event(f"m{i}")], [a_matter(f"m{i}")])[0] for i in range(1, n + 1)]


@contextmanager
def guards_off() -> Iterator[None]:
    """The database without its append-only triggers: what a tamperer, or a test that empties tables, would do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ("store_event", "store_evidence", "store_leaf", "store_checkpoint", "store_reportentry")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            cursor.execute(sql)


def tamper(sql: str) -> None:
    """Run SQL with the guards off, and put them back."""
    with guards_off(), connection.cursor() as cursor:
        cursor.execute(sql)


class Ticket:
    """Counts SQL statements and raises at the `n`-th; used with connection.execute_wrapper."""

    def __init__(self, n: int) -> None:
        self.n, self.seen = n, 0
        self.thread = threading.get_ident()

    def __call__(self, execute, sql, params, many, context):
        """Run the statement, or fail before it."""
        self.seen += 1
        if self.seen == self.n:
            raise RuntimeError("power cut")
        return execute(sql, params, many, context)
