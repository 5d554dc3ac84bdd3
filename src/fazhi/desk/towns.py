"""Which township a page of one township is about, for those who see several."""

from __future__ import annotations

from django.http import Http404

from fazhi.desk.guard import DeskRequest
from fazhi.office.duty_map import townships_of

Town = tuple[str, str]


def asked_town(request: DeskRequest, otherwise: str) -> tuple[list[Town], Town]:
    """The townships in reach as (id, name), and the one that `?unit=` names, else the first. Raises 404, in the words given, without any."""
    towns = townships_of(request.actor)
    if not towns:
        raise Http404(otherwise)
    wanted = request.GET.get("unit", "")
    return towns, next((t for t in towns if t[0] == wanted), towns[0])
