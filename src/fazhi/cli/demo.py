"""`fazhi demo`: an invented township with two years of records, its annual report, and a desk to look at them."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from django.conf import settings

from fazhi.cli.serve import HOST, PORT, a_port, serve
from fazhi.cli.words import a_date, bar, write_whole
from fazhi.kernel.faults import InputFault, Problem
from fazhi.office.draft_report import kind_of
from fazhi.office.report_copies import word_copy
from fazhi.office.report_cycle import shown
from fazhi.office.report_draft import Period
from fazhi.office.write_report import report_docx
from fazhi.specials.demo_township.accounts import password
from fazhi.specials.demo_township.build import YEAR, Built, build
from fazhi.specials.demo_township.people import ACCOUNTS, TOWNSHIP, holdings, units
from fazhi.store import read
from fazhi.store.install import install

AS_OF = date(2026, 11, 20)
KEPT_SINCE = date(YEAR, 1, 1)
EARLIEST = date(2026, 1, 31)
FOLDER = Path("demo")


def arguments(parser: argparse.ArgumentParser) -> None:
    """--no-serve, --as-of, --port, --folder."""
    parser.add_argument(
        "--no-serve", action="store_true", help="只生成数据和报告，不启动网页 / build everything and stop"
    )
    parser.add_argument("--as-of", metavar="DATE", help="演示日期，默认 2026-11-20 / the day the demo clock stands at")
    parser.add_argument("--port", default=str(PORT), help="端口，默认 8000 / port")
    parser.add_argument("--folder", default=str(FOLDER), help="台账和报告放在哪里，默认 demo / where files go")


def run(args: argparse.Namespace) -> int:
    """Build what is not there yet, write the report, and serve."""
    port, as_of, folder = a_port(args.port), _day(args.as_of), Path(args.folder)
    _set_clock(as_of)
    install()
    _refuse_other_records()
    books = folder / f"台账{YEAR}"
    built = build(books, as_of, bar)
    made, cycle, _ = shown(TOWNSHIP, kind_of("annual"), Period(YEAR), as_of)
    name, content = word_copy(made, cycle) or report_docx(made)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, content)
    _tell(built, books, folder / name, as_of, port, args.no_serve)
    if not args.no_serve:
        serve(HOST, port)
    return 0


def _day(text: str | None) -> date:
    """The demo's day: not before the first annual report of the demo was due, so that there is one year whole."""
    as_of = a_date(text) if text else settings.DEMO_AS_OF or AS_OF
    if not EARLIEST <= as_of <= AS_OF:
        allowed = f"{EARLIEST}到{AS_OF}"
        raise InputFault(
            Problem(
                f"--as-of {as_of}", "不在示例数据的日期里", allowed, f"改为 {AS_OF}", f"demo days: {EARLIEST}..{AS_OF}"
            )
        )
    return as_of


def _set_clock(as_of: date) -> None:
    """Let this process, and every later one of this home, take `as_of` for today, and 2025 for the first year kept."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE = as_of, KEPT_SINCE
    file = Path(settings.HOME) / "fazhi.toml"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    kept = [line for line in lines if not line.replace(" ", "").startswith(("as_of=", "kept_since="))]
    ours = [f'as_of = "{as_of.isoformat()}"', f'kept_since = "{KEPT_SINCE.isoformat()}"']
    write_whole(file, "\n".join([*kept, *ours, ""]).encode())


def _refuse_other_records() -> None:
    """Invented records never enter a database that holds others."""
    ours = {u.id for u in units()}
    others = [u.name for u in read.units().values() if u.id not in ours]
    if others:
        mend = "另设一个 FAZHI_HOME 再运行 fazhi demo"
        raise InputFault(
            Problem(
                "数据库", f"已有其他单位（{'、'.join(others[:3])}）", "只有示例单位的库", mend, "not a demo database"
            )
        )


def _tell(built: Built, books: Path, report: Path, as_of: date, port: int, stop: bool) -> None:
    print(f"\n清河镇（虚构示例）　演示日期 {as_of.isoformat()}")
    taken, known, refused = (sum(rows[n] for rows in built.imported.values()) for n in range(3))
    print(
        f"  {YEAR}年：{len(built.imported)} 个 Excel 台账（{books}/），成功 {taken} 行，已有 {known} 行，失败 {refused} 行"
    )
    print(f"  {YEAR + 1}年：新记录 {built.recorded} 条，已有 {built.known} 条")
    print(f"  年度报告：{report}")
    names = {h.person: f"{h.name}（{h.title}）" for h in holdings()}
    print("  登录 / sign in：")
    for account, person in ACCOUNTS.items():
        print(f"    {account:<8} {names[person]}")
    print(f"  密码 / password：{password()}")
    if stop:
        print(f"  启动网页：python3 tools/dev.py demo　→ http://{HOST}:{port}")
