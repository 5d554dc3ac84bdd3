"""Fill a part of a report with sentences: what was done, what fell short, the heads' own record, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fazhi.kernel.figures import figure
from fazhi.kernel.findings import SHORT, Finding
from fazhi.kernel.log import Log
from fazhi.kernel.sentences import compose
from fazhi.kernel.units import Member, Roster
from fazhi.kernel.why import zh
from fazhi.office.report_draft import DraftParagraph, DraftSentence, Period
from fazhi.office.report_people import record_of
from fazhi.office.report_tasks import Task, tasks_of
from fazhi.office.rules import pack_of, shelf
from fazhi.packs.read_reports import Part, ReportKind

HEADS = "heads"
ATTENDANCE = "study.leaders-four-sessions"
SHOWN = 3


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
        """What fell short or has no source, by duty, of the packs that a part is about."""
        grouped: dict[str, list[Finding]] = {}
        for one in self.found:
            wanted = not part.packs or pack_of(one.duty.id) in part.packs
            if wanted and one.verdict in (*SHORT, "unproven"):
                grouped.setdefault(one.duty.id, []).append(one)
        return grouped


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
    chosen = [
        s
        for s in shelf().sections
        if s.part in (part.numbers or (1,)) and (not part.packs or s.id.partition(".")[0] in part.packs)
    ]
    for section in sorted(chosen, key=lambda s: s.order):
        figures = {
            name: figure(rule, material.log, material.period.begin, material.last) for name, rule in section.figures
        }
        made = compose(section, figures, material.found, material.period.year, material.as_of)
        if made is not None:
            told = bound(f"section:{section.id}", made.text, made.trace, made.findings, branch=made.branch)
            counted = tuple((name, one.text(), one.trace) for name, one in figures.items())
            grouped.setdefault(section.heading, []).append(replace(told, figures=counted))
    if not grouped and "todo" not in part.fills:
        return (DraftParagraph("", (blank(f"nothing:{number}", "没有记录可供成文，请补录后重新生成"),)),)
    return tuple(DraftParagraph(heading, tuple(rows)) for heading, rows in grouped.items())


def todo(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """What no record can say."""
    return (DraftParagraph("", (blank(f"todo:{number}", part.words),)),)


def _quoted(title: str) -> str:
    """A title in quotation marks; marks inside become single ones."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def shortfalls(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """What the findings show, by system, each system with room for the cause of its shortfalls."""
    systems = {pack.id: pack.system for pack in shelf().packs}
    titles: dict[str, str] = {}
    for pack in shelf().packs:
        titles.setdefault(pack.system, pack.title)  # the national pack stands before the province's
    grouped: dict[str, list[DraftSentence]] = {}
    for id, rows in material.short(part).items():
        grouped.setdefault(systems[pack_of(id)], []).append(_shortfall(id, rows))
    words = "记录中没有未落实的事项，请写明其他不足及原因"
    return tuple(
        DraftParagraph(titles[system], (*proofs, blank(f"cause:{system}", "原因")))
        for system, proofs in grouped.items()
    ) or (DraftParagraph("", (blank(f"short-none:{number}", words),)),)


def _shortfall(duty: str, rows: Sequence[Finding]) -> DraftSentence:
    """How often a duty was not kept, with the first few reasons."""
    unproven = all(f.verdict == "unproven" for f in rows)
    head = f"{_quoted(rows[0].duty.title)}有{len(rows)}项{'没有核查来源，尚不能证实' if unproven else '未按要求落实'}。"
    shown = "".join(f"{f.subject_name}：{f.why}" if f.matter else f.why for f in rows[:SHOWN])
    tail = f"其余{len(rows) - SHOWN}项见台账。" if len(rows) > SHOWN else ""
    trace = tuple(dict.fromkeys(i for f in rows for i in f.trace))
    keys = [f.key for f in rows]
    return bound(f"short:{duty}", head + shown + tail, trace, keys, branch="any_missed", duty=duty)


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
        text = f"{member.name}全年参加集体学法{attended.count}次。"
        sentences.append(bound(f"head:{member.subject}", text, attended.trace, (attended.key,)))
    for done in record_of(member.subject, material.log, material.period.begin, material.last):
        text = f"作为{done.label}参加“{done.title}”{len(done.trace)}次。"
        sentences.append(bound(f"head:{member.subject}:{done.field}", text, done.trace))
    words = f"{member.name}部署法治工作、听取汇报、研究重大问题、督办重要案件的情况"
    return [*sentences, blank(f"head-rest:{member.subject}", words)]


def plans(material: Material, part: Part, number: int) -> tuple[DraftParagraph, ...]:
    """Each shortfall asks for a task; a task on record is told with owner and date. Other tasks of the coming year follow."""
    sentences = []
    tasks = tasks_of(material.log, material.period.year)
    for id, rows in material.short(part).items():
        title = rows[0].duty.title
        task = next((t for t in tasks if t.about == title), None)
        trace = tuple(dict.fromkeys(i for f in rows for i in f.trace))
        if task is not None:
            sentences.append(_planned(f"plan:{id}", f"针对{_quoted(title)}落实不到位的问题，", task, id))
            continue
        text = f"针对{_quoted(title)}落实不到位的问题抓好整改，"
        sentences.append(bound(f"plan:{id}", text, trace, [f.key for f in rows], duty=id))
        sentences.append(blank(f"task:{id}", "措施、责任人、完成时限", id))
    others = [] if part.packs else [t for t in tasks if t.ledger == "next_step"]
    sentences += [_planned(f"next:{t.trace[0]}", "", t) for t in others]
    if not others:
        sentences.append(blank(f"next:{number}", "其他工作安排"))
    return (DraftParagraph("", tuple(sentences)),)


def _planned(key: str, head: str, task: Task, duty: str = "") -> DraftSentence:
    due = f"，{zh(task.finish_by)}前完成" if task.finish_by else ""
    return bound(key, f"{head}{task.measure}，由{task.owner}负责{due}。", task.trace, duty=duty)
