"""What the check before publication shows of hidden words, warns of, and keeps because its user says so."""

import io
import random

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from openpyxl.comments import Comment

from fazhi.cli.main import main
from fazhi.proofread.clearance import check
from fazhi.proofread.excerpts import counted
from fazhi.proofread.internal_use import internal
from tests.proofread.seeded import identity

OFFICIAL, PRIVATE = "13812345678", "13987654321"


def word(*lines: str, header: str = "", footer: str = "") -> bytes:
    """A Word file with these paragraphs, header and footer."""
    made, out = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.sections[0].header.paragraphs[0].text = header
    made.sections[0].footer.paragraphs[0].text = footer
    made.save(out)
    return out.getvalue()


def test_hidden_words_of_a_word_file_are_shown():
    """Comments, deletions and hidden runs are told with their words; the runs of one paragraph are one place."""
    made, out = docx.Document(), io.BytesIO()
    paragraph = made.add_paragraph("公开。")
    made.add_comment(paragraph.runs[:1], text="这个数再核一遍", author="示例")
    for piece in ("先不要", "公开"):
        paragraph.add_run(piece).font.hidden = True
    deleted, run, text = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = "原来的说法"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    made.save(out)
    hidden = check(out.getvalue(), "a.docx").hidden
    assert {"批注1处：“这个数再核一遍”", "隐藏文字1处：“先不要公开”", "修订1处：“原来的说法”"} <= set(hidden)


def test_hidden_words_of_a_workbook_are_shown():
    """Notes, hidden rows and hidden sheets."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["村"])
    book.active.append(["底数待核"])
    book.active.row_dimensions[2].hidden = True
    book.active["A1"].comment = Comment("问民政所", "示例")
    book.create_sheet("底稿")["A1"] = "未公开的名单"
    book["底稿"].sheet_state = "hidden"
    book.save(out)
    said = "\n".join(check(out.getvalue(), "a.xlsx").hidden)
    assert (
        "批注1处：“问民政所" in said
        and "隐藏的行1处：“底数待核”" in said
        and "“底稿”里有字的格子1处：“未公开的名单”" in said
    )


def test_what_is_shown_is_short_and_obeyed_by_no_terminal():
    """Three places of forty characters; no control characters."""
    assert counted("批注", ["甲\x1b[31m\n乙"]) == "批注1处：“甲[31m 乙”"
    assert counted("批注", ["长" * 50]) == f"批注1处：“{'长' * 40}…”"
    assert counted("批注", list("一二三四")) == "批注4处：“一”、“二”、“三”等" and counted("修订", [""]) == "修订1处"


@pytest.mark.parametrize("ends", [".docx", ".txt"])
def test_a_file_marked_as_internal_is_warned_of(ends):
    """In the header, in the footer and as a line of its own; nothing is masked for it."""
    made = word("通知", header="内部资料", footer="秘密★1年 注意保存，不得外传")
    found = check(made, "a.docx") if ends == ".docx" else check("通知\n内部资料，注意保存\n".encode(), "a.txt")
    wanted = (
        {"页眉写着“内部资料”", "页脚写着“秘密★1年 注意保存，不得外传”"}
        if ends == ".docx"
        else {"正文写着“内部资料，注意保存”"}
    )
    assert set(found.warned) == wanted and found.clear


def test_the_printed_foot_of_a_workbook_is_read():
    """Without its codes for type and place."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["村", "件数"])
    book.active.oddFooter.center.text = "内部资料"
    book.save(out)
    assert check(out.getvalue(), "a.xlsx").warned == ("工作表“Sheet”打印的页眉页脚写着“内部资料”",)


@pytest.mark.parametrize(
    "text", ["保守国家秘密和商业秘密。", "加强内部资料管理，严格保密审查。", "不予公开\t2件", "注意保存农药瓶。"]
)
def test_sentences_about_secrets_are_no_warning(text):
    """Only a line that says nothing else."""
    assert list(internal(text)) == []


@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_a_finding_is_kept_by_choice(name):
    """The number of the official stays in the copy and is told as kept; without a choice both are masked."""
    lines = (f"联系人李小明，手机{OFFICIAL}。", f"困难群众王某，手机{PRIVATE}。")
    made = word(*lines) if name == "a.docx" else "\n".join(lines).encode()
    key = next(i.key for i in check(made, name).items if i.words == OFFICIAL)
    found = check(made, name, [key])
    assert [i.words for i in found.kept] == [OFFICIAL] and found.cleaned
    again = check(found.cleaned, name)
    assert [i.words for i in again.items] == [OFFICIAL]
    assert not check(made, name).kept


def test_a_cell_is_kept_by_choice():
    """Also one that a workbook keeps as a number."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["姓名", "手机", "身份证"])
    book.active.append(["李小明", int(OFFICIAL), identity(random.Random(3))])
    book.save(out)
    key = next(i.key for i in check(out.getvalue(), "a.xlsx").items if i.words == OFFICIAL)
    cleaned = check(out.getvalue(), "a.xlsx", [key]).cleaned
    row = [c.value for c in openpyxl.load_workbook(io.BytesIO(cleaned or b"")).active[2]]
    assert row[1] == int(OFFICIAL) and "*" in str(row[2])


def test_the_command_keeps_and_shows(tmp_path, capsys):
    """--keep WORDS; what is kept, hidden and internal is printed."""
    path = tmp_path / "a.docx"
    path.write_bytes(word(f"联系人李小明，手机{OFFICIAL}。", footer="内部资料"))
    assert main(["clear", "--keep", OFFICIAL, str(path)]) == 1
    printed = capsys.readouterr().out
    assert f"手机号码：{OFFICIAL} → 保留" in printed and "页脚写着“内部资料”" in printed
