"""What to do about a finding: the record that would answer it, filled in as far as the duty says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fazhi.kernel.duties import After, Before, InForce, NoneOf, Select, Times
from fazhi.kernel.findings import Finding
from fazhi.kernel.ledger import Fact, Step
from fazhi.office.rules import shelf
from fazhi.store import read


@dataclass(frozen=True, slots=True)
class Action:
    """A prefilled record: a step on a matter (or, matter empty, a new one in `unit`) with these facts."""

    step: str
    step_title: str
    ledger: str
    unit: str
    matter: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def answer_of(found: Finding) -> Select | None:
    """The events that would answer a finding; None when no new record can.

    That is: persons must differ, the order is past mending, something was found that must not be, or the time to check
    that nothing was has not come.
    """
    duty = found.duty
    if isinstance(duty, After):
        return duty.answer
    if isinstance(duty, Before):
        return None if found.facts.answer_on else duty.needs
    if isinstance(duty, Times | InForce):
        return duty.what
    return duty.zero if isinstance(duty, NoneOf) and found.verdict == "unproven" else None


def action_of(found: Finding, units: Mapping[str, str]) -> Action | None:
    """The record that would answer `found`; None when none can. `units`: unit id -> kind.

    On the finding's own matter; else a new matter; for a later step, the newest matter that lacks it, or the step that opens
    one. Price: nothing, or one query for such a later step.
    """
    select = answer_of(found)
    step = shelf().steps.get(select.step) if select else None
    if select is None or step is None:
        return None
    ledger = shelf().ledgers[step.ledger]
    unit = found.subject if units.get(found.subject) in ledger.unit_kinds else found.unit
    facts: dict[str, Fact] = {k: v for k, v in select.where if _is_plain(step, k)}
    if found.matter:
        return Action(step.id, step.title, ledger.id, found.unit, found.matter, facts)
    facts |= _named(found, step)
    if step.opens:
        return Action(step.id, step.title, ledger.id, unit, "", facts)
    lacking = read.matter_without(unit, ledger.id, step.id)
    if lacking:
        return Action(step.id, step.title, ledger.id, unit, lacking, facts)
    first = next((s for s in ledger.steps if s.opens), None)
    return Action(first.id, first.title, ledger.id, unit, "", _named(found, first)) if first else None


def _is_plain(step: Step, name: str) -> bool:
    """Whether a fact may be filled in beforehand; a yes or no is a judgement, and stays the recorder's."""
    field = step.field(name)
    return field is not None and field.type != "yes_no"


def _named(found: Finding, step: Step) -> dict[str, Fact]:
    """Facts that say whom and which year the record is about, where the duty asks and the step has the field."""
    duty = found.duty
    facts: dict[str, Fact] = {}
    per = step.field(duty.per) if isinstance(duty, Times | InForce) and duty.per else None
    if per is not None:
        facts[per.id] = (found.subject,) if per.type == "persons" else found.subject
    window = None if isinstance(duty, InForce) else getattr(duty, "window", None)
    if window is not None and window.year_field and step.field(window.year_field) and found.window:
        facts[window.year_field] = found.window[0].year - window.year_shift
    return facts
