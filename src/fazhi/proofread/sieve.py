"""Patterns that look before they try: an alternative is tried on a text only when the text holds what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from fazhi.proofread.needle import Need, alternatives, needs


class Held(Protocol):
    """A text that knows what it holds."""

    @property
    def pieces(self) -> frozenset[str]:
        """Every character of it and every two neighbours."""

    def may_hold(self, said: str) -> bool:
        """Whether it holds a few characters."""


class Catalog:
    """Many patterns by the first two characters of what they need; what a text may match is found without asking each of them."""

    def __init__(self, needed: Sequence[tuple[Need, ...]]) -> None:
        self.always = [n for n, all_of in enumerate(needed) if not all_of]
        self.under: dict[str, list[int]] = {}
        for n, all_of in enumerate(needed):
            for begin in {said[:2] for said in all_of[0]} if all_of else ():
                self.under.setdefault(begin, []).append(n)

    def among(self, pieces: frozenset[str]) -> list[int]:
        """Places of the patterns that a text of these pieces may match, in order."""
        return sorted({*self.always, *(n for p in self.under.keys() & pieces for n in self.under[p])})


@dataclass(frozen=True, slots=True)
class Mesh:
    """One pattern and what a text must hold for it to match (one of each set)."""

    pattern: re.Pattern[str]
    needed: tuple[Need, ...]

    def fits(self, held: Held) -> bool:
        """Whether a text may match."""
        return all(any(map(held.may_hold, need)) for need in self.needed)


class Sieve:
    """A pattern as `re` reads it, with the same matches in the same order.

    Alternatives are tried apart, each only where it may match, unless the pattern has numbered groups. Price: some tenths of a
    microsecond for each alternative that cannot match. No alternative may match the empty string.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        whole = re.compile(pattern, flags)
        parts = [whole] if whole.groups else [re.compile(p, flags) for p in alternatives(pattern)]
        self.meshes = tuple(Mesh(p, () if flags & re.IGNORECASE else needs(p.pattern)) for p in parts)
        self.catalog = Catalog([m.needed for m in self.meshes])

    @property
    def needed(self) -> tuple[Need, ...]:
        """What a text must hold for any alternative to match: one string of the one set, () when nothing is known."""
        if len(self.meshes) == 1:
            return self.meshes[0].needed
        firsts = [m.needed[0] for m in self.meshes if m.needed]
        return (frozenset().union(*firsts),) if len(firsts) == len(self.meshes) else ()

    def over(self, held: Held) -> Sifted:
        """What may match in a text and in any part of it."""
        if len(self.meshes) == 1:
            return Sifted(self.meshes if self.meshes[0].fits(held) else ())
        likely = [self.meshes[n] for n in self.catalog.among(held.pieces)]
        return Sifted(tuple(m for m in likely if m.fits(held)))


@dataclass(frozen=True, slots=True)
class Sifted:
    """The alternatives that are left."""

    meshes: tuple[Mesh, ...]

    def __bool__(self) -> bool:
        """Whether anything can match."""
        return bool(self.meshes)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The leftmost match of all alternatives, the earlier alternative where two begin together; then on from its end."""
        if len(self.meshes) < 2:
            return self.meshes[0].pattern.finditer(text) if self.meshes else iter(())
        return self._merged(text)

    def _merged(self, text: str) -> Iterator[re.Match[str]]:
        ahead = [(m.start(), n, m) for n, mesh in enumerate(self.meshes) if (m := mesh.pattern.search(text))]
        while ahead:
            found = min(ahead)[2]
            yield found
            at = found.end()
            ahead = [row for row in ahead if row[0] >= at] + [
                (m.start(), n, m)
                for begin, n, _ in ahead
                if begin < at and (m := self.meshes[n].pattern.search(text, at))
            ]
