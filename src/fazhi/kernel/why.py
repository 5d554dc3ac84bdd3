"""Why: one Chinese sentence for a finding, as a clerk would write it, never saying more than the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import After, Apart, Before, Duty, InForce, NoneOf, Select, Times
from fazhi.kernel.terms import Term

UNIT_WORDS = {"hour": "小时", "working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年"}
FLAG_WORDS = {
    "provisional": "所跨年份的放假安排尚未公布，日期暂按法定节假日推算",
    "disputed": "处在两种算法之间的争议期",
    "unverified": "依据条文尚未核到原文",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a finding found: verdict, dates and counts, without words."""

    verdict: str
    name: str
    trigger_on: date | None
    answer_on: date | None
    due: date | None
    raw_due: date | None
    due_if_rolled: date | None
    due_minute: int | None
    count: int | None
    required: int | None
    flags: tuple[str, ...]
    window: tuple[date, date] | None
    as_of: date


def why(duty: Duty, facts: Facts) -> str:
    """One sentence with its dates; flags are appended in words."""
    text = _body(duty, facts)
    notes = [FLAG_WORDS[f] for f in facts.flags]
    if "disputed" in facts.flags and facts.raw_due and facts.due_if_rolled:
        notes[facts.flags.index("disputed")] += f"（从严{zh(facts.raw_due)}，从宽{zh(facts.due_if_rolled)}）"
    return f"{text}（{'；'.join(notes)}）。" if notes else f"{text}。"


def zh(day: date) -> str:
    """A date as documents write it.

    >>> zh(date(2024, 10, 30))
    '2024年10月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def term_words(term: Term) -> str:
    """A term as the law words it, such as 20个工作日 or 3月1日之前."""
    if term.unit == "date":
        return f"{term.month}月{term.day}日{'之前' if term.exclusive else '前'}"
    return f"{term.number}{UNIT_WORDS[term.unit]}"


def _called(select: Select | None, otherwise: str) -> str:
    return (select.title if select else "") or otherwise


def _body(duty: Duty, facts: Facts) -> str:
    if isinstance(duty, After):
        return _after_window(duty, facts) if duty.window else _after(duty, facts)
    if isinstance(duty, Before):
        return _before(duty, facts)
    if isinstance(duty, Times):
        return _times(duty, facts)
    if isinstance(duty, InForce):
        return _in_force(duty, facts)
    if isinstance(duty, NoneOf):
        return _none(duty, facts)
    assert isinstance(duty, Apart)
    return _apart(duty, facts)


def _after(duty: After, facts: Facts) -> str:
    begun, done = _called(duty.trigger, "起因"), _called(duty.answer, "办理")
    start = f"{zh(facts.trigger_on)}{begun}" if facts.trigger_on else begun
    if facts.verdict == "not_applicable":
        return f"{start}，已有依法不适用的情形，不再要求{done}"
    if duty.term is None:
        if facts.verdict == "met" and facts.answer_on:
            return f"{start}，{zh(facts.answer_on)}{done}"
        tail = f"至{_called(duty.closes, '办结')}时仍没有{done}" if facts.verdict == "violated" else f"还没有{done}"
        return f"{start}，{tail}"
    limit = f"应在{term_words(duty.term)}内（{deadline(facts)}前）{done}"
    return f"{start}，{limit}，{_outcome(facts, done)}"


def deadline(facts: Facts) -> str:
    """The last day, with the minute where the term is in hours."""
    if facts.due is None:
        return "期限不明"
    if facts.due_minute is None:
        return zh(facts.due)
    return f"{zh(facts.due)}{facts.due_minute % 1440 // 60}时{facts.due_minute % 60:02d}分"


def _outcome(facts: Facts, done: str) -> str:
    """How a clock ended, or how it stands on the day asked."""
    if facts.answer_on and facts.due:
        late = (facts.answer_on - facts.due).days
        tail = f"，超期{late}天" if late > 0 else ("，超过规定时刻" if facts.verdict == "late" else "，未超期")
        return f"{zh(facts.answer_on)}{done}{tail}"
    if facts.due is None:
        return f"还没有{done}"
    left = (facts.due - facts.as_of).days
    if facts.verdict == "overdue":
        return (
            f"至{zh(facts.as_of)}仍未{done}，已超期{-left}天"
            if left < 0
            else f"至{zh(facts.as_of)}仍未{done}，已超过规定时刻"
        )
    return f"还剩{left}天" if left else "今天到期"


def _after_window(duty: After, facts: Facts) -> str:
    done = _called(duty.answer, "办理")
    limit = f"应于{deadline(facts)}前{done}" if facts.due else f"应{done}"
    return f"{facts.name}{limit}，{_outcome(facts, done)}"


def _before(duty: Before, facts: Facts) -> str:
    act, needs = _called(duty.act, "办理"), _called(duty.needs, "前置程序")
    acted = f"{zh(facts.trigger_on)}{act}" if facts.trigger_on else act
    if facts.verdict == "not_applicable":
        return f"{acted}，有依法不适用的情形，不要求{needs}"
    if facts.verdict == "open" and facts.due:
        return f"已{needs}，不少于{_lead(duty)}，最早{zh(facts.due)}才能{act}"
    if facts.answer_on is None:
        return f"{acted}，{'没有' if duty.anytime else '此前没有'}{needs}"
    if duty.lead is None:
        return f"{acted}，{zh(facts.answer_on)}已{needs}"
    bound = _bound(duty, facts)
    return f"{zh(facts.answer_on)}{needs}，{acted}，{bound}"


def _lead(duty: Before) -> str:
    return term_words(duty.lead) if duty.lead else ""


def _bound(duty: Before, facts: Facts) -> str:
    kept = facts.verdict == "met"
    if facts.due is None:
        return "符合间隔要求" if kept else "不符合间隔要求"
    if duty.lead_from == "act":
        return f"最迟应在{zh(facts.due)}，{'符合' if kept else '不足'}提前{_lead(duty)}的要求"
    return f"{'满' if kept else '不满'}{_lead(duty)}（最早可在{zh(facts.due)}）"


def period_words(facts: Facts) -> str:
    """The window as a year, a quarter, a month, or from month to month; empty without one."""
    if facts.window is None:
        return ""
    begin, end = facts.window
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    if months == 12 and begin.month == 1:
        return f"{begin.year}年"
    if months == 1:
        return f"{begin.year}年{begin.month}月"
    if months == 3:
        return f"{begin.year}年第{(begin.month + 2) // 3}季度"
    return f"{begin.year}年{begin.month}月至{end.year}年{end.month}月"


def _times(duty: Times, facts: Facts) -> str:
    what, count, required = _called(duty.what, "记录"), facts.count or 0, facts.required or 0
    head = f"{facts.name}{period_words(facts)}{what}{count}次"
    prorated = f"（按任职月份折算，全期{duty.at_least}次）" if required != duty.at_least else ""
    asked = f"要求不少于{required}次{prorated}"
    if facts.verdict == "met":
        return f"{head}，{asked}，已达到"
    if facts.verdict == "violated":
        return f"{head}，{asked}，期满仍差{required - count}次"
    until = f"，{zh(facts.due)}前补齐即可" if facts.due else ""
    return f"{head}，{asked}，还差{required - count}次{until}"


def _in_force(duty: InForce, facts: Facts) -> str:
    what, count, required = _called(duty.what, "登记"), facts.count or 0, facts.required or 0
    if duty.on == "act":
        day = zh(facts.trigger_on) if facts.trigger_on else "行为当日"
        return f"{day}{_called(duty.act, '行为')}时，{what}{'有效' if facts.verdict == 'met' else '不齐或已失效'}"
    head = f"{facts.name}现行有效的“{what}”{count}项" if count else f"{facts.name}没有现行有效的“{what}”"
    if facts.verdict == "met":
        return head if required == 1 else f"{head}，达到{required}项"
    return f"{head}，应不少于{required}项"


def _none(duty: NoneOf, facts: Facts) -> str:
    what = _called(duty.what, "此类情形").removeprefix("发现").removeprefix("登记")
    head = f"{facts.name}{period_words(facts)}" if facts.window else (zh(facts.trigger_on) if facts.trigger_on else "")
    if facts.verdict == "violated":
        return f"{head}发现“{what}”{facts.count}起" if facts.count else f"{head}发现“{what}”"
    if facts.verdict == "met":
        checked = f"（{zh(facts.answer_on)}核查）" if facts.answer_on else ""
        return f"{head}经核查未发现“{what}”{checked}"
    if facts.verdict == "open":
        return f"{head}期间未结束，目前没有“{what}”的记录"
    return f"{head}没有“{what}”的记录，也没有核查来源，不能说“无”"


def _apart(duty: Apart, facts: Facts) -> str:
    head = f"{zh(facts.trigger_on)}{_called(duty.what, '办理')}" if facts.trigger_on else _called(duty.what, "办理")
    if facts.verdict == "unproven":
        return f"{head}，没有写明是哪些人，无法判断"
    if duty.rule == "at_least":
        return f"{head}，{facts.count}人参加，要求不少于{facts.required}人"
    if facts.verdict == "met":
        return f"{head}，两边人员{'不完全相同' if duty.rule == 'not_same' else '没有重合'}"
    return f"{head}，两边人员{'完全相同' if duty.rule == 'not_same' else '有重合'}"
