"""Whether a reworded sentence still says no more than its records: numbers, zero claims and universal claims.

What a sentence of the machine may claim is decided in `sentences`; here a person's words are held against it.
"""

from __future__ import annotations

import re
from collections import Counter

NUMBER = re.compile(r"\d+(?:\.\d+)?")
CLAIMS = re.compile(
    r"全部|全覆盖|均(?=[\u4e00-\u9fff])|都(?=已|按|完成|做到|达到|参加)|每[个名件次项村]|百分之百|100%|无一[起例件人次户]?|没有一[起例件人次户]?|未发生|未出现|从未|零[\u4e00-\u9fff]{1,4}|杜绝|无死角"
)


def loosened(made: str, written: str) -> tuple[str, ...]:
    """What `written` claims that `made` does not: Chinese reasons, none when the sentence is still bound to its records.

    made: the sentence as composed from the records; empty for a paragraph of the writer's own. Numbers may be left out, not
    changed or added; "百分之百" and the like may stand only where the findings carried them.
    """
    known = Counter(NUMBER.findall(made))
    added = Counter(NUMBER.findall(written)) - known
    reasons = [f"数字{n}不是记录里数出来的" for n in added]
    granted = {m[0] for m in CLAIMS.finditer(made)}
    claims = dict.fromkeys(m[0] for m in CLAIMS.finditer(written))
    reasons += [f"“{c}”没有核对结论支持" for c in claims if c not in granted]
    return tuple(reasons)
