"""Plates of cars in a folded text; those of a public body and its service are open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.check_digits import PLATE

Hit = tuple[str, int, int, str]
OFFICIAL_CAR = re.compile(
    "公务(?:用)?车|公车|执法(?:执勤)?(?:用)?车|执勤(?:用)?车|警车|巡逻车|救护车|消防车|洒水车|校车|公交|(?:清运|转运|垃圾|环卫|清扫|吸污|作业|抢险|应急|指挥|保障|宣传|工程|防疫|流动服务)(?:保障|作业|指挥)?(?:用)?车"
)
OWNER = re.compile("(?:车主|驾驶人|当事人|违法|村民|私家车|肇事|扣押|扣留|查获)")
BEFORE, AFTER, HEADING = 60, 40, 400


def plates(text: str) -> Iterator[Hit]:
    """Every plate but those of official cars."""
    for found in PLATE.finditer(text):
        if not _official(text, *found.span()):
            yield "plate", *found.span(), f"{found[0][:2]}***{found[0][-2:]}"


def _official(text: str, begin: int, end: int) -> bool:
    """Whether its sentence, or the heading of its table, speaks of official cars."""
    before = re.split(r"[。；\n]", text[max(0, begin - BEFORE) : begin])[-1]
    after = re.split(r"[。；\n]", text[end : end + AFTER])[0]
    if OWNER.search(before + after):
        return False
    row = re.search(r"[\t|\x1f]", before + after)
    return bool(
        OFFICIAL_CAR.search(before + after) or (row and OFFICIAL_CAR.search(text[max(0, begin - HEADING) : begin]))
    )
