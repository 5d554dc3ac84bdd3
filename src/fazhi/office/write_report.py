"""Write a report as a Word document: the copy to send out, and one whose every sentence names its records in an annex."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fazhi.kernel.why import zh
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, DraftSentence, DraftTable
from fazhi.office.rules import shelf
from fazhi.office.unit_names import official
from fazhi.paper.document import AnnexRow, Document, Grid, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.word_number import in_chinese
from fazhi.store import read
from fazhi.store.rows import EventRow

DRAFT, BODY, ISSUE, PROOF = "draft", "body", "issue", "proof"
NAMED = {DRAFT: "", BODY: "（正文）", ISSUE: "（发文稿）", PROOF: "（佐证稿）"}
WITHOUT_ANNEX, UNFINISHED = (BODY, ISSUE), (DRAFT, BODY)
BLANK = re.compile(r"(【待填写：[^】]*】)")
OWN = "起草人自写，没有台账记录"
MANY = 6  # records that the annex lists once, and names by their row after that
ROW_LINES, RECORD_LINES, FILE_LINES, PAGE_LINES = 3, 3, 7, 44  # of the annex, as measured
NOTHING = "没有记录；结论来自没有记录这一事实"


def report_docx(made: Draft, copy: str = DRAFT, confirmed_by: str = "") -> tuple[str, bytes]:
    """(file name, bytes) of a copy of a report. The same draft gives the same bytes. Price: three queries and 1 ms a paragraph."""
    return f"{made.title}{NAMED[copy]}.docx", write_document(document_of(made, copy, confirmed_by))


def document_of(made: Draft, copy: str = DRAFT, confirmed_by: str = "") -> Document:
    """The report as a document: blocks in order; but for the copy that is sent out numbered sentences, and the annex that proves them.

    copy: DRAFT, with a note for the writer on top; BODY, the same without annex; ISSUE, the body alone; PROOF. confirmed_by:
    who looked at what is not bound to records.
    """
    numbers = {} if copy in WITHOUT_ANNEX else _numbers(made)
    counted = {} if copy in WITHOUT_ANNEX else _counted(made, len(numbers) + 1)
    blocks: list[Heading | Paragraph | Grid] = [Paragraph((Run(made.opening),))] if made.opening else []
    for part in made.parts:
        blocks += _part(part, numbers, counted)
    note = f"根据截至{zh(made.as_of)}的台账记录生成；【待填写】处没有记录支持，由起草人补写。"
    return Document(
        title=made.title,
        addressee=made.kind.addressee,
        blocks=tuple(blocks),
        issuer=official(made.unit_name),
        date_text=zh(made.as_of),
        annex_title="附件：报告各句所依据的记录和佐证材料",
        annex=_annex(numbers, counted, confirmed_by) if numbers or counted else (),
        draft_note=note if copy in UNFINISHED else "",
    )


def _numbers(made: Draft) -> Mapping[DraftSentence, int]:
    """Each sentence that says something gets the next number, the writer's own ones too: the annex tells what carries it."""
    said = dict.fromkeys(s for s in made.sentences() if not s.todo)
    return {sentence: n for n, sentence in enumerate(said, start=1)}


def _counted(made: Draft, begin: int) -> dict[tuple[DraftTable, int], int]:
    """Each row of a table that counts records gets a number after those of the sentences, from `begin`."""
    rows = [(table, k) for table in made.tables() for k, trace in enumerate(table.traces) if trace]
    return {row: n for n, row in enumerate(dict.fromkeys(rows), start=begin)}


def _part(
    part: DraftPart, numbers: Mapping[DraftSentence, int], counted: Mapping[tuple[DraftTable, int], int]
) -> Iterable[Heading | Paragraph | Grid]:
    yield Heading(1, f"{in_chinese(part.number)}、{part.title}")
    n = 0
    for paragraph, item in zip(part.paragraphs, part.listed(), strict=True):
        if paragraph.heading:
            n += 1
            yield Heading(2, f"（{in_chinese(n)}）{paragraph.heading}")
        if paragraph.table is not None:
            yield _grid(paragraph.table, counted)
        if paragraph.sentences:
            lead = (Run(f"{item}."),) if item else ()
            yield Paragraph((*lead, *_runs(paragraph, numbers)))


def _grid(table: DraftTable, counted: Mapping[tuple[DraftTable, int], int]) -> Grid:
    """The table, each row with the number of its place in the annex."""
    marks = [f"[{counted[table, k]}]" if (table, k) in counted else "" for k in range(len(table.rows))]
    rows = tuple((f"{row[0]}{mark}", *row[1:]) for row, mark in zip(table.rows, marks, strict=True))
    return Grid(table.caption, table.head, rows)


def _runs(paragraph: DraftParagraph, numbers: Mapping[DraftSentence, int]) -> Iterable[Run]:
    for sentence in paragraph.sentences:
        pieces = [piece for piece in BLANK.split(sentence.text) if piece]
        for k, piece in enumerate(pieces, start=1):
            note = numbers.get(sentence, 0) if k == len(pieces) else 0
            yield Run(piece, todo=bool(BLANK.fullmatch(piece)), note=note)


def _annex(
    numbers: Mapping[DraftSentence, int], counted: Mapping[tuple[DraftTable, int], int], confirmed_by: str
) -> tuple[AnnexRow, ...]:
    """A row for every numbered sentence, then one for every row of a table that counts records."""
    proofs = _Proofs({i for s in numbers for i in s.trace} | {i for table, k in counted for i in table.traces[k]})
    said = [(n, s.text, s.trace, _marks(s, confirmed_by)) for s, n in numbers.items()]
    rows = [(n, f"{t.caption}：{'，'.join(t.rows[k])}", t.traces[k], ()) for (t, k), n in counted.items()]
    made, told = [], dict[int, frozenset[int]]()
    for n, text, trace, marks in (*said, *rows):
        before, rest = _told_before(trace, told)
        told[n] = frozenset(trace)
        again = tuple(f"第{b}项的{len(told[b])}条记录，不再重列" for b in before)
        made.append(AnnexRow(n, text, (*marks, *again, *proofs.records(rest)), proofs.files(rest)))
    return tuple(made)


def annex_pages(made: Draft) -> int:
    """About how many pages the annex takes, without writing it. Price: one query."""
    traces = [s.trace for s in _numbers(made)] + [table.traces[k] for table, k in _counted(made, 1)]
    files = Counter(file.event for file in read.evidence_of(sorted({i for trace in traces for i in trace})))
    told, lines = dict[int, frozenset[int]](), 0
    for n, trace in enumerate(traces):
        _, rest = _told_before(trace, told)
        told[n] = frozenset(trace)
        lines += max(ROW_LINES, RECORD_LINES * len(rest), FILE_LINES * sum(files[i] for i in rest))
    return -(-lines // PAGE_LINES)


def _told_before(trace: Sequence[int], told: Mapping[int, frozenset[int]]) -> tuple[list[int], frozenset[int]]:
    """Rows whose many records are all among these, so that they need not be listed again; and the records that no such row has."""
    rest, before = frozenset(trace), []
    for n, records in sorted(told.items(), key=lambda row: -len(row[1])):
        if len(records) >= MANY and records <= rest:
            before.append(n)
            rest -= records
    return sorted(before), rest


def _marks(sentence: DraftSentence, confirmed_by: str) -> tuple[str, ...]:
    """What the annex says of a sentence besides its records: the writer's own, without records, confirmed by whom."""
    marks = [f"【自写】{OWN}"] if sentence.own else [] if sentence.trace else [NOTHING]
    if sentence.loose:
        looked = f"，{confirmed_by}看过并确认" if confirmed_by else ""
        marks.append(f"【没有记录支持】{'；'.join(sentence.loose)}{looked}")
    return tuple(marks)


class _Proofs:
    """Records and files by event id, as the annex writes them; each is read once."""

    def __init__(self, ids: set[int]) -> None:
        units = {u.id: u.name for u in read.units().values()}
        self.events = {e.id: e for e in read.events_by_id(ids)}
        self.told = {i: _record(e, units) for i, e in self.events.items()}
        self.kept: dict[int, list[str]] = {}
        for file in read.evidence_of(sorted(ids)):
            self.kept.setdefault(file.event, []).append(f"{file.name}（SHA-256 {file.digest}）")

    def _order(self, trace: Iterable[int]) -> list[int]:
        known = {i for i in trace if i in self.events}
        return sorted(known, key=lambda i: (self.events[i].happened_on, i))

    def records(self, trace: Iterable[int]) -> tuple[str, ...]:
        """Every record of a trace, by day."""
        return tuple(self.told[i] for i in self._order(trace))

    def files(self, trace: Iterable[int]) -> tuple[str, ...]:
        """Every file behind them, with its digest."""
        return tuple(name for i in self._order(trace) for name in self.kept.get(i, ()))


def _record(event: EventRow, units: Mapping[str, str]) -> str:
    step = shelf().steps.get(event.step)
    done, where = step.title if step else event.step, units.get(event.unit, event.unit)
    return f"{event.happened_on.isoformat()} {where} {done}：{event.matter_name}（记录{event.id}）"
