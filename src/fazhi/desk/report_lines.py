"""Lines on 今日 and 通知 for the reports that wait for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from fazhi.office.report_waiting import Waiting


def report_lines(rows: Iterable[Waiting]) -> list[tuple[Waiting, str]]:
    """(what waits, the address of the report) of each."""
    return [(w, f"{reverse('report', args=[w.kind, w.period])}?{urlencode({'unit': w.unit})}") for w in rows]
