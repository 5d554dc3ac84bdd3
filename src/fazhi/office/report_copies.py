"""The copies of a report that leave the house: of a frozen one what was sealed, of an open one the draft."""

from __future__ import annotations

from fazhi.office.report_cycle import Cycle, Frozen, bytes_of
from fazhi.office.report_draft import Draft
from fazhi.office.write_report import BODY, DRAFT, ISSUE, NAMED, document_of, report_docx
from fazhi.paper.pdf import write_pdf


def word_copy(shown: Draft, cycle: Cycle, copy: str = ISSUE) -> tuple[str, bytes] | None:
    """(file name, bytes) as Word; shown: the draft, or the report as it was frozen, see `report_cycle.shown`.

    Of an open report the draft with its annex, or its BODY.
    The bytes of a frozen copy are those that were sealed. Versions of the first editions sealed the copy with proofs alone; what
    is sent out of them is written from the data they sealed. None when the sealed file was erased.
    """
    if cycle.open:
        return report_docx(shown, BODY if copy == BODY else DRAFT)
    frozen, copy = cycle.frozen[-1], ISSUE if copy == BODY else copy  # a link of the draft that was frozen meanwhile
    ending = f"{NAMED[copy]}.docx" if _both(frozen) else ".docx"
    if not _both(frozen) and copy == ISSUE:
        return report_docx(shown, ISSUE) if shown.parts else None
    kept, content = frozen.file(ending), bytes_of(frozen, ending)
    return (kept.name, content) if kept and content else None


def pdf_copy(shown: Draft, cycle: Cycle, copy: str = ISSUE) -> tuple[str, bytes] | None:
    """(file name, bytes) as PDF: the copy to send out, written from the sealed data; of an open report the draft, or its BODY.

    Raises as `write_pdf`.
    """
    if not cycle.open and not shown.parts:
        return None
    copy = (BODY if copy == BODY else DRAFT) if cycle.open else ISSUE
    return f"{shown.title}{NAMED[copy]}.pdf", write_pdf(document_of(shown, copy))


def _both(frozen: Frozen) -> bool:
    """Whether both copies were sealed."""
    return frozen.file(f"{NAMED[ISSUE]}.docx") is not None
