"""The life of a report: words, review, sent back, approved, deliberated, frozen, submitted, published. What was frozen is never edited."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from fazhi.office import clock
from fazhi.office.draft_report import draft
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_sealed import drift, sealed_draft
from fazhi.office.report_words import Words, moved_since, words_of
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind
from fazhi.store import files, read, report_entries
from fazhi.store.report_entries import Entry
from fazhi.store.rows import EventRow, EvidenceRow

DATA = "（定稿数据）.txt"  # JSON, under a name that evidence may have
TURNS = ("return", "reopen")
SENT, APPROVED, MEETING = "送审", "审阅同意", "会议审议"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version as it was frozen: the record that keeps it, its files, and what it says it changed."""

    version: int
    event: EventRow
    files: tuple[EvidenceRow, ...]
    changed: str

    def file(self, ending: str) -> EvidenceRow | None:
        """The file whose name ends so."""
        return next((f for f in self.files if f.name.endswith(ending)), None)


@dataclass(frozen=True, slots=True)
class Lapse:
    """An approval that does not hold any more. worded: the words written after it; else moved: keys of what reads otherwise now.

    moved is empty for approvals of before the keys were kept.
    """

    given: Entry
    worded: Entry | None = None
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cycle:
    """Where a report stands. `steps`: (what, the day it happened); `open`: whether words may still be written.

    approved, deliberated: the days of it, None as long as it did not happen after the report was last sent back, opened
    again or (approved) worded, or its figures moved; highest: the highest number a version ever had; events: what stands on its matters;
    lapse: the approval that fell, until the report is sent again; first: id of a record -> that of the one its corrections began with.
    """

    matter: str
    steps: tuple[tuple[str, date | None], ...]
    frozen: tuple[Frozen, ...]
    entries: tuple[Entry, ...]
    open: bool
    approved: date | None
    deliberated: date | None
    highest: int
    events: tuple[EventRow, ...] = ()
    lapse: Lapse | None = None
    first: Mapping[int, int] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The writer's words."""
        return words_of(self.entries)

    @property
    def talk(self) -> list[Entry]:
        """Everything but words: remarks, sent, sent back, approved, frozen, opened again."""
        return [e for e in self.entries if e.act != "word"]

    @property
    def remarks(self) -> list[Entry]:
        """Remarks on single sentences since the last version was frozen."""
        last = max((n for n, e in enumerate(self.entries, start=1) if e.act == "freeze"), default=0)
        return [e for e in self.entries[last:] if e.act == "remark" and e.key]

    @property
    def sent_back(self) -> Entry | None:
        """The return that nothing of the review came after."""
        turn = next((e for e in reversed(self.entries) if e.act not in ("word", "remark")), None)
        return turn if turn is not None and turn.act == "return" else None


def cycle_of(unit: str, kind: ReportKind, period: Period) -> Cycle:
    """Where the report stands. Price: three queries."""
    rows = report_entries.entries(unit, kind.id, period.text())
    steps = {s.id for s in shelf().ledgers[kind.ledger].steps}
    ever = read.ever({unit}, steps)
    events, first = _events(ever, kind, period), _first(ever)
    frozen, highest = _frozen(ever, kind, period)
    last = max((n for n, e in enumerate(rows, start=1) if e.act == "freeze"), default=0)
    is_open = not frozen or any(e.act == "reopen" for e in rows[last:])
    round = _round(rows, last, is_open)
    approved, lapse = _approved(round), _worded_since(round)
    deliberated = _deliberated(kind, events, round, first)
    sent = [e for e in round if e.act in ("send", "return", "approve")]
    begun = min([_day(e.at) for e in rows if e.act == "word"] + [e.happened_on for e in events], default=None)
    waits = sent and sent[-1].act != "return" and lapse is None
    stages = [("起草", begun), (SENT, _day(sent[-1].at) if waits else None), (APPROVED, approved)]
    if kind.deliberated:
        stages.append((MEETING, deliberated))
    stages.append(("定稿", frozen[-1].event.happened_on if frozen and not is_open else None))
    since = frozen[-1].event.id if frozen else 0
    gone = () if frozen and is_open else [e for e in events if first[e.id] > since]
    stages += [(shelf().steps[s].title, _after(s, gone)) for s in kind.after]
    matter = frozen[-1].event.matter if frozen else events[-1].matter if events else ""
    return Cycle(
        matter, tuple(stages), frozen, tuple(rows), is_open, approved, deliberated, highest, tuple(events), lapse, first
    )


def _day(at: datetime) -> date:
    return at.astimezone(clock.SHANGHAI).date()


def _round(rows: Sequence[Entry], last: int, is_open: bool) -> Sequence[Entry]:
    """What was written since the last version, while a new one is open; else what led to that version. last: entries up to it."""
    if is_open:
        return rows[last:]
    before = max((n for n, e in enumerate(rows[: max(last - 1, 0)], start=1) if e.act == "freeze"), default=0)
    return rows[before:last]


def _approved(round: Sequence[Entry]) -> date | None:
    """The day of the approval, if nothing was worded, sent, sent back or opened again after it."""
    steps = [e for e in round if e.act not in ("remark", "freeze")]
    return _day(steps[-1].at) if steps and steps[-1].act == "approve" else None


def _worded_since(round: Sequence[Entry]) -> Lapse | None:
    """The approval that words came after, and no other step since."""
    steps = [e for e in round if e.act not in ("remark", "freeze")]
    last = next((n for n in range(len(steps) - 1, -1, -1) if steps[n].act != "word"), -1)
    if last < 0 or steps[last].act != "approve" or steps[-1].act != "word":
        return None
    return Lapse(steps[last], steps[-1])


def _deliberated(
    kind: ReportKind, events: Sequence[EventRow], round: Sequence[Entry], first: Mapping[int, int]
) -> date | None:
    """The day of the meeting that discussed the report after it was last sent back or opened again."""
    turn = next((e for e in reversed(round) if e.act in TURNS), None)
    days = [
        e.happened_on
        for e in events
        if e.step == kind.deliberated
        and (turn is None or (first[e.id] > int(turn.key or 0) and e.happened_on >= _day(turn.at)))
    ]
    return days[-1] if days else None


def _after(step: str, gone: Sequence[EventRow]) -> date | None:
    """The day the frozen version was submitted or published; of reports that were never frozen here, the day on record."""
    return next((e.happened_on for e in gone if e.step == step), None)


def _first(ever: Sequence[EventRow]) -> dict[int, int]:
    """Id of a record -> that of the one its corrections began with: a correction is of the version that the record was of."""
    first: dict[int, int] = {}
    for event in sorted(ever, key=lambda e: e.id):
        first[event.id] = first.get(event.corrects or event.id, event.id)
    return first


def _events(ever: Sequence[EventRow], kind: ReportKind, period: Period) -> list[EventRow]:
    """What stands on the matters of this report. A matter is of one period: what its opening record says, else the first that says one."""
    standing = [e for e in ever if not e.void and not e.corrected_by]
    said: dict[str, str] = {}
    for event in sorted(standing, key=lambda e: (e.step != kind.opens, e.id)):
        named = _named(event, kind)
        if named is not None:
            said.setdefault(event.matter, named)
    return [e for e in standing if said.get(e.matter) == period.text()]


def _named(event: EventRow, kind: ReportKind) -> str | None:
    """The period a record names; empty when it is one of another kind, None when it names none."""
    if event.facts.get("paper_kind"):
        return str(event.facts.get("paper_period")) if event.facts["paper_kind"] == kind.name else ""
    year = event.facts.get("report_year")
    return str(int(year)) if isinstance(year, int | float) else None


def _frozen(ever: Sequence[EventRow], kind: ReportKind, period: Period) -> tuple[tuple[Frozen, ...], int]:
    """The versions, and the highest number there ever was. A version is what was sealed with its data, whatever was recorded of it later."""
    named = [e for e in ever if e.step == kind.frozen and _named(e, kind) == period.text()]
    rows = sorted((e for e in named if e.corrects is None), key=lambda e: e.id)
    kept: dict[int, list[EvidenceRow]] = {}
    for file in read.evidence_of([e.id for e in rows]) if rows else ():
        kept.setdefault(file.event, []).append(file)
    made = []
    for n, e in enumerate(rows, start=1):
        sealed = tuple(f for f in kept.get(e.id, ()) if f.recorded_at == e.recorded_at)
        if any(f.name.endswith(DATA) for f in sealed):
            made.append(Frozen(_version(e) or n, e, sealed, str(e.facts.get("paper_changed") or "")))
    return tuple(made), max([len(made), *(_version(e) for e in named)])


def _version(event: EventRow) -> int:
    told = event.facts.get("paper_version")
    return int(told) if isinstance(told, int | float) else 0


def current(unit: str, kind: ReportKind, period: Period, as_of: date) -> tuple[Draft, Cycle]:
    """The draft in the writer's words, and where it stands: what was approved with other sentences or figures is not approved."""
    cycle = cycle_of(unit, kind, period)
    made = draft(unit, kind, period, as_of, cycle.words)
    return made, _still_approved(cycle, made)


def _still_approved(cycle: Cycle, made: Draft) -> Cycle:
    given = next((e for e in reversed(cycle.entries) if e.act == "approve"), None)
    if not cycle.open or cycle.approved is None or given is None:
        return cycle
    moved = moved_since(given.over, made)
    if moved is None:
        return cycle
    steps = tuple((title, None if title in (SENT, APPROVED) else day) for title, day in cycle.steps)
    return replace(cycle, approved=None, steps=steps, lapse=Lapse(given, moved=moved))


def shown(unit: str, kind: ReportKind, period: Period, as_of: date) -> tuple[Draft, Cycle, list[tuple[str, str]]]:
    """What people are to see: the draft while it is open, else what was sealed; and how it differs from the last version, see `drift`."""
    made, cycle = current(unit, kind, period, as_of)
    if not cycle.frozen:
        return made, cycle, []
    kept = sealed_draft(content_of(cycle.frozen[-1]), made)
    return made if cycle.open else kept, cycle, drift(kept, made)


def content_of(frozen: Frozen) -> dict[str, Any]:
    """The data of a frozen version; empty when its file was erased."""
    found = bytes_of(frozen, DATA)
    return dict(json.loads(found)) if found else {}


def bytes_of(frozen: Frozen, ending: str) -> bytes:
    """The bytes of a sealed file; none when it was erased."""
    file = frozen.file(ending)
    path = files.path_of(file.digest) if file else None
    return path.read_bytes() if path and path.exists() else b""
