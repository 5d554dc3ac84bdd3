"""今日: what presses, what comes, what nobody has proved, what was done; alike lines stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.drawn import drawn
from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report_lines import report_lines
from fazhi.desk.words import FORCES, VERDICTS, Badge, days_left
from fazhi.office import clock
from fazhi.office.access import Actor, may
from fazhi.office.report_waiting import waiting
from fazhi.office.rules import shelf
from fazhi.office.todos import Todo, todos

SHOWN = 8
CAP, FOLDED_CAP = 60, 15
# Part of Todos, title, what an empty one says, whether it is folded.
BLOCKS = (
    ("red", "已经逾期或者违反", "没有逾期或者违反的事项。", False),
    ("soon", "三十天内到期", "三十天内没有到期的事项。", False),
    ("unproven", "还没有证实", "没有待证实的事项。", True),
    ("waiting", "办理中，时间还早", "没有在办的事项。", True),
    ("past", "两个月以前没做到的（写入报告的不足部分）", "没有。", True),
)
LEADERS = ("书记", "乡长", "乡镇长", "班子")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do."""

    todo: Todo
    badge: Badge
    force: Badge
    left: str
    may_record: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one duty and one period; more than one fold into a list."""

    title: str
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that stands for the group."""
        return self.lines[0]

    @property
    def names(self) -> str:
        """Whom the group is about, a few by name."""
        names = [line.todo.finding.subject_name for line in self.lines]
        shown = "、".join(names[:SHOWN])
        return f"{shown}等{len(names)}个" if len(names) > SHOWN else shown


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page."""

    id: str
    title: str
    empty: str
    groups: tuple[Group, ...]
    number: int
    folded: bool = False
    hidden: int = 0


@acts("read")
def today(request: DeskRequest) -> HttpResponse:
    """The page at /. `?system=`, `?unit=` and `?month=2026-03` narrow it; leaders see first what needs them in person.

    Price: one cached review; what stands on the page is drawn once for as long as nothing is recorded.
    """
    wish = {name: request.GET.get(name, "") for name in ("system", "unit", "month", "whole")}
    body = drawn(request, "desk/today_body.html", lambda: _context(request.actor, clock.today(), **wish))
    return render(request, "desk/today.html", {"body": body, "waiting": report_lines(waiting(request.actor))})


def _context(actor: Actor, as_of: date, system: str, unit: str, month: str, whole: str) -> dict[str, object]:
    found = todos(actor, as_of)

    def wanted(rows: Sequence[Todo]) -> list[Todo]:
        return [
            t
            for t in rows
            if (not system or t.system == system)
            and (not unit or unit in (t.finding.unit, t.finding.subject))
            and (not month or (t.finding.due is not None and t.finding.due.isoformat().startswith(month)))
        ]

    return {
        "blocks": (
            *_in_person(actor, wanted((*found.red, *found.soon, *found.unproven, *found.waiting))),
            *(_block(actor, *b[:3], wanted(getattr(found, b[0])), b[3], whole == b[0]) for b in BLOCKS),
        ),
        "done": found.done,
        "systems": list(shelf().systems.items()),
        "units": sorted((actor.units[u] for u in actor.scope()), key=lambda u: u.id),
        "system": system,
        "chosen_unit": unit,
        "month": month,
        "query": urlencode([(k, v) for k, v in (("system", system), ("unit", unit), ("month", month)) if v]),
        "today": as_of,
    }


def _in_person(actor: Actor, rows: Sequence[Todo]) -> list[Block]:
    """For heads and their deputies: what the rules lay on leaders themselves, to attend, to sign, to hear."""
    if not {"head", "deputy"} & set(actor.roles()):
        return []
    mine = [t for t in rows if any(word in t.finding.duty.owner for word in LEADERS)]
    return [_block(actor, "mine", "要我到场、签字或者部署的", "没有要您本人办的事项。", mine)]


def _may(actor: Actor, todo: Todo) -> bool:
    """Whether the button that records it is of any use to this person."""
    return todo.action is not None and may(actor, "record", todo.action.unit).allowed


def _block(
    actor: Actor, id: str, title: str, empty: str, rows: Iterable[Todo], folded: bool = False, whole: bool = False
) -> Block:
    """A part of the page; of many groups the first few, unless the `whole` is asked for."""
    grouped: dict[tuple[object, ...], list[Line]] = {}
    number = 0
    for t in rows:
        found = t.finding
        line = Line(
            t, VERDICTS[found.verdict], FORCES[found.duty.force], days_left(found, clock.today()), _may(actor, t)
        )
        alone = found.key if found.matter else ""
        grouped.setdefault((found.duty.id, found.verdict, found.window, alone), []).append(line)
        number += 1
    groups = tuple(Group(lines[0].todo.finding.duty.title, tuple(lines)) for lines in grouped.values())
    shown = groups if whole else groups[: FOLDED_CAP if folded else CAP]
    return Block(id, title, empty, shown, number, folded and not whole, len(groups) - len(shown))
