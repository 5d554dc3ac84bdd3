"""What a row below a table begins with when it is no row of data: totals, notes, signatures; in ledgers and in superiors' forms alike."""

from __future__ import annotations

import re

TOTAL = re.compile(r"本[月年季]合计|[合小总累共]\s*计(?![划算量])")
FOOT = re.compile(
    r"填\s*表|制\s*表|填\s*报|(?:审\s*核|审\s*批)(?![局科股办室服中])|负责人|单位负责人|分管领导|联系电话"
    r"|(?:主要负责人|(?:部门|科室)负责人|(?:主要|主管|单位)?领导|经办人|联系人|报出)(?:意见|审签|[：:（(]|$)"
    r"|注(?:意?[：:]|[\d一二三四（(、.．本]|$)|说明[：:\d]|备\s*注(?:[：:]|$)|\S{0,12}(?:盖章|签[字名章]|填表人|审核人)[）)]?(?:[：:]|$)"
)
