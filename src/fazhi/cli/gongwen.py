"""`fazhi gongwen FILE.docx…`: where the layout of an official document departs from GB/T 9704-2012; nothing is changed."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import read_bytes
from fazhi.paper.gongwen_check import GB, faults


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE…, --json."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=".docx")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when any file has a fault."""
    told = {name: faults(read_bytes(Path(name)), Path(name).name) for name in args.files}
    if args.json:
        rows = [{"file": name, "faults": [asdict(f) for f in found]} for name, found in told.items()]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for name, found in told.items():
            print(f"{name}：{len(found)} 处与 {GB} 不符（方括号内是条款）/ departures")
            for fault in found:
                print(f"  ✗ {fault.chinese()}")
    return ATTENTION if any(told.values()) else 0
