"""What keeps a report from being frozen: every blank, every claim without records, each with the section it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.kernel.faults import FactFault, Problem
from fazhi.kernel.why import zh
from fazhi.office.report_cycle import Cycle
from fazhi.office.report_draft import Draft, DraftPart, DraftSentence
from fazhi.office.report_words import CLAIMED
from fazhi.office.rules import shelf
from fazhi.paper.word_number import in_chinese

BLANK_HEAD, BLANK_TAIL = "【待填写：", "】"
SHOWN = 3
BEFORE = 20


@dataclass(frozen=True, slots=True)
class Left:
    """One of them. kind: blank, claim, turned, sum, unbound, early or step; place: part and heading; number: of its sentence, 0 for none.

    step: which record is to be made.
    """

    kind: str
    place: str
    what: str
    number: int = 0
    why: str = ""
    step: str = ""


def asked_for(blank: str) -> str:
    """What a blank asks for."""
    return blank.removeprefix(BLANK_HEAD).removesuffix(BLANK_TAIL)


def place_of(part: DraftPart, heading: str) -> str:
    """Part and heading as the report names them."""
    return f"{in_chinese(part.number)}、{part.title}" + (f" › {heading}" if heading else "")


def left(made: Draft, cycle: Cycle) -> list[Left]:
    """Everything that is still to be done, in reading order; the steps of the review last."""
    return [*_in_text(made), *_steps(made, cycle)]


def _in_text(made: Draft) -> Iterator[Left]:
    number = 0
    for part in made.parts:
        for paragraph in part.paragraphs:
            place = place_of(part, paragraph.heading)
            before = ""
            for one in paragraph.sentences:
                number += 1
                yield from _of_sentence(one, place, number, before)
                before = "" if one.todo else one.text
            if paragraph.table is not None:
                yield from (Left("sum", place, fault.text, why=fault.where()) for fault in paragraph.table.faults)


def _of_sentence(one: DraftSentence, place: str, number: int, before: str) -> Iterator[Left]:
    if one.todo:
        about = before if len(before) <= BEFORE * 2 else f"{before[: BEFORE * 2]}……"
        yield Left("blank", place, asked_for(one.text), number, about)
    if one.over:
        yield Left("turned", place, one.text, number, f"记录现在说：{one.made}")
    if one.loose:
        claims = any(reason.endswith(CLAIMED) for reason in one.loose)
        yield Left("claim" if claims else "unbound", place, one.text, number, "；".join(one.loose))


def still_running(made: Draft) -> str:
    """That the period of a report is not over."""
    return f"{made.period.year}年{f'{made.period.month}月' if made.period.month else ''}还没有结束"


def _steps(made: Draft, cycle: Cycle) -> Iterator[Left]:
    if made.is_early:
        what = f"{still_running(made)}，数字只到{zh(made.as_of)}"
        yield Left("early", "", what, why="到期以后再定稿；现在就要报的，定稿时勾选“知道”")
    if made.kind.deliberated and cycle.deliberated is None:
        step = shelf().steps[made.kind.deliberated].title
        yield Left(
            "step",
            "",
            "还没有经过会议审议（退回或者另开一稿以前的不算）",
            why=f"先记录“{step}”",
            step=made.kind.deliberated,
        )
    if cycle.approved is None:
        what = "负责人还没有同意现在这一稿（同意以后文字或者表里的数又变过、退回过的不算）"
        yield Left("step", "", what, why="先送审，由主要负责人或者分管领导点“同意”")


def check_left(made: Draft, cycle: Cycle) -> None:
    """Go on, or raise FactFault with the first kind of what is left; what may be confirmed is not among it."""
    rows = left(made, cycle)
    open_points = [row for row in rows if row.kind in ("blank", "sum")]
    if open_points:
        shown = "；".join(f"{row.place}：{row.what}" for row in open_points[:SHOWN])
        more = f"……共{len(open_points)}处" if len(open_points) > SHOWN else ""
        raise FactFault(Problem("定稿", f"还有没写完的：{shown}{more}", "", "写完再定稿", "blanks are left"))
    turned = [row for row in rows if row.kind == "turned"]
    if turned:
        shown = "；".join(f"{row.place}：“{row.what[: BEFORE * 2]}”" for row in turned[:SHOWN])
        what = f"有{len(turned)}句改写以后记录又变了：{shown}"
        raise FactFault(Problem("定稿", what, "", "逐句看过，保留改写或者恢复原句", "the records turned"))
    for row in rows:
        if row.kind == "step":
            raise FactFault(Problem("定稿", row.what, "", row.why, "a step comes first"))
