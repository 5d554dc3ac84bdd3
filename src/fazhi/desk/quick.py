"""随手记: choose the kind, last used first; then five fields at most. Works without a network, see static/desk/offline.js."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.shell import menu
from fazhi.office.choices import units_for
from fazhi.office.rules import shelf
from fazhi.store import read

RECENT = 50


@acts("record")
def quick(request: DeskRequest) -> HttpResponse:
    """Opening steps of the ledgers the actor may write to."""
    kinds = [
        (s, ledger)
        for ledger in shelf().ledgers.values()
        if units_for(request.actor, ledger)
        for s in ledger.steps
        if s.opens and not s.frozen
    ]
    used: dict[str, int] = {}
    for n, event in enumerate(read.recorded_by(request.actor.person, RECENT)):
        used.setdefault(event.step, n)
    kinds.sort(key=lambda k: used.get(k[0].id, RECENT))
    recent = [k for k in kinds if k[0].id in used]
    others = [(g.title, [k for k in kinds if k[1].id in g.ids and k[0].id not in used]) for g in menu(request.actor)]
    return render(request, "desk/quick.html", {"recent": recent, "others": [o for o in others if o[1]]})


@acts("record")
def token(request: DeskRequest) -> JsonResponse:
    """A fresh form token, for records that waited in the phone until there was a network."""
    return JsonResponse({"token": get_token(request), "person": request.actor.person})


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root so that it may answer for every page."""
    text = (Path(settings.STATICFILES_DIRS[0]) / "desk" / "worker.js").read_text("utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
