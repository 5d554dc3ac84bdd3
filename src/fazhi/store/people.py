"""Writing the roster: units, persons and posts. Idempotent: the same row again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.kernel.units import Holding, Unit
from fazhi.store import models
from fazhi.store.turn import writing


def put_units(units: Iterable[Unit]) -> None:
    """Write units, parents before children; an existing id takes the new name and dates."""
    with writing():
        for unit in units:
            models.Unit.objects.update_or_create(
                id=unit.id,
                defaults={
                    "name": unit.name,
                    "kind": unit.kind,
                    "parent_id": unit.parent or None,
                    "since": unit.since,
                    "until": unit.until,
                },
            )


def put_holdings(holdings: Iterable[Holding]) -> None:
    """Write persons and the posts they hold; a post is the same when person, unit, title and first day are."""
    with writing():
        for h in holdings:
            models.Person.objects.update_or_create(id=h.person, defaults={"name": h.name})
            models.Post.objects.update_or_create(
                person_id=h.person,
                unit_id=h.unit,
                title=h.title,
                since=h.since,
                defaults={"tags": sorted(h.tags), "until": h.until},
            )


def give_account(person: str, account: int) -> None:
    """Let the auth user `account` sign in for `person`."""
    with writing():
        models.Person.objects.filter(id=person).update(account_id=account)


def must_change(account: int, value: bool) -> None:
    """Whether this account's password must be changed before anything else."""
    with writing():
        models.Account.objects.update_or_create(user_id=account, defaults={"must_change": value})


def must_change_of(account: int) -> bool:
    """Whether it must. Price: one query."""
    return models.Account.objects.filter(user_id=account, must_change=True).exists()
