"""The life of a report: words, review, sent back, deliberated, frozen, submitted, published. What was frozen is never edited."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fazhi.kernel.faults import FactFault, Problem
from fazhi.kernel.why import zh
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.draft_report import draft
from fazhi.office.evidence import NewFile
from fazhi.office.record_event import record
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_words import Words, words_of
from fazhi.office.requests import RecordRequest
from fazhi.office.rules import shelf
from fazhi.office.write_report import report_docx
from fazhi.packs.read_reports import ReportKind
from fazhi.store import files, read, report_entries
from fazhi.store.report_entries import Entry
from fazhi.store.rows import EventRow, EvidenceRow

LONGEST = 5000
DATA = "（定稿数据）.txt"  # JSON, under a name that evidence may have
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version as it was frozen: the record that keeps it, its files, and what it says it changed."""

    version: int
    event: EventRow
    files: tuple[EvidenceRow, ...]
    changed: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """Where a report stands. `steps`: (what, the day it happened); `open`: whether words may still be written."""

    matter: str
    steps: tuple[tuple[str, date | None], ...]
    frozen: tuple[Frozen, ...]
    entries: tuple[Entry, ...]
    open: bool
    deliberated: bool

    @property
    def words(self) -> Words:
        """The writer's words."""
        return words_of(self.entries)

    @property
    def talk(self) -> list[Entry]:
        """Everything but words: remarks, sent, sent back, approved, opened again."""
        return [e for e in self.entries if e.act != "word"]


def cycle_of(unit: str, kind: ReportKind, period: Period) -> Cycle:
    """Where the report stands. Price: four queries."""
    rows = report_entries.entries(unit, kind.id, period.text())
    events = _events(unit, kind, period)
    frozen = _frozen(kind, period, events)
    last = max((f.event.recorded_at for f in frozen), default=None)
    reopened = last is None or any(e.act == "reopen" and e.at > last for e in rows)
    done = {e.step: e.happened_on for e in reversed(events)}
    sent = [e for e in rows if e.act in ("send", "return", "approve")]
    review = sent[-1].at.date() if sent and sent[-1].act != "return" else None
    begun = min([e.at.date() for e in rows if e.act == "word"] + [e.happened_on for e in events], default=None)
    steps = [("起草", begun), ("送审", review)]
    if kind.deliberated:
        steps.append(("会议审议", done.get(kind.deliberated)))
    steps.append(("定稿", frozen[-1].event.happened_on if frozen and not reopened else None))
    steps += [(shelf().steps[s].title, done.get(s)) for s in after_frozen(kind)]
    matter = events[-1].matter if events else ""
    return Cycle(matter, tuple(steps), frozen, tuple(rows), reopened, kind.deliberated in done or not kind.deliberated)


def after_frozen(kind: ReportKind) -> list[str]:
    """Steps of the ledger that come after a report is frozen: submitted, published."""
    return [
        s.id for s in shelf().ledgers[kind.ledger].steps if s.id.endswith(("submitted_upward", "published", "sent"))
    ]


def _events(unit: str, kind: ReportKind, period: Period) -> list[EventRow]:
    """Records of the matter that is this report: the one whose period is named in any of its records."""
    steps = {s.id for s in shelf().ledgers[kind.ledger].steps}
    rows = read.standing({unit}, steps)
    mine = {e.matter for e in rows if _is(e, kind, period)}
    return [e for e in rows if e.matter in mine]


def _is(event: EventRow, kind: ReportKind, period: Period) -> bool:
    facts = event.facts
    if facts.get("paper_kind"):
        return facts["paper_kind"] == kind.name and facts.get("paper_period") == period.text()
    year = facts.get("report_year")
    return isinstance(year, int | float) and int(year) == period.year and kind.ledger != "report_paper"


def _frozen(kind: ReportKind, period: Period, events: Sequence[EventRow]) -> tuple[Frozen, ...]:
    rows = [e for e in events if e.step == kind.frozen and _is(e, kind, period)]
    kept: dict[int, list[EvidenceRow]] = {}
    for file in read.evidence_of([e.id for e in rows]):
        kept.setdefault(file.event, []).append(file)
    return tuple(
        Frozen(n, e, tuple(kept.get(e.id, ())), str(e.facts.get("paper_changed") or ""))
        for n, e in enumerate(rows, start=1)
    )


def write(
    actor: Actor, unit: str, kind: ReportKind, period: Period, act: str, *, key: str = "", text: str = ""
) -> None:
    """Write words, a remark, or a step of the review. Raises AccessFault, FactFault (frozen, too long, no reason)."""
    require(actor, "write_report" if act in ("word", "send", "reopen") else "review_report", unit)
    if len(text) > LONGEST:
        raise FactFault(Problem("报告", f"有{len(text)}个字", f"{LONGEST}字以内", "分成几段", "text too long"))
    if act in ("return", "reopen", "remark") and not text.strip():
        raise FactFault(Problem("报告", "没有写理由", "一句话", "写明理由", "no reason given"))
    cycle = cycle_of(unit, kind, period)
    if act != "reopen" and act != "remark" and not cycle.open:
        what = "已经定稿，不能再改"
        raise FactFault(Problem("报告", what, "更正要另开一稿", "点“另开一稿”，写明为什么改", "the report is frozen"))
    name = actor.name
    report_entries.add(Entry(unit, kind.id, period.text(), act, key, text.strip(), actor.person, name, clock.now()))


def current(unit: str, kind: ReportKind, period: Period, as_of: date) -> tuple[Draft, Cycle]:
    """The draft in the writer's words, and where it stands."""
    cycle = cycle_of(unit, kind, period)
    return draft(unit, kind, period, as_of, cycle.words), cycle


def freeze(actor: Actor, unit: str, kind: ReportKind, period: Period, *, confirmed: bool) -> int:
    """Freeze the report as it stands: words, figures, findings, versions of the packs, sealed as a record with its files.

    confirmed: the writer has seen the list of what is not bound to records. Raises FactFault with what is still open; nothing is
    written then. The version is returned.
    """
    require(actor, "write_report", unit)
    today = clock.today()
    made, cycle = current(unit, kind, period, today)
    _ready(made, cycle, kind, confirmed)
    version = len(cycle.frozen) + 1
    content = frozen_content(made, version, cycle)
    changed = str(content["changed"])
    name, word = report_docx(replace(made, title=made.title), final=True)
    facts: dict[str, object] = {
        "paper_kind": kind.name,
        "paper_period": period.text(),
        "paper_version": version,
        "paper_changed": changed,
    }
    sent = (
        NewFile(name, word, "paper_file"),
        NewFile(f"{made.title}{DATA}", json.dumps(content, ensure_ascii=False, indent=1).encode(), "paper_file"),
    )
    matter = cycle.matter or _opened(actor, unit, kind, made, today)
    if kind.opens == kind.frozen:
        facts["paper_title"] = made.title
    wish = RecordRequest(kind.frozen, today, unit="" if matter else unit, matter=matter, facts=facts, files=sent)
    record(actor, wish, freezing=True)
    return version


def _ready(made: Draft, cycle: Cycle, kind: ReportKind, confirmed: bool) -> None:
    if not cycle.open:
        raise FactFault(Problem("定稿", "已经定稿", "", "要改请另开一稿", "frozen already"))
    points = made.open_points()
    if points:
        shown = "；".join(points[:SHOWN]) + (f"……共{len(points)}处" if len(points) > SHOWN else "")
        raise FactFault(Problem("定稿", f"还有没写完的：{shown}", "", "写完再定稿", "blanks are left"))
    if not cycle.deliberated:
        step = shelf().steps[kind.deliberated].title
        raise FactFault(Problem("定稿", "还没有经过会议审议", "", f"先记录“{step}”", "not deliberated yet"))
    loose = [s for s in made.sentences() if s.loose]
    if loose and not confirmed:
        what = f"有{len(loose)}句的数字或者断言没有记录支持"
        raise FactFault(
            Problem("定稿", what, "改回记录里的数，或者逐句看过以后确认", "看过清单，勾选确认", "unbound claims")
        )


def _opened(actor: Actor, unit: str, kind: ReportKind, made: Draft, today: date) -> str:
    """The matter of the report, opened when the first thing recorded of it is that it was drafted."""
    if kind.opens == kind.frozen:
        return ""
    opening = shelf().steps[kind.opens]
    facts: dict[str, object] = {shelf().ledgers[kind.ledger].name_field: made.title}
    if opening.field("report_year") is not None:
        facts["report_year"] = made.period.year
    return record(actor, RecordRequest(kind.opens, today, unit=unit, facts=facts)).matter


def frozen_content(made: Draft, version: int, cycle: Cycle) -> dict[str, object]:
    """All that a frozen report rests on, as data; `changed`: what differs from the version before, in one sentence."""
    sentences = [
        {
            "key": s.key,
            "text": s.text,
            "composed": s.made,
            "branch": s.branch,
            "events": list(s.trace),
            "findings": list(s.findings),
            "own": s.own,
            "unbound": list(s.loose),
        }
        for s in made.sentences()
    ]
    reason = next((e.text for e in reversed(cycle.entries) if e.act == "reopen"), "")
    return {
        "title": made.title,
        "kind": made.kind.id,
        "period": made.period.text(),
        "as_of": made.as_of.isoformat(),
        "version": version,
        "changed": _changed(sentences, cycle, reason),
        "packs": {p.id: p.version for p in shelf().packs},
        "sentences": sentences,
        "tables": [
            {"caption": t.caption, "head": list(t.head), "rows": [list(r) for r in t.rows]} for t in made.tables()
        ],
    }


def _changed(sentences: Sequence[Mapping[str, object]], cycle: Cycle, reason: str) -> str:
    if not cycle.frozen:
        return ""
    before = content_of(cycle.frozen[-1])
    old = {str(s["key"]): s["text"] for s in before.get("sentences", ())}
    new = {str(s["key"]): s["text"] for s in sentences}
    moved = sum(1 for k in new if k in old and old[k] != new[k])
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    told = f"改{moved}句，增{added}句，删{gone}句（对照{zh(cycle.frozen[-1].event.happened_on)}第{cycle.frozen[-1].version}稿）"
    return f"{reason}：{told}" if reason else told


def content_of(frozen: Frozen) -> dict[str, list[dict[str, object]]]:
    """The data of a frozen version; empty when its file was erased."""
    data = next((f for f in frozen.files if f.name.endswith(DATA)), None)
    if data is None:
        return {}
    path = files.path_of(data.digest)
    return dict(json.loads(path.read_bytes())) if path.exists() else {}
