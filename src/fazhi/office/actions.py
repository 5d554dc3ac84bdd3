"""What to do about a finding: the record that would answer it, filled in as far as the duty says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fazhi.kernel.duties import After, Before, Duty, InForce, NoneOf, Select, Times
from fazhi.kernel.findings import Finding
from fazhi.kernel.ledger import Fact
from fazhi.office.rules import shelf


@dataclass(frozen=True, slots=True)
class Action:
    """A prefilled record: a step on a matter (or, matter empty, a new one in `unit`) with these facts."""

    step: str
    step_title: str
    ledger: str
    unit: str
    matter: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def answer_of(duty: Duty) -> Select | None:
    """The events that answer a duty; None when no new record can (persons must differ)."""
    if isinstance(duty, After):
        return duty.answer
    if isinstance(duty, Before):
        return duty.needs
    if isinstance(duty, Times | InForce):
        return duty.what
    return duty.zero if isinstance(duty, NoneOf) else None


def action_of(found: Finding, units: Mapping[str, str]) -> Action | None:
    """The record that would answer `found`; None when none can. `units`: unit id -> kind.

    A step that opens a matter is offered on a new one; a later step of another ledger cannot be prefilled: then None.
    """
    select = answer_of(found.duty)
    step = shelf().steps.get(select.step) if select else None
    if select is None or step is None:
        return None
    ledger = shelf().ledgers[step.ledger]
    facts: dict[str, Fact] = dict(select.where)
    matter = found.matter or ""
    if not matter:
        if not step.opens:
            return Action("", step.title, ledger.id, _keeper(found, ledger.unit_kinds, units), "", facts)
        per = getattr(found.duty, "per", "")
        known = step.field(per) if per else None
        if known is not None:
            facts[per] = (found.subject,) if known.type == "persons" else found.subject
        if isinstance(found.duty, NoneOf | Times | After) and found.window and found.duty.window:
            year = found.duty.window.year_field
            if year and step.field(year):
                facts[year] = found.window[0].year - found.duty.window.year_shift
    return Action(step.id, step.title, ledger.id, _keeper(found, ledger.unit_kinds, units), matter, facts)


def _keeper(found: Finding, kinds: tuple[str, ...], units: Mapping[str, str]) -> str:
    """The unit that would keep the record: the subject itself when it is such a unit, else who answers for it."""
    return found.subject if units.get(found.subject) in kinds else found.unit
