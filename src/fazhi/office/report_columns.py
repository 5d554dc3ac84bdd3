"""Columns of a report's table, such as kinds of applicants, and the sums that must tie out, with the records that break them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fazhi.kernel.duties import Select
from fazhi.kernel.figures import Figure
from fazhi.kernel.log import Log
from fazhi.kernel.told import quoted
from fazhi.office.report_draft import Untied
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import Part, Spread, Tie

NAMED = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """labels: the columns; rows: cell id -> a number for each column, left out where one has no kind; unknown: a record of each such matter."""

    title: str
    labels: tuple[str, ...]
    rows: Mapping[str, tuple[int, ...]]
    unknown: tuple[int, ...]


def spread_of(spread: Spread, values: Mapping[str, Figure], log: Log) -> Columns:
    """How many of each figure's events stand on matters of each kind. Price: one pass over the opening step's rows."""
    field = shelf().steps[spread.step].field(spread.field)
    assert field is not None
    kinds = [key for key, _ in field.of]
    kind_of = {int(log.matter[r]): log.fact(int(r), spread.field) for r in log.rows(Select(spread.step))}
    rows: dict[str, tuple[int, ...]] = {}
    unknown: dict[int, int] = {}
    for id, one in values.items():
        matters = _matters(one.trace, log)
        found = [kind_of.get(m, ()) for m in matters]
        missing = {m: i for m, i, kind in zip(matters, one.trace, found, strict=True) if not kind}
        unknown = missing | unknown
        if not missing:
            counted = Counter(kind[0] for kind in found)
            rows[id] = tuple(counted[k] for k in kinds)
    return Columns(field.label, tuple(label for _, label in field.of), rows, tuple(unknown.values()))


def untied(part: Part, values: Mapping[str, Figure], columns: Columns | None, log: Log) -> Iterator[Untied]:
    """Each tie whose sides differ in the total or, where both are known, in a column."""
    labels = {c.id: c.label for c in part.cells}
    for tie in part.ties:
        names = ["＋".join(quoted(labels[i]) for i in side) for side in (tie.left, tie.right)]
        left, right = (sum(values[i].value for i in side) for side in (tie.left, tie.right))
        if left != right:
            text = f"表中勾稽不符：{names[0]}是{left:g}，{names[1]}是{right:g}"
            yield Untied(text, tuple(_alone(tie, names, values, log)))
            continue
        for label, one, other in _by_column(tie, columns):
            if one != other:
                yield Untied(f"表中“{label}”栏勾稽不符：{names[0]}是{one}，{names[1]}是{other}")


def _by_column(tie: Tie, columns: Columns | None) -> Iterator[tuple[str, int, int]]:
    """(column, sum of the left, sum of the right) where every cell of the tie is known."""
    if columns is None or not all(i in columns.rows for i in (*tie.left, *tie.right)):
        return
    for n, label in enumerate(columns.labels):
        yield label, sum(columns.rows[i][n] for i in tie.left), sum(columns.rows[i][n] for i in tie.right)


def _alone(tie: Tie, names: Sequence[str], values: Mapping[str, Figure], log: Log) -> Iterator[tuple[str, str, str]]:
    """The matters that one side counts more often than the other."""
    counted = [Counter(m for i in side for m in _matters(values[i].trace, log)) for side in (tie.left, tie.right)]
    for name, mine, others in zip(names, counted, reversed(counted), strict=True):
        for code in list(mine - others)[:NAMED]:
            matter = log.matters[code]
            yield f"只算进{name}", log.matter_names.get(matter, matter), matter


def _matters(trace: Sequence[int], log: Log) -> list[int]:
    """The matter of each event, by its code."""
    order = np.argsort(log.ids, kind="stable")
    places = order[np.searchsorted(log.ids, np.array(trace, log.ids.dtype), sorter=order)]
    return [int(m) for m in log.matter[places]]
