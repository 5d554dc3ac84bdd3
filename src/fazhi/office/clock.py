"""The only clock of the product: Shanghai, or the day a demo is set to."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day duties are judged on."""
    return settings.DEMO_AS_OF or datetime.now(SHANGHAI).date()


def now() -> datetime:
    """The moment records carry; on a demo day, that day at the present hour."""
    present = datetime.now(SHANGHAI)
    return datetime.combine(settings.DEMO_AS_OF, present.timetz()) if settings.DEMO_AS_OF else present
