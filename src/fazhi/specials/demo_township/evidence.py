"""A small Word file behind a made-up happening, so that evidence can be opened; it says that it is invented."""

from __future__ import annotations

from fazhi.kernel.why import zh
from fazhi.office.evidence import NewFile
from fazhi.paper.document import Document, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.specials.demo_township.generate import Affair, Happening


def paper_of(affair: Affair, happening: Happening) -> NewFile:
    """A one-page paper of the happening, dated on its day."""
    subject = str(affair.happenings[0].facts.get(affair.ledger.name_field, affair.ledger.title))
    title = f"{happening.step.title}：{subject}"
    text = f"{affair.unit.name}于{zh(happening.on)}办理“{subject}”的“{happening.step.title}”。本件为虚构示例，不是真实公文。"
    page = Document(title, "", (Paragraph((Run(text),)),), affair.unit.name, zh(happening.on), "附件", ())
    return NewFile(f"{title}.docx".replace("/", "-"), write_document(page), file_on=happening.on)
