"""Each kind judged on small logs: the verdict, its dates and the sentence a clerk would write."""

from __future__ import annotations

from datetime import date

from fazhi.kernel.calendar import Calendar, YearNotice
from fazhi.kernel.duties import (
    After,
    Apart,
    Before,
    Duty,
    Extension,
    InForce,
    NoneOf,
    Select,
    Source,
    Times,
    Toll,
    Window,
)
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.findings import Finding
from fazhi.kernel.log import Event, Log
from fazhi.kernel.terms import Term
from fazhi.kernel.units import Holding, Roster, RosterRule, Unit

OFF_2025 = [date(2025, 1, 1), *(date(2025, 1, d) for d in range(28, 32)), *(date(2025, 2, d) for d in range(1, 5))]
OFF_2025 += [date(2025, 4, 4), *(date(2025, 5, d) for d in range(1, 6)), *(date(2025, 10, d) for d in range(1, 9))]
MAKE_UP = [date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)]
CHINA = Calendar.of([YearNotice(2025, tuple(OFF_2025), tuple(MAKE_UP), "示例", "示例")])
SOURCE = (Source("示例规定", "第一条", status="verified"),)
TOWN = Roster(
    (Unit("t", "清河镇", "township"), Unit("v1", "柳湾村", "village", "t")),
    (Holding("p1", "程示例", "t", "副镇长", frozenset({"leader"}), date(2025, 7, 1)),),
    (RosterRule("townships", "乡镇", "units", "township"), RosterRule("leaders", "领导", "persons", "leader")),
)
RECEIVED, REPLIED = Select("received", title="收到申请"), Select("replied", title="答复申请人")


def base(id: str = "x.y") -> dict[str, object]:
    return {
        "id": id,
        "title": "示例",
        "system": "S00",
        "force": "statute",
        "since": date(2019, 1, 1),
        "sources": SOURCE,
    }


def one(duty: Duty, events: list[tuple[str, date]] | list[Event], as_of: date) -> Finding:
    """The only finding of a duty on a few dated steps of one matter."""
    rows = [e if isinstance(e, Event) else Event(n, "t", "m", e[0], e[1]) for n, e in enumerate(events, 1)]
    found = list(evaluate([duty], Log.from_events(rows), TOWN, CHINA, as_of).each())
    assert len(found) == 1
    return found[0]


REPLY = After(**base(), trigger=RECEIVED, answer=REPLIED, term=Term(20, "working_day"))  # type: ignore[arg-type]


def test_late_reply_across_national_day() -> None:
    """Twenty working days from 26 September 2025 end on 30 October; the next day is late, and the sentence says so."""
    found = one(REPLY, [("received", date(2025, 9, 26)), ("replied", date(2025, 10, 31))], date(2025, 11, 10))
    assert (found.verdict, found.due, found.trace) == ("late", date(2025, 10, 30), (1, 2))
    assert (
        found.why
        == "2025年9月26日收到申请，应在20个工作日内（2025年10月30日前）答复申请人，2025年10月31日答复申请人，超期1天。"
    )


def test_open_reply_counts_the_days_left() -> None:
    """On the last day it is still open."""
    found = one(REPLY, [("received", date(2025, 9, 26))], date(2025, 10, 30))
    assert found.verdict == "open" and found.why.endswith("今天到期。")


def test_a_year_without_notice_is_said() -> None:
    """A term that reaches into 2026, which has no notice here, is provisional."""
    found = one(REPLY, [("received", date(2025, 12, 18))], date(2025, 12, 20))
    assert found.flags == ("provisional",) and "尚未公布" in found.why


def test_by_analogy_has_a_disputed_day() -> None:
    """Between the raw day and the rolled day the finding is disputed, and strict."""
    duty = After(**base(), trigger=RECEIVED, answer=REPLIED, term=Term(15, "calendar_day", "by_analogy"))  # type: ignore[arg-type]
    found = one(duty, [("received", date(2025, 1, 20)), ("replied", date(2025, 2, 5))], date(2025, 2, 6))
    assert (found.verdict, found.raw_due, found.due_if_rolled) == ("late", date(2025, 2, 4), date(2025, 2, 5))
    assert found.flags == ("disputed",)


def test_correction_restarts_and_consultation_stops_the_clock() -> None:
    """Restart from the correction; the days of the consultation do not count."""
    toll = Toll(Select("asked"), Select("heard"))
    duty = After(
        **base(),
        trigger=RECEIVED,
        answer=REPLIED,
        term=Term(20, "working_day"),
        restart=Select("corrected"),
        tolls=(toll,),
    )  # type: ignore[arg-type]
    steps = [
        ("received", date(2025, 4, 15)),
        ("corrected", date(2025, 5, 8)),
        ("asked", date(2025, 5, 12)),
        ("heard", date(2025, 5, 15)),
    ]
    assert one(duty, steps[:2], date(2025, 5, 20)).due == date(2025, 6, 5)
    assert one(duty, steps, date(2025, 5, 20)).due == date(2025, 6, 10)


def test_extension_counts_only_when_given_in_time() -> None:
    """An extension after expiry mends nothing."""
    duty = After(
        **base(),
        trigger=RECEIVED,
        answer=REPLIED,
        term=Term(20, "working_day"),
        extension=Extension(Select("extended"), 20),
    )  # type: ignore[arg-type]
    received = ("received", date(2025, 3, 3))
    assert one(duty, [received, ("extended", date(2025, 3, 31))], date(2025, 4, 1)).due == date(2025, 4, 28)
    assert one(duty, [received, ("extended", date(2025, 4, 1))], date(2025, 4, 1)).due == date(2025, 3, 31)


def test_minimum_term() -> None:
    """A comment period closed after seventeen days is violated; the sentence names the first lawful day."""
    opened, closed = Select("opened", title="公开征求意见"), Select("closed", title="截止")
    duty = Before(**base(), act=closed, needs=opened, lead=Term(30, "calendar_day"))  # type: ignore[arg-type]
    found = one(duty, [("opened", date(2025, 6, 3)), ("closed", date(2025, 6, 20))], date(2025, 6, 21))
    assert found.verdict == "violated" and "不满30日（最早可在2025年7月3日）" in found.why
    assert one(duty, [("opened", date(2025, 6, 3))], date(2025, 6, 21)).due == date(2025, 7, 3)


def test_act_without_what_it_needs() -> None:
    """Deliberation without a review is violated."""
    duty = Before(**base(), act=Select("deliberated", title="集体讨论"), needs=Select("reviewed", title="合法性审查"))  # type: ignore[arg-type]
    found = one(duty, [("deliberated", date(2025, 3, 10)), ("reviewed", date(2025, 3, 12))], date(2025, 3, 20))
    assert (found.verdict, found.why) == ("violated", "2025年3月10日集体讨论，此前没有合法性审查。")


def test_half_a_year_in_post_asks_half() -> None:
    """A leader in post from July owes two of four sessions, and the sentence says why."""
    duty = Times(
        **base(), what=Select("held", title="参加学法"), subject="leaders", at_least=4, per="people", prorate=True
    )  # type: ignore[arg-type]
    events = [Event(1, "t", "m", "held", date(2025, 8, 1), facts={"people": ("p1",)})]
    found = next(evaluate([duty], Log.from_events(events), TOWN, CHINA, date(2026, 1, 5)).each())
    assert (found.verdict, found.count, found.required) == ("violated", 1, 2)
    assert found.why == "程示例2025年参加学法1次，要求不少于2次（按任职月份折算，全期4次），期满仍差1次。"


def test_before_a_date_is_read_strictly() -> None:
    """ "Before 1 March" binds on the last of February; 1 March itself is disputed."""
    window = Window(year_field="report_year", year_shift=1)
    limit = Term(0, "date", month=3, day=1, exclusive=True)
    duty = After(**base(), window=window, answer=Select("sent", title="报送"), term=limit)  # type: ignore[arg-type]
    event = Event(1, "t", "m", "sent", date(2026, 3, 1), facts={"report_year": 2025})
    found = one(duty, [event], date(2026, 3, 2))
    assert (found.verdict, found.due, found.flags) == ("late", date(2026, 2, 28), ("disputed",))


def test_silence_is_not_zero() -> None:
    """A finished year without a zero report is unproven, with one it is met, with an incident violated."""
    duty = NoneOf(**base(), what=Select("failed", title="决策失误"), zero=Select("zero"))  # type: ignore[arg-type]
    other = ("seen", date(2024, 5, 1))
    rows = evaluate(
        [duty],
        Log.from_events([Event(1, "t", "m", *other), Event(2, "t", "m", "zero", date(2025, 12, 30))]),
        TOWN,
        CHINA,
        date(2026, 1, 5),
    )
    assert [f.verdict for f in rows.each()] == ["unproven", "met", "open"]
    assert one(duty, [("failed", date(2025, 5, 1))], date(2025, 6, 1)).verdict == "violated"


def test_certificate_on_the_day_of_the_act() -> None:
    """An act after the certificate lapsed is violated."""
    duty = InForce(
        **base(),
        what=Select("issued", title="执法证"),
        on="act",
        act=Select("acted", title="检查"),
        per="who",
        persons_field="who",
        until_field="until",
    )  # type: ignore[arg-type]
    card = Event(1, "t", "card", "issued", date(2024, 1, 1), facts={"who": ("p1",), "until": "2025-03-31"})
    act = Event(2, "t", "m", "acted", date(2025, 4, 1), facts={"who": ("p1",)})
    assert one(duty, [card, act], date(2025, 5, 1)).verdict == "violated"


def test_two_groups_must_not_be_the_same_people() -> None:
    """The same list twice is violated; nobody named is unproven."""
    duty = Apart(**base(), what=Select("formed"), fields=("lead", "watch"), rule="not_same")  # type: ignore[arg-type]
    same = Event(1, "t", "m", "formed", date(2025, 1, 2), facts={"lead": ("a", "b"), "watch": ("b", "a")})
    assert one(duty, [same], date(2025, 2, 1)).verdict == "violated"
    assert one(duty, [("formed", date(2025, 1, 2))], date(2025, 2, 1)).verdict == "unproven"


def test_versions_are_chosen_by_the_day_of_the_act() -> None:
    """The old rule judges the act of its day, the new one the act after the change."""
    needs = {"act": Select("deliberated"), "needs": Select("reviewed")}
    old = Before(**base() | {"force": "by_reference", "until": date(2023, 9, 30)}, **needs)  # type: ignore[arg-type]
    new = Before(**base() | {"since": date(2023, 10, 1)}, **needs)  # type: ignore[arg-type]
    log = Log.from_events(
        [Event(1, "t", "a", "deliberated", date(2023, 9, 30)), Event(2, "t", "b", "deliberated", date(2023, 10, 1))]
    )
    found = evaluate([old, new], log, TOWN, CHINA, date(2023, 12, 1)).each()
    assert [(f.matter, f.duty.force) for f in found] == [("a", "by_reference"), ("b", "statute")]


def test_exceptions_are_counted_like_the_whole() -> None:
    """keep="exceptions" drops met rows but counts them."""
    log = Log.from_events(
        [Event(1, "t", "a", "received", date(2025, 3, 3)), Event(2, "t", "a", "replied", date(2025, 3, 4))]
    )
    found = evaluate([REPLY], log, TOWN, CHINA, date(2025, 4, 1), keep="exceptions")
    assert len(found) == 0 and found.counts() == {("t", "x.y", "met"): 1}
