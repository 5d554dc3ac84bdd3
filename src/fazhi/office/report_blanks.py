"""Fill the blanks of a report in one go: words where words are asked for, a tracked task where measure, owner and day are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.faults import FactFault, Fault, GateFault, InputFault, Problem
from fazhi.kernel.findings import SHORT
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.report_cycle import Cycle, current, cycle_of
from fazhi.office.report_draft import Draft, DraftSentence, Period
from fazhi.office.report_enter import add, asked_by, check_base, check_order, check_text
from fazhi.office.report_left import asked_for, place_of
from fazhi.office.report_tasks import set_task
from fazhi.office.report_words import Words, clean
from fazhi.office.rules import shelf
from fazhi.packs.read_reports import ReportKind
from fazhi.store.turn import writing

TASKS = ("task:", "next:")
FIELD_OF = {"措施": "what", "责任人": "owner", "完成时限": "finish_by"}
GONE = "这一处已经有人写过，或者台账变了，你写的没有保存，可以抄到报告里。"
BOTH = "任务和这一段话只留一种：建任务就清空这一段，写话就清空上面三格。"
Refused = dict[str, str]


@dataclass(frozen=True, slots=True)
class Blank:
    """Room for the writer's words. number: of its sentence; asks: what for; about: the sentences it follows; base: see `write`."""

    key: str
    number: int
    asks: str
    about: tuple[str, ...]
    task: bool
    duty: str
    base: int


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody typed into a blank: words, or a task; base: how often it had been written when it was shown."""

    text: str = ""
    what: str = ""
    owner: str = ""
    finish_by: str = ""
    base: int = 0

    @property
    def is_task(self) -> bool:
        """Whether a task was begun."""
        return bool(self.what or self.owner or self.finish_by)


def makes_task(one: DraftSentence) -> bool:
    """Whether a blank may be answered with a task."""
    return one.todo and one.key.startswith(TASKS)


def blanks(made: Draft, cycle: Cycle) -> list[tuple[str, list[Blank]]]:
    """(section, its blanks) in reading order, of sections that have some."""
    versions = cycle.words.versions
    found: dict[str, list[Blank]] = {}
    number = 0
    for part in made.parts:
        for paragraph in part.paragraphs:
            about: list[str] = []
            for one in paragraph.sentences:
                number += 1
                if not one.todo:
                    about.append(one.text)
                    continue
                row = Blank(
                    one.key,
                    number,
                    asked_for(one.text),
                    tuple((about[-1:] if one.duty else ()) if makes_task(one) else about),
                    makes_task(one),
                    one.duty,
                    versions.get(one.key, 0),
                )
                found.setdefault(place_of(part, paragraph.heading), []).append(row)
                about = []
    return list(found.items())


def fill(
    actor: Actor, unit: str, kind: ReportKind, period: Period, given: Mapping[str, Filled], once: str
) -> tuple[int, dict[str, Refused]]:
    """(how many were saved, key -> field -> why it was not). Each blank is saved whole or not at all; an empty one is left alone.

    once: names the form that was sent; the same one again sets no task twice. Raises AccessFault, and FactFault when the report
    is frozen. Price: one draft, and two records for each task.
    """
    require(actor, "write_report", unit)
    made, cycle = current(unit, kind, period, clock.today())
    rows = {b.key: b for _, group in blanks(made, cycle) for b in group}
    refused: dict[str, Refused] = {key: {"": GONE} for key in given if key not in rows}
    known = {key: one for key, one in given.items() if key in rows}
    refused |= {key: {"text": BOTH} for key, one in known.items() if one.is_task and one.text}
    asked = {key: one for key, one in known.items() if key not in refused}
    with writing():
        now = cycle_of(unit, kind, period)
        check_order("word", now)
        for key, one in asked.items():
            if one.text:
                refused |= _word(actor, (unit, kind, period), now.words, key, one)
    for key, one in asked.items():
        if one.is_task:
            refused |= _task(actor, made, unit, rows[key], one, once)
    return len(given) - len(refused), refused


def _word(
    actor: Actor, about: tuple[str, ReportKind, Period], words: Words, key: str, one: Filled
) -> dict[str, Refused]:
    try:
        check_text("word", one.text, key, asked_by(about[1], key))
        check_base(words, key, one.text, one.base)
        add(actor, *about, "word", key, one.text)
    except FactFault as fault:
        return {key: {"text": _said(fault)}}
    return {}


def _task(actor: Actor, made: Draft, unit: str, blank: Blank, one: Filled, once: str) -> dict[str, Refused]:
    try:
        until = day_of(one.finish_by)
        mark = hashlib.sha256(f"{once}/{blank.key}".encode()).hexdigest()[:40] if once else ""
        about = (actor, unit, made.year, clock.today())
        set_task(
            *about, problem=problem_of(made, blank.duty), what=one.what, owner=one.owner, finish_by=until, once=mark
        )
    except (FactFault, GateFault, InputFault) as fault:
        return {blank.key: by_field(fault)}
    return {}


def problem_of(made: Draft, duty: str) -> str:
    """The title of a duty as the report names its shortfall, in the version that was not kept; empty for no duty."""
    if not duty:
        return ""
    short = (f.duty.title for f in made.found if f.duty.id == duty and f.verdict in (*SHORT, "unproven"))
    return next(short, shelf().versions(duty)[-1].title)


def day_of(written: str) -> date | None:
    """The day, None for an empty field. Raises FactFault."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise FactFault(Problem("完成时限", f"{written[:20]}不是日期", "2026-06-30", "重写", "not a date")) from None


def by_field(fault: Fault) -> Refused:
    """The problems of a task, each at its field."""
    made: Refused = {}
    for problem in fault.problems:
        field = FIELD_OF.get(problem.where, "")
        made[field] = made.get(field, "") + problem.chinese()
    return made


def filled(text: str, what: str, owner: str, finish_by: str, base: int) -> Filled:
    """What was typed, as paper can hold it."""
    return Filled(clean(text), clean(what), clean(owner), clean(finish_by), base)


def _said(fault: Fault) -> str:
    return "".join(p.chinese() for p in fault.problems)
