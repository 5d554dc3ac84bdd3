"""Whether this installation is fit: Python, home folder, database, packs, page files; and how to mend what is not."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from fazhi.kernel.faults import Fault
from fazhi.office.clock import today
from fazhi.office.rules import shelf

FREE_BYTES = 1 << 30
GOOD, WARN, BAD = "✓", "!", "✗"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at: good, a warning, or bad, and how to mend it."""

    mark: str
    what: str
    mend: str = ""


def _python() -> Iterator[Sign]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Sign(
        GOOD if sys.version_info >= (3, 11) else BAD,
        f"Python {found}",
        "" if sys.version_info >= (3, 11) else "装 3.11 或更新的版本",
    )


def _home() -> Iterator[Sign]:
    home = Path(settings.HOME)
    try:
        with tempfile.NamedTemporaryFile(dir=home) as probe:
            probe.write(b"fazhi")
            probe.flush()
            os.fsync(probe.fileno())
        yield Sign(GOOD, f"数据目录 {home} 可写")
    except OSError as error:
        yield Sign(BAD, f"数据目录 {home} 写不进去（{error.strerror}）", "检查目录权限或换一个 FAZHI_HOME")
        return
    free = shutil.disk_usage(home).free
    yield Sign(
        GOOD if free > FREE_BYTES else WARN, f"剩余空间 {free / 2**30:.1f} GB", "" if free > FREE_BYTES else "清理磁盘"
    )


def _database() -> Iterator[Sign]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Sign(BAD, f"数据库连不上：{error}", "检查 FAZHI_DATABASE_URL")
        return
    yield Sign(GOOD, f"数据库 {connection.display_name}")
    if connection.vendor == "sqlite" and settings.SQLITE_BANNER:
        yield Sign(WARN, "系统自带的 SQLite 有写前日志缺陷，已改用回滚日志", "安装 pysqlite3 后更快")
    yield Sign(
        BAD if waiting else GOOD,
        "数据表不是最新" if waiting else "数据表是最新的",
        "运行 fazhi demo 或 fazhi serve" if waiting else "",
    )


def _packs() -> Iterator[Sign]:
    try:
        found = shelf()
    except Fault as fault:
        yield Sign(BAD, f"规则包有误：{fault.problems[0].chinese()}", "按提示改好规则包")
        return
    yield Sign(GOOD, f"规则包 {len(found.packs)} 个，义务 {len({d.id for d in found.duties})} 项")
    year = today().year
    known = year in found.calendar.official
    yield Sign(GOOD if known else WARN, f"{year} 年放假安排{'已有' if known else '还没有，工作日暂按法定节假日推算'}")
    following = year + 1 in found.calendar.official
    if not following and today() >= date(year, 11, 1):
        yield Sign(WARN, f"{year + 1} 年放假安排还没有", "国务院办公厅通知发布后加入日历文件")


def _assets() -> Iterator[Sign]:
    stamp = Path(settings.STATICFILES_DIRS[0]) / "vendor" / ".stamp"
    yield Sign(
        GOOD if stamp.exists() else BAD,
        "页面样式文件" + ("齐全" if stamp.exists() else "没有"),
        "" if stamp.exists() else "运行 python3 tools/dev.py assets",
    )


LOOKS: tuple[Callable[[], Iterator[Sign]], ...] = (_python, _home, _database, _packs, _assets)


def signs() -> list[Sign]:
    """Everything looked at, good and bad. Price: a few milliseconds, and the packs when they were not read yet."""
    return [sign for look in LOOKS for sign in look()]
