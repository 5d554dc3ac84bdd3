"""日历: a month of what falls due; and the same as a feed for a phone's calendar, by a secret link."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.desk.guard import DeskRequest, acts
from fazhi.office import clock
from fazhi.office.access import actor_of
from fazhi.office.month_page import DayCell, feed_lines, month_page
from fazhi.office.todos import findings_for

SALT = "calendar-feed"


@acts("read")
def month(request: DeskRequest) -> HttpResponse:
    """The page at /calendar/?month=2026-03."""
    today = clock.today()
    first = _first(request.GET.get("month", ""), today)
    cells = month_page(request.actor, first, today)
    blank: list[DayCell | None] = [None] * first.weekday()
    padded = [*blank, *cells]
    context = {
        "first": first,
        "weeks": [padded[i : i + 7] for i in range(0, len(padded), 7)],
        "listed": [c for c in cells if c.due or c.named],
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": (first + timedelta(days=31)).strftime("%Y-%m"),
        "feed": request.build_absolute_uri(reverse("feed", args=[_token(request)])),
    }
    return render(request, "desk/month.html", context)


def _first(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return found if 2000 <= found.year <= 2100 else today.replace(day=1)


def _token(request: HttpRequest) -> str:
    """A link that names the account; changing the password ends it."""
    user = request.user
    assert isinstance(user, User)
    return signing.dumps([user.pk, user.get_session_auth_hash()[:16]], salt=SALT, compress=True)


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is due for the link's owner, as iCalendar. 404 for a link that is wrong or was ended."""
    try:
        account, mark = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise Http404("链接无效") from None
    user = User.objects.filter(pk=account, is_active=True).first()
    actor = actor_of(int(account), clock.today()) if user and user.get_session_auth_hash()[:16] == mark else None
    if actor is None or not actor.posts:
        raise Http404("链接无效")
    made = icalendar.Calendar()
    made.add("prodid", "-//Fazhi//CN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "法治台账")
    for key, day, title, why in feed_lines(findings_for(actor, clock.today())):
        event = icalendar.Event()
        event.add("uid", f"{key}@{settings.ALLOWED_HOSTS[0]}")
        event.add("dtstamp", clock.now())
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", title)
        event.add("description", why)
        made.add_component(event)
    return HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
