"""Every page states its act; nobody gets past without a desk, and faults become pages in Chinese."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from fazhi.desk.shell import PAGES
from fazhi.desk.sign_in import PASSWORD, SECOND
from fazhi.kernel.faults import AccessFault, ConflictFault, Fault
from fazhi.office import clock
from fazhi.office.access import ACTS, Actor, actor_of, may

SEEN, SEEN_EVERY = "seen", 300
View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request of somebody at a desk."""

    actor: Actor


def _due(request: HttpRequest) -> HttpResponseBase | None:
    """Where somebody must go first: the second factor, or a new password."""
    if request.session.get(SECOND):
        return HttpResponseRedirect(reverse("second"))
    if request.session.get(PASSWORD) and request.resolver_match and request.resolver_match.url_name != "account":
        return HttpResponseRedirect(reverse("account"))
    last = int(request.session.get(SEEN, 0))
    now = int(time.time())
    if now - last > SEEN_EVERY:
        request.session[SEEN] = now  # writing it moves the end of the session
    return None


def _first_page(actor: Actor) -> str:
    """Where somebody starts who may read no matters; empty when nowhere."""
    starts = (("system", "system"), ("accounts", "accounts"))
    return next((reverse(page) for act, page in starts if may(actor, act, actor.home()).allowed), "")


def _page(request: HttpRequest) -> str:
    """The page asked for, as a refusal names it; empty for one that the menu does not name."""
    route = request.resolver_match.url_name if request.resolver_match else ""
    return next((f"使用“{title}”" for name, title, *_ in PAGES if name == route), "")


def signed_in(view: View) -> View:
    """For pages about the own account: anybody signed in, no act on any unit."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        actor = actor_of(int(request.user.pk or 0), clock.today())
        if actor is not None and actor.home():
            cast(DeskRequest, request).actor = actor
        return _due(request) or view(request, *args, **kwargs)

    made = login_required(answer)
    made.own = True  # type: ignore[attr-defined]
    return made


def acts(act: str) -> Callable[[View], View]:
    """Mark a view with the act it is for. The actor comes with the request; a Fault is answered with its page.

    AccessFault: 404, so that nobody learns what exists elsewhere; others: 400 with what, where, what is allowed; 409 when somebody else was first.
    """
    assert act in ACTS

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            first = _due(request)
            if first is not None:
                return first
            actor = actor_of(int(request.user.pk or 0), clock.today())
            if actor is None or not actor.posts:
                return render(request, "desk/no_post.html", status=403)
            home = actor.home()
            here = cast(DeskRequest, request)
            if home:
                here.actor = actor
            if not home or not may(actor, act, home).allowed:
                elsewhere = _first_page(actor) if request.path == reverse("today") else ""
                if elsewhere:
                    return HttpResponseRedirect(elsewhere)
                reason = may(actor, act, home, told=_page(request)).reason if home else "没有岗位"
                return render(request, "desk/refused.html", {"reason": reason}, status=403)
            try:
                return view(here, *args, **kwargs)
            except AccessFault as fault:
                raise Http404(fault.problems[0].chinese()) from None
            except Fault as fault:
                status = 409 if isinstance(fault, ConflictFault) else 400
                return render(request, "desk/fault.html", {"problems": fault.problems}, status=status)

        made = login_required(answer)
        made.act = act  # type: ignore[attr-defined]
        return made

    return guarded
