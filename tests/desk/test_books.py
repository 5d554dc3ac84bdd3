"""The page from which the papers of an inspection are taken."""

import io
import re
import zipfile

from fazhi.office.book_papers import COLUMNS as BOOK
from fazhi.office.dossier import COLUMNS as CASE
from fazhi.office.dossier import DIGEST_HEAD, short_digest
from fazhi.office.unit_names import official
from fazhi.paper.grid_widths import CHARACTER, width_of
from tests.desk.test_pages import book_of, record


def test_every_business_and_indicator_has_its_file(at):
    """Each link of the page gives the zip of that year; another year changes all of them."""
    browser = at("chen")
    record(browser, "foi.application_received", "2025-12-30", unit="qinghe", late_reason="补录", **{"f-subject": "甲"})
    page = browser.get("/books/", {"year": "2025"}).content.decode()
    links = re.findall(r'href="(/books/[^"]+)"', page)
    assert len(links) == len(set(links)) > 25 and all(link.endswith("/2025.zip") for link in links)
    for link in (links[0], links[-1]):
        with zipfile.ZipFile(io.BytesIO(browser.get(link).content)) as book:
            assert "00 封面和卷内目录.docx" in book.namelist()


def test_a_year_without_records_is_not_offered(at):
    """But this one, of which the page says that it is empty; no name of a business is a heading."""
    page = at("chen").get("/books/", {"year": "2024"}).content.decode()
    assert re.findall(r"<option[^>]*>(20\d\d)</option>", page) == ["2026"] and "2026年还没有记录" in page
    assert '<th scope="row">' not in page


def test_a_duty_without_occasion_is_told_from_one_that_was_not_done(at):
    """No seizure, nothing to show for it; an application unanswered has to show papers; what is not due stands apart."""
    browser = at("chen")
    for subject, on in (("甲", "2026-01-05"), ("乙", "2026-02-26")):
        record(browser, "foi.application_received", on, unit="qinghe", **{"f-subject": subject})
    told = book_of(browser, 2026)[1]
    done, _, under_way = told.partition("三、正在办理、还没有到期的")
    title = "公开申请二十个工作日内答复"
    assert f"{title}：甲。" in done and f"{title}：乙。" in under_way and f"{title}：乙。" not in done
    assert re.search(title + r"\|没有材料\|0\|", told)
    assert "|未发生（不涉及）：2026年没有要这样办的“查封、扣押”|—|" in book_of(browser, 2026, "S10")[1]


def test_what_many_have_in_common_is_said_once(at):
    """The leaders' names stand in one line, each once."""
    told = book_of(at("chen"), 2026, "S12")[1]
    line = next(p for p in told.split("|") if p.startswith("领导干部学法“四个一”"))
    assert line.count("赵立") == 1 and "钱进" in line and "（2项，情况相同）" in line


def test_a_township_signs_with_its_full_name():
    """Others have one name."""
    names = ("清河镇", "白石乡", "东关街道", "柳湾村")
    assert [official(n) for n in names] == ["清河镇人民政府", "白石乡人民政府", "东关街道办事处", "柳湾村"]


def test_no_cell_of_the_contents_is_broken():
    """A day and the beginning of a digest fit their columns."""
    for columns in (CASE, BOOK):
        widths = dict(columns)
        assert sum(widths.values()) == 156
        between = 5 * 0.25  # characters: what programs leave free between digits and Chinese
        assert (width_of("2026年11月28日") + between) * CHARACTER + 4 <= widths["日期"]
        assert width_of(short_digest("0123456789abcdef" * 4)) * CHARACTER + 4 <= widths[DIGEST_HEAD]
