"""Words, colours and icons that pages share; a colour never stands without its word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.kernel.duties import Before
from fazhi.kernel.findings import Finding


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with the colour (a class of desk.css) and icon that go with it."""

    word: str
    tone: str
    icon: str


VERDICTS = {
    "overdue": Badge("逾期", "red", "alert-circle"),
    "violated": Badge("违反", "red", "circle-x"),
    "late": Badge("迟办", "orange", "clock"),
    "open": Badge("进行中", "blue", "hourglass"),
    "unproven": Badge("未证实", "yellow", "help"),
    "met": Badge("已落实", "green", "circle-check"),
    "not_applicable": Badge("不适用", "grey", "circle-dashed"),
}
FORCES = {
    "statute": Badge("法定", "blue", "scale"),
    "by_reference": Badge("参照", "grey", "link"),
    "policy": Badge("政策", "grey", "file-text"),
    "local": Badge("本地承诺", "grey", "flag"),
}
FLAGS = {
    "disputed": "末日落在休息日，两种算法不同，按从严的一种",
    "provisional": "到期日所在年份的放假安排还没有公布，暂按周末和法定节假日计算",
    "unverified": "依据条文还没有核到原文",
}
STATES = {
    "verified": "原文已核",
    "verified_secondary": "转引已核",
    "partial": "部分核到",
    "unverified": "未核",
    "seed": "本地文件",
}
WEEKDAYS = "一二三四五六日"


def days_left(found: Finding, as_of: date) -> str:
    """How the day of a finding lies from `as_of`: 还有3天, 今天到期, 已过5天; empty when no day is set."""
    if found.due is None or found.verdict not in ("open", "overdue"):
        return ""
    days = (found.due - as_of).days
    if isinstance(found.duty, Before):
        return f"还要等{days}天" if days > 0 else "可以办了"
    if days == 0:
        return "今天到期"
    return f"还有{days}天" if days > 0 else f"已过{-days}天"
