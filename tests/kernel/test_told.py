"""What reports say of findings, in words for people who do not know the ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fazhi.kernel.duties import After, Apart, Before, InForce, NoneOf, Select, Source, Times, Window
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Event, Log
from fazhi.kernel.terms import Term
from fazhi.kernel.told import shortfalls_told, unchecked_told
from tests.kernel.test_evaluate import CHINA, RECEIVED, REPLIED, TOWN, base, one

UNREAD = (Source("示例规定", "第一条"),)
VILLAGES = ("柳湾村", "白石村")


def told(rows: list[Finding]) -> str:
    return shortfalls_told(rows)


def of_village(found: Finding, name: str, quarter: int) -> Finding:
    """The finding as one of another village and quarter."""
    begin = date(2025, 3 * quarter - 2, 1)
    window = (begin, date(2025, 3 * quarter, 30))
    return replace(found, subject_name=name, facts=replace(found.facts, name=name, window=window))


def test_what_is_lacking_is_said_in_the_words_of_the_duty() -> None:
    """No 0次, no 期满仍差, no note for the writer; the screen keeps the note."""
    duty = Times(
        **base() | {"lacking": "登记的培训未达到六十学时", "sources": UNREAD},
        what=Select("held", title="登记学时"),
        subject="leaders",
    )  # type: ignore[arg-type]
    (found,) = evaluate([duty], Log.from_events([]), TOWN, CHINA, date(2026, 1, 5)).each()
    assert told([found]) == "程示例2026年登记的培训未达到六十学时" and "尚未核到原文" in found.why


def test_equal_shortfalls_are_told_together() -> None:
    """Two villages in one quarter and one village in four stand once each."""
    duty = Times(**base() | {"lacking": "未公布村务"}, what=Select("x"), window=Window("quarter"), subject="townships")  # type: ignore[arg-type]
    found = next(evaluate([duty], Log.from_events([]), TOWN, CHINA, date(2025, 4, 5)).each())
    both = [of_village(found, name, 1) for name in VILLAGES]
    assert told(both) == "柳湾村、白石村2025年第1季度未公布村务"
    assert told([of_village(found, "柳湾村", q) for q in (1, 2, 3, 4)]) == "柳湾村2025年第1、2、3、4季度未公布村务"


def test_a_clock_that_ran_out_names_its_days() -> None:
    """Late and overdue, with the reading under which it is not."""
    reply = After(**base(), trigger=RECEIVED, answer=REPLIED, term=Term(20, "working_day"))  # type: ignore[arg-type]
    late = one(reply, [("received", date(2025, 3, 3)), ("replied", date(2025, 4, 2))], date(2025, 5, 1))
    assert told([late]).endswith("应在20个工作日内（2025年3月31日前）完成答复申请人，实际于2025年4月2日完成，超期2天")
    overdue = one(reply, [("received", date(2025, 3, 3))], date(2025, 4, 3))
    assert told([overdue]).endswith("截至2025年4月3日尚未完成，超期3天")
    soft = replace(reply, term=Term(15, "calendar_day", rollover="by_analogy"))
    disputed = one(soft, [("received", date(2025, 3, 7)), ("replied", date(2025, 3, 24))], date(2025, 5, 1))
    assert told([disputed]).endswith("超期2天（期限按顺延计算至2025年3月24日的，未超期）")


def test_order_and_persons() -> None:
    """A missing review, a gap too short, too few people: each without the ledger's advice."""
    needs = Before(
        **base(),
        act=Select("met", title="集体讨论"),
        needs=Select("read", title="合法性审查"),
        lead=Term(30, "calendar_day"),
    )  # type: ignore[arg-type]
    missing = one(replace(needs, lead=None), [("met", date(2025, 3, 10))], date(2025, 3, 20))
    assert told([missing]) == "“m”2025年3月10日集体讨论，此前没有合法性审查"
    near = one(needs, [("read", date(2025, 3, 1)), ("met", date(2025, 3, 10))], date(2025, 3, 20))
    assert told([near]) == "“m”2025年3月1日合法性审查，2025年3月10日集体讨论，间隔不满30日"
    pair = Apart(**base(), what=Select("seen", title="检查"), fields=("by",), rule="at_least", at_least=2)  # type: ignore[arg-type]
    event = Event(1, "t", "m", "seen", date(2025, 3, 10), facts={"by": ("p1",)})
    assert told([one(pair, [event], date(2025, 3, 20))]) == "“m”2025年3月10日检查，1人参加，少于规定的2人"


def test_a_register_that_lapsed() -> None:
    """The number there is and the number that should be, without the word 项 of the ledger where the duty has its own."""
    duty = InForce(
        **base() | {"lacking": "在册法律明白人{count}名，少于规定的{required}名"}, what=Select("x"), at_least=3
    )  # type: ignore[arg-type]
    found = next(evaluate([duty], Log.from_events([]), TOWN, CHINA, date(2025, 4, 5)).each())
    assert told([found]) == "清河镇在册法律明白人0名，少于规定的3名"
    bare = replace(found, duty=replace(duty, lacking="", what=Select("x", title="公告主体")))
    assert told([bare]) == "清河镇没有“公告主体”的记录，应不少于3项"


def test_what_nobody_checked_is_left_open() -> None:
    """No conclusion either way, of one matter, of many, of a year."""
    none = NoneOf(**base(), what=Select("fee", title="收取费用"), act=REPLIED)  # type: ignore[arg-type]
    found = one(none, [("replied", date(2025, 3, 3))], date(2025, 5, 1))
    assert unchecked_told([found]) == "“m”有无收取费用，尚未完成核查，本报告不作结论"
    many = [replace(found, subject_name=f"申请{n}") for n in range(1, 7)]
    assert unchecked_told(many).startswith("“申请1”“申请2”“申请3”等6件有无收取费用，")
    year = NoneOf(**base(), what=Select("bad", title="登记决策失误"), zero=Select("zero"))  # type: ignore[arg-type]
    rows = list(evaluate([year], Log.from_events([]), TOWN, CHINA, date(2026, 1, 5)).each())
    assert unchecked_told(rows[-1:]) == "清河镇2026年有无决策失误，尚未完成核查，本报告不作结论"


def test_a_paper_that_may_come_later_is_not_on_record() -> None:
    """签到表归档 is told as what the records do not show."""
    duty = Before(
        **base() | {"anytime": True},
        act=Select("received", title="集中学法"),
        needs=Select("replied", title="签到表归档"),
    )  # type: ignore[arg-type]
    found = one(duty, [("received", date(2025, 7, 22))], date(2025, 9, 1))
    assert "集中学法，未见“签到表归档”的记录" in told([found])
