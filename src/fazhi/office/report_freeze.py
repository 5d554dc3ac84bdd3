"""Freeze a report: both its copies, what it rests on and who looked at it, as one sealed record. All of it in one transaction."""

from __future__ import annotations

import hashlib
import json

from fazhi.kernel.faults import ConflictFault, FactFault, Problem
from fazhi.kernel.why import zh
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.evidence import NewFile
from fazhi.office.record_event import record
from fazhi.office.report_cycle import DATA, Cycle, content_of, current
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_enter import sealed
from fazhi.office.report_left import check_left, still_running
from fazhi.office.report_next import opened
from fazhi.office.report_sealed import cells_changed, changed_since, frozen_content
from fazhi.office.report_words import barred, digest_of, unbound
from fazhi.office.requests import RecordRequest
from fazhi.office.write_report import ISSUE, PROOF, report_docx
from fazhi.packs.read_reports import ReportKind
from fazhi.store.turn import writing

SHOWN = 6


def freeze(actor: Actor, unit: str, kind: ReportKind, period: Period, *, seen: str = "", early: bool = False) -> int:
    """Freeze the report as it stands: words, figures, findings, versions of the packs, sealed as a record with its files.

    seen: the digest of the list of unbound sentences the writer was shown and confirms, see `digest_of`; early: the writer knows
    that the period is not over. Raises FactFault with
    what is still open, ConflictFault when that list is another one by now; nothing is written then. The version is returned.
    Price: a draft and four reviews while no one else can write.
    """
    require(actor, "write_report", unit)
    today = clock.today()
    with writing():
        made, cycle = current(unit, kind, period, today)
        _ready(made, cycle, seen)
        _check_over(made, early)
        version = cycle.highest + 1
        changed = _changed(made, cycle)
        _record(actor, unit, made, cycle, version, changed)
        sealed(actor, unit, kind, period, version)
    return version


def _record(actor: Actor, unit: str, made: Draft, cycle: Cycle, version: int, changed: str) -> None:
    kind, today = made.kind, made.as_of
    copies = [report_docx(made, copy, confirmed_by=actor.name) for copy in (ISSUE, PROOF)]
    digests = {name: hashlib.sha256(word).hexdigest() for name, word in copies}
    content = json.dumps(
        frozen_content(made, version, changed, actor.name) | {"copies": digests}, ensure_ascii=False, indent=1
    )
    facts: dict[str, object] = {
        "paper_kind": kind.name,
        "paper_period": made.period.text(),
        "paper_version": version,
        "paper_changed": changed,
    }
    if kind.opens == kind.frozen:
        facts["paper_title"] = made.title
    named = (*copies, (f"{made.title}{DATA}", content.encode()))
    sent = tuple(NewFile(name, one, "paper_file") for name, one in named)
    matter = cycle.matter or opened(actor, unit, made, today)
    key = hashlib.sha256(f"freeze/{unit}/{kind.id}/{made.period.text()}/{version}".encode()).hexdigest()
    at = "" if matter else unit
    wish = RecordRequest(kind.frozen, today, unit=at, matter=matter, facts=facts, files=sent, idempotency_key=key)
    record(actor, wish, freezing=True)


def _ready(made: Draft, cycle: Cycle, seen: str) -> None:
    if not cycle.open:
        raise FactFault(Problem("定稿", "已经定稿", "", "要改请另开一稿", "frozen already"))
    check_left(made, cycle)
    _check_unbound(made, seen)


def _check_over(made: Draft, early: bool) -> None:
    if made.is_early and not early:
        what = f"{still_running(made)}，数字只到{zh(made.as_of)}"
        mend = "到期以后再定稿；现在就要报的，勾选“知道”"
        raise FactFault(Problem("定稿", what, "", mend, "the period is not over"))


def _check_unbound(made: Draft, seen: str) -> None:
    claims = barred(made)
    if claims:
        shown = "；".join(f"“{s.text[:40]}”" for s in claims[:SHOWN])
        what = f"有{len(claims)}句说全部做到或者一件没有，没有核对结论支持：{shown}"
        raise FactFault(
            Problem("定稿", what, "台账核对得出的结论", "改成记录里有的说法，或者先补核查记录", "unproven claims")
        )
    loose = unbound(made)
    if loose and not seen:
        what = f"有{len(loose)}句的数字或者断言没有记录支持"
        raise FactFault(
            Problem("定稿", what, "改回记录里的数，或者逐句看过以后确认", "看过清单，勾选确认", "unbound claims")
        )
    if loose and seen != digest_of(loose):
        what = "没有记录支持的语句在你看过以后又变了"
        raise ConflictFault(Problem("定稿", what, "", "回到报告页，看过新的清单再确认", "the list was another one"))


def _changed(made: Draft, cycle: Cycle) -> str:
    """What differs from the version before and why, in one sentence; empty for the first."""
    if not cycle.frozen:
        return ""
    before = cycle.frozen[-1]
    moved, added, gone = changed_since(content_of(before), made)
    cells = cells_changed(content_of(before), made)
    told = f"改{moved}句，增{added}句，删{gone}句{f'，表里改{cells}格' if cells else ''}（对照{zh(before.event.happened_on)}第{before.version}稿）"
    reason = next((e.text for e in reversed(cycle.entries) if e.act == "reopen"), "")
    return f"{reason}：{told}" if reason else told
