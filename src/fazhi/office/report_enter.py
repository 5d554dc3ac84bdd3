"""Enter words, remarks and steps of the review into a report: who may, in which order, and over which words."""

from __future__ import annotations

from fazhi.kernel.faults import ConflictFault, FactFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.draft_report import draft
from fazhi.office.report_cycle import TURNS, Cycle, cycle_of
from fazhi.office.report_draft import Draft, Period
from fazhi.office.report_outside import is_inside, seen_by
from fazhi.office.report_words import Words, check_words, clean, kept_as, own_key, seen_as
from fazhi.packs.read_reports import ReportKind
from fazhi.store import read, report_entries
from fazhi.store.report_entries import Entry
from fazhi.store.turn import writing

LONGEST = 5000
ASKS = {
    "return": "review_report",
    "approve": "review_report",
    "remark": "remark_report",
}  # every other act is the writer's


def write(
    actor: Actor,
    unit: str,
    kind: ReportKind,
    period: Period,
    act: str,
    *,
    key: str = "",
    text: str = "",
    base: int = 0,
    over: str = "",
    seen: str = "",
) -> None:
    """Write words, a remark, or a step of the review.

    base: how often the words of `key` had been written when they were shown; over: the sentence of the records they were
    written over (empty: as the records give it now); seen: the digest of the draft that is approved, see `seen_as`.

    Raises AccessFault, InputFault (no such sentence), FactFault (frozen, too long, no reason, words that say nothing, out of
    order), ConflictFault (somebody else wrote the same sentence meanwhile, the draft on the screen was another one).
    """
    require(actor, ASKS.get(act, "write_report"), unit)
    said = clean(text)
    check_text(act, said, key, asked_by(kind, key))
    made, stood = _check_key(actor, (unit, kind, period), act, key)
    with writing():
        cycle = cycle_of(unit, kind, period)
        check_order(act, cycle)
        if act == "word":
            check_base(cycle.words, key, said, base)
        about = str(read.last_event_id()) if act in TURNS else key
        kept = {"word": over[:LONGEST] or made, "remark": stood}.get(act, "")
        if act == "approve":
            stands = draft(unit, kind, period, clock.today(), cycle.words)
            check_seen(stands, seen)
            kept = kept_as(stands)
        add(actor, unit, kind, period, act, about, said, kept)


def add_own(actor: Actor, unit: str, kind: ReportKind, period: Period, part: str, text: str) -> None:
    """Add a paragraph of the writer's own to a part. Raises as `write` does."""
    require(actor, "write_report", unit)
    if part not in {str(n) for n in range(1, len(kind.parts) + 1)}:
        raise InputFault(
            Problem("报告", f"没有第{part[:8]}部分", f"1到{len(kind.parts)}", "回到报告页重新点", "no such part")
        )
    said = clean(text)
    if not said:
        raise FactFault(Problem("自己写的一段", "没有写", "一句话以上", "写好再加", "nothing was written"))
    check_text("word", said)
    with writing():
        check_order("word", cycle_of(unit, kind, period))
        add(actor, unit, kind, period, "word", own_key(int(part)), said)


def sealed(actor: Actor, unit: str, kind: ReportKind, period: Period, version: int) -> None:
    """Note among the entries that a version was frozen, so that what came before and after it is known."""
    add(actor, unit, kind, period, "freeze", "", f"第{version}稿")


def add(
    actor: Actor, unit: str, kind: ReportKind, period: Period, act: str, key: str, text: str, over: str = ""
) -> None:
    """Write an entry that was looked at already."""
    report_entries.add(Entry(unit, kind.id, period.text(), act, key, text, actor.person, actor.name, clock.now(), over))


def asked_by(kind: ReportKind, key: str) -> str:
    """What the blank of a whole part asks for, in the form's words; empty for other keys."""
    return next((p.words for n, p in enumerate(kind.parts, start=1) if key == f"todo:{n}"), "")


def check_text(act: str, said: str, key: str = "", asked: str = "") -> None:
    """Go on, or raise FactFault for words too long, a step without its reason, words that say nothing."""
    if len(said) > LONGEST:
        raise FactFault(Problem("报告", f"有{len(said)}个字", f"{LONGEST}字以内", "分成几段", "text too long"))
    if act in ("return", "reopen", "remark") and not said:
        raise FactFault(Problem("报告", "没有写理由", "一句话", "写明理由", "no reason given"))
    if act == "word":
        check_words(said, key, asked)


def _check_key(actor: Actor, about: tuple[str, ReportKind, Period], act: str, key: str) -> tuple[str, str]:
    """Words and remarks are about a sentence that this person sees, or words that there were; the rest is about the whole report.

    Returned is the sentence as the records give it now, and as it stands in the report; empty where there is none.
    """
    if not key and act != "word" and is_inside(actor, about[0]):
        return "", ""
    stands, cycle, _ = seen_by(actor, *about, clock.today())
    if not key and act != "word":
        return "", ""
    made = {s.key: (s.made, s.text) for s in stands.sentences()}
    known = made.keys() | cycle.words.versions.keys()
    if act not in ("word", "remark") or key not in known:
        raise InputFault(
            Problem(
                "报告", "没有这句话，可能台账变了", "", "回到报告页重新打开这句话", "no such sentence in the report"
            )
        )
    return made.get(key, ("", ""))


def check_order(act: str, cycle: Cycle) -> None:
    """Go on, or raise FactFault for what does not follow on where the report stands."""
    if act == "reopen" and cycle.open:
        what = "另一稿已经开了" if cycle.frozen else "还没有定稿，不用另开一稿"
        raise FactFault(Problem("报告", what, "", "直接在报告里改", "nothing frozen to open again"))
    if act not in ("reopen", "remark") and not cycle.open:
        what = "已经定稿，不能再改"
        raise FactFault(Problem("报告", what, "更正要另开一稿", "点“另开一稿”，写明为什么改", "the report is frozen"))


def check_seen(stands: Draft, seen: str) -> None:
    """Go on, or raise ConflictFault when the draft that was on the screen is not the one that stands."""
    if seen != seen_as(stands):
        what, mend = "打开以后又变了", "请看过再点“同意”"
        raise ConflictFault(Problem("报告", what, "", mend, "the draft was another one"))


def check_base(words: Words, key: str, said: str, base: int) -> None:
    """Go on, or raise ConflictFault when somebody else wrote the words of `key` meanwhile."""
    if words.versions.get(key, 0) == base:
        return
    now = words.texts.get(key, "")
    stands = f"现在是：“{now}”" if now else "已经清空"
    what = f"{words.by.get(key, '')}在你打开以后改过，{stands}。你写的没有保存：“{said}”"
    raise ConflictFault(
        Problem("这句话", what, "", "抄下自己写的，回到报告页看过新的再改", "somebody else wrote meanwhile")
    )
