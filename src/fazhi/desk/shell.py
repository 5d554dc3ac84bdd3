"""What stands around every page: unit, menu by business, who is signed in, banners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from fazhi.kernel.ledger import Ledger
from fazhi.office import clock
from fazhi.office.access import ROLES, Actor, may
from fazhi.office.rules import shelf
from fazhi.office.todos import pressing

# Route, title, icon, act that the page is for.
PAGES = (
    ("quick", "随手记", "pencil", "record"),
    ("sheets", "签到", "signature", "record"),
    ("import", "导入台账", "file-import", "import"),
    ("fill", "填上级表", "file-spreadsheet", "report"),
    ("reports", "各类报告", "file-text", "report"),
    ("proofread", "报告体检", "eye", "report"),
    ("clear", "公开前安检", "shield-check", "report"),
    ("notices", "通知", "bell", "read"),
    ("rosters", "名册", "users", "read"),
    ("appraisal", "考核测算", "chart-bar", "report"),
    ("books", "迎检成册", "archive", "report"),
    ("timeline", "证据时间线", "history", "read"),
    ("rules", "规则", "book", "read"),
    ("system", "系统", "settings", "system"),
    ("accounts", "账号管理", "lock", "accounts"),
)


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """One business of the menu and its ledgers."""

    title: str
    ledgers: tuple[Ledger, ...]
    links: tuple[tuple[Ledger, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Its ledgers by id."""
        return tuple(one.id for one in self.ledgers)


def menu(actor: Actor) -> tuple[MenuGroup, ...]:
    """Ledgers by business, in the order of packs; only those that some unit in the actor's reach keeps."""
    return _menu(frozenset(actor.units[u].kind for u in actor.scope()))


@lru_cache(maxsize=512)
def menu_words(kinds: frozenset[str], open_ledger: str, language: str) -> SafeString:
    """The menu as it stands on pages: the same for everybody whose units are of these kinds, but for the open ledger."""
    return render_to_string("desk/menu.html", {"menu": _menu(kinds), "open": open_ledger})


@lru_cache(maxsize=32)
def _menu(kinds: frozenset[str]) -> tuple[MenuGroup, ...]:
    kept = [x for p in shelf().packs for x in p.ledgers if kinds & set(x.unit_kinds)]
    made = []
    for system, title in shelf().systems.items():
        own = tuple(x for x in kept if x.system == system)
        if own:
            made.append(MenuGroup(title, own, tuple((x, reverse("ledger", args=[x.id])) for x in own)))
    return tuple(made)


def shell(request: HttpRequest) -> Mapping[str, object]:
    """Context of every page. Price: the count of what presses, from the cached review; nothing when nobody is signed in."""
    look = set(request.COOKIES.get("look", "").split("-"))
    banners = {
        "english": "english" in look,
        "large": "large" in look,
        "dark": "dark" in look,
        "as_of": settings.DEMO_AS_OF,
        "slow_sqlite": settings.SQLITE_BANNER,
    }
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return banners
    home = actor.units[actor.home()]
    return banners | {
        "actor": actor,
        "unit": home,
        "role": "、".join(ROLES[r] for r in actor.roles()),
        "kinds": frozenset(actor.units[u].kind for u in actor.scope()),
        "desk_pages": [p[:3] for p in PAGES if may(actor, p[3], actor.home()).allowed],
        "pressing": pressing(actor, clock.today()),
        "may_read": may(actor, "read", actor.home()).allowed,
        "may_report": may(actor, "report", actor.home()).allowed,
    }
