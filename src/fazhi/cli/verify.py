"""`fazhi verify`: recompute the seal and every evidence file; list what does not agree."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import bar, read_text
from fazhi.kernel.seal import Checkpoint
from fazhi.store.verify import Verified, verify


def arguments(parser: argparse.ArgumentParser) -> None:
    """--witness FILE, --json."""
    parser.add_argument("--witness", metavar="FILE", help="别处留存的封存点 / a checkpoint kept elsewhere")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when anything was tampered with."""
    witness = Checkpoint.from_text(read_text(Path(args.witness))) if args.witness else None
    found = verify(witness, None if args.json else bar("核验 / verifying"))
    if args.json:
        rows = [{"kind": t.kind, "subject": t.subject, "words": t.words} for t in found.tampers]
        print(json.dumps({"leaves": found.n_leaves, "files": found.n_files, "tampers": rows}, ensure_ascii=False))
    else:
        _print(found, witness is not None)
    return ATTENTION if found.tampers else 0


def _print(found: Verified, witnessed: bool) -> None:
    print(f"封存记录 {found.n_leaves} 条，佐证文件 {found.n_files} 个 / leaves and files checked")
    for tamper in found.tampers:
        print(f"  ✗ {tamper.subject}：{tamper.words}", file=sys.stderr)
    if not found.tampers:
        print("全部相符。/ everything agrees.")
    if found.checkpoint is not None:
        print(f"\n当前封存点（可打印、报送县里留存）/ checkpoint to keep elsewhere:\n{found.checkpoint.text()}")
    if not witnessed:
        print(
            "说明：没有外部留存的封存点时，有人整体重做全部记录是查不出来的。/ without a witness a full rebuild is not seen."
        )
