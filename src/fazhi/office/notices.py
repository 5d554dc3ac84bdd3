"""通知: what is new for somebody since a day: fallen due, coming due, changes of law; the words of the mail digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.kernel.findings import Finding
from fazhi.office.access import Actor
from fazhi.office.law_changes import Step, changes_between
from fazhi.office.month_page import due_days
from fazhi.office.report_waiting import ASKED, Waiting, waiting
from fazhi.office.rules import shelf
from fazhi.office.todos import findings_for

AHEAD = 7
BACK = 7
LAW_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Notices:
    """`fallen`: overdue since BACK days; `coming`: due within AHEAD days; `laws`: what begins or ends within LAW_AHEAD days.

    `reports`: those that wait for this person.
    """

    fallen: tuple[Finding, ...]
    coming: tuple[Finding, ...]
    laws: tuple[Step, ...]
    reports: tuple[Waiting, ...] = ()

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.fallen) + len(self.coming) + len(self.laws) + len(self.reports)


def notices(actor: Actor, as_of: date) -> Notices:
    """Price: one cached review, and `waiting`."""
    by_day = due_days(findings_for(actor, as_of))
    rows = [(day, f) for day, found in sorted(by_day.items()) for f in found]
    return Notices(
        tuple(f for day, f in rows if as_of - timedelta(days=BACK) <= day < as_of),
        tuple(f for day, f in rows if as_of <= day <= as_of + timedelta(days=AHEAD)),
        tuple(changes_between(shelf().duties, as_of, as_of + timedelta(days=LAW_AHEAD))),
        tuple(waiting(actor)),
    )


def digest(actor: Actor, as_of: date, address: str) -> tuple[str, str]:
    """(subject, text) of the mail: titles and one link, no names of persons, no facts."""
    found = notices(actor, as_of)
    parts = []
    for title, rows in (("已逾期", found.fallen), (f"{AHEAD}天内到期", found.coming)):
        if rows:
            parts.append(f"{title}（{len(rows)}项）")
            parts += [f"  {f.due}  {f.duty.title}" for f in rows]
    parts += [f"  {ASKED[w.state]}  {w.title}" for w in found.reports]
    parts += [f"  {s.on}  {s.what}：{s.duty.title}" for s in found.laws]
    subject = f"法治台账：{len(found.fallen)}项逾期，{len(found.coming)}项{AHEAD}天内到期"
    return subject, "\n".join((*(parts or ["没有到期的事项。"]), "", f"打开：{address}"))
