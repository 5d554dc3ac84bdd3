"""The report of a kind that is in work today: where the top bar leads."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report_address import Asked, home_of, periods_of
from fazhi.office import clock
from fazhi.office.access import require
from fazhi.office.draft_report import kind_of
from fazhi.office.report_cycle import cycle_of
from fazhi.office.report_draft import Period
from fazhi.office.report_outside import is_inside, sent_up
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind

# Up to June an unpublished report on last year is the one in work; what is not out by then waits in the list.
LAST_MONTH = 6


@acts("report")
def report_now(request: DeskRequest, kind: str) -> HttpResponse:
    """To the report in work; for those above to the newest that was sent up. A kind with a report for each leader has none: to the list."""
    home, known = home_of(request), kind_of(kind)
    require(request.actor, "report", home)
    periods = [] if known.per_leader else [Period(*p) for p in periods_of(known)]
    if not is_inside(request.actor, home):
        periods = [p for p in periods if sent_up(known, cycle_of(home, known, p)) is not None]
    if not periods:
        return HttpResponseRedirect(f"{reverse('reports')}?unit={home}")
    chosen = in_work(home, known, periods, clock.today())
    return HttpResponseRedirect(Asked(home, known, chosen).address("report"))


def in_work(unit: str, kind: ReportKind, periods: list[Period], today: date) -> Period:
    """The newest of `periods`; up to June the one before it, as long as that is not out: last year's report is due in spring.

    periods: the newest first.
    """
    if kind.period != "year" or len(periods) < 2 or periods[0].year != today.year or today.month > LAST_MONTH:
        return periods[0]
    days = dict(cycle_of(unit, kind, periods[1]).steps)
    return periods[0] if all(days.get(shelf().steps[id].title) for id in kind.after) else periods[1]
