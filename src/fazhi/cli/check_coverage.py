"""`fazhi check --coverage`: duties that nothing in the records lets anybody judge, and why; silence is not compliance."""

from __future__ import annotations

import json
from datetime import date

from fazhi.cli.main import ATTENTION
from fazhi.cli.townships import townships
from fazhi.cli.words import table
from fazhi.kernel.duties import After, Before, Duty, InForce, NoneOf, Select
from fazhi.office.review import Review, review
from fazhi.office.rules import shelf


def check_coverage(as_of: date, unit: str | None, as_json: bool) -> int:
    """Exit code 1 when some duty was judged nowhere."""
    reviews = [review(u.id, as_of) for u in townships(unit)]
    judged = {duty for one in reviews for (_, duty, _), n in one.findings.counts().items() if n}
    newest = {d.id: d for d in sorted(shelf().duties, key=lambda d: d.since) if d.since <= as_of}
    silent = [(d, _reason(d, reviews)) for d in newest.values() if d.id not in judged]
    if as_json:
        print(json.dumps([{"duty": d.id, "why": why} for d, why in silent], ensure_ascii=False))
    else:
        print(
            f"截至 {as_of}，{len(newest)} 项义务中有 {len(silent)} 项没有可判断的对象或者记录 / duties judged nowhere\n"
        )
        if silent:
            print(table([("系统", "义务", "标题", "原因"), *((d.system, d.id, d.title, why) for d, why in silent)]))
    return ATTENTION if silent else 0


def _reason(duty: Duty, reviews: list[Review]) -> str:
    subject = getattr(duty, "subject", "matters")
    if subject != "matters" and not any(one.roster.members.get(subject) for one in reviews) and _begins(duty) is None:
        return f"名册“{shelf_title(subject)}”是空的"
    select = _begins(duty)
    return f"没有“{select.title or select.step}”的记录" if select else "本期还没有开始"


def _begins(duty: Duty) -> Select | None:
    """The events without which the duty never arises; None for duties that arise by the calendar."""
    if isinstance(duty, After):
        return duty.trigger
    if isinstance(duty, Before | NoneOf | InForce):
        return duty.act
    return None if hasattr(duty, "window") else getattr(duty, "what", None)


def shelf_title(roster: str) -> str:
    """What a roster is called."""
    return next((r.title for r in shelf().roster_rules if r.name == roster), roster)
