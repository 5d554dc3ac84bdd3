"""Persons taken out of a PDF: their letters leave the file, the rest stays, and what cannot be taken out gives no copy."""

import io

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from fazhi.cli.main import main
from fazhi.proofread import sensitive as detector
from fazhi.proofread.clean_pdf import persons
from fazhi.proofread.clearance import check
from fazhi.proofread.disguise import together
from fazhi.proofread.sensitive import sensitive

PHONE = "13812345678"
WORDS = "清河镇联系电话" + PHONE + "，每周一值班。"


def dictionary(**entries: object) -> DictionaryObject:
    """Names without their stroke."""
    return DictionaryObject(
        {NameObject(f"/{k}"): NameObject(v) if isinstance(v, str) else v for k, v in entries.items()}
    )


def stream(data: bytes, **entries: object) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(dictionary(**entries))
    return made


def chinese(words: str, writer: pypdf.PdfWriter) -> DictionaryObject:
    """A font with two bytes for each letter of the words, numbered from 1, which says what they are."""
    letters = sorted(set(words))
    rows = "".join(f"<{n:04x}> <{ord(c):04x}>\n" for n, c in enumerate(letters, start=1))
    table = (
        f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(letters)} beginbfchar {rows}endbfchar"
    )
    widths = ArrayObject([NumberObject(1), ArrayObject([NumberObject(500 if c.isascii() else 1000) for c in letters])])
    system = DictionaryObject(
        {NameObject("/Registry"): TextStringObject("Adobe"), NameObject("/Ordering"): TextStringObject("Identity")}
    )
    inner = dictionary(Type="/Font", Subtype="/CIDFontType2", BaseFont="/Example", CIDSystemInfo=system, W=widths)
    unicode = writer._add_object(stream(table.encode()))
    below = ArrayObject([writer._add_object(inner)])
    return dictionary(
        Type="/Font",
        Subtype="/Type0",
        BaseFont="/Example",
        Encoding="/Identity-H",
        DescendantFonts=below,
        ToUnicode=unicode,
    )


def codes(words: str) -> str:
    letters = sorted(set(WORDS))
    return "<" + "".join(f"{letters.index(c) + 1:04x}" for c in words) + ">"


SHOWN = {
    "Tj": f"{codes(WORDS)} Tj",
    "TJ": f"[{codes(WORDS[:9])} -20 {codes(WORDS[9:])}] TJ",
    "quote": f"{codes(WORDS)} '",
    "double": f'0 0 {codes(WORDS)} "',
    "split": f"{codes(WORDS[:12])} Tj {codes(WORDS[12:])} Tj",
    "marked": f"/Span <</ActualText ({PHONE})>> BDC {codes(WORDS)} Tj EMC",
}


def paper(shown: str, *, form: bool = False, note: bool = False) -> bytes:
    """A page that shows a Chinese line by the operators given, or by a form that it calls."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(400, 200)
    fonts = dictionary(Font=dictionary(F1=writer._add_object(chinese(WORDS, writer))))
    drawn = f"BT /F1 12 Tf 20 TL 40 100 Td {shown} ET".encode()
    if form:
        box = ArrayObject([NumberObject(n) for n in (0, 0, 400, 200)])
        inner = stream(drawn, Type="/XObject", Subtype="/Form", BBox=box, Resources=fonts)
        fonts = dictionary(XObject=dictionary(X1=writer._add_object(inner)))
        drawn = b"/X1 Do"
    page[NameObject("/Resources")] = fonts
    page[NameObject("/Contents")] = writer._add_object(stream(drawn))
    if note:
        text = dictionary(Type="/Annot", Subtype="/Text")
        text[NameObject("/Contents")] = TextStringObject(f"note {PHONE}")
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(text)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def said(content: bytes) -> str:
    return "".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())


def every_stream(content: bytes) -> bytes:
    """The data of every stream in a file, used or not, and the file itself."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    found = (reader.get_object(n) for n in range(1, int(reader.trailer["/Size"])))
    return content + b"".join(one.get_data() for one in found if isinstance(one, StreamObject))


def shows(content: bytes, words: str) -> bool:
    """Whether any stream holds the codes of the words, as bytes or written out."""
    held, wanted = every_stream(content), codes(words).strip("<>")
    return bytes.fromhex(wanted) in held or wanted.encode() in held.lower()


@pytest.mark.parametrize("operator", SHOWN)
def test_letters_leave_the_file(operator):
    """By every way of showing text: the middle of the number is in no stream, what stands around it is."""
    original = paper(SHOWN[operator])
    assert said(original) == WORDS
    found = check(original, "a.pdf")
    assert [(i.words, i.mask) for i in found.items] == [(PHONE, "138****5678")]
    assert found.cleaned and said(found.cleaned) == WORDS.replace(PHONE, "138****5678")
    assert shows(original, PHONE[5:7]) and not shows(found.cleaned, PHONE[5:7])
    assert PHONE.encode() not in every_stream(found.cleaned)
    assert check(found.cleaned, "a.pdf").clear


def test_what_stands_behind_stays_where_it_was():
    """Stars take as much room as the letters did: the width of what was shown is the same."""
    copy = check(paper(SHOWN["Tj"]), "a.pdf").cleaned
    page = pypdf.PdfReader(io.BytesIO(copy or b"")).pages[0]
    stars = moved = 0.0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        stars += operator == b"Tj"
        moved += sum(float(n) for n in operands[0] if isinstance(n, int | float)) if operator == b"TJ" else 0
    assert stars == 4 and moved == 4 * (389 - 500)


def test_text_in_a_form_gives_no_copy(tmp_path, capsys):
    """It is told that the Word file must be mended; nothing is written."""
    path = tmp_path / "a.pdf"
    path.write_bytes(paper(SHOWN["Tj"], form=True))
    found = check(path.read_bytes(), "a.pdf")
    assert found.items and found.cleaned is None and "原来的 Word 文件" in found.by_hand
    assert main(["clear", str(path)]) == 1
    assert "没有公开版：这个 PDF" in capsys.readouterr().out and len(list(tmp_path.iterdir())) == 1


def test_a_note_that_was_taken_off_is_not_in_the_file():
    """No object of it is carried along unused."""
    original = paper("(plain) Tj", note=True)
    found = check(original, "a.pdf")
    assert PHONE.encode() in original and f"批注1处：“note {PHONE}”" in found.hidden
    assert found.cleaned and PHONE.encode() not in every_stream(found.cleaned)


def test_what_a_cell_cuts_is_found(monkeypatch):
    """A home and an illness are cut by the edge of their cells; read line by line the illness is not found (control)."""
    text = "王小红家住清河镇柳湾村三\n组12 号，患尿毒\n症\n"
    assert {f.kind for f in persons(text)} == {"address", "health"}
    monkeypatch.setattr(detector, "close", together)
    assert {f.kind for f in sensitive(text)} == {"address"}
    assert {f.kind for f in persons(text)} == {"address", "health"}
