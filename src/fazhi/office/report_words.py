"""The writer's words in a draft: reworded sentences, filled blanks, paragraphs of the own; what is no longer bound is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from fazhi.kernel.binding import loosened
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, DraftSentence
from fazhi.store.report_entries import Entry

OWN = "own:"


@dataclass(frozen=True, slots=True)
class Words:
    """Key of a sentence -> the writer's text. Keys `own:PART:N` are paragraphs of the writer's own, in part PART."""

    texts: dict[str, str] = field(default_factory=dict)


def words_of(entries: Iterable[Entry]) -> Words:
    """The newest text of each key; an empty one takes the writer's words back."""
    texts: dict[str, str] = {}
    for entry in entries:
        if entry.act == "word":
            texts[entry.key] = entry.text
    return Words({key: text for key, text in texts.items() if text.strip()})


def with_words(made: Draft, words: Words) -> Draft:
    """The draft in the writer's words; every sentence keeps what carries it, and says what it claims beyond that."""
    return replace(made, parts=tuple(_part(part, words) for part in made.parts))


def _part(part: DraftPart, words: Words) -> DraftPart:
    paragraphs = tuple(
        replace(p, sentences=tuple(_sentence(s, words.texts.get(s.key, "")) for s in p.sentences))
        for p in part.paragraphs
    )
    prefix = f"{OWN}{part.number}:"
    own = sorted((int(key[len(prefix) :]), key) for key in words.texts if key.startswith(prefix))
    added = tuple(
        DraftParagraph("", (DraftSentence(words.texts[key], key, own=True, loose=loosened("", words.texts[key])),))
        for _, key in own
    )
    return replace(part, paragraphs=(*paragraphs, *added))


def _sentence(one: DraftSentence, written: str) -> DraftSentence:
    if not written or written == one.text:
        return one
    if one.todo:
        return replace(one, text=written, todo=False, own=True, loose=loosened("", written))
    return replace(one, text=written, loose=loosened(one.made, written))
