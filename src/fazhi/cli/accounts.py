"""`fazhi accounts import FILE`: people, posts and sign-in names from the county's list; first passwords in a file to hand out."""

from __future__ import annotations

import argparse
from pathlib import Path

from fazhi.cli.main import ATTENTION
from fazhi.cli.words import read_bytes, write_whole
from fazhi.office.accounts import import_accounts, password_sheet
from fazhi.office.clock import today
from fazhi.paper.sheet_mark import mark_errors


def arguments(parser: argparse.ArgumentParser) -> None:
    """import FILE."""
    parser.add_argument("act", choices=("import",), help="import 导入 / take in a list")
    parser.add_argument(
        "file", metavar="FILE.xlsx", help="姓名、单位、岗位、角色、用户名 / name, unit, post, roles, account"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when rows were refused; they come back red in a copy beside the file."""
    path = Path(args.file)
    content = read_bytes(path)
    done = import_accounts(content, path.name, today())
    fresh = [a for a in done.made if a.password]
    print(
        f"成功 {len(done.made)} 行（新账号 {len(fresh)} 个），失败 {len(done.errors)} 行 / rows taken, new accounts, refused"
    )
    if fresh:
        out = path.with_name(f"{path.stem}（首次密码）.xlsx")
        write_whole(out, password_sheet(fresh, today()))
        out.chmod(0o600)
        print(f"首次密码写在 {out}，发完请删除 / first passwords")
    if done.errors:
        marked = path.with_name(f"{path.stem}（错误标注）.xlsx")
        write_whole(marked, mark_errors(content, list(done.errors), f"失败 {len(done.errors)} 行，改正后再导入"))
        for error in done.errors:
            print(f"  [{error.sheet}] 第{error.row + 1}行：{error.text}")
        print(f"已标红写回：{marked}")
    return ATTENTION if done.errors else 0
