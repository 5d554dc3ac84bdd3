"""packs.lock: released ids of steps, fields and duties; what old events speak of may not vanish or change its type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fazhi.kernel.faults import PackFault, Problem
from fazhi.packs.pack import Pack

HEADER = "# Released ids. Written by `fazhi check --packs --write-lock`; lines are only ever added.\n"


def released(packs: Sequence[Pack]) -> dict[str, str]:
    """Id -> type of everything events and findings name: `step`, a field's type, or `duty`."""
    found: dict[str, str] = {}
    for pack in packs:
        for ledger in pack.ledgers:
            for step in ledger.steps:
                found[step.id] = f"step {ledger.id}"
                found |= {f"{step.id}#{field.id}": field.type for field in step.fields}
        found |= {f"duty {duty.id}": "duty" for duty in pack.duties}
    return found


def read_lock(path: Path) -> dict[str, str]:
    """The lock as it stands; empty when there is none. Raises PackFault on a line that is no entry."""
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, kind = line.partition(" = ")
        if not kind:
            raise PackFault(
                Problem(f"{path.name} 第{number}行", "写法有误", "编号 = 类型", "恢复原来的文件", "not an entry")
            )
        found[name] = kind
    return found


def broken(lock: dict[str, str], packs: Sequence[Pack]) -> list[Problem]:
    """Released ids that are gone or retyped."""
    now = released(packs)
    gone = [
        Problem(
            f"packs.lock {name}",
            "已发布的编号不能删除",
            kind,
            "恢复它；停用的写 until",
            f"released id {name} was removed",
        )
        for name, kind in lock.items()
        if name not in now
    ]
    return gone + [
        Problem(
            f"packs.lock {name}",
            f"类型由 {kind} 变成 {now[name]}",
            kind,
            "恢复类型，另起一个编号",
            f"{name} was retyped",
        )
        for name, kind in lock.items()
        if name in now and now[name] != kind
    ]


def unreleased(lock: dict[str, str], packs: Sequence[Pack]) -> list[str]:
    """Ids in the packs that the lock does not hold yet."""
    return sorted(released(packs).keys() - lock.keys())


def write_lock(path: Path, packs: Sequence[Pack]) -> int:
    """Add what is new; raises PackFault rather than drop or retype anything. Returns how many lines were added."""
    lock = read_lock(path)
    problems = broken(lock, packs)
    if problems:
        raise PackFault(*problems)
    new = unreleased(lock, packs)
    everything = lock | released(packs)
    path.write_text(HEADER + "".join(f"{name} = {everything[name]}\n" for name in sorted(everything)), "utf-8")
    return len(new)
