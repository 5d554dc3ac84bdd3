"""Write the annual report as a Word document whose every sentence names its records in an annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fazhi.kernel.why import zh
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, DraftSentence
from fazhi.office.rules import shelf
from fazhi.paper.document import AnnexRow, Document, Grid, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.word_number import in_chinese
from fazhi.store import read
from fazhi.store.rows import EventRow, EvidenceRow

BLANK = re.compile(r"(【待填写：[^】]*】)")
RECORDS_SHOWN = 12
FILES_SHOWN = 6
DIGEST_SHOWN = 12


def report_docx(made: Draft, final: bool = False) -> tuple[str, bytes]:
    """(file name, bytes) of a report. The same draft gives the same bytes. Price: three queries and 1 ms a paragraph."""
    return f"{made.title}.docx", write_document(document_of(made, final))


def document_of(made: Draft, final: bool = False) -> Document:
    """The report as a document: blocks in order, numbered sentences, the annex that proves them; final: without a draft's note."""
    numbers = _numbers(made)
    blocks: list[Heading | Paragraph | Grid] = []
    for part in made.parts:
        blocks += _part(part, numbers)
    note = f"根据截至{zh(made.as_of)}的台账记录生成；【待填写】处没有记录支持，由起草人补写。"
    return Document(
        title=made.title,
        addressee=made.kind.addressee,
        blocks=tuple(blocks),
        issuer=made.unit_name + "人民政府" if made.unit_name.endswith(("镇", "乡")) else made.unit_name,
        date_text=zh(made.as_of),
        annex_title="附件：报告各句所依据的记录和佐证材料",
        annex=_annex(made, numbers),
        draft_note="" if final else note,
    )


def _numbers(made: Draft) -> Mapping[DraftSentence, int]:
    """Each sentence that has records gets the next number."""
    proven = dict.fromkeys(s for s in made.sentences() if s.trace)
    return {sentence: n for n, sentence in enumerate(proven, start=1)}


def _part(part: DraftPart, numbers: Mapping[DraftSentence, int]) -> Iterable[Heading | Paragraph | Grid]:
    yield Heading(1, f"{in_chinese(part.number)}、{part.title}")
    n = 0
    for paragraph in part.paragraphs:
        if paragraph.heading:
            n += 1
            yield Heading(2, f"（{in_chinese(n)}）{paragraph.heading}")
        if paragraph.table is not None:
            yield Grid(paragraph.table.caption, paragraph.table.head, paragraph.table.rows)
        if paragraph.sentences:
            yield Paragraph(tuple(_runs(paragraph, numbers)))


def _runs(paragraph: DraftParagraph, numbers: Mapping[DraftSentence, int]) -> Iterable[Run]:
    for sentence in paragraph.sentences:
        pieces = [piece for piece in BLANK.split(sentence.text) if piece]
        for k, piece in enumerate(pieces, start=1):
            note = numbers.get(sentence, 0) if k == len(pieces) else 0
            yield Run(piece, todo=bool(BLANK.fullmatch(piece)), note=note)


def _annex(made: Draft, numbers: Mapping[DraftSentence, int]) -> tuple[AnnexRow, ...]:
    ids = {i for sentence in numbers for i in sentence.trace}
    events = {e.id: e for e in read.events_by_id(ids)}
    files: dict[int, list[EvidenceRow]] = {}
    for file in read.evidence_of(sorted(ids)):
        files.setdefault(file.event, []).append(file)
    units = {u.id: u.name for u in read.units().values()}
    return tuple(_annex_row(n, s, events, files, units) for s, n in numbers.items())


def _annex_row(
    number: int,
    sentence: DraftSentence,
    events: Mapping[int, EventRow],
    files: Mapping[int, list[EvidenceRow]],
    units: Mapping[str, str],
) -> AnnexRow:
    known = sorted((events[i] for i in sentence.trace if i in events), key=lambda e: (e.happened_on, e.id))
    records = [_record(e, units) for e in known[:RECORDS_SHOWN]]
    if len(known) > RECORDS_SHOWN:
        records.append(f"……共{len(known)}条记录，全部见台账")
    proofs = [f"{f.name}（SHA-256 {f.digest[:DIGEST_SHOWN]}…）" for e in known for f in files.get(e.id, ())]
    if len(proofs) > FILES_SHOWN:
        proofs = [*proofs[:FILES_SHOWN], f"……共{len(proofs)}件"]
    return AnnexRow(number, sentence.text, tuple(records), tuple(proofs))


def _record(event: EventRow, units: Mapping[str, str]) -> str:
    step = shelf().steps.get(event.step)
    done, where = step.title if step else event.step, units.get(event.unit, event.unit)
    return f"{event.happened_on.isoformat()} {where} {done}：{event.matter_name}（记录{event.id}）"
