"""A copy of somebody's Word file with a comment at every mark, so that the author stays in the own editor; the text is not touched."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence

import docx
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from fazhi.proofread.report import FAMILIES, Mark
from fazhi.proofread.word_text import Place, lines_of, open_word

UNHELD = re.compile(r"[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
AUTHOR, INITIALS = "报告体检", "检"


def commented(content: bytes, name: str, marks: Sequence[Mark]) -> bytes:
    """The file with one comment a mark: what is missing stands at the first paragraph. Raises InputFault as `open_word`.

    Price: about 2 ms a mark.
    """
    word = open_word(content, name)
    lines = [(line, places) for line, places in lines_of(word)]
    places = [p for _, here in lines for p in here]
    first = next((p for line, here in lines for p in here if line.strip()), None)
    for mark in sorted(marks, key=lambda m: (-m.start, -m.end)):
        place = first if mark.missing else _place(places, mark.start)
        if place is None:
            continue
        runs = _runs(place, mark)
        if runs:
            said = f"【{FAMILIES[mark.family]}】{mark.why}。" + (f"建议：{mark.better}" if mark.better else "")
            word.add_comment(runs, text=said, author=AUTHOR, initials=INITIALS)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def as_word(text: str) -> bytes:
    """A text as a Word file, a paragraph a line: every letter keeps its place, one that XML cannot hold becomes a blank."""
    word, out = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        word.add_paragraph(UNHELD.sub(" ", line))
    word.save(out)
    return out.getvalue()


def _place(places: Sequence[Place], at: int) -> Place | None:
    """The last paragraph that begins at or before an offset."""
    return next((p for p in reversed(places) if p.start <= at), None)


def _runs(place: Place, mark: Mark) -> list[Run]:
    """The runs of the marked characters, cut out of longer ones; the whole paragraph where nothing is marked in it."""
    begin, end = (0, 1 << 30) if mark.missing else (mark.start - place.start, mark.end - place.start)
    _cut(place.paragraph, begin)
    _cut(place.paragraph, end)
    found, at = [], 0
    for run in place.paragraph.runs:
        if at < end and begin < at + len(run.text):
            found.append(run)
        at += len(run.text)
    return found or place.paragraph.runs[:1]


def _cut(paragraph: Paragraph, offset: int) -> None:
    """Make a run begin at `offset`, by cutting in two the one that spans it, when it holds text alone."""
    at = 0
    for run in paragraph.runs:
        inside = offset - at
        at += len(run.text)
        if not 0 < inside < len(run.text):
            continue
        texts = run._r.findall(qn("w:t"))
        others = [e for e in run._r if e.tag not in (qn("w:t"), qn("w:rPr"))]
        if len(texts) != 1 or others:
            return
        second: CT_R = copy.deepcopy(run._r)
        run._r.addnext(second)
        text = run.text
        run.text, Run(second, paragraph).text = text[:inside], text[inside:]
        return
