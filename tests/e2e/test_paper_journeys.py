"""The paper journeys in a browser: a report worded and frozen, a stranger's report read, a form filled, a text cleared."""

import re
import subprocess

import docx

from tests.office.superior_forms import FORMS


def test_a_monthly_brief_from_words_to_frozen(visit):
    """Fill each blank where it stands, add a word of one's own, freeze; then nothing can be changed without a reason."""
    page = visit("clerk")
    page.goto("/reports/brief/2026-02/")
    for _ in range(20):
        blanks = page.locator(".sentence-todo")
        if blanks.count() == 0:
            break
        blanks.first.locator("summary").click()
        area = blanks.first.locator("textarea")
        area.fill("由起草人补写：人手不足，已安排补齐。")
        blanks.first.get_by_role("button", name="保存").click()
        page.wait_for_load_state()
    head = visit("head")
    head.goto("/reports/brief/2026-02/")
    head.get_by_role("button", name="同意").click()
    page.reload()
    page.get_by_role("button", name="定稿").click()
    page.get_by_text("已定稿，封存在台账里。").wait_for()
    assert page.get_by_role("link", name="法治工作简报（2026年2月）（发文稿）.docx").count() == 1
    assert page.locator(".proof textarea").count() == 0
    page.get_by_label("定稿后要更正，写明为什么改").fill("数字补报")
    page.get_by_role("button", name="另开一稿").click()
    page.get_by_role("button", name="定稿").wait_for()


def test_blanks_are_filled_together_on_a_phone_without_script(visit):
    """One page, one button; the report says that it is saved and has fewer blanks."""
    page = visit("clerk", 390, script=False)
    page.goto("/reports/annual/2026/")
    before = page.locator(".sentence-todo").count()
    page.get_by_role("link", name="逐项补写").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for area in page.get_by_label("原因").all()[:2]:
        area.fill("人员调整以后没有及时交接。")
    page.get_by_role("button", name="一起保存").click()
    page.get_by_text("已保存。").wait_for()
    assert page.locator(".sentence-todo").count() == before - 2


def test_a_link_to_a_blank_opens_it_in_the_report(visit):
    """The sentence stands open with its field, as after a click on it."""
    page = visit("clerk")
    page.goto("/reports/annual/2025/blanks/")
    page.get_by_role("link", name="在报告里看这一处").first.click()
    page.locator("details.sentence-todo[open] textarea").wait_for()
    assert page.locator("details.sentence[open]").count() == 1


def test_the_print_is_the_paper_without_the_screen(visit, require, tmp_path):
    """Title and text on one page, headings numbered as in Word, no marks of the screen."""
    require("pdftotext")
    page = visit("clerk")
    page.goto("/reports/annual/2025/")
    page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", tmp_path / "print.pdf", "-"]
    pages = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode().split("\f")
    first, *_ = pages
    assert (
        "清河镇2025年法治政府建设情况报告" in first and "一、2025年" in first and "（一）法治政府建设组织领导" in first
    )
    assert "领导小组名单现行有效。" in first
    assert not re.search(
        r"条记录\]|\[依据\]|\[自写\]|待填写$|下载|加一段自己的话|看这句话依据", "".join(pages), re.MULTILINE
    )


def test_a_strangers_report_is_read_and_commented(visit, tmp_path):
    """The marks stand in the text; the copy has comments; two files make a table."""
    word = docx.Document()
    for line in ("清河镇2024年法治政府建设工作报告", "一、主要工作", "会同工商所检查商户，进一度加强宣传。"):
        word.add_paragraph(line)
    path, other = tmp_path / "报告.docx", tmp_path / "另一份.txt"
    word.save(str(path))
    other.write_text("白石镇2024年工作总结\n全年无一起上访。", "utf-8")
    page = visit("clerk")
    page.goto("/proofread/")
    page.get_by_label("报告（").set_input_files(str(path))
    page.get_by_role("button", name="看结果").click()
    page.locator("mark", has_text="进一度").wait_for()
    page.get_by_label("报告（").set_input_files(str(path))
    with page.expect_download() as got:
        page.get_by_role("button", name="下载带批注的 Word").click()
    assert len(list(docx.Document(str(got.value.path())).comments)) >= 2
    page.get_by_label("报告（").set_input_files([str(path), str(other)])
    page.get_by_role("button", name="看结果").click()
    page.get_by_role("heading", name="2份报告").wait_for()


def test_a_superiors_form_is_filled(visit, tmp_path):
    """Dropped in, filled, downloaded."""
    form = next(f for f in FORMS if f.ledger == "penalty_case" and f.orientation == "list")
    path = tmp_path / "上级表.xlsx"
    path.write_bytes(form.build())
    page = visit("clerk")
    page.goto("/fill/")
    page.get_by_label("上级发的空白表").set_input_files(str(path))
    page.get_by_label("从哪一天").fill("2025-01-01")
    page.get_by_label("到哪一天").fill("2025-12-31")
    page.get_by_role("button", name="填表").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="下载填好的表").click()
    assert got.value.suggested_filename == "上级表（已填）.xlsx"


def test_a_text_is_cleared(visit):
    """Persons masked in the official habit."""
    page = visit("clerk")
    page.goto("/clear/")
    page.get_by_label("或者把文字粘贴到这里").fill("村民李小明，手机138 0013 8000，家住柳湾村3组12号。")
    page.get_by_role("button", name="检查").click()
    page.locator(".read-text", has_text="138****8000").wait_for()
    assert "3组12号" not in page.locator(".read-text").inner_text()


def test_one_upload_gives_the_public_copy(visit, tmp_path):
    """On a phone: the file is chosen once, nothing is wider than the window, the copy comes with one touch."""
    word = docx.Document()
    word.add_table(1, 2).cell(0, 1).text = "手机13800138000"
    path = tmp_path / "名单.docx"
    word.save(str(path))
    page = visit("clerk", width=390)
    page.goto("/clear/")
    page.get_by_label("要公开的文件").set_input_files(str(path))
    page.get_by_role("button", name="检查").click()
    page.get_by_text("表格1第1行第2列").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with page.expect_download() as got:
        page.get_by_role("button", name="下载公开版").click()
    assert got.value.suggested_filename == "名单（公开版）.docx"
