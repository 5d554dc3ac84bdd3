"""Told: what a report says to the public of a shortfall, or of what nobody has checked. The screens say `why` instead.

Notes for the writer (an article not read yet, where to click) stay on the screen; what is not checked is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.kernel.duties import After, Apart, Before, Duty, InForce, NoneOf, Times
from fazhi.kernel.findings import Finding
from fazhi.kernel.why import Facts, deadline, period_words, term_words, zh

SHOWN = 5
NAMED = 3
FOUND = {"发现": "发现", "登记": "发生", "认定": "被认定"}
QUARTER = re.compile(r"(\d{4}年)第(\d)季度")


def shortfalls_told(rows: Sequence[Finding]) -> str:
    """The findings of one duty that fell short, in words for the public, without a full stop.

    Subjects with the same shortfall in the same period are told together, and so are the periods of one subject.
    """
    pieces = [*_by_subject([f for f in rows if f.matter is None])]
    pieces += [f"{quoted(f.subject_name)}{_words(f.duty, f.facts)}" for f in rows if f.matter is not None]
    more = len(pieces) - SHOWN
    return "；".join(pieces[:SHOWN]) + (f"；另有{more}项同类情形" if more > 0 else "")


def unchecked_told(rows: Sequence[Finding]) -> str:
    """The findings of one duty that nothing proves, in a neutral sentence without a full stop."""
    duty, matters = rows[0].duty, [f for f in rows if f.matter is not None]
    if matters:
        names = "".join(quoted(f.subject_name) for f in matters[:NAMED])
        about = names + (f"等{len(matters)}件" if len(matters) > 1 else "")
    else:
        about = "、".join(dict.fromkeys(f"{f.subject_name}{period_words(f.facts)}" for f in rows))
    asked = f"“{_title(duty)}”的参加人员" if isinstance(duty, Apart) else f"有无{_bare(_title(duty))}"
    return f"{about}{asked}，尚未完成核查，本报告不作结论"


def quoted(title: str) -> str:
    """A title in quotation marks; marks inside become single ones.

    >>> quoted("“四个一”年底齐全")
    '“‘四个一’年底齐全”'
    """
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def _by_subject(rows: Sequence[Finding]) -> list[str]:
    names: dict[tuple[str, str], list[str]] = {}
    for one in rows:
        words = _words(one.duty, one.facts)
        names.setdefault((_period(one), words), []).append(one.subject_name)
    periods: dict[tuple[str, str], list[str]] = {}
    for (period, words), who in names.items():
        periods.setdefault(("、".join(dict.fromkeys(who)), words), []).append(period)
    return [f"{who}{_joined(when)}{words}" for (who, words), when in periods.items()]


def _period(one: Finding) -> str:
    """The period a count is about; a day of its own says enough for the other kinds."""
    return period_words(one.facts) if isinstance(one.duty, Times | NoneOf) else ""


def _joined(periods: Sequence[str]) -> str:
    """Several periods in a row of words; quarters of one year without repeating it."""
    quarters = [QUARTER.fullmatch(p) for p in periods]
    found = [q for q in quarters if q is not None]
    if len(found) == len(periods) and len({q[1] for q in found}) == 1:
        return f"{found[0][1]}第{'、'.join(q[2] for q in found)}季度"
    return "、".join(periods)


def _words(duty: Duty, facts: Facts) -> str:
    """What is wrong, without the subject."""
    if isinstance(duty, After):
        text = _after(duty, facts)
    elif isinstance(duty, Before):
        text = _before(duty, facts)
    elif isinstance(duty, NoneOf):
        text = _found(duty, facts)
    elif isinstance(duty, Apart):
        text = _apart(duty, facts)
    else:
        assert isinstance(duty, Times | InForce)
        text = _lacking(duty, facts)
    return text + _other_reading(facts)


def _other_reading(facts: Facts) -> str:
    if "disputed" in facts.flags and facts.due_if_rolled:
        return f"（期限按顺延计算至{zh(facts.due_if_rolled)}的，未超期）"
    return "（放假安排公布以前，期限暂按法定节假日推算）" if "provisional" in facts.flags else ""


def _after(duty: After, facts: Facts) -> str:
    done = duty.answer.title or "办理"
    begun = f"{zh(facts.trigger_on)}{duty.trigger.title}，" if facts.trigger_on and duty.trigger else ""
    if duty.term is None or facts.due is None:
        ended = f"至{duty.closes.title}时" if facts.verdict == "violated" and duty.closes else ""
        return f"{begun}{ended}尚未完成{done}"
    within = "" if duty.window else f"{term_words(duty.term)}内（"
    limit = f"应在{within}{deadline(facts)}前{'）' if within else ''}完成{done}"
    return f"{begun}{limit}，{_ended(facts)}"


def _ended(facts: Facts) -> str:
    assert facts.due is not None
    last = facts.answer_on or facts.as_of
    late = (last - facts.due).days
    over = f"超期{late}天" if late > 0 else "超过规定时刻"
    done = "实际于{}完成" if facts.answer_on else "截至{}尚未完成"
    return f"{done.format(zh(last))}，{over}"


def _before(duty: Before, facts: Facts) -> str:
    act, needs = duty.act.title or "办理", duty.needs.title or "前置程序"
    acted = f"{zh(facts.trigger_on)}{act}" if facts.trigger_on else act
    if facts.answer_on is None:
        return f"{acted}，{f'未见“{needs}”的记录' if duty.anytime else f'此前没有{needs}'}"
    if duty.lead is None:
        return f"{acted}，{zh(facts.answer_on)}才{needs}"
    least = term_words(duty.lead)
    short = f"提前不足{least}" if duty.lead_from == "act" else f"间隔不满{least}"
    return f"{zh(facts.answer_on)}{needs}，{acted}，{short}"


def _lacking(duty: Times | InForce, facts: Facts) -> str:
    count, required, what = facts.count or 0, facts.required or 0, duty.what.title or "记录"
    if isinstance(duty, InForce) and duty.on == "act":
        day = zh(facts.trigger_on) if facts.trigger_on else "当日"
        return f"{day}{duty.act.title if duty.act else '办理'}时，“{what}”不齐或者已经失效"
    if duty.lacking:
        return duty.lacking.format(count=count, required=required)
    measure = "次" if isinstance(duty, Times) else "项"
    if not count:
        return f"没有“{what}”的记录，应不少于{required}{measure}"
    return f"“{what}”{count}{measure}，少于规定的{required}{measure}"


def _title(duty: Duty) -> str:
    assert isinstance(duty, NoneOf | Apart)
    return duty.what.title or "此类情形"


def _bare(title: str) -> str:
    """What is looked for, without the verb of the ledger."""
    return next((title.removeprefix(verb) for verb in FOUND if title.startswith(verb)), title)


def _found(duty: NoneOf, facts: Facts) -> str:
    title = _title(duty)
    verb = next((word for start, word in FOUND.items() if title.startswith(start)), "发现")
    found_on = facts.answer_on or facts.trigger_on
    day = zh(found_on) if found_on and not facts.window else ""
    number = f"{facts.count}起" if facts.count and facts.window else ""
    return f"{day}{verb}{_bare(title)}{number}"


def _apart(duty: Apart, facts: Facts) -> str:
    head = f"{zh(facts.trigger_on)}{_title(duty)}" if facts.trigger_on else _title(duty)
    if duty.rule == "at_least":
        return f"{head}，{facts.count}人参加，少于规定的{facts.required}人"
    return f"{head}，应当分开的两方人员{'完全相同' if duty.rule == 'not_same' else '有重合'}"
