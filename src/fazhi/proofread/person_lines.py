"""Lines that list a person without a header: his name in a cell, and in other cells his illness, school, age or home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from fazhi.proofread.disguise import CELL
from fazhi.proofread.person_illness import terms
from fazhi.proofread.personal_words import KIND_OF_CHILD, NUMBERED_ITEM, WHOLE_NAME, is_name, surname

Hit = tuple[str, int, int, str]
BREAK = re.compile(rf"[\t|{CELL}]|(?<=\S) +(?=\S)")
SPLIT = re.compile(rf"[^\t|{CELL} \n]+")
STROKES = re.compile(r"(?<=[\u4e00-\u9fff])/|/(?=[\u4e00-\u9fff])")
AGE = re.compile(r"(?:1[0-7]|[1-9])\s?周?岁")
GRADE = re.compile(
    r"(?:小学|完小|中心校|初级?中学|初中|高中|幼儿园|学校|中学|[一二三四五六七八九1-9]年级|[初高][一二三]|[大中小]班|[一二三四五六七八九0-9]+班|[）)]班)"
)
PUPIL = re.compile(
    rf"[\u4e00-\u9fff（）()0-9]{{0,16}}{GRADE.pattern}(?:[（(]?[一二三四五六七八九0-9]{{1,4}}[）)]?班?|[一二三1-3]年级|班|学生)*"
)
STAFF = re.compile("教师|老师|校长|书记|主任|干部|园长|辅导员|民警|检察官|法官")
BIRTH = re.compile(r"(20\d\d)[-./年]\d{1,2}(?:[-./月]\d{0,2}日?)?")
FEWEST, ADULT = 3, 18


def in_lines(text: str) -> Iterator[Hit]:
    """What such lines say. Nothing where no line has three cells."""
    at = 0
    for line in (STROKES.sub("|", text) if "/" in text else text).split("\n"):
        if BREAK.search(line):
            cells = [(at + one.start(), at + one.end()) for one in SPLIT.finditer(line)]
            if len(cells) >= FEWEST:
                yield from _line(text, cells)
        at += len(line) + 1


def row_name(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The place of the name that is the whole of a cell, but for the number of the line; None when it is none."""
    item = NUMBERED_ITEM.match(text, begin, end)
    begin = item.end() if item else begin
    said = text[begin:end].strip("，,：:")
    whole = WHOLE_NAME.fullmatch(said)
    return (begin, begin + len(said)) if whole and is_name(said, framed=True) and not next(terms(said), None) else None


def in_row(text: str, at: int) -> bool:
    """Whether the line of a place lists one person by his name in a cell of its own."""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    cells = [one.span() for one in SPLIT.finditer(text, begin, end if end >= 0 else len(text))]
    return len(cells) >= FEWEST and any(row_name(text, *cell) for cell in cells)


def _born(text: str, begin: int, end: int) -> bool:
    """Whether a cell after 男 or 女 is a day of the last eighteen years."""
    day = BIRTH.fullmatch(text, begin, end)
    return bool(
        day
        and int(day[1]) > datetime.now(UTC).year - ADULT
        and re.search(r"[男女][\s|]$", text[max(0, begin - 2) : begin])
    )


def _line(text: str, cells: list[tuple[int, int]]) -> Iterator[Hit]:
    name = next((place for cell in cells if (place := row_name(text, *cell))), None)
    if not name or STAFF.search(text, cells[0][0], cells[-1][1]):
        return
    for begin, end in cells:
        said = text[begin:end]
        if any(stop - start >= len(said) - FEWEST for start, stop in terms(said)) and "*" not in said:
            yield "health", begin, end, "***"
        if AGE.fullmatch(said) or PUPIL.fullmatch(said) or KIND_OF_CHILD.fullmatch(said) or _born(text, begin, end):
            yield "minor", *name, f"{surname(text[slice(*name)])}某某"
