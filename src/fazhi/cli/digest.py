"""`fazhi digest [--send]`: what falls due, by mail to those who asked for it, and as one line to a work group."""

from __future__ import annotations

import argparse
import time

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail

from fazhi.cli.main import ATTENTION
from fazhi.kernel.faults import InputFault
from fazhi.office.access import actor_of
from fazhi.office.clock import today
from fazhi.office.group_message import Group, message
from fazhi.office.notices import digest, notices
from fazhi.office.outward import post_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """--send."""
    parser.add_argument("--send", action="store_true", help="真的发出去，默认只显示 / send; default: show only")


def run(args: argparse.Namespace) -> int:
    """Run it once a day by the system's own timer. Exit code 1 when something could not be sent."""
    failed = 0
    for user in User.objects.filter(is_active=True).exclude(email="").order_by("username"):
        actor = actor_of(user.pk, today())
        if actor is None or not actor.scope() or not notices(actor, today()).number:
            continue
        subject, text = digest(actor, today(), settings.SITE_URL)
        print(f"→ {user.email}　{subject}")
        if args.send:
            failed += _mail(user.email, subject, text)
        else:
            print(text)
    return ATTENTION if failed + (_group(settings.GROUP, args.send) if settings.GROUP else 0) else 0


def _mail(address: str, subject: str, text: str) -> int:
    if not settings.EMAIL_HOST:
        print("  没有设置 FAZHI_MAIL_URL，没有发 / no mail server is set")
        return 1
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
    except OSError as error:
        print(f"  没有发出去：{error} / not sent")
        return 1
    return 0


def _group(group: Group, send: bool) -> int:
    """The work group learns how many there are, never whose or what."""
    title = f"法治台账 {today().isoformat()}：请打开查看到期事项"
    print(f"→ {group.kind}　{title}")
    if not send:
        return 0
    try:
        post_json(*message(group, title, settings.SITE_URL, int(time.time())))
    except InputFault as fault:
        print(f"  {fault.problems[0].both()}")
        return 1
    return 0
