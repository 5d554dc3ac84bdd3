"""In which unit a superior's form wants an amount: said in brackets, behind a stroke, or in a line above or below the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from fazhi.kernel.ledger import Field
from fazhi.office.form_fit import WORDS
from fazhi.packs.read_toml_once import toml_once
from fazhi.paper.form_read import Blank, Heading

BRACKET = re.compile(r"\(([^()]*)\)")
STROKE = re.compile(r"/([^/()]{1,4})$")
LINE = re.compile(r"(?<!填报)(?<!报送)(?<!填表)单\s*位\s*[:(为]\s*([^()\s。;]{1,20})|以([^\s()\d]{0,3}元)(?:为单位|计)")
MONEY = re.compile(r"(?:人民币|为)?([十百千万亿美欧港日]{0,2}元)(?:人民币|计)?")
LEADING_MONEY = re.compile(r"([十百千万亿]{0,2}元)")
CAPITALS = "大写"  # an amount written out, as on a cheque
TIMES = ("小时", "学时", "课时", "分钟", "天", "工作日")
PIECES = (*"件起次场人户份宗笔个名条项页部", "人次")
SAME = {"日": "天", "个工作日": "工作日", "分": "分钟"}


class Measures:
    """The units that a form asks for. Price: one look at the cells outside its table."""

    def __init__(self, sheet: Worksheet, blank: Blank) -> None:
        self._lines = list(dict.fromkeys(unit for words in _outside(sheet, blank) for unit in _units_of_line(words)))
        self._table: Mapping[str, float] = toml_once(WORDS)["measure"]

    def factor(self, heading: Heading, field: Field) -> float | str:
        """What a figure of `field` is multiplied with under `heading`, or in Chinese why it cannot be had in the unit asked."""
        ours = _same(field.measure)
        levels, kind = [_units(part) for part in reversed(heading.path)], _kind(ours)
        if kind == "money":
            if any(CAPITALS in units for units in levels):
                return "要大写数字，请照数额写"
            levels.append(self._lines)
        near = ([u for u in units if _kind(u) == kind] for units in levels)
        asked = next(filter(None, near), []) if kind in ("money", "time") else []
        if asked == self._lines and len(asked) > 1:
            return f"表里写了{'、'.join(asked)}几种单位，看不出要哪一种"
        if not asked and {ours, *levels[0]} & self._converted():
            asked = levels[0]  # an amount in 件
        if not ours or not asked or ours in asked:
            return 1.0
        found = next((self._table[pair] for u in asked if (pair := f"{u}:{ours}") in self._table), None)
        return f"要的单位是{'、'.join(asked)}，台账里是{ours}，换算不了" if found is None else found

    def measured(self, value: float, heading: Heading, field: Field) -> float | int | None:
        """A figure in the unit that the heading asks for; None when it cannot be had."""
        factor = self.factor(heading, field)
        if isinstance(factor, str):
            return None
        return value if factor == 1.0 else round(value * factor, 10 if field.measure.endswith("元") else 4)

    def _converted(self) -> set[str]:
        return {unit for pair in self._table for unit in pair.split(":")}


def _same(unit: str) -> str:
    return SAME.get(unit, unit)


def _kind(unit: str) -> str:
    """money, time or pieces; "" for what is no unit."""
    if unit.endswith("元"):
        return "money"
    return "time" if unit in TIMES else "pieces" if unit in PIECES else ""


def _units(words: str) -> list[str]:
    """The units in the brackets of a heading and behind its last stroke, and that capitals are wanted.

    >>> _units("罚款金额（大写）（单位：万元）"), _units("罚款金额/万元"), _units("处罚（5000元以上）"), _units("时长（小时）")
    (['大写', '万元'], ['万元'], [], ['小时'])
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))
    inside = [part for text in BRACKET.findall(plain) for part in re.split("[、/,:]|单位", text)]
    found = []
    for part in (*inside, *STROKE.findall(plain)):
        money = MONEY.fullmatch(part)
        unit = money[1] if money else _same(part)
        if unit == CAPITALS or _kind(unit):
            found.append(unit)
    return found


def _units_of_line(words: str) -> Iterator[str]:
    """The units of money that a line outside the table names: 金额单位：万元; 单位：件、万元; （万元）; 以万元计."""
    plain = unicodedata.normalize("NFKC", words)
    for found in LINE.finditer(plain):
        for part in re.split("[、/,]", found[1] or found[2]):
            if money := LEADING_MONEY.match(part):
                yield money[1]
    yield from (unit for unit in _units(words) if _kind(unit) == "money")


def _outside(sheet: Worksheet, blank: Blank) -> Iterator[str]:
    """The words of the cells above the headings and below the rows that wait."""
    headings = {part for h in blank.headings for part in h.path}
    rows = [coordinate_to_tuple(cell)[0] for h in blank.headings for cell in (h.cell, h.answer) if cell]
    first, last = min(rows, default=0), max((*rows, *blank.rows), default=0)
    for (row, _), cell in sheet._cells.items():
        if isinstance(cell.value, str) and not first <= row <= last and re.sub(r"\s+", "", cell.value) not in headings:
            yield cell.value
