"""`fazhi clear FILE…`: what in files may not be made public, and a cleaned copy beside each. The originals stay as they are."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import read_bytes, write_whole
from fazhi.proofread.clearance import KINDS, Clearance, check
from fazhi.proofread.sensitive import KINDS as WORDS

SUFFIX = "（公开版）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE…, --out, --json."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="、".join(KINDS))
    parser.add_argument("--out", metavar="FOLDER", help="公开版放在哪个文件夹，默认在原文件旁边 / where copies go")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when anything was found. Every file is looked through before any copy is written."""
    done = {Path(name): check(read_bytes(Path(name)), Path(name).name) for name in args.files}
    for path, found in done.items():
        copy = (Path(args.out) if args.out else path.parent) / f"{path.stem}{SUFFIX}{path.suffix}"
        if found.cleaned is not None and not found.clear:
            write_whole(copy, found.cleaned)
        if not args.json:
            _print(path, found, copy)
    if args.json:
        rows = [
            {
                "file": str(path),
                "items": [{"where": i.where, "kind": i.kind, "words": i.words, "mask": i.mask} for i in found.items],
                "hidden": list(found.hidden),
            }
            for path, found in done.items()
        ]
        print(json.dumps(rows, ensure_ascii=False))
    return 0 if all(found.clear for found in done.values()) else ATTENTION


def _print(path: Path, found: Clearance, copy: Path) -> None:
    if found.clear:
        print(f"{path}：没有发现不能公开的内容；是否公开仍由人决定 / nothing found")
        return
    print(f"{path}：正文{len(found.items)}处，隐藏内容{len(found.hidden)}项 / found")
    for item in found.items:
        print(f"  ✗ {item.where} {WORDS[item.kind]}：{item.words} → {item.mask}")
    for hidden in found.hidden:
        print(f"  ! {hidden}")
    print(
        f"  公开版：{copy}" if found.cleaned is not None else "  PDF 里的文字不能直接改：请改原来的 Word 文件，重新导出"
    )
