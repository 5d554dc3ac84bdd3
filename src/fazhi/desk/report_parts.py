"""Parts of the report page: its sentences with what was said of them, what is left to do, its records, the log of the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from fazhi.desk.report_address import Asked
from fazhi.office import report_left
from fazhi.office.report_cycle import Cycle
from fazhi.office.report_draft import Draft, DraftSentence
from fazhi.office.report_stages import Wanted, wanted
from fazhi.office.rules import shelf
from fazhi.store.report_entries import Entry
from fazhi.store.rows import EventRow

TALK = {"remark": "意见", "send": "送审", "return": "退回", "approve": "同意", "reopen": "另开一稿", "freeze": "定稿"}
KINDS = {
    "blank": "没有填",
    "claim": "没有核对结论支持，要改写",
    "turned": "改写以后记录变了",
    "sum": "合计不符",
    "unbound": "没有记录支持，要看过确认",
    "early": "要看过确认",
    "step": "还没有走的步骤",
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence with its number in the draft, from 1; the remarks on it that no version was frozen after; how often it was worded."""

    number: int
    sentence: DraftSentence
    remarks: tuple[Entry, ...] = ()
    base: int = 0


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A record that belongs to the report: the address of its form while it may be made, else the one there is.

    opens: it may be made, and the report's matter is opened with it; step: its id.
    """

    title: str
    step: str
    link: str = ""
    event: EventRow | None = None
    opens: bool = False

    @property
    def named(self) -> str:
        """What its button says."""
        return f"记录：{self.title}"

    @property
    def is_wanted(self) -> bool:
        """Whether it may be made."""
        return self.opens or bool(self.link)


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that keeps the report from being frozen, with what it is and the address of its sentence."""

    kind: str
    word: str
    what: str
    why: str
    link: str
    go: ReportRecord | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the log of the review; `about`: how the sentence begins that a remark is on, with its address."""

    entry: Entry
    word: str
    about: str = ""
    link: str = ""


def numbered(made: Draft, cycle: Cycle) -> dict[int, Numbered]:
    """The sentences by identity, in reading order."""
    remarks: dict[str, list[Entry]] = {}
    for entry in cycle.remarks:
        remarks.setdefault(entry.key, []).append(entry)
    versions = cycle.words.versions
    return {
        id(s): Numbered(n, s, tuple(remarks.get(s.key, ())), versions.get(s.key, 0))
        for n, s in enumerate(made.sentences(), start=1)
    }


def place_of(asked: Asked, number: int) -> str:
    """The address of a sentence in the report, opened."""
    return f"{asked.address('report', open=str(number))}#s{number}" if number else ""


def lefts(asked: Asked, made: Draft, cycle: Cycle, records: Sequence[ReportRecord]) -> list[tuple[str, list[Left]]]:
    """(section, what is left in it), in reading order; the steps of the review stand under no section, with the record they ask for."""
    forms = {r.step: r for r in records if r.is_wanted}
    grouped: dict[str, list[Left]] = {}
    for row in report_left.left(made, cycle):
        line = Left(row.kind, KINDS[row.kind], row.what, row.why, place_of(asked, row.number), forms.get(row.step))
        grouped.setdefault(row.place, []).append(line)
    return list(grouped.items())


def said(asked: Asked, made: Draft, cycle: Cycle) -> list[Said]:
    """The log of the review; a remark on a sentence quotes it as it stood then, and links it."""
    known = {s.key: (n, s.text) for n, s in enumerate(made.sentences(), start=1)}
    return [_line(asked, entry, known) for entry in cycle.talk]


def _line(asked: Asked, entry: Entry, known: dict[str, tuple[int, str]]) -> Said:
    if entry.act != "remark" or not entry.key:
        return Said(entry, TALK[entry.act])
    number, text = known.get(entry.key, (0, "这句话已经不在了"))
    return Said(entry, TALK[entry.act], entry.over or text, place_of(asked, number))


def wanted_records(asked: Asked, made: Draft, cycle: Cycle) -> Sequence[ReportRecord]:
    """What is to be recorded of the report: begun, the meeting, submitted, published; what stands already comes with its record.

    One that was begun in the workspace is not to be recorded as begun once more: its matter is opened with the next record.
    """
    kind = asked.kind
    if cycle.matter:
        return [_record(one, {"matter": cycle.matter, "back": asked.address("report")}) for one in wanted(kind, cycle)]
    if kind.opens == kind.frozen:
        return []
    if cycle.steps[0][1]:
        return [ReportRecord(w.title, w.step, opens=True) for w in wanted(kind, cycle) if w.again]
    known = {"unit": asked.unit, f"f-{shelf().ledgers[kind.ledger].name_field}": made.title}
    known |= {"f-report_year": str(asked.period.year), "back": asked.address("report")}
    address = f"{reverse('record', args=[kind.opens])}?{urlencode(known)}"
    return [ReportRecord(shelf().steps[kind.opens].title, kind.opens, address)]


def _record(one: Wanted, known: Mapping[str, str]) -> ReportRecord:
    link = f"{reverse('record', args=[one.step])}?{urlencode(known)}" if one.again else ""
    return ReportRecord(one.title, one.step, link, one.event)


def fallen(asked: Asked, made: Draft, cycle: Cycle) -> list[tuple[str, str]]:
    """(what it says now, its address) of what reads otherwise than it was approved; without an address what is no sentence."""
    if cycle.lapse is None:
        return []
    said = {s.key: (s.text, place_of(asked, n)) for n, s in enumerate(made.sentences(), start=1)}
    said |= {t.caption: (f"表：{t.caption}", "") for t in made.tables()} | {"": (made.opening, "")}
    gone = ("有语句或者表已经没有了", "")
    return list(dict.fromkeys(said.get(key, gone) for key in cycle.lapse.moved))
