"""Pack: one system of duties as read from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.kernel.duties import Duty, Select
from fazhi.kernel.ledger import Ledger
from fazhi.kernel.sentences import Section
from fazhi.kernel.units import RosterRule


@dataclass(frozen=True, slots=True)
class Code:
    """A named selection of a step's events."""

    id: str
    title: str
    select: Select


@dataclass(frozen=True, slots=True)
class Case:
    """A pack's own test: facts, a day, and what must come out."""

    name: str
    duty: str
    facts: Mapping[str, Any]
    as_of: date
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pack:
    """All of one folder. `demo` is kept as read; the demo township checks it. `province`: whose rules these are; empty: national or a county's."""

    id: str
    system: str
    title: str
    version: str
    order: int
    folder: str
    ledgers: tuple[Ledger, ...]
    codes: tuple[Code, ...]
    rosters: tuple[RosterRule, ...]
    duties: tuple[Duty, ...]
    sections: tuple[Section, ...]
    cases: tuple[Case, ...]
    demo: Mapping[str, Any]
    province: str = ""
