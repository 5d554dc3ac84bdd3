"""How the duties of an inspection book stand: what was not done, what is under way, and where the papers of each duty are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from fazhi.kernel.duties import After, Before, Duty, Select, selects_of
from fazhi.kernel.findings import Finding
from fazhi.office.book_papers import Paper, numbers
from fazhi.office.draft_report import findings_of_year
from fazhi.office.review import review
from fazhi.office.rules import shelf
from fazhi.paper.document import Grid, Heading, Paragraph, Run
from fazhi.store.rows import EventRow

NO_PAPERS, NOT_DUE, NO_OCCASION = "没有材料", "还没有到期", "未发生（不涉及）"
ASKS_FOR_NOTHING = ("not_applicable",)
UNDER_WAY = "open"


def standing(found: Sequence[Finding]) -> Iterator[Heading | Paragraph]:
    """Two lists: what was not done or is not proved, and what is not due yet; what many have in common is said once."""
    lists = (
        ("二、没有做到和没有证明的", [f for f in found if f.verdict != UNDER_WAY]),
        ("三、正在办理、还没有到期的", [f for f in found if f.verdict == UNDER_WAY and not isinstance(f.duty, Before)]),
    )
    for heading, rows in lists:
        yield Heading(1, heading)
        yield from [Paragraph((Run(text),)) for text in _together(rows)] or [Paragraph((Run("没有。"),))]


def _together(rows: Iterable[Finding]) -> list[str]:
    """A line for each duty and reason, with the names of all it is true of."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for one in rows:
        grouped.setdefault((one.duty.title, one.why.removeprefix(one.subject_name).strip()), []).append(one)
    return [_line(title, why, own) for (title, why), own in grouped.items()]


def _line(title: str, why: str, own: Sequence[Finding]) -> str:
    names = "、".join(dict.fromkeys(f.subject_name for f in own))
    many = f"（{len(own)}项，情况相同）" if len(own) > 1 else ""
    return f"{title}：{names}{many}。{why}"


def index_by_duty(
    unit: str, papers: Sequence[Paper], systems: Collection[str], span: tuple[date, date], as_of: date
) -> Grid:
    """Every duty of the systems that was in force in `span`, with the numbers of its papers; papers of none stand last.

    A duty without papers: whether it had no occasion, is not due yet, or something was due. Price: as `findings_of_year`.
    """
    duties: dict[str, list[Duty]] = {}
    for duty in shelf().duties:
        if duty.system in systems and duty.since <= span[1] and (duty.until is None or duty.until >= span[0]):
            duties.setdefault(duty.id, []).append(duty)
    verdicts: dict[str, set[str]] = {}
    for one in findings_of_year(review(unit, as_of), span[0].year):
        if one.verdict not in ASKS_FOR_NOTHING:
            verdicts.setdefault(one.duty.id, set()).add(one.verdict)
    rows, placed = [], set[int]()
    for id, versions in duties.items():
        told = [n for n, p in enumerate(papers, start=1) if any(_is_about(d, p.event) for d in versions)]
        placed |= set(told)
        lacking = _lacking(versions[-1], verdicts.get(id, set()), span[0].year)
        rows.append(
            (versions[-1].title, numbers(told) or lacking, str(len(told)) if told or lacking == NO_PAPERS else "—")
        )
    rest = [n for n in range(1, len(papers) + 1) if n not in placed]
    if rest:
        rows.append(("其他材料", numbers(rest), str(len(rest))))
    return Grid("按职责查材料", ("职责", "材料序号", "份数"), tuple(rows))


def _lacking(duty: Duty, verdicts: Collection[str], year: int) -> str:
    """Why a duty has no papers."""
    if verdicts:
        return NOT_DUE if set(verdicts) == {UNDER_WAY} else NO_PAPERS
    occasion = _occasion(duty)
    return f"{NO_OCCASION}：{year}年没有要这样办的“{occasion}”" if occasion else NO_OCCASION


def _occasion(duty: Duty) -> str:
    """The title of the step that gives rise to a duty; empty for one that needs none."""
    select: Select | None = duty.trigger if isinstance(duty, After) else getattr(duty, "act", None)
    step = shelf().steps.get(select.step) if select else None
    return (select.title if select else "") or (step.title if step else "")


def _is_about(duty: Duty, event: EventRow) -> bool:
    return any(
        select.step == event.step and all(event.facts.get(k) == v for k, v in select.where)
        for _, select in selects_of(duty)
    )
