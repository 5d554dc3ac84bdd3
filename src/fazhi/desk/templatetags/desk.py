"""Icons, days and badges in templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fazhi.desk.english import say
from fazhi.desk.shell import menu_words
from fazhi.desk.words import WEEKDAYS, Badge
from fazhi.office.actions import Action
from fazhi.office.clock import SHANGHAI

register = template.Library()
ICONS = Path(__file__).resolve().parents[2] / "site" / "static" / "vendor" / "icons"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon as inline SVG, hidden from readers; nothing when assets are not built."""
    file = ICONS / f"{name}.svg"
    if not file.is_file():
        return SafeString("")
    drawn = file.read_text("utf-8").replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
    return mark_safe(drawn)


register.filter("say", say)


@register.filter
def day(value: date | None) -> str:
    """2026-03-02（周一）."""
    return f"{value.isoformat()}（周{WEEKDAYS[value.weekday()]}）" if value else ""


@register.filter
def moment(value: datetime) -> str:
    """2026-03-02 09:30, in Shanghai."""
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


@register.simple_tag(takes_context=True)
def side_menu(context: Mapping[str, Any]) -> SafeString:
    """Ledgers by business, the one of this page open; drawn once for everybody who sees the same."""
    return menu_words(context["kinds"], getattr(context.get("ledger"), "id", ""), str(get_language()))


@register.simple_tag
def badge(one: Badge) -> SafeString:
    """A badge: colour, icon and word together."""
    return format_html('<span class="mark mark-{}">{}{}</span>', one.tone, icon(one.icon), say(one.word))


@register.filter
def record_url(action: Action) -> str:
    """The address of the prefilled record form."""
    query = QueryDict(mutable=True)
    query["matter" if action.matter else "unit"] = action.matter or action.unit
    for name, value in action.facts.items():
        query.setlist(f"f-{name}", [str(v) for v in value] if isinstance(value, tuple) else [str(value)])
    return f"{reverse('record', args=[action.step])}?{query.urlencode()}"


@register.filter
def kb(size: int) -> str:
    """Bytes as KB or MB."""
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
