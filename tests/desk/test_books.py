"""The page from which the papers of an inspection are taken."""

import io
import re
import zipfile


def test_every_business_and_indicator_has_its_file(at):
    """Each link of the page gives the zip of that year; another year changes all of them."""
    browser = at("chen")
    page = browser.get("/books/", {"year": "2025"}).content.decode()
    links = re.findall(r'href="(/books/[^"]+)"', page)
    assert len(links) == len(set(links)) > 25 and all(link.endswith("/2025.zip") for link in links)
    for link in (links[0], links[-1]):
        with zipfile.ZipFile(io.BytesIO(browser.get(link).content)) as book:
            assert "00 封面和卷内目录.docx" in book.namelist()
