"""`fazhi judge CASES.jsonl`: duties judged on bare facts, one JSON line in, one out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from fazhi.cli.main import REFUSED
from fazhi.cli.words import read_text
from fazhi.packs.judge import judge
from fazhi.packs.shelf import load_shelf


def arguments(parser: argparse.ArgumentParser) -> None:
    """CASES.jsonl, or - for standard input."""
    parser.add_argument(
        "cases", metavar="CASES.jsonl", help="每行一个事实，- 表示标准输入 / one case a line, - for stdin"
    )
    parser.add_argument("--json", action="store_true", help="输出本来就是 JSON 行 / output is JSON lines anyway")


def run(args: argparse.Namespace) -> int:
    """Print one line a case; exit code 2 when any line could not be judged."""
    text = sys.stdin.read() if args.cases == "-" else read_text(Path(args.cases))
    return _answer(text.splitlines())


def _answer(lines: Iterable[str]) -> int:
    shelf = load_shelf()
    failed = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        answer = judge(shelf, line, number)
        failed |= "error" in answer
        print(json.dumps(answer, ensure_ascii=False))
    return REFUSED if failed else 0
