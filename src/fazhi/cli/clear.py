"""`fazhi clear FILE…`: what in files may not be made public, and a cleaned copy beside each. The originals stay as they are."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fazhi.cli.main import ATTENTION, REFUSED
from fazhi.cli.words import read_bytes, write_whole
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.office.outside_file import looked_through
from fazhi.proofread.clearance import KINDS, Clearance
from fazhi.proofread.sensitive import KINDS as WORDS
from fazhi.proofread.told import key

SUFFIX, MOST_COPIES = "（公开版）", 1000
KEEPING = "这些字不遮，例如公开的联系电话，可以写几次 / words that stay, may be repeated"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE…, --out, --keep, --json."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="、".join(KINDS))
    parser.add_argument("--out", metavar="FOLDER", help="公开版放在哪个文件夹，默认在原文件旁边 / where copies go")
    parser.add_argument("--keep", metavar="WORDS", action="append", default=[], help=KEEPING)
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when anything was found or cannot be read, 2 when a file was refused; the others are looked through all the same."""
    folder = _folder(args.out)
    keep = [key(kind, words) for words in args.keep for kind in WORDS]
    rows: list[dict[str, object]] = []
    refused = attention = False
    for path in map(Path, args.files):
        try:
            found = looked_through(read_bytes(path), path.name, keep)
            copy = _copy(found, path, folder)
        except Fault as fault:
            refused = True
            rows.append({"file": str(path), "error": [p.chinese() for p in fault.problems]})
            for problem in fault.problems:
                print(f"错误 / error: {problem.both()}", file=sys.stderr)
            continue
        attention |= not found.clear or bool(found.unread or found.warned)
        rows.append(_row(path, found))
        if not args.json:
            _print(path, found, copy)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False))
    return REFUSED if refused else ATTENTION if attention else 0


def _folder(name: str | None) -> Path | None:
    """Where copies go; it is made when it is not there."""
    if not name:
        return None
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError:
        problem = Problem(
            f"文件夹 {name}", "建不了，或者不是文件夹", "能写的文件夹", "换一个文件夹", f"cannot make {name}"
        )
        raise InputFault(problem) from None
    return Path(name)


def _copy(found: Clearance, path: Path, folder: Path | None) -> Path | None:
    """The copy that was written; no file is ever overwritten, a number is added."""
    if found.cleaned is None or found.clear:
        return None
    place = folder or path.parent
    names = (f"{path.stem}{SUFFIX}{n or ''}{path.suffix}" for n in (0, *range(2, MOST_COPIES)))
    copy = next((place / name for name in names if not (place / name).exists()), None)
    if copy is None:
        raise InputFault(
            Problem(f"文件夹 {place}", "公开版太多", f"{MOST_COPIES}个以内", "删去旧的", "too many copies")
        )
    write_whole(copy, found.cleaned)
    return copy


def _row(path: Path, found: Clearance) -> dict[str, object]:
    items = [{"where": i.where, "kind": i.kind, "words": i.words, "mask": i.mask, "kept": i.kept} for i in found.items]
    told = {"hidden": list(found.hidden), "unread": list(found.unread), "warned": list(found.warned)}
    return {"file": str(path), "items": items, **told}


def _print(path: Path, found: Clearance, copy: Path | None) -> None:
    if found.clear and not found.unread and not found.warned:
        print(f"{path}：没有发现不能公开的内容；是否公开仍由人决定 / nothing found")
        return
    print(f"{path}：正文{len(found.items)}处，隐藏内容{len(found.hidden)}项 / found")
    for item in found.items:
        became = "保留" if item.kept else item.mask
        print(f"  {'○' if item.kept else '✗'} {item.where} {WORDS[item.kind]}：{item.words} → {became}")
    for warned in found.warned:
        print(f"  ! {warned}，请先确认能不能公开 / marked as internal")
    for hidden in found.hidden:
        print(f"  ! {hidden}")
    for unread in found.unread:
        print(f"  ? {unread} / cannot be read")
    if copy:
        print(f"  公开版：{copy}")
    elif not found.clear:
        print(f"  没有公开版：{found.by_hand}")
