"""A text cut into dictionary words (jieba's dictionary in the rjieba wheel); what is no word comes out as single characters."""

from __future__ import annotations

from functools import cache

from rjieba import Jieba

RARE = 100  # of sixty million words of common text


@cache
def dictionary() -> Jieba:
    """Loaded once, 0.2 s."""
    return Jieba()


def cut(text: str) -> list[str]:
    """The words of a text in order, nothing guessed. Price: about 0.2 µs a character."""
    return list(dictionary().cut(text, False))


def is_rare(text: str, most: int = RARE) -> bool:
    """Whether the dictionary has not met it, or hardly: fewer than `most` times."""
    return not dictionary().has_word(text) or int(dictionary().suggest_freq(text)) < most
