"""A small shelf of packs, just enough law for the use cases: requests, decisions, study sessions, publicity, a zero report."""

from datetime import date
from types import SimpleNamespace

from fazhi.kernel.calendar import Calendar
from fazhi.kernel.duties import After, Apart, Before, Extension, Select, Source, Times, Toll
from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.kernel.terms import Term
from fazhi.kernel.units import RosterRule

SINCE = date(2019, 5, 15)
RECEIVED, REPLIED = "foi.application_received", "foi.replied"
ASKED, HEARD = "foi.third_party_asked", "foi.third_party_heard"
CORRECTED, EXTENDED = "foi.corrected", "foi.extended"
DRAFTED, REVIEWED, DELIBERATED = "decision.drafted", "decision.reviewed", "decision.deliberated"
SESSION, OUTREACH = "study.session_held", "publicity.event_held"

LEDGERS = (
    Ledger(
        "foi_request",
        "S05",
        "依申请公开",
        (
            Step(
                RECEIVED,
                "foi_request",
                "收到申请",
                (
                    Field("subject", "申请内容", "text", required=True),
                    Field(
                        "channel", "收到方式", "choice", of=(("mail", "邮寄"), ("in_person", "当面")), default="mail"
                    ),
                    Field("letter", "申请书", "file", evidence=True),
                ),
                opens=True,
            ),
            Step(ASKED, "foi_request", "征求第三方意见", repeats=True),
            Step(HEARD, "foi_request", "第三方答复", repeats=True),
            Step(CORRECTED, "foi_request", "补正"),
            Step(EXTENDED, "foi_request", "批准延期"),
            Step(REPLIED, "foi_request", "答复", (Field("outcome", "答复结果", "text"),)),
        ),
        name_field="subject",
    ),
    Ledger(
        "decision",
        "S04",
        "重大行政决策",
        (
            Step(DRAFTED, "decision", "起草", (Field("title", "事项", "text", required=True),), opens=True),
            Step(REVIEWED, "decision", "合法性审查", (Field("reviewers", "审查人", "persons"),)),
            Step(DELIBERATED, "decision", "集体讨论", (Field("present", "到会", "persons"),), repeats=True),
        ),
        name_field="title",
    ),
    Ledger(
        "study_session",
        "S12",
        "学法活动",
        (Step(SESSION, "study_session", "学法活动", (Field("people", "参加人员", "persons"),), opens=True),),
    ),
    Ledger(
        "publicity",
        "S14",
        "普法活动",
        (Step(OUTREACH, "publicity", "普法活动", (Field("theme", "主题", "text"),), opens=True),),
        unit_kinds=("township", "village"),
    ),
)
LAW = {"force": "statute", "since": SINCE}
DUTIES = (
    After(
        "foi.reply",
        "答复公开申请",
        "S05",
        sources=(Source("政府信息公开条例", "第三十三条", status="verified"),),
        trigger=Select(RECEIVED, title="收到申请"),
        answer=Select(REPLIED, title="答复"),
        term=Term(20, "working_day", basis="own"),
        restart=Select(CORRECTED, title="补正"),
        tolls=(Toll(Select(ASKED), Select(HEARD)),),
        extension=Extension(Select(EXTENDED), 20),
        **LAW,
    ),
    Before(
        "decision.review-before",
        "讨论前合法性审查",
        "S04",
        sources=(Source("重大行政决策程序暂行条例", "第二十五条", status="verified"),),
        act=Select(DELIBERATED, title="集体讨论"),
        needs=Select(REVIEWED, title="合法性审查"),
        gate=True,
        **LAW,
    ),
    Apart(
        "decision.two-reviewers",
        "两人以上审查",
        "S04",
        what=Select(REVIEWED, title="合法性审查"),
        fields=("reviewers",),
        rule="at_least",
        at_least=2,
        gate=True,
        **LAW,
    ),
    Times(
        "study.four",
        "领导干部学法四次",
        "S12",
        what=Select(SESSION, title="学法"),
        subject="leaders",
        per="people",
        at_least=4,
        **LAW,
    ),
    Times("publicity.village", "每村普法", "S14", what=Select(OUTREACH, title="普法活动"), subject="villages", **LAW),
)
RULES = (
    RosterRule("townships", "乡镇", "units", "township"),
    RosterRule("villages", "村", "units", "village"),
    RosterRule("leaders", "领导干部", "persons", "leader"),
)


def small_shelf(*_: object) -> SimpleNamespace:
    """What `load_shelf` gives, as far as the office looks at it."""
    return SimpleNamespace(
        ledgers={x.id: x for x in LEDGERS},
        steps={s.id: s for x in LEDGERS for s in x.steps},
        duties=DUTIES,
        roster_rules=RULES,
        calendar=Calendar.of(()),
        packs=tuple(SimpleNamespace(id=x.id, system=x.system, version="2026.1", ledgers=(x,)) for x in LEDGERS),
    )
