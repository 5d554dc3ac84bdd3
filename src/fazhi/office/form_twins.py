"""Of two fields that are called alike (所属年度 of a check, of a finding), the one in the step that the other headings are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fazhi.office.form_fit import above_words
from fazhi.office.form_meanings import Known, Meaning


def settled(paths: Sequence[Sequence[str]], known: Sequence[Known], found: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """The meanings found, a twin in the place of a field where more of the other headings are about the twin's step."""
    about = {
        group: Counter(m.step.id for k, m in found.items() if m.step and group in (tuple(paths[k][:-1]), ()))
        for group in {tuple(paths[n][:-1]) for n in found}
    }  # beside it under one heading, or anywhere where none is above
    taken = {m.code() for m in found.values()}
    steps = frozenset(w for k in known for w in k.offer.step)
    free = {n for n in found if not above_words(paths[n][:-1]) & steps}  # a heading above may say which step
    return {n: _twin(m, known, about[tuple(paths[n][:-1])], taken) if n in free else m for n, m in found.items()}


def _twin(meaning: Meaning, known: Sequence[Known], about: Counter[str], taken: set[str]) -> Meaning:
    if meaning.kind != "fact" or meaning.step is None or meaning.field is None:
        return meaning
    label, own = meaning.field.label, about[meaning.step.id] - 1
    named = (
        k.meaning for k in known if k.meaning.kind == "fact" and k.meaning.field and k.meaning.field.label == label
    )
    twins = [m for m in named if m.code() not in taken and m.step and about[m.step.id] > own]
    return max(twins, key=lambda m: about[m.step.id] if m.step else 0, default=meaning)
