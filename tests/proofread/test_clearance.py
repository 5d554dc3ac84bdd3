"""The check before publication: recall over planted data, quiet over look-alikes, hidden parts, cleaned copies that are clear."""

import io
import random
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml import OxmlElement
from openpyxl.comments import Comment
from PIL import Image

from fazhi.cli.main import main
from fazhi.kernel.faults import InputFault
from fazhi.proofread import sensitive as detector
from fazhi.proofread.clearance import check, masked
from fazhi.proofread.sensitive import sensitive
from tests.proofread.seeded import disguised, harmless, identity, mobile, planted

PLANTS, QUIET = 2500, 2000


def caught(rows) -> float:
    """Share of the plants that are found in their kind and over their very words."""
    hits = total = 0
    for text, kind, words in rows:
        begin = text.index(words)
        total += 1
        hits += any(
            f.kind == kind and f.start <= begin + len(words) - 1 and begin <= f.end - 1 for f in sensitive(text)
        )
    return hits / total


def test_plain_plants_are_found():
    """At least 99.5 in a hundred."""
    assert caught(planted(random.Random(20261123), PLANTS)) >= 0.995


def test_disguised_plants_are_found():
    """At least 97 in a hundred."""
    assert caught(disguised(random.Random(7), PLANTS)) >= 0.97


def test_look_alikes_are_left_alone():
    """At most two in a hundred sentences are stopped."""
    texts = list(harmless(random.Random(11), QUIET))
    assert sum(bool(sensitive(t)) for t in texts) / len(texts) <= 0.02


def test_the_measure_sees_a_detector_that_is_switched_off(monkeypatch):
    """The control: without the detector of numbers, recall falls."""
    monkeypatch.setattr(detector, "numbers", lambda text: ())
    assert caught(planted(random.Random(1), 300)) < 0.7 and caught(disguised(random.Random(1), 300)) < 0.1


def test_masked_text_is_clear():
    """Whatever was masked is not found again."""
    rng = random.Random(3)
    text = "\n".join(t for t, _, _ in [*planted(rng, 300), *disguised(rng, 300)])
    assert sensitive(text) and sensitive(masked(text)) == []


def word_file() -> bytes:
    """A Word file with a number over two runs, one in a table, a comment, a deletion, a hidden run, an author."""
    rng = random.Random(5)
    file = docx.Document()
    file.core_properties.author = "示例·起草人"
    paragraph = file.add_paragraph("联系人李小明，手机")
    number = mobile(rng)
    paragraph.add_run(number[:5]).bold = True
    paragraph.add_run(number[5:] + "。")
    file.add_table(1, 1).cell(0, 0).text = f"身份证号{identity(rng)}"
    file.add_comment(paragraph.runs[:1], text="这里要不要写？", author="示例·审核人")
    hidden = file.add_paragraph("公开。").add_run("内部意见")
    hidden.font.hidden = True
    deleted = OxmlElement("w:del")
    inner = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "原来的说法"
    inner.append(text)
    deleted.append(inner)
    file.paragraphs[-1]._p.append(deleted)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def sheet_file() -> bytes:
    """A workbook with a number kept as a number, a hidden sheet, a hidden row, a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["姓名", "手机"])
    sheet.append(["李小明", 13912345678])
    sheet.append(["内部", "备查"])
    sheet.row_dimensions[3].hidden = True
    sheet["A1"].comment = Comment("核对过", "示例·审核人")
    book.create_sheet("底稿").sheet_state = "hidden"
    book.properties.creator = "示例·填表人"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def photo() -> bytes:
    """A picture that says where it was taken."""
    tags = Image.Exif()
    tags.get_ifd(0x8825).update({1: "N", 2: (34.0, 1.0, 2.0)})
    tags[0x013B] = "示例·拍摄人"
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "JPEG", exif=tags)
    return out.getvalue()


FILES = {
    "名单.docx": (word_file, {"mobile", "id"}, ("批注1处", "修订1处", "隐藏文字1处", "作者")),
    "名单.xlsx": (sheet_file, {"mobile"}, ("隐藏的工作表", "隐藏的行1处", "批注1处", "作者")),
    "照片.jpg": (photo, set(), ("拍摄位置", "作者")),
}


@pytest.mark.parametrize("name", FILES)
def test_files_are_looked_through_and_their_copies_are_clear(name):
    """Everything planted is told; the cleaned copy has nothing left and still opens."""
    made, kinds, hidden = FILES[name]
    original = made()
    found = check(original, name)
    assert {i.kind for i in found.items} == kinds
    assert all(any(word in h for h in found.hidden) for word in hidden), found.hidden
    assert found.cleaned and found.cleaned != original
    again = check(found.cleaned, name)
    assert again.clear, (again.items, again.hidden)


def test_a_cleaned_word_file_keeps_its_words_and_form():
    """The mask stands in the first run, in bold as before; accepted text stays, deleted and hidden text goes."""
    cleaned = docx.Document(io.BytesIO(check(word_file(), "名单.docx").cleaned or b""))
    first = cleaned.paragraphs[0]
    assert "****" in first.text and first.runs[1].bold and first.text.startswith("联系人李小明，手机1")
    words = "\n".join(p.text for p in cleaned.paragraphs)
    assert "内部意见" not in words and "原来的说法" not in words and "公开。" in words


def test_a_pdf_with_only_an_author_is_cleaned():
    """One with persons in its text must be mended at its source."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "示例·起草人"})
    out = io.BytesIO()
    writer.write(out)
    found = check(out.getvalue(), "a.pdf")
    assert found.hidden == ("文件属性里的作者：示例·起草人",) and found.cleaned
    assert check(found.cleaned, "a.pdf").clear


def test_bad_files_are_told():
    """Another kind, broken, encrypted, swollen."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (300 << 20))
    for content, name, words in (
        (b"x", "a.exe", "不能看这种文件"),
        (b"PK cut", "a.docx", "打不开"),
        (b"PK cut", "a.xlsx", "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.xlsx", "密码"),
        (bomb.getvalue(), "a.xlsx", "太大"),
        (b"%PDF-1.4 cut", "a.pdf", "打不开"),
        (b"\xff\xd8 cut", "a.jpg", "不是图片"),
    ):
        with pytest.raises(InputFault, match=words):
            check(content, name)


def test_the_command_writes_a_public_copy(tmp_path, capsys):
    """Beside the original, which stays as it was; a clear file gets none."""
    path = tmp_path / "名单.docx"
    original = word_file()
    path.write_bytes(original)
    assert main(["clear", str(path)]) == 1
    said = capsys.readouterr().out
    assert "手机号码" in said and "公开版" in said
    assert path.read_bytes() == original
    copy = tmp_path / "名单（公开版）.docx"
    assert check(copy.read_bytes(), copy.name).clear
    assert main(["clear", str(copy)]) == 0
