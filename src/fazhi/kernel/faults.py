"""Every exception of the product: what, where, what is allowed, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word closest to `word`, or an empty string when none is near.

    >>> nearest("foi.replly", ["foi.reply", "foi.extension"])
    'foi.reply'
    """
    found = get_close_matches(word, list(allowed), n=1, cutoff=0.5)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input; `where` is a file, sheet cell, field or argument."""

    where: str
    what: str
    allowed: str = ""
    mend: str = ""
    what_en: str = ""

    def chinese(self) -> str:
        """One sentence for the screen."""
        parts = [f"{self.where}：{self.what}"]
        if self.allowed:
            parts.append(f"允许：{self.allowed}")
        if self.mend:
            parts.append(f"请{self.mend}")
        return "；".join(parts) + "。"

    def both(self) -> str:
        """The Chinese sentence followed by the English one, for the command line."""
        return f"{self.chinese()} / {self.what_en}" if self.what_en else self.chinese()


class Fault(Exception):
    """Base of all faults: carries the problems, never just a string."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(p.chinese() for p in problems))


class PackFault(Fault):
    """A pack file, or the shelf of packs as a whole, is wrong."""


class FactFault(Fault):
    """Facts offered for a step do not fit its fields."""


class ConflictFault(FactFault):
    """Somebody else wrote meanwhile; the problem says what stands now, and repeats what was not saved."""


class ImportFault(Fault):
    """A workbook cannot be read, or rows in it are refused."""


class GateFault(Fault):
    """A step may not be recorded yet; the problem names the article and what to do first."""


class AccessFault(Fault):
    """This actor may not do this act on this unit."""


class InputFault(Fault):
    """A command-line argument or an input line is wrong."""


class ChoiceFault(InputFault):
    """An input fits several things and one must be chosen; `choices` are (id, name)."""

    def __init__(self, problem: Problem, choices: Iterable[tuple[str, str]]) -> None:
        self.choices = tuple(choices)
        super().__init__(problem)


class CalendarFault(Fault):
    """A calendar year is malformed, or a date lies outside what dates can hold."""


class SealFault(Fault):
    """The sealed ledger does not verify."""


class EvidenceFault(Fault):
    """An evidence file cannot be taken or no longer matches its digest."""


class SetupFault(Fault):
    """The machine or the settings are not fit to start."""
