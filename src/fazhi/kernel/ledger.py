"""Ledgers 台账: kinds of matters, their steps and fields, and the check of facts against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fazhi.kernel.faults import Problem, nearest

FIELD_TYPES = ("text", "long_text", "number", "date", "moment", "choice", "yes_no", "persons", "unit", "file")
TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 20_000

Fact = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of a step. `of` lists a choice's (key, label) pairs; `default` is used where a record leaves it out.

    `past`: a date that is over when the record is made.
    """

    id: str
    label: str
    type: str
    required: bool = False
    quick: bool = False
    public: bool = False
    personal: bool = False
    evidence: bool = False
    sign_in: bool = False
    of: tuple[tuple[str, str], ...] = ()
    measure: str = ""
    help: str = ""
    default: Fact | None = None
    synonyms: tuple[str, ...] = ()
    past: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of event; its id is the event code (`foi.application_received`). `opens`: it starts a new matter.

    `frozen`: it keeps a report as it was frozen; only the freezing writes it, and nothing corrects it.
    `precedes`: it arrives or comes into being, so that nothing can have answered it before.
    """

    id: str
    ledger: str
    title: str
    fields: tuple[Field, ...] = ()
    opens: bool = False
    repeats: bool = False
    synonyms: tuple[str, ...] = ()
    frozen: bool = False
    precedes: bool = False

    def field(self, name: str) -> Field | None:
        """The field called `name`, or None."""
        return next((f for f in self.fields if f.id == name), None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A kind of matter. One step makes a plain list; several make a procedure. `unit_kinds` may keep it."""

    id: str
    system: str
    title: str
    steps: tuple[Step, ...]
    unit_kinds: tuple[str, ...] = ("township",)
    name_field: str = ""
    synonyms: tuple[str, ...] = ()


def check_facts(step: Step, facts: Mapping[str, object]) -> tuple[Problem, ...]:
    """Everything wrong with `facts` for `step`; empty when they are sound. Price: one pass over the facts."""
    known = {f.id: f for f in step.fields}
    faults = [_unknown(step, key, known) for key in facts if key not in known]
    for field in step.fields:
        value = facts.get(field.id)
        if value is None or value == "" or value == ():
            if field.required:
                faults.append(
                    Problem(
                        f"{step.title}·{field.label}", "没有填写", "", f"填写{field.label}", "required field is empty"
                    )
                )
            continue
        wrong = _wrong(field, value)
        if wrong:
            faults.append(Problem(f"{step.title}·{field.label}", *wrong))
    return tuple(faults)


def _unknown(step: Step, key: str, known: Mapping[str, Field]) -> Problem:
    close = nearest(key, known)
    return Problem(
        f"{step.title}·{key}",
        "没有这个字段",
        "、".join(known),
        f"改为 {close}" if close else "删去它",
        f"unknown field {key}",
    )


def _wrong(field: Field, value: object) -> tuple[str, str, str, str] | None:
    """(what, allowed, mend, english) when `value` does not fit `field`."""
    if field.type in ("text", "long_text", "unit"):
        limit = LONG_TEXT_LIMIT if field.type == "long_text" else TEXT_LIMIT
        if not isinstance(value, str):
            return "不是文字", "文字", "改成文字", "not text"
        if len(value) > limit:
            return f"有{len(value)}字，太长", f"{limit}字以内", "写短一些或改放附件", "text too long"
        if any(ord(c) < 32 and c not in "\n\t" for c in value):
            return "含有看不见的控制字符", "普通文字", "重新输入这一项", "control characters"
        return None
    if field.type == "number":
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1e12:
            return f"“{value}”不是数", "数字", "填写数字", "not a number"
        return ("不能是负数", "0或以上", "改成正数", "negative number") if value < 0 else None
    if field.type == "yes_no":
        return None if isinstance(value, bool) else (f"“{value}”不是“是/否”", "是、否", "选择是或否", "not yes/no")
    if field.type == "choice":
        return _wrong_choice(field, value)
    if field.type in ("date", "moment"):
        return _wrong_date(field, value)
    if not isinstance(value, tuple | list) or not all(isinstance(v, str) and v for v in value):
        return "格式不对", "名单", "重新选择", "not a list of ids"
    return None


def _wrong_choice(field: Field, value: object) -> tuple[str, str, str, str] | None:
    keys = dict(field.of)
    if isinstance(value, str) and value in keys:
        return None
    close = nearest(str(value), keys) or nearest(str(value), keys.values())
    mend = f"改为“{keys.get(close, close)}”" if close else "从中选择一项"
    return f"“{value}”不在可选项里", "、".join(keys.values()), mend, "not one of the choices"


def _wrong_date(field: Field, value: object) -> tuple[str, str, str, str] | None:
    reader = date.fromisoformat if field.type == "date" else datetime.fromisoformat
    form = "2025-05-06" if field.type == "date" else "2025-05-06T09:30"
    try:
        reader(value if isinstance(value, str) else "")
    except ValueError:
        return f"“{value}”不是日期", form, "按这个样子填写", "not a date"
    return None
