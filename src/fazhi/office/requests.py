"""A wish to record something, and every check of it that needs no look at the law: right, step, facts, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from fazhi.kernel.faults import AccessFault, FactFault, InputFault, Problem, nearest
from fazhi.kernel.ledger import Fact, Ledger, Step, check_facts
from fazhi.kernel.units import EVER
from fazhi.office.access import Actor, require
from fazhi.office.evidence import NewFile, with_files
from fazhi.office.rules import shelf
from fazhi.store import read

LATE_AFTER = 30


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """What somebody wants to record: a `step` on `matter`, or on a new matter of `unit` when it opens one.

    `minute` of the day, -1 when no hour is known. `late_reason`: why only now. `despite`: why against a gate.
    `key`: the matter's key of an import; `idempotency_key`: the same request twice is recorded once.
    """

    step: str
    happened_on: date
    unit: str = ""
    matter: str = ""
    minute: int = -1
    facts: Mapping[str, object] = field(default_factory=dict)
    files: tuple[NewFile, ...] = ()
    late_reason: str = ""
    despite: str = ""
    idempotency_key: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that passed every check but the gates; nothing is written yet."""

    request: RecordRequest
    step: Step
    ledger: Ledger
    unit: str
    facts: Mapping[str, Fact]


def accept(actor: Actor, request: RecordRequest, today: date, *, freezing: bool = False) -> Accepted:
    """Check right, step, facts and dates of a request made `today`; writes nothing. Raises as `record` does, but for gates.

    freezing: it is the freezing of a report that asks; nobody else may write what was frozen.
    """
    step = step_of(request.step)
    if not freezing:
        by_hand(step)
    ledger = shelf().ledgers[step.ledger]
    unit = _unit_of(request, step)
    require(actor, "record", unit)
    kind = actor.units[unit].kind
    if kind not in ledger.unit_kinds:
        raise FactFault(
            Problem(
                actor.units[unit].name, f"不设“{ledger.title}”台账", "", "换一个单位", f"no such ledger for a {kind}"
            )
        )
    facts = sound_facts(step, request.facts, request.files)
    check_date(step, request.happened_on, request.late_reason, today)
    return Accepted(request, step, ledger, unit, facts)


def step_of(id: str) -> Step:
    """The step called `id`; InputFault names the nearest one when there is none."""
    steps = shelf().steps
    if id not in steps:
        close = nearest(id, steps)
        raise InputFault(
            Problem(f"步骤 {id}", "没有这个步骤", "", f"改为 {close}" if close else "重新选择", f"unknown step {id}")
        )
    return steps[id]


def by_hand(step: Step) -> None:
    """Go on, or raise FactFault: what a report was when it was frozen is written by the freezing, and by nothing else."""
    if step.frozen:
        mend = "到“各类报告”里打开这份报告，写完、审定以后点“定稿”"
        raise FactFault(
            Problem(step.title, "不能手工记录或者导入", "", mend, "only freezing a report writes this step")
        )


def _unit_of(request: RecordRequest, step: Step) -> str:
    if not request.matter:
        return request.unit
    matter = read.matter(request.matter)
    if matter is None:
        raise AccessFault(Problem("本事项", "没有这个单位的权限", "", "", "no such matter"))
    if matter.ledger != step.ledger:
        raise InputFault(
            Problem(
                step.title,
                "不属于这件事项的台账",
                shelf().ledgers[matter.ledger].title,
                "重新选择步骤",
                "step of another ledger",
            )
        )
    return matter.unit


def sound_facts(step: Step, given: Mapping[str, object], files: Sequence[NewFile] = ()) -> dict[str, Fact]:
    """Facts with defaults filled in and empty ones left out; FactFault lists everything that is wrong."""
    facts: dict[str, object] = {f.id: f.default for f in step.fields if f.default is not None}
    facts |= {k: tuple(v) if isinstance(v, list) else v for k, v in given.items() if v not in (None, "", (), [])}
    facts = with_files(step, facts, files)
    problems = check_facts(step, facts)
    if problems:
        raise FactFault(*problems)
    return facts  # type: ignore[return-value]


def check_date(step: Step, happened_on: date, late_reason: str, today: date) -> None:
    """Refuse a day that has not come; ask why when it is more than LATE_AFTER days ago (补录)."""
    where = f"{step.title}·日期"
    if happened_on < EVER:
        raise FactFault(
            Problem(where, f"{happened_on}年份不对", f"{EVER}到{today}", "检查年份是否写错", "date too early")
        )
    if happened_on > today:
        raise FactFault(
            Problem(where, f"{happened_on}还没有到", f"{today}或以前", "改成实际发生的日期", "date in the future")
        )
    if happened_on < today - timedelta(days=LATE_AFTER) and not late_reason.strip():
        raise FactFault(
            Problem(
                where,
                f"是{LATE_AFTER}天以前的事，属于补录",
                "补录要写明原因",
                "填写补录原因",
                "late entry needs a reason",
            )
        )
