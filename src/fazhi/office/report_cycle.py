"""The life of a report: words, review, sent back, approved, deliberated, frozen, submitted, published. What was frozen is never edited."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from fazhi.kernel.faults import ConflictFault, FactFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.draft_report import draft
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_sealed import drift, sealed_draft
from fazhi.office.report_words import Words, check_words, clean, own_key, seen_as, words_of
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind
from fazhi.store import files, read, report_entries
from fazhi.store.report_entries import Entry
from fazhi.store.rows import EventRow, EvidenceRow
from fazhi.store.turn import writing

LONGEST = 5000
DATA = "（定稿数据）.txt"  # JSON, under a name that evidence may have
TURNS = ("return", "reopen")
APPROVED = "审阅同意"


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
class Cycle:
    """Where a report stands. `steps`: (what, the day it happened); `open`: whether words may still be written.

    approved, deliberated: the days of it, None as long as it did not happen after the report was last sent back, opened
    again or (approved) worded, or its figures moved; highest: the highest number a version ever had; events: what stands on its matters.
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
    events = _events(ever, kind, period)
    frozen, highest = _frozen(ever, kind, period)
    last = max((n for n, e in enumerate(rows, start=1) if e.act == "freeze"), default=0)
    is_open = not frozen or any(e.act == "reopen" for e in rows[last:])
    round = _round(rows, last, is_open)
    approved = _approved(round)
    deliberated = _deliberated(kind, events, round)
    sent = [e for e in round if e.act in ("send", "return", "approve")]
    begun = min([_day(e.at) for e in rows if e.act == "word"] + [e.happened_on for e in events], default=None)
    stages = [("起草", begun), ("送审", _day(sent[-1].at) if sent and sent[-1].act != "return" else None)]
    stages.append((APPROVED, approved))
    if kind.deliberated:
        stages.append(("会议审议", deliberated))
    stages.append(("定稿", frozen[-1].event.happened_on if frozen and not is_open else None))
    stages += [(shelf().steps[s].title, _after(s, events, frozen, is_open)) for s in kind.after]
    matter = frozen[-1].event.matter if frozen else events[-1].matter if events else ""
    return Cycle(matter, tuple(stages), frozen, tuple(rows), is_open, approved, deliberated, highest, tuple(events))


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


def _deliberated(kind: ReportKind, events: Sequence[EventRow], round: Sequence[Entry]) -> date | None:
    """The day of the meeting that discussed the report after it was last sent back or opened again."""
    turn = next((e for e in reversed(round) if e.act in TURNS), None)
    days = [
        e.happened_on
        for e in events
        if e.step == kind.deliberated
        and (turn is None or (e.id > int(turn.key or 0) and e.happened_on >= _day(turn.at)))
    ]
    return days[-1] if days else None


def _after(step: str, events: Sequence[EventRow], frozen: Sequence[Frozen], is_open: bool) -> date | None:
    """The day the frozen version was submitted or published; of reports that were never frozen here, the day on record."""
    if frozen and is_open:
        return None
    days = [e.happened_on for e in events if e.step == step and (not frozen or e.id > frozen[-1].event.id)]
    return days[0] if days else None


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


def write(
    actor: Actor,
    unit: str,
    kind: ReportKind,
    period: Period,
    act: str,
    *,
    key: str = "",
    text: str = "",
    base: int = 0,
    over: str = "",
) -> None:
    """Write words, a remark, or a step of the review.

    base: how often the words of `key` had been written when they were shown; over: the sentence of the records they were
    written over (empty: as the records give it now).

    Raises AccessFault, InputFault (no such sentence), FactFault (frozen, too long, no reason, words that say nothing, out of
    order), ConflictFault (somebody else wrote the same sentence meanwhile).
    """
    require(actor, "write_report" if act in ("word", "send", "reopen") else "review_report", unit)
    said = clean(text)
    check_text(act, said, key, asked_by(kind, key))
    made, stood = _check_key(unit, kind, period, act, key)
    with writing():
        cycle = cycle_of(unit, kind, period)
        check_order(act, cycle)
        if act == "word":
            check_base(cycle.words, key, said, base)
        about = str(read.last_event_id()) if act in TURNS else key
        kept = {"word": over[:LONGEST] or made, "remark": stood}.get(act, "")
        if act == "approve":
            kept = seen_as(draft(unit, kind, period, clock.today(), cycle.words))
        add(actor, unit, kind, period, act, about, said, kept)


def add_own(actor: Actor, unit: str, kind: ReportKind, period: Period, part: str, text: str) -> None:
    """Add a paragraph of the writer's own to a part. Raises as `write` does."""
    require(actor, "write_report", unit)
    if part not in {str(n) for n in range(1, len(kind.parts) + 1)}:
        raise InputFault(
            Problem("报告", f"没有第{part[:8]}部分", f"1到{len(kind.parts)}", "回到报告页重新点", "no such part")
        )
    said = clean(text)
    if not said:
        raise FactFault(Problem("自己写的一段", "没有写", "一句话以上", "写好再加", "nothing was written"))
    check_text("word", said)
    with writing():
        check_order("word", cycle_of(unit, kind, period))
        add(actor, unit, kind, period, "word", own_key(int(part)), said)


def sealed(actor: Actor, unit: str, kind: ReportKind, period: Period, version: int) -> None:
    """Note among the entries that a version was frozen, so that what came before and after it is known."""
    add(actor, unit, kind, period, "freeze", "", f"第{version}稿")


def add(
    actor: Actor, unit: str, kind: ReportKind, period: Period, act: str, key: str, text: str, over: str = ""
) -> None:
    """Write an entry that was looked at already."""
    report_entries.add(Entry(unit, kind.id, period.text(), act, key, text, actor.person, actor.name, clock.now(), over))


def asked_by(kind: ReportKind, key: str) -> str:
    """What the blank of a whole part asks for, in the form's words; empty for other keys."""
    return next((p.words for n, p in enumerate(kind.parts, start=1) if key == f"todo:{n}"), "")


def check_text(act: str, said: str, key: str = "", asked: str = "") -> None:
    """Go on, or raise FactFault for words too long, a step without its reason, words that say nothing."""
    if len(said) > LONGEST:
        raise FactFault(Problem("报告", f"有{len(said)}个字", f"{LONGEST}字以内", "分成几段", "text too long"))
    if act in ("return", "reopen", "remark") and not said:
        raise FactFault(Problem("报告", "没有写理由", "一句话", "写明理由", "no reason given"))
    if act == "word":
        check_words(said, key, asked)


def _check_key(unit: str, kind: ReportKind, period: Period, act: str, key: str) -> tuple[str, str]:
    """Words and remarks are about a sentence that there is, or words that there were; the rest is about the whole report.

    Returned is the sentence as the records give it now, and as it stands in the report; empty where there is none.
    """
    if not key and act != "word":
        return "", ""
    stands, cycle, _ = shown(unit, kind, period, clock.today())
    made = {s.key: (s.made, s.text) for s in stands.sentences()}
    known = made.keys() | cycle.words.versions.keys()
    if act not in ("word", "remark") or key not in known:
        raise InputFault(
            Problem(
                "报告", "没有这句话，可能台账变了", "", "回到报告页重新打开这句话", "no such sentence in the report"
            )
        )
    return made.get(key, ("", ""))


def check_order(act: str, cycle: Cycle) -> None:
    """Go on, or raise FactFault for what does not follow on where the report stands."""
    if act == "reopen" and cycle.open:
        what = "另一稿已经开了" if cycle.frozen else "还没有定稿，不用另开一稿"
        raise FactFault(Problem("报告", what, "", "直接在报告里改", "nothing frozen to open again"))
    if act not in ("reopen", "remark") and not cycle.open:
        what = "已经定稿，不能再改"
        raise FactFault(Problem("报告", what, "更正要另开一稿", "点“另开一稿”，写明为什么改", "the report is frozen"))


def check_base(words: Words, key: str, said: str, base: int) -> None:
    """Go on, or raise ConflictFault when somebody else wrote the words of `key` meanwhile."""
    if words.versions.get(key, 0) == base:
        return
    now = words.texts.get(key, "")
    stands = f"现在是：“{now}”" if now else "已经清空"
    what = f"{words.by.get(key, '')}在你打开以后改过，{stands}。你写的没有保存：“{said}”"
    raise ConflictFault(
        Problem("这句话", what, "", "抄下自己写的，回到报告页看过新的再改", "somebody else wrote meanwhile")
    )


def current(unit: str, kind: ReportKind, period: Period, as_of: date) -> tuple[Draft, Cycle]:
    """The draft in the writer's words, and where it stands: what was approved with other sentences or figures is not approved."""
    cycle = cycle_of(unit, kind, period)
    made = draft(unit, kind, period, as_of, cycle.words)
    return made, _still_approved(cycle, made)


def _still_approved(cycle: Cycle, made: Draft) -> Cycle:
    given = next((e.over for e in reversed(cycle.entries) if e.act == "approve"), "")
    if not cycle.open or cycle.approved is None or given in ("", seen_as(made)):
        return cycle
    steps = tuple((title, None if title == APPROVED else day) for title, day in cycle.steps)
    return replace(cycle, approved=None, steps=steps)


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
