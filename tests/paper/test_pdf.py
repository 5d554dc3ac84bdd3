"""The PDF: all words in it literally, linked to the annex, equal bytes for equal documents."""

import io
import sys
from dataclasses import replace

import pypdf
import pytest

from fazhi.kernel.faults import SetupFault
from fazhi.paper.document import Grid, Paragraph, Run
from fazhi.paper.pdf import write_pdf
from tests.paper.test_docx import EXAMPLE

HOSTILE = 'a#b $c$ *d* _e_ @f <g> "h" \\i `j` [k] {l} //m ~n'


@pytest.fixture(scope="module")
def made() -> bytes:
    """The example with a table and words that would be markup."""
    table = Grid("数据表", ("项目", "数量"), (("一、本年新收", "23"), ("#二 *三*", "4")))
    blocks = (*EXAMPLE.blocks, Paragraph((Run(HOSTILE),)), table)
    return write_pdf(replace(EXAMPLE, blocks=blocks))


def test_words_stand_literally(made):
    """Title, sentences, table, annex; nothing is read as markup."""
    text = (
        "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
        .replace("\n", "")
        .replace(" ", "")
    )
    for words in ("法治政府建设情况报告", "全年第39项工作", "#二 *三*", "本年新收", "记录39", "— 1 —"):
        assert words.replace(" ", "") in text
    assert HOSTILE.replace(" ", "") in text


def test_sentences_and_annex_are_linked(made):
    """One link to the annex and one back for each sentence."""
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    links = sum(1 for page in pages for a in page.get("/Annots") or () if a.get_object()["/Subtype"] == "/Link")
    assert links >= 2 * len(EXAMPLE.annex)


def test_equal_documents_are_equal_bytes():
    """The stamp is fixed."""
    assert write_pdf(EXAMPLE) == write_pdf(EXAMPLE)
    assert write_pdf(EXAMPLE) != write_pdf(replace(EXAMPLE, title="另一份"))


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    """A message, no traceback."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(SetupFault, match=r"fazhi\[pdf\]"):
        write_pdf(EXAMPLE)
