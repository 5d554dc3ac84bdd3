"""English for who asks for it: every word of every template is in the catalogue, and Chinese stays the first language."""

import re

import pytest
from django.template import engines
from django.template.base import TextNode

from fazhi.desk import english
from fazhi.desk.today import BLOCKS
from fazhi.desk.words import VERDICTS
from fazhi.office.access import ROLES
from fazhi.office.rules import shelf

FOLDER = english.FILE.parent / "templates" / "desk"
NAMES = sorted(p.name for p in FOLDER.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_template_has_its_english(name):
    """A new sentence on a page needs its line in english.toml."""
    template = engines["django"].get_template(f"desk/{name}").template
    texts = [n.s for n in template.nodelist.get_nodes_by_type(TextNode)]
    assert [r for t in texts for r in english.runs(t) if r not in english.catalogue()] == []


def test_words_of_the_code_too():
    """Verdicts, roles, blocks of the first page, names of businesses."""
    words = [b.word for b in VERDICTS.values()] + list(ROLES.values()) + [b[1] for b in BLOCKS]
    words += [*shelf().systems.values()]
    assert [w for w in words if w not in english.catalogue()] == []


def test_chinese_first_english_by_choice(at):
    """What the browser says of itself changes nothing; the link in the foot does, and back."""
    browser = at("chen")
    page = browser.get("/", headers={"Accept-Language": "en-US"}).content.decode()
    assert '<html lang="zh-CN"' in page and "跳到正文" in page
    browser.post("/look/", {"switch": "english", "back": "/"})
    page = browser.get("/").content.decode()
    assert '<html lang="en"' in page and "Skip to the text" in page and "跳到正文" not in page
    assert "Due within thirty days" in page and "Law publicity" in page
    browser.post("/look/", {"switch": "english", "back": "/"})
    assert "跳到正文" in browser.get("/").content.decode()


def test_nothing_unknown_is_left_in_the_catalogue():
    """A line whose words no page says any more is taken out."""
    said = {
        r for p in FOLDER.glob("*.html") for r in english.runs(re.sub(r"{[%{].*?[%}]}", "{}", p.read_text("utf-8")))
    }
    code = {b.word for b in VERDICTS.values()} | set(ROLES.values()) | set(shelf().systems.values())
    code |= {w for b in BLOCKS for w in b[1:3]}
    elsewhere = "".join(p.read_text("utf-8") for p in FOLDER.parents[1].glob("*.py"))
    left = [w for w in english.catalogue() if w not in said | code and f'"{w}"' not in elsewhere]
    assert left == []
