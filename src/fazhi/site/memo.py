"""Each request remembers what it reads, see store/memo."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fazhi.store.memo import remembering


class OncePerRequest:
    """Begins and ends the memo of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, with everything it needed read once."""
        with remembering():
            return self.get_response(request)
