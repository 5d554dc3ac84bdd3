"""Read a report that came from outside: Word and PDF in a process of their own with little memory and little time."""

from __future__ import annotations

import json
import sys
from dataclasses import astuple

from fazhi.kernel.faults import InputFault, Problem
from fazhi.packs.shelf import SHIPPED
from fazhi.paper.bounded import limit, run_bounded
from fazhi.proofread.read_file import LARGEST, text_of
from fazhi.proofread.run import FOLDER

RULES = SHIPPED / FOLDER
WANTED = ("没有密码的 .docx 或者有文字的 .pdf", "用 WPS 打开，另存为新的 .docx")


def report_text(content: bytes, name: str) -> str:
    """The text of a report's file. Raises InputFault or ImportFault that says what is wrong and how to mend it.

    Price: a Python start for .docx and .pdf, about 0.3 s.
    """
    if len(content) > LARGEST or not name.lower().endswith((".docx", ".pdf")):
        return text_of(content, name)
    head = json.dumps({"name": name}).encode()
    answer = json.loads(run_bounded("fazhi.office.read_report", head + b"\n" + content, name, WANTED))
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
