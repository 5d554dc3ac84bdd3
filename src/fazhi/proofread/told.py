"""What was found in a file, noted place by place; and what its user wants to keep, such as the number of an official."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fazhi.proofread.sensitive import Found

BREAKS = re.compile("[\x0b\x1f\r\n]+")


@dataclass(frozen=True, slots=True)
class Item:
    """Something found: where (line, cell, page), what kind (one of sensitive.KINDS), its words, and what may stand there.

    kept: its user wants it to stay; the mask is then what would stand there.
    """

    where: str
    kind: str
    words: str
    mask: str
    kept: bool = False

    @property
    def key(self) -> str:
        """What it is known by when it is to be kept: the same words of the same kind, wherever they stand."""
        return key(self.kind, self.words)


def key(kind: str, words: str) -> str:
    """The kind and the words without blanks."""
    return f"{kind} {''.join(BREAKS.sub('', words).split())}"


class Told:
    """Collects what was found; `keep`: keys of what stays."""

    def __init__(self, keep: Iterable[str] = ()) -> None:
        self.items: list[Item] = []
        self.keep = frozenset(keep)

    def __call__(self, where: str, text: str, found: Found, mask: str = "") -> bool:
        """Note one place; whether a mask is to be put there."""
        words = text[found.start : found.end]
        kept = key(found.kind, words) in self.keep
        self.items.append(Item(where, found.kind, BREAKS.sub(" ", words), mask or found.mask, kept))
        return not kept

    @property
    def open(self) -> bool:
        """Whether anything was found that is not to be kept."""
        return any(not one.kept for one in self.items)
