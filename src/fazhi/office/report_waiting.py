"""Reports that wait for somebody: sent for review, sent back, remarked on, approved; they go away when the next step is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fazhi.kernel.faults import InputFault
from fazhi.office import clock
from fazhi.office.access import Actor, may
from fazhi.office.report_cycle import current
from fazhi.office.report_draft import WRITTEN, period_of
from fazhi.office.review import township_of
from fazhi.office.rules import report_kinds
from fazhi.store import read, report_entries
from fazhi.store.report_entries import Entry

FROZEN_DAYS = 14
TURNS = ("send", "return", "approve", "reopen", "freeze")
# What stands last -> who is told: those who review, or those who write.
TOLD = {"send": "review_report", "return": "write_report", "approve": "write_report", "remark": "write_report"}
ASKED = {
    "send": "等您审阅",
    "return": "被退回",
    "approve": "已同意",
    "moved": "同意以后数据有变动，要再送审",
    "remark": "有审阅意见",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report and what is wanted of the one who reads this. state: send, return, approve, moved or remark; number: of remarks.

    moved: approved, and what was approved reads otherwise now. title: kind and period; person: whose debrief it is.
    """

    unit: str
    kind: str
    period: str
    title: str
    person: str
    state: str
    by: str
    at: datetime
    text: str = ""
    number: int = 0


def waiting(actor: Actor) -> list[Waiting]:
    """What waits for this person in the townships of the own posts, the newest first.

    Price: one query, or two; and a draft for each report that was approved and not frozen yet.
    """
    homes = {township_of(post.unit) for post in actor.posts}
    asked = {home for home in homes if any(may(actor, act, home).allowed for act in set(TOLD.values()))}
    if not asked:
        return []
    reports: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in report_entries.turns(asked, (*TURNS, "remark")):
        reports.setdefault((entry.unit, entry.kind, entry.period), []).append(entry)
    found = [
        one for rows in reports.values() for one in _of_report(rows) if may(actor, TOLD[one.state], one.unit).allowed
    ]
    if any(one.state == "approve" for one in found):
        worded = report_entries.last_words(asked)
        found = [_now(w) for w in found if w.state != "approve" or worded.get((w.unit, w.kind, w.period), w.at) <= w.at]
    return sorted(found, key=lambda w: w.at, reverse=True)


def _now(one: Waiting) -> Waiting:
    """As it stands today: an approval does not outlive the figures it saw."""
    if one.state != "approve":
        return one
    today, kind = clock.today(), report_kinds()[one.kind]
    try:
        period = period_of(one.period, kind, today)
    except InputFault:  # of a kind that has other periods by now: there is no such draft any more
        return one
    return one if current(one.unit, kind, period, today)[1].approved else replace(one, state="moved")


def _of_report(rows: list[Entry]) -> Iterable[Waiting]:
    """What the last step asks for, and the remarks made since; those on a frozen report are told for some days only."""
    last = next((n for n in range(len(rows) - 1, -1, -1) if rows[n].act in TURNS), -1)
    act = rows[last].act if last >= 0 else ""
    if act in TOLD:
        yield from _row(rows[last], act)
    remarks = rows[last + 1 :]
    if remarks and (act != "freeze" or remarks[-1].at > clock.now() - timedelta(days=FROZEN_DAYS)):
        yield from _row(remarks[-1], "remark", len(remarks))


def _row(entry: Entry, state: str, number: int = 0) -> Iterable[Waiting]:
    """One line; none for a kind of report that is no more."""
    kind, found = report_kinds().get(entry.kind), WRITTEN.fullmatch(entry.period)
    if kind is None or found is None:
        return
    year, month, person = found.groups()
    title = f"{year}年{f'{int(month)}月' if month else ''}{kind.name}"
    name = read.names_of([person]).get(person, "") if person else ""
    yield Waiting(entry.unit, entry.kind, entry.period, title, name, state, entry.by_name, entry.at, entry.text, number)
