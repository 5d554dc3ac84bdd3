"""A county may ask for more than the law, never for less: whether a duty that `tightens` another really is stricter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fazhi.kernel.duties import After, Before, Duty, InForce, Times
from fazhi.kernel.faults import Problem, nearest
from fazhi.packs.pack import Pack


def loosened(packs: Sequence[Pack]) -> Iterator[Problem]:
    """Duties that name another in `tightens` and are not stricter than each version they lie beside."""
    duties = [(p, d) for p in packs for d in p.duties]
    known = {d.id for _, d in duties}
    for pack, duty in duties:
        if not duty.tightens:
            continue
        where = f"packs/{pack.id}/duties.toml [{duty.id}] tightens"
        if duty.tightens not in known:
            close = nearest(duty.tightens, known)
            yield Problem(where, f"没有义务 {duty.tightens}", "", f"改为 {close}" if close else "", "no such duty")
            continue
        for other in (d for _, d in duties if d.id == duty.tightens and _together(d, duty)):
            reason = _looser(duty, other)
            if reason:
                allowed = "期限更短、次数更多、间隔更长"
                yield Problem(where, f"放宽了法定要求：{reason}", allowed, "改严，或者删去", "loosens a statute")


def _together(one: Duty, other: Duty) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _looser(duty: Duty, law: Duty) -> str:
    """Why `duty` is not stricter than `law`; empty when it is."""
    if type(duty) is not type(law):
        return f"种类不同（{getattr(duty, 'kind', '')}、{getattr(law, 'kind', '')}）"
    if isinstance(duty, After) and isinstance(law, After):
        if (duty.trigger, duty.answer) != (law.trigger, law.answer):
            return "起因或者要做的事不同"
        if duty.term is None or (law.term is not None and duty.term.unit != law.term.unit):
            return "期限单位不同"
        shorter = law.term is None or duty.term.number < law.term.number
        return "" if shorter else f"期限{duty.term.number}不短于{law.term.number if law.term else ''}"
    if isinstance(duty, Before) and isinstance(law, Before):
        longer = duty.lead is not None and (law.lead is None or duty.lead.number > law.lead.number)
        return "" if longer else "间隔没有更长"
    if isinstance(duty, Times | InForce) and isinstance(law, Times | InForce):
        return "" if duty.at_least > law.at_least else f"次数{duty.at_least}不多于{law.at_least}"
    return "这一种类不能加严"
