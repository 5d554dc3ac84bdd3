"""一键成册: the papers of one system or one indicator for an inspection, as one zip: cover, contents, ledgers, numbered papers by matter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Sequence
from datetime import date

import numpy as np

from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.ledger import Ledger
from fazhi.kernel.why import zh
from fazhi.office.access import Actor, require
from fazhi.office.appraisal import score_sheet, year_of
from fazhi.office.book_duties import index_by_duty, standing
from fazhi.office.book_papers import COLUMNS, Paper, contents, papers_of
from fazhi.office.dossier import intact, put, safe_name
from fazhi.office.export_ledger import ledger_sheet
from fazhi.office.prepare import names_of
from fazhi.office.review import review
from fazhi.office.rules import shelf
from fazhi.office.unit_names import official
from fazhi.paper.document import Document, Grid, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.sheet_write import write_workbook
from fazhi.store import notes, read
from fazhi.store.rows import MatterRow

MOST_FILES, MOST_BYTES, MOST_MATTERS = 2000, 500 << 20, 20_000


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
    about_year = {e.matter for e in read.between(scope, *span) if e.ledger in own}
    _bounded(len(about_year), MOST_MATTERS, "个事项")
    matters, _ = read.matters(scope, ids=about_year, size=MOST_MATTERS)
    events = read.events_of_matters(about_year)
    papers = papers_of(matters, events, span)
    _bounded(len(papers), MOST_FILES, "件")
    _bounded(sum(p.file.size for p in papers) >> 20, MOST_BYTES >> 20, "MB")
    counted = [
        (x, [m for m in matters if m.ledger == x.id], sum(p.matter.ledger == x.id for p in papers)) for x in ledgers
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        name = actor.units[unit].name
        cover = _cover(name, title, unit, systems, year, as_of, counted, papers)
        put(archive, "00 封面和卷内目录.docx", write_document(cover))
        remarks = notes.notes_of_matters([m.id for m in matters])
        names = names_of(e.facts for rows in events.values() for e in rows)
        for n, (ledger, told) in enumerate(((x, told) for x, told, _ in counted if told), start=1):
            book = write_workbook([ledger_sheet(name, ledger, told, events, names, remarks, as_of)])
            put(archive, f"01 台账/{n:02} {safe_name(ledger.title)}.xlsx", book)
        for n, paper in enumerate(papers, start=1):
            path = f"02 材料/{safe_name(paper.matter.name)}/{n:03} {safe_name(paper.file.name)}"
            put(archive, path, intact(paper.file))
    return f"{safe_name(actor.units[unit].name)}{year}年{safe_name(title)}卷.zip", out.getvalue()


def years_kept(unit: str, as_of: date) -> list[int]:
    """The years of which there are records, the newest first. Price: one cached review."""
    days = np.unique(review(unit, as_of).log.day).astype("datetime64[D]")
    return sorted({int(y) + 1970 for y in days.astype("datetime64[Y]").astype(int)}, reverse=True)


def _about(about: str) -> tuple[str, Collection[str]]:
    """(title, systems) of a system or of an indicator."""
    items = score_sheet().items
    if about in shelf().systems:
        return shelf().systems[about], (about,)
    if about.isdecimal() and 1 <= int(about) <= len(items):
        return items[int(about) - 1].name, items[int(about) - 1].systems
    allowed = "、".join((*shelf().systems, *map(str, range(1, len(items) + 1))))
    raise InputFault(Problem(f"业务或者指标 {about}", "没有这一项", allowed, "换一个", "no such system or indicator"))


def _bounded(number: int, most: int, measure: str) -> None:
    if number > most:
        what, allowed = f"有{number}{measure}", f"{most}{measure}以内"
        raise InputFault(Problem("成册", what, allowed, "分业务成册，或者分事项下载案卷", "too much"))


def _cover(
    name: str,
    title: str,
    unit: str,
    systems: Collection[str],
    year: int,
    as_of: date,
    counted: Sequence[tuple[Ledger, Sequence[MatterRow], int]],
    papers: Sequence[Paper],
) -> Document:
    """Which ledgers, how each duty stands, every paper by its number, and the papers of each duty."""
    own = [f for f in review(unit, as_of).exceptions if f.duty.system in systems]
    asked = [f for f in own if year_of(f, as_of) == year]
    told = f"本卷收{name}{year}年“{title}”的台账{sum(1 for _, told, _ in counted if told)}本、材料{len(papers)}件。"
    grid = Grid(
        "台账和材料",
        ("台账", "事项", "材料"),
        tuple((x.title, str(len(told)), str(k)) for x, told, k in counted if told) or (("没有记录", "0", "0"),),
    )
    blocks: list[Heading | Paragraph | Grid] = [Heading(1, "一、卷内情况"), Paragraph((Run(told),)), grid]
    blocks += standing(asked)
    cover = (("单位", official(name)), ("年度", f"{year}年"), ("材料", f"共{len(papers)}件"), ("成册日期", zh(as_of)))
    index = index_by_duty(unit, papers, systems, (date(year, 1, 1), date(year, 12, 31)), as_of)
    return Document(
        title=f"{name}{year}年{title}检查卷",
        addressee="",
        blocks=tuple(blocks),
        issuer=official(name),
        date_text=zh(as_of),
        annex_title="卷内目录",
        annex=contents(papers),
        annex_columns=COLUMNS,
        cover=cover,
        closing=(Heading(1, "职责索引"), index),
    )
