"""Who may do what where. The only permission code: every use case asks `may` before it reads or writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.faults import AccessFault, Problem
from fazhi.kernel.units import Holding, Unit
from fazhi.store import read
from fazhi.store.memo import once

ACTS = {
    "read": "查看",
    "record": "记录",
    "correct": "更正",
    "attach": "添加佐证材料",
    "note": "加备注",
    "import": "导入台账",
    "report": "看报告",
    "write_report": "写报告",
    "review_report": "退回或者同意报告",
    "remark_report": "对报告提意见",
    "system": "查看系统状态",
    "accounts": "管理账号",
}
ROLES = {
    "clerk": "法治专干",
    "head": "主要负责人",
    "deputy": "分管领导",
    "office": "党政办",
    "officer": "执法人员",
    "liaison": "普法联络员",
    "county": "县司法局",
    "auditor": "审计员",
    "system_admin": "系统管理员",
    "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
}
# The three administrators watch each other: nobody holds two of these posts at a time.
EXCLUSIVE = frozenset({"system_admin", "security_admin", "audit_admin"})
OWN_ONLY = frozenset({"liaison", "officer"})
# Decided at the head of the unit itself: a post above it reads and remarks, and decides nothing here.
OF_THE_UNIT = frozenset({"review_report"})
# Role -> acts it may do; how far a role reaches is in `_reaches`.
GRANTS: Mapping[str, frozenset[str]] = {
    "clerk": frozenset(ACTS) - {"accounts", "review_report", "remark_report"},
    "head": frozenset({"read", "note", "report", "review_report", "remark_report"}),
    "deputy": frozenset({"read", "note", "report", "review_report", "remark_report"}),
    "office": frozenset({"read", "record", "correct", "attach", "note", "report", "write_report"}),
    "officer": frozenset({"read", "record", "correct", "attach", "note"}),
    "liaison": frozenset({"read", "record", "correct", "attach", "note"}),
    "county": frozenset({"read", "note", "report", "remark_report", "system"}),
    "auditor": frozenset({"read"}),
    "system_admin": frozenset({"system"}),
    "security_admin": frozenset({"accounts"}),
    "audit_admin": frozenset({"system"}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work: the posts held today, and the tree of units they are posts in."""

    person: str
    name: str
    posts: tuple[Holding, ...]
    units: Mapping[str, Unit]

    def roles(self) -> tuple[str, ...]:
        """Roles of all posts, in the order of ROLES."""
        held = {tag for p in self.posts for tag in p.tags}
        return tuple(r for r in ROLES if r in held)

    def home(self) -> str:
        """The unit of the first post that gives a role; empty when none does."""
        return next((p.unit for r in ROLES for p in self.posts if r in p.tags), "")

    def scope(self) -> frozenset[str]:
        """Every unit this actor may read."""
        return once(("scope", self.person, self.posts), lambda: frozenset(_readable(self)))


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether, and why not. `visible` False: the actor may not even know that it exists (answer 404)."""

    allowed: bool
    reason: str = ""
    visible: bool = True


def _readable(actor: Actor) -> list[str]:
    return [u for u in actor.units if may(actor, "read", u).allowed]


def actor_of(account: int, on: date) -> Actor | None:
    """The person behind a signed-in account with the posts held on day `on`; None for an account without a person.

    Price: three queries.
    """
    person = read.person_of_account(account)
    return None if person is None else acting(person.id, person.name, on)


def acting(person: str, name: str, on: date) -> Actor:
    """A person with the posts held on day `on`. Price: two queries."""
    held = tuple(p for p in read.holdings_of(person) if p.since <= on and (p.until is None or on <= p.until))
    return Actor(person, name, held, read.units())


def may(actor: Actor, act: str, unit: str, recorded_by: str = "", told: str = "") -> Decision:
    """Whether `actor` may do `act` on `unit`; a pure function of its arguments.

    recorded_by: for "correct", who wrote what is to be corrected: liaisons and officers correct only own records.
    told: what a refusal names in place of the act.
    """
    posts = [
        (role, post.unit)
        for post in actor.posts
        for role in ROLES
        if role in post.tags and _reaches(role, post.unit, unit, actor)
    ]
    reaching = [role for role, _ in posts]
    if unit not in actor.units or not reaching:
        return Decision(False, "没有这个单位的权限", visible=False)
    granting = [r for r, at in posts if act in GRANTS[r] and (at == unit or act not in OF_THE_UNIT)]
    if not granting:
        words = "、".join(ROLES[r] for r in dict.fromkeys(reaching))
        return Decision(False, f"{words}不能{told or ACTS.get(act, act)}，请联系本单位法治专干")
    if act == "correct" and set(granting) <= OWN_ONLY and recorded_by != actor.person:
        return Decision(False, "只能更正自己记录的内容，请联系本单位法治专干")
    return Decision(True)


def require(actor: Actor, act: str, unit: str, recorded_by: str = "") -> None:
    """Go on, or raise AccessFault with the reason."""
    decision = may(actor, act, unit, recorded_by)
    if not decision.allowed:
        known = actor.units.get(unit)
        where = known.name if known and decision.visible else "本事项"
        raise AccessFault(Problem(where, decision.reason, "", "", f"{act} is not allowed here"))


def _reaches(role: str, post: str, unit: str, actor: Actor) -> bool:
    """A liaison reaches the own unit; township and county posts reach everything below theirs too."""
    if role == "liaison":
        return post == unit
    here = unit
    while here in actor.units and here != post:
        here = actor.units[here].parent
    return here == post
