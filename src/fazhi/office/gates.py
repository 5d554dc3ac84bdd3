"""Gates: which acts may not be recorded yet, by which article, and what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fazhi.kernel.duties import Apart, Before, Duty, InForce, NoneOf, Select
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import Problem
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Event, Log
from fazhi.kernel.units import Roster
from fazhi.office.review import township_of
from fazhi.office.rules import shelf
from fazhi.store import read

CANDIDATE = 2**62


def gated_act(duty: Duty) -> Select | None:
    """The act a duty can stop; None when it stops nothing."""
    if isinstance(duty, Before | NoneOf | InForce):
        return duty.act
    return duty.what if isinstance(duty, Apart) else None


def gates_of(step: str) -> list[Duty]:
    """Duties that may refuse `step`, all versions."""
    gates = (d for d in shelf().duties if d.gate)
    return [d for d in gates if (act := gated_act(d)) is not None and act.step == step]


def foreseen(step: str) -> list[Duty]:
    """The gates of `step` that can be judged before its facts are known (who takes part is not)."""
    return [d for d in gates_of(step) if not isinstance(d, Apart) and not getattr(d, "persons_field", "")]


def around(matter: str, unit: str, duties: Iterable[Duty]) -> list[Event]:
    """Events of a matter, with those of the registers (certificates ...) that `duties` look up in the whole township."""
    found = {e.id: e for e in read.events(matter=matter)} if matter else {}
    steps = {s.step for d in duties if isinstance(d, InForce) for s in (d.what, d.ends) if s is not None}
    if steps:
        scope = read.below(township_of(unit), read.units())
        found |= {e.id: e for e in read.events(scope, steps=steps)}
    return list(found.values())


def roster_around(unit: str) -> Roster:
    """Who is who in the unit's township. Price: three queries."""
    known = read.units()
    return read.roster(shelf().roster_rules, read.below(township_of(unit), known))


def stops(
    duties: Sequence[Duty], candidate: Event, known: Sequence[Event], roster: Roster, as_of: date
) -> list[Finding]:
    """Findings of `duties` that refuse `candidate` (its id is CANDIDATE), given the events `known`. Price: no query."""
    replaced = [e for e in known if e.id != candidate.corrects]
    log = Log.from_events([*replaced, candidate])
    found = evaluate(duties, log, roster, shelf().calendar, max(as_of, candidate.happened_on))
    return [f for f in found.each() if f.verdict == "violated" and CANDIDATE in f.trace]


def refusal(step_title: str, stop: Finding) -> Problem:
    """Why the step is refused, the article, and what to do first."""
    return Problem(
        step_title,
        f"现在还不能记录：{stop.why.rstrip('。')}",
        law_words(stop.duty),
        mend_words(stop.duty),
        f"refused by {stop.duty.id}",
    )


def law_words(duty: Duty) -> str:
    """The sources of a duty as one phrase: 《…》第…条."""
    return "；".join(f"《{s.document}》{s.article}" for s in duty.sources)


def mend_words(duty: Duty) -> str:
    """What to do so that the gate opens."""
    if isinstance(duty, Before):
        first = duty.needs.title or duty.title
        lead = f"，并满足间隔期限（{duty.says.rstrip('。')}）" if duty.lead and duty.says else ""
        return f"先完成“{first}”{lead}"
    if isinstance(duty, InForce):
        return f"先登记有效的“{duty.what.title or duty.title}”"
    return f"改正后再记录（{duty.title}）"
