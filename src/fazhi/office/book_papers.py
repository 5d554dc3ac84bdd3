"""The papers of an inspection book: which stand, and of what day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.why import zh
from fazhi.office.dossier import DIGEST_HEAD, short_digest
from fazhi.paper.document import PaperRow
from fazhi.store import read
from fazhi.store.rows import EventRow, EvidenceRow, MatterRow

COLUMNS = (("序号", 12), ("材料名称", 37), ("所属事项", 32), ("日期", 38), ("份数", 13), (DIGEST_HEAD, 24))


@dataclass(frozen=True, slots=True)
class Paper:
    """A file with the record it proves, which stands; `earlier`: it came with what that record corrects."""

    matter: MatterRow
    event: EventRow
    file: EvidenceRow
    earlier: bool


def papers_of(
    matters: Sequence[MatterRow], events: Mapping[str, Sequence[EventRow]], span: tuple[date, date]
) -> list[Paper]:
    """Papers of the records that stand and happened in `span`, by ledger, matter and day; those of voided records stay out."""
    kept: dict[int, list[EvidenceRow]] = {}
    for file in read.evidence_of([e.id for rows in events.values() for e in rows]):
        kept.setdefault(file.event, []).append(file)
    found = []
    for matter in sorted(matters, key=lambda m: (m.ledger, m.opened_on, m.name, m.id)):
        known = {e.id: e for e in events.get(matter.id, ())}
        for event in known.values():
            if event.void or event.corrected_by or not span[0] <= event.happened_on <= span[1]:
                continue
            for told in _with_earlier(event, known):
                found += [Paper(matter, event, f, told is not event) for f in kept.get(told.id, ())]
    return found


def _with_earlier(event: EventRow, known: Mapping[int, EventRow]) -> Iterator[EventRow]:
    """The record, and those that it corrects."""
    told: EventRow | None = event
    while told is not None:
        yield told
        told = known.get(told.corrects) if told.corrects else None


def contents(papers: Sequence[Paper]) -> tuple[PaperRow, ...]:
    """卷内目录: a row for each paper under COLUMNS."""
    return tuple(
        PaperRow(
            n,
            (
                f"{p.file.name}（更正前所附）" if p.earlier else p.file.name,
                p.matter.name,
                zh(p.event.happened_on),
                "1份",
                short_digest(p.file.digest),
            ),
        )
        for n, p in enumerate(papers, start=1)
    )


def numbers(found: Sequence[int]) -> str:
    """Numbers in order, runs drawn together.

    >>> numbers([1, 2, 3, 7])
    '1—3、7'
    """
    runs: list[list[int]] = []
    for n in found:
        if runs and runs[-1][-1] == n - 1:
            runs[-1][1:] = [n]
        else:
            runs.append([n])
    return "、".join(f"{r[0]}—{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
