"""The text of a Word or PDF file from outside, read in a process of its own with little memory and little time."""

from __future__ import annotations

import json
import sys
from dataclasses import astuple

from fazhi.kernel.faults import InputFault, Problem
from fazhi.paper.bounded import limit, run_bounded
from fazhi.proofread.read_file import text_of

WANTED = ("没有密码的 .docx 或者有文字的 .pdf", "用 WPS 打开，另存为新的 .docx")


def text_from(content: bytes, name: str) -> str:
    """As `read_file.text_of`. Raises InputFault or ImportFault. Price: a Python start, about 0.3 s."""
    head = json.dumps({"name": name}).encode()
    answer = json.loads(run_bounded("fazhi.office.outside_text", head + b"\n" + content, name, WANTED))
    if "fault" in answer:
        raise InputFault(Problem(*answer["fault"]))
    return str(answer["text"])


def main() -> None:
    """The child: a line of JSON with the name, then the bytes, on standard input; JSON on standard output."""
    limit()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    try:
        answer: dict[str, object] = {"text": text_of(content, json.loads(head)["name"])}
    except InputFault as fault:
        answer = {"fault": astuple(fault.problems[0])}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
