"""Pages for what went wrong outside a view."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "desk/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "desk/refused.html", {"reason": "没有这项权限"}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: mostly a page left open over a sign-out."""
    return render(request, "desk/form_expired.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a page that asks nothing of the database."""
    return render(request, "desk/broken.html", status=500)
