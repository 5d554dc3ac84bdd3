"""duties.toml: each table becomes one version of a duty of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fazhi.kernel.duties import (
    APART_RULES,
    FORCES,
    IN_FORCE_ON,
    SOURCE_STATES,
    WINDOWS,
    After,
    Apart,
    Before,
    Duty,
    Extension,
    InForce,
    NoneOf,
    Profile,
    Select,
    Source,
    Times,
    Toll,
    Window,
)
from fazhi.kernel.sentences import PLACEHOLDER
from fazhi.kernel.terms import BASES, ROLLOVERS, UNITS, Term
from fazhi.packs.keys import Table
from fazhi.packs.read_ledgers import read_where

Codes = Mapping[str, Select]
Maker = Callable[[Table, dict[str, Any], Codes], Duty]


def read_duties(file: Table, system: str, codes: Codes) -> tuple[Duty, ...]:
    """Every [[duty."…"]] of the file, versions in their order."""
    made = []
    holder = file.table("duty")
    for name in holder.values:
        for version in holder.tables(name):
            version.where = f"{file.where} [duty.{name}]"
            made += _profiled(name, version, system, codes)
    return tuple(made)


def _profiled(name: str, table: Table, system: str, codes: Codes) -> list[Duty]:
    """The version, and one more for each `profile`: the same keys but for those that the profile tells otherwise.

    The general version does not hold for the matters of a profile from the profile's first day on.
    """
    special = []
    for profile in table.tables("profile"):
        profile.raw("only", (dict,), {}, required=True)
        kept = {k: v for k, v in table.values.items() if k != "profile"}
        special.append(_duty(name, Table({**kept, **profile.values}, profile.where, table.problems), system, codes))
    base = _duty(name, table, system, codes)
    if not special:
        return [base]
    own = [d.profile for d in special if d.profile is not None]
    if base.profile is not None or len(own) != len(special) or len({p.field for p in own}) != 1:
        table.fault("profile", "only 写得不对", "同一个字段的不同值", "改 only", "profiles need one field, no own only")
        return [base]
    values = tuple(v for p in own for v in p.values)
    earlier = [
        replace(base, profile=d.profile, until=d.since - timedelta(days=1)) for d in special if d.since > base.since
    ]
    return [replace(base, profile=Profile(own[0].field, values, but=True)), *earlier, *special]


def _only(table: Table) -> Profile | None:
    given = table.raw("only", (dict,))
    if given is None:
        return None
    if len(given) != 1 or not all(isinstance(v, str) for v in given.values()):
        table.fault(
            "only", f"{given!r} 写得不对", '{ 字段 = "选项" }', "写一个字段和它的一个选项", "one field and choice"
        )
        return None
    return Profile(*next((k, (v,)) for k, v in given.items()))


def _duty(name: str, table: Table, system: str, codes: Codes) -> Duty:
    base: dict[str, Any] = {
        "id": name,
        "system": system,
        "title": table.text("title", required=True),
        "says": table.text("says", required=True),
        "lacking": _lacking(table),
        "force": table.choice("force", FORCES, "local", required=True),
        "since": table.day("since", required=True) or date(1949, 10, 1),
        "until": table.day("until"),
        "sources": tuple(_source(s) for s in table.tables("sources")),
        "weight": table.number("weight", 1.0),
        "gate": table.flag("gate"),
        "owner": table.text("owner"),
        "parameter": table.flag("parameter"),
        "tightens": table.text("tightens"),
        "profile": _only(table),
    }
    if not base["sources"]:
        table.fault("sources", "没有写出处", "", "写明文件和条款", "a duty needs a source")
    kind = table.choice("kind", KINDS, "times", required=True)
    made = KINDS[kind](table, base, codes)
    table.done()
    return made


def _lacking(table: Table) -> str:
    text = table.text("lacking")
    for word in sorted(set(PLACEHOLDER.findall(text)) - {"count", "required"}):
        table.fault(
            "lacking", f"没有 {{{word}}} 这个数", "count、required", "改成其中之一", f"unknown placeholder {word}"
        )
        text = ""
    return text


def _source(table: Table) -> Source:
    made = Source(
        table.text("document", required=True),
        table.text("article", required=True),
        table.text("number"),
        table.choice("status", SOURCE_STATES, "unverified", required=True),
        table.day("since"),
        table.day("until"),
        table.day("read_on"),
    )
    table.done()
    return made


def _select(table: Table, key: str, codes: Codes, *, required: bool = False) -> Select | None:
    value = table.raw(key, (str, dict), None, required=required)
    if isinstance(value, dict):
        inner = table.within(value, key)
        step = inner.choice("step", codes, required=True)
        known = codes.get(step, Select(step))
        made = read_where(inner, known.step, inner.text("title") or known.title)
        inner.done()
        where = tuple(sorted({**dict(known.where), **dict(made.where)}.items()))
        return Select(
            made.step, where, tuple(sorted({**dict(known.minimum), **dict(made.minimum)}.items())), made.title
        )
    if value is None:
        return None
    return codes.get(table.choice(key, codes))


def _needed(table: Table, key: str, codes: Codes) -> Select:
    return _select(table, key, codes, required=True) or Select("")


def _term(table: Table, key: str) -> Term | None:
    if key not in table.values:
        table.asked.append(key)
        return None
    inner = table.table(key)
    unit = inner.choice("unit", UNITS, "calendar_day", required=True)
    fixed = unit == "date"
    made = Term(
        inner.whole("number", required=not fixed),
        unit,
        inner.choice("rollover", ROLLOVERS, "none"),
        inner.whole("month", 1 if fixed else 0, required=fixed),
        inner.whole("day", 1 if fixed else 0, required=fixed),
        inner.flag("exclusive"),
        inner.choice("basis", BASES),
    )
    inner.done()
    if fixed and not _is_day(made):
        inner.fault("day", f"{made.month}月{made.day}日不存在", "1月1日到12月31日", "改成真实的日期", "no such day")
        return None
    return made


def _is_day(term: Term) -> bool:
    try:
        date(2023, term.month, term.day)
    except ValueError:
        return False
    return True


def _window(table: Table) -> Window | None:
    if "window" not in table.values:
        table.asked.append("window")
        return None
    inner = table.table("window")
    every = inner.choice("every", WINDOWS, "year")
    around = inner.table("around") if "around" in inner.values else None
    inner.asked.append("around")
    span = None
    if around is not None:
        span = (
            around.whole("month", 1, required=True),
            around.whole("day", 1, required=True),
            around.whole("days", required=True),
        )
        around.done()
    made = Window(every, inner.text("year_field"), inner.whole("year_shift"), span)
    if every != "year" and (made.year_field or span):
        inner.fault(
            "every",
            "year_field 和 around 只能用于按年的周期",
            "year",
            "改为 year",
            "year_field and around need every = year",
        )
    inner.done()
    return made


def _times(table: Table, base: dict[str, Any], codes: Codes) -> Duty:
    return Times(
        **base,
        what=_needed(table, "what", codes),
        subject=table.text("subject", "townships"),
        at_least=table.whole("at_least", 1, least=1),
        window=_window(table) or Window(),
        per=table.text("per"),
        prorate=table.flag("prorate"),
    )


def _after(table: Table, base: dict[str, Any], codes: Codes) -> Duty:
    trigger, window, term = _select(table, "trigger", codes), _window(table), _term(table, "term")
    if (trigger is None) == (window is None):
        table.fault(
            "trigger", "trigger 和 window 必须写一个，只能写一个", "", "留下一个", "exactly one of trigger and window"
        )
    if window is not None and term is None:
        table.fault("term", "按周期的义务要写期限", "", "补上 term", "a windowed duty needs a term")
    if (
        term is not None
        and term.unit not in ("working_day", "calendar_day")
        and {"tolls", "extension", "restart"} & set(table.values)
    ):
        table.fault(
            "term",
            "停算、重算、延长只能用于按日的期限",
            "working_day、calendar_day",
            "改期限单位",
            "tolls and extensions need days",
        )
    extension = table.table("extension") if "extension" in table.values else None
    table.asked.append("extension")
    tolls = tuple(Toll(_needed(t, "start", codes), _needed(t, "stop", codes)) for t in table.tables("tolls"))
    return After(
        **base,
        trigger=trigger,
        answer=_needed(table, "answer", codes),
        term=term,
        window=window,
        subject=table.text("subject", "townships"),
        closes=_select(table, "closes", codes),
        restart=_select(table, "restart", codes),
        tolls=tolls,
        extension=Extension(_needed(extension, "by", codes), extension.whole("number", 1, least=1))
        if extension
        else None,
        unless=_select(table, "unless", codes),
        on_expiry=table.text("on_expiry"),
    )


def _before(table: Table, base: dict[str, Any], codes: Codes) -> Duty:
    return Before(
        **base,
        act=_needed(table, "act", codes),
        needs=_needed(table, "needs", codes),
        lead=_term(table, "lead"),
        lead_from=table.choice("lead_from", ("needs", "act"), "needs"),
        anytime=table.flag("anytime"),
        unless=_select(table, "unless", codes),
    )


def _in_force(table: Table, base: dict[str, Any], codes: Codes) -> Duty:
    on, act = table.choice("on", IN_FORCE_ON, "every_day"), _select(table, "act", codes)
    if (on == "act") != (act is not None):
        table.fault("act", 'on = "act" 要写 act，其余不写', "", "补上或删去 act", "on = act, and only it, needs act")
        on = "every_day" if act is None else "act"
    return InForce(
        **base,
        what=_needed(table, "what", codes),
        subject=table.text("subject", "townships"),
        per=table.text("per"),
        on=on,
        act=act,
        persons_field=table.text("persons_field"),
        at_least=table.whole("at_least", 1, least=1),
        valid_for=_term(table, "valid_for"),
        until_field=table.text("until_field"),
        ends=_select(table, "ends", codes),
    )


def _none(table: Table, base: dict[str, Any], codes: Codes) -> Duty:
    return NoneOf(
        **base,
        what=_needed(table, "what", codes),
        zero=_select(table, "zero", codes),
        act=_select(table, "act", codes),
        subject=table.text("subject", "townships"),
        window=_window(table) or Window(),
    )


def _apart(table: Table, base: dict[str, Any], codes: Codes) -> Duty:
    return Apart(
        **base,
        what=_needed(table, "what", codes),
        fields=table.texts("fields"),
        rule=table.choice("rule", APART_RULES, "disjoint"),
        at_least=table.whole("at_least"),
    )


KINDS: Mapping[str, Maker] = {
    "times": _times,
    "after": _after,
    "before": _before,
    "in_force": _in_force,
    "none": _none,
    "apart": _apart,
}
