"""案卷: a matter as one zip: cover, contents, numbered papers, and the log of its records with their digests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

from fazhi.kernel.faults import Problem, SealFault
from fazhi.kernel.ledger import Step
from fazhi.kernel.why import zh
from fazhi.office.access import Actor
from fazhi.office.clock import SHANGHAI
from fazhi.office.matter_page import MatterPage, matter_page
from fazhi.office.prepare import fact_words, names_of
from fazhi.office.rules import shelf
from fazhi.office.unit_names import official
from fazhi.paper.document import Document, Heading, PaperRow, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.store import files
from fazhi.store.rows import EventRow, EvidenceRow

DIGEST_HEAD = "文件摘要（前16位）"
COLUMNS = (("序号", 12), ("材料名称", 40), ("所属记录", 29), ("日期", 38), ("份数", 13), (DIGEST_HEAD, 24))
STAMP = (2000, 1, 1, 0, 0, 0)


def dossier(actor: Actor, matter_id: str, as_of: date) -> tuple[str, bytes]:
    """(file name, zip). The same records give the same bytes. Raises AccessFault, SealFault when a file is not what it was.

    Price: the page of the matter, and its files in memory.
    """
    page = matter_page(actor, matter_id, as_of)
    papers = [(e, f) for e in page.history for f in page.evidence.get(e.id, ())]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "00 封面和卷内目录.docx", write_document(_cover(page, papers, as_of, actor)))
        for number, (_, file) in enumerate(papers, start=1):
            put(archive, f"{number:02} {safe_name(file.name)}", intact(file))
    return f"{safe_name(page.matter.name)}案卷.zip", out.getvalue()


def intact(file: EvidenceRow) -> bytes:
    """The bytes of a paper as they were kept. Raises SealFault when they are not."""
    if not files.is_intact(file.digest):
        raise SealFault(Problem(file.name, "文件与封存的摘要不符", "", "先运行 fazhi verify", "file changed"))
    return files.path_of(file.digest).read_bytes()


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file under a fixed date, so that equal papers are equal bytes."""
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def short_digest(digest: str) -> str:
    """The first sixteen signs on two lines, as they fit into the column."""
    return f"{digest[:8]}\n{digest[8:16]}"


def safe_name(name: str) -> str:
    """A name that every system takes for a file."""
    return "".join("_" if c in '\\\\/:*?"<>|' or ord(c) < 32 else c for c in name).strip(". ")[:80] or "文件"


def _cover(page: MatterPage, papers: Sequence[tuple[EventRow, EvidenceRow]], as_of: date, actor: Actor) -> Document:
    """What is in the file: the matter, its records in order, its papers by number."""
    names = names_of(e.facts for e in page.history)
    blocks: list[Heading | Paragraph] = [Heading(1, "基本情况")]
    first = page.matter.opened_on
    told = f"{page.ledger.title}；单位：{page.matter.unit_name}；起始日期：{zh(first)}；记录{len(page.history)}条，文件{len(papers)}件。"
    blocks += [Paragraph((Run(told),)), Heading(1, "办理记录")]
    blocks += [Paragraph((Run(_record(n, e, names)),)) for n, e in enumerate(page.history, start=1)]
    rows = tuple(
        PaperRow(
            n, (file.name, f"{_title(event)}{_state(event)}", zh(event.happened_on), "1份", short_digest(file.digest))
        )
        for n, (event, file) in enumerate(papers, start=1)
    )
    home = official(actor.units[page.matter.unit].name)
    cover = (("单位", home), ("台账", page.ledger.title), ("起始日期", zh(first)), ("材料", f"共{len(papers)}件"))
    return Document(
        title=page.matter.name,
        addressee="",
        blocks=tuple(blocks),
        issuer=home,
        date_text=zh(as_of),
        annex_title="卷内目录",
        annex=rows,
        annex_columns=COLUMNS,
        cover=cover,
    )


def _state(event: EventRow) -> str:
    return "（已作废）" if event.void else "（已被更正）" if event.corrected_by else ""


def _title(event: EventRow) -> str:
    step: Step | None = shelf().steps.get(event.step)
    return step.title if step else event.step


def _record(number: int, event: EventRow, names: dict[str, str]) -> str:
    step = shelf().steps.get(event.step)
    fields = step.fields if step else ()
    facts = (
        f"{f.label}：{fact_words(f, event.facts[f.id], names)}"
        for f in fields
        if f.id in event.facts and f.type != "file"
    )
    words = "；".join((f"{_title(event)}（{zh(event.happened_on)}）", *facts))
    at = event.recorded_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return f"{number}．{words}{_state(event)}。{event.recorder}于{at}记录，编号{event.id}。"
