"""What is wrong with the form of an official document: one fault, its place, and the same fault in many places told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fazhi.paper.word_read import Block

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """name: which check, in English; rule: clause of GB/T 9704-2012, "" where it has none; the rest in Chinese."""

    name: str
    rule: str
    where: str
    what: str
    allowed: str
    mend: str

    def chinese(self) -> str:
        """One line for the screen."""
        clause = f"[{self.rule}] " if self.rule else ""
        return f"{clause}{self.where}：{self.what}；应为：{self.allowed}；{self.mend}"


def where(block: Block, near: str = "") -> str:
    """The paragraph's number and how it begins, or the words of it that are meant."""
    words = near or block.text.strip()[:SHOWN]
    return f"表格中“{words}”" if block.in_table else f"第{block.number}段“{words}”"


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """The same words about several places become one fault at the first of them, with their count."""
    first: dict[tuple[str, str], Fault] = {}
    count: dict[tuple[str, str], int] = {}
    for fault in faults:
        key = (fault.name, fault.what)
        first.setdefault(key, fault)
        count[key] = count.get(key, 0) + 1
    return [replace(f, where=f"{f.where}等{count[k]}处") if count[k] > 1 else f for k, f in first.items()]
