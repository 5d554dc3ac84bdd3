"""`fazhi fill FORM.xlsx`: a superior's blank form filled from the ledgers; the blank itself stays as it is."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fazhi.cli.import_ledger import acting_for
from fazhi.cli.townships import one_township
from fazhi.cli.words import a_date, read_bytes, write_whole
from fazhi.office.fill_form import fill

SUFFIX = "（已填）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FORM, --unit, --from, --to, --ledger, --matter, --by, -o, --json."""
    parser.add_argument("form", metavar="FORM.xlsx", help="上级发的空白表 / a superior's blank form")
    parser.add_argument("--unit", help="乡镇编号或名称 / township id or name")
    parser.add_argument(
        "--from", dest="begin", metavar="DATE", help="从哪一天，默认标题写的那段日子，没写的从今年1月1日 / from"
    )
    parser.add_argument("--to", dest="end", metavar="DATE", help="到哪一天，默认标题写的那段日子，没写的到今天 / to")
    parser.add_argument("--ledger", default="", help="哪一本台账，默认看表头 / which ledger")
    parser.add_argument("--matter", default="", help="只填一件的表：事项编号 / the record, for a form about one")
    parser.add_argument("--by", metavar="NAME", help="以谁的名义，默认本乡镇法治专干 / in whose name")
    parser.add_argument("-o", "--output", metavar="FILE.xlsx", help="写到哪里，默认在原表旁边 / where to")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Write the filled form beside the blank one, and say which headings were left."""
    path = Path(args.form)
    township = one_township(args.unit)
    begin, end = (a_date(given) if given else None for given in (args.begin, args.end))
    actor = acting_for(township.id, args.by)
    content = read_bytes(path)
    done = fill(actor, content, path.name, township.id, begin, end, ledger=args.ledger, matter=args.matter)
    out = Path(args.output) if args.output else path.with_name(f"{path.stem}{SUFFIX}{path.suffix}")
    write_whole(out, done.content)
    if args.json:
        row = {
            "file": str(out),
            "ledger": done.ledger.id,
            "taken": [[h.cell, "·".join(h.path), done.taken.get(h.cell, "")] for h in done.blank.headings],
            "left": list(done.left),
            "guessed": dict(done.guessed),
            "added": done.added,
            "span": [day.isoformat() for day in done.span],
            "note": done.note,
            "warnings": list(done.warnings),
        }
        print(json.dumps(row, ensure_ascii=False))
        return 0
    print(f"已填 {out}：按“{done.ledger.title}”台账，{done.n_rows}{done.measure}，认出{len(done.taken)}栏 / filled")
    if done.note:
        print(f"  {done.note}")
    for words in done.warnings:
        print(f"  注意：{words}")
    if done.guessed:
        print(f"  按意思认的栏，请看一眼：{'；'.join(f'{words} → {said}' for words, said in done.guessed)}")
    if done.left:
        print(f"  没有填的栏：{'、'.join(done.left)}")
    if done.added:
        print(f"  表里的空行不够，照最后一行加了{done.added}行")
    return 0
