"""系统: whether the installation is fit, the seal, and the yearly calendar notice."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.kernel.faults import InputFault, PackFault, Problem
from fazhi.office import clock
from fazhi.office.access import may
from fazhi.office.duty_map import townships_of
from fazhi.office.health import signs
from fazhi.office.import_calendar import Moved, import_year
from fazhi.office.rules import shelf
from fazhi.office.seal_state import last_seal, verified

LARGEST = 64 << 10


@acts("system")
def system(request: DeskRequest) -> HttpResponse:
    """The page at /system/; with POST it verifies the seal (`do=verify`) or takes in a calendar (`do=calendar`)."""
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST" and request.POST.get("do") == "verify":
        context["verified"] = verified()
    elif request.method == "POST" and request.POST.get("do") == "calendar":
        try:
            context["moved"] = _calendar(request)
        except (InputFault, PackFault) as fault:
            context["problems"], status = fault.problems, 422
    today = clock.today()
    context |= {
        "signs": signs(),
        "seal": last_seal(),
        "years": [(y, y in shelf().calendar.official) for y in range(today.year - 2, today.year + 2)],
        "may_import": bool(townships_of(request.actor)) and may(request.actor, "import", request.actor.home()).allowed,
        "backup": _backup(),
    }
    return render(request, "desk/system.html", context, status=status)


def _calendar(request: DeskRequest) -> tuple[Moved, ...]:
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > LARGEST:
        raise InputFault(
            Problem("放假安排文件", "没有选文件，或者文件太大", "64KB 以内的 2027.toml", "重新选", "no file")
        )
    towns = [t for t, _ in townships_of(request.actor)]
    return import_year(request.actor, sent.read(), sent.name or "", towns)


def _backup() -> date | None:
    """The day of the newest file in the home's `backups` folder; None when there is none."""
    folder = Path(settings.HOME) / "backups"
    times = [f.stat().st_mtime for f in folder.glob("*") if f.is_file()] if folder.is_dir() else []
    return datetime.fromtimestamp(max(times), tz=clock.SHANGHAI).date() if times else None
