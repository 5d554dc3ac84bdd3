"""Fill a part of a report with sentences: what was done, what fell short, the heads' own record, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fazhi.kernel.duties import NoneOf
from fazhi.kernel.figures import figure
from fazhi.kernel.findings import SHORT, Finding
from fazhi.kernel.log import Log
from fazhi.kernel.sentences import Section, compose, inside, span_of
from fazhi.kernel.told import quoted, shortfalls_told, unchecked_told
from fazhi.kernel.units import Member, Roster
from fazhi.kernel.why import zh
from fazhi.office.report_draft import DraftParagraph, DraftSentence, Period
from fazhi.office.report_people import record_of
from fazhi.office.report_tasks import Task, tasks_of
from fazhi.office.rules import pack_of, shelf
from fazhi.packs.read_reports import Part, ReportKind

HEADS = "heads"
ATTENDANCE = "study.leaders-four-sessions"
UNCHECKED, UNTOLD, MENDING = "尚待核查的事项", "其他工作", "改进措施"


@dataclass(frozen=True, slots=True)
class Material:
    """What the fills draw on. `found`: findings of the period; `log`: events known on `as_of`; `before`: the period to compare with."""

    unit: str
    unit_name: str
    kind: ReportKind
    period: Period
    as_of: date
    found: Sequence[Finding]
    log: Log
    roster: Roster
    before: Period | None

    @property
    def last(self) -> date:
        """The last day counted."""
        return min(self.as_of, self.period.end)

    def short(self, part: Part) -> dict[str, list[Finding]]:
        """What fell short, by duty, of the systems that a part is about."""
        return self._judged(part, SHORT)

    def unchecked(self, part: Part) -> dict[str, list[Finding]]:
        """What nothing proves, likewise."""
        return self._judged(part, ("unproven",))

    def unconcluded(self, part: Part) -> dict[str, list[Finding]]:
        """The same and what is checked when the year is over (NoneOf while it runs): part one draws no conclusion from either."""
        waiting = self._judged(part, ("open",))
        running = {id: rows for id, rows in waiting.items() if isinstance(rows[0].duty, NoneOf) and not rows[0].matter}
        return self.unchecked(part) | running

    def _judged(self, part: Part, verdicts: Sequence[str]) -> dict[str, list[Finding]]:
        """A part that names a pack is about its whole system: the province's rules fall short there too."""
        wanted = systems_of(part)
        grouped: dict[str, list[Finding]] = {}
        for one in self.found:
            if one.verdict in verdicts and _system(pack_of(one.duty.id)) in wanted:
                grouped.setdefault(one.duty.id, []).append(one)
        return grouped


def _system(pack: str) -> str:
    return next((p.system for p in shelf().packs if p.id == pack), "")


def systems_of(part: Part) -> set[str]:
    """The systems a part is about: those of its packs, of all packs when it names none."""
    return {p.system for p in shelf().packs if not part.packs or p.id in part.packs}


def sections_of(part: Part) -> list[Section]:
    """The sentences of a part's systems, the province's among them, in their order."""
    wanted = systems_of(part)
    found = [s for s in shelf().sections if s.part in (part.numbers or (1,))]
    return sorted((s for s in found if _system(s.id.partition(".")[0]) in wanted), key=lambda s: s.order)


def bound(key: str, text: str, trace: Sequence[int] = (), findings: Sequence[str] = (), **more: str) -> DraftSentence:
    """A sentence composed from records."""
    return DraftSentence(
        text,
        key,
        more.get("branch", "otherwise"),
        False,
        tuple(trace),
        tuple(findings),
        text,
        duty=more.get("duty", ""),
    )


def blank(key: str, words: str, duty: str = "") -> DraftSentence:
    """Room for the writer's words."""
    return DraftSentence(f"【待填写：{words}】", key, todo=True, duty=duty)


def sections(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """The packs' sentences, grouped by heading in their order."""
    grouped: dict[str, list[DraftSentence]] = {}
    chosen = sections_of(part)
    for section in chosen:
        figures = {
            name: figure(rule, material.log, material.period.begin, material.last) for name, rule in section.figures
        }
        made = compose(section, figures, material.found, material.period.year, material.as_of)
        if made is not None:
            told = bound(f"section:{section.id}", made.text, made.trace, made.findings, branch=made.branch)
            counted = tuple((name, one.text(), one.trace) for name, one in figures.items())
            grouped.setdefault(section.heading, []).append(replace(told, figures=counted))
    for heading, also in _beside(material, part, chosen).items():
        grouped.setdefault(heading, []).extend(also)
    if not grouped and "todo" not in part.fills:
        return (DraftParagraph("", (blank(f"nothing:{number}", "没有记录可供成文，请补录后重新生成"),)),)
    return tuple(DraftParagraph(heading, tuple(rows)) for heading, rows in grouped.items())


def _beside(material: Material, part: Part, chosen: Sequence[Section]) -> dict[str, list[DraftSentence]]:
    """What fell short in duties that no sentence of the part is about, by heading: as many as the part on shortfalls tells."""
    if 1 not in (part.numbers or (1,)):
        return {}
    headings = {_system(s.id.partition(".")[0]): s.heading for s in reversed(chosen)}
    about = {id for section in chosen for id in section.duties}
    grouped: dict[str, list[DraftSentence]] = {}
    for id, rows in material.short(part).items():
        if id not in about:
            heading = headings.get(_system(pack_of(id)), UNTOLD)
            names = "、".join(dict.fromkeys(inside(f.subject_name) for f in rows))
            text = f"此外，{quoted(rows[0].duty.title)}的要求有{len(rows)}项未落实（{names}），需要整改。"
            grouped.setdefault(heading, []).append(_of_duty(f"also:{id}", text, rows))
    return grouped


def todo(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """What no record can say."""
    return (DraftParagraph("", (blank(f"todo:{number}", part.words),)),)


def shortfalls(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """What fell short, by system, each with room for the cause; then what is not checked, which is no shortfall."""
    systems = {pack.id: pack.system for pack in shelf().packs}
    titles: dict[str, str] = {}
    for pack in shelf().packs:
        titles.setdefault(pack.system, pack.title)  # the national pack stands before the province's
    grouped: dict[str, list[DraftSentence]] = {}
    for id, rows in material.short(part).items():
        text = f"{quoted(rows[0].duty.title)}的要求有{len(rows)}项未落实：{shortfalls_told(rows)}。"
        grouped.setdefault(systems[pack_of(id)], []).append(_of_duty(f"short:{id}", text, rows))
    words = "记录中没有未落实的事项，请写明其他不足及原因"
    told = tuple(
        DraftParagraph(titles[system], (*proofs, blank(f"cause:{system}", "原因")))
        for system, proofs in grouped.items()
    ) or (DraftParagraph("", (blank(f"short-none:{number}", words),)),)
    waiting = [
        _of_duty(f"unchecked:{id}", f"{unchecked_told(rows)}。", rows)
        for id, rows in material.unconcluded(part).items()
    ]
    return (*told, DraftParagraph(UNCHECKED, tuple(waiting))) if waiting else told


def _of_duty(key: str, text: str, rows: Sequence[Finding]) -> DraftSentence:
    """A sentence about findings of one duty."""
    trace = tuple(dict.fromkeys(i for f in rows for i in f.trace))
    return bound(key, text, trace, [f.key for f in rows], branch="any_missed", duty=rows[0].duty.id)


def heads(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """What is on record of each first responsible person; the rest is the writer's."""
    members: tuple[Member, ...] = material.roster.members.get(HEADS, ())
    paragraphs = [DraftParagraph("", tuple(_of_leader(material, member))) for member in members]
    words = "党政主要负责人履行第一责任人职责的情况"
    return tuple(paragraphs) or (DraftParagraph("", (blank(f"heads:{number}", words),)),)


def leader(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """The same for the one person whose debrief it is."""
    member = next((m for m in material.roster.members.get(HEADS, ()) if m.subject == material.period.person), None)
    if member is None:
        return (DraftParagraph("", (blank(f"leader:{number}", "本人履行职责的情况"),)),)
    return (DraftParagraph("", tuple(_of_leader(material, member))),)


def _of_leader(material: Material, member: Member) -> list[DraftSentence]:
    sentences = []
    attended = next((f for f in material.found if f.duty.id == ATTENDANCE and f.subject == member.subject), None)
    if attended is not None and attended.count:
        text = f"{member.name}{span_of(material.period.year, material.as_of)}参加集体学法{attended.count}次。"
        sentences.append(bound(f"head:{member.subject}", text, attended.trace, (attended.key,)))
    for done in record_of(member.subject, material.log, material.period.begin, material.last):
        text = f"作为{done.label}参加“{done.title}”{len(done.trace)}次。"
        sentences.append(bound(f"head:{member.subject}:{done.field}", text, done.trace))
    words = f"{member.name}部署法治工作、听取汇报、研究重大问题、督办重要案件的情况"
    return [*sentences, blank(f"head-rest:{member.subject}", words)]


def plans(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """Each shortfall and each unchecked matter asks for a task; one on record is told with owner and date. Other tasks follow, each a paragraph."""
    asked = [
        (f"针对{quoted(rows[0].duty.title)}落实不到位的问题，", "整改措施、责任人、完成时限", id, rows)
        for id, rows in material.short(part).items()
    ]
    asked += [
        (f"对尚未完成核查的{quoted(rows[0].duty.title)}补充核查、补齐佐证材料，", "办法、责任人、完成时限", id, rows)
        for id, rows in material.unchecked(part).items()
    ]
    rows_of: list[tuple[DraftSentence, ...]] = []
    tasks = tasks_of(material.log, material.period.year)
    for head, wanted, id, rows in asked:
        task = next((t for t in tasks if t.about == rows[0].duty.title), None)
        about = id if rows[0].verdict in SHORT else f"{id}~unchecked"
        if task is not None:
            rows_of.append((_planned(f"plan:{about}", head, task, id),))
            continue
        lead = replace(_of_duty(f"plan:{about}", head, rows), branch="otherwise")
        rows_of.append((lead, blank(f"task:{about}", wanted, id)))
    others = [] if part.packs else [t for t in tasks if t.ledger == "next_step"]
    rows_of += [(_planned(f"next:{t.trace[0]}", "", t),) for t in others]
    if not others:
        rows_of.append((blank(f"next:{number}", "其他工作安排"),))
    heading = MENDING if "shortfalls" in part.fills else ""
    return tuple(DraftParagraph("" if n else heading, sentences) for n, sentences in enumerate(rows_of))


def _planned(key: str, head: str, task: Task, duty: str = "") -> DraftSentence:
    due = f"，{zh(task.finish_by)}前完成" if task.finish_by else ""
    return bound(key, f"{head}{task.measure}，由{task.owner}负责{due}。", task.trace, duty=duty)
