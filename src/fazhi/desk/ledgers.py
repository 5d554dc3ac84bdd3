"""Ledgers: the index by business, and the list of one ledger with its filters."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.drawn import drawn
from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.shell import menu
from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.office import clock
from fazhi.office.access import may
from fazhi.office.choices import ways_to_open
from fazhi.office.export_ledger import ledger_workbook
from fazhi.office.prepare import fact_words, names_of
from fazhi.office.rules import shelf
from fazhi.store import read
from fazhi.store.rows import EventRow, MatterRow

SIZE = 25
COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is narrowed to."""

    unit: str
    words: str
    month: str
    page: int

    def scope(self, request: DeskRequest) -> frozenset[str]:
        """Units to look in: the one chosen, or all that may be read."""
        scope = request.actor.scope()
        return scope & {self.unit} if self.unit else scope

    def days(self) -> tuple[date | None, date | None]:
        """First and last day of the month wished; (None, None) without one."""
        try:
            first = date.fromisoformat(f"{self.month}-01")
        except ValueError:
            return None, None
        return first, first.replace(day=monthrange(first.year, first.month)[1])


@dataclass(frozen=True, slots=True)
class Row:
    """A matter with (label, words) of its columns, and how far it has come."""

    matter: MatterRow
    cells: tuple[tuple[str, str], ...]
    state: str


@acts("read")
def index(request: DeskRequest) -> HttpResponse:
    """All ledgers by business."""
    return render(request, "desk/ledgers.html", {"groups": menu(request.actor)})


@acts("read")
def listing(request: DeskRequest, ledger: str) -> HttpResponse:
    """One ledger: its matters, the newest first."""
    one = _ledger(ledger)
    body = drawn(request, "desk/ledger_body.html", lambda: _context(request, one))
    return render(request, "desk/ledger.html", {"ledger": one, "body": body})


def _context(request: DeskRequest, one: Ledger) -> dict[str, object]:
    wish = _wish(request)
    rows, number = read.matters(wish.scope(request), one.id, wish.words, wish.days(), page=wish.page, size=SIZE)
    columns = _columns(one, request.GET.getlist("col"))
    events = read.events_of_matters([m.id for m in rows])
    names = names_of(e.facts for rows_of in events.values() for e in rows_of)
    shown = [(m, events.get(m.id, [])) for m in rows]
    return {
        "ledger": one,
        "columns": [field.label for _, field in columns],
        "pickable": [(_key(s, f), f.label, s.title, (s, f) in columns) for s, f in _fields(one)],
        "sums": _sums(one, columns, wish.scope(request), wish),
        "rows": [Row(m, _cells(columns, told, names), _state(one, told)) for m, told in shown],
        "number": number,
        "pages": (number + SIZE - 1) // SIZE,
        "wish": wish,
        "units": _units(request, one),
        "opening": ways_to_open(one, request.actor.scope()) if _may_open(request, one) else [],
        "may_import": may(request.actor, "import", request.actor.home()).allowed and _may_open(request, one),
        "several_units": len(_units(request, one)) > 1,
        "query": _query(wish, request.GET.getlist("col")),
    }


@acts("read")
def workbook(request: DeskRequest, ledger: str) -> HttpResponse:
    """The ledger as Excel, as far as it is narrowed."""
    one, wish = _ledger(ledger), _wish(request)
    name, content = ledger_workbook(request.actor, one, wish.scope(request), wish.words, wish.days(), clock.today())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def _ledger(id: str) -> Ledger:
    known = shelf().ledgers.get(id)
    if known is None:
        raise Http404("没有这本台账")
    return known


def _wish(request: DeskRequest) -> Wish:
    page = request.GET.get("page", "1")
    return Wish(
        request.GET.get("unit", ""),
        request.GET.get("q", "").strip()[:60],
        request.GET.get("month", ""),
        int(page) if page.isdigit() and len(page) < 6 and int(page) else 1,
    )


def _query(wish: Wish, columns: Sequence[str]) -> str:
    pairs = [("unit", wish.unit), ("q", wish.words), ("month", wish.month), *(("col", c) for c in columns)]
    return urlencode([p for p in pairs if p[1]])


def _fields(ledger: Ledger) -> list[tuple[Step, Field]]:
    """Every field a column can show."""
    fields = [(s, f) for s in ledger.steps for f in s.fields if f.id != ledger.name_field]
    return [(s, f) for s, f in fields if f.type != "file"]


def _key(step: Step, field: Field) -> str:
    return f"{step.id}#{field.id}"


def _columns(ledger: Ledger, chosen: Sequence[str]) -> list[tuple[Step, Field]]:
    """The fields chosen, else a few quick ones."""
    picked = [(s, f) for s, f in _fields(ledger) if _key(s, f) in chosen]
    return picked or [(s, f) for s, f in _fields(ledger) if f.quick][:COLUMNS]


def _sums(
    ledger: Ledger, columns: Sequence[tuple[Step, Field]], scope: frozenset[str], wish: Wish
) -> list[tuple[str, str]]:
    """(label, total) of the number columns over the whole selection."""
    numbers = [(s, f) for s, f in columns if f.type == "number" and f.measure]
    found = read.totals(scope, ledger.id, wish.words, wish.days(), [(s.id, f.id) for s, f in numbers])
    return [(f.label, f"{total:g}{f.measure}") for (_, f), total in zip(numbers, found, strict=True)]


def _cells(
    columns: Sequence[tuple[Step, Field]], events: Sequence[EventRow], names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    facts = {(e.step, k): v for e in events if not e.void and not e.corrected_by for k, v in e.facts.items()}
    found = [(field, facts.get((step.id, field.id))) for step, field in columns]
    return tuple((field.label, "" if value is None else fact_words(field, value, names)) for field, value in found)


def _state(ledger: Ledger, events: Sequence[EventRow]) -> str:
    """The last step done, for ledgers of several steps."""
    standing = [e for e in events if not e.void and not e.corrected_by]
    if len(ledger.steps) == 1 or not standing:
        return ""
    return shelf().steps[standing[-1].step].title


def _units(request: DeskRequest, ledger: Ledger) -> list[tuple[str, str]]:
    units = request.actor.units
    return [(u, units[u].name) for u in sorted(request.actor.scope()) if units[u].kind in ledger.unit_kinds]


def _may_open(request: DeskRequest, ledger: Ledger) -> bool:
    return any(may(request.actor, "record", u).allowed for u, _ in _units(request, ledger))
