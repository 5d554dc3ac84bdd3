"""The English catalogue: templates are written in Chinese; for who asks for English their words are looked up in data.

What is said of the law and of records (titles, sentences, facts) stays as it was written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.template import Origin, Template
from django.template.base import TextNode
from django.template.loaders.cached import Loader
from django.utils import translation

RUN = re.compile(r'[^<>"{}\n]*[\u4e00-\u9fff][^<>"{}\n]*')
FILE = Path(__file__).parent / "english.toml"


@cache
def catalogue() -> Mapping[str, str]:
    """Chinese -> English."""
    return tomllib.loads(FILE.read_text("utf-8"))["words"]


def say(words: str) -> str:
    """The words in the language of this request; what is not in the catalogue stays Chinese."""
    if not str(translation.get_language()).startswith("en"):
        return words
    return catalogue().get(words.strip(), words)


def runs(text: str) -> list[str]:
    """The pieces of a template's text that hold Chinese."""
    return [found.strip() for found in RUN.findall(text)]


def _in_english(found: re.Match[str]) -> str:
    whole = found[0]
    inner = whole.strip()
    return whole.replace(inner, catalogue().get(inner, inner))


class Words(TextNode):
    """Text of a template in both languages."""

    english = ""

    def render_annotated(self, context: object) -> str:
        """In the language of this request."""
        return self.english if str(translation.get_language()).startswith("en") else self.s


class Bilingual(Loader):
    """Keeps templates, and gives each text with Chinese in it its English."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template, its texts looked up once."""
        made = super().get_template(template_name, skip)
        for node in made.nodelist.get_nodes_by_type(TextNode):
            if type(node) is TextNode and RUN.search(node.s):
                node.__class__ = Words
                assert isinstance(node, Words)
                node.english = RUN.sub(_in_english, node.s)
        return made


class ByChoice:
    """English only for a browser that asked for it; never by what the browser says of itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response in the chosen language."""
        wished = "en" if "english" in request.COOKIES.get("look", "").split("-") else "zh-hans"
        with translation.override(wished):
            return self.get_response(request)
