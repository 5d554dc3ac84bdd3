"""`fazhi import FILE…`: ledger workbooks in, the workbook back with red cells for what was refused."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.townships import one_township
from fazhi.cli.words import bar, read_bytes, write_whole
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.office.access import Actor, acting
from fazhi.office.clock import today
from fazhi.office.import_sheet import Imported, import_workbook
from fazhi.store import read

SHOWN = 10
MARKED = "（错误标注）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE…, --unit, --ledger, --by, --json."""
    parser.add_argument("files", nargs="+", metavar="FILE.xlsx", help="Excel 台账，可以多个 / ledger workbooks")
    parser.add_argument("--unit", help="乡镇编号或名称 / township id or name")
    parser.add_argument(
        "--ledger", help="台账编号或名称，标题看不出时用 / ledger id or title, if the title does not tell"
    )
    parser.add_argument(
        "--by", metavar="NAME", help="以谁的名义导入，默认本乡镇法治专干 / in whose name; default: the clerk"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Import each file by itself; exit code 1 when rows were refused. A file that cannot be read stops before any is imported."""
    township = one_township(args.unit)
    actor = acting_for(township.id, args.by)
    contents = {Path(name): read_bytes(Path(name)) for name in args.files}
    results = {}
    for path, content in contents.items():
        done = import_workbook(actor, content, path.name, township.id, args.ledger, progress=bar(path.name))
        marked = path.with_name(f"{path.stem.removesuffix(MARKED)}{MARKED}.xlsx")
        if done.marked is not None:
            write_whole(marked, done.marked)
        results[path] = done
        if not args.json:
            _print(path, done, marked)
    if args.json:
        print(json.dumps([_row(path, done) for path, done in results.items()], ensure_ascii=False))
    return ATTENTION if any(done.refused for done in results.values()) else 0


def acting_for(township: str, named: str | None) -> Actor:
    """The person called `named`, else the clerk of the township; InputFault that names who there is."""
    on = today()
    here = [h for h in read.holdings({township}) if h.since <= on and (h.until is None or on <= h.until)]
    chosen = [h for h in here if (named in (h.name, h.person) if named else "clerk" in h.tags)]
    if not chosen:
        names = [h.name for h in here]
        close = nearest(named or "", names)
        mend = f"改为 {close}" if close else "用 --by 指明"
        raise InputFault(Problem(f"--by {named or ''}", "没有这个人", "、".join(names), mend, "no such person here"))
    return acting(chosen[0].person, chosen[0].name, on)


def _print(path: Path, done: Imported, marked: Path) -> None:
    print(f"{path.name}：{done.words()}　/ rows taken {done.taken}, refused {done.refused}, known {done.known}")
    if done.ledgers:
        print(f"  台账：{'、'.join(done.ledgers)}")
    if done.ignored:
        print(f"  没有用到的列：{'、'.join(done.ignored)}")
    shown = done.errors if done.unmarked else done.errors[:SHOWN]
    for error in shown:
        print(f"  [{error.sheet}] 第{error.row + 1}行：{error.text}")
    if len(done.errors) > len(shown):
        print(f"  ……共{len(done.errors)}处")
    for words in done.said:
        print(f"  {words}")
    for notice in done.notices[:SHOWN]:
        print(f"  {notice}")
    if len(done.notices) > SHOWN:
        print(f"  ……共{len(done.notices)}条")
    if done.marked is not None:
        print(f"  已标红写回：{marked}")
    if done.unmarked:
        print(f"  {done.unmarked}")


def _row(path: Path, done: Imported) -> dict[str, object]:
    errors = [{"sheet": e.sheet, "row": e.row + 1, "column": e.col, "text": e.text} for e in done.errors]
    return {
        "file": str(path),
        "taken": done.taken,
        "known": done.known,
        "refused": done.refused,
        "ledgers": done.ledgers,
        "ignored": done.ignored,
        "pictures": done.pictures,
        "notices": done.notices,
        "said": done.said,
        "errors": errors,
        "unmarked": done.unmarked,
    }
