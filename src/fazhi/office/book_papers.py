"""The papers of an inspection book: which stand, of what day, and which duty each of them is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Duty, selects_of
from fazhi.kernel.why import zh
from fazhi.office.rules import shelf
from fazhi.paper.document import Grid, PaperRow
from fazhi.store import read
from fazhi.store.rows import EventRow, EvidenceRow, MatterRow

COLUMNS = (("序号", 12), ("材料名称", 44), ("所属事项", 36), ("日期", 24), ("页数（份数）", 16), ("文件摘要", 24))
DIGEST_SHOWN = 16


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
                f"{p.file.digest[:DIGEST_SHOWN]}…",
            ),
        )
        for n, p in enumerate(papers, start=1)
    )


def index_by_duty(papers: Sequence[Paper], systems: Collection[str], span: tuple[date, date]) -> Grid:
    """Every duty of the systems that was in force in `span`, with the numbers of its papers; papers of none stand last."""
    duties: dict[str, list[Duty]] = {}
    for duty in shelf().duties:
        if duty.system in systems and duty.since <= span[1] and (duty.until is None or duty.until >= span[0]):
            duties.setdefault(duty.id, []).append(duty)
    rows, placed = [], set[int]()
    for versions in duties.values():
        told = [n for n, p in enumerate(papers, start=1) if any(_is_about(d, p.event) for d in versions)]
        placed |= set(told)
        rows.append((versions[-1].title, numbers(told) or "没有材料", str(len(told))))
    rest = [n for n in range(1, len(papers) + 1) if n not in placed]
    if rest:
        rows.append(("其他材料", numbers(rest), str(len(rest))))
    return Grid("按职责查材料", ("职责", "材料序号", "份数"), tuple(rows))


def _is_about(duty: Duty, event: EventRow) -> bool:
    return any(
        select.step == event.step and all(event.facts.get(k) == v for k, v in select.where)
        for _, select in selects_of(duty)
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
