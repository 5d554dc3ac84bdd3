"""What a drafted report is: parts, paragraphs, sentences with what carries them, tables with what they count."""

from __future__ import annotations

import calendar
import itertools
import re
from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.findings import Finding
from fazhi.packs.read_reports import ReportKind

FIRST_YEAR = 2018
MEASURES = ("plan:", "next:")
WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:~(.+))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a month of it (0: the whole year); `person`: whose debrief it is, empty for a unit's report."""

    year: int
    month: int = 0
    person: str = ""

    @property
    def begin(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def text(self) -> str:
        """2025, 2025-06, 2025-p-17: as addresses and records say it."""
        return (
            f"{self.year}" + (f"-{self.month:02d}" if self.month else "") + (f"~{self.person}" if self.person else "")
        )


def period_of(text: str, kind: ReportKind, today: date) -> Period:
    """The period that an address names. Raises InputFault for one that is none, or has not begun."""
    found = WRITTEN.fullmatch(text)
    year, month, person = (found[1], found[2] or "", found[3] or "") if found else ("", "", "")
    fits = found is not None and bool(month) == (kind.period == "month") and bool(person) == kind.per_leader
    if fits and 1 <= int(month or 1) <= 12:
        period = Period(int(year), int(month or 0), person)
        if period.year >= FIRST_YEAR and period.begin <= today:
            return period
    allowed = f"{FIRST_YEAR}至{today.year}" + ("年的某个月" if kind.period == "month" else "")
    raise InputFault(Problem(f"报告时期 {text}", "没有这个时期的记录", allowed, "改报告时期", f"no records of {text}"))


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence. `key` is stable, so that a person's words stay with it; `made`: as composed from the records.

    todo: left for the writer; own: the writer's words alone; loose: what it claims beyond its records.
    figures: (name, value, events) of each figure in it; over: what the records gave when the writer's words were written in
    its place, as long as they give something else now and nobody looked at it.
    """

    text: str
    key: str = ""
    branch: str = ""
    todo: bool = False
    trace: tuple[int, ...] = ()
    findings: tuple[str, ...] = ()
    made: str = ""
    own: bool = False
    loose: tuple[str, ...] = ()
    duty: str = ""
    figures: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class Untied:
    """A sum of a table that does not tie out: in words; `records`: (where it counts alone, name, matter) of what to look at."""

    text: str
    records: tuple[tuple[str, str, str], ...] = ()

    def where(self) -> str:
        """The records' names, each with where it counts alone."""
        return "；".join(f"{where}：{name}" for where, name, _ in self.records)


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: its head, rows of text, per row the events it counts; `faults`: sums that do not tie out.

    opens: the column of the number that a row's events make up.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    traces: tuple[tuple[int, ...], ...] = ()
    faults: tuple[Untied, ...] = ()
    opens: int = 1


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """Sentences under one heading (empty: none), or a table."""

    heading: str
    sentences: tuple[DraftSentence, ...] = ()
    table: DraftTable | None = None


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One part of the report."""

    number: int
    title: str
    paragraphs: tuple[DraftParagraph, ...]

    def listed(self) -> list[int]:
        """For each paragraph its number among the measures of the part, from 1; 0 for others, and where there is one alone."""
        first = [p.sentences[0].key if p.sentences else "" for p in self.paragraphs]
        count = itertools.count(1)
        alone = sum(key.startswith(MEASURES) for key in first) < 2
        return [0 if alone or not key.startswith(MEASURES) else next(count) for key in first]


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole report of one unit and period, as of a day.

    opening: the words before its first part. found: the findings of the period; orphans: (key, text) of the writer's words
    whose sentence is not there any more.
    """

    kind: ReportKind
    title: str
    unit_name: str
    period: Period
    as_of: date
    parts: tuple[DraftPart, ...] = field(default_factory=tuple)
    opening: str = ""
    found: tuple[Finding, ...] = ()
    orphans: tuple[tuple[str, str], ...] = ()

    @property
    def year(self) -> int:
        """The year it is about."""
        return self.period.year

    @property
    def is_early(self) -> bool:
        """Whether its period was not over on its day."""
        return self.as_of < self.period.end

    def sentences(self) -> list[DraftSentence]:
        """All sentences in reading order."""
        return [s for part in self.parts for p in part.paragraphs for s in p.sentences]

    def tables(self) -> list[DraftTable]:
        """All tables in reading order."""
        return [p.table for part in self.parts for p in part.paragraphs if p.table is not None]
