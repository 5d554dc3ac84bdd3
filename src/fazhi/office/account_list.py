"""Accounts below a unit: who may sign in, a password handed out anew, an account locked or opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User

from fazhi.kernel.faults import AccessFault, Problem
from fazhi.office.access import ROLES, Actor, require
from fazhi.office.accounts import first_password
from fazhi.store import people, read


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account: who, where, with which roles today, whether it is open."""

    account: str
    name: str
    unit: str
    roles: str
    active: bool
    last: datetime | None


def accounts_below(actor: Actor, today: date) -> list[AccountRow]:
    """Every account of the people in post below the actor's unit. Price: three queries."""
    require(actor, "accounts", actor.home())
    held = [h for h in read.holdings(read.below(actor.home(), actor.units)) if h.until is None or h.until >= today]
    names = {p.person: p for p in held}
    users = {u.pk: u for u in User.objects.filter(person__in=list(names)).select_related("person")}
    rows = []
    for user in users.values():
        own = [h for h in held if h.person == user.person.id]
        tags = {t for h in own for t in h.tags}
        roles = "、".join(w for r, w in ROLES.items() if r in tags)
        unit = actor.units[own[0].unit].name if own[0].unit in actor.units else own[0].unit
        rows.append(AccountRow(user.username, own[0].name, unit, roles, user.is_active, user.last_login))
    return sorted(rows, key=lambda r: (r.unit, r.account))


def reset_password(actor: Actor, account: str, today: date) -> tuple[str, str]:
    """(name, new first password) of an account below; it must be changed at the next sign-in. Raises AccessFault."""
    user = _user(actor, account, today)
    word = first_password()
    user.set_password(word)
    user.save(update_fields=["password"])
    people.must_change(user.pk, True)
    return user.person.name, word


def switch(actor: Actor, account: str, today: date) -> None:
    """Lock an open account, open a locked one. Raises AccessFault; nobody locks the own account."""
    user = _user(actor, account, today)
    if user.person.id == actor.person:
        raise AccessFault(Problem("账号", "不能停用自己的账号", "", "请另一位管理员处理", "own account"))
    user.is_active = not user.is_active
    user.save(update_fields=["is_active"])


def _user(actor: Actor, account: str, today: date) -> User:
    if account not in {r.account for r in accounts_below(actor, today)}:
        raise AccessFault(Problem("账号", "没有这个单位的权限", "", "", "no such account below"))
    return User.objects.select_related("person").get(username=account)
