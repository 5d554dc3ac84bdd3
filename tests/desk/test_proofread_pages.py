"""报告体检 and 公开前安检 as a clerk uses them: one upload, every file with its line, places in words, nothing opened in the server."""

import io
import zipfile

import docx
import openpyxl
import PIL.Image
import pypdf
from django.core.files.uploadedfile import SimpleUploadedFile

PHONE = "13812345678"
REPORT = "清河镇2025年法治政府建设工作报告\n一、主要工作\n会同工商所检查商户12家。"


def word(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word file of paragraphs and a table of two columns."""
    made, out = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for cells, words in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, words, strict=True):
                cell.text = text
    made.save(out)
    return out.getvalue()


def sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "困难群众"
    book.active.append(["姓名", "手机"])
    book.active.append(["李小明", PHONE])
    book.save(out)
    return out.getvalue()


def picture() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


def paper() -> bytes:
    out = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def sent(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def looked(browser, content: bytes, name: str):
    return browser.post("/clear/", {"file": sent(content, name)})


def copy_name(page: str) -> str:
    """The name under which the page offers the copy."""
    return page.split('name="copy" value="')[1].split('"')[0]


def test_one_upload_gives_findings_and_the_public_copy(at):
    """Places in the words of a reader; the copy is fetched with one button."""
    browser = at("chen")
    content = word("名单", "", "联系电话" + PHONE, rows=(("姓名", "手机"), ("李小明", "13987654321")))
    page = looked(browser, content, "名单.docx").content.decode()
    assert "第2段" in page and "表格1第2行第2列" in page and "下载公开版" in page
    got = browser.post("/clear/", {"copy": copy_name(page)})
    text = "\n".join(c.text for row in docx.Document(io.BytesIO(got.content)).tables[0].rows for c in row.cells)
    assert "139****4321" in text and "%E5%85%AC%E5%BC%80%E7%89%88" in got["Content-Disposition"]
    assert PHONE.encode() not in zipfile.ZipFile(io.BytesIO(got.content)).read("word/document.xml")


def test_a_cell_of_a_workbook_is_named(at):
    """By sheet and cell."""
    assert "工作表“困难群众”B2" in looked(at("chen"), sheet(), "名单.xlsx").content.decode()


def test_the_copy_is_of_this_session_and_of_the_last_file(at):
    """Another browser, and the same one after another file, get a refusal and no file."""
    browser = at("chen")
    first = copy_name(looked(browser, word("电话" + PHONE), "甲.docx").content.decode())
    assert at("chen").post("/clear/", {"copy": first}).status_code == 422
    looked(browser, word("平安"), "乙.docx")
    assert browser.post("/clear/", {"copy": first}).status_code == 422


def test_no_foreign_file_is_opened_in_the_server(at, monkeypatch):
    """Word, Excel, PDF and pictures are looked through, read and commented while every library here refuses to open them."""
    files = {"a.docx": word(REPORT), "a.xlsx": sheet(), "a.pdf": paper(), "a.png": picture()}
    browser = at("chen")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened in the server")

    for place in ("zipfile.ZipFile", "pypdf.PdfReader", "PIL.Image.open", "docx.Document", "openpyxl.load_workbook"):
        monkeypatch.setattr(place, refuse)
    for name, content in files.items():
        assert looked(browser, content, name).status_code == 200
    for give in ("page", "comments"):
        answer = browser.post("/proofread/", {"files": sent(files["a.docx"], "a.docx"), "give": give})
        assert answer.status_code == 200


def test_a_file_that_cannot_be_read_has_its_line(at):
    """The others are read; a picture is called one, and its line says what can be done."""
    files = [sent(REPORT.encode(), "甲.txt"), sent(b"PK cut", "坏.docx"), sent(b"\xff\xd8", "扫描.jpg")]
    page = at("chen").post("/proofread/", {"files": files}).content.decode()
    assert "1份报告，2份没有读" in page and "工商所" in page
    assert "没有读：打不开" in page and "是图片，里面的字读不出来" in page


def test_the_same_file_twice_is_told(at):
    """Also under the same name; last year's under that name is compared."""
    browser = at("chen")
    same = browser.post(
        "/proofread/", {"files": sent(REPORT.encode(), "报告.txt"), "against": sent(REPORT.encode(), "报告.txt")}
    )
    assert "相同" in same.content.decode() and "选了同一个文件" in same.content.decode()
    last = REPORT.replace("2025", "2024").replace("12家", "9家") + "\n镇党委把行政案件逐件拿到会上过一遍，限期整改。"
    now = REPORT + "\n镇党委把行政案件逐件拿到会上过一遍，限期整改。"
    page = browser.post(
        "/proofread/", {"files": sent(now.encode(), "报告.txt"), "against": sent(last.encode(), "报告.txt")}
    ).content.decode()
    assert "1句相同或者相似" in page and "选了同一个文件" not in page


def test_every_report_comes_back_with_its_comments(at):
    """One alone as a Word file, also one of plain text; several in a zip, which says what was not read."""
    browser = at("chen")
    one = browser.post("/proofread/", {"files": sent(REPORT.encode(), "甲.txt"), "give": "comments"})
    made = docx.Document(io.BytesIO(one.content))
    assert "\n".join(p.text for p in made.paragraphs) == REPORT and any(
        "工商所" in c.text or "市场" in c.text for c in made.comments
    )
    files = [sent(REPORT.encode(), "甲.txt"), sent(word(*REPORT.split("\n")), "甲.docx"), sent(b"PK cut", "坏.docx")]
    several = browser.post("/proofread/", {"files": files, "give": "comments"})
    with zipfile.ZipFile(io.BytesIO(several.content)) as packed:
        assert set(packed.namelist()) == {"甲.txt（批注）.docx", "甲.docx（批注）.docx", "没有批注的文件.txt"}
        assert "坏.docx：打不开" in packed.read("没有批注的文件.txt").decode("utf-8-sig")
        assert all(len(list(docx.Document(packed.open(n)).comments)) for n in packed.namelist() if n.endswith("docx"))


def test_a_finding_is_kept_without_sending_the_file_again(at):
    """Ticked, it stays in the copy; the page says what was kept; the download obeys ticks that came after the look."""
    browser = at("chen")
    content = word("联系人李小明，手机" + PHONE, "困难群众手机13987654321")
    page = looked(browser, content, "名单.docx").content.decode()
    assert f'value="mobile {PHONE}"' in page and "checked" not in page
    token, keep = copy_name(page), [f"mobile {PHONE}"]
    late = browser.post("/clear/", {"copy": token, "keep": keep})
    page = browser.post("/clear/", {"token": token, "keep": keep}).content.decode()
    assert f"保留原文1处：{PHONE}" in page and "checked" in page
    for got in (late, browser.post("/clear/", {"copy": copy_name(page), "keep": keep})):
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(got.content)).paragraphs)
        assert PHONE in text and "139****4321" in text


def test_pasted_words_are_kept_too(at):
    """The text goes with the ticks."""
    page = (
        at("chen").post("/clear/", {"text": "联系人李小明，手机" + PHONE, "keep": [f"mobile {PHONE}"]}).content.decode()
    )
    assert f"保留原文1处：{PHONE}" in page


def test_reports_are_chosen_once(at):
    """After the look the copies, the table and another year need no file; another session and a new file do."""
    browser = at("chen")
    page = browser.post("/proofread/", {"files": sent(REPORT.encode(), "甲.txt"), "year": "2025"}).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    assert "就还用“甲.txt”" in page and 'value="2025"' in page and " required" not in page
    assert at("chen").post("/proofread/", {"token": token}).status_code == 422
    got = browser.post("/proofread/", {"token": token, "give": "comments"})
    assert browser.post("/proofread/", {"token": token, "give": "table"})["Content-Disposition"]
    token = browser.post("/proofread/", {"files": sent(REPORT.encode(), "乙.txt")}).context["token"]
    assert (
        len(list(docx.Document(io.BytesIO(got.content)).comments))
        and browser.post("/proofread/", {"token": token, "give": "table"})["Content-Disposition"]
    )
