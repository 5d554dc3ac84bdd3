"""Sign-in for the demo: five desks, one password that is made anew for each installation and kept in its home."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from fazhi.specials.demo_township.people import ACCOUNTS
from fazhi.store.people import give_account

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


def password() -> str:
    """The demo password of this installation; made the first time, readable by its owner only."""
    file = Path(settings.HOME) / "demo_password"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))
    except FileExistsError:
        pass
    return file.read_text("utf-8").strip()


def open_accounts() -> None:
    """Give each of the five people an account; once they hold the password, nothing is done again."""
    secret = password()
    known = {user.username: user for user in User.objects.filter(username__in=ACCOUNTS)}
    if len(known) == len(ACCOUNTS) and next(iter(known.values())).check_password(secret):
        return
    hashed = make_password(secret)
    for name, person in ACCOUNTS.items():
        user = known.get(name) or User(username=name)
        user.password = hashed
        user.save()
        give_account(person, user.pk)
