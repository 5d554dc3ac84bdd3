"""From an accepted request to the rows that are written: the event, and the matter it opens."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from fazhi.kernel.ledger import Fact, Field, Ledger
from fazhi.office.evidence import settled
from fazhi.office.requests import Accepted
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.rows import NewEvent, NewMatter, Stored

NAMESPACE = uuid.UUID("6f1d8f1e-53c1-4e0b-9d53-3a8a4f1c7b52")
NAME_LIMIT = 120


def keyed_matter(unit: str, ledger: str, key: str) -> str:
    """The id of the matter that an import calls `key`: the same words always give the same id."""
    return uuid.uuid5(NAMESPACE, f"{unit}/{ledger}/{key}").hex


def prepare(
    accepted: Accepted, recorded_by: str, recorded_at: datetime, kept: Sequence[Stored] = (), source: str = "desk"
) -> tuple[NewEvent, list[NewMatter]]:
    """The event of an accepted request, and the matter it opens if it opens one. Files are on disk already."""
    request, step, ledger = accepted.request, accepted.step, accepted.ledger
    facts = settled(accepted.facts, request.files, kept)
    matters = []
    matter = request.matter
    if not matter:
        matter = keyed_matter(accepted.unit, ledger.id, request.key) if request.key else uuid.uuid4().hex
        name = matter_name(ledger, facts, request.happened_on)
        matters.append(NewMatter(matter, ledger.id, accepted.unit, name, request.happened_on, request.key))
    event = NewEvent(
        matter=matter,
        ledger=ledger.id,
        unit=accepted.unit,
        step=step.id,
        happened_on=request.happened_on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        minute=request.minute,
        facts=facts,
        late_reason=request.late_reason.strip(),
        despite=request.despite.strip(),
        pack_version=pack_version(ledger),
        idempotency_key=request.idempotency_key,
        source=source,
        files=tuple(kept),
    )
    return event, matters


def pack_version(ledger: Ledger) -> str:
    """Which edition of which pack a ledger comes from, such as foi@2026.1."""
    pack = next(p for p in shelf().packs if any(one.id == ledger.id for one in p.ledgers))
    return f"{pack.id}@{pack.version}"


def matter_name(ledger: Ledger, facts: Mapping[str, Fact], opened_on: date) -> str:
    """What people will call the matter: the fact its ledger names it by, else the ledger and the day."""
    value = facts.get(ledger.name_field)
    field = next((f for s in ledger.steps for f in s.fields if f.id == ledger.name_field), None)
    if field is None or value is None:
        return f"{ledger.title} {opened_on.isoformat()}"
    return fact_words(field, value, names_of([facts]))[:NAME_LIMIT]


def fact_words(field: Field, value: Fact, names: Mapping[str, str]) -> str:
    """A fact as people read it: labels for choices, names for persons and units, 是/否, a number with its measure.

    names: person and unit ids -> names, see `names_of`.
    """
    if field.type == "choice":
        return dict(field.of).get(str(value), str(value))
    if field.type == "yes_no":
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(names.get(v, v) for v in value)
    if field.type == "unit":
        return names.get(str(value), str(value))
    return f"{value:g}{field.measure}" if isinstance(value, float) else f"{value}{field.measure}"


def names_of(facts: Iterable[Mapping[str, Fact]]) -> dict[str, str]:
    """Names of every person and unit that these facts may name. Price: two queries at most."""
    ids = {v for one in facts for value in one.values() if isinstance(value, tuple) for v in value}
    found = {u.id: u.name for u in read.units().values()}
    return found | (read.names_of(ids) if ids else {})
