"""Checks of the installation that Django runs at start and `fazhi doctor` prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

STAMP = Path(__file__).resolve().parent / "static" / "vendor" / ".stamp"


class SiteConfig(AppConfig):
    """Registers the checks below."""

    name = "fazhi.site"
    label = "fazhi_site"

    def ready(self) -> None:
        """Called once, when all apps are loaded."""
        register(assets_are_there)
        register(sqlite_is_sound)


def assets_are_there(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Warns when the front-end assets were never fetched: pages would come without style."""
    if STAMP.exists():
        return []
    return [Warning("前端资源还没有下载 / front-end assets are missing", hint="make assets", id="fazhi.W001")]


def sqlite_is_sound(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Warns when SQLite has the WAL-reset bug and no newer wheel is there, so that the slower rollback journal is used."""
    if not settings.SQLITE_BANNER:
        return []
    hint = "pip install pysqlite3，或改用 PostgreSQL / or use PostgreSQL"
    return [Warning("SQLite 版本有已知缺陷，已改用较慢的回滚日志 / SQLite has a known bug", hint=hint, id="fazhi.W002")]
