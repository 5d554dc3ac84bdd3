"""The check before publication on a second corpus, on hidden places of files, on bad files, and in time."""

import io
import time
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from fazhi.cli.main import main
from fazhi.kernel.faults import InputFault
from fazhi.proofread import sensitive as detector
from fazhi.proofread.clearance import check, masked
from fazhi.proofread.sensitive import sensitive
from tests.proofread.planted_anew import hidden, plain, quiet

PHONE = "13987650123"


def gone(items) -> float:
    """Share of the items whose words do not survive in the masked text."""
    told = [words not in masked(text) for text, _, words in items]
    return sum(told) / len(told)


@pytest.mark.parametrize("seed", [20261129, 31])
def test_second_corpus_plain(seed):
    """At least 99.5 in a hundred are gone; with other templates, names and illnesses than the first corpus."""
    assert gone(plain(seed, 2100)) >= 0.995


@pytest.mark.parametrize("seed", [20261129, 31])
def test_second_corpus_disguised(seed):
    """At least 97 in a hundred are gone."""
    assert gone(hidden(seed, 1500)) >= 0.97


def test_second_corpus_quiet():
    """At most two in a hundred look-alikes are stopped."""
    texts = list(quiet(20261129, 2000))
    assert sum(bool(sensitive(t)) for t in texts) / len(texts) <= 0.02


@pytest.mark.parametrize("part", ["numbers", "homes", "minors", "illnesses"])
def test_every_part_is_needed(monkeypatch, part):
    """Control: without one of the parts the corpus is no longer reached."""
    monkeypatch.setattr(detector, part, lambda text: ())
    assert gone(plain(5, 700)) < 0.9 and gone(hidden(5, 500)) < 0.9


def test_masked_corpus_is_clear():
    """Nothing is found a second time."""
    text = "\n".join(t for t, _, _ in [*plain(8, 700), *hidden(8, 500)])
    assert sensitive(text) and sensitive(masked(text)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("李小明，男，9岁，其父张建国。李小明在柳河镇就读。", "李某某，男，9岁，其父张建国。李某某在柳河镇就读。"),
        ("信访人金磊，住五星乡御景湾14栋2单元301。", "信访人金磊，住五星乡**。"),
        ("村民金磊，住韩城街道河西崔村8组76号。", "村民金磊，住韩城街道河西崔村**。"),
        ("当事人张三13987650123", "当事人张三139****0123"),
        (
            "姓名\t家庭电话\t住址\t年龄\n张建国\t6612345\t上河村3组9号\t45",
            "姓名\t家庭电话\t住址\t年龄\n张建国\t****345\t上河村**\t45",
        ),
    ],
)
def test_masks(text, wanted):
    """Of all mentions; below the village; a numeral in a name is none of the number; columns by their header."""
    assert masked(text) == wanted


def test_wrong_check_digit_is_a_warning():
    """A labelled number of eighteen digits that is no identity number is told as one to look at."""
    assert [f.kind for f in sensitive("身份证号：990101199003070051")] == ["id_unsure"]


def word(change=lambda file: None, parts=None) -> bytes:
    """A Word file with one innocent paragraph and a change; parts: bytes of parts to set."""
    file = docx.Document()
    file.core_properties.author = file.core_properties.comments = ""
    file.add_paragraph("全镇开展普法宣传。")
    change(file)
    out = io.BytesIO()
    file.save(out)
    with zipfile.ZipFile(out) as archive:
        made = {n: archive.read(n) for n in archive.namelist()} | (parts or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(file, **properties) -> None:
    """A run with a property of its own and the words that must not stay."""
    made = file.paragraphs[-1].add_run("内部意见")
    for tag, value in properties.items():
        element = OxmlElement(f"w:{tag}")
        element.set(qn("w:val"), value)
        made._r.get_or_add_rPr().append(element)


def former(file) -> None:
    file.paragraphs[-1]._p.get_or_add_pPr().append(
        parse_xml(f'<w:pPrChange {nsdecls("w")} w:id="5" w:author="内部意见"><w:pPr/></w:pPrChange>')
    )


def split(file) -> None:
    file.add_paragraph(f"电话：{PHONE[:6]}")
    file.add_paragraph(PHONE[6:])


def marked(file) -> None:
    file.paragraphs[-1]._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="5" w:name="b{PHONE}"/>'))


def field(file) -> None:
    file.paragraphs[-1]._p.append(
        parse_xml(f'<w:r {nsdecls("w")}><w:instrText> HYPERLINK "tel:{PHONE}" </w:instrText></w:r>')
    )


def table(file) -> None:
    made = file.add_table(2, 3)
    for n, (head, cell) in enumerate((("学生姓名", "李梓萱"), ("年龄", "9"), ("病情", "精神分裂症"))):
        made.cell(0, n).text, made.cell(1, n).text = head, cell


WORDS = {
    "white": (lambda f: run(f, color="FFFFFF"), "内部意见"),
    "tiny": (lambda f: run(f, sz="2"), "内部意见"),
    "vanish": (lambda f: run(f, vanish="1"), "内部意见"),
    "former": (former, "内部意见"),
    "split": (split, PHONE[6:]),
    "bookmark": (marked, PHONE),
    "field": (field, PHONE),
    "table": (table, "李梓萱"),
    "illness": (table, "精神分裂症"),
    "link": (lambda f: f.part.relate_to(f"tel:{PHONE}", "http://x/hyperlink", is_external=True), PHONE),
    "title": (lambda f: setattr(f.core_properties, "title", PHONE), PHONE),
    "keywords": (lambda f: setattr(f.core_properties, "keywords", "内部意见"), "内部意见"),
    "footer": (lambda f: setattr(f.sections[0].footer.paragraphs[0], "text", PHONE), PHONE),
}
PARTS = {
    "word/vbaProject.bin": b"MACRO",
    "word/people.xml": b"<people>MACRO</people>",
    "docProps/custom.xml": b"<p>MACRO</p>",
    "customXml/item9.xml": b"<p>MACRO</p>",
    "word/embeddings/a.xlsx": b"MACRO",
    "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}><w:p><w:r><w:t>电话{PHONE}</w:t></w:r></w:p></w:footnotes>".encode(),
    "word/charts/chart1.xml": f"<c><v>张三{PHONE}</v></c>".encode(),
}


def holds(content: bytes, words: str) -> bool:
    """Whether a package still has the words in any part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(words.encode() in archive.read(n) for n in archive.namelist())


@pytest.mark.parametrize("case", [*WORDS, *PARTS])
def test_hidden_places_of_a_word_file(case):
    """Each is told and gone from the copy, which is clear and opens; the untouched file holds it (control) or says nothing."""
    change, words = WORDS.get(
        case, (lambda f: None, PHONE if case in ("word/footnotes.xml", "word/charts/chart1.xml") else "MACRO")
    )
    found = check(word(change, {case: PARTS[case]} if case in PARTS else None), "a.docx")
    assert not found.clear and check(word(), "a.docx").clear
    assert found.cleaned and not holds(found.cleaned, words)
    assert check(found.cleaned, "a.docx").clear and docx.Document(io.BytesIO(found.cleaned)).paragraphs


def sheet(change) -> bytes:
    """A workbook with a head, a sum with its computed value, and a change."""
    book = openpyxl.Workbook()
    book.properties.creator = ""
    book.active.append(["项目", "次数"])
    change(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def thin(book, page) -> None:
    page["D1"] = "内部意见"
    page.column_dimensions["D"].width = 0.1


def white(book, page) -> None:
    page["D1"] = "内部意见"
    page["D1"].font = Font(color="FFFFFFFF")


def unseen(book, page) -> None:
    page["D1"] = "内部意见"
    page["D1"].number_format = ";;;"


SHEETS = {
    "thin": thin,
    "white": white,
    "unseen": unseen,
    "name": lambda b, p: b.defined_names.add(DefinedName("A", attr_text=f'"{PHONE}"')),
    "title": lambda b, p: setattr(b.create_sheet(), "title", f"联系{PHONE}"),
    "header": lambda b, p: setattr(p.oddHeader.center, "text", PHONE),
    "link": lambda b, p: setattr(p["A1"], "hyperlink", f"tel:{PHONE}"),
    "number": lambda b, p: p.append(["电话", int(PHONE)]),
    "formula": lambda b, p: p.append(["电话", f'="{PHONE}"&""']),
    "property": lambda b, p: setattr(b.properties, "description", PHONE),
}


@pytest.mark.parametrize("case", SHEETS)
def test_hidden_places_of_a_workbook(case):
    """Each is told and gone from the copy, which is clear and opens."""
    found = check(sheet(SHEETS[case]), "a.xlsx")
    assert not found.clear and found.cleaned
    assert not holds(found.cleaned, PHONE) and not holds(found.cleaned, "内部意见")
    assert (
        check(found.cleaned, "a.xlsx").clear
        and openpyxl.load_workbook(io.BytesIO(found.cleaned)).active["A1"].value == "项目"
    )


def test_computed_values_stay():
    """A formula keeps what it came to, so that a previewer shows it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet(lambda b, p: p.append([PHONE, "=1+1"])))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name)
                .replace(b"<v></v>", b"<v>2</v>")
                .replace(b"<v/>", b"<v>2</v>")
                .replace(b"<v />", b"<v>2</v>"),
            )
    found = check(out.getvalue(), "a.xlsx")
    assert found.cleaned and openpyxl.load_workbook(io.BytesIO(found.cleaned), data_only=True).active["B2"].value == 2


def scan() -> bytes:
    """A page that is a picture, with a script and a title."""
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PDF", title="内部意见")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_scan_cannot_be_read(tmp_path, capsys):
    """It is said so, and not that nothing was found; scripts and titles are told and gone."""
    found = check(scan(), "a.pdf")
    assert found.unread and any("脚本" in h for h in found.hidden) and any("标题" in h for h in found.hidden)
    assert found.cleaned and check(found.cleaned, "a.pdf").clear
    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8)).save(path)
    assert main(["clear", str(path)]) == 1
    said = capsys.readouterr().out
    assert "看不了" in said and "没有发现" not in said


def test_the_command_goes_on_and_overwrites_nothing(tmp_path, capsys):
    """A broken file is told with exit code 2, the others are looked through; a number is added; the folder is made."""
    (tmp_path / "a.docx").write_bytes(b"PK cut")
    (tmp_path / "b.txt").write_bytes(f"电话{PHONE}\r\n完".encode("gb18030"))
    command = ["clear", str(tmp_path / "a.docx"), str(tmp_path / "b.txt"), "--out", str(tmp_path / "新")]
    assert main(command) == 2 and main(command) == 2
    assert "打不开" in capsys.readouterr().err
    assert sorted(p.name for p in (tmp_path / "新").iterdir()) == ["b（公开版）.txt", "b（公开版）2.txt"]
    assert (tmp_path / "新" / "b（公开版）.txt").read_bytes() == "电话139****0123\r\n完".encode("gb18030")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (word(), "a.xlsx", "打不开"),
        (sheet(lambda b, p: None)[:900], "a.xlsx", "打不开"),
        (bytes(1000), "a.txt", "不是文本文件"),
        (b"\xff\xd8 cut", "a.png", "不是图片"),
    ],
)
def test_more_bad_files_are_told(content, name, words):
    """Another kind under the name, cut short, no text."""
    with pytest.raises(InputFault, match=words):
        check(content, name)


def test_a_picture_under_a_wrong_name_is_told():
    """A JPEG named .png would come out as neither."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    with pytest.raises(InputFault, match=r"改成 \.jpg"):
        check(out.getvalue(), "a.png")


def test_two_cells_far_apart_take_no_time():
    """The cells are read, not the million rows between."""
    content = sheet(lambda b, p: p.__setitem__("XFD1048576", f"电话{PHONE}"))
    begin = time.monotonic()
    assert [i.kind for i in check(content, "a.xlsx").items] == ["mobile"]
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    "unit",
    [
        "第1行 申请人某，电话13912345678，住吕村镇东街村3组9号\n",
        "1 ",
        "一二三",
        "4",
        "村民张三",
        "3组",
        "岁，小学\t",
        "QQ",
        "微信a ",
    ],
)
def test_time_grows_with_the_length(unit):
    """Eight times the text takes at most thirty times the work; work that grows with the square would be sixty-four times."""

    def took(size: int) -> float:
        begin = time.process_time()
        sensitive(unit * (size // len(unit)))
        return time.process_time() - begin

    took(1000)
    assert took(40_000) < 30 * max(took(5_000), took(5_000), 0.002)
