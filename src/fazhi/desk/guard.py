"""Every page states its act; nobody gets past without a desk, and faults become pages in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from fazhi.kernel.faults import AccessFault, Fault
from fazhi.office import clock
from fazhi.office.access import ACTS, Actor, actor_of, may

View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request of somebody at a desk."""

    actor: Actor


def acts(act: str) -> Callable[[View], View]:
    """Mark a view with the act it is for. The actor comes with the request; a Fault is answered with its page.

    AccessFault: 404, so that nobody learns what exists elsewhere; others: 400 with what, where, what is allowed.
    """
    assert act in ACTS

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            actor = actor_of(int(request.user.pk or 0), clock.today())
            if actor is None or not actor.posts:
                return render(request, "desk/no_post.html", status=403)
            home = actor.home()
            if not home or not may(actor, act, home).allowed:
                reason = may(actor, act, home).reason if home else "没有岗位"
                return render(request, "desk/refused.html", {"reason": reason}, status=403)
            here = cast(DeskRequest, request)
            here.actor = actor
            try:
                return view(here, *args, **kwargs)
            except AccessFault as fault:
                raise Http404(fault.problems[0].chinese()) from None
            except Fault as fault:
                return render(request, "desk/fault.html", {"problems": fault.problems}, status=400)

        made = login_required(answer)
        made.act = act  # type: ignore[attr-defined]
        return made

    return guarded
