"""The form of a step: its fields as Django form fields, quick ones first; what is wrong is said beside the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from fazhi.kernel.faults import Problem
from fazhi.kernel.ledger import Fact, Field, Step
from fazhi.office.evidence import NewFile

YES_NO = (("", "没有填"), ("yes", "是"), ("no", "否"))
FEW = 6
FACT, FILES = "f-", "files"
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lists:
    """What may be chosen: persons (id, words) and units (id, name)."""

    persons: Choices
    units: Choices


class Day(forms.DateInput):
    """A day, with the browser's own picker."""

    input_type = "date"

    def format_value(self, value: object) -> str | None:
        """Always year-month-day, as the picker asks."""
        return value.isoformat() if isinstance(value, date) else str(value) if value else None


class Files(forms.ClearableFileInput):
    """Several files at once; on a phone the camera is offered."""

    allow_multiple_selected = True


class StepForm(forms.Form):
    """The record form of `step`. `again` holds the reasons that are asked for only when the office asks for them."""

    happened_on = forms.DateField(
        label="日期", widget=Day, error_messages={"required": "请填写日期", "invalid": "请写成 2025-05-06 这样的日期"}
    )
    late_reason = forms.CharField(
        label="补录原因", required=False, max_length=200, help_text="三十天以前的事要写明为什么现在才记"
    )
    despite = forms.CharField(label="仍要记录的原因", required=False, max_length=200)

    def __init__(self, step: Step, lists: Lists, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.step = step
        for one in step.fields:
            self.fields[FACT + one.id] = _field(one, lists)
        self.fields[FILES] = forms.Field(
            label="佐证材料", required=False, widget=Files, help_text="照片、扫描件、文件，可以多选"
        )

    def quick(self) -> list[forms.BoundField]:
        """Fields shown at once: quick and required ones; all when none is quick."""
        chosen = [f for f in self.step.fields if f.quick or f.required]
        return [self[FACT + f.id] for f in chosen or self.step.fields]

    def more(self) -> list[forms.BoundField]:
        """Fields that are folded in."""
        quick = {b.name for b in self.quick()}
        return [self[FACT + f.id] for f in self.step.fields if FACT + f.id not in quick]

    def more_is_wrong(self) -> bool:
        """Whether a folded field has an error, so that the fold must be open."""
        return any(b.errors for b in self.more())

    def facts(self) -> dict[str, object]:
        """What was filled in, as the office takes it."""
        found: dict[str, object] = {}
        for one in self.step.fields:
            value = self.cleaned_data.get(FACT + one.id)
            if one.type != "file" and value not in (None, "", []):
                found[one.id] = _fact(one, value)
        return found

    def sent(self) -> tuple[NewFile, ...]:
        """Files that came, each with the field it answers."""
        made = []
        for one in self.step.fields:
            if one.type == "file":
                made += [new_file(f, one.id) for f in self.files.getlist(FACT + one.id)]
        return (*made, *(new_file(f) for f in self.files.getlist(FILES)))

    def take(self, problems: Sequence[Problem]) -> None:
        """Say what the office refused, beside the field it is about."""
        labels = self._labels()
        for problem in problems:
            self.add_error(labels.get(problem.where), problem.chinese())

    def beside(self, problems: Sequence[Problem]) -> None:
        """The same of those problems that are about a field; the page says the others by itself."""
        self.take([p for p in problems if p.where in self._labels()])

    def _labels(self) -> dict[str, str]:
        labels = {f"{self.step.title}·{f.label}": FACT + f.id for f in self.step.fields}
        return labels | {f"{self.step.title}·日期": "happened_on"}


def initial(step: Step, facts: Mapping[str, Fact], on: date) -> dict[str, object]:
    """What a form starts with: the day, the facts known, the defaults."""
    start: dict[str, object] = {"happened_on": on}
    for one in step.fields:
        value = facts.get(one.id, one.default)
        if value is None or one.type == "file":
            continue
        if one.type == "yes_no":
            value = "yes" if value in (True, "yes", "true", "True") else "no"
        start[FACT + one.id] = list(value) if isinstance(value, tuple) else value
    return start


def prefilled(step: Step, query: QueryDict) -> dict[str, Fact]:
    """Facts named in an address, such as f-theme=consumer_day, when the step has them."""
    found: dict[str, Fact] = {}
    for one in step.fields:
        given = query.getlist(FACT + one.id)
        if given:
            found[one.id] = tuple(given) if one.type == "persons" else given[0][:500]
    return found


def _field(one: Field, lists: Lists) -> forms.Field:
    label = f"{one.label}（{one.measure}）" if one.measure else one.label
    wrong = {"required": f"请填写{one.label}", "invalid": f"{one.label}填写得不对"}
    common: dict[str, Any] = {
        "label": label,
        "required": one.required,
        "help_text": one.help,
        "error_messages": wrong,
    }
    if one.type == "number":
        return forms.FloatField(
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any", "min": "0"}), **common
        )
    if one.type == "date":
        return forms.DateField(widget=Day, **common)
    if one.type == "moment":
        return forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), **common)
    if one.type == "yes_no":
        return forms.ChoiceField(choices=YES_NO[1:] if one.required else YES_NO, widget=forms.RadioSelect, **common)
    if one.type == "choice":
        few = len(one.of) <= FEW
        blank = () if few and one.required else (("", "没有填" if few else "请选择"),)
        return forms.ChoiceField(choices=(*blank, *one.of), widget=forms.RadioSelect if few else forms.Select, **common)
    if one.type == "persons":
        return forms.MultipleChoiceField(choices=lists.persons, widget=forms.CheckboxSelectMultiple, **common)
    if one.type == "unit":
        return forms.ChoiceField(choices=(("", "请选择"), *lists.units), **common)
    if one.type == "file":
        return forms.Field(widget=Files, **(common | {"required": False}))
    long = one.type == "long_text"
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
    return forms.CharField(widget=widget, **common)


def _fact(one: Field, value: object) -> object:
    if one.type == "yes_no":
        return value == "yes"
    if one.type == "number" and isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def new_file(file: UploadedFile, field: str = "") -> NewFile:
    """An upload as the office takes it; its bytes stay where the server put them until they are kept."""
    return NewFile(file.name or "附件", cast(BinaryIO, file.file), field)
