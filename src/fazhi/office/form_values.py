"""What a record says under a heading of a superior's form, as it is written into a cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fazhi.kernel.units import Unit
from fazhi.office.form_meanings import Meaning
from fazhi.office.form_measures import Measures
from fazhi.office.prepare import fact_words
from fazhi.paper.form_read import Heading
from fazhi.store.rows import EventRow, MatterRow

Told = tuple[MatterRow, dict[str, EventRow]]  # a matter with its record of every step


def value_of(
    meaning: Meaning,
    heading: Heading,
    told: Told,
    number: int,
    measures: Measures,
    people: Mapping[str, str],
    units: Mapping[str, Unit],
) -> object:
    """What a heading asks of one record, the `number`th; None when the record does not say."""
    matter, standing = told
    if meaning.kind == "sequence":
        return number
    if meaning.kind in ("unit", "village"):
        return _place(meaning.kind, matter, units)
    event = standing.get(meaning.step.id) if meaning.step else None
    if event is None:
        return None
    if meaning.kind == "date":
        return event.happened_on
    field = meaning.field
    given = event.facts.get(field.id) if field else None
    if field is None or given is None:
        return None
    if field.type == "number" and isinstance(given, int | float):
        return measures.measured(given, heading, field)
    if field.type == "file" and isinstance(given, tuple):
        return f"附{len(given)}份"
    if field.type == "date":
        return date.fromisoformat(str(given))
    return fact_words(field, given, people)


def _place(kind: str, matter: MatterRow, units: Mapping[str, Unit]) -> str | None:
    """The township a matter belongs to, or its village; None for the village of a township's own matter."""
    unit = units.get(matter.unit)
    if kind == "village":
        return None if unit is not None and unit.kind == "township" else matter.unit_name
    while unit is not None and unit.kind != "township":
        unit = units.get(unit.parent)
    return matter.unit_name if unit is None else unit.name
