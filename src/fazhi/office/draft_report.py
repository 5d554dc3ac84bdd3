"""Draft the annual report: five statutory parts, every sentence with the events and findings that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.duties import Duty, InForce
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.figures import Figure, figure
from fazhi.kernel.findings import SHORT, Finding
from fazhi.kernel.log import Log
from fazhi.kernel.sentences import Section, compose
from fazhi.kernel.units import Member, Roster
from fazhi.office.review import review
from fazhi.office.rules import shelf

HEADS = "heads"
ATTENDANCE = "study.leaders-four-sessions"
SHOWN = 3
FIRST_YEAR = 2018
PARTS = (
    "{year}年推进法治政府建设的主要举措和成效",
    "推进法治政府建设存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "{next_year}年推进法治政府建设的主要安排",
    "其他需要报告的情况",
)


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence; `todo` marks words left for the writer, which no record supports."""

    text: str
    branch: str = ""
    todo: bool = False
    trace: tuple[int, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """Sentences under one heading (empty: none)."""

    heading: str
    sentences: tuple[DraftSentence, ...]


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One of the five statutory parts (督察规定 art. 25)."""

    number: int
    title: str
    paragraphs: tuple[DraftParagraph, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole report of one unit and year, as of a day."""

    title: str
    unit_name: str
    year: int
    as_of: date
    parts: tuple[DraftPart, ...]

    def sentences(self) -> list[DraftSentence]:
        """All sentences in reading order."""
        return [s for part in self.parts for p in part.paragraphs for s in p.sentences]


def draft(unit: str, year: int, as_of: date) -> Draft:
    """The draft of township `unit` from its records, as of a day. Raises InputFault for a year that has not begun.

    Price: one cached review, two evaluations with every finding kept.
    """
    if not FIRST_YEAR <= year <= as_of.year:
        allowed = f"{FIRST_YEAR}至{as_of.year}"
        raise InputFault(
            Problem(f"报告年度 {year}", "没有这一年的记录", allowed, "改报告年度", f"no records of {year}")
        )
    held, rules = review(unit, as_of), shelf()
    name = held.roster.units[unit].name
    return compose_draft(
        name,
        year,
        as_of,
        sections=rules.sections,
        duties=rules.duties,
        log=held.log,
        roster=held.roster,
        calendar=rules.calendar,
    )


def compose_draft(
    unit_name: str,
    year: int,
    as_of: date,
    *,
    sections: Sequence[Section],
    duties: Sequence[Duty],
    log: Log,
    roster: Roster,
    calendar: Calendar,
) -> Draft:
    """The draft from records alone. Price: two evaluations and one pass per figure."""
    found = findings_of_year(year, as_of, duties, log, roster, calendar)
    begin, end = date(year, 1, 1), min(as_of, date(year, 12, 31))
    known = log.until((as_of - date(1970, 1, 1)).days)
    first = _achievements(sections, found, known, year, as_of, begin, end)
    rest = (_shortfalls(found), _heads(roster, found), _plans(found), _others(sections, found, known, year, as_of))
    parts = tuple(
        DraftPart(n, title.format(year=year, next_year=year + 1), paragraphs)
        for n, (title, paragraphs) in enumerate(zip(PARTS, (first, *rest), strict=True), start=1)
    )
    return Draft(f"{unit_name}{year}年法治政府建设情况报告", unit_name, year, as_of, parts)


def findings_of_year(
    year: int, as_of: date, duties: Sequence[Duty], log: Log, roster: Roster, calendar: Calendar
) -> list[Finding]:
    """Findings about `year`: windows that begin in it and triggers that fall in it; registers as they stood at its end."""
    standing = [d for d in duties if isinstance(d, InForce) and d.on == "every_day"]
    moving = [d for d in duties if d not in standing]
    closing = min(as_of, date(year, 12, 31))
    rows = [
        *evaluate(moving, log, roster, calendar, as_of).each(),
        *evaluate(standing, log, roster, calendar, closing).each(),
    ]
    return [f for f in rows if _year_of(f) == year]


def _year_of(found: Finding) -> int | None:
    if found.window is not None:
        return found.window[0].year
    return found.facts.trigger_on.year if found.facts.trigger_on else None


def _sections(
    sections: Iterable[Section], found: Sequence[Finding], log: Log, year: int, as_of: date, span: tuple[date, date]
) -> tuple[DraftParagraph, ...]:
    """The sections' sentences, grouped by heading in their order."""
    grouped: dict[str, list[DraftSentence]] = {}
    for section in sorted(sections, key=lambda s: s.order):
        figures: dict[str, Figure] = {name: figure(rule, log, *span) for name, rule in section.figures}
        made = compose(section, figures, found, year, as_of)
        if made is not None:
            sentence = DraftSentence(made.text, made.branch, False, made.trace, made.findings)
            grouped.setdefault(section.heading, []).append(sentence)
    return tuple(DraftParagraph(heading, tuple(rows)) for heading, rows in grouped.items())


def _achievements(
    sections: Sequence[Section], found: Sequence[Finding], log: Log, year: int, as_of: date, begin: date, end: date
) -> tuple[DraftParagraph, ...]:
    made = _sections((s for s in sections if s.part == 1), found, log, year, as_of, (begin, end))
    return made or (_todo("主要举措和成效", "没有记录可供成文，请补录后重新生成"),)


def _todo(heading: str, words: str) -> DraftParagraph:
    return DraftParagraph(heading, (DraftSentence(f"【待填写：{words}】", todo=True),))


def _short_by_duty(found: Sequence[Finding]) -> dict[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = {}
    for one in found:
        if one.verdict in (*SHORT, "unproven"):
            grouped.setdefault(one.duty.id, []).append(one)
    return grouped


def _quoted(duty: Duty) -> str:
    """The duty's title in quotation marks; marks inside become single ones."""
    return f"“{duty.title.replace('“', '‘').replace('”', '’')}”"


def _shortfalls(found: Sequence[Finding]) -> tuple[DraftParagraph, ...]:
    """Part two: what the findings show, each with room for its cause."""
    paragraphs = []
    for rows in _short_by_duty(found).values():
        duty = rows[0].duty
        unproven = all(f.verdict == "unproven" for f in rows)
        head = f"{_quoted(duty)}有{len(rows)}项{'没有核查来源，尚不能证实' if unproven else '未按要求落实'}。"
        shown = "".join(f"{f.subject_name}：{f.why}" if f.matter else f.why for f in rows[:SHOWN])
        tail = f"其余{len(rows) - SHOWN}项见台账。" if len(rows) > SHOWN else ""
        trace = tuple(dict.fromkeys(i for f in rows for i in f.trace))
        proof = DraftSentence(head + shown + tail, "any_missed", False, trace, tuple(f.key for f in rows))
        paragraphs.append(DraftParagraph("", (proof, DraftSentence("【待填写：原因】", todo=True))))
    return tuple(paragraphs) or (_todo("", "记录中没有未落实的事项，请写明其他不足及原因"),)


def _heads(roster: Roster, found: Sequence[Finding]) -> tuple[DraftParagraph, ...]:
    """Part three: what is on record of each first responsible person; the rest is the writer's."""
    members: tuple[Member, ...] = roster.members.get(HEADS, ())
    sentences = []
    for member in members:
        attended = next((f for f in found if f.duty.id == ATTENDANCE and f.subject == member.subject), None)
        if attended is not None and attended.count:
            text = f"{member.name}全年参加集体学法{attended.count}次。"
            sentences.append(DraftSentence(text, "otherwise", False, attended.trace, (attended.key,)))
        rest = f"【待填写：{member.name}部署法治工作、听取汇报、研究重大问题、督办重要案件的情况】"
        sentences.append(DraftSentence(rest, todo=True))
    return (
        (DraftParagraph("", tuple(sentences)),) if sentences else (_todo("", "党政主要负责人履行第一责任人职责的情况"),)
    )


def _plans(found: Sequence[Finding]) -> tuple[DraftParagraph, ...]:
    """Part four: each shortfall asks for a task; measures, owners and dates are the writer's."""
    sentences = []
    for rows in _short_by_duty(found).values():
        keys = tuple(f.key for f in rows)
        trace = tuple(dict.fromkeys(i for f in rows for i in f.trace))
        sentences.append(
            DraftSentence(f"针对{_quoted(rows[0].duty)}落实不到位的问题抓好整改，", "otherwise", False, trace, keys)
        )
        sentences.append(DraftSentence("【待填写：措施、责任人、完成时限】。", todo=True))
    sentences.append(DraftSentence("【待填写：其他工作安排】", todo=True))
    return (DraftParagraph("", tuple(sentences)),)


def _others(
    sections: Sequence[Section], found: Sequence[Finding], log: Log, year: int, as_of: date
) -> tuple[DraftParagraph, ...]:
    span = (date(year, 1, 1), min(as_of, date(year, 12, 31)))
    made = _sections((s for s in sections if s.part == 5), found, log, year, as_of, span)
    return (*made, _todo("", "其他需要报告的情况；没有的写明“无其他需要报告的情况”"))
