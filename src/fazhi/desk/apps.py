"""The desk as a Django application: templates and template tags."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Found by Django through INSTALLED_APPS."""

    name = "fazhi.desk"
    label = "fazhi_desk"
