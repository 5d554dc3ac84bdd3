"""Landlines without an area code in a folded text, said to be of a home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.disguise import DIGITS, LOOK_ALIKE
from fazhi.proofread.person_numbers import Hit, private

ONE_DIGIT = f"[{''.join((*DIGITS, *LOOK_ALIKE))}]"
NUMBER = rf"(?:号码?)?[:：为是]{{0,2}}\s?(?P<local>(?:0[0-9]{{2,3}}-)?{ONE_DIGIT}(?:[-—·./ ]?{ONE_DIGIT}){{6,7}})(?!{ONE_DIGIT})"
AREA = re.compile("^0[0-9]{2,3}-")
LOOSE = re.compile("[0-9]一(?=[\u4e00-\u9fff])")  # 5567812一直 of which 一 is no digit
FEWEST = 7
OF_HOME = re.compile(
    rf"(?:家庭|住宅|家中|家里|自家|老家|屋里|[您你他她其]家|(?<=[（(，,])家|宅)的?(?:固定)?(?:联系)?(?:电话?|固话|座机){NUMBER}"
)
OF_SOMEBODY = re.compile(rf"(?:座机|固话|固定电话|家电话|电话|号码){NUMBER}")


def short_lines(text: str) -> Iterator[Hit]:
    """Each of them; beside a person, one that is only said to be a telephone too."""
    for found in (
        *OF_HOME.finditer(text),
        *(one for one in OF_SOMEBODY.finditer(text) if private(text, one.start("local"))),
    ):
        end = found.end("local") - bool(LOOSE.match(text, found.end("local") - 2))
        digits = "".join((DIGITS | LOOK_ALIKE).get(c, "") for c in AREA.sub("", text[found.start("local") : end]))
        if len(digits) >= FEWEST and "2" <= digits[0] <= "8":
            yield "landline", found.start("local"), end, f"****{digits[-3:]}"
