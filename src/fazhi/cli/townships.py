"""Which townships a verb is about, and the days and duties it is asked for."""

from __future__ import annotations

from datetime import date

from fazhi.cli.words import a_date
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.kernel.units import Unit
from fazhi.office.clock import today
from fazhi.office.rules import shelf
from fazhi.store import read


def townships(named: str | None) -> list[Unit]:
    """The township called `named` (id or name), or all of them. Raises InputFault that names the nearest."""
    known = [u for u in read.units().values() if u.kind == "township"]
    if not known:
        raise InputFault(
            Problem(
                "乡镇", "数据库里还没有乡镇", "", "先运行 fazhi demo 或导入单位名册", "no township yet: run fazhi demo"
            )
        )
    if named is None:
        return known
    chosen = [u for u in known if named in (u.id, u.name)]
    if not chosen:
        words = [w for u in known for w in (u.id, u.name)]
        close = nearest(named, words)
        mend = f"改为 {close}" if close else "从中选一个"
        raise InputFault(
            Problem(f"--unit {named}", "没有这个乡镇", "、".join(words), mend, f"no such township {named}")
        )
    return chosen


def one_township(named: str | None) -> Unit:
    """Like `townships`, but there must be exactly one."""
    chosen = townships(named)
    if len(chosen) > 1:
        raise InputFault(
            Problem(
                "--unit", "有多个乡镇", "、".join(u.name for u in chosen), "用 --unit 指明一个", "name one with --unit"
            )
        )
    return chosen[0]


def day(text: str | None) -> date:
    """The day asked for; today when none is named."""
    return today() if text is None else a_date(text)


def system(text: str | None) -> str | None:
    """A system id such as S05, checked against the packs in force."""
    if text is None:
        return None
    known = shelf().systems
    wanted = text.upper()
    if wanted not in known:
        close = nearest(wanted, known)
        allowed = "、".join(f"{k} {v}" for k, v in sorted(known.items()))
        raise InputFault(
            Problem(
                f"--system {text}", "没有这个系统", allowed, f"改为 {close}" if close else "", f"no such system {text}"
            )
        )
    return wanted
