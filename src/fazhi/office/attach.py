"""Attach files to a record that stands already."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.kernel.faults import FactFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.correct_event import standing
from fazhi.office.evidence import NewFile, keep_all
from fazhi.store import append
from fazhi.store.turn import writing


def attach(actor: Actor, event: int, sent: Sequence[NewFile]) -> list[int]:
    """Put the files on disk, then write their rows and leaves in one transaction; the new evidence ids.

    Raises InputFault, AccessFault, EvidenceFault, and FactFault when nothing was sent.
    """
    row = standing(actor, event)
    require(actor, "attach", row.unit)
    if not sent:
        raise FactFault(Problem("佐证材料", "没有选择文件", "", "选择文件后再提交", "no file was sent"))
    kept = keep_all(sent)
    with writing():
        standing(actor, event)
        return append.append_evidence(event, kept, clock.now(), actor.person)
