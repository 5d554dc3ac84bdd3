"""What only shows when all packs lie side by side: names, fields, rosters, versions, looser county rules, stale sources."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from fazhi.kernel.duties import After, Apart, Before, Duty, InForce, Select, Times, selects_of
from fazhi.kernel.faults import Problem, nearest
from fazhi.kernel.ledger import Step
from fazhi.kernel.units import RosterRule
from fazhi.packs.pack import Case, Pack
from fazhi.packs.strictness import loosened

QUICK_MOST = 5
CASES_LEAST = 3
STALE_DAYS = 400
EVENT_WORDS = ("unit", "matter")
MATTERS = "matters"


def faults_of(packs: Sequence[Pack], rules: Sequence[RosterRule]) -> list[Problem]:
    """Every fault over all packs; empty when they fit together."""
    steps = {s.id: s for p in packs for ledger in p.ledgers for s in ledger.steps}
    return [
        *_repeated(packs, rules),
        *_too_quick(packs),
        *(f for p in packs for d in p.duties for f in _duty_faults(p, d, steps, rules)),
        *_versions(packs),
        *loosened(packs),
        *_circles(packs),
        *_sections(packs),
        *_cases(packs),
    ]


def _repeated(packs: Sequence[Pack], rules: Sequence[RosterRule]) -> Iterator[Problem]:
    """Names that must be unique over all packs."""
    kinds = {
        "规则包 id": [p.id for p in packs],
        "台账": [x.id for p in packs for x in p.ledgers],
        "环节": [s.id for p in packs for x in p.ledgers for s in x.steps],
        "选取": [c.id for p in packs for c in p.codes],
        "名册": [r.name for r in rules],
        "段落": [s.id for p in packs for s in p.sections],
    }
    for word, names in kinds.items():
        for name, n in Counter(names).items():
            if n > 1:
                yield Problem(
                    f"规则包 {word} {name}", f"重复了 {n} 次", "每个名字一次", "改名", f"{name} is defined {n} times"
                )


def _too_quick(packs: Sequence[Pack]) -> Iterator[Problem]:
    for pack in packs:
        for ledger in pack.ledgers:
            for step in ledger.steps:
                n = sum(f.quick for f in step.fields)
                if n > QUICK_MOST:
                    where = f"packs/{pack.id}/ledger.toml [{step.id}]"
                    yield Problem(
                        where, f"随手记字段有 {n} 个", f"最多 {QUICK_MOST} 个", "减少 quick", "too many quick fields"
                    )


def _duty_faults(pack: Pack, duty: Duty, steps: Mapping[str, Step], rules: Sequence[RosterRule]) -> Iterator[Problem]:
    where = f"packs/{pack.id}/duties.toml [duty.{duty.id}]"
    for option, select in selects_of(duty):
        step = steps.get(select.step)
        if step is not None:
            yield from _select_faults(f"{where} {option}", select, step)
    subject = getattr(duty, "subject", "")
    known = [r.name for r in rules] + [MATTERS]
    if subject and subject not in known:
        close = nearest(subject, known)
        yield Problem(
            f"{where} subject",
            f"没有名册 {subject}",
            "、".join(known),
            f"改为 {close}" if close else "",
            f"no roster {subject}",
        )
    for option, select, name in _fields(duty):
        step = steps.get(select.step)
        if step is not None and name and step.field(name) is None:
            close = nearest(name, (f.id for f in step.fields))
            mend = f"改为 {close}" if close else "改成环节里的字段"
            yield Problem(
                f"{where} {option}",
                f"环节 {step.id} 没有字段 {name}",
                "、".join(f.id for f in step.fields),
                mend,
                f"no field {name}",
            )
    if duty.profile is not None:
        yield from _profile_faults(where, duty, pack)
    if duty.until is not None and duty.until < duty.since:
        yield Problem(f"{where} until", "早于 since", "不早于 since", "改日期", "until before since")


def _profile_faults(where: str, duty: Duty, pack: Pack) -> Iterator[Problem]:
    """A profile is told by a choice of an opening step of the pack."""
    assert duty.profile is not None
    name = duty.profile.field
    fields = [s.field(name) for ledger in pack.ledgers for s in ledger.steps if s.opens]
    of = next((dict(f.of) for f in fields if f is not None and f.type == "choice"), None)
    if of is None:
        allowed = "起始环节的选择字段"
        yield Problem(
            f"{where} profile", f"起始环节没有选择字段 {name}", allowed, "改字段", f"no opening choice {name}"
        )
        return
    for value in duty.profile.values:
        if value not in of:
            yield Problem(f"{where} profile", f"{name} 没有“{value}”这一项", "、".join(of), "改成可选的值", "no choice")


def _fields(duty: Duty) -> Iterator[tuple[str, Select, str]]:
    if isinstance(duty, Times | InForce):
        yield "per", duty.what, duty.per
    if isinstance(duty, Times):
        yield "window.year_field", duty.what, duty.window.year_field
    if isinstance(duty, InForce):
        yield "until_field", duty.what, duty.until_field
        if duty.act is not None:
            yield "persons_field", duty.act, duty.persons_field
    if isinstance(duty, After) and duty.window is not None:
        yield "window.year_field", duty.answer, duty.window.year_field
    if isinstance(duty, Apart):
        yield from (("fields", duty.what, name) for name in duty.fields)


def _select_faults(where: str, select: Select, step: Step) -> Iterator[Problem]:
    for name, value in (*select.where, *select.minimum):
        field = step.field(name)
        if field is None:
            close = nearest(name, (f.id for f in step.fields))
            yield Problem(
                where,
                f"环节 {step.id} 没有字段 {name}",
                "、".join(f.id for f in step.fields),
                f"改为 {close}" if close else "",
                f"no field {name}",
            )
        elif field.type == "choice" and value not in dict(field.of):
            yield Problem(
                where,
                f"{name} 没有“{value}”这一项",
                "、".join(k for k, _ in field.of),
                "改成可选的值",
                f"{value} is no choice of {name}",
            )
        elif (field.type == "yes_no") != isinstance(value, bool):
            yield Problem(where, f"{name} 的值类型不对", "是/否字段用 true、false", "改值", f"wrong type for {name}")


def _versions(packs: Sequence[Pack]) -> Iterator[Problem]:
    """Versions of one duty stand in one pack and do not overlap; a stricter rule has an id of its own and `tightens`."""
    by_id: dict[str, list[tuple[Pack, Duty]]] = {}
    for pack in packs:
        for duty in pack.duties:
            by_id.setdefault(duty.id, []).append((pack, duty))
    for id, rows in by_id.items():
        if len({p.id for p, _ in rows if not p.province}) > 1:
            names = "、".join(dict.fromkeys(p.id for p, _ in rows))
            yield Problem(
                f"义务 {id}",
                f"在 {names} 里都有",
                "一项义务一个规则包；更严的要求另起编号，写明 tightens",
                "改编号",
                f"{id} stands in several packs",
            )
        spans = sorted((repr(d.profile), d.since, d.until or date.max) for _, d in rows)
        for (one, _, end), (other, begin, _) in itertools.pairwise(spans):
            if one == other and begin <= end:
                yield Problem(
                    f"义务 {id}",
                    f"{begin} 起的版本与前一版本重叠",
                    f"前一版本 until 不晚于 {begin - timedelta(days=1)}",
                    "改日期",
                    "overlapping versions",
                )


def _circles(packs: Sequence[Pack]) -> Iterator[Problem]:
    """Gates that wait for each other: a step that may never be recorded."""
    orders = [d for p in packs for d in p.duties if isinstance(d, Before) and d.gate and not d.anytime]
    needs: dict[str, set[str]] = {}
    for duty in orders:
        needs.setdefault(duty.act.step, set()).add(duty.needs.step)
    for step in needs:
        waiting, seen = set(needs[step]), set[str]()
        while waiting:
            one = waiting.pop()
            if one == step:
                names = "、".join(sorted(d.id for d in orders if step in (d.act.step, d.needs.step)))
                yield Problem(
                    f"环节 {step}",
                    f"把关的义务互相等待（{names}）",
                    "先后成一条线",
                    "去掉一个 gate",
                    "gates in a circle",
                )
                break
            if one not in seen:
                seen.add(one)
                waiting |= needs.get(one, set())


def _sections(packs: Sequence[Pack]) -> Iterator[Problem]:
    known = {d.id for p in packs for d in p.duties}
    fields = {f.id for p in packs for ledger in p.ledgers for s in ledger.steps if s.opens for f in s.fields}
    for pack in packs:
        for section in pack.sections:
            if section.year_field and section.year_field not in fields:
                where = f"packs/{pack.id}/report.toml [section.{section.id}] year_field"
                close = nearest(section.year_field, fields)
                mend = f"改为 {close}" if close else ""
                yield Problem(where, f"没有开头的步骤有 {section.year_field} 这一栏", "", mend, "no such opening field")
            for id in section.duties:
                if id not in known:
                    close = nearest(id, known)
                    where = f"packs/{pack.id}/report.toml [section.{section.id}]"
                    yield Problem(where, f"没有义务 {id}", "", f"改为 {close}" if close else "", f"no duty {id}")


def _cases(packs: Sequence[Pack]) -> Iterator[Problem]:
    known = {d.id for p in packs for d in p.duties}
    cases: dict[str, list[Case]] = {}
    for pack in packs:
        for case in pack.cases:
            cases.setdefault(case.duty, []).append(case)
            if case.duty not in known:
                yield Problem(
                    f"packs/{pack.id}/cases.toml “{case.name}”",
                    f"没有义务 {case.duty}",
                    "",
                    f"改为 {nearest(case.duty, known)}",
                    "no such duty",
                )
    for id in sorted(known):
        n = len(cases.get(id, ()))
        if n < CASES_LEAST:
            yield Problem(
                f"义务 {id}",
                f"只有 {n} 个案例",
                f"至少 {CASES_LEAST} 个：做到、没做到、边界日",
                "在 cases.toml 补案例",
                f"{id} needs cases",
            )


def stale_sources(duties: Iterable[Duty], today: date) -> list[str]:
    """Ids of duties with a source read more than STALE_DAYS ago, worth reading again."""
    limit = today - timedelta(days=STALE_DAYS)
    return sorted({d.id for d in duties for s in d.sources if s.read_on is not None and s.read_on < limit})
