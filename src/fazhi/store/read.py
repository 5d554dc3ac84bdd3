"""The only reads of units, people, matters, events and evidence. Everything comes out as frozen rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, FloatField, Max, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from fazhi.kernel.ledger import Fact
from fazhi.kernel.log import Event as KernelEvent
from fazhi.kernel.log import Log
from fazhi.kernel.units import Holding, Roster, RosterRule, Unit
from fazhi.store import models
from fazhi.store.memo import once
from fazhi.store.rows import EventRow, EvidenceRow, MatterRow, PersonRow

PAGE = 50
Days = tuple[date | None, date | None]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def units() -> dict[str, Unit]:
    """Every unit by id. Price: one query a request."""
    return once("units", _units)


def _units() -> dict[str, Unit]:
    rows = models.Unit.objects.order_by("id").values_list("id", "name", "kind", "parent_id", "since", "until")
    return {r[0]: Unit(r[0], r[1], r[2], r[3] or "", r[4], r[5]) for r in rows}


def below(unit: str, known: Mapping[str, Unit]) -> frozenset[str]:
    """`unit` with everything under it."""
    found = {unit}
    grown = True
    while grown:
        more = {u.id for u in known.values() if u.parent in found} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def holdings(scope: Collection[str] | None = None) -> tuple[Holding, ...]:
    """Who holds which post, over the units of `scope` (None: everywhere). Price: one query a request and scope."""
    return once(("holdings", None if scope is None else frozenset(scope)), lambda: _holdings(scope))


def _holdings(scope: Collection[str] | None) -> tuple[Holding, ...]:
    rows = models.Post.objects.order_by("unit_id", "person_id", "since", "id")
    if scope is not None:
        rows = rows.filter(unit_id__in=scope)
    return tuple(_holding(r) for r in rows.values_list(*HOLDING))


HOLDING = ("person_id", "person__name", "unit_id", "title", "tags", "since", "until")


def _holding(row: tuple[str, str, str, str, list[str], date, date | None]) -> Holding:
    person, name, unit, title, tags, since, until = row
    return Holding(person, name, unit, title, frozenset(tags), since, until)


def holdings_of(person: str) -> tuple[Holding, ...]:
    """Every post `person` holds or held."""
    return tuple(_holding(r) for r in models.Post.objects.filter(person=person).order_by("since").values_list(*HOLDING))


def person_of_account(account: int) -> PersonRow | None:
    """The person behind a signed-in account, or None."""
    row = models.Person.objects.filter(account=account).values_list("id", "name", "account_id").first()
    return PersonRow(*row) if row else None


def people(scope: Collection[str] | None = None) -> dict[str, str]:
    """Person id -> name, of those who hold or held a post in `scope` (None: everybody)."""
    rows = models.Person.objects.order_by("id")
    if scope is not None:
        rows = rows.filter(posts__unit_id__in=scope).distinct()
    return dict(rows.values_list("id", "name"))


def names_of(ids: Collection[str]) -> dict[str, str]:
    """Person id -> name, for those of `ids` that are known."""
    return dict(models.Person.objects.filter(id__in=ids).values_list("id", "name"))


def roster(rules: Iterable[RosterRule], scope: Collection[str] | None = None) -> Roster:
    """Who is a subject of duties in `scope`. Price: two queries."""
    known = units()
    inside = known.values() if scope is None else (u for u in known.values() if u.id in scope)
    return Roster(inside, holdings(scope), rules)


def last_event_id() -> int:
    """Id of the newest event, 0 when there is none. Price: one index look-up."""
    return int(models.Event.objects.aggregate(last=Max("id"))["last"] or 0)


def state(scope: Collection[str]) -> tuple[str, int]:
    """(leaf hash of the newest event of `scope`, its id): equal only while nothing was recorded there. Price: two look-ups."""
    last = int(models.Event.objects.filter(unit_id__in=scope).aggregate(last=Max("id"))["last"] or 0)
    return leaf_of(last), last


def leaf_of(event: int) -> str:
    """The leaf hash of an event; empty when it was never sealed."""
    return models.Leaf.objects.filter(kind="event", subject=event).values_list("hash", flat=True).first() or ""


KERNEL = (
    "id",
    "unit_id",
    "matter_id",
    "step",
    "happened_on",
    "happened_minute",
    "recorded_at",
    "facts",
    "corrects_id",
    "void",
)


def events(
    scope: Collection[str] | None = None, after: int = 0, steps: Collection[str] | None = None, matter: str = ""
) -> list[KernelEvent]:
    """Events as the kernel takes them, corrected ones and their corrections included, by id.

    scope: units (None: all); after: only ids above it; steps: only these steps; matter: only on this one.
    Price: one query, about 10 µs an event.
    """
    rows = models.Event.objects.filter(id__gt=after).order_by("id")
    if scope is not None:
        rows = rows.filter(unit_id__in=scope)
    if steps is not None:
        rows = rows.filter(step__in=steps)
    if matter:
        rows = rows.filter(matter=matter)
    return [
        KernelEvent(
            r[0], r[1], r[2], r[3], r[4], r[5], r[6].astimezone(SHANGHAI).date(), kernel_facts(r[7]), r[8], r[9]
        )
        for r in rows.values_list(*KERNEL).iterator(chunk_size=5000)
    ]


def kernel_facts(facts: Mapping[str, object]) -> dict[str, Fact]:
    """Facts as stored (JSON) -> as the kernel takes them: lists become tuples."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}  # type: ignore[misc]


def matter_names(scope: Collection[str] | None = None) -> dict[str, str]:
    """Matter id -> what people call it."""
    rows = models.Matter.objects.all() if scope is None else models.Matter.objects.filter(unit_id__in=scope)
    return dict(rows.values_list("id", "name"))


def log(scope: Collection[str] | None = None, until: date | None = None) -> Log:
    """The standing events of `scope`, happened up to `until`, ready to be judged. Price: two queries and one sort."""
    found = events(scope)
    if until is not None:
        found = [e for e in found if e.happened_on <= until]
    return Log.from_events(found, matter_names(scope))


MATTER = ("id", "ledger", "unit_id", "unit__name", "name", "opened_on", "key", "n", "last")


def matters(
    scope: Collection[str],
    ledger: str = "",
    words: str = "",
    opened: Days = (None, None),
    ids: Collection[str] | None = None,
    page: int = 1,
    size: int = PAGE,
) -> tuple[list[MatterRow], int]:
    """One page of matters, the newest first, and how many there are in all. Price: two queries.

    words: part of the name; opened: first and last day (inclusive, None: open); ids: only these.
    """
    rows = _selected(scope, ledger, words, opened)
    if ids is not None:
        rows = rows.filter(id__in=ids)
    begin = (max(page, 1) - 1) * size
    shown = rows.annotate(n=Count("events"), last=Max("events__happened_on")).order_by("-opened_on", "-id")
    return [MatterRow(*r) for r in shown.values_list(*MATTER)[begin : begin + size]], rows.count()


def _selected(scope: Collection[str], ledger: str, words: str, opened: Days) -> QuerySet[models.Matter]:
    rows = models.Matter.objects.filter(unit_id__in=scope)
    if ledger:
        rows = rows.filter(ledger=ledger)
    if words:
        rows = rows.filter(name__icontains=words)
    if opened[0]:
        rows = rows.filter(opened_on__gte=opened[0])
    if opened[1]:
        rows = rows.filter(opened_on__lte=opened[1])
    return rows


def matter(id: str) -> MatterRow | None:
    """The matter, or None."""
    rows = models.Matter.objects.filter(id=id).annotate(n=Count("events"), last=Max("events__happened_on"))
    row = rows.values_list(*MATTER).first()
    return MatterRow(*row) if row else None


def matter_without(unit: str, ledger: str, step: str) -> str:
    """The newest matter of a unit's ledger on which `step` does not stand; empty when there is none."""
    done = models.Event.objects.filter(unit=unit, step=step, void=False, correction=None).values("matter")
    rows = models.Matter.objects.filter(unit=unit, ledger=ledger).exclude(id__in=done).order_by("-opened_on", "-id")
    return rows.values_list("id", flat=True).first() or ""


def totals(
    scope: Collection[str], ledger: str, words: str, opened: Days, fields: Collection[tuple[str, str]]
) -> list[float]:
    """The sum of each (step, number field) over the standing events of the matters that a list shows. Price: one query each."""
    ids = _selected(scope, ledger, words, opened).values("id")
    found = []
    for step, field in fields:
        rows = models.Event.objects.filter(matter__in=ids, step=step, void=False, correction=None)
        value = Cast(KeyTextTransform(field, "facts"), FloatField())
        found.append(float(rows.aggregate(total=Sum(value))["total"] or 0))
    return found


def known_keys(unit: str, ledger: str) -> dict[str, str]:
    """Key -> matter id, for every matter of this ledger that was imported under a key."""
    rows = models.Matter.objects.filter(unit=unit, ledger=ledger).exclude(key="")
    return dict(rows.values_list("key", "id"))


def known_event_keys(keys: Collection[str]) -> dict[str, int]:
    """Idempotency key -> event id, for those of `keys` that were recorded before."""
    found: dict[str, int] = {}
    wanted = list(keys)
    for i in range(0, len(wanted), 500):
        rows = models.Event.objects.filter(idempotency_key__in=wanted[i : i + 500])
        found.update(rows.values_list("idempotency_key", "id"))  # type: ignore[arg-type]
    return found


def standing_steps(matters: Collection[str]) -> dict[str, set[str]]:
    """Matter id -> steps that stand on it (not voided, not corrected), for those of `matters` that exist."""
    found: dict[str, set[str]] = {}
    wanted = sorted(matters)
    for i in range(0, len(wanted), 500):
        rows = models.Event.objects.filter(matter__in=wanted[i : i + 500], void=False, correction=None)
        for matter, step in rows.values_list("matter_id", "step"):
            found.setdefault(matter, set()).add(step)
    return found


EVENT = (
    "id",
    "matter_id",
    "matter__name",
    "matter__ledger",
    "unit_id",
    "step",
    "happened_on",
    "happened_minute",
    "recorded_at",
    "recorded_by_id",
    "recorded_by__name",
    "facts",
    "corrects_id",
    "void",
    "late_reason",
    "despite",
    "pack_version",
    "source",
    "idempotency_key",
    "n",
    "correction__id",
)


def _event_rows(where: Q) -> list[EventRow]:
    rows = (
        models.Event.objects.filter(where)
        .annotate(n=Count("evidence"))
        .order_by("happened_on", "id")
        .values_list(*EVENT)
    )
    return [_event_row(r) for r in rows]


def _event_row(row: Sequence[Any]) -> EventRow:
    values = dict(zip(EVENT, row, strict=True))
    values |= {"facts": kernel_facts(values["facts"]), "correction__id": values["correction__id"] or 0}
    return EventRow(*values.values())


def events_of(matter: str) -> list[EventRow]:
    """Everything recorded on a matter, by day; corrected events too (`corrected_by` says so)."""
    return _event_rows(Q(matter=matter))


def events_of_matters(matters: Collection[str]) -> dict[str, list[EventRow]]:
    """Matter id -> everything recorded on it, by day. Price: a query for every 500 matters."""
    found: dict[str, list[EventRow]] = {}
    wanted = sorted(matters)
    for i in range(0, len(wanted), 500):
        for row in _event_rows(Q(matter__in=wanted[i : i + 500])):
            found.setdefault(row.matter, []).append(row)
    return found


def events_by_id(ids: Collection[int]) -> list[EventRow]:
    """These events, by day; ids that do not exist are left out."""
    found: list[EventRow] = []
    wanted = sorted(ids)
    for i in range(0, len(wanted), 500):
        found += _event_rows(Q(id__in=wanted[i : i + 500]))
    return sorted(found, key=lambda e: (e.happened_on, e.id))


def standing(scope: Collection[str], steps: Collection[str]) -> list[EventRow]:
    """Events of these steps that stand (not voided, not corrected), by day."""
    return _event_rows(Q(unit_id__in=scope, step__in=steps, void=False, correction=None))


def numbers_of(scope: Collection[str], steps: Collection[str]) -> dict[str, int]:
    """Step -> how many events of it stand; steps without any are left out. Price: one query."""
    standing = models.Event.objects.filter(unit_id__in=scope, step__in=steps, void=False, correction=None)
    return dict(standing.order_by().values_list("step").annotate(Count("id")))


def ever(scope: Collection[str], steps: Collection[str]) -> list[EventRow]:
    """The same with those that do not stand any more."""
    return _event_rows(Q(unit_id__in=scope, step__in=steps))


def between(scope: Collection[str], first: date, last: date) -> list[EventRow]:
    """Events that stand and happened from `first` to `last` (inclusive), by day."""
    return _event_rows(Q(unit_id__in=scope, happened_on__range=(first, last), void=False, correction=None))


def recorded_between(scope: Collection[str], first: datetime, last: datetime) -> list[EventRow]:
    """Events that were recorded from `first` until before `last`, corrected ones too."""
    return _event_rows(Q(unit_id__in=scope, recorded_at__gte=first, recorded_at__lt=last))


def recent(scope: Collection[str], n: int) -> list[EventRow]:
    """The `n` events of `scope` recorded last, the newest first."""
    ids = models.Event.objects.filter(unit_id__in=scope).order_by("-id").values_list("id", flat=True)[:n]
    return sorted(events_by_id(list(ids)), key=lambda e: -e.id)


def recorded_by(person: str, n: int) -> list[EventRow]:
    """The `n` events a person recorded last, the newest first."""
    ids = models.Event.objects.filter(recorded_by=person).order_by("-id").values_list("id", flat=True)[:n]
    return sorted(events_by_id(list(ids)), key=lambda e: -e.id)


EVIDENCE = (
    "id",
    "event_id",
    "event__unit_id",
    "digest",
    "name",
    "size",
    "media_type",
    "claimed_on",
    "file_on",
    "recorded_at",
    "recorded_by_id",
)


def evidence_of(events: Sequence[int]) -> list[EvidenceRow]:
    """Files behind these events, in the order they came."""
    rows = models.Evidence.objects.filter(event_id__in=events).order_by("id").values_list(*EVIDENCE)
    return [EvidenceRow(*r) for r in rows]


def evidence(id: int) -> EvidenceRow | None:
    """One file, or None."""
    row = models.Evidence.objects.filter(id=id).values_list(*EVIDENCE).first()
    return EvidenceRow(*row) if row else None


def imported_before(digest: str) -> tuple[int, int, int] | None:
    """(rows taken, known, refused) of the last import of the very same workbook, or None."""
    rows = models.ImportRun.objects.filter(digest=digest).order_by("-id")
    return rows.values_list("n_taken", "n_known", "n_refused").first()
