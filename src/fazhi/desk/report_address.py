"""Which report an address names, of which township."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from fazhi.desk.guard import DeskRequest
from fazhi.kernel.faults import AccessFault, InputFault, Problem
from fazhi.kernel.units import Member
from fazhi.office import clock
from fazhi.office.access import require
from fazhi.office.draft_report import kind_of
from fazhi.office.report_draft import Period, period_of
from fazhi.office.report_fills import HEADS
from fazhi.office.review import review, township_of
from fazhi.packs.read_reports import ReportKind

YEARS, MONTHS = 3, 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The report an address names, of the township in it, or of the desk's own."""

    unit: str
    kind: ReportKind
    period: Period

    def address(self, page: str, *more: object, **query: str) -> str:
        """The address of a page of this report; it always says of which township."""
        place = reverse(page, args=[self.kind.id, self.period.text(), *more])
        return f"{place}?{urlencode({'unit': self.unit, **query})}"


def asked_of(request: DeskRequest, kind: str, period: str) -> Asked:
    """Raises InputFault for a kind that is none, Http404 for a period, AccessFault for a desk that may not read it."""
    home, known = home_of(request), kind_of(kind)
    require(request.actor, "report", home)
    try:
        asked = Asked(home, known, period_of(period, known, clock.today()))
    except InputFault as fault:
        raise Http404(fault.problems[0].chinese()) from None
    if known.per_leader and asked.period.person not in {m.subject for m in heads_of(home)}:
        raise Http404("没有这个人的述法报告")
    return asked


def heads_of(township: str) -> Sequence[Member]:
    """The first responsible persons of a township, of whom there are debriefs."""
    return review(township, clock.today()).roster.members.get(HEADS, ())


def townships_of(request: DeskRequest) -> list[str]:
    """The townships this desk reads."""
    return sorted(u for u in request.actor.scope() if request.actor.units[u].kind == "township")


def home_of(request: DeskRequest) -> str:
    """The township in ?unit=, else that of this desk, else the first below it. Raises AccessFault for one it may not read."""
    chosen, units = request.GET.get("unit", ""), request.actor.units
    if chosen:
        if chosen not in units or units[chosen].kind != "township":
            raise AccessFault(Problem("报告", "没有这个乡镇", "", "", "no such township"))
        require(request.actor, "report", chosen)
        return chosen
    home = township_of(request.actor.home())
    below = townships_of(request)
    return home if units[home].kind == "township" or not below else below[0]


def periods_of(kind: ReportKind) -> list[tuple[int, int]]:
    """(year, month) of the last periods, as far as ledgers were kept, the newest first."""
    this = clock.today()
    since = settings.KEPT_SINCE or date(this.year - YEARS + 1, 1, 1)
    if kind.period == "month":
        months = [divmod(this.year * 12 + this.month - 1 - n, 12) for n in range(MONTHS)]
        return [(y, m + 1) for y, m in months if (y, m + 1) >= (since.year, since.month)]
    return [(y, 0) for y in range(this.year, this.year - YEARS, -1) if y >= since.year]
