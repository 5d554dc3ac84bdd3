"""The checker of layout: our documents pass; of each rule a document that breaks it is caught, by that rule alone."""

import doctest
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from fazhi.cli.main import main
from fazhi.kernel.faults import InputFault
from fazhi.paper import word_measure, word_number
from fazhi.paper.document import AnnexRow, Document, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from fazhi.paper.gongwen_check import faults

BODY = "今年以来，全镇开展普法活动12次，参加600人次（含线上）；办理复议案件2件……群众评价“很好”。"
EXAMPLE = Document(
    title="云岭县清河镇2025年法治政府建设情况报告",
    addressee="县委、县人民政府：",
    blocks=(
        Heading(1, "一、主要举措和成效"),
        Heading(2, "（一）领导干部学法"),
        Paragraph((Run(BODY, note=1),)),
        Heading(2, "（二）合法性审查"),
        Heading(3, "1.规范性文件"),
        Heading(4, "（1）审查"),
        Heading(4, "（2）备案"),
        Heading(3, "2.重大决策"),
        Heading(1, "二、存在问题"),
        Paragraph((Run("存在的问题："), Run("【待填写：由起草人补写】", todo=True))),
    ),
    issuer="清河镇人民政府",
    date_text="2026年1月15日",
    annex_title="附件：报告各句所依据的记录和佐证材料",
    annex=(AnnexRow(1, BODY, ("记录1",), ()),),
    draft_note="本稿由台账生成。",
)
DATA = write_document(EXAMPLE)


def edited(change: Callable[[str], str], part: str = "word/document.xml", data: bytes = DATA) -> bytes:
    """The document with the text of one part changed; the change must change something."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == part:
                before = content.decode()
                content = change(before).encode()
                assert content.decode() != before
            new.writestr(entry, content)
    return made.getvalue()


def swapped(old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The document with one piece of XML or text put for another, at every place."""
    return edited(lambda text: text.replace(old, new), part)


def in_paragraph(words: str, old: str, new: str) -> bytes:
    """The document with XML changed in the paragraphs that hold these words."""

    def change(xml: str) -> str:
        return re.sub(r"<w:p>.*?</w:p>", lambda p: p[0].replace(old, new) if words in p[0] else p[0], xml, flags=re.S)

    return edited(change)


def before_end(xml: str) -> bytes:
    """The document with something put after its last table."""
    return swapped("</w:tbl>", f"</w:tbl>{xml}")


def saved(word: docx.document.Document) -> bytes:
    """A document of python-docx as bytes."""
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def names(data: bytes) -> list[str]:
    """The names of the checks that found something, each once."""
    return list(dict.fromkeys(fault.name for fault in faults(data)))


TITLE = EXAMPLE.title
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
REVISED = '<w:ins w:id="1" w:author="某人"><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr><w:t></w:t></w:r></w:ins>'
CONTROLS = {
    "paper": lambda: edited(lambda x: re.sub(r'w:h="16838"', 'w:h="15840"', x)),
    "paper, lying": lambda: edited(
        lambda x: re.sub(r'w:w="(\d+)" w:h="(\d+)"', lambda m: f'w:w="{m[2]}" w:h="{m[1]}"', x)
    ),
    "margins": lambda: edited(lambda x: re.sub(r'(<w:pgMar[^>]*w:left=")\d+', r"\g<1>1800", x)),
    "margins, gutter": lambda: edited(lambda x: re.sub(r'(<w:pgMar[^>]*w:gutter=")\d+', r"\g<1>200", x)),
    "lines": lambda: in_paragraph("今年以来", 'w:line="579"', 'w:line="620"'),
    "lines, without grid": lambda: edited(
        lambda x: re.sub(r"<w:docGrid[^>]*/>", "", x).replace(' w:line="579" w:lineRule="exact"', "")
    ),
    "lines, one and a half": lambda: swapped('w:line="579" w:lineRule="exact"', 'w:line="360" w:lineRule="auto"'),
    "lines, space between": lambda: in_paragraph("今年以来", 'w:after="0"', 'w:after="120"'),
    "characters": lambda: swapped('<w:spacing w:val="-5"/>', ""),
    "title": lambda: edited(
        lambda x: re.sub(r"<w:body>.*?(?=<w:p>(?:(?!</w:p>).)*一、主要)", "<w:body>", x, flags=re.S)
    ),
    "title_face": lambda: in_paragraph(TITLE, "方正小标宋简体", "黑体"),
    "title_size": lambda: in_paragraph(TITLE, '<w:sz w:val="44"/>', '<w:sz w:val="36"/>'),
    "title_size, small": lambda: in_paragraph(TITLE, '<w:sz w:val="44"/>', '<w:sz w:val="32"/>'),
    "title_centre": lambda: in_paragraph(TITLE, '<w:jc w:val="center"/>', ""),
    "title_centre, pushed": lambda: in_paragraph(TITLE, '<w:jc w:val="center"/>', INDENT + '<w:jc w:val="center"/>'),
    "body_face": lambda: in_paragraph("今年以来", "仿宋_GB2312", "宋体"),
    "body_size": lambda: in_paragraph("今年以来", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>'),
    "heading_face": lambda: in_paragraph("一、主要", "黑体", "仿宋_GB2312"),
    "heading_face, second": lambda: in_paragraph("（二）合法性", "楷体_GB2312", "黑体"),
    "heading_face, third": lambda: in_paragraph("1.规范", "仿宋_GB2312", "楷体_GB2312"),
    "face_named": lambda: edited(
        lambda x: re.sub(r' w:eastAsia="[^"]*"', "", x),
        "word/styles.xml",
        in_paragraph("今年以来", ' w:eastAsia="仿宋_GB2312"', ""),
    ),
    "indent": lambda: in_paragraph("今年以来", INDENT, ""),
    "indent, of all lines": lambda: in_paragraph("今年以来", INDENT, '<w:ind w:left="640"/>'),
    "indent, addressee": lambda: in_paragraph("县委", "<w:spacing ", f"{INDENT}<w:spacing "),
    "number_order": lambda: swapped("二、存在问题", "三、存在问题"),
    "number_order, from two": lambda: swapped("（1）审查", "（3）审查"),
    "number_order, without parent": lambda: swapped("1.规范性文件", "（1）规范性文件"),
    "number_form": lambda: swapped("1.规范性文件", "1、规范性文件"),
    "number_form, half brackets": lambda: swapped("（二）合法性", "(二)合法性"),
    "punctuation": lambda: swapped("今年以来，", "今年以来,"),
    "punctuation, brackets": lambda: swapped("（含线上）", "(含线上)"),
    "punctuation, dots": lambda: swapped("……", "..."),
    "punctuation, half an ellipsis": lambda: swapped("……", "…"),
    "punctuation, quotes": lambda: swapped("“很好”", '"很好"'),
    "punctuation, stop": lambda: swapped("很好”。", "很好”."),
    "signature": lambda: in_paragraph("2026年1月15日", '<w:jc w:val="right"/>', ""),
    "signature, at the edge": lambda: edited(lambda x: re.sub(r'<w:ind w:right="\d+"/>', "", x)),
    "date": lambda: edited(lambda x: re.sub(r"<w:p>(?:(?!</w:p>).)*2026年1月15日.*?</w:p>", "", x, flags=re.S)),
    "date_form": lambda: swapped("2026年1月15日", "2026年01月15日"),
    "date_form, Chinese digits": lambda: swapped("2026年1月15日", "二〇二六年一月十五日"),
    "date_form, dots": lambda: swapped("2026年1月15日", "2026.1.15"),
    "date_form, in the text": lambda: swapped("今年以来", "2025年03月以来"),
    "page_number": lambda: edited(lambda x: re.sub(r"<w:footerReference[^>]*/>", "", x)),
    "page_number, no field": lambda: swapped(" PAGE ", " DATE ", "word/footer1.xml"),
    "page_number_form": lambda: swapped("—", "-", "word/footer1.xml"),
    "page_number_type": lambda: swapped('<w:sz w:val="28"/>', '<w:sz w:val="18"/>', "word/footer1.xml"),
    "page_number_type, digits": lambda: swapped('w:ascii="宋体"', 'w:ascii="Calibri"', "word/footer1.xml"),
    "page_number_side": lambda: swapped("<w:evenAndOddHeaders/>", "", "word/settings.xml"),
    "page_number_side, centred": lambda: swapped('<w:jc w:val="right"/>', '<w:jc w:val="center"/>', "word/footer1.xml"),
    "page_number_side, at the edge": lambda: edited(lambda x: re.sub(r"<w:ind [^>]*/>", "", x), "word/footer1.xml"),
    "changes": lambda: in_paragraph("今年以来", "<w:r>", f"{REVISED}<w:r>"),
    "comments": lambda: in_paragraph("今年以来", "<w:r>", '<w:commentRangeStart w:id="0"/><w:r>'),
    "tail": lambda: before_end("<w:p/><w:p/>"),
    "tail, an empty page": lambda: before_end('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
}


def test_our_document_has_no_fault() -> None:
    """The builder keeps to the standard."""
    assert [fault.chinese() for fault in faults(DATA)] == []


@pytest.mark.parametrize("control", CONTROLS)
def test_a_broken_rule_is_seen_and_nothing_else(control: str) -> None:
    """Control: each mutated document is caught by the rule it breaks, and by no other."""
    found = faults(CONTROLS[control]())
    assert {fault.name for fault in found} == {control.partition(",")[0]}
    assert all(fault.where and fault.what and fault.allowed and fault.mend for fault in found)


@pytest.mark.parametrize(
    "change",
    [
        lambda: swapped('w:line="579" w:lineRule="exact"', 'w:line="560" w:lineRule="exact"'),
        lambda: swapped('w:line="579" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"'),
        lambda: edited(
            lambda x: re.sub(r"<w:docGrid[^>]*/>", '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>', x)
            .replace('<w:spacing w:val="-5"/>', "")
        ),
        lambda: edited(lambda x: re.sub(r'(<w:pgMar[^>]*w:bottom=")\d+', r"\g<1>2030", x)),
        lambda: in_paragraph("今年以来", INDENT, '<w:ind w:firstLine="640"/>'),
        lambda: edited(lambda x: x.replace(INDENT, "").replace(">今年", ">　　今年").replace(">一、", ">　　一、")
                       .replace(">（", ">　　（").replace(">1.", ">　　1.").replace(">2.", ">　　2.").replace(">二、", ">　　二、")
                       .replace(">存在", ">　　存在")),
        lambda: swapped("仿宋_GB2312", "方正仿宋_GBK"),
        lambda: before_end("<w:p/>"),
        lambda: swapped("2.重大决策", "2.重大决策。全年没有提请重大决策，3.5万元的项目另行公示"),
        lambda: swapped("今年以来", "全年支出10,000元，见http://qinghe.example/(A)，今年以来"),
    ],
    ids=["28 pt", "grid alone", "grid of letters", "a margin 1 mm off", "measure", "wide blanks", "another cut",
         "after a table", "a number with a point", "Latin punctuation"],
)  # fmt: skip
def test_other_ways_to_the_same_page_pass(change: Callable[[], bytes]) -> None:
    """What gives the standard's page by another setting is no fault."""
    assert [fault.chinese() for fault in faults(change())] == []


def test_typefaces_are_found_through_styles() -> None:
    """A run without type of its own has that of its character style, paragraph style, what that is based on, the default."""
    word = docx.Document(io.BytesIO(DATA))
    style = word.styles.add_style("镇正文", 1)
    style.base_style = word.styles["Normal"]
    style.font.size = Pt(15)
    marked = word.styles.add_style("着重", 2)
    marked.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "隶书")
    paragraph = next(p for p in word.paragraphs if p.text.startswith("今年以来"))
    paragraph.style = style
    for run in paragraph.runs:
        run._r.remove(run._r.rPr)
    paragraph.runs[0].style = marked
    found = {fault.name: fault.what for fault in faults(saved(word))}
    assert (found["body_face"], found["body_size"]) == ("字体是隶书", "字号是15磅")


def test_the_theme_gives_a_chinese_face_only_in_a_chinese_file() -> None:
    """The default template of python-docx names its Chinese face by theme, in a file whose language is American."""
    word = docx.Document()
    word.add_paragraph("关于清河镇工作的报告")
    assert "face_named" in names(saved(word))
    settings = word.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:eastAsia"), "zh-CN")
    assert "face_named" not in names(saved(word))


def test_numbers_that_word_sets_are_read() -> None:
    """A heading numbered by an automatic list is a heading, and its number counts."""
    word = docx.Document(io.BytesIO(DATA))
    numbering = word.part.numbering_part.element
    for number, form, text in (("801", "chineseCountingThousand", "%1、"), ("802", "decimal", "%1、")):
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        space = f'xmlns:w="{numbering.nsmap["w"]}"'
        numbering.insert(
            0, docx.oxml.parse_xml(f'<w:abstractNum {space} w:abstractNumId="{number}">{level}</w:abstractNum>')
        )
        numbering.append(
            docx.oxml.parse_xml(f'<w:num {space} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )

    def listed(text: str, number: int) -> None:
        paragraph = next(p for p in word.paragraphs if p.text == text)
        paragraph.runs[0].text = re.sub(r"^.*?[、.]", "", text)
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number

    listed("一、主要举措和成效", 801)
    listed("二、存在问题", 801)
    assert faults(saved(word)) == []
    listed("1.规范性文件", 802)
    assert names(saved(word)) == ["number_form"]


def test_the_same_fault_in_many_places_is_told_once() -> None:
    """All lines too high: one fault, with its first place and the count."""
    found = faults(swapped('w:line="579"', 'w:line="620"'))
    assert [(f.rule, f.what) for f in found] == [("5.2.3", "行距31磅，每面20行")]
    assert found[0].where.startswith("第3段“县委") and found[0].where.endswith("等13处")


def test_a_later_section_may_lie_on_its_side() -> None:
    """A wide table after the text: paper and margins of that section are its own."""
    word = docx.Document(io.BytesIO(DATA))
    section = word.add_section()
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Pt(40)
    word.add_paragraph("汇总表").runs[0].font.size = Pt(16)
    assert [f.chinese() for f in faults(saved(word))] == []


def by_hand() -> bytes:
    """A document as it comes from the default template, with 宋体 五号 chosen for all of it."""
    word = docx.Document()
    word.styles["Normal"].font.size = Pt(10.5)
    word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    for text in (
        "关于报送清河镇工作情况的报告",
        "县人民政府:",
        "一、工作情况",
        "今年以来,我镇...",
        "清河镇人民政府",
        "2026.1.15",
    ):
        word.add_paragraph(text)
    word.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_table(rows=1, cols=1).cell(0, 0).text = "合计(元)"
    return saved(word)


EXPECTED = {"paper", "margins", "title_face", "title_size", "heading_face", "body_face", "body_size", "indent",
            "punctuation", "signature", "date_form", "page_number"}  # fmt: skip


def test_a_document_made_by_hand_is_told_all_its_faults() -> None:
    """What stands there, clause by clause."""
    found = faults(by_hand())
    assert {f.name for f in found} >= EXPECTED
    told = "\n".join(f.chinese() for f in found)
    assert "[7.3.1] 第1段“关于报送清河镇工作情况的”：字号是10.5磅；应为：2号（22磅）" in told
    assert "表格中“合计(元)”" in told


def test_what_an_office_program_saves_is_read(tmp_path: Path, require: Callable[[str], None]) -> None:
    """LibreOffice's own .docx of our document has no fault of type or text; of a document made by hand, the same faults."""
    require("soffice")
    for name, data in (("ours", DATA), ("theirs", by_hand())):
        (tmp_path / f"{name}.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
        subprocess.run(
            [*command, tmp_path / "again", tmp_path / f"{name}.docx"], check=True, capture_output=True, timeout=180
        )
    again = tmp_path / "again"
    assert [f.chinese() for f in faults((again / "ours.docx").read_bytes())] == []
    assert set(names((again / "theirs.docx").read_bytes())) >= EXPECTED


def workbook() -> bytes:
    """An .xlsx, which is a package of the same kind."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        relation = f'<Relationships xmlns="{space}"><Relationship Id="r" Type="{kind}" Target="xl/workbook.xml"/></Relationships>'
        archive.writestr("_rels/.rels", relation)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


BOMB = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
BAD = {
    "empty": (b"", "打不开"),
    "text": ("一、工作".encode(), "打不开"),
    "half": (DATA[: len(DATA) // 2], "打不开"),
    "old": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧格式"),
    "locked": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    "workbook": (workbook(), "不是文字文档"),
    "zip": (b"PK\x05\x06" + bytes(18), "不是文字文档"),
    "large": (bytes((20 << 20) + 1), "太大"),
    "entities": (edited(lambda x: re.sub(r"^<\?xml.*?\?>", BOMB, x, flags=re.S)), "打不开"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_document_is_refused(kind: str) -> None:
    """Broken, locked, of another kind, too large, with entities: InputFault says which, and names the file."""
    content, words = BAD[kind]
    with pytest.raises(InputFault) as refused:
        faults(content, "通知.docx")
    assert words in str(refused.value) and "文件 通知.docx" in str(refused.value)


def test_odd_values_do_not_stop_it() -> None:
    """Sizes, spacings and numbers that are none are taken as unset."""
    odd = swapped('<w:sz w:val="32"/>', '<w:sz w:val="large"/>')
    assert "body_size" in names(odd)
    names(swapped('w:firstLineChars="200"', 'w:firstLineChars="zwei"'))
    names(swapped('w:line="579"', 'w:line="hoch"'))
    names(edited(lambda x: re.sub(r'(<w:pgMar[^>]*w:left=")\d+', r"\g<1>breit", x)))
    assert "title" in names(edited(lambda x: re.sub(r"<w:body>.*</w:body>", "<w:body/>", x, flags=re.S)))


def test_strict_names_and_units_are_read() -> None:
    """The strict form of the format has other namespaces and writes measures with units."""
    data = edited(
        lambda x: (
            x.replace(
                "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
            )
            .replace(
                "schemas.openxmlformats.org/officeDocument/2006/relationships",
                "purl.oclc.org/ooxml/officeDocument/relationships",
            )
            .replace('w:line="579"', 'w:line="28.95pt"')
            .replace("http://purl", "http://purl")
        )
    )
    assert [f.chinese() for f in faults(data)] == []


@pytest.mark.parametrize("module", [word_measure, word_number])
def test_examples_in_the_code_hold(module: ModuleType) -> None:
    """Measures and numerals as their docstrings show them."""
    told = doctest.testmod(module)
    assert told.attempted and not told.failed


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 without fault, 1 with one, 2 for what is no document; as text and as data."""
    good, wrong, broken = (tmp_path / f"{n}.docx" for n in ("good", "wrong", "broken"))
    good.write_bytes(DATA)
    wrong.write_bytes(CONTROLS["title_size"]())
    broken.write_bytes(DATA[:99])
    assert main(["gongwen", str(good)]) == 0
    assert main(["gongwen", str(good), str(wrong)]) == 1
    assert f"[7.3.1] 第2段“{TITLE[:12]}”：字号是18磅；应为：2号（22磅）" in capsys.readouterr().out
    assert main(["gongwen", str(wrong), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told[0]["file"], told[0]["faults"][0]["rule"]) == (str(wrong), "7.3.1")
    assert main(["gongwen", str(broken)]) == 2
    assert main(["gongwen", str(tmp_path / "none.docx")]) == 2
    assert "错误 / error" in capsys.readouterr().err
