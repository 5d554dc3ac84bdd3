"""Blanks that nobody filled, beside those of `markup`; and masks that only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Report, each
from fazhi.proofread.sieve import Sieve

UNFILLED = "占位符没有填"
MEASURE = "人次|次|件|人|名|份|场|个|期|元|万元|[%％]|起|户|条|项|年|月|日|号|村|社区|宗|家|篇|处"
ASKED = "填写|填报|数字|数量|次数|人数|金额|年份|日期|姓名|单位名称|单位|名称|数据"
BLANKS = (
    Sieve(r"[【\[〔〖]\s*[】\]〕〗]|[【\[〔][xXnNＸ×○〇_＿.…—\-\s]{1,8}[】\]〕]"),
    Sieve(rf"(?<=[^\s])[【\[](?:{ASKED})[】\]]|[【\[](?:{ASKED})[】\]](?=\s*(?:{MEASURE}))"),
    Sieve(rf"(?<=[\u4e00-\u9fff])\s+[xX×ＸⅩ]{{2,}}\s+(?={MEASURE})|(?<![_＿])[_＿]{{2}}(?=\s*(?:{MEASURE}))"),
    Sieve(r"此处(?:需)?(?:补充|填写|填入|插入)[^，。；\n]{0,12}"),
    Sieve(r"(?<![有亟尚仍需还])待(?:补充|补齐|填写|填报)(?=[，。；：:）)]|$)", re.M),
)
OF_A_CASE = re.compile("诉|不服|一案|纠纷案|处罚案|被告|原告|第三人|当事人|被申请人")
CASE_NUMBER = re.compile(r"[行民刑执赔][初终审申再恢保][\u4e00-\u9fff]?[第字]?$")
NUMBER_OF = re.compile(r"(?:尾号|证号|号码|卡号|账号|车牌号?)[为是：:]?\s*$")
CROSSES = re.compile(r"第?[xX×ＸⅩ某]{2,}[号条届次]?")


def blanks(report: Report) -> Iterator[tuple[int, int]]:
    """Where brackets stand with nothing or only a sign in them, and words that say what shall stand there."""
    for pattern in BLANKS:
        for found in each(pattern, report):
            if not (found[0][0] in "[〔" and _is_mark_of_list(report, found.start())):
                yield found.span()


def masked(report: Report, start: int, end: int) -> bool:
    """Whether crosses stand for what may not be said: in quotation marks, in the name or number of a case, in a number of somebody."""
    if not CROSSES.fullmatch(report.text[start:end]):
        return False
    line_begin = report.text.rfind("\n", 0, start) + 1
    before = report.text[line_begin:start]
    if before.count("“") > before.count("”") or CASE_NUMBER.search(before) or NUMBER_OF.search(before):
        return True
    after = report.text[end : end + 4]
    return bool(OF_A_CASE.search(report.clause_at(start))) and not re.match(rf"\s*(?:{MEASURE})", after)


def _is_mark_of_list(report: Report, place: int) -> bool:
    """A box to tick, [ ] at the head of its line."""
    return not report.text[report.text.rfind("\n", 0, place) + 1 : place].strip()
