"""一键成册: the papers of one system or one indicator for an inspection, as one zip: cover, contents, ledgers, numbered papers by matter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from fazhi.kernel.faults import InputFault, Problem, SealFault
from fazhi.kernel.ledger import Ledger
from fazhi.kernel.why import zh
from fazhi.office.access import Actor, require
from fazhi.office.appraisal import score_sheet
from fazhi.office.dossier import put, safe_name
from fazhi.office.export_ledger import ledger_sheet
from fazhi.office.prepare import names_of
from fazhi.office.review import review
from fazhi.office.rules import shelf
from fazhi.paper.document import AnnexRow, Document, Grid, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.sheet_write import write_workbook
from fazhi.store import files, notes, read
from fazhi.store.rows import EventRow, EvidenceRow, MatterRow

MOST_FILES, MOST_BYTES, MOST_MATTERS = 2000, 500 << 20, 20_000
Papers = list[tuple[MatterRow, EventRow, EvidenceRow]]


def inspection_book(actor: Actor, unit: str, about: str, year: int, as_of: date) -> tuple[str, bytes]:
    """(file name, zip) of one system (S05) or one indicator of the score sheet (its number, from 1) for township `unit` in a year.

    The same records give the same bytes. Raises AccessFault, InputFault (no such system or indicator, too much), SealFault when a file
    is not what it was. Price: its files in memory.
    """
    require(actor, "read", unit)
    title, systems = _about(about)
    ledgers = [x for p in shelf().packs for x in p.ledgers if x.system in systems]
    scope = read.below(unit, actor.units)
    span = (date(year, 1, 1), date(year, 12, 31))
    own = {x.id for x in ledgers}
    matters = [m for m in read.matters(scope, "", "", span, size=MOST_MATTERS)[0] if m.ledger in own]
    events = read.events_of_matters([m.id for m in matters])
    papers = _papers(matters, events)
    counted = [
        (x, [m for m in matters if m.ledger == x.id], sum(m.ledger == x.id for m, _, _ in papers)) for x in ledgers
    ]
    _bounded(papers)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        name = actor.units[unit].name
        cover = _cover(name, title, unit, systems, year, as_of, counted, papers)
        put(archive, "00 封面和卷内目录.docx", write_document(cover))
        remarks = notes.notes_of_matters([m.id for m in matters])
        names = names_of(e.facts for rows in events.values() for e in rows)
        for n, (ledger, told, _) in enumerate(counted, start=1):
            if told:
                book = write_workbook([ledger_sheet(name, ledger, told, events, names, remarks, as_of)])
                put(archive, f"01 台账/{n:02} {safe_name(ledger.title)}.xlsx", book)
        for n, (matter, _, file) in enumerate(papers, start=1):
            if not files.is_intact(file.digest):
                raise SealFault(Problem(file.name, "文件与封存的摘要不符", "", "先运行 fazhi verify", "file changed"))
            path = f"02 材料/{safe_name(matter.name)}/{n:03} {safe_name(file.name)}"
            put(archive, path, files.path_of(file.digest).read_bytes())
    return f"{safe_name(actor.units[unit].name)}{year}年{safe_name(title)}卷.zip", out.getvalue()


def _about(about: str) -> tuple[str, Collection[str]]:
    """(title, systems) of a system or of an indicator."""
    items = score_sheet().items
    if about in shelf().systems:
        return shelf().systems[about], (about,)
    if about.isdecimal() and 1 <= int(about) <= len(items):
        return items[int(about) - 1].name, items[int(about) - 1].systems
    allowed = "、".join((*shelf().systems, *map(str, range(1, len(items) + 1))))
    raise InputFault(Problem(f"业务或者指标 {about}", "没有这一项", allowed, "换一个", "no such system or indicator"))


def _papers(matters: Sequence[MatterRow], events: Mapping[str, Sequence[EventRow]]) -> Papers:
    """Every file of matters, the oldest matter first."""
    kept: dict[int, list[EvidenceRow]] = {}
    for file in read.evidence_of([e.id for rows in events.values() for e in rows]):
        kept.setdefault(file.event, []).append(file)
    ordered = sorted(matters, key=lambda m: (m.ledger, m.opened_on, m.name))
    return [(m, e, f) for m in ordered for e in events.get(m.id, ()) if not e.void for f in kept.get(e.id, ())]


def _bounded(papers: Papers) -> None:
    size = sum(f.size for _, _, f in papers)
    if len(papers) > MOST_FILES or size > MOST_BYTES:
        what = f"有{len(papers)}件、{size >> 20}MB"
        raise InputFault(
            Problem("成册", what, f"{MOST_FILES}件、{MOST_BYTES >> 20}MB以内", "分事项下载案卷", "too much")
        )


def _cover(
    name: str,
    title: str,
    unit: str,
    systems: Collection[str],
    year: int,
    as_of: date,
    counted: Sequence[tuple[Ledger, Sequence[MatterRow], int]],
    papers: Papers,
) -> Document:
    """Which ledgers, how each duty stands, and every paper by its number."""
    duties = {d.id for p in shelf().packs if p.system in systems for d in p.duties}
    short = [f for f in review(unit, as_of).exceptions if f.duty.id in duties and f.due and f.due.year == year]
    told = f"本卷收{name}{year}年“{title}”的台账{sum(1 for _, told, _ in counted if told)}本、材料{len(papers)}件。"
    grid = Grid(
        "台账和材料",
        ("台账", "事项", "材料"),
        tuple((x.title, str(len(told)), str(k)) for x, told, k in counted if told) or (("没有记录", "0", "0"),),
    )
    blocks: list[Heading | Paragraph | Grid] = [Heading(1, "一、卷内情况"), Paragraph((Run(told),)), grid]
    blocks.append(Heading(1, "二、没有做到和正在办理的"))
    blocks += [Paragraph((Run(f"{f.duty.title}：{f.subject_name}。{f.why}"),)) for f in short] or [
        Paragraph((Run("没有。"),))
    ]
    rows = tuple(
        AnnexRow(n, f"{matter.name}：{file.name}", (zh(event.happened_on),), (f"{file.digest[:16]}…",))
        for n, (matter, event, file) in enumerate(papers, start=1)
    )
    return Document(f"{name}{year}年{title}检查卷", "", tuple(blocks), name, zh(as_of), "卷内目录", rows)
