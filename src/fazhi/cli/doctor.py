"""`fazhi doctor`: is this machine fit, and what to do where it is not."""

from __future__ import annotations

import argparse
import json

from fazhi.cli.main import REFUSED
from fazhi.office.health import BAD, signs


def arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 2 when something is bad."""
    found = signs()
    if args.json:
        print(json.dumps([{"mark": s.mark, "what": s.what, "mend": s.mend} for s in found], ensure_ascii=False))
    else:
        for sign in found:
            print(f"{sign.mark} {sign.what}{f'　→ {sign.mend}' if sign.mend else ''}")
    return REFUSED if any(s.mark == BAD for s in found) else 0
