"""Persons a reworded sentence names although no record of it does: the writer is told, as of a number that is not counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fazhi.office.report_draft import Draft, DraftSentence
from fazhi.store import read


def with_names(made: Draft, people: Iterable[tuple[str, str]]) -> Draft:
    """The draft, each reworded sentence with the persons that neither its composed text nor its records name.

    people: (id, name) of the roster. Price: a query for each reworded sentence with such a name.
    """
    known = {(id, name) for id, name in people if name}
    parts = tuple(
        replace(
            part,
            paragraphs=tuple(
                replace(p, sentences=tuple(_told(s, known) for s in p.sentences)) for p in part.paragraphs
            ),
        )
        for part in made.parts
    )
    return replace(made, parts=parts)


def _told(one: DraftSentence, people: set[tuple[str, str]]) -> DraftSentence:
    if one.own or one.todo or one.text == one.made:
        return one
    added = sorted({(id, name) for id, name in people if name in one.text and name not in one.made})
    if not added:
        return one
    said = [(e.matter_name, e.facts.values()) for e in read.events_by_id(one.trace)]
    strange = dict.fromkeys(name for id, name in added if not any(_names(row, id, name) for row in said))
    return replace(one, loose=(*one.loose, *(f"没有记录说到{name}" for name in strange)))


def _names(record: tuple[str, Iterable[object]], id: str, name: str) -> bool:
    """Whether a record names somebody, by id in a field of persons or by name in its words."""
    matter, facts = record
    values = [v for fact in facts for v in (fact if isinstance(fact, tuple) else (fact,))]
    return name in matter or any(v == id or name in str(v) for v in values)
