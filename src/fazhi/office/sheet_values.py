"""What a cell means for a field: a fact, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fazhi.kernel.faults import nearest
from fazhi.kernel.ledger import Fact, Field
from fazhi.kernel.units import Unit
from fazhi.office.sheet_words import BLANK, NAME_BREAKS, NO, YES, alike, plain, same
from fazhi.office.unit_names import units_called
from fazhi.paper.dates_zh import parse_date

Cell = str | int | float | bool | date | datetime | None
MOMENT = "%Y-%m-%dT%H:%M"
SPLIT = re.compile(f"[{re.escape(NAME_BREAKS)}]+")
SHOWN = 4
OTHERS = ("其他", "其它")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Context:
    """What a sheet says for all its cells: whose it is, its year and month, and who works there."""

    units: Mapping[str, Unit]
    people: Mapping[str, tuple[str, ...]]
    year: int | None
    month: int | None


class CellFault(Exception):
    """Why a cell cannot be taken, in Chinese."""


def is_blank(value: Cell) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and value.strip() in BLANK)


def words(value: Cell) -> str:
    """A cell as text: 12.0 is 12, a day is 2025-05-06."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.strftime(MOMENT)
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def day(value: Cell, context: Context) -> date:
    """The day a cell names; raises CellFault."""
    found = parse_date(value, context.year, context.month)
    if isinstance(found, str):
        raise CellFault(found)
    return found


def fact(field: Field, value: Cell, context: Context) -> Fact:
    """The fact of `field` in a cell that is not blank; raises CellFault with what is allowed."""
    if field.type == "number":
        return _number(value, field)
    if field.type == "yes_no":
        return _yes_no(value)
    if field.type == "choice":
        return _choice(field, words(value))
    if field.type == "date":
        return day(value, context).isoformat()
    if field.type == "moment":
        return _moment(value, context)
    if field.type == "persons":
        return tuple(dict.fromkeys(_person(name, context) for name in SPLIT.split(words(value)) if name))
    if field.type == "unit":
        return unit(words(value), context)
    if field.type == "file":
        raise CellFault("附件不能用文字填在表格里；照片可以直接放进这一格，其他文件请导入后在系统里上传")
    return words(value)


def _number(value: Cell, field: Field) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if float(value).is_integer() else value
    text = words(value).replace(",", "").replace("，", "").removesuffix(field.measure).strip()
    if not NUMBER.fullmatch(text):
        raise CellFault(f"“{words(value)}”不是数；请只填数字")
    return float(text) if "." in text else int(text)


def _yes_no(value: Cell) -> bool:
    if isinstance(value, bool):
        return value
    if same(words(value), YES) or words(value) in YES:
        return True
    if same(words(value), NO) or words(value) in NO:
        return False
    raise CellFault(f"“{words(value)}”不是“是”或“否”；请填是或否")


def _choice(field: Field, text: str) -> str:
    very = next((key for key, label in field.of if alike(text, label)), None)
    if very is not None:
        return very
    for key, label in field.of:
        if plain(text) in (plain(label), plain(key)):
            return key
    parts = [key for key, label in field.of if plain(text) in map(plain, label.split("、"))]
    if len(parts) == 1:
        return parts[0]
    labels = [label for _, label in field.of]
    close = nearest(text, labels)
    other = next((label for label in labels if plain(label) in OTHERS), "")
    hint = f"；是不是“{close}”" if close and close != other else ""
    rest = f"；没有合适的，请在表里填“{other}”" if other else ""
    raise CellFault(f"“{text}”不在可选项里；可填：{'、'.join(labels)}{hint}{rest}")


def _moment(value: Cell, context: Context) -> str:
    if isinstance(value, datetime):
        return value.strftime(MOMENT)
    head, _, tail = words(value).replace("：", ":").replace("T", " ").rpartition(" ")
    hour = re.fullmatch(r"(\d{1,2}):(\d{2})", tail)
    if hour is None or not head or int(hour[1]) > 23 or int(hour[2]) > 59:
        raise CellFault(f"“{words(value)}”没有时刻；请写成 2025-05-06 09:30")
    return f"{day(head, context).isoformat()}T{int(hour[1]):02}:{hour[2]}"


def _person(name: str, context: Context) -> str:
    known = context.people.get(name, ())
    if len(known) == 1:
        return known[0]
    if known:
        raise CellFault(f"“{name}”有{len(known)}人同名；请在系统里记录这一条")
    close = nearest(name, context.people)
    raise CellFault(f"“{name}”不在人员名册里" + (f"；是不是“{close}”" if close else "；请先登记人员"))


def unit(name: str, context: Context) -> str:
    """The id of the unit called `name`; raises CellFault that names the nearest."""
    found = units_called(name, context.units)
    if len(found) == 1:
        return found[0].id
    if found:
        raise CellFault(f"“{name}”可能是{'、'.join(u.name for u in found[:SHOWN])}；请写全称")
    close = nearest(name, [u.name for u in context.units.values()])
    raise CellFault(f"没有“{name}”这个单位" + (f"；是不是“{close}”" if close else "；请检查单位名称"))
