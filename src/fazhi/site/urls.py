"""Routes of the whole site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("fazhi.desk.urls"))]
handler403 = "fazhi.desk.errors.forbidden"
handler404 = "fazhi.desk.errors.not_found"
handler500 = "fazhi.desk.errors.broken"
