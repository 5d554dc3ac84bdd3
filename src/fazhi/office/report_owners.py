"""Whom a task may be given to: people, posts and units the township knows, and those the rules name; and until when."""

from __future__ import annotations

import re
from datetime import date

from fazhi.kernel.faults import Problem, nearest
from fazhi.kernel.units import Holding
from fazhi.kernel.why import zh
from fazhi.office.rules import shelf
from fazhi.store import read

APART = re.compile(r"[、，,；;/]+")
ASIDE = re.compile(r"（[^）]*）")


def posts_of(unit: str, on: date) -> list[Holding]:
    """Who is in post on a day in a township and below it, by unit. Price: one query a request."""
    known = read.units()
    inside = [h for h in read.holdings(read.below(unit, known)) if h.since <= on and (h.until is None or on <= h.until)]
    return sorted(inside, key=lambda h: (h.unit != unit, h.unit, h.person))


def owners(unit: str, on: date) -> list[tuple[str, str]]:
    """(what to write, what it is) of everybody and everything that may be given a task, people first."""
    known = read.units()
    posts = posts_of(unit, on)
    found = {h.name: f"{known[h.unit].name}{h.title}" for h in posts}
    for id in sorted(read.below(unit, known)):
        found.setdefault(known[id].name, "单位")
    for duty in shelf().duties:
        for name in APART.split(duty.owner):
            found.setdefault(name, "职责上的责任单位")
    for post in posts:
        found.setdefault(post.title, f"岗位：{post.name}")
    return list(found.items())


def owner_problems(unit: str, written: str, on: date) -> list[Problem]:
    """What is wrong with an owner: names nobody here has. Several are set apart by 、; a post may stand before its holder's name."""
    known = {_plain(part) for name, _ in owners(unit, on) for part in (name, *APART.split(name))}
    known |= {_plain(name) for held in posts_of(unit, on) for name in _spoken(held, read.units()[held.unit].name)}
    named = [one for one in APART.split(written) if _plain(one)]
    strange = [one for one in named if _plain(one) not in known]
    if strange or not named:
        close = nearest(strange[0], known) if strange else ""
        mend = f"写成“{close}”" if close else "从名单里选；新来的人先由管理员导入账号名单"
        what = f"“{'、'.join(strange) or written}”不在本乡镇的名册里"
        return [Problem("责任人", what, "名册里的人、岗位或者单位，几个之间用顿号", mend, "no such owner")]
    return []


def _plain(name: str) -> str:
    return "".join(ASIDE.sub("", name).split())


def _spoken(held: Holding, unit: str) -> tuple[str, ...]:
    """How people name somebody in post: with the post, with the unit, with both."""
    return (f"{held.title}{held.name}", f"{unit}{held.name}", f"{unit}{held.title}", f"{unit}{held.title}{held.name}")


def day_problems(finish_by: date, on: date, *, after: date) -> list[Problem]:
    """What is wrong with a day: it is over, or no later than `after`, the last day of what the task comes after."""
    last = max(on, after)
    if finish_by <= last:
        what = f"{zh(finish_by)}已经过了" if finish_by <= on else f"{zh(finish_by)}还在报告的年度里"
        return [Problem("完成时限", what, f"{zh(last)}以后的日期", "改成以后的日期", "the day is not after")]
    return []
