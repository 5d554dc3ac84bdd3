"""Files from outside looked through or commented in a process of their own with little memory and little time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any

from fazhi.kernel.faults import ImportFault, InputFault, Problem
from fazhi.paper.bounded import limit, run_bounded
from fazhi.proofread.clearance import KINDS, Clearance, check
from fazhi.proofread.read_file import LARGEST
from fazhi.proofread.report import Mark
from fazhi.proofread.told import Item
from fazhi.proofread.word_comments import commented

WORD = ("没有密码的 .docx", "用 WPS 打开，另存为新的 .docx")
ANY = ("、".join(KINDS), "用 WPS 打开，另存为新的文件；图片先缩小")
Answer = tuple[dict[str, Any], bytes]


def looked_through(content: bytes, name: str, keep: Sequence[str] = ()) -> Clearance:
    """As `clearance.check`. Raises InputFault. Price: a Python start, about 0.5 s, and the check."""
    if len(content) > LARGEST or not name.lower().endswith(KINDS):
        return check(content, name)  # is refused before it is opened
    said, copy = _ask("clear", content, name, ANY, keep=list(keep))
    items = tuple(Item(*row) for row in said["items"])
    hidden, unread, warned = (tuple(said[what]) for what in ("hidden", "unread", "warned"))
    return Clearance(name, items, hidden, copy if said["copied"] else None, unread, warned)


def with_comments(content: bytes, name: str, marks: Sequence[Mark]) -> bytes:
    """As `word_comments.commented`. Raises InputFault. Price: a Python start, about 0.5 s, and 2 ms a mark."""
    return _ask("comment", content, name, WORD, marks=[astuple(m) for m in marks])[1]


def _ask(job: str, content: bytes, name: str, wanted: tuple[str, str], **more: object) -> Answer:
    head = json.dumps({"job": job, "name": name, **more}).encode()
    try:
        told, _, rest = run_bounded("fazhi.office.outside_file", head + b"\n" + content, name, wanted).partition(b"\n")
    except ImportFault as fault:
        raise InputFault(*fault.problems) from None
    answer = json.loads(told)
    if "fault" in answer:
        raise InputFault(Problem(*answer["fault"]))
    return answer, rest


def _clear(content: bytes, head: dict[str, Any]) -> Answer:
    found = check(content, head["name"], head["keep"])
    said = {"items": [astuple(i) for i in found.items], "hidden": found.hidden, "unread": found.unread}
    return {**said, "warned": found.warned, "copied": found.cleaned is not None}, found.cleaned or b""


def _comment(content: bytes, head: dict[str, Any]) -> Answer:
    return {}, commented(content, head["name"], [Mark(*row) for row in head["marks"]])


JOBS: dict[str, Callable[[bytes, dict[str, Any]], Answer]] = {"clear": _clear, "comment": _comment}


def main() -> None:
    """The child. In: a line of JSON with job and name, then the file. Out: a line of JSON, then the file that was made."""
    limit()
    told, _, content = sys.stdin.buffer.read().partition(b"\n")
    head = json.loads(told)
    try:
        answer, made = JOBS[head["job"]](content, head)
    except InputFault as fault:
        answer, made = {"fault": astuple(fault.problems[0])}, b""
    except MemoryError:
        problem = Problem(f"文件 {head['name']}", "打开要占太多内存", *ANY, "takes too much memory")
        answer, made = {"fault": astuple(problem)}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
