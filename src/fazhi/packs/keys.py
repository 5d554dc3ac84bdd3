"""Strict reading of pack tables: every value is asked for by name and type, what nobody asked for is a fault."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.kernel.faults import PackFault, Problem, nearest

SHOWN = 24
KIND_WORDS = {
    str: "文字",
    int: "整数",
    float: "数字",
    bool: "true 或 false",
    date: "日期（如 2025-05-06）",
    dict: "表",
    list: "列表",
}


def read_toml(path: Path, shown: str) -> dict[str, Any]:
    """The file as a dictionary. Raises PackFault with line and column on a syntax error."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PackFault(Problem(shown, "没有这个文件", "", "补上这个文件", "missing file")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackFault(
            Problem(shown, f"TOML 写法有误：{error}", "", "按提示的行列改正", f"TOML syntax: {error}")
        ) from None


class Table:
    """One table of a file. Problems are collected in `problems`; a wrong value reads as its default."""

    def __init__(self, values: Mapping[str, Any], where: str, problems: list[Problem]) -> None:
        self.values, self.where, self.problems = values, where, problems
        self.asked: list[str] = []

    def fault(self, key: str, what: str, allowed: str = "", mend: str = "", english: str = "") -> None:
        """Note what is wrong with `key`."""
        self.problems.append(Problem(f"{self.where} {key}", what, allowed, mend, english or what))

    def _get(self, key: str, kinds: tuple[type, ...], default: Any, required: bool) -> Any:
        self.asked.append(key)
        if key not in self.values:
            if required:
                self.fault(
                    key, "没有写", " 或 ".join(KIND_WORDS[k] for k in kinds), f"补上 {key}", f"missing key {key}"
                )
            return default
        value = self.values[key]
        wrong_bool = isinstance(value, bool) and bool not in kinds
        if wrong_bool or not isinstance(value, kinds):
            self.fault(
                key,
                f"{value!r} 类型不对",
                " 或 ".join(KIND_WORDS[k] for k in kinds),
                "改成允许的类型",
                f"wrong type for {key}",
            )
            return default
        return value

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text."""
        return str(self._get(key, (str,), default, required))

    def flag(self, key: str) -> bool:
        """true or false; false when left out."""
        return bool(self._get(key, (bool,), False, False))

    def whole(self, key: str, default: int = 0, *, required: bool = False, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = int(self._get(key, (int,), default, required))
        if key in self.values and value < least:
            self.fault(key, f"{value} 太小", f"不小于 {least}", "改大", f"{key} must be at least {least}")
            return default
        return value

    def number(self, key: str, default: float) -> float:
        """A number."""
        return float(self._get(key, (int, float), default, False))

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date."""
        value: date | None = self._get(key, (date,), None, required)
        return value

    def choice(self, key: str, allowed: Collection[str], default: str = "", *, required: bool = False) -> str:
        """One of `allowed`."""
        value = self.text(key, default, required=required)
        if key in self.values and value not in allowed:
            close = nearest(value, allowed)
            self.fault(
                key,
                f"“{value}”不在允许的值里",
                some(allowed),
                f"改为 {close}" if close else "",
                f"{key}: unknown value {value}",
            )
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._get(key, (list,), [], False)
        if not all(isinstance(v, str) for v in values):
            self.fault(key, "列表里只能是文字", '["…", "…"]', "改成文字", f"{key} must list texts")
            return ()
        return tuple(values)

    def raw(self, key: str, kinds: tuple[type, ...], default: Any = None, *, required: bool = False) -> Any:
        """A value of one of `kinds`, as it is."""
        return self._get(key, kinds, default, required)

    def table(self, key: str, *, required: bool = False) -> Table:
        """A table within this one; an empty one when it is left out."""
        return self.within(self._get(key, (dict,), {}, required), key)

    def tables(self, key: str) -> list[Table]:
        """A list of tables."""
        rows = self._get(key, (list,), [], False)
        if not all(isinstance(r, dict) for r in rows):
            self.fault(key, "列表里只能是表", "[{ … }]", "改成表", f"{key} must list tables")
            return []
        return [self.within(row, f"{key}[{n}]") for n, row in enumerate(rows, 1)]

    def named(self, key: str) -> list[tuple[str, Table]]:
        """The tables under `key` by their names."""
        inner = self.table(key)
        inner.asked += list(inner.values)
        found = []
        for name, value in inner.values.items():
            if isinstance(value, dict):
                found.append((name, inner.within(value, name)))
            else:
                inner.fault(name, "应是一张表", "[表名]", "改成表", f"{name} must be a table")
        return found

    def within(self, values: Mapping[str, Any], name: str) -> Table:
        """A table whose place is told from this one."""
        return Table(
            values, f"{self.where} [{name}]" if "[" not in self.where else f"{self.where[:-1]}.{name}]", self.problems
        )

    def done(self, *more: str) -> None:
        """Fault every key that nobody asked for; `more` are keys read elsewhere."""
        known = [*self.asked, *more]
        for key in self.values:
            if key not in known:
                close = nearest(key, known)
                self.fault(
                    key,
                    "不认识的键",
                    some(dict.fromkeys(known)),
                    f"改为 {close}" if close else "删去它",
                    f"unknown key {key}",
                )


def raise_if(problems: Iterable[Problem]) -> None:
    """Raise one PackFault with all problems, if there are any."""
    found = tuple(problems)
    if found:
        raise PackFault(*found)


def some(words: Iterable[str]) -> str:
    """Words that are allowed, for a message; of many the first few."""
    known = list(words)
    return "、".join(known[:SHOWN]) + (f"……共{len(known)}个" if len(known) > SHOWN else "")
