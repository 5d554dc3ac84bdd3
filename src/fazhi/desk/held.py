"""What a page holds of what was sent to it, so that a file is chosen once: for one person in one session, for a while, one thing a page."""

from __future__ import annotations

import uuid

from django.core.cache import cache

from fazhi.desk.guard import DeskRequest

MINUTES = 15


def hold(request: DeskRequest, page: str, value: object) -> str:
    """The token under which the value is found again; what the page held before is dropped."""
    token = uuid.uuid4().hex
    cache.set(_slot(request, page), (token, value), MINUTES * 60)
    return token


def held(request: DeskRequest, page: str, token: str) -> object | None:
    """The value held under a token; None after a while, for somebody else, and when the page holds something newer."""
    kept = cache.get(_slot(request, page))
    return kept[1] if kept is not None and token and kept[0] == token else None


def drop(request: DeskRequest, page: str) -> None:
    """Hold nothing of a page."""
    cache.delete(_slot(request, page))


def _slot(request: DeskRequest, page: str) -> str:
    return f"{page}:{request.actor.person}:{request.session.session_key}"
