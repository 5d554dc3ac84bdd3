"""Headings taken by their sense and not by their name: what a person looks at before the filled form is sent."""

from __future__ import annotations

from fazhi.office.form_fit import bare
from fazhi.office.form_kinds import called
from fazhi.office.form_meanings import counted_of, known_of
from fazhi.office.form_understand import Understood


def guessed(one: Understood) -> tuple[tuple[str, str], ...]:
    """(heading with those above it, step and field it was taken for), in the order of the form; none where all are called so."""
    by_code = {k.meaning.code(): k for k in (*known_of(one.ledger, files=True), *counted_of(one.ledger))}
    found = []
    for heading in one.blank.headings:
        meaning = one.meanings.get(heading.cell)
        known = by_code.get(meaning.code()) if meaning else None
        if meaning and known and not called(bare(heading.path[-1]), known):
            found.append(("·".join(heading.path), meaning.said()))
    return tuple(found)
